"""A map as text that says what the map says, for tools that compare texts line by line."""

from collections.abc import Iterator

from bpmn.analysis.comparison.changes import Reader
from bpmn.analysis.comparison.layout import drawn
from bpmn.analysis.comparison.subjects import Subject, Subjects
from bpmn.analysis.comparison.words import word
from bpmn.model.document import Document

INDENT = "  "
FIRST = ("definitions", "collaboration", "participant", "process", "lane")


def readable(document: Document, *, with_layout: bool = True) -> str:
    """A text with a block for each element: equal texts for maps that say the same.

    Blocks stand inside that of the element around, ordered by kind and id, so that a renamed or moved
    element changes only its own lines.
    """
    subjects = Subjects(document)
    inside: dict[Subject | None, list[Subject]] = {}
    for subject in subjects:
        inside.setdefault(subject.around, []).append(subject)
    reader = Reader(subjects)
    lines: list[str] = []
    waiting = [(subjects.all[0], 0)]
    while waiting:
        subject, depth = waiting.pop()
        lines += [INDENT * depth + line for line in _block(reader, subject, with_layout=with_layout)]
        waiting += [(s, depth + 1) for s in sorted(inside.get(subject, ()), key=_order, reverse=True)]
    return "\n".join(lines) + "\n"


def _order(subject: Subject) -> tuple[int, bool, str, str, int]:
    rank = FIRST.index(subject.kind) if subject.kind in FIRST else len(FIRST)
    return rank, subject.is_connection, subject.kind, subject.id, 0 if subject.id else subject.order


def _block(reader: Reader, subject: Subject, *, with_layout: bool) -> Iterator[str]:
    name = f" “{subject.name}”" if subject.name else ""
    identifier = f" [{subject.id}]" if subject.id else ""
    yield f"{subject.kind}{name}{identifier}"
    if subject.lane is not None:
        yield f"{INDENT}{word('lane')}: {subject.lane.name or subject.lane.id}"
    for said in reader.said(subject):
        if said.path != "@name":
            value = (reader.shown(said) or "").split("\n")
            yield f"{INDENT}{word(said.path)}: {value[0]}"
            yield from (f"{INDENT * 2}{line}" for line in value[1:])
    for one in drawn(reader.subjects, subject) if with_layout else ():
        yield f"{INDENT}{word(one.what)}: {one.value}"
