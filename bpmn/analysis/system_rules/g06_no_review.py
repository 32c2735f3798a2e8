"""G06: a process is measured, but nobody looks at the numbers regularly."""

from collections.abc import Iterable, Iterator

from bpmn.analysis.context import Context
from bpmn.analysis.governance import kpis_of
from bpmn.analysis.reviews import looks_at_figures, readers, reviews
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.fix import FixAction, FixKind, fix
from bpmn.base.message import message

MOST = 2
"""So many reviews are offered."""


def check(context: Context) -> Iterable[Fault]:
    """One fault per measured process whose figures no review reads; reviews themselves need none.

    ISO 9001:2015, 4.4.1 g.
    """
    known = [process for process in reviews(context) if looks_at_figures(context, process)]
    for process in context.own_processes():
        kpis = [kpi.id for kpi in kpis_of(context, process)]
        if kpis and process not in known and not readers(context, process):
            told = message(
                "“{process}” is measured, but no regular review looks at the numbers.",
                process=context.name(process),
            )
            yield Fault((process,), told, actions=tuple(_noting(context, known, kpis)))


def _noting(context: Context, known: list[ElementKey], kpis: list[str]) -> Iterator[FixAction]:
    """Fixes that note the figures at a review that there is."""
    for review in known[:MOST]:
        label = message("“{review}” looks at it", review=context.name(review))
        yield fix(FixKind.READ_KPIS, review, kpis=" ".join(kpis), label=label)


RULE = Rule(
    "G06",
    Severity.INFO,
    message("Key figures that nobody reviews"),
    message("Numbers that nobody looks at change nothing; a drift is noticed when customers complain."),
    message("Add a process that starts by date and reads the key figure, and note the figure there."),
    check,
    needs_folder=True,
)
