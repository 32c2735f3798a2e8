"""M04: an owner is measured by cost and volume alone."""

from collections.abc import Iterable

from bpmn.analysis.context import Context
from bpmn.analysis.governance import QUALITY, TIMES, answers_for, kpi_places, kpis_of, measuring, owners
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import Severity
from bpmn.base.message import message
from bpmn.system.facts import KpiFact, Measure, Metric

EFFICIENCY = frozenset(
    {Measure.COST, Measure.UTILISATION, Measure.WORK, Measure.VISITS, Measure.THROUGHPUT, Metric.COST}
)


def check(context: Context) -> Iterable[Fault]:
    """One fault per owner all of whose figures are cost, load or volume, none quality or time."""
    facts = context.system.facts
    answering = owners(context)
    names = dict.fromkeys([*answering, *(kpi.owner for kpi in facts.kpis if kpi.owner)])
    for name in names:
        kpis = {kpi.id: kpi for kpi in facts.kpis if answers_for(context, kpi) == name}
        for process in answering.get(name, ()):
            kpis.update({kpi.id: kpi for kpi in kpis_of(context, process)})
        if kpis and all(_is_efficiency(kpi) for kpi in kpis.values()):
            told = message("{owner} is measured by cost, load or volume alone.", owner=name)
            places = (key for kpi in kpis.values() for key in kpi_places(context, kpi))
            elements = tuple(dict.fromkeys([*answering.get(name, ()), *places]))
            about = [p for key in elements if (p := context.place(key)) in context.places.processes]
            add = [measuring(context, about[0]).answered("owner", name)] if about and about[0] else []
            yield Fault(elements, told, actions=tuple(add))


def _is_efficiency(kpi: KpiFact) -> bool:
    return kpi.measure in EFFICIENCY and kpi.measure not in TIMES | QUALITY


RULE = Rule(
    "M04",
    Severity.WARNING,
    message("Owner who is measured by efficiency alone"),
    message(
        "It invites large batches, skipped checks and easy cases first; the customer pays for the saving."
    ),
    message("Add a key figure that the customer feels, such as time, faults or promises kept."),
    check,
    needs_folder=True,
)
