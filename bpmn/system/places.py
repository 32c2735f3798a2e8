"""Where everything stands: which process an element belongs to, and who the pools are."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bpmn.base.finding import ElementKey
from bpmn.model import Process
from bpmn.model.graph import ProcessGraph
from bpmn.system.flows import beginnings, flows
from bpmn.system.names import collapsed, party_name, says_something
from bpmn.system.seen import FileSurvey, PoolSeen
from bpmn.system.surveys import Surveys

if TYPE_CHECKING:
    import networkx as nx


@dataclass(slots=True)
class ProcessPlace:
    """A process with at least one flow node, and the names under which other maps may know it."""

    key: ElementKey
    name: str
    graph: ProcessGraph
    flow: "nx.DiGraph[ElementKey]"
    starts: tuple[ElementKey, ...]
    """Where it begins: its start events, else the nodes that nothing enters."""
    names: tuple[str, ...] = ()
    pools: tuple[ElementKey, ...] = ()

    @property
    def nodes(self) -> list[ElementKey]:
        """All its flow nodes, in file order."""
        # The flow holds them first, and in this order; this way no key is made anew.
        return list(self.flow)[: len(self.graph.nodes)]


@dataclass(frozen=True, slots=True)
class Pool:
    """A black box: a participant without a process of its own in any map."""

    key: ElementKey
    name: str


@dataclass(slots=True)
class Places:
    """All processes and black boxes of a system, and the process of each flow node and pool."""

    processes: dict[ElementKey, ProcessPlace] = field(default_factory=dict)
    pools: dict[ElementKey, Pool] = field(default_factory=dict)
    process_of: dict[ElementKey, ElementKey] = field(default_factory=dict)
    shown_elsewhere: list[tuple[ElementKey, ElementKey]] = field(default_factory=list)
    """Pools whose process is in another map, with that process."""
    _called: dict[str, list[ElementKey]] = field(default_factory=dict)

    def title(self, process: ElementKey) -> str:
        """What to call a process in a sentence."""
        return self.processes[process].name

    def owner(self, element: ElementKey) -> str:
        """The name of the process or pool that an element belongs to."""
        process = self.process_of.get(element)
        if process is not None:
            return self.title(process)
        pool = self.pools.get(element)
        return pool.name if pool else element.element

    def called(self, element: ElementKey) -> str:
        """What to call a flow node: its name, else what it follows (“Check →”) or leads to (“→ Pay”).

        Empty where nothing near has a name, and for other elements.
        """
        process = self.process_of.get(element)
        graph = self.processes[process].graph if process is not None else None
        node = graph.nodes.get(element.element) if graph is not None else None
        if graph is None or node is None:
            return self.processes[element].name if element in self.processes else ""
        if node.name.strip():
            return collapsed(node.name)
        if node.attached_to and (host := collapsed(graph.nodes[node.attached_to].name)):
            return f"{host} →"
        before = _nearest(graph, node.id, lambda n: [flow.source for flow in graph.into(n)])
        after = _nearest(graph, node.id, lambda n: [flow.target for flow in graph.out(n)])
        return f"{before} →" if before else f"→ {after}" if after else ""

    def is_border(self, key: ElementKey) -> bool:
        """Whether an element is a pool with a process, not something inside."""
        process = self.process_of.get(key)
        return process is not None and key in self.processes[process].pools

    def known_as(self, pool: ElementKey) -> tuple[ElementKey, ...]:
        """The processes of other maps that a black box may stand for, by its name."""
        place = self.pools.get(pool)
        if place is None or not says_something(place.name):
            return ()
        return tuple(k for k in self._called.get(party_name(place.name), ()) if k.file != pool.file)

    def index_names(self) -> None:
        """Note under which normalised names each process is known."""
        for key, place in self.processes.items():
            for name in sorted({party_name(n) for n in place.names if says_something(n)}):
                self._called.setdefault(name, []).append(key)


def places(maps: Surveys) -> Places:
    """Find all processes and pools; elements without an id are left out."""
    found = Places()
    for one in maps:
        for graph in one.processes:
            _add_process(found, one, graph)
        _add_items(found, one)
    for one in maps:
        for pool in one.pools:
            _add_pool(maps, found, one.file, pool)
    for place in found.processes.values():
        _name(maps, place)
    found.index_names()
    return found


def _nearest(graph: ProcessGraph, node: str, neighbours: Callable[[str], list[str]]) -> str:
    """The name of the nearest node in a direction that has one."""
    seen, ring = {node}, neighbours(node)
    while ring:
        named = next((name for n in ring if (name := collapsed(graph.nodes[n].name))), "")
        if named:
            return named
        seen.update(ring)
        ring = [n for one in ring for n in neighbours(one) if n not in seen]
    return ""


def _add_process(found: Places, one: FileSurvey, graph: ProcessGraph) -> None:
    key, flow = ElementKey(one.file, graph.process_id), one.derive(flows)[graph.process_id]
    begin = one.derive(beginnings)[graph.process_id]
    found.processes[key] = ProcessPlace(key, collapsed(graph.name), graph, flow, begin)
    for node in flow:
        found.process_of.setdefault(node, key)


def _add_items(found: Places, one: FileSurvey) -> None:
    """Data inputs and outputs belong to the process that has them, or whose activity has them."""
    for item in one.items:
        holder = ElementKey(one.file, item.holder)
        process = holder if holder in found.processes else found.process_of.get(holder)
        if process is not None:
            found.process_of.setdefault(ElementKey(one.file, item.id), process)


def _add_pool(maps: Surveys, found: Places, file: str, pool: PoolSeen) -> None:
    key = ElementKey(file, pool.id)
    process = maps.key(file, pool.process, Process)
    if process not in found.processes:
        found.pools[key] = Pool(key, pool.name)
        return
    assert process is not None
    found.process_of[key] = process
    found.processes[process].pools += (key,)
    if process.file != file:
        found.shown_elsewhere.append((key, process))


def _name(maps: Surveys, place: ProcessPlace) -> None:
    pools = [maps.name(key) for key in place.pools]
    place.names = tuple(dict.fromkeys(n for n in [place.name, *pools] if n))
    if not place.name:
        place.name = next(iter(place.names), "") or maps.of(place.key.file).title


def by_process(found: Places, keys: Iterable[ElementKey]) -> Mapping[ElementKey, list[ElementKey]]:
    """The elements grouped by their process; those that belong to none are left out."""
    grouped: dict[ElementKey, list[ElementKey]] = {}
    for key in keys:
        process = found.process_of.get(key)
        if process is not None:
            grouped.setdefault(process, []).append(key)
    return grouped
