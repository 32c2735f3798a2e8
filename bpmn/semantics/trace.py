"""A way through a net that somebody found and others replay: step by step, on the maps."""

from collections.abc import Sequence
from dataclasses import dataclass

from bpmn.semantics.net import Net, Transition
from bpmn.semantics.tokens import Marking, fire, initial


@dataclass(frozen=True)
class Trace:
    """Transitions of a net that fire one after the other from its initial marking."""

    net: Net
    steps: tuple[Transition, ...]

    @property
    def markings(self) -> Sequence[Marking]:
        """The marking before the first step and after each. Raises ValueError for steps that cannot fire."""
        found = [initial(self.net)]
        for step in self.steps:
            found.append(fire(self.net, found[-1], step))
        return found

    @property
    def last(self) -> Marking:
        """The marking at the end."""
        return self.markings[-1]
