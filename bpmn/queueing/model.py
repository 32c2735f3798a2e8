"""A system made ready once and asked again and again with other numbers: what initiatives and scans need."""

from collections.abc import Mapping, Sequence

from bpmn.base.finding import ElementKey
from bpmn.queueing.analyse import analyse_net, promises_of
from bpmn.queueing.assembly import Assembly
from bpmn.queueing.drafts import Links
from bpmn.queueing.frame import Frame, signature
from bpmn.queueing.net import Net
from bpmn.queueing.promises import Promise
from bpmn.queueing.results import Analysis
from bpmn.scenario.merged import Maps, read
from bpmn.scenario.parameters import ElementParameters, Scenario
from bpmn.system.facts import Facts

MOST_FRAMES = 256
"""So many structures are remembered; then all are forgotten."""


class Model:
    """The numbers of a system in one scenario (the base scenario without one) and in what differs from it.

    Maps are read when the model is made; a model made before an edit of a map does not see the edit.
    """

    def __init__(
        self,
        system: Maps,
        links: Links | None = None,
        scenario: Scenario | None = None,
        promises: Sequence[Promise] | None = None,
    ) -> None:
        """``promises`` are those of the system unless others are given."""
        self.scenario = scenario or read(system)
        self._system = system
        self._links = links
        facts = getattr(system, "facts", None)
        self._facts = facts if isinstance(facts, Facts) else None
        self._assembly = Assembly(system, links, self.scenario, self._facts)
        self._promises = promises_of(facts) if promises is None else promises
        self._frames: dict[object, Frame] = {}

    def evaluate(
        self,
        changes: Mapping[ElementKey, ElementParameters] | None = None,
        *,
        whole: bool = False,
        brief: bool = False,
    ) -> Analysis:
        """The numbers where these elements have these parameters instead of the scenario's.

        With ``whole`` only metrics, promises and loads are worked out, which is much faster; with ``brief``
        everything but chains, quantiles, flow and relief.
        """
        given = changes or {}
        changed = {key: new for key, new in given.items() if new != self.scenario.of(key)}
        if not changed:
            return self._analysed(self._assembly.net, self.scenario, whole=whole, brief=brief)
        scenario = self.scenario.with_parameters(changed)
        net = self._assembly.changed(changed)
        if net is None:
            net = Assembly(self._system, self._links, scenario, self._facts).net
        return self._analysed(net, scenario, whole=whole, brief=brief)

    def _analysed(self, net: Net, scenario: Scenario, *, whole: bool, brief: bool) -> Analysis:
        return analyse_net(net, scenario, self._promises, whole=whole, brief=brief, frame_of=self._frame)

    def _frame(self, net: Net) -> Frame:
        known = signature(net)
        if known not in self._frames:
            if len(self._frames) >= MOST_FRAMES:
                self._frames.clear()
            self._frames[known] = Frame(net)
        return self._frames[known]
