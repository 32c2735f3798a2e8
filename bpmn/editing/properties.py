"""What the panels say about an element: texts, attributes, owners, loops, messages."""

from bpmn.editing.edit import edit
from bpmn.editing.refused import not_allowed
from bpmn.model import (
    Activity,
    BaseElement,
    Definitions,
    Element,
    LoopCharacteristics,
    MultiInstanceLoopCharacteristics,
    Process,
    Resource,
    ResourceRole,
    RootElement,
    StandardLoopCharacteristics,
    registry,
)
from bpmn.model.document import Document
from bpmn.model.fields import Writable
from bpmn.system.process_facts import PROCESS_OWNER, owner_role

LOOPS = ("none", "loop", "parallel", "sequential")
"""The ways in which an activity repeats itself."""


def set_documentation(document: Document, element: Element, text: str) -> None:
    """Replace the first documentation of an element; an empty text takes it away."""
    if not isinstance(element, BaseElement):
        raise not_allowed("This element takes no documentation: put a note beside it.")
    with edit(document, "Change documentation"):
        element.documentation_text = text


def set_property(document: Document, element: Element, name: str, value: object) -> None:
    """Set one attribute, reference or text of an element by the name it has in its view.

    The value has the type that the view gives; None takes it away. Raises NotAllowed for unknown names and
    for values of the wrong type.
    """
    field = getattr(type(element), name, None)
    if not isinstance(field, Writable):
        raise not_allowed("This element has no property {name}: choose another element.", name=name)
    with edit(document, "Change property"):
        try:
            setattr(element, name, value)
        except (TypeError, ValueError, AttributeError, AssertionError) as error:
            raise not_allowed(
                "{value} does not fit {name}: give another value.", value=value, name=words(name)
            ) from error


def properties_of(element: Element) -> list[str]:
    """The names of everything that ``set_property`` sets, in the order of the schema."""
    known = {id(field) for field in registry.fields(type(element))}
    names: dict[str, None] = {}
    for base in reversed(type(element).__mro__):
        for name, field in vars(base).items():
            if isinstance(field, Writable) and id(field) in known:
                names[name] = None
    return list(names)


def words(name: str) -> str:
    """The name of a property as words: ``is_for_compensation`` → ``is for compensation``."""
    return name.strip("_").replace("_", " ")


def set_process_owner(document: Document, process: Process, name: str) -> None:
    """Say who answers for a process; an empty name takes the owner away.

    Written as a resource role "Process Owner" that refers to a resource of that name (BPMN 2.0.2,
    Resource Assignment).
    """
    with edit(document, "Change process owner"):
        role, name = owner_role(process), name.strip()
        if not name:
            if role is not None:
                document.remove(role.node)
            return
        if role is None:
            node = document.create(
                ResourceRole.own_tag, {"id": document.new_id("ResourceRole"), "name": PROCESS_OWNER}
            )
            document.append(process.node, node)
            role = document.view(node)  # type: ignore[assignment]
        assert role is not None
        role.resource_assignment_expression = None
        role.resource_ref = _resource(document, name)


def _resource(document: Document, name: str) -> Resource:
    """The resource of this name, made where there is none."""
    for element in document.definitions.root_elements:
        if isinstance(element, Resource) and element.name == name:
            return element
    node = document.create(Resource.own_tag, {"id": document.new_id("Resource"), "name": name})
    document.append(document.root, node)
    resource = document.view(node)
    assert isinstance(resource, Resource)
    return resource


def loop_of(activity: Activity) -> str:
    """How an activity repeats itself: one of LOOPS."""
    loop = activity.loop_characteristics
    if isinstance(loop, MultiInstanceLoopCharacteristics):
        return "sequential" if loop.is_sequential else "parallel"
    return "loop" if isinstance(loop, StandardLoopCharacteristics) else "none"


def set_loop(document: Document, activity: Activity, loop: str) -> None:
    """Let an activity repeat itself in one of the LOOPS; what was said about the same loop stays."""
    if loop not in LOOPS:
        raise not_allowed("There is no loop called {name}: choose one from the list.", name=loop)
    with edit(document, "Change loop"):
        existing = activity.loop_characteristics
        kind = _loop_class(loop)
        if existing is not None and (kind is None or type(existing) is not kind):
            document.remove(existing.node)
            existing = None
        if existing is None and kind is not None:
            document.append(
                activity.node, document.create(kind.own_tag, {"id": document.new_id(kind.__name__)})
            )
            existing = activity.loop_characteristics
        if isinstance(existing, MultiInstanceLoopCharacteristics):
            existing.is_sequential = loop == "sequential"


def _loop_class(loop: str) -> type[LoopCharacteristics] | None:
    if loop == "none":
        return None
    return StandardLoopCharacteristics if loop == "loop" else MultiInstanceLoopCharacteristics


def refer_to(document: Document, element: Element, name: str, kind: type[RootElement], called: str) -> None:
    """Let an element refer to a message, signal, error … of a name, made where there is none.

    ``name`` is the property of the view (``message_ref``); an empty name takes the reference away.
    """
    if not isinstance(document.definitions, Definitions):
        raise not_allowed("This file has no definitions: open a file of BPMN.")
    with edit(document, "Change property"):
        target: Element | None = None
        if called:
            roots = document.definitions.root_elements
            target = next((r for r in roots if type(r) is kind and r.node.get("name") == called), None)
            target = target or _new_root(document, kind, called)
        set_property(document, element, name, target)


def _new_root(document: Document, kind: type[RootElement], called: str) -> Element:
    node = document.create(kind.own_tag, {"id": document.new_id(kind.__name__), "name": called})
    index = next((i for i, child in enumerate(document.root) if child.tag == Process.own_tag), None)
    if index is None:
        document.append(document.root, node)
    else:
        document.insert(document.root, index, node)
    return document.view(node)
