"""The targets that people like to set themselves, as plans: what a scan tries one by one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bpmn.analysis.words import is_check
from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.improvement.changes import CannotApply, edits_of, longer_id
from bpmn.improvement.edits import Edit
from bpmn.improvement.levers import called
from bpmn.improvement.model_error import activities
from bpmn.improvement.structure import Cap, RingFence
from bpmn.improvement.workbench import Plan, Workbench
from bpmn.model import Activity, FlowNode, Process, SequenceFlow, StartEvent
from bpmn.scenario.parameters import Selection
from bpmn.scenario.resources import Resources
from bpmn.system.facts import Change, Direction, KpiFact, Measure, Metric, Parameter
from bpmn.system.process_facts import facts_of, owner_of

LESS_TIME, MORE_DEMAND, LESS_REWORK, MORE_DEFECTS = 0.8, 1.1, 0.5, 0.05
OFTEN = 0.5
"""A branch back that is taken more often than this is no rework but the usual way."""


@dataclass(frozen=True, slots=True)
class Target:
    """A target for one owner: what is done, and the figure by which the owner would see it.

    ``kind`` names the sort of target. Without a ``kpi`` the owner has no number for it.
    """

    kind: str
    name: Message
    owner: str
    key: ElementKey
    plan: Plan
    kpi: KpiFact | None
    process: ElementKey | None = None
    note: Message | None = None
    """What is not known about it, so that it cannot be called safe."""


def targets(bench: Workbench) -> tuple[Target, ...]:
    """Every standard target of a system, in the order of its maps; what cannot be done is left out."""
    ground = Ground(bench)
    found: list[Target] = []
    for make in _MAKERS:
        found += make(ground)
    return tuple(found)


class Ground:
    """What targets are made of: who does what, in which process, for whom."""

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self.scenario = bench.scenario
        self.resources = Resources(bench.system, bench.scenario, bench.facts)
        self.base = bench.base

    @cached_property
    def steps(self) -> list[tuple[ElementKey, Activity, ElementKey]]:
        """Every activity that takes time or people, with its process."""
        found = []
        for key, activity in activities(self.bench.system):
            process = self.process(key)
            numbers = self.base.activity(key)
            if process is not None and numbers is not None and numbers.visits and self.time_of(key):
                found.append((key, activity, process))
        return found

    def process(self, key: ElementKey) -> ElementKey | None:
        """The process around an element."""
        element = self.bench.system.document(key.file).element(key.element)
        around = element.ancestor(Process) if element is not None else None
        return ElementKey(key.file, around.id or "") if around is not None else None

    def time_of(self, key: ElementKey) -> str | None:
        """The parameter that holds how long a step takes; None where nothing does."""
        own = self.scenario.of(key)
        return next((n for n in ("processing_time", "duration") if getattr(own, n) is not None), None)

    def owner(self, process: ElementKey) -> str:
        """Who answers for a process."""
        found = self.bench.system.document(process.file).element(process.element)
        return owner_of(found) if isinstance(found, Process) else ""

    def called(self, key: ElementKey) -> str:
        """What people call an element."""
        return called(self.bench, key)

    def time_in(self, process: ElementKey) -> KpiFact:
        """The owner's own figure about the time in the process, else the mean time in it."""
        own = next(
            (k for k in self.bench.facts.kpis if k.element == process and k.measure == Measure.LEAD_TIME),
            None,
        )
        told = message("mean time in “{process}”", process=self.called(process))
        return own or KpiFact("", str(told), Measure.LEAD_TIME, process)

    @cached_property
    def teams(self) -> dict[tuple[ElementKey, ...], list[tuple[ElementKey, ElementKey]]]:
        """The steps and processes of each team whose people are counted."""
        found: dict[tuple[ElementKey, ...], list[tuple[ElementKey, ElementKey]]] = {}
        for key, activity, process in self.steps:
            for need in self.resources.needs(key, activity.resources) or ():
                team = self.resources.find(key.file, need.resource)
                if team is not None and self.resources.pool(team).quantity is not None:
                    found.setdefault(self.resources.pool(team).keys, []).append((key, process))
        return found

    def main_process(self, keys: tuple[ElementKey, ...]) -> ElementKey:
        """The process in which a team does most of its work."""
        loads: dict[ElementKey, float] = {}
        for step, process in self.teams[keys]:
            numbers = self.base.activity(step)
            if numbers is not None:
                loads[process] = loads.get(process, 0.0) + numbers.visits * numbers.work
        return max(loads, key=lambda p: (loads[p], p))

    def made(self, change: Change) -> Plan | None:
        """The plan that a change means; None where it is not possible."""
        try:
            return Plan(edits_of(self.bench.system, self.scenario, [change]))
        except CannotApply:
            return None


# -- steps ----------------------------------------------------------------------------------------


def _quicker(ground: Ground) -> Iterator[Target]:
    for key, _, process in ground.steps:
        name = message("20 % less time for “{step}”", step=ground.called(key))
        plan = Plan((Edit(key, ground.time_of(key) or "", factor=LESS_TIME),))
        yield Target("handlingTime", name, ground.owner(process), key, plan, ground.time_in(process), process)


