"""In what two versions of one element differ."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bpmn.analysis.comparison.layout import Drawn, drawn
from bpmn.analysis.comparison.matching import Matching
from bpmn.analysis.comparison.subjects import Subject, Subjects
from bpmn.analysis.comparison.words import KEY, word
from bpmn.base.message import Message
from bpmn.model import FlowNode
from bpmn.model.content import Node, Said, content
from bpmn.xml import names

NOT_SAID = ("/flowNodeRef", "@elementRef")
"""Told as the role of the step, and by the element that the numbers are about."""


@dataclass(frozen=True, slots=True)
class Change:
    """One part of an element and what it was and is; None where it was or is not there.

    ``what`` is the path of ``bpmn.model.content`` or a word for structure and drawing, ``label`` the same
    in the words of an owner.
    """

    what: str
    label: Message
    before: str | None
    after: str | None
    is_layout: bool = False


class Reader:
    """Reads what the elements of one version say."""

    def __init__(self, subjects: Subjects) -> None:
        self.subjects = subjects
        self._numbers = _numbers(subjects)
        drawings = (n for n in subjects.document.root if str(n.tag).startswith(f"{{{names.BPMNDI}}}"))
        numbers = (node for group in self._numbers.values() for _, node in group)
        self._elsewhere = {*subjects.nodes(), *drawings, *numbers}

    def said(self, subject: Subject) -> list[Said]:
        """All that an element and its parts say, without what is drawn and what is told elsewhere."""
        document, element = self.subjects.document, subject.element
        found = content(document, element.node, without=self._elsewhere)
        for place, node in self._numbers.get(subject, ()):
            found += [s._replace(path=place + s.path) for s in content(document, node, without=())]
        return [s for s in found if not _is_left_out(s.path)]

    def shown(self, said: Said | None) -> str | None:
        """The value for people: the name of the element that it refers to, where it has one."""
        if said is None or not said.target:
            return said.value if said is not None else None
        element = self.subjects.document.element(said.target)
        return (self.subjects.around(element).name if element is not None else "") or said.target


def _is_left_out(path: str) -> bool:
    return KEY.sub("", path).endswith(NOT_SAID)


def _numbers(subjects: Subjects) -> dict[Subject, list[tuple[str, Node]]]:
    """BPSim's parameters by the element that they are about, each with the scenario they belong to."""
    found: dict[Subject, list[tuple[str, Node]]] = {}
    for space in (names.BPSIM, names.BPSIM1):
        for node in subjects.document.root.iter(f"{{{space}}}ElementParameters"):
            subject = subjects.by_id.get(node.get("elementRef") or "")
            scenario = node.getparent()
            if subject is not None and scenario is not None:
                name = scenario.get("name") or scenario.get("id") or ""
                found.setdefault(subject, []).append((f"/{{{space}}}Scenario[name={name}]", node))
    return found


def changes(before: Reader, after: Reader, matching: Matching, old: Subject, new: Subject) -> list[Change]:
    """Everything in which the two versions of an element differ, structure first, drawing last."""
    found = [*_structure(matching, old, new), *_content(before, after, matching, old, new)]
    return [*found, *_layout(matching, old, new)]


def _structure(matching: Matching, old: Subject, new: Subject) -> Iterator[Change]:
    if old.kind != new.kind:
        yield Change("type", word("type"), old.kind, new.kind)
    if old.id != new.id:
        yield Change("@id", word("@id"), old.id or None, new.id or None)
    if not old.is_connection and not matching.is_same(old.around, new.around):
        yield Change("around", word("around"), _called(old.around), _called(new.around))
    if isinstance(new.element, FlowNode) and not matching.is_same(old.lane, new.lane):
        yield Change("lane", word("lane"), _called(old.lane), _called(new.lane))


def _called(subject: Subject | None) -> str | None:
    return None if subject is None else subject.name or subject.id or subject.kind


def _content(
    before: Reader, after: Reader, matching: Matching, old: Subject, new: Subject
) -> Iterator[Change]:
    was, now = _by_path(before.said(old)), _by_path(after.said(new))
    for path in dict.fromkeys((*was, *now)):
        one, other = was.get(path), now.get(path)
        if not _is_equal(matching, one, other):
            shown = before.shown(one), after.shown(other)
            if shown[0] == shown[1] and one is not None and other is not None:
                shown = one.target or one.value, other.target or other.value
            yield Change(path, word(path), *shown)


def _by_path(said: Iterable[Said]) -> dict[str, Said]:
    found: dict[str, Said] = {}
    for one in said:
        path, number = one.path, 1
        while path in found:
            number += 1
            path = f"{one.path}({number})"
        found[path] = one
    return found


def _is_equal(matching: Matching, one: Said | None, other: Said | None) -> bool:
    if one is None or other is None:
        return False
    if not (one.target and other.target):
        return one.value == other.value and bool(one.target) == bool(other.target)
    here = matching.before.document.element(one.target)
    there = matching.after.document.element(other.target)
    if here is None or there is None:
        return one.target == other.target
    owners = matching.before.around(here), matching.after.around(there)
    if not matching.is_same(*owners):
        return False
    if owners[0].element == here and owners[1].element == there:
        return True
    is_renamed = owners[0].id != owners[1].id  # then the ids of their parts tell nothing
    return one.target == other.target or (is_renamed and here.local_name == there.local_name)


def _layout(matching: Matching, old: Subject, new: Subject) -> Iterator[Change]:
    was, now = (
        [_resolved(matching, side, d) for d in drawn(subjects, subject)]
        for side, subjects, subject in ((0, matching.before, old), (1, matching.after, new))
    )
    gone, come = Counter(was) - Counter(now), Counter(now) - Counter(was)
    for what in dict.fromkeys(d.what for d in (*was, *now)):
        lost, gained = (sorted(d.value for d in side.elements() if d.what == what) for side in (gone, come))
        if lost or gained:
            yield Change(what, word(what), "; ".join(lost) or None, "; ".join(gained) or None, is_layout=True)


def _resolved(matching: Matching, side: int, one: Drawn) -> Drawn:
    """The sheet named the same way in both versions."""
    subjects = (matching.before, matching.after)[side]
    element = subjects.document.element(one.sheet) if one.sheet else None
    if element is None:
        return one
    subject = subjects.around(element)
    other = subject if side == 0 else matching.before_of.get(subject)
    return one._replace(sheet=other.id if other is not None else one.sheet)
