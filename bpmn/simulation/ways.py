"""Which of several ways on is taken, and how often: shares of branches for the transitions of a net."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bpmn.base.finding import ElementKey
from bpmn.model import ComplexGateway, FlowNode, InclusiveGateway
from bpmn.queueing import branching
from bpmn.queueing.branching import TOLERANCE, Branch
from bpmn.queueing.drafts import Draft
from bpmn.scenario.parameters import Scenario
from bpmn.semantics.net import Net, PlaceKind
from bpmn.simulation.plan import Choice, Way

HALF = 0.5
"""How often a path of an inclusive choice is taken where nobody says so."""


@dataclass(frozen=True, slots=True)
class Branches:
    """The flows of a system with what is known about them."""

    net: Net
    scenario: Scenario
    defaults: frozenset[ElementKey]
    kinds: Mapping[ElementKey, type[FlowNode]]

    @classmethod
    def of(cls, net: Net, scenario: Scenario, nodes: Mapping[ElementKey, Draft]) -> "Branches":
        """Those of a compiled system with these flow nodes."""
        defaults = frozenset(
            ElementKey(key.file, flow.id)
            for key, draft in nodes.items()
            for flow in draft.graph.out(key.element)
            if flow.is_default
        )
        return cls(net, scenario, defaults, {key: type(draft.view) for key, draft in nodes.items()})

    def choice(self, key: ElementKey, transitions: Sequence[int]) -> Choice:
        """The choice between transitions at an element."""
        flows = {index: self._flows(index) for index in transitions}
        shared = frozenset.intersection(*flows.values()) if flows else frozenset()
        own = {index: tuple(sorted(found - shared)) for index, found in flows.items()}
        if len(transitions) == 1:
            return Choice(key, (Way(transitions[0]),))
        if not any(own.values()):
            return Choice(key, tuple(Way(index, 1 / len(transitions)) for index in transitions))
        if self._is_inclusive(key, own):
            return self._inclusive(key, own)
        return self._exclusive(key, {index: found[0] for index, found in own.items() if len(found) == 1})

    def _flows(self, transition: int) -> frozenset[ElementKey]:
        places = [self.net.places[index] for index in self.net.transitions[transition].gives]
        return frozenset(p.element for p in places if p.kind is PlaceKind.FLOW)

    def _is_inclusive(self, key: ElementKey, own: Mapping[int, tuple[ElementKey, ...]]) -> bool:
        """Whether each flow is decided about alone; elsewhere shares that add up to 1 exclude each other."""
        if all(len(found) == 1 for found in own.values()):
            return False
        if issubclass(self.kinds.get(key, FlowNode), InclusiveGateway | ComplexGateway):
            return True
        flows = {flow for found in own.values() for flow in found}
        total = sum(self.scenario.of(flow).probability or 0.0 for flow in flows)
        return abs(total - 1) > TOLERANCE

    def _exclusive(self, key: ElementKey, own: Mapping[int, ElementKey]) -> Choice:
        branches = []
        for index, flow in own.items():
            said = self.scenario.of(flow)
            branches.append(Branch(index, said.probability, flow in self.defaults, said.by_class))
        split = branching.exclusive(branches) if len(branches) > 1 else branching.parallel(branches)
        ways = [
            Way(o.targets[0], o.probability, tuple(sorted(dict(o.by_class).items())), (own[o.targets[0]],))
            for o in split.outcomes
        ]
        return Choice(key, tuple(ways))

    def _inclusive(self, key: ElementKey, own: Mapping[int, tuple[ElementKey, ...]]) -> Choice:
        flows = sorted({flow for found in own.values() for flow in found} - self.defaults)
        shares = [self.scenario.of(flow).probability for flow in flows]
        free = [(f, HALF if share is None else share) for f, share in zip(flows, shares, strict=True)]
        if not any(not found or set(found) <= self.defaults for found in own.values()) and not any(
            share for _, share in free
        ):
            free = [(flow, 1.0) for flow, _ in free]
        return Choice(key, tuple(Way(i, 1.0, (), found) for i, found in own.items()), tuple(free))
