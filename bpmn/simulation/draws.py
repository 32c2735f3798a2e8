"""The luck of one replication: what makes times and decisions for a case at an element."""

from collections.abc import Callable, Sequence

from bpmn.base.finding import ElementKey
from bpmn.scenario.sampling import durations
from bpmn.simulation.frames import Case
from bpmn.simulation.plan import Choice, Draw, Plan
from bpmn.simulation.streams import MASK, OWN_BLOCKS, SHIFT, Part, Seeds, Stream, late, plain

Sample = Callable[[Case], float]


class Luck:
    """Makes the samplers of a replication. Equal names give the same sampler."""

    def __init__(self, plan: Plan, seed: int, replication: int) -> None:
        self.seeds = Seeds(seed, replication, [source.key for source in plan.sources])
        self._revisited = plan.revisited
        self._classes = [source.case_class for source in plan.sources]
        self._known: dict[tuple[ElementKey, tuple[str, ...]], Sample] = {}

    def time(self, draw: Draw | None, *, again: bool = False) -> Sample | float:
        """What makes a time: a number where it is always the same.

        ``again`` is set where one case needs several draws of it.
        """
        if draw is None:
            return 0.0
        if not draw.parts:
            return draw.constant
        parts = [(purpose, durations(law)) for purpose, law in draw.parts]
        sample = self._sample(draw.key, parts, again=again)
        if not draw.constant:
            return sample
        constant = draw.constant
        return lambda case: constant + sample(case)

    def arrivals(self, draw: Draw) -> Callable[[int], float] | float:
        """What makes the time before a case comes, by its number."""
        if not draw.parts:
            return draw.constant
        parts = [(purpose, durations(law)) for purpose, law in draw.parts]
        sample, constant = Stream(self.seeds, draw.key, parts), draw.constant
        return (lambda case: constant + sample(case)) if constant else sample

    def uniform(self, key: ElementKey, purpose: str, *, again: bool = False) -> Sample:
        """What makes a number between 0 and 1 for a decision."""
        return self._sample(key, [(purpose, plain)], again=again)

    def _sample(self, key: ElementKey, parts: Sequence[Part], *, again: bool) -> Sample:
        name = (key, tuple(purpose for purpose, _ in parts))
        if name not in self._known:
            if again or key in self._revisited:
                self._known[name] = self._each_visit(len(self._known), key, parts)
            else:
                self._known[name] = self._once(key, parts)
        return self._known[name]

    def _once(self, key: ElementKey, parts: Sequence[Part]) -> Sample:
        stream = Stream(self.seeds, key, parts)
        get, fill = stream.block, stream.fill

        def sample(case: Case) -> float:
            index = case.index
            block = get(index >> SHIFT)
            if block is None:
                block = fill(index >> SHIFT)
            return block[index & MASK]

        return sample

    def _each_visit(self, place: int, key: ElementKey, parts: Sequence[Part]) -> Sample:
        streams = [Stream(self.seeds, key, parts, visit) for visit in range(OWN_BLOCKS)]
        seeds, get, fill = self.seeds, streams[0].block, streams[0].fill

        def sample(case: Case) -> float:
            index, visits = case.index, case.visits
            if visits is None:
                case.visits = {place: 1}
            elif place not in visits:
                visits[place] = 1
            else:
                visit = visits[place]
                visits[place] = visit + 1
                if visit < OWN_BLOCKS:
                    return streams[visit](index)
                return late(seeds, key, parts, visit, index)
            block = get(index >> SHIFT)
            if block is None:
                block = fill(index >> SHIFT)
            return block[index & MASK]

        return sample

    # -- decisions ---------------------------------------------------------------------------------

    def decide(self, choice: Choice, *, again: bool = False) -> Callable[[Case], int] | int:
        """What decides for a case which way is taken: the position of the way, or a fixed one."""
        if choice.free:
            return self._inclusive(choice)
        if len(choice.ways) == 1:
            return 0
        uniform = self.uniform(choice.key, "routing", again=again)
        by_source = [_bounds(choice, name) for name in self._classes]

        def decide(case: Case) -> int:
            number = uniform(case)
            found = by_source[case.source]
            return next((i for i, bound in enumerate(found) if number < bound), len(found) - 1)

        return decide

    def bounds(self, choice: Choice) -> tuple[float, ...] | None:
        """Up to which random number each way is taken, if that is the same for all classes of cases."""
        found = {_bounds(choice, name) for name in {"", *self._classes}}
        return next(iter(found)) if len(found) == 1 and not choice.free else None

    def _inclusive(self, choice: Choice) -> Callable[[Case], int]:
        """Decide about each flow alone; again, if nothing is taken and there is no way for that."""
        ways = {frozenset(way.flows): index for index, way in enumerate(choice.ways)}
        free = {flow for flow, _ in choice.free}
        other = next((i for flows, i in ways.items() if not flows & free), None)
        flows = [(flow, share, self.uniform(flow, "routing", again=True)) for flow, share in choice.free]

        def decide(case: Case) -> int:
            for _ in range(1_000):
                taken = frozenset([flow for flow, share, uniform in flows if uniform(case) < share])
                found = ways.get(taken) if taken else other
                if found is not None:
                    return found
            return 0

        return decide


def _bounds(choice: Choice, name: str) -> tuple[float, ...]:
    """Up to which numbers each way is taken by a class of cases."""
    shares = [dict(way.by_class).get(name, way.share) for way in choice.ways]
    total, bounds = 0.0, []
    for share in shares:
        total += share
        bounds.append(total)
    return tuple(bound / total for bound in bounds) if total > 0 else (1.0,) * len(bounds)