def _without_checks(ground: Ground) -> Iterator[Target]:
    for key, activity, process in ground.steps:
        if not (is_check(activity.name or "") or facts_of(activity).is_check):
            continue
        plan = ground.made(Change(key, Parameter.SKIP))
        if plan is not None:
            name = message("Leave out “{step}”", step=ground.called(key))
            note = None
            if ground.scenario.of(key).detection is None:
                note = message("It is not known what the check finds: enter the share of defects it finds.")
            owner, kpi = ground.owner(process), ground.time_in(process)
            yield Target("removeCheck", name, owner, key, plan, kpi, process, note)


def _batches(ground: Ground) -> Iterator[Target]:
    for key, _, process in ground.steps:
        if ground.scenario.of(key).batch is None:
            continue
        kpi = KpiFact("", str(message("work for each case")), Measure.WORK, key)
        texts = (
            ("batchDouble", 2.0, message("Groups twice as large at “{step}”", step=ground.called(key))),
            ("batchHalf", 0.5, message("Groups half as large at “{step}”", step=ground.called(key))),
        )
        for kind, factor, name in texts:
            plan = Plan((Edit(key, "batch", factor=factor),))
            yield Target(kind, name, ground.owner(process), key, plan, kpi, process)


def _hand_overs(ground: Ground) -> Iterator[Target]:
    """A step is done by those who did the one before it."""
    teams = ground.bench.teams
    for key, activity, process in ground.steps:
        for before in _before(activity):
            other = ElementKey(key.file, before.id or "")
            if other not in teams or key not in teams or teams[other] == teams[key]:
                continue
            needs = ground.resources.needs(other, before.resources) or []
            plan = Plan((Edit(key, "selection", Selection(tuple(needs))),))
            names = {"step": ground.called(key), "before": ground.called(other)}
            name = message("“{step}” by those who do “{before}”", **names)
            yield Target(
                "mergeHandOver", name, ground.owner(process), key, plan, ground.time_in(process), process
            )


def _before(activity: Activity) -> list[Activity]:
    sources = (flow.source_ref for flow in activity.incoming_flows)
    return [source for source in sources if isinstance(source, Activity)]


# -- teams ----------------------------------------------------------------------------------------


def _staff(ground: Ground) -> Iterator[Target]:
    for keys in ground.teams:
        pool, process = ground.resources.pool(keys[0]), ground.main_process(keys)
        counted = [k for k in keys if ground.scenario.of(k).quantity is not None]
        load = KpiFact("", str(message("load of “{team}”", team=pool.name)), Measure.UTILISATION,
                       resource=pool.name, direction=Direction.MORE)  # fmt: skip
        owner = ground.owner(process)
        if pool.quantity is not None and pool.quantity > 1:
            edits = tuple(Edit(k, "quantity", pool.quantity - 1) for k in counted)
            name = message("One fewer of “{team}”", team=pool.name)
            yield Target("staffLess", name, owner, keys[0], Plan(edits), load, process)
        edits = tuple(Edit(k, "quantity", (pool.quantity or 0.0) + 1) for k in counted)
        name = message("One more of “{team}”", team=pool.name)
        yield Target("staffMore", name, owner, keys[0], Plan(edits), ground.time_in(process), process)


def _hours(ground: Ground) -> Iterator[Target]:
    for keys in ground.teams:
        pool, process = ground.resources.pool(keys[0]), ground.main_process(keys)
        for more in (1.0, -1.0):
            edits = tuple(
                Edit(k, "calendar", longer_id(hours, more))
                for k in keys
                if (hours := ground.scenario.of(k).calendar) is not None
            )
            if not edits:
                continue
            kind = "calendarLonger" if more > 0 else "calendarShorter"
            name = (
                message("“{team}” works an hour longer each day", team=pool.name)
                if more > 0
                else message("“{team}” works an hour less each day", team=pool.name)
            )
            yield Target(
                kind, name, ground.owner(process), keys[0], Plan(edits), ground.time_in(process), process
            )


def _shared(ground: Ground) -> Iterator[Target]:
    """Priority for each process of a shared team, and people of it for that process alone."""
    for keys, users in ground.teams.items():
        processes = list(dict.fromkeys(process for _, process in users))
        pool = ground.resources.pool(keys[0])
        if len(processes) < 2:  # noqa: PLR2004 - a team that two need
            continue
        highest = max((ground.scenario.of(step).priority or 0.0 for step, _ in users), default=0.0)
        for process in processes:
            own = [step for step, where in users if where == process]
            names = {"process": ground.called(process), "team": pool.name}
            edits = tuple(Edit(step, "priority", highest + 1) for step in own)
            name = message("“{process}” first at “{team}”", **names)
            owner, kpi = ground.owner(process), ground.time_in(process)
            yield Target("priority", name, owner, own[0], Plan(edits), kpi, process)
            people = _fair_share(ground, own, [step for step, _ in users], pool.quantity or 0.0)
            if people:
                fence = RingFence(
                    process, keys[0].element if keys[0].file == process.file else pool.name, people
                )
                name = message("{people} of “{team}” for “{process}” alone", people=f"{people:g}", **names)
                yield Target("ringFence", name, owner, own[0], Plan(structure=(fence,)), kpi, process)


