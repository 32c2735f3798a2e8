"""Where BPSim puts things: names, order, and the way from a document to its scenarios."""

from collections.abc import Iterator

from bpmn.model import Element
from bpmn.model.document import Document
from bpmn.xml import names
from bpmn.xml.source import is_element

NAMESPACES = (names.BPSIM, names.BPSIM1)

GROUPS: dict[str, dict[str, str]] = {
    "TimeParameters": {
        "TransferTime": "transfer_time",
        "QueueTime": "queue_time",
        "WaitTime": "wait_time",
        "SetUpTime": "set_up_time",
        "ProcessingTime": "processing_time",
        "ValidationTime": "validation_time",
        "ReworkTime": "rework_time",
        "LagTime": "lag_time",
        "Duration": "duration",
        "ElapsedTime": "elapsed_time",
    },
    "ControlParameters": {
        "Probability": "probability",
        "Condition": "condition",
        "InterTriggerTimer": "inter_trigger_timer",
        "TriggerCount": "trigger_count",
    },
    "ResourceParameters": {
        "Selection": "selection",
        "Availability": "availability",
        "Quantity": "quantity",
        "Role": "skills",
    },
    "PriorityParameters": {"Interruptible": "interruptible", "Priority": "priority"},
    "CostParameters": {"FixedCost": "fixed_cost", "UnitCost": "unit_cost"},
}
"""Groups of parameters and the parameters in them, both in the schema's order, with our names."""

GROUP_ORDER = (*GROUPS, "PropertyParameters", "VendorExtension")
PARAMETER_GROUP = {parameter: group for group, parameters in GROUPS.items() for parameter in parameters}
FIELD_PARAMETER = {ours: local for parameters in GROUPS.values() for local, ours in parameters.items()}
"""Our names, and BPSim's."""
SCENARIO_ORDER = ("ScenarioParameters", "ElementParameters", "Calendar", "VendorExtension")


def elements(parent: Element) -> Iterator[Element]:
    """The child elements, without comments."""
    for node in parent.node:
        if is_element(node):
            yield parent.document.view(node)


def children(parent: Element, local: str) -> list[Element]:
    """The child elements of this local name."""
    return [child for child in elements(parent) if child.local_name == local]


def child(parent: Element, local: str) -> Element | None:
    """The first child element of this local name, or None."""
    return next(iter(children(parent, local)), None)


def data_elements(document: Document) -> list[Element]:
    """The BPSimData elements of a file, in file order."""
    tags = [f"{{{space}}}BPSimData" for space in NAMESPACES]
    return [document.view(node) for node in document.root.iter(*tags)]


def scenario_elements(document: Document) -> list[Element]:
    """The Scenario elements of a file, in file order."""
    return [scenario for data in data_elements(document) for scenario in children(data, "Scenario")]


def element_id(parameters: Element) -> str | None:
    """The id of the element of this file that an ElementParameters is about; None for another file's."""
    raw = parameters.node.get("elementRef") or ""
    return parameters.document.local_id(parameters.node, raw) if raw.strip() else None
