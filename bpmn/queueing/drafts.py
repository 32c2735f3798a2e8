"""The flow nodes of all maps, numbered: the first half of compiling a system into a net."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bpmn.base.finding import ElementKey
from bpmn.model import Activity, BoundaryEvent, FlowNode, LinkEventDefinition, StartEvent, SubProcess
from bpmn.model.document import Document
from bpmn.model.events import CatchEvent, ThrowEvent
from bpmn.model.graph import Flow, Node, ProcessGraph, process_graphs
from bpmn.scenario.merged import Maps


class Link(Protocol):
    """A connection between two elements of a system."""

    @property
    def source(self) -> ElementKey:
        """Where it starts."""

    @property
    def target(self) -> ElementKey:
        """Where it leads."""

    @property
    def kind(self) -> str:
        """What it does, such as trigger, message, call or signal."""


class Party(Protocol):
    """Somebody outside."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def role(self) -> str:
        """customer, supplier, partner, authority or unknown."""

    @property
    def elements(self) -> Iterable[ElementKey]:
        """The pools drawn for it."""


class Links(Protocol):
    """What joins the maps of a system."""

    @property
    def links(self) -> Sequence[Link]:
        """The links that analyses use."""

    @property
    def parties(self) -> Sequence[Party]:
        """The external parties."""


SENDING = frozenset({"trigger", "message", "signal"})
"""Kinds of links along which something goes on while the sender goes on too."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A flow node on its way into the net; ``leave`` is the extra step at the end of a sub-process."""

    index: int
    key: ElementKey
    process: ElementKey
    node: Node
    view: FlowNode
    graph: ProcessGraph
    leave: int | None = None

    @property
    def name(self) -> str:
        """What to call it in a sentence."""
        return self.node.name or self.node.id

    @property
    def parent(self) -> ElementKey | None:
        """The sub-process around it, None directly in the process."""
        return ElementKey(self.key.file, self.node.parent) if self.node.parent else None


class Drafts:
    """All flow nodes of a system that tokens can visit, by position and by key."""

    def __init__(self, system: Maps) -> None:
        self.all: list[Draft] = []
        self.by_key: dict[ElementKey, Draft] = {}
        self.processes: dict[ElementKey, ProcessGraph] = {}
        self.size = 0
        for file in system.files:
            document = system.document(file)
            for graph in process_graphs(document):
                self._add(file, document, graph)

    def _add(self, file: str, document: Document, graph: ProcessGraph) -> None:
        process = ElementKey(file, graph.process_id)
        if not graph.nodes or process in self.processes:
            return
        self.processes[process] = graph
        skipped = _event_subprocesses(document, graph)
        for identifier, node in graph.nodes.items():
            view = document.element(identifier)
            if identifier in skipped or node.parent in skipped or not isinstance(view, FlowNode):
                skipped.add(identifier)
                continue
            index, leave = self.size, None
            self.size += 1
            if isinstance(view, SubProcess) and graph.children(identifier):
                leave, self.size = self.size, self.size + 1
            draft = Draft(index, ElementKey(file, identifier), process, node, view, graph, leave)
            self.all.append(draft)
            self.by_key[draft.key] = draft

    def sibling(self, draft: Draft, identifier: str) -> Draft | None:
        """Another node of the same map."""
        return self.by_key.get(ElementKey(draft.key.file, identifier))

    def flows(self, draft: Draft) -> list[tuple[Flow, Draft]]:
        """The sequence flows that leave a node, with the nodes they reach."""
        found = [(flow, self.sibling(draft, flow.target)) for flow in draft.graph.out(draft.node.id)]
        return [(flow, target) for flow, target in found if target is not None]

    def boundaries(self, draft: Draft) -> list[Draft]:
        """The events on the edge of an activity."""
        ids = [n.id for n in draft.graph.nodes.values() if n.attached_to == draft.node.id]
        return [found for i in ids if (found := self.sibling(draft, i)) is not None]

    def starts(self, process: ElementKey, parent: str | None = None) -> list[Draft]:
        """Where a process or sub-process begins: its start events, else all nodes that nothing enters."""
        graph = self.processes[process]
        nodes = [d for n in graph.children(parent) if (d := self.by_key.get(ElementKey(process.file, n.id)))]
        events = [d for d in nodes if isinstance(d.view, StartEvent)]
        return events or [d for d in nodes if not graph.into(d.node.id) and not _starts_otherwise(d.view)]

    def link_target(self, draft: Draft) -> Draft | None:
        """The catching link event that a throwing one jumps to, or None."""
        name = _link_name(draft.view) if isinstance(draft.view, ThrowEvent) else None
        if name is None:
            return None
        for node in draft.graph.children(draft.node.parent):
            other = self.sibling(draft, node.id)
            if other and isinstance(other.view, CatchEvent) and _link_name(other.view) == name:
                return other
        return None


def _event_subprocesses(document: Document, graph: ProcessGraph) -> set[str]:
    found = set()
    for node in graph.nodes.values():
        view = document.element(node.id)
        if isinstance(view, SubProcess) and view.triggered_by_event:
            found.add(node.id)
    return found


def _starts_otherwise(view: FlowNode) -> bool:
    """Whether something else than the start of the process brings a node its token."""
    if isinstance(view, BoundaryEvent) or (isinstance(view, Activity) and view.is_for_compensation):
        return True
    return isinstance(view, CatchEvent) and _link_name(view) is not None


def _link_name(view: CatchEvent | ThrowEvent) -> str | None:
    for definition in view.definitions:
        if isinstance(definition, LinkEventDefinition):
            return definition.name or view.name or ""
    return None


def sent_along(links: Links | None, drafts: Drafts) -> Mapping[ElementKey, list[Draft]]:
    """The steps that each step's messages and signals reach; boundary events are reached by their share."""
    found: dict[ElementKey, list[Draft]] = {}
    for link in links.links if links else ():
        target = drafts.by_key.get(link.target)
        if link.kind in SENDING and link.source in drafts.by_key and target is not None:
            others = found.setdefault(link.source, [])
            if not isinstance(target.view, BoundaryEvent) and target not in others:
                others.append(target)
    return found


def told_along(links: Links | None, drafts: Drafts) -> Mapping[ElementKey, list[ElementKey]]:
    """The pools outside that each step's messages reach."""
    found: dict[ElementKey, list[ElementKey]] = {}
    for link in links.links if links else ():
        if link.kind in SENDING and link.source in drafts.by_key and link.target not in drafts.by_key:
            others = found.setdefault(link.source, [])
            if link.target not in others:
                others.append(link.target)
    return found


def called_along(links: Links | None, drafts: Drafts) -> Mapping[ElementKey, tuple[int, ...]]:
    """The steps at which the process that each call activity calls begins."""
    found: dict[ElementKey, tuple[int, ...]] = {}
    for link in links.links if links else ():
        if link.kind == "call" and link.source in drafts.by_key:
            if link.target in drafts.processes:
                starts = drafts.starts(link.target)
                plain = [s for s in starts if not getattr(s.view, "event_definitions", ())] or starts
                found[link.source] = tuple(s.index for s in plain)
            elif link.target in drafts.by_key:
                found[link.source] = (drafts.by_key[link.target].index,)
    return found
