"""Where everything stands: which process an element belongs to, and who the pools are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from bpmn.base.finding import ElementKey
from bpmn.model import FlowNode, Participant, Process
from bpmn.model.document import Document
from bpmn.model.graph import ProcessGraph, process_graph
from bpmn.system.names import collapsed, normalised, party_name, says_something
from bpmn.system.qnames import resolve
from bpmn.system.system import System


@dataclass(slots=True)
class ProcessPlace:
    """A process with at least one flow node, and the names under which other maps may know it."""

    key: ElementKey
    name: str
    graph: ProcessGraph
    names: tuple[str, ...] = ()
    pools: tuple[ElementKey, ...] = ()


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


def places(system: System) -> Places:
    """Find all processes and pools; elements without an id are left out."""
    found = Places()
    for file, document in system.documents:
        for process in document.all(Process):
            _add_process(found, file, process)
    for file, document in system.documents:
        for participant in document.all(Participant):
            _add_participant(system, found, file, participant)
    for place in found.processes.values():
        _name(system, place)
    found.index_names()
    return found


def _add_process(found: Places, file: str, process: Process) -> None:
    key = ElementKey(file, process.id or "")
    if not process.id or key in found.processes or not process.children(FlowNode):
        return
    graph = process_graph(process)
    found.processes[key] = ProcessPlace(key, collapsed(process.name), graph)
    for node in graph.nodes:
        found.process_of.setdefault(ElementKey(file, node), key)


def _add_participant(system: System, found: Places, file: str, participant: Participant) -> None:
    if not participant.id:
        return
    key = ElementKey(file, participant.id)
    text = participant.node.get("processRef")
    process = resolve(system, file, participant, text, Process).key if text else None
    if process not in found.processes:
        found.pools[key] = Pool(key, collapsed(participant.name))
        return
    assert process is not None
    found.process_of[key] = process
    found.processes[process].pools += (key,)
    if process.file != file:
        found.shown_elsewhere.append((key, process))


def _name(system: System, place: ProcessPlace) -> None:
    pools = [collapsed(_participant(system, key).name) for key in place.pools]
    place.names = tuple(dict.fromkeys(n for n in [place.name, *pools] if n))
    if not place.name:
        place.name = next(iter(place.names), "") or _file_title(
            place.key.file, system.document(place.key.file)
        )


def _participant(system: System, key: ElementKey) -> Participant:
    element = system.document(key.file).element(key.element)
    assert isinstance(element, Participant)
    return element


def _file_title(file: str, document: Document) -> str:
    name = PurePosixPath(file).name.split(".")[0]
    return collapsed(document.definitions.name) or " ".join(normalised(name).split()).capitalize() or file


def name_of(system: System, key: ElementKey) -> str:
    """The name of an element, empty where it has none or does not exist."""
    if key.file not in system.files:
        return ""
    node = system.document(key.file).node(key.element)
    return collapsed(node.get("name")) if node is not None else ""


def by_process(found: Places, keys: Iterable[ElementKey]) -> Mapping[ElementKey, list[ElementKey]]:
    """The elements grouped by their process; those that belong to none are left out."""
    grouped: dict[ElementKey, list[ElementKey]] = {}
    for key in keys:
        process = found.process_of.get(key)
        if process is not None:
            grouped.setdefault(process, []).append(key)
    return grouped
