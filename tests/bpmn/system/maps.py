"""Small maps for tests of systems, written as a few calls."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from bpmn.base.finding import ElementKey
from bpmn.model.document import Document
from bpmn.system.facts import Facts
from bpmn.system.link import Links
from bpmn.system.system import System

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
EVENTS = {
    "start": "startEvent",
    "end": "endEvent",
    "throw": "intermediateThrowEvent",
    "catch": "intermediateCatchEvent",
}


def attributes(**values: str | None) -> str:
    return "".join(f' {name}="{value}"' for name, value in values.items() if value is not None)


def node(tag: str, identifier: str, name: str | None = None, inside: str = "", **more: str) -> str:
    return f"<{tag}{attributes(id=identifier, name=name, **more)}>{inside}</{tag}>"


def event(
    kind: str, identifier: str, label: str | None = None, definition: str | None = "message", /, **ref: str
) -> str:
    inside = f"<{definition}EventDefinition{attributes(**ref)}/>" if definition else ""
    return node(EVENTS[kind], identifier, label, inside)


def task(identifier: str, name: str | None = None, tag: str = "task", inside: str = "", **more: str) -> str:
    return node(tag, identifier, name, inside, **more)


def id_of(element: str) -> str:
    return element.partition('id="')[2].partition('"')[0]


def process(
    identifier: str,
    *nodes: str,
    name: str | None = None,
    flows: Sequence[str] | None = None,
    inside: str = "",
) -> str:
    """A process whose nodes follow each other, unless ``flows`` says "a>b"."""
    ids = [id_of(one) for one in nodes]
    wanted = [f"{a}>{b}" for a, b in pairwise(ids)] if flows is None else flows
    drawn = "".join(
        f'<sequenceFlow id="{identifier}_{at}" sourceRef="{a}" targetRef="{b}"/>'
        for at, (a, b) in enumerate(flow.split(">") for flow in wanted)
    )
    return f"<process{attributes(id=identifier, name=name)}>{inside}{''.join(nodes)}{drawn}</process>"


def pool(identifier: str, name: str, of: str | None = None) -> str:
    return f"<participant{attributes(id=identifier, name=name, processRef=of)}/>"


def message(identifier: str, ends: str, name: str | None = None, **more: str) -> str:
    source, target = ends.split(">")
    return f"<messageFlow{attributes(id=identifier, name=name, sourceRef=source, targetRef=target, **more)}/>"


def collaboration(*parts: str) -> str:
    return f'<collaboration id="Collaboration">{"".join(parts)}</collaboration>'


def bpmn(
    *parts: str, space: str = "urn:test", imports: Sequence[tuple[str, str]] = (), **prefixes: str
) -> str:
    """The text of a map; ``imports`` are pairs of namespace and location."""
    bound = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in prefixes.items())
    brought = "".join(
        f'<import namespace="{uri}" location="{place}" importType="{MODEL}"/>' for uri, place in imports
    )
    return f'<definitions xmlns="{MODEL}"{bound} targetNamespace="{space}">{brought}{"".join(parts)}</definitions>'


def a_system(facts: Facts | None = None, **maps: str) -> System:
    """A system of maps; ``sales=…`` is the map "sales.bpmn"."""
    documents = {f"{name}.bpmn": Document.parse(text.encode(), f"{name}.bpmn") for name, text in maps.items()}
    return System(Path(), documents, facts=facts)


def key(place: str) -> ElementKey:
    """The element "sales.order" is the element "order" of "sales.bpmn"."""
    file, _, element = place.partition(".")
    return ElementKey(f"{file}.bpmn", element)


def told(links: Links) -> list[str]:
    """The links as "sales.sent>shop.order trigger M4"."""
    return [f"{_short(x.source)}>{_short(x.target)} {x.kind} {x.level}" for x in links.links]


def asked(links: Links) -> list[str]:
    """The open questions as "sales.sent? shop.a shop.b"."""
    return [f"{_short(q.source)}? {' '.join(_short(c.key) for c in q.candidates)}" for q in links.open]


def _short(place: ElementKey) -> str:
    return f"{place.file.removesuffix('.bpmn')}.{place.element}"


def sender(name: str, *, pool_name: str = "Sales", to: str | None = None, flow: str | None = None) -> str:
    """A process that ends by sending a message, drawn to a black box if ``to`` names one."""
    parts = [pool("own", pool_name, "selling")]
    if to is not None:
        parts += [pool("other", to), message("flow", "sent>other", flow)]
    return bpmn(
        collaboration(*parts),
        process("selling", event("start", "begin", None, None), task("work"), event("end", "sent", name)),
    )


def receiver(
    name: str, *, pool_name: str = "Warehouse", by: str | None = None, flow: str | None = None
) -> str:
    """A process that a message starts, drawn from a black box if ``by`` names one."""
    parts = [pool("own", pool_name, "packing")]
    if by is not None:
        parts += [pool("other", by), message("flow", "other>order", flow)]
    return bpmn(
        collaboration(*parts),
        process("packing", event("start", "order", name), task("pack"), event("end", "done", None, None)),
    )
