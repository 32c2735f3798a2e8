"""The differences between two versions of a map, element by element."""

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum

from bpmn.analysis.comparison.changes import Change, Reader, changes
from bpmn.analysis.comparison.matching import Basis, Matching
from bpmn.analysis.comparison.subjects import Subject, Subjects
from bpmn.base.finding import ElementKey
from bpmn.base.message import Message
from bpmn.model.document import Document


class Kind(StrEnum):
    """What happened to an element; ``MOVED`` means that only its drawing differs."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Difference:
    """One element that is not the same in both versions.

    ``before`` and ``after`` name it in its version, None where it is not there. ``type`` is the name that
    BPMN gives its type, ``place`` the role or process it belongs to.
    """

    kind: Kind
    type: str
    name: str
    place: str
    before: ElementKey | None = None
    after: ElementKey | None = None
    basis: Basis | None = None
    changes: tuple[Change, ...] = ()

    @property
    def key(self) -> ElementKey:
        """Where to look: in the later version, unless it is gone there."""
        key = self.after or self.before
        assert key is not None, "an element is in one version at least"
        return key


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences in the order of the files, and the files that could not be compared, with why."""

    differences: tuple[Difference, ...] = ()
    unreadable: tuple[tuple[str, Message], ...] = ()

    def count(self, kind: Kind) -> int:
        """How many elements something happened to."""
        return Counter(d.kind for d in self.differences)[kind]

    def without_layout(self) -> "Comparison":
        """The same without what differs in the drawing alone."""
        kept = [
            replace(d, changes=tuple(c for c in d.changes if not c.is_layout))
            for d in self.differences
            if d.kind is not Kind.MOVED
        ]
        return replace(self, differences=tuple(kept))


def compare(before: Document, after: Document, files: tuple[str, str] = ("", "")) -> Comparison:
    """The differences between two versions of a map; ``files`` are the names of their files."""
    old, new = Subjects(before), Subjects(after)
    matching = Matching(old, new)
    readers = Reader(old), Reader(new)
    found: list[tuple[tuple[float, int], Difference]] = []
    for subject in new:
        was = matching.before_of.get(subject)
        if was is None:
            found.append(((subject.order, 1), _alone(Kind.ADDED, subject, files)))
            continue
        differences = tuple(changes(*readers, matching, was, subject))
        if differences:
            basis = matching.basis[was]
            found.append(((subject.order, 1), _both((was, subject), files, basis, differences)))
    gone = [subject for subject in old if subject not in matching.after_of]
    found += [(_where(matching, subject), _alone(Kind.REMOVED, subject, files)) for subject in gone]
    return Comparison(tuple(difference for _, difference in sorted(found, key=lambda entry: entry[0])))


def _where(matching: Matching, gone: Subject) -> tuple[float, int]:
    """A removed element stands behind what stood before it."""
    for earlier in reversed(matching.before.all[: gone.order]):
        if earlier in matching.after_of:
            return matching.after_of[earlier].order + 0.5, gone.order
    return 0.5, gone.order


def _alone(kind: Kind, subject: Subject, files: tuple[str, str]) -> Difference:
    key = ElementKey(files[kind is Kind.ADDED], subject.id)
    ends = (None, key) if kind is Kind.ADDED else (key, None)
    return Difference(kind, subject.kind, _name(subject), subject.place, *ends)


def _both(
    pair: tuple[Subject, Subject], files: tuple[str, str], basis: Basis, found: tuple[Change, ...]
) -> Difference:
    old, new = pair
    kind = Kind.MOVED if all(c.is_layout for c in found) else Kind.CHANGED
    keys = ElementKey(files[0], old.id), ElementKey(files[1], new.id)
    return Difference(kind, new.kind, _name(new) or _name(old), new.place, *keys, basis, found)


def _name(subject: Subject) -> str:
    """The name; a connection without one is named by its ends."""
    if subject.name or not subject.is_connection or not subject.sources or not subject.targets:
        return subject.name
    ends = [end.name or end.id or end.kind for end in (subject.sources[0], subject.targets[0])]
    return " → ".join(ends)
