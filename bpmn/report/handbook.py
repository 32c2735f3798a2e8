"""The process handbook: a page per process, the clause 4.4.1 as a matrix, and the principles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bpmn.analysis.context import Context
from bpmn.base.finding import ElementKey, Finding
from bpmn.queueing.results import Analysis
from bpmn.report.evidence import Evidence, matrices
from bpmn.report.principles import Edition, Ground, principles
from bpmn.report.sheet import Sheet, sheets
from bpmn.report.team_list import TeamCard, team_cards


@dataclass(frozen=True, slots=True)
class Handbook:
    """Everything that the handbook shows; holds values only, so it crosses processes.

    ``matrices`` stand in the order of the sheets, ``principles`` by the edition of the standard.
    """

    sheets: tuple[Sheet, ...] = ()
    matrices: tuple[tuple[Evidence, ...], ...] = ()
    principles: Mapping[Edition, tuple[Evidence, ...]] = field(default_factory=dict)
    teams: tuple[TeamCard, ...] = ()

    def sheet(self, key: ElementKey) -> Sheet | None:
        """The page of a process, or None."""
        return next((sheet for sheet in self.sheets if sheet.key == key), None)

    def matrix(self, key: ElementKey) -> tuple[Evidence, ...]:
        """The evidence of a process; empty for one that has no page."""
        return next((m for s, m in zip(self.sheets, self.matrices, strict=True) if s.key == key), ())


def handbook(context: Context, findings: Sequence[Finding], analysis: Analysis | None = None) -> Handbook:
    """Make the handbook of a system from what was found out about it."""
    pages = sheets(context, analysis)
    evidence = matrices(context, pages, findings)
    ground = Ground(context, pages, evidence, analysis)
    shown = {edition: principles(ground, findings, edition) for edition in Edition}
    return Handbook(pages, evidence, shown, team_cards(context))
