"""Whether the processes of a system can always finish, per map and for all maps together."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bpmn.analysis.soundness.abstraction import may_finish
from bpmn.analysis.soundness.by_parts import by_parts
from bpmn.analysis.soundness.examples import example, lifted
from bpmn.analysis.soundness.explore import BUDGET, Graph, explore
from bpmn.analysis.soundness.judge import Judged, judge
from bpmn.analysis.soundness.known import NOTHING, Known, joined
from bpmn.analysis.soundness.parts import parts
from bpmn.analysis.soundness.reduce import Reduced, reduced
from bpmn.analysis.soundness.stubborn import may_stand_still
from bpmn.analysis.soundness.verdict import CounterExample, Property, Soundness
from bpmn.base.finding import ElementKey
from bpmn.base.progress import Progress, silent
from bpmn.semantics import compile_net
from bpmn.semantics.net import Net, Sends
from bpmn.system.link import Links, Party
from bpmn.system.links import Survey, find_links, survey
from bpmn.system.system import System

TINY, PER_STEP, SMALL = 40, 3, 5_000
"""A net with up to so many markings, and so many more per step, is searched as it is: its markings grow with
its size, not with what happens side by side. With up to the last, it is if something is wrong."""

TOGETHER = 20_000
"""A part with up to so many markings is searched in one, which takes no longer than one component by one."""

NOBODY: Mapping[ElementKey, Sends] = {}


def soundness(
    system: System,
    links: Links | None = None,
    *,
    seen: Survey | None = None,
    parties: Mapping[ElementKey, Sends] = NOBODY,
    budget: int = BUDGET,
    progress: Progress = silent,
) -> list[Soundness]:
    """The verdicts about each map with a process, and about all together where there are several.

    A map by itself takes what the others send as something that may come once, at any time.
    """
    seen = seen or survey(system)
    links = links if links is not None else find_links(system, seen)
    files = sorted({key.file for key in seen.places.processes})
    scopes = [[file] for file in files] + ([files] if len(files) > 1 else [])
    found = []
    for at, scope in enumerate(scopes):
        progress(at / len(scopes))
        net = compile_net(system, links, files=scope, parties=parties, seen=seen)
        found.append(check_net(net, tuple(scope), budget, progress))
    return found


def together(
    system: System,
    links: Links | None = None,
    *,
    seen: Survey | None = None,
    assumed: Collection[ElementKey] = (),
    about: Collection[ElementKey] | None = None,
    budget: int = BUDGET,
) -> Soundness:
    """The verdict about all maps together, or about the only one.

    What the elements in ``assumed`` wait for may come, though nobody sends it. With ``about`` only what has
    to do with these processes is searched, and of the rest nothing is known.
    """
    seen = seen or survey(system)
    files = tuple(sorted({key.file for key in seen.places.processes}))
    return check_net(compile_net(system, links, assumed=assumed, seen=seen), files, budget, about=about)


def check_net(
    net: Net,
    scope: tuple[str, ...] = (),
    budget: int = BUDGET,
    progress: Progress = silent,
    about: Collection[ElementKey] | None = None,
) -> Soundness:
    """The verdicts about a net. Parts that have nothing to do with each other are searched one by one.

    With ``about`` only parts in which one of these processes takes part are, and nothing is known of others.

    Of a part with many markings the components are tried one by one before all is searched together; what
    they say is kept where the search of all is given up.
    """
    found = parts(net)
    wanted = None if about is None else frozenset(about)
    known = [
        NOTHING
        if wanted is not None and wanted.isdisjoint(_taking_part(net, part))
        else _part(net, part, budget, progress)
        for part in found
    ]
    return _merged(net, scope, found, known)


def _taking_part(net: Net, among: Iterable[int]) -> Iterator[ElementKey]:
    """The processes of some transitions."""
    for one in (net.transitions[index] for index in among):
        scopes = (net.places[place].scope for place in (*one.takes, *one.gives))
        yield from (net.scopes[scope].process for scope in scopes if scope is not None)
        if one.starts is not None:
            yield one.starts


@dataclass(slots=True)
class _Part:
    """What the search of one part says."""

    small: Reduced
    graph: Graph
    judged: Judged
    stands_still: bool | None
    """The answer to the question of deadlock alone, where the search was given up."""
    may_finish: bool | None
    """Where work multiplies without limit, whether it could ever be done; False is certain."""

    @property
    def is_complete(self) -> bool:
        return self.graph.is_complete

    @property
    def is_settled(self) -> bool:
        """Whether no further search would say more."""
        return self.graph.is_complete or self.graph.unbounded is not None

    @property
    def is_wrong(self) -> bool:
        """Whether there is something to show by an example."""
        numbers = (self.graph.doubled, self.graph.repeated, self.judged.doomed)
        return any(n is not None for n in numbers) or bool(self.judged.orphans or self.judged.unanswered)

    @property
    def fired(self) -> Iterator[int]:
        """The transitions of the whole net that can fire."""
        for index, step in enumerate(self.small.steps):
            if self.graph.fired[index]:
                yield from step.covers


def _part(net: Net, among: Sequence[int], budget: int, progress: Progress) -> Known:
    """Search a part: as it is if it is tiny, else made smaller, and again as it is to show what is wrong."""
    groups = net.parties
    plain = reduced(net, among, fuse=False)
    part = _searched(plain, min(TINY + PER_STEP * len(among), budget), groups)
    apart: Known | None = None
    if not part.is_settled:
        small = reduced(net, among)
        part = _searched(small, min(TOGETHER, budget), groups, progress)
        if not part.is_settled:
            apart = by_parts(net, among, budget, progress)
            if apart is not None and apart.is_fine(among):
                return apart
        if not part.is_settled and budget > TOGETHER:
            part = _searched(small, budget, groups, progress)
        shown = _searched(plain, min(SMALL, budget), groups) if part.is_wrong else part
        part = shown if shown.is_settled else part
    graph = part.graph
    if not graph.is_complete and part.judged.stuck is None and graph.unbounded is None:
        part.stands_still = may_stand_still(part.small.net, max(budget, SMALL))
    if graph.unbounded is not None:
        part.may_finish = may_finish(reduced(net, among).net)
    known = _known(part, among)
    return known if apart is None or part.is_complete else joined(known, apart)


def _searched(small: Reduced, budget: int, groups: Sequence[Party], progress: Progress = silent) -> _Part:
    graph = explore(small.net, budget, progress)
    return _Part(small, graph, judge(graph, groups), None, None)


def _known(part: _Part, among: Sequence[int]) -> Known:
    """What the search of all of a part together says."""
    graph, judged = part.graph, part.judged
    fired = frozenset(part.fired)
    is_stuck = judged.stuck is not None or bool(part.stands_still)
    is_doomed = judged.doomed is not None or bool(part.stands_still) or part.may_finish is False
    return Known(
        safe=_answer(part, is_wrong=graph.doubled is not None),
        bounded=_answer(part, is_wrong=graph.unbounded is not None),
        live=True if part.stands_still is False else _answer(part, is_wrong=is_stuck),
        moves_on=_answer(part, is_wrong=judged.trapped is not None),
        completes=_answer(part, is_wrong=is_doomed),
        proper=_answer(part, is_wrong=graph.repeated is not None),
        has_orphans=bool(judged.orphans) if part.is_complete else None,
        has_unanswered=bool(judged.unanswered) if part.is_complete else None,
        possible=fired,
        impossible=frozenset(among) - fired if part.is_complete else frozenset(),
        states=len(graph.markings),
        examples=tuple(_examples(part)),
    )


def _answer(part: _Part, *, is_wrong: bool) -> bool | None:
    """False if something is wrong, True if nothing is, None if the search was given up before."""
    if is_wrong:
        return False
    return True if part.is_complete else None


def _examples(part: _Part) -> Iterator[CounterExample]:
    graph, judged = part.graph, part.judged
    shown: list[tuple[Property, int | None]] = [
        (Property.SAFE, graph.doubled),
        (Property.BOUNDED, graph.unbounded),
        (Property.DEADLOCK, judged.stuck),
        (Property.LIVELOCK, judged.trapped),
    ]
    for what, number in shown:
        if number is not None:
            yield example(what, lifted(part.small, graph.way(number), what))
    if graph.repeated is not None:
        number, label = graph.repeated
        way = [*graph.way(number), label]
        yield example(Property.PROPER_COMPLETION, lifted(part.small, way, Property.PROPER_COMPLETION))
    for place, number in judged.orphans.items():
        trace = lifted(part.small, graph.way(number), Property.ORPHAN_MESSAGE)
        lies = part.small.net.places[place]
        readers = sorted(
            {t.element for t in part.small.whole.transitions if part.small.places[place] in t.takes}
        )
        yield example(Property.ORPHAN_MESSAGE, trace, (lies.element, *readers), lies.name)
    for pool, way in judged.unanswered.items():
        trace = lifted(part.small, way, Property.UNANSWERED)
        name = next((p.name for p in part.small.whole.parties if pool in p.elements), pool.element)
        yield example(Property.UNANSWERED, trace, (pool,), name)


# -- putting the parts together --------------------------------------------------------------------


def _all(answers: Iterable[bool | None]) -> bool | None:
    """False if one is, None if one is unknown, else True."""
    given = list(answers)
    if False in given:
        return False
    return None if None in given else True


def _not(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def _merged(
    net: Net, scope: tuple[str, ...], among: Sequence[Sequence[int]], found: Sequence[Known]
) -> Soundness:
    fired = frozenset().union(*(part.possible for part in found))
    never = frozenset().union(*(part.impossible for part in found))
    by_activity: dict[ElementKey, list[int]] = {key: [] for key in net.activities}
    by_process: dict[ElementKey, list[int]] = {key: [] for key in net.processes}
    for one in net.transitions:
        for key in one.performs:
            by_activity.setdefault(key, []).append(one.index)
        if one.starts is not None:
            by_process.setdefault(one.starts, []).append(one.index)
    examples = [one for part in found for one in part.examples]
    return Soundness(
        scope,
        net,
        safe=_all(part.safe for part in found),
        bounded=_all(part.bounded for part in found),
        deadlock=_not(_all(part.live for part in found)),
        livelock=_not(_all(part.moves_on for part in found)),
        option_to_complete=_all(part.completes for part in found),
        proper_completion=_all(part.proper for part in found),
        dead_activities=_never({key: by_activity[key] for key in net.activities}, fired, never),
        never_started=_never({key: by_process[key] for key in net.processes}, fired, never),
        orphan_messages=_named(
            examples, Property.ORPHAN_MESSAGE, is_all=all(part.has_orphans is not None for part in found)
        ),
        unanswered=_named(
            examples, Property.UNANSWERED, is_all=all(part.has_unanswered is not None for part in found)
        ),
        complete=all(part.is_complete(some) for part, some in zip(found, among, strict=True)),
        states=sum(part.states for part in found),
        counter_examples=tuple(examples),
        fired=fired,
    )


def _never(
    by_key: Mapping[ElementKey, Sequence[int]], fired: frozenset[int], never: frozenset[int]
) -> tuple[ElementKey, ...] | None:
    """What certainly none of its steps does; None if there is nothing of that kind, but may be."""
    dead = tuple(key for key, steps in by_key.items() if never.issuperset(steps))
    is_open = any(not fired.intersection(steps) for key, steps in by_key.items() if key not in dead)
    return dead or (None if is_open else ())


def _named(
    examples: Iterable[CounterExample], what: Property, *, is_all: bool
) -> tuple[ElementKey, ...] | None:
    """What examples name; None if they name nothing, but others might."""
    found = tuple(sorted({one.elements[0] for one in examples if one.property is what}))
    return found if found or is_all else None
