"""The semantic side of connections: where they stand, and the names that flow nodes keep of their flows."""

from collections.abc import Iterator

from bpmn.editing.diagrams import ends_of, planes
from bpmn.editing.naming import refer, refer_child
from bpmn.editing.refused import not_allowed
from bpmn.model import (
    Artifact,
    Collaboration,
    ConversationLink,
    DataAssociation,
    DataInputAssociation,
    DataOutputAssociation,
    Element,
    FlowNode,
    MessageFlow,
    Process,
    Property,
    SequenceFlow,
)
from bpmn.model.document import Document
from bpmn.rules.scopes import container_of, participant_of, process_of

PREFIXES: dict[type[Element], str] = {
    SequenceFlow: "Flow",
    MessageFlow: "MessageFlow",
    ConversationLink: "ConversationLink",
    DataInputAssociation: "DataInputAssociation",
    DataOutputAssociation: "DataOutputAssociation",
}
PLACEHOLDER = "__targetRef_placeholder"
"""The name other suites give the property that a data input association must have as its target."""


def make_connection(
    kind: type[Element], source: Element, target: Element, identifier: str | None = None
) -> Element:
    """Put a new connection of this class into the document, without a line on a plane."""
    document = source.document
    identifier = identifier or document.new_id(PREFIXES.get(kind, "Association"))
    if issubclass(kind, DataInputAssociation | DataOutputAssociation):
        return _make_data_association(kind, source, target, identifier)
    values = {"id": identifier}
    node = document.create(kind.own_tag, values)
    document.append(home_of(kind, source, target).node, node)
    connection = document.view(node)
    refer(connection, "sourceRef", source)
    refer(connection, "targetRef", target)
    if isinstance(connection, SequenceFlow):
        link(connection)
    return connection


def _make_data_association(kind: type[Element], source: Element, target: Element, identifier: str) -> Element:
    document = source.document
    node = document.create(kind.own_tag, {"id": identifier})
    is_input = issubclass(kind, DataInputAssociation)
    owner = target if is_input else source
    document.append(owner.node, node)
    connection = document.view(node)
    if isinstance(connection, DataInputAssociation):
        connection.source_refs.append(source)  # type: ignore[arg-type]
        connection.target_ref = _placeholder(owner)  # type: ignore[assignment]
    elif isinstance(connection, DataOutputAssociation):
        connection.target_ref = target  # type: ignore[assignment]
    return connection


def _placeholder(owner: Element) -> Element:
    """The property of an activity or event that stands for what data goes into."""
    for existing in getattr(owner, "properties", ()):
        if existing.name == PLACEHOLDER:
            return existing  # type: ignore[no-any-return]
    document = owner.document
    node = document.create(Property.own_tag, {"id": document.new_id("Property"), "name": PLACEHOLDER})
    document.append(owner.node, node)
    return document.view(node)


def home_of(kind: type[Element], source: Element, target: Element) -> Element:
    """The element a new connection stands in.

    Raises NotAllowed where the document has no collaboration for a message flow.
    """
    if issubclass(kind, MessageFlow | ConversationLink):
        return _collaboration(source, target)
    ours = container_of(source)
    home = ours if ours is not None and not issubclass(kind, Artifact) else _common_home(source, target)
    if home is None:
        raise not_allowed("There is no process that this connection could belong to: put both into pools.")
    return home


def _common_home(source: Element, target: Element) -> Element | None:
    """The innermost container around both elements; between processes their collaboration.

    A process that neither a pool nor a sheet shows keeps what ends in it: no one looks for it elsewhere.
    """
    theirs = list(_containers(target))
    found = next((container for container in _containers(source) if container in theirs), None)
    if found is not None:
        return found
    for process in (process_of(source), process_of(target)):
        if process is not None and participant_of(process) is None and not _is_a_sheet(process):
            return process
    pools = (participant_of(end) for end in (source, target))
    around = [container_of(end) for end in (source, target)] + [pool.parent for pool in pools if pool]
    return next((one for one in around if isinstance(one, Collaboration)), container_of(source))


def _is_a_sheet(process: Process) -> bool:
    return any(plane.bpmn_element == process for plane in planes(process.document))


def _containers(element: Element) -> Iterator[Element]:
    at = container_of(element)
    while at is not None:
        yield at
        at = container_of(at)


def _collaboration(source: Element, target: Element) -> Collaboration:
    for end in (source, target):
        for candidate in (container_of(end), participant_of(end)):
            found = candidate if isinstance(candidate, Collaboration) else None
            if candidate is not None and found is None:
                parent = candidate.parent
                found = parent if isinstance(parent, Collaboration) else None
            if found is not None:
                return found
    raise not_allowed("Messages flow between pools: put both processes into pools first.")


def link(flow: SequenceFlow) -> None:
    """Name a flow at its source as outgoing and at its target as incoming."""
    for end, field in ((flow.source_ref, "outgoing"), (flow.target_ref, "incoming")):
        if isinstance(end, FlowNode) and flow not in getattr(end, field):
            refer_child(end, field, flow)


def unlink(flow: SequenceFlow) -> None:
    """Take the names of a flow out of every flow node, and out of the defaults."""
    document = flow.document
    for node, attribute in document.references(flow.id) if flow.id else ():
        view = document.view(node)
        if attribute is None and view.local_name in ("incoming", "outgoing"):
            document.remove(node)
        elif attribute == "default":
            document.set_attribute(node, attribute, None)


def replace_connection(
    connection: Element, kind: type[Element], ends: tuple[Element, Element] | None = None
) -> Element:
    """Put a connection of another class, or with other ends, in the place of one; id, name and lines stay."""
    source, target = ends or ends_of(connection)
    assert source is not None
    assert target is not None
    document, identifier, name = connection.document, connection.id, connection.node.get("name")
    if isinstance(connection, SequenceFlow):
        unlink(connection)
    document.remove(connection.node)
    fresh = make_connection(kind, source, target, identifier)
    if name and not isinstance(fresh, Artifact | DataAssociation):
        document.set_attribute(fresh.node, "name", name)
    return fresh


def processes(document: Document) -> list[Process]:
    """The processes of a document, in file order."""
    views = (document.view(node) for node in document.root.iterchildren(Process.own_tag))
    return [view for view in views if isinstance(view, Process)]
