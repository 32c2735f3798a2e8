"""Files, classes and functions stay short enough to be read at once."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCT = sorted(p for top in ("app", "bpmn", "packaging") for p in (ROOT / top).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
FILE, TEST_FILE, CLASS, FUNCTION = 400, 600, 250, 40


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def longer(path: Path, limit: int, *kinds: type[ast.AST]) -> list[str]:
    """What is longer than limit lines of code; blank lines and docstrings are not counted."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    coded = {number for number, row in enumerate(text.splitlines(), 1) if row.strip()}
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            coded.difference_update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    found = [node for node in ast.walk(tree) if isinstance(node, kinds)]
    sizes = {node.name: len(coded.intersection(range(node.lineno, node.end_lineno + 1))) for node in found}
    return [f"{name}: {size} lines" for name, size in sizes.items() if size > limit]


def rows(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("path", PRODUCT, ids=name)
def test_file_is_short(path: Path):
    assert rows(path) <= FILE


@pytest.mark.parametrize("path", TESTS, ids=name)
def test_file_of_tests_is_not_long(path: Path):
    assert rows(path) <= TEST_FILE


@pytest.mark.parametrize("path", PRODUCT, ids=name)
def test_classes_and_functions_are_short(path: Path):
    assert not longer(path, CLASS, ast.ClassDef)
    assert not longer(path, FUNCTION, ast.FunctionDef, ast.AsyncFunctionDef)
