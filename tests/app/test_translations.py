"""The translations that come with the application."""

import ast
import json
import re
from pathlib import Path

import pytest

from app.paths import resources_folder
from app.translate import LANGUAGE_VARIABLE, tr

ROOT = Path(__file__).parents[2]
FILES = sorted((resources_folder() / "i18n").glob("*.json"))
PLACE = re.compile(r"\{(\w+)\}")


def templates(folder: Path) -> set[str]:
    """All templates that stand as literals in the source."""
    found = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in ("tr", "message") and isinstance(node.args[0].value, str):
                found.add(node.args[0].value)
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_translation_has_the_places_of_its_template(path):
    translations = json.loads(path.read_text(encoding="utf-8"))

    assert translations
    assert not [k for k, v in translations.items() if sorted(PLACE.findall(k)) != sorted(PLACE.findall(v))]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_nearly_everything_in_the_window_is_translated(path):
    translations = json.loads(path.read_text(encoding="utf-8"))
    wanted = set().union(*(templates(ROOT / "app" / part) for part in ("window", "panels", "dialogs")))

    missing = sorted(text for text in wanted if text and text not in translations)

    assert len(missing) <= 0.05 * len(wanted), missing


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_all_that_is_found_and_reported_is_translated(path):
    translations = json.loads(path.read_text(encoding="utf-8"))
    parts = [
        "analysis",
        "report",
        "base",
        "system",
        "editing",
        "importing",
        "improvement",
        "rules",
        "layout",
        "model",
        "scenario",
        "semantics",
        "xml",
    ]
    wanted = set().union(*(templates(ROOT / "bpmn" / part) for part in parts))

    assert sorted(text for text in wanted if text and text not in translations) == []


def test_the_window_speaks_german(window, monkeypatch):
    monkeypatch.setenv(LANGUAGE_VARIABLE, "de")

    assert tr("Save all") == "Alle sichern"
    assert tr("Saved {name}", name="order") == "order gesichert"


def test_a_chosen_language_is_kept(window):
    menu = window.commands.language_menu()
    german = next(a for a in menu.actions() if a.text() == "Deutsch")

    german.trigger()

    assert window.settings.language == "de"
