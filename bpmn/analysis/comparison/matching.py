"""Which element of one version is which of the other: by id, then by name and role, then by place.

(Design: match elements by id, then by type, name and lane, then by position in the structure.)
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from enum import StrEnum

from bpmn.analysis.comparison.subjects import Subject, Subjects
from bpmn.model import Definitions, Lane

Key = Callable[[Subject], Hashable | None]


class Basis(StrEnum):
    """What two elements were recognised by."""

    ID = "id"
    NAME = "name"
    PLACE = "place"


class Matching:
    """Pairs of elements of two versions of a map."""

    def __init__(self, before: Subjects, after: Subjects) -> None:
        self.before, self.after = before, after
        self.after_of: dict[Subject, Subject] = {}
        self.before_of: dict[Subject, Subject] = {}
        self.basis: dict[Subject, Basis] = {}
        self._match()

    def is_same(self, before: Subject | None, after: Subject | None) -> bool:
        """Whether both are the two versions of one element, or both are missing."""
        if before is None or after is None:
            return before is after
        return self.after_of.get(before) is after

    def _match(self) -> None:
        self._pair(self.before.all[0], self.after.all[0], Basis.ID)
        for identifier, subject in self.before.by_id.items():
            other = self.after.by_id.get(identifier)
            if other is not None and other.family == subject.family:
                self._pair(subject, other, Basis.ID)
        self._by(_named_in_role, Basis.NAME)
        self._by(_named, Basis.NAME)
        while self._by_place() or self._in_order():
            pass

    def _by_place(self) -> bool:
        """Match what stands alike among elements that are matched already."""
        keys = (self._joined, self._neighbours, self._of_pool, self._only_one)
        found = [self._by(key, Basis.PLACE) for key in keys]  # each of them, not until the first that finds
        return any(found)

    def _in_order(self) -> bool:
        """Match what only its order tells apart: those of one name in one role, and those without an id."""
        named = self._by(_named_in_role, Basis.NAME, also_several=True)
        return self._by(self._without_id, Basis.PLACE, also_several=True) or named

    # -- keys; equal keys of both versions make a pair -------------------------------------------

    def _joined(self, subject: Subject) -> Hashable | None:
        """A connection by its two ends."""
        if not subject.is_connection or not subject.sources or not subject.targets:
            return None
        ends = [self._token(s) for s in (subject.sources[0], subject.targets[0])]
        return None if None in ends else (subject.kind, *ends)

    def _neighbours(self, subject: Subject) -> Hashable | None:
        """A step by what comes before and after it."""
        if subject.is_connection or not (subject.sources or subject.targets):
            return None
        sides = [frozenset(self._token(s) for s in side) for side in (subject.sources, subject.targets)]
        return None if any(None in side for side in sides) else (subject.kind, *sides)

    def _of_pool(self, subject: Subject) -> Hashable | None:
        """A process by the pool that shows it."""
        pool = self._token(subject.pool) if subject.pool is not None else None
        return (subject.kind, pool) if pool is not None else None

    def _only_one(self, subject: Subject) -> Hashable | None:
        """A container, or a role, by what it lies in."""
        is_container = isinstance(subject.element, Definitions | Lane) or subject.kind in CONTAINERS
        around = self._token(subject.around) if subject.around is not None else None
        return (subject.kind, around) if is_container and around is not None else None

    def _without_id(self, subject: Subject) -> Hashable | None:
        """An element that no id tells from others, by what it lies in."""
        around = self._token(subject.around) if subject.around is not None else None
        return (subject.kind, around) if not subject.has_own_id and around is not None else None

    def _token(self, subject: Subject) -> Hashable | None:
        """The same for both versions of a matched element; None for one that is not matched."""
        if subject in self.after_of:
            return subject.order
        other = self.before_of.get(subject)
        return other.order if other is not None else None

    # -- pairing ---------------------------------------------------------------------------------

    def _by(self, key: Key, basis: Basis, *, also_several: bool = False) -> bool:
        """Pair all unmatched elements whose key is the key of one unmatched element of the other version.

        With ``also_several`` those that share a key are paired in the order of the files.
        """
        here = _grouped((s for s in self.before if s not in self.after_of), key)
        there = _grouped((s for s in self.after if s not in self.before_of), key)
        has_found = False
        for value, subjects in here.items():
            others = there.get(value, [])
            if also_several or len(subjects) == len(others) == 1:
                for subject, other in zip(subjects, others, strict=False):
                    self._pair(subject, other, basis)
                    has_found = True
        return has_found

    def _pair(self, before: Subject, after: Subject, basis: Basis) -> None:
        if before not in self.after_of and after not in self.before_of:
            self.after_of[before] = after
            self.before_of[after] = before
            self.basis[before] = basis


CONTAINERS = ("process", "collaboration", "choreography", "globalConversation")


def _named(subject: Subject) -> Hashable | None:
    return (subject.kind, subject.name) if subject.name and not subject.is_connection else None


def _named_in_role(subject: Subject) -> Hashable | None:
    return (subject.kind, subject.name, subject.place) if subject.name and not subject.is_connection else None


def _grouped(subjects: Iterable[Subject], key: Key) -> dict[Hashable, list[Subject]]:
    groups: dict[Hashable, list[Subject]] = defaultdict(list)
    for subject in subjects:
        value = key(subject)
        if value is not None:
            groups[value].append(subject)
    return groups
