from app.panels.finding_rows import FIX_ALL, Row, counted, head, of_file, rows
from bpmn.base.finding import ElementKey, Finding, Severity
from bpmn.base.fix import FixKind, fix
from bpmn.base.message import Message


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


def lacking(count: int) -> list[Finding]:
    """So many processes without an owner."""
    return [
        Finding(
            "G01",
            Severity.WARNING,
            (ElementKey("a.bpmn", f"p{n}"),),
            *(Message(f"Nobody answers for {n}."), Message("w"), Message("f")),
            actions=(fix(FixKind.SET_OWNER, ElementKey("a.bpmn", f"p{n}")),),
        )
        for n in range(count)
    ]


def test_a_head_counts_what_is_not_shown_and_sets_it_for_all():
    everything = lacking(14)

    (top, *shown) = rows(everything[:3], {}, everything)

    assert (top.detail, len(shown)) == ("3 of 14", 3)
    assert top.actions == ((FIX_ALL, "Set for all 14"),)
    assert len(top.data.findings) == 14
