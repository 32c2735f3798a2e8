"""Puts single values into the base scenario of a map and takes them out, leaving all other bytes alone.

Must be called inside a transaction of the document.
"""

from collections.abc import Mapping, Sequence

from bpmn.model import Element
from bpmn.model.document import Document
from bpmn.scenario import bpsim_nodes as nodes
from bpmn.scenario.bpsim import base_scenario, read_scenarios
from bpmn.scenario.bpsim_values import value_element
from bpmn.scenario.units import TimeUnit
from bpmn.xml import names

FIRST_ID = "Scenario_Base"


def base_element(document: Document) -> Element | None:
    """The Scenario element of the base scenario, None in a map without numbers."""
    base = base_scenario(read_scenarios(document))
    if base is None:
        return None
    found = nodes.scenario_elements(document)
    return next((s for s in found if (s.node.get("id") or "") == base.id and _name(s) == base.name), None)


def _name(scenario: Element) -> str:
    return scenario.node.get("name") or scenario.node.get("id") or ""


def ensure_base(document: Document, unit: TimeUnit) -> Element:
    """The base scenario, made with this unit where the map has none."""
    found = base_element(document)
    if found is not None:
        return found
    data = next(iter(nodes.data_elements(document)), None)
    space = names.BPSIM if data is None else names.split(data.tag)[0]
    identifier = FIRST_ID if document.node(FIRST_ID) is None else document.new_id("Scenario")
    scenario = document.create(f"{{{space}}}Scenario", {"id": identifier, "name": "Base"})
    settings = document.create(f"{{{space}}}ScenarioParameters", {"baseTimeUnit": str(unit)})
    scenario.append(settings)
    if data is None:
        _append_relationship(document, document.view(scenario))
    else:
        document.insert(data.node, len(data.node), scenario)
    return document.view(scenario)


def _append_relationship(document: Document, scenario: Element) -> None:
    root = document.root
    if not root.get("id"):
        document.set_attribute(root, "id", document.new_id("Definitions"))
    reference = document.reference_text(root, root.get("id") or "")
    relationship = document.create(names.model("relationship"), {"type": "BPSimData"})
    extensions = document.create(names.model("extensionElements"))
    data = document.create(f"{{{names.BPSIM}}}BPSimData")
    data.append(scenario.node)
    extensions.append(data)
    relationship.append(extensions)
    for local in ("source", "target"):
        relationship.append(document.create(names.model(local), text=reference))
    document.append(root, relationship)


def base_unit(document: Document) -> TimeUnit | None:
    """The unit in which the base scenario counts; None in a map without numbers."""
    base = base_scenario(read_scenarios(document))
    return None if base is None else base.time_unit


def find_parameters(scenario: Element, identifier: str) -> Element | None:
    """The ElementParameters of an element, or None; the last one counts where there are several."""
    found = [e for e in nodes.children(scenario, "ElementParameters") if nodes.element_id(e) == identifier]
    return found[-1] if found else None


def put(
    document: Document, identifier: str, parameter: str, value: tuple[str, Mapping[str, str]], unit: TimeUnit
) -> None:
    """Give a parameter of an element a value: local name of the BPSim element and its attributes."""
    scenario = ensure_base(document, unit)
    group = find_parameters(scenario, identifier)
    if group is None:
        reference = document.reference_text(scenario.node, identifier)
        group = _insert(scenario, "ElementParameters", nodes.SCENARIO_ORDER, {"elementRef": reference})
    title = nodes.PARAMETER_GROUP[parameter]
    part = nodes.child(group, title) or _insert(group, title, nodes.GROUP_ORDER)
    place = nodes.child(part, parameter) or _insert(part, parameter, tuple(nodes.GROUPS[title]))
    local, attributes = value
    old = value_element(place)
    if old is not None and (old.local_name == local or _holds_integer(old, local, attributes)):
        _rewrite(document, old, attributes)
        return
    if old is not None:
        document.remove(old.node)
    space = names.split(place.tag)[0]
    document.insert(place.node, len(place.node), document.create(f"{{{space}}}{local}", attributes))


def _holds_integer(old: Element, local: str, attributes: Mapping[str, str]) -> bool:
    """Whether a NumericParameter, which holds integers, can hold the new constant too."""
    constants = ("NumericParameter", "FloatingParameter")
    return (old.local_name, local) == constants and attributes["value"].lstrip("-").isdigit()


def _rewrite(document: Document, value: Element, attributes: Mapping[str, str]) -> None:
    """Set the attributes of a value; those that only say what it is valid for stay."""
    for name, text in attributes.items():
        document.set_attribute(value.node, name, text)
    if "timeUnit" not in attributes:
        document.set_attribute(value.node, "timeUnit", None)


def take_out(document: Document, identifier: str, parameter: str) -> None:
    """Remove a parameter of an element and whatever is empty without it."""
    scenario = base_element(document)
    group = find_parameters(scenario, identifier) if scenario is not None else None
    part = nodes.child(group, nodes.PARAMETER_GROUP[parameter]) if group is not None else None
    place = nodes.child(part, parameter) if part is not None else None
    for element in (place, part, group):
        if element is None or (element is not place and next(nodes.elements(element), None) is not None):
            return
        document.remove(element.node)


def put_extra(document: Document, identifier: str, name: str, text: str | None, unit: TimeUnit) -> None:
    """Set the vendor extension of this name at an element; None removes it."""
    scenario = base_element(document) if text is None else ensure_base(document, unit)
    if scenario is None:
        return
    group = find_parameters(scenario, identifier)
    found = _extension(group, name) if group is not None else None
    if text is None:
        if found is not None:
            document.remove(found.node)
        return
    if group is None:
        reference = document.reference_text(scenario.node, identifier)
        group = _insert(scenario, "ElementParameters", nodes.SCENARIO_ORDER, {"elementRef": reference})
    if found is None:
        found = _insert(group, "VendorExtension", nodes.GROUP_ORDER, {"name": name})
    value = next(nodes.elements(found), None)
    if value is not None:
        document.set_text(value.node, text)
    else:
        node = document.create(f"{{{names.WHOLEFLOW}}}value", text=text)
        document.insert(found.node, len(found.node), node)


def _extension(group: Element, name: str) -> Element | None:
    found = nodes.children(group, "VendorExtension")
    return next((e for e in found if e.node.get("name") == name), None)


def _insert(
    parent: Element, local: str, order: Sequence[str], attributes: Mapping[str, str] | None = None
) -> Element:
    """A new child where the schema's order wants it."""
    document = parent.document
    space = names.split(parent.tag)[0]
    node = document.create(f"{{{space}}}{local}", attributes)
    rank = order.index(local)
    behind = [
        e for e in nodes.elements(parent) if e.local_name in order and order.index(e.local_name) <= rank
    ]
    index = parent.node.index(behind[-1].node) + 1 if behind else 0
    document.insert(parent.node, index, node)
    return document.view(node)
