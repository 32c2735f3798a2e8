"""What a person calls the parts of an element that differ."""

import re

from bpmn.base.message import Message, message
from bpmn.xml import names

KEY = re.compile(r"\[[^\]]*\]")
OF_PARTS = ("@id", "@name", "@value")
"""What these name is said by the part that has them."""
CLARK = re.compile(r"\{([^}]*)\}")

WORDS: dict[str, Message] = {
    "type": message("kind"),
    "around": message("lies in"),
    "lane": message("role"),
    "@id": message("identifier"),
    "@name": message("name"),
    "/text": message("text"),
    "@value": message("name"),
    "/documentation": message("description"),
    "@sourceRef": message("comes from"),
    "@targetRef": message("goes to"),
    "/sourceRef": message("comes from"),
    "/targetRef": message("goes to"),
    "/conditionExpression": message("condition"),
    "@default": message("way if nothing else applies"),
    "@processRef": message("process of the pool"),
    "@calledElement": message("process used"),
    "@attachedToRef": message("sits on"),
    "@cancelActivity": message("interrupts"),
    "@isInterrupting": message("interrupts"),
    "@messageRef": message("message"),
    "@dataStoreRef": message("stored data"),
    "@dataObjectRef": message("document"),
    "@exporter": message("written by"),
    "@exporterVersion": message("version of the program that wrote it"),
    "@targetNamespace": message("namespace"),
    "@isExecutable": message("may be run by an engine"),
    "@triggeredByEvent": message("started by an event"),
    "/standardLoopCharacteristics": message("repetition"),
    "/multiInstanceLoopCharacteristics": message("repetition"),
    "/timeDuration": message("time to wait"),
    "/timeDate": message("date to wait for"),
    "/timeCycle": message("rhythm"),
    "/resourceRole": message("who"),
    "/performer": message("who"),
    "/humanPerformer": message("who"),
    "/potentialOwner": message("who"),
    "/ioSpecification": message("needs and results"),
    "place": message("place"),
    "size": message("size"),
    "line": message("course of the line"),
    "label": message("place of the name"),
    "colour": message("colour"),
    "isExpanded": message("opened or closed"),
    "sheet": message("sheets it is drawn on"),
    "look": message("look"),
}
"""Keyed by the end or the beginning of a path of ``bpmn.model.content``, the longest that fits."""


NUMBERS: dict[str, str] = {
    "ProcessingTime": "duration ({detail})",
    "InterTriggerTimer": "time between arrivals ({detail})",
    "TriggerCount": "number of cases ({detail})",
    "Probability": "share ({detail})",
    "Selection": "people needed ({detail})",
    "Quantity": "number of people ({detail})",
    "FixedCost": "cost per run ({detail})",
    "UnitCost": "cost per time ({detail})",
    "WaitTime": "waiting ({detail})",
    "Priority": "priority ({detail})",
}
"""BPSim's parameters (BPSim 2.0, Element Parameters)."""


def word(path: str) -> Message:
    """The word for what a path leads to; the path itself, shortened, where there is none."""
    plain = KEY.sub("", path)
    if names.BPSIM in path or names.BPSIM1 in path:
        steps = _steps(plain)
        known = next((NUMBERS[step] for step in steps if step in NUMBERS), "number “{detail}”")
        return message(known, detail=steps[-1])
    if "{" in path:
        return message("{vendor}: {what}", vendor=_vendor(path), what=" ".join(_steps(plain)[-2:]))
    nested = plain[plain.rfind("@") :] if "@" in plain and not plain.endswith(OF_PARTS) else plain
    ending = plain[plain.rfind("/") :] if "/" in plain else plain
    first = "/" + plain.strip("/").partition("/")[0] if "@" not in plain else plain
    for known in (plain, nested, ending, first):
        if known in WORDS:
            return WORDS[known]
    return Message(plain.strip("/@").replace("@", " · ").replace("/", " · "))


def vendor_of(path: str) -> str:
    """The namespace of a vendor's part; empty for BPMN's own."""
    found = CLARK.search(path)
    return found[1] if found else ""


def _vendor(path: str) -> str:
    """How a namespace is called: its usual prefix, else the part of it that is most its own."""
    space = vendor_of(path)
    if space in names.PREFIXES:
        return names.PREFIXES[space]
    parts = [p for p in re.split(r"[/:#]", space) if p and not re.fullmatch(r"[\d.]+|https?|schema|www", p)]
    return parts[-1] if parts else space


def _steps(path: str) -> list[str]:
    return [step for step in re.split(r"[/@]", CLARK.sub("", path)) if step]
