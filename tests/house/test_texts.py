"""Every text a person sees goes through app.translate."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

APP = Path(__file__).parents[2] / "app"
FIRST = {  # the text is the first argument
    "QAction", "QCheckBox", "QDockWidget", "QGroupBox", "QLabel", "QMenu", "QPushButton", "QRadioButton",
    "addItem", "addRow", "addToolBar", "setAccessibleDescription", "setAccessibleName", "setHeaderLabels",
    "setHorizontalHeaderLabels", "setInformativeText", "setLabelText", "setPlaceholderText", "setStatusTip",
    "setText", "setTitle", "setToolTip", "setWhatsThis", "setWindowTitle", "showMessage", "note", "say",
    "echo", "Refused",
}  # fmt: skip
FIRST_TWO = {"QAction", "addAction", "addMenu", "addTab", "setTabText", "setItemText", "QListWidgetItem"}
ALL = {
    "about", "critical", "getExistingDirectory", "getOpenFileName", "getOpenFileNames", "getSaveFileName", "getText",
    "information", "question", "warning",
}  # fmt: skip
WORDS = ("help", "short_help", "epilog")  # texts that click shows


def called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def shown(call: ast.Call) -> Iterator[ast.expr]:
    """The arguments of a call that a person will read."""
    name = called(call)
    count = 99 if name in ALL else 2 if name in FIRST_TWO else 1 if name in FIRST else 0
    for argument in call.args[:count]:
        yield from argument.elts if isinstance(argument, ast.List | ast.Tuple) else [argument]
    yield from (k.value for k in call.keywords if k.arg in WORDS)


def is_literal(argument: ast.expr) -> bool:
    """Whether this is a text written down here that holds a word."""
    parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
    texts = [p.value for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str)]
    return any(sum(c.isalpha() for c in text) > 1 for text in texts)


def literals(source: str) -> list[str]:
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [f"line {a.lineno}: {ast.unparse(a)}" for call in calls for a in shown(call) if is_literal(a)]


@pytest.mark.parametrize("path", sorted(APP.rglob("*.py")), ids=lambda p: p.relative_to(APP).as_posix())
def test_texts_in_the_application_can_be_translated(path: Path):
    assert not literals(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "source",
    [
        "label.setText('Open')",
        "QLabel(f'{n} maps')",
        "menu.addAction(icon, 'Save')",
        "QMessageBox.warning(self, tr('Save'), 'Not saved')",
        "table.setHorizontalHeaderLabels([tr('Rule'), 'Where'])",
        "click.option('--to', help='The file')",
    ],
)
def test_a_forgotten_translation_is_found(source: str):
    assert literals(source)


@pytest.mark.parametrize(
    "source",
    ["label.setText(tr('Open'))", "box.addItem(tr('Light'), 'light')", "x.setText('+')", "x.setText(name)"],
)
def test_what_needs_no_translation_passes(source: str):
    assert not literals(source)
