"""Every refusal says why, and what to do instead, in both languages."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
GERMAN = json.loads((ROOT / "resources" / "i18n" / "de.json").read_text(encoding="utf-8"))
REFUSING = {"refuse": 0, "not_allowed": 0, "Bar": 1, "Place": 2}
"""What makes a refusal, and which of its arguments is the sentence."""

WHY_AND_INSTEAD = re.compile(r"[^:]+(: |[.] )[^ ].*[.]")


def sentences(tree: ast.Module) -> Iterator[str]:
    """The sentences of all refusals in a module."""
    constants = {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
    }
    for call in ast.walk(tree):
        name = getattr(call.func, "id", "") if isinstance(call, ast.Call) else ""
        if name in REFUSING and len(call.args) > REFUSING[name]:
            said = call.args[REFUSING[name]]
            if isinstance(said, ast.Constant):
                yield said.value
            elif isinstance(said, ast.Name) and said.id in constants:
                yield constants[said.id]


MODULES = {path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "bpmn").rglob("*.py"))}
SENTENCES = sorted({said for text in MODULES.values() for said in sentences(ast.parse(text))})


def test_refusals_are_found():
    assert len(SENTENCES) > 60


@pytest.mark.parametrize("said", SENTENCES)
def test_a_refusal_says_why_and_what_to_do_instead(said: str):
    assert WHY_AND_INSTEAD.fullmatch(said)


@pytest.mark.parametrize("said", SENTENCES)
def test_a_refusal_says_so_in_german_too(said: str):
    assert WHY_AND_INSTEAD.fullmatch(GERMAN[said])
