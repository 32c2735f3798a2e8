"""H02: work comes back to somebody else because a fault is found late."""

from collections.abc import Iterable

from bpmn.analysis.context import Context
from bpmn.analysis.flow import activities, hand_name, hand_of, loops, round_of
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.message import message
from bpmn.model import Element, ExclusiveGateway, InclusiveGateway
from bpmn.system.flows import flows
from bpmn.system.seen import FileSurvey

DECIDING = (ExclusiveGateway, InclusiveGateway)


def check(context: Context) -> Iterable[Fault]:
    """One fault per loop with a decision in it in which two hands or more do work."""
    if not _decides(context):
        return
    graph = context.own_flow
    for loop in loops(graph):
        deciding = [key for key in loop if context.maps.is_a(key, *DECIDING)]
        leaving = [key for key in deciding if len(list(graph.successors(key))) > 1]
        again = round_of(graph, loop, leaving[0]) if leaving else set()
        work = activities(context, sorted(again))
        hands = list(dict.fromkeys(hand for key in work if (hand := hand_of(context, key)) is not None))
        if leaving and len(hands) > 1:
            yield _fault(context, leaving[0], work, [hand_name(context, hand) for hand in hands])


def _decides(context: Context) -> bool:
    """Whether a case may go on in several ways anywhere; it is quicker to see than a loop."""
    files = {process.file for process in context.own_processes()}
    return any(context.maps.of(file).derive(_has_decision) for file in files) or any(
        context.maps.is_a(source, *DECIDING) for source, _ in context.topology.joined
    )


def _has_decision(one: FileSurvey) -> bool:
    """Whether a gateway of a map leads to several elements."""
    after: dict[ElementKey, set[ElementKey]] = {}
    for source, target in (edge for flow in one.derive(flows).values() for edge in flow.edges):
        after.setdefault(source, set()).add(target)
    return any(
        len(targets) > 1 and issubclass(one.kinds.get(source.element, Element), DECIDING)
        for source, targets in after.items()
    )


def _fault(context: Context, gateway: ElementKey, work: list[ElementKey], names: list[str]) -> Fault:
    told = message(
        "After “{check}” a case can go back, and {names} do their part again.",
        check=_label(context, gateway),
        names=", ".join(f"“{name}”" for name in dict.fromkeys(names)),
    )
    return Fault((gateway, *work), told)


def _label(context: Context, gateway: ElementKey) -> str:
    """The question of a decision, else the step before it."""
    name = context.maps.name(gateway)
    before = [key for key in context.topology.elements.predecessors(gateway) if key.file]
    return name or (context.name(min(before)) if before else gateway.element)


RULE = Rule(
    "H02",
    Severity.WARNING,
    message("Rework that another one pays for"),
    message("Who saves at the start does not feel it; others do the work twice, and the case comes late."),
    message("Check where the work is done, and report every fault back. Add times to know how bad it is."),
    check,
)
