"""Namespaces that occur in BPMN files, and names in them."""

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
XSD = "http://www.w3.org/2001/XMLSchema"
XML = "http://www.w3.org/XML/1998/namespace"
XMLNS = "http://www.w3.org/2000/xmlns/"
BPSIM = "http://www.bpsim.org/schemas/2.0"
BPSIM1 = "http://www.bpsim.org/schemas/1.0"
COLOR = "http://www.omg.org/spec/BPMN/non-normative/color/1.0"
BIOC = "http://bpmn.io/schema/bpmn/biocolor/1.0"
WHOLEFLOW = "https://wholeflow.org/schema/1.0"

PREFIXES = {
    MODEL: "bpmn",
    BPMNDI: "bpmndi",
    DC: "dc",
    DI: "di",
    XSI: "xsi",
    XSD: "xsd",
    BPSIM: "bpsim",
    BPSIM1: "bpsim1",
    COLOR: "color",
    BIOC: "bioc",
    WHOLEFLOW: "wholeflow",
}
"""The prefix to declare for a namespace that a file does not bind yet."""


def model(local: str) -> str:
    """Clark name of a semantic element."""
    return f"{{{MODEL}}}{local}"


def bpmndi(local: str) -> str:
    """Clark name of a BPMN DI element."""
    return f"{{{BPMNDI}}}{local}"


def dc(local: str) -> str:
    """Clark name of a diagram-common element."""
    return f"{{{DC}}}{local}"


def di(local: str) -> str:
    """Clark name of a diagram-interchange element."""
    return f"{{{DI}}}{local}"


def split(clark: str) -> tuple[str | None, str]:
    """Namespace (None without) and local part of a Clark name."""
    if clark.startswith("{"):
        space, _, local = clark[1:].partition("}")
        return space, local
    return None, clark