def _fair_share(ground: Ground, own: list[ElementKey], users: list[ElementKey], people: float) -> float:
    """The people that the work of some steps asks for, in proportion; 0 where they cannot be told apart."""

    def load(steps: list[ElementKey]) -> float:
        found = (ground.base.activity(step) for step in steps)
        return sum(a.visits * a.work for a in found if a is not None)

    whole = load(users)
    count = float(round(people * load(own) / whole)) if whole else 0.0
    return count if 0 < count < people else 0.0


# -- cases ----------------------------------------------------------------------------------------


def _demand(ground: Ground) -> Iterator[Target]:
    for key, parameters in ground.scenario.parameters.items():
        if key.file not in ground.bench.system.files or parameters.inter_trigger_timer is None:
            continue
        element = ground.bench.system.document(key.file).element(key.element)
        process = ground.process(key)
        if process is None or not isinstance(element, StartEvent | FlowNode):
            continue
        plan = Plan((Edit(key, "inter_trigger_timer", factor=1 / MORE_DEMAND),))
        kpi = KpiFact("", str(message("cases done")), Metric.THROUGHPUT, direction=Direction.MORE)
        name = message("10 % more cases at “{start}”", start=ground.called(key))
        yield Target("demand", name, ground.owner(process), key, plan, kpi, process)


def _limits(ground: Ground) -> Iterator[Target]:
    rate = ground.base.metric(Metric.THROUGHPUT)
    for numbers in ground.base.processes if rate else ():
        if not numbers.lead_time or not numbers.visits or not numbers.wait:
            continue
        cases = float(round(rate * numbers.visits * numbers.lead_time))  # type: ignore[operator]
        if cases < 1:
            continue
        name = message("At most {cases} cases in “{process}”", cases=f"{cases:g}", process=numbers.name)
        plan = Plan(structure=(Cap(numbers.key, cases),))
        owner, kpi = ground.owner(numbers.key), ground.time_in(numbers.key)
        yield Target("wipLimit", name, owner, numbers.key, plan, kpi, numbers.key)


def _defects(ground: Ground) -> Iterator[Target]:
    """A cheaper supplier, or less care: more of what comes is bad. The owner's number is the price."""
    for key, parameters in ground.scenario.parameters.items():
        if parameters.defect is None or key.file not in ground.bench.system.files:
            continue
        process = ground.process(key)
        plan = Plan((Edit(key, "defect", min(parameters.defect + MORE_DEFECTS, 1.0)),))
        name = message("5 points more defects at “{step}”", step=ground.called(key))
        yield Target("defects", name, ground.owner(process) if process else "", key, plan, None, process)


def _rework(ground: Ground) -> Iterator[Target]:
    for key, share, _ in returns(ground):
        process = ground.process(key)
        plan = ground.made(Change(key, Parameter.SHARE, share * LESS_REWORK))
        if process is not None and plan is not None:
            name = message("Half as much rework over “{flow}”", flow=ground.called(key))
            yield Target("rework", name, ground.owner(process), key, plan, ground.time_in(process), process)
    for key, parameters in ground.scenario.parameters.items():
        process = ground.process(key) if key.file in ground.bench.system.files else None
        if parameters.repeat and process is not None:
            plan = Plan((Edit(key, "repeat", factor=LESS_REWORK),))
            name = message("Half as many repeats of “{step}”", step=ground.called(key))
            yield Target("rework", name, ground.owner(process), key, plan, ground.time_in(process), process)


def returns(ground: Ground) -> Iterator[tuple[ElementKey, float, frozenset[str]]]:
    """The branches that lead back and are taken seldom: their shares, and the steps on the way round."""
    for file in ground.bench.system.files:
        after: dict[str, set[str]] = {}
        before: dict[str, set[str]] = {}
        flows = [f for f in ground.bench.system.document(file).all(SequenceFlow) if f.id]
        ends = [(f.id or "", f.source_ref, f.target_ref) for f in flows]
        known = [(name, a.id or "", b.id or "") for name, a, b in ends if a is not None and b is not None]
        for _, source, target in known:
            after.setdefault(source, set()).add(target)
            before.setdefault(target, set()).add(source)
        for name, source, target in known:
            share = ground.scenario.of(ElementKey(file, name)).probability
            if not share or share >= OFTEN:
                continue
            round_ = _reached(target, after)
            if source in round_:
                yield ElementKey(file, name), share, frozenset(round_ & _reached(source, before))


def _reached(start: str, arcs: Mapping[str, set[str]]) -> set[str]:
    """The nodes that arcs lead to from one, itself with them."""
    found, waiting = {start}, [start]
    while waiting:
        for node in arcs.get(waiting.pop(), set()) - found:
            found.add(node)
            waiting.append(node)
    return found


_MAKERS: tuple[Callable[[Ground], Iterator[Target]], ...] = (
    _quicker, _staff, _batches, _without_checks, _limits, _demand, _shared, _hours, _hand_overs, _defects,
    _rework,
)  # fmt: skip
