"""What is documented about a process for ISO 9001:2015, 4.4.1 a to h, and what speaks against it.

The items are paraphrased. This shows documented evidence; it is not an audit.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bpmn.analysis.context import Context
from bpmn.analysis.governance import inside
from bpmn.analysis.reviews import noted_at, readers
from bpmn.analysis.system_rules.g05_no_risk_handling import is_prepared
from bpmn.base.finding import ElementKey, Finding
from bpmn.base.message import Message, message
from bpmn.report.sheet import JOINING, Entry, Sheet
from bpmn.system.link import Level

NO_AUDIT = message("This page shows documented evidence. It is not an audit.")


class State(StrEnum):
    """Whether something is documented: yes, yes but findings speak against it, or nothing was found."""

    SHOWN = "shown"
    DOUBTED = "doubted"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One item with what was found, where, and the findings that speak against it."""

    item: str
    title: Message
    found: tuple[Message, ...]
    places: tuple[Entry, ...]
    against: tuple[Finding, ...]

    @property
    def state(self) -> State:
        """Whether the item is documented."""
        if not self.found:
            return State.MISSING
        return State.DOUBTED if self.against else State.SHOWN


@dataclass(frozen=True, slots=True)
class Item:
    """A letter of the clause, its requirement in few words, and the checks that speak about it."""

    letter: str
    title: Message
    rules: tuple[str, ...]
    look: Callable[[Context, Sheet], tuple[tuple[Message, ...], tuple[Entry, ...]]]


def matrices(
    context: Context, sheets: Sequence[Sheet], findings: Sequence[Finding]
) -> tuple[tuple[Evidence, ...], ...]:
    """The evidence for all items of each process."""
    own = _by_process(context, findings)
    return tuple(_matrix(context, sheet, own.get(sheet.key, ())) for sheet in sheets)


def matrix(context: Context, sheet: Sheet, findings: Sequence[Finding]) -> tuple[Evidence, ...]:
    """The evidence for all items of one process."""
    return matrices(context, [sheet], findings)[0]


def _by_process(context: Context, findings: Sequence[Finding]) -> dict[ElementKey, list[Finding]]:
    """The findings about each process, something in it or its pools."""
    holding: dict[ElementKey, list[ElementKey]] = {}
    for process in context.places.processes:
        for key in inside(context, process):
            holding.setdefault(key, []).append(process)
    found: dict[ElementKey, list[Finding]] = {}
    for finding in findings:
        about = {process for key in finding.elements for process in holding.get(key, ())}
        about |= {place for key in finding.elements if (place := context.place(key)) is not None}
        for process in about:
            found.setdefault(process, []).append(finding)
    return found


def _matrix(context: Context, sheet: Sheet, own: Sequence[Finding]) -> tuple[Evidence, ...]:
    made = []
    for item in ITEMS:
        found, places = item.look(context, sheet)
        against = tuple(f for f in own if f.rule.startswith(item.rules))
        made.append(Evidence(item.letter, item.title, found, places, against))
    return tuple(made)


Looked = tuple[tuple[Message, ...], tuple[Entry, ...]]


def _inputs_outputs(_: Context, sheet: Sheet) -> Looked:
    if not sheet.inputs and not sheet.outputs:
        return (), ()
    told = message("{inputs} in, {outputs} out", inputs=len(sheet.inputs), outputs=len(sheet.outputs))
    return (told,), tuple(e.what for e in (*sheet.inputs, *sheet.outputs))


def _interaction(context: Context, sheet: Sheet) -> Looked:
    keys = inside(context, sheet.key)
    crossing = [x for x in context.links_at(keys) if (x.source in keys) != (x.target in keys)]
    links = [link for link in crossing if link.kind in JOINING]
    if not links:
        return (), ()
    unsure, others = sum(link.level >= Level.M5 for link in links), _others(sheet)
    told = [
        message("{count} links to {others} others", count=len(links), others=others)
        if others > 1
        else message("{count} links to one other", count=len(links))
    ]
    if unsure:
        told.append(message("{count} of them assumed", count=unsure))
    return tuple(told), (*sheet.suppliers, *sheet.customers)


def _others(sheet: Sheet) -> int:
    return len({entry.text for entry in (*sheet.suppliers, *sheet.customers)})


