"""Puts single values into the base scenario of a map and takes them out, leaving all other bytes alone.

Must be called inside a transaction of the document.
"""

from collections.abc import Mapping, Sequence

from bpmn.model import Element
from bpmn.model.document import Document
from bpmn.scenario import bpsim_nodes as nodes
from bpmn.scenario.bpsim import base_scenario, read_scenarios
from bpmn.scenario.bpsim_forms import Form
from bpmn.scenario.bpsim_values import value_element
from bpmn.scenario.units import TimeUnit
from bpmn.xml import names

FIRST_ID = "Scenario_Base"
TIMED = ("Quantity", "InterTriggerTimer", "TriggerCount", "Availability", *nodes.GROUPS["TimeParameters"])
"""The parameters that may hold in some hours only, those first that say how many."""


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


def _groups(scenario: Element | None, identifier: str) -> list[Element]:
    """The ElementParameters of an element; where several say something, the last one counts."""
    found = nodes.children(scenario, "ElementParameters") if scenario is not None else []
    return [group for group in found if nodes.element_id(group) == identifier]


def _parameters(document: Document, identifier: str, parameter: str) -> list[Element]:
    """All places in the base scenario where a parameter of an element stands."""
    title = nodes.PARAMETER_GROUP[parameter]
    parts = [p for g in _groups(base_element(document), identifier) for p in nodes.children(g, title)]
    return [place for part in parts for place in nodes.children(part, parameter)]


def _group(document: Document, identifier: str, unit: TimeUnit) -> Element:
    """The last ElementParameters of an element, made if there is none."""
    scenario = ensure_base(document, unit)
    found = _groups(scenario, identifier)
    if found:
        return found[-1]
    reference = document.reference_text(scenario.node, identifier)
    return insert(scenario, "ElementParameters", nodes.SCENARIO_ORDER, {"elementRef": reference})


def put(document: Document, identifier: str, parameter: str, form: Form, unit: TimeUnit) -> None:
    """Give a parameter of an element a value, in the base scenario."""
    found = _parameters(document, identifier, parameter)
    place = found[-1] if found else _new_parameter(document, identifier, parameter, unit)
    old = value_element(place)
    if old is not None and not form.inside and _can_hold(old, form):
        _rewrite(document, old, form.attributes)
        return
    valid = (old.node.get("validFor") or "") if old is not None else ""
    index = len(place.node)
    if old is not None:
        index = place.node.index(old.node)
        document.remove(old.node)
    new = made(document, form, space_of(place)).node
    if valid:
        new.set("validFor", valid)
    document.insert(place.node, index, new)


def _new_parameter(document: Document, identifier: str, parameter: str, unit: TimeUnit) -> Element:
    group = _group(document, identifier, unit)
    title = nodes.PARAMETER_GROUP[parameter]
    part = nodes.child(group, title) or insert(group, title, nodes.GROUP_ORDER)
    return insert(part, parameter, tuple(nodes.GROUPS[title]))


def made(document: Document, form: Form, space: str) -> Element:
    """The node of a form; ``space`` is the namespace of the map's version of BPSim."""
    tag = form.tag if form.tag.startswith("{") else f"{{{space}}}{form.tag}"
    node = document.create(tag, form.attributes, form.text or None)
    for inner in form.inside:
        node.append(made(document, inner, space).node)
    return document.view(node)


def space_of(element: Element) -> str:
    """The namespace of the map's version of BPSim."""
    return names.split(element.tag)[0] or names.BPSIM


def _can_hold(old: Element, form: Form) -> bool:
    """Whether the element that is there can hold the new value; a NumericParameter holds integers."""
    if old.local_name == form.tag:
        return _is_plain(old)
    constants = ("NumericParameter", "FloatingParameter")
    return (old.local_name, form.tag) == constants and form.attributes["value"].lstrip("-").isdigit()


def _rewrite(document: Document, value: Element, attributes: Mapping[str, str]) -> None:
    """Set the attributes of a value; those that only say what it is valid for stay."""
    for name, text in attributes.items():
        document.set_attribute(value.node, name, text)
    if "timeUnit" not in attributes:
        document.set_attribute(value.node, "timeUnit", None)


def take_out(document: Document, identifier: str, parameter: str) -> None:
    """Remove a parameter of an element from the base scenario, and whatever is empty without it."""
    for place in _parameters(document, identifier, parameter):
        _take_away(place)


def _take_away(element: Element) -> None:
    """Remove an element and then what surrounds it in the scenario, while that is empty."""
    document, parent = element.document, element.node.getparent()
    document.remove(element.node)
    if parent is None:
        return
    around = document.view(parent)
    if around.local_name != "Scenario" and next(nodes.elements(around), None) is None:
        _take_away(around)


def put_roles(document: Document, identifier: str, roles: Sequence[str], unit: TimeUnit) -> None:
    """Set the roles of a resource (BPSim 2.0, Resource Parameters: Role may stand several times)."""
    for place in _parameters(document, identifier, "Role"):
        _take_away(place)
    for role in roles:
        place = _new_parameter(document, identifier, "Role", unit)
        form = Form("StringParameter", {"value": role})
        document.insert(place.node, 0, made(document, form, space_of(place)).node)


def put_extension(document: Document, identifier: str, name: str, form: Form | None, unit: TimeUnit) -> None:
    """Set the vendor extension of this name at an element, in the base scenario; None removes it."""
    known = _groups(base_element(document), identifier)
    there = [extension for group in known for extension in nodes.children(group, "VendorExtension")]
    found = [extension for extension in there if extension.node.get("name") == name]
    if form is None:
        for extension in found:
            _take_away(extension)
        return
    if found:
        extension = found[-1]
    else:
        group = _group(document, identifier, unit)
        extension = insert(group, "VendorExtension", nodes.GROUP_ORDER, {"name": name})
    old = next(nodes.elements(extension), None)
    if old is not None and old.tag == form.tag and _is_plain(old) and not form.inside:
        _say_again(document, old, form)
        return
    if old is not None:
        document.remove(old.node)
    document.insert(extension.node, len(extension.node), made(document, form, space_of(extension)).node)


def _is_plain(value: Element) -> bool:
    """Whether there is no element inside."""
    return next(nodes.elements(value), None) is None


def _say_again(document: Document, value: Element, form: Form) -> None:
    """Let a value of ours say something else with as few changed bytes as possible."""
    for name in list(value.node.attrib):
        if name not in form.attributes:
            document.set_attribute(value.node, name, None)
    for name, text in form.attributes.items():
        document.set_attribute(value.node, name, text)
    if (value.node.text or "") != form.text:
        document.set_text(value.node, form.text or None)


def set_valid_for(document: Document, identifier: str, calendar: str | None, unit: TimeUnit) -> None:
    """Say in which calendar the numbers of an element hold; None means always.

    It stands at the first number that there is of those that open and close; without any, at the
    availability (BPSim 2.0, Parameter Value: validFor).
    """
    values = [
        value
        for parameter in TIMED
        for place in _parameters(document, identifier, parameter)
        if (value := value_element(place)) is not None
    ]
    for value in values:
        if calendar is None or value.node.get("validFor"):
            document.set_attribute(value.node, "validFor", calendar)
    if calendar is None or any(value.node.get("validFor") for value in values):
        return
    if values:
        document.set_attribute(values[0].node, "validFor", calendar)
        return
    there = Form("BooleanParameter", {"value": "true", "validFor": calendar})
    put(document, identifier, "Availability", there, unit)


def insert(
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
