"""Conditions and times: the expressions of flows and events."""

from bpmn.editing.edit import edit
from bpmn.editing.refused import not_allowed
from bpmn.model import Element, Expression, TimerEventDefinition
from bpmn.model.children import Child
from bpmn.model.document import Document
from bpmn.model.lookup import XSI_TYPE
from bpmn.xml import names

TIMES = ("time_duration", "time_date", "time_cycle")
"""The three ways to say when a timer fires; a definition has one of them."""


def expression_text(element: Element, name: str) -> str:
    """The text of an expression that is a child of an element; empty without one."""
    found = getattr(element, name)
    return str(found.body).strip() if isinstance(found, Expression) else ""


def set_expression(document: Document, element: Element, name: str, text: str) -> None:
    """Replace the text of an expression, by the name it has in the element's view; empty takes it away.

    A new one is a formal expression (BPMN 2.0.2, Expressions). Raises NotAllowed for other names.
    """
    field = getattr(type(element), name, None)
    if not isinstance(field, Child):
        raise not_allowed(
            "This element has no expression {name}: choose another element.", name=name.replace("_", " ")
        )
    with edit(document, "Change condition" if name.startswith("condition") else "Change time"):
        old = getattr(element, name)
        if not text:
            setattr(element, name, None)
        elif isinstance(old, Expression):
            old.body = text
        else:
            kind = document.qname_for(element.node, names.MODEL, "tFormalExpression")
            node = document.create(field.tag, {"id": document.new_id("Expression"), XSI_TYPE: kind}, text)
            document.append(element.node, node)


def timer_of(definition: TimerEventDefinition) -> tuple[str, str]:
    """Which of TIMES a timer uses and its text; the first of them and "" where nothing is said."""
    found = ((name, expression_text(definition, name)) for name in TIMES)
    return next((pair for pair in found if pair[1]), (TIMES[0], ""))


def set_timer(document: Document, definition: TimerEventDefinition, name: str, text: str) -> None:
    """Say when a timer fires: ``name`` is one of TIMES, the text follows ISO 8601; the others go."""
    if name not in TIMES:
        raise not_allowed("This element has no expression {name}: choose another element.", name=name)
    with edit(document, "Change time"):
        for other in TIMES:
            if other != name and getattr(definition, other) is not None:
                setattr(definition, other, None)
        set_expression(document, definition, name, text)