def _measures(_: Context, sheet: Sheet) -> Looked:
    told: list[Message] = []
    if sheet.kpis:
        targets = sum(kpi.target is not None for kpi in sheet.kpis)
        words = {"count": len(sheet.kpis), "targets": targets}
        told.append(
            message("{count} key figures, {targets} with a target", **words)
            if len(sheet.kpis) > 1
            else message("one key figure with a target")
            if targets
            else message("one key figure")
        )
    if sheet.checks:
        count = len(sheet.checks)
        told.append(
            message("{count} checks in the flow", count=count)
            if count > 1
            else message("one check in the flow")
        )
    measured = (Entry(kpi.name or kpi.id, kpi.start or kpi.element) for kpi in sheet.kpis)
    return tuple(told), (*measured, *sheet.checks)


def _resources(_: Context, sheet: Sheet) -> Looked:
    if not sheet.teams:
        return (), ()
    count = len(sheet.teams)
    told = [message("{count} teams", count=count) if count > 1 else message("one team")]
    loads = [team.load for team in sheet.teams if team.load is not None]
    if loads:
        told.append(message("highest load {load} %", load=round(100 * max(loads))))
    return tuple(told), tuple(team.name for team in sheet.teams)


def _responsibility(context: Context, sheet: Sheet) -> Looked:
    if not sheet.owner:
        return (), ()
    told = [message("{owner}", owner=sheet.owner)]
    done = {step for team in context.staff.teams for step in team.steps.get(sheet.key, ())}
    if done and sheet.step_count:
        told.append(
            message("{count} of {all} steps say who does them", count=len(done), all=sheet.step_count)
        )
    return tuple(told), (Entry(sheet.owner, sheet.key),)


def _risks(context: Context, sheet: Sheet) -> Looked:
    nodes = context.places.processes[sheet.key].graph.nodes
    keys = [ElementKey(sheet.key.file, node) for node in nodes]
    prepared = [key for key in keys if is_prepared(context, key)]
    if not prepared:
        return (), ()
    told = (
        message("{count} time limits, alternatives or escalations", count=len(prepared))
        if len(prepared) > 1
        else message("one time limit, alternative or escalation")
    )
    return (told,), tuple(Entry(context.name(key), key) for key in prepared)


def _evaluation(context: Context, sheet: Sheet) -> Looked:
    """Who looks at the figures, what was compared before and after, and which findings were dealt with."""
    told: list[Message] = []
    places: list[Entry] = []
    for review in readers(context, sheet.key):
        told.append(message("“{review}” looks at its figures", review=context.name(review)))
        places.append(Entry(context.name(review), review))
    others = noted_at(context, sheet.key) - {kpi.id for kpi in sheet.kpis}
    if others:
        told.append(message("looks at {count} figures of others", count=len(others)))
    judged = _judged(context, sheet)
    if judged:
        told.append(
            message("{count} initiatives compared before and after", count=len(judged))
            if len(judged) > 1
            else message("one initiative compared before and after")
        )
        places += (Entry(name) for name in judged)
    accepted = context.system.facts.accepted_findings
    decided = [a for a in accepted if any(context.place(key) == sheet.key for key in a.elements)]
    if decided:
        told.append(
            message("{count} findings accepted with a reason", count=len(decided))
            if len(decided) > 1
            else message("one finding accepted with a reason")
        )
    return tuple(told), tuple(places)


def _judged(context: Context, sheet: Sheet) -> list[str]:
    """The initiatives of a process that were judged on the system as it is."""
    return [name for name in sheet.initiatives if name in (context.results.judged or ())]


def _improvement(context: Context, sheet: Sheet) -> Looked:
    if not sheet.initiatives:
        return (), ()
    count = len(sheet.initiatives)
    told = [message("{count} initiatives", count=count) if count > 1 else message("one initiative")]
    if context.results.judged is not None:
        judged = len(_judged(context, sheet))
        told.append(message("{count} of them judged by their effect on the whole", count=judged))
    return tuple(told), tuple(Entry(name) for name in sheet.initiatives)


ITEMS: tuple[Item, ...] = (
    Item("a", message("Inputs and outputs"), ("A03", "A04", "A07", "C01", "C02", "C03"), _inputs_outputs),
    Item("b", message("Sequence and interaction"), ("A", "H"), _interaction),
    Item("c", message("Criteria and measures"), ("M", "C08", "G03"), _measures),
    Item("d", message("Resources"), ("R",), _resources),
    Item("e", message("Responsibilities"), ("G01", "G09"), _responsibility),
    Item("f", message("Risks and opportunities"), ("G05", "H05", "H06"), _risks),
    Item("g", message("Evaluation"), ("G06", "G08"), _evaluation),
    Item("h", message("Improvement"), ("G07", "G08"), _improvement),
)
"""The items of the clause in their order, with the checks that bear on each."""
