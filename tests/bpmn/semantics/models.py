"""Small systems for tests of the semantics."""

from bpmn.semantics import compile_net
from tests.bpmn.semantics.plain import Play
from tests.bpmn.system.maps import a_system, bpmn, event, node, process

START, END = event("start", "s", None, None), event("end", "e", None, None)


def played(*nodes: str, flows: str | None = None, **more: str) -> Play:
    """One process of these nodes; ``flows`` are "a>b c>d"."""
    text = bpmn(process("p", *nodes, flows=flows.split() if flows is not None else None), *more.values())
    return Play(compile_net(a_system(one=text)))


def boundary(identifier: str, host: str, definition: str, *, interrupting: bool = True, **ref: str) -> str:
    stops = {} if interrupting else {"cancelActivity": "false"}
    given = "".join(f' {name}="{value}"' for name, value in ref.items())
    inside = f"<{definition}EventDefinition{given}/>"
    return node("boundaryEvent", identifier, None, inside, attachedToRef=host, **stops)


def inside(*nodes: str, flows: str | None = None) -> str:
    """The content of a sub-process."""
    text = process("x", *nodes, flows=flows.split() if flows is not None else None)
    return text.removeprefix('<process id="x">').removesuffix("</process>").replace('"x_', f'"{len(text)}_')


def gate(kind: str, identifier: str, **more: str) -> str:
    return node(f"{kind}Gateway", identifier, **more)
