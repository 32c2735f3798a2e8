"""Puts the pieces of a system together to a net, and again with other numbers where only those change."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.model import StartEvent
from bpmn.queueing import times
from bpmn.queueing.calendars import WEEK
from bpmn.queueing.compile import Compiler
from bpmn.queueing.drafts import Draft, Links
from bpmn.queueing.net import Instance, Net, Reply, Source, Step
from bpmn.queueing.sending import Piece
from bpmn.queueing.sources import Arrivals, replies
from bpmn.scenario.merged import Maps
from bpmn.scenario.parameters import ElementParameters, Scenario
from bpmn.system.facts import Facts

NO_CHANGES: Mapping[ElementKey, ElementParameters] = MappingProxyType({})


class Assembly:
    """A compiled system. Its pieces are kept; changed numbers make new ones only of what they touch."""

    def __init__(
        self, system: Maps, links: Links | None, scenario: Scenario, facts: Facts | None = None
    ) -> None:
        self.compiler = Compiler(system, links, scenario, facts)
        self.drafts = self.compiler.drafts
        self.arrivals = Arrivals(self.drafts, links)
        self.pieces: list[Piece] = [self.compiler.piece(draft) for draft in self.drafts.all]
        self._users = self._by_key()
        self._variants: dict[object, Piece] = {}
        self._processes = tuple(self._instance(key) for key in self.drafts.processes)
        self._replies = replies(self.drafts, links)
        self._pools = frozenset(key for pool in self.compiler.teams.pools for key in pool.keys)
        self._starts = self.arrivals.keys
        self._structure: object = None
        self._cases: tuple[tuple[Source, ...], list[Message]] = ((), [])
        self._is_timed = any(times.is_timed(scenario.of(draft.key)) for draft in self.drafts.all)
        self.net = self._net(self.compiler, self.pieces)

    def _by_key(self) -> dict[ElementKey, list[int]]:
        found: dict[ElementKey, list[int]] = {}
        for place, piece in enumerate(self.pieces):
            for key in piece.keys:
                found.setdefault(key, []).append(place)
        return found

    def changed(self, changes: Mapping[ElementKey, ElementParameters]) -> Net | None:
        """The net with other parameters of some elements; None where they change who does what."""
        old = self.compiler.scenario
        if any(_is_structural(old.of(key), new) for key, new in changes.items()):
            return None
        compiler = self.compiler.in_scenario(old.with_parameters(changes), changes)
        pieces = list(self.pieces)
        for place in {place for key in changes for place in self._users.get(key, ())}:
            pieces[place] = self._variant(compiler, place)
        if len(compiler.teams.pools) != len(self.compiler.teams.pools):
            return None
        return self._net(compiler, pieces, changes)

    def _variant(self, compiler: Compiler, place: int) -> Piece:
        """A piece with the numbers of a scenario; each is compiled once."""
        keys = self.pieces[place].keys
        version = (place, tuple([compiler.scenario.of(key) for key in keys]))
        found = self._variants.get(version)
        if found is None:
            found = compiler.piece(self.drafts.all[place])
            if set(found.keys) <= set(keys):
                self._variants[version] = found
        return found

    def _net(
        self,
        compiler: Compiler,
        pieces: Iterable[Piece],
        changes: Mapping[ElementKey, ElementParameters] = NO_CHANGES,
    ) -> Net:
        steps: list[Step | None] = [None] * compiler.size
        doubts: list[Message] = list(compiler.scenario.problems)
        is_timed = self._is_timed or any(times.is_timed(new) for new in changes.values())
        for piece in pieces:
            doubts += piece.doubts
            for index, step in piece.steps:
                steps[index] = step
                is_timed = is_timed or step.delay.mean > 0
        found = tuple([_UNUSED if step is None else step for step in steps])
        structure = tuple([tuple([o.targets for o in step.outcomes]) for step in found])
        if structure != self._structure or any(key in self._starts for key in changes):
            cases, doubted = self.arrivals.sources(compiler.scenario, found, structure)
        else:
            cases, doubted = self._cases
        if not changes:
            self._structure, self._cases = structure, (cases, doubted)
        doubts += [*doubted, *compiler.teams.problems(), *_no_hours(compiler)]
        return Net(
            found,
            tuple(compiler.teams.pools),
            cases,
            self._replies_of(compiler),
            self._processes,
            tuple(dict.fromkeys(doubts)),
            is_timed,
            WEEK / compiler.scenario.time_unit.seconds,
        )

    def _replies_of(self, compiler: Compiler) -> tuple[Reply, ...]:
        """The steps at which somebody outside is told; where a message is on its way, that is its step."""
        return tuple(compiler.arrival_of(reply) for reply in self._replies)

    def _instance(self, key: ElementKey) -> Instance:
        graph = self.drafts.processes[key]
        ends = [d for d in self.drafts.all if d.process == key and d.parent is None and not self._goes_on(d)]
        starts = self.drafts.starts(key)
        together = not any(isinstance(d.view, StartEvent) for d in starts)
        # A path of a sub-process ends where the sub-process does.
        where = tuple(d.index if d.leave is None else d.leave for d in ends)
        return Instance(key, graph.name or key.element, tuple(d.index for d in starts), where, together)

    def _goes_on(self, draft: Draft) -> bool:
        return bool(self.drafts.flows(draft)) or self.drafts.link_target(draft) is not None


_NOWHERE = ElementKey("", "")
_UNUSED = Step(_NOWHERE, _NOWHERE)


def _is_structural(old: ElementParameters, new: ElementParameters) -> bool:
    """Whether a change is about who works at what, not only about numbers."""
    return old.selection != new.selection or (old.quantity is None) != (new.quantity is None)


def _no_hours(compiler: Compiler) -> list[Message]:
    return [
        message("“{resource}” is never there: its calendar has no hours.", resource=pool.name)
        for pool in compiler.teams.pools
        if pool.open_share <= 0
    ]
