"""A system made ready once and asked again and again with other numbers: what initiatives and scans need."""

from collections.abc import Mapping

from bpmn.base.finding import ElementKey
from bpmn.queueing.analyse import analyse_net
from bpmn.queueing.compile import compile_net
from bpmn.queueing.drafts import Drafts, Links
from bpmn.queueing.results import Analysis
from bpmn.scenario.merged import Maps, read
from bpmn.scenario.parameters import ElementParameters, Scenario
from bpmn.system.facts import Facts


class Model:
    """The numbers of a system in one scenario (the base scenario without one) and in what differs from it.

    Maps are read when the model is made; a model made before an edit of a map does not see the edit.
    """

    def __init__(self, system: Maps, links: Links | None = None, scenario: Scenario | None = None) -> None:
        self.scenario = scenario or read(system)
        self._system = system
        self._links = links
        facts = getattr(system, "facts", None)
        self._facts = facts if isinstance(facts, Facts) else None
        self._drafts = Drafts(system)

    def evaluate(
        self, changes: Mapping[ElementKey, ElementParameters] | None = None, *, whole: bool = False
    ) -> Analysis:
        """The numbers where these elements have these parameters instead of the scenario's.

        With ``whole`` chains and the times of single processes are left out, which is much faster.
        """
        scenario = self.scenario.with_parameters(changes) if changes else self.scenario
        net = compile_net(self._system, self._links, scenario, self._facts, self._drafts)
        return analyse_net(net, scenario, in_parts=not whole)
