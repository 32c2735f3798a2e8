"""What can come of looking for the element that a reference means (see ``surveys.Surveys.resolve``)."""

from dataclasses import dataclass
from enum import StrEnum

from bpmn.base.finding import ElementKey
from bpmn.model.document import Document


class Problem(StrEnum):
    """Why a reference leads nowhere."""

    MISSING = "missing"
    UNBOUND = "qname-unbound"
    WRONG_TYPE = "wrong-type"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Resolution:
    """The elements a reference may mean; exactly one, unless there is a problem."""

    candidates: tuple[ElementKey, ...] = ()
    problem: Problem | None = None

    @property
    def key(self) -> ElementKey | None:
        """The element that is meant, None where that is not clear."""
        return self.candidates[0] if self.problem is None and self.candidates else None


def namespace(document: Document) -> str:
    """The target namespace of a map, empty without one."""
    return document.definitions.target_namespace or ""
