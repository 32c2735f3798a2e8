"""What cannot be right about the numbers of a system, each as a sentence with its element.

Those that one map's file alone tells come from the reader; these need the steps around a number.
"""

from collections.abc import Iterator

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.model import Element, ExclusiveGateway, SequenceFlow
from bpmn.model.document import Document
from bpmn.scenario.parameters import Problem, Scenario
from bpmn.scenario.texts import plain

TOLERANCE = 1e-6
PERCENT = 100


def problem(told: Message, key: ElementKey | None) -> Problem:
    """A sentence as one about an element."""
    return Problem(told.template, told.values, key)


def problems_of_map(file: str, document: Document, scenario: Scenario) -> Iterator[Problem]:
    """What is wrong with the branch shares and calendars of one map."""
    flows = [key.element for key in scenario.parameters if key.file == file and _has_share(scenario, key)]
    gateways = {
        gateway.id: gateway
        for identifier in flows
        if isinstance(flow := document.element(identifier), SequenceFlow)
        and isinstance(gateway := flow.source_ref, ExclusiveGateway)
    }
    for gateway in gateways.values():
        yield from _shares(file, gateway, scenario)
    yield from _calendars(file, document, scenario)


def _has_share(scenario: Scenario, key: ElementKey) -> bool:
    found = scenario.of(key)
    return found.probability is not None or bool(found.by_class)


def _shares(file: str, gateway: ExclusiveGateway, scenario: Scenario) -> Iterator[Problem]:
    """Shares of an exclusive gateway that do not add up to all cases (BPSim 2.0, Control Parameters)."""
    branches = [scenario.of(ElementKey(file, flow.id or "")) for flow in gateway.outgoing_flows]
    said = [b.probability for b in branches]
    if _is_wrong(said):
        yield _not_all(file, gateway, said)
    for name in sorted({name for b in branches for name in b.by_class}):
        of_class = [b.by_class.get(name, b.probability) for b in branches]
        if _is_wrong(of_class):
            yield _not_all(file, gateway, of_class, name)


def _is_wrong(shares: list[float | None]) -> bool:
    """Whether they are above 1, or below with none left to take the rest."""
    total = sum(share for share in shares if share is not None)
    is_full = all(share is not None for share in shares)
    return total > 1 + TOLERANCE or (is_full and len(shares) > 1 and total < 1 - TOLERANCE)


def _not_all(file: str, gateway: Element, shares: list[float | None], name: str = "") -> Problem:
    total = plain(round(sum(share or 0.0 for share in shares) * PERCENT, 4))
    key = ElementKey(file, gateway.id or "")
    if name:
        told = message(
            "{file}: the shares of the branches of “{gateway}” add up to {total} % for “{name}”, "
            "not to 100 %. They are taken in proportion.",
            file=file,
            gateway=called(gateway),
            total=total,
            name=name,
        )
    else:
        told = message(
            "{file}: the shares of the branches of “{gateway}” add up to {total} %, not to 100 %. "
            "They are taken in proportion.",
            file=file,
            gateway=called(gateway),
            total=total,
        )
    return problem(told, key)


def called(element: Element | None) -> str:
    """The name of an element on one line, else its id."""
    if element is None:
        return ""
    return " ".join((element.node.get("name") or "").split()) or element.id or ""


def _calendars(file: str, document: Document, scenario: Scenario) -> Iterator[Problem]:
    for key, own in scenario.parameters.items():
        if key.file == file and own.calendar is not None and (file, own.calendar) not in scenario.calendars:
            told = message(
                "{file}: “{element}” works by the calendar “{calendar}”, which cannot be used. "
                "It is taken to work always.",
                file=file,
                element=called(document.element(key.element)),
                calendar=own.calendar,
            )
            yield problem(told, key)
    for (owner, identifier), calendar in scenario.calendars.items():
        if owner == file and not calendar.has_hours:
            told = message(
                "{file}: the calendar “{calendar}” has no hours, so nobody ever works by it. Give it hours.",
                file=file,
                calendar=calendar.name or identifier,
            )
            yield problem(told, None)
