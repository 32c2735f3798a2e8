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
    """What is longer than limit lines, blank ones not counted."""
    text = path.read_text(encoding="utf-8")
    rows = text.splitlines()
    found = [node for node in ast.walk(ast.parse(text)) if isinstance(node, kinds)]
    sizes = {node.name: sum(map(bool, rows[node.lineno - 1 : node.end_lineno])) for node in found}
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
