"""H11: three checks or more in a row."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from bpmn.analysis.context import Context
from bpmn.analysis.flow import activities, flow_of, is_work, steps_after
from bpmn.analysis.rule import Fault, Rule
from bpmn.analysis.words import is_check
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.message import message
from bpmn.system.seen import FileSurvey

if TYPE_CHECKING:
    import networkx as nx

FEWEST = 3
RARELY = 0.05
"""A check that sends back fewer than these is no longer worth a check of its own."""


def check(context: Context) -> Iterable[Fault]:
    """One fault per row of three checks with no other work between them, unless one rejects 5 % or more."""
    for process in context.own_processes():
        checks = set(context.maps.of(process.file).derive(_checks).get(process.element, ()))
        if len(checks) < FEWEST:
            continue
        graph = flow_of(context, process)
        work = set(activities(context, graph))
        following = {key: steps_after(graph, key, work) for key in work}
        entered = {n for key in checks for n in following[key] if n in checks}
        for first in sorted(checks - entered):
            row = _row(first, following, checks)
            if len(row) >= FEWEST and not any(_rejects(context, graph, key) for key in row):
                told = message(
                    "In “{process}” {count} checks follow each other: {names}.",
                    process=context.name(process),
                    count=len(row),
                    names=", ".join(f"“{context.name(key)}”" for key in row),
                )
                yield Fault(tuple(row), told)


def _checks(one: FileSurvey) -> dict[str, list[ElementKey]]:
    """The steps of each process of a map at which something is checked."""
    return {
        graph.process_id: [
            ElementKey(one.file, node.id)
            for node in graph.nodes.values()
            if is_work(node) and (is_check(node.name) or one.detail(node.id).facts.is_check)
        ]
        for graph in one.processes
    }


def _row(
    first: ElementKey, following: dict[ElementKey, list[ElementKey]], checks: set[ElementKey]
) -> list[ElementKey]:
    row, at = [first], first
    while True:
        after = [key for key in following[at] if key in checks and key not in row]
        if len(after) != 1:
            return row
        at = after[0]
        row.append(at)


def _rejects(context: Context, graph: "nx.DiGraph[ElementKey]", key: ElementKey) -> bool:
    """Whether numbers say that behind a check a share of 5 % or more goes another way."""
    return any(share >= RARELY for share in _shares(context, graph, key))


def _shares(context: Context, graph: "nx.DiGraph[ElementKey]", key: ElementKey) -> Iterator[float]:
    process = context.places.processes[context.places.process_of[key]]
    for gateway in graph.successors(key):
        shares = [
            context.staff.scenario.of(ElementKey(key.file, flow.id)).probability
            for flow in process.graph.out(gateway.element)
        ]
        known = sorted(share for share in shares if share is not None)
        yield from known[:-1]


RULE = Rule(
    "H11",
    Severity.INFO,
    message("Checks in a row"),
    message("The waits of all of them add up, the faults they find do not."),
    message("Take samples, or join them into one check. Add shares to know how many each one sends back."),
    check,
)
