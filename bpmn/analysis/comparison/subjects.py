"""The elements of a map that are compared on their own; everything else is part of one of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bpmn.model import (
    Artifact,
    CategoryValue,
    ConversationLink,
    ConversationNode,
    DataAssociation,
    DataInput,
    DataOutput,
    Definitions,
    Element,
    FlowElement,
    FlowNode,
    Lane,
    MessageFlow,
    Participant,
    RootElement,
    SequenceFlow,
    TextAnnotation,
)
from bpmn.model.content import Node
from bpmn.model.document import Document

OWN = (
    *(Definitions, FlowElement, Artifact, Participant, MessageFlow, Lane, ConversationNode, ConversationLink),
    *(DataAssociation, DataInput, DataOutput, CategoryValue),
)
CONNECTIONS = (SequenceFlow, MessageFlow, DataAssociation, ConversationLink)


@dataclass(slots=True, eq=False)
class Subject:
    """An element with what it is matched by.

    ``around`` contains it, ``lane`` is the role that does it, ``pool`` shows it if it is a process.
    """

    element: Element
    order: int
    around: "Subject | None"
    lane: "Subject | None" = None
    pool: "Subject | None" = None
    sources: list["Subject"] = field(default_factory=list)
    targets: list["Subject"] = field(default_factory=list)
    has_own_id: bool = False
    """Whether it has an id that no element before it has."""

    @property
    def id(self) -> str:
        """The id; empty without one."""
        return self.element.id or ""

    @property
    def kind(self) -> str:
        """The name of its type as BPMN writes it, such as userTask."""
        return self.element.local_name

    @property
    def family(self) -> str:
        """What may become one another: a step of any type may become another step."""
        return "flowNode" if isinstance(self.element, FlowNode) else self.kind

    @property
    def is_connection(self) -> bool:
        """Whether it joins two others."""
        return isinstance(self.element, CONNECTIONS) or self.kind == "association"

    @property
    def name(self) -> str:
        """What people call it; empty without a name."""
        if isinstance(self.element, TextAnnotation):
            return self.element.text or ""
        if isinstance(self.element, CategoryValue):
            return self.element.value or ""
        return " ".join((self.element.node.get("name") or "").split())

    @property
    def place(self) -> str:
        """The name of the role that does it, else of what it lies in; empty where nothing has a name."""
        around = self.around
        for subject in (self.lane, around, around.pool if around is not None else None):
            if subject is not None and subject.name:
                return subject.name
        return ""


class Subjects:
    """The subjects of a document in file order."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.all: list[Subject] = []
        self.by_id: dict[str, Subject] = {}
        self._by_node: dict[Node, Subject] = {}
        self._gather()
        self._assign()
        self._connect()

    def __iter__(self) -> Iterator[Subject]:
        return iter(self.all)

    def at(self, element: Element) -> Subject | None:
        """The subject that an element is, or None."""
        return self._by_node.get(element.node)

    def around(self, element: Element) -> Subject:
        """The subject that an element is or belongs to."""
        above: Element | None = element
        while above is not None:
            found = self._by_node.get(above.node)
            if found is not None:
                return found
            above = above.parent
        return self.all[0]

    def nodes(self) -> set[Node]:
        """The nodes of all subjects."""
        return set(self._by_node)

    def _gather(self) -> None:
        document = self.document
        waiting: list[tuple[Node, Subject | None]] = [(document.root, None)]
        while waiting:
            node, around = waiting.pop()
            view = document.view(node)
            if is_subject(view):
                around = Subject(view, len(self.all), around)
                self.all.append(around)
                self._by_node[node] = around
                if around.id and around.id not in self.by_id:
                    self.by_id[around.id] = around
                    around.has_own_id = True
            inside = [child for child in node if isinstance(child.tag, str)]
            waiting += [(child, around) for child in reversed(inside)]

    def _assign(self) -> None:
        """Give every step the innermost lane that names it, and every process its pool."""
        for lane in self.all:
            if isinstance(lane.element, Participant) and lane.element.process_ref is not None:
                self.around(lane.element.process_ref).pool = lane
            if isinstance(lane.element, Lane):
                for node in lane.element.flow_node_refs:
                    subject = self.at(node)
                    if subject is not None and (subject.lane is None or _depth(lane) > _depth(subject.lane)):
                        subject.lane = lane

    def _connect(self) -> None:
        for flow in self.all:
            if not flow.is_connection:
                continue
            source, target = self.ends(flow)
            flow.sources = [source] if source else []
            flow.targets = [target] if target else []
            if source and target:
                source.targets.append(target)
                target.sources.append(source)

    def ends(self, flow: Subject) -> tuple[Subject | None, Subject | None]:
        """What a connection joins; a data association's other end is what it lies in."""
        element = flow.element
        if isinstance(element, DataAssociation):
            source = next(iter(element.source_refs), None)
            inner = flow.around.element if flow.around else None
            ends: tuple[Element | None, Element | None] = (source, inner)
            if element.local_name == "dataOutputAssociation":
                ends = (inner, element.target_ref)
        else:
            ends = getattr(element, "source_ref", None), getattr(element, "target_ref", None)
        source_end, target_end = (self.around(end) if end is not None else None for end in ends)
        return source_end, target_end


def is_subject(view: Element) -> bool:
    """Whether an element is compared on its own. Roots inside others, such as event definitions, are not."""
    if isinstance(view, OWN):
        return True
    parent = view.parent
    return isinstance(view, RootElement) and (parent is None or isinstance(parent, Definitions))


def _depth(subject: Subject) -> int:
    depth = 0
    above = subject.around
    while above is not None:
        depth, above = depth + 1, above.around
    return depth
