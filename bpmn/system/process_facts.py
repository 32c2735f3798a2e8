"""What a map itself says about a process or a step beyond its flow, read from the places where it stands.

Owner: a resource role "Process Owner" (BPMN 2.0.2, Resource Assignment). Objective: documentation. Value
class, check, system used and the ids of key figures: one element of our own namespace in
``extensionElements``, which other tools may ignore and must keep.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bpmn.model import BaseElement, Element, Process, ResourceRole
from bpmn.system.names import collapsed
from bpmn.xml import names

PROCESS_OWNER = "Process Owner"
"""The name of the role that says who answers for a process."""

FACTS_TAG = f"{{{names.WHOLEFLOW}}}facts"
VALUE_CLASS, CHECK, USED_SYSTEM, KPIS = "valueClass", "check", "system", "kpis"
"""Attributes of the element that holds our facts; ids of key figures are separated by blanks."""


class ValueClass(StrEnum):
    """What a step is worth to the customer (value-added analysis)."""

    VALUE_ADDING = "VA"
    NECESSARY = "BVA"
    WASTE = "NVA"


@dataclass(frozen=True, slots=True)
class ElementFacts:
    """Facts about one element that are true without numbers; ``value_class`` None is not judged."""

    value_class: ValueClass | None = None
    is_check: bool = False
    used_system: str = ""
    kpis: tuple[str, ...] = ()


def owner_role(process: Process) -> ResourceRole | None:
    """The resource role that names the owner of a process."""
    wanted = PROCESS_OWNER.casefold()
    return next((r for r in process.resources if (r.name or "").strip().casefold() == wanted), None)


def owner_of(process: Process) -> str:
    """Who answers for a process; empty where nobody is named."""
    role = owner_role(process)
    if role is None:
        return ""
    if role.resource_ref is not None:
        return role.resource_ref.name or role.resource_ref.id or ""
    assignment = role.resource_assignment_expression
    expression = assignment.expression if assignment is not None else None
    return expression.body.strip() if expression is not None else ""


def objective_of(process: Element) -> str:
    """What a process is for: its documentation, with blanks collapsed."""
    return collapsed(process.documentation_text) if isinstance(process, BaseElement) else ""


def facts_node(element: Element) -> Element | None:
    """The element that holds our facts, or None."""
    holder = element.extension_elements if isinstance(element, BaseElement) else None
    node = next(holder.node.iterchildren(FACTS_TAG), None) if holder is not None else None
    return element.document.view(node) if node is not None else None


def facts_of(element: Element) -> ElementFacts:
    """The facts that a map holds about an element; what cannot be read counts as not said."""
    found = facts_node(element)
    if found is None:
        return ElementFacts()
    value = found.node.get(VALUE_CLASS)
    return ElementFacts(
        ValueClass(value) if value in list(ValueClass) else None,
        found.node.get(CHECK) == "true",
        collapsed(found.node.get(USED_SYSTEM)),
        tuple((found.node.get(KPIS) or "").split()),
    )


def said_of(facts: ElementFacts) -> Iterator[tuple[str, str | None]]:
    """The attributes that hold facts; None where nothing is said."""
    yield VALUE_CLASS, facts.value_class
    yield CHECK, "true" if facts.is_check else None
    yield USED_SYSTEM, facts.used_system or None
    yield KPIS, " ".join(facts.kpis) or None
