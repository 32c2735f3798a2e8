"""Where a customer's case can end although nobody told the customer.

A node *tells* if, whatever happens from there on, the customer gets word. Parallel ways and messages to
other processes go on side by side, so one of them is enough; of exclusive ways all must tell. Word that came
before the ways part is enough only if no way has more to tell: who hears of a yes has to hear of a no.
"""

from collections.abc import Iterable

import networkx as nx

from bpmn.analysis.chains import Chain
from bpmn.analysis.context import Context
from bpmn.base.finding import ElementKey
from bpmn.model import Activity, BoundaryEvent, SubProcess
from bpmn.system.link import Kind
from bpmn.system.topology import MOVES, splits_to_all, starts


class Silence:
    """The silent ends of one chain."""

    def __init__(self, context: Context, chain: Chain) -> None:
        self._context = context
        self._chain = chain
        self._graph = context.topology.elements
        self._handed: dict[ElementKey, list[ElementKey]] = {}
        self._called: dict[ElementKey, ElementKey] = {}
        for link in context.links.links:
            inside = link.target in context.places.process_of or link.target in context.places.processes
            if link.kind in MOVES and inside and link.target in self._graph:
                self._handed.setdefault(link.source, []).append(link.target)
            elif link.kind is Kind.CALL and link.target in context.places.processes:
                self._called[link.source] = link.target
        self._tells = self._worked_out()

    def ends(self) -> list[ElementKey]:
        """The ends that the case can reach without a word to the customer, in order."""
        found: set[ElementKey] = set()
        seen: set[ElementKey] = set()
        waiting = [self._chain.start, *self._ways_without_the_outcome()]
        while waiting:
            node = waiting.pop()
            if node in seen or self._tells.get(node, True):
                continue
            seen.add(node)
            following = self._responsible(node) or [*self._next(node), *self._edges(node)]
            if not following:
                found.add(node)
            waiting += following
        return sorted(found)

    def _ways_without_the_outcome(self) -> list[ElementKey]:
        """Where exclusive ways part of which some tell the customer and these do not.

        A way that the customer's own message opens needs no word: the customer knows.
        """
        context = self._context
        opened = {
            x.target for x in context.links.links if context.topology.is_customer(context.place(x.source))
        }
        found: list[ElementKey] = []
        for node in self._tells:
            ways = [*self._next(node), *self._edges(node)]
            telling = [way for way in ways if self._tells.get(way, True)]
            if telling and not splits_to_all(self._context.system, node):
                found += [way for way in ways if way not in telling and way not in opened]
        return found

    def _worked_out(self) -> dict[ElementKey, bool]:
        """The greatest answer: a loop tells if every way out of it tells."""
        nodes = [n for n in self._reached() if n.file]
        tells = dict.fromkeys(nodes, True)
        changed = True
        while changed:
            changed = False
            for node in nodes:
                if tells[node] and not self._does_tell(node, tells):
                    tells[node], changed = False, True
        return tells

    def _reached(self) -> Iterable[ElementKey]:
        context = self._context
        inside = self._graph.subgraph(
            n for n in self._graph if not context.topology.is_customer(context.place(n) or n)
        )
        if self._chain.start not in inside:
            return []
        return sorted({self._chain.start, *nx.descendants(inside, self._chain.start)})

    def _does_tell(self, node: ElementKey, tells: dict[ElementKey, bool]) -> bool:
        if node in self._chain.outcomes:
            return True
        if any(tells.get(other, True) for other in self._handed.get(node, ())):
            return True
        called = self._called.get(node)
        if called is not None and all(tells.get(s, True) for s in starts(self._context.places, called)):
            return True
        following = [tells.get(n, True) for n in self._next(node)]
        together = any if splits_to_all(self._context.system, node) else all
        on_edge = all(tells.get(edge, True) for edge in self._edges(node))
        return bool(following) and together(following) and on_edge

    def _next(self, node: ElementKey) -> list[ElementKey]:
        """Where the sequence flow leads: into a sub-process, and from its end out of it."""
        process = self._context.places.process_of[node]
        graph = self._context.places.processes[process].graph
        here = graph.nodes[node.element]
        if issubclass(here.kind, SubProcess) and graph.children(node.element):
            return starts(self._context.places, process, node.element)
        place: str | None = node.element
        while place is not None:
            out = graph.out(place)
            if out:
                return [ElementKey(process.file, flow.target) for flow in out]
            place = graph.nodes[place].parent
        return []

    def _edges(self, node: ElementKey) -> list[ElementKey]:
        """Events on the edge of an activity that end it."""
        if not self._context.maps.is_a(node, Activity):
            return []
        edges = []
        for key in self._graph.successors(node):
            event = self._context.element(key) if key.file else None
            if isinstance(event, BoundaryEvent) and event.cancel_activity:
                edges.append(key)
        return edges

    def _responsible(self, node: ElementKey) -> list[ElementKey]:
        """The processes that take the case over from here and have something to tell."""
        own = self._context.places.process_of[node]
        strangers = (n for n in self._graph if n.file and self._context.places.process_of.get(n) != own)
        others = self._graph.subgraph(strangers)
        return [
            target
            for target in self._handed.get(node, ())
            if target in others and self._chain.outcomes & {target, *nx.descendants(others, target)}
        ]
