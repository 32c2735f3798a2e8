from app.panels.finding_rows import Row, counted, head, of_file
from bpmn.base.finding import ElementKey


def row(title, *files):
    return Row(title, elements=tuple(ElementKey(file, "step") for file in files))


ROWS = [
    head("Ending in silence", 3),
    row("a", "order.bpmn"),
    row("b", "build.bpmn"),
    row("c", "build.bpmn", "order.bpmn"),
    head("Broken reference", 1),
    row("d", "build.bpmn"),
]


def test_the_rows_of_a_file_stand_below_heads_that_count_them():
    shown = [(r.title, r.detail) for r in of_file(ROWS, "order.bpmn")]

    assert shown == [("Ending in silence", "2"), ("a", ""), ("c", "")]


def test_heads_are_not_counted():
    assert counted(of_file(ROWS, "build.bpmn")) == 3
