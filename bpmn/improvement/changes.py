"""What people enter as a change of an initiative, as edits of a scenario."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.improvement.edits import Edit
from bpmn.model import Activity, Event, FlowNode, SequenceFlow
from bpmn.model.document import Document
from bpmn.model.gateways import ComplexGateway, ExclusiveGateway
from bpmn.queueing.times import LAG, WORK, timer_seconds
from bpmn.scenario.distributions import constant
from bpmn.scenario.merged import Maps
from bpmn.scenario.parameters import Batch, Scenario, Selected, Selection
from bpmn.scenario.resources import Resources
from bpmn.scenario.units import parse_unit
from bpmn.system.facts import Change, Parameter

EVENT_TIMES = ("inter_trigger_timer", "wait_time", "lag_time", "transfer_time")
"""Where a catching event may have the time it waits, in the order in which they count."""

STRUCTURAL = frozenset({Parameter.RING_FENCE, Parameter.WIP_LIMIT})
"""Changes that no parameter of one element holds."""


class CannotApply(ValueError):  # noqa: N818 - says what it is
    """An initiative names something the maps do not have; ``reason`` says what."""

    def __init__(self, reason: Message) -> None:
        self.reason = reason
        super().__init__(str(reason))


@dataclass(frozen=True, slots=True)
class Ground:
    """What changes are made of: the maps, the scenario, and the elements that change together."""

    system: Maps
    scenario: Scenario
    changed: frozenset[ElementKey] = frozenset()

    def document(self, key: ElementKey) -> Document:
        """The map of an element. Raises CannotApply where there is no such element."""
        file, element = key
        if file not in self.system.files or self.system.document(file).node(element) is None:
            told = "There is no element “{element}” in {file}; choose another one."
            raise CannotApply(message(told, element=element, file=file))
        return self.system.document(file)


def edits_of(system: Maps, scenario: Scenario, changes: Sequence[Change]) -> tuple[Edit, ...]:
    """The edits that changes mean in a scenario; structural ones mean none. Raises CannotApply."""
    ground = Ground(system, scenario, frozenset(change.element for change in changes))
    edits: list[Edit] = []
    for change in changes:
        ground.document(change.element)
        _refuse_impossible(change)
        if change.parameter not in STRUCTURAL:
            edits += _MAKERS[change.parameter](ground, change)
    return tuple(edits)


def _refuse_impossible(change: Change) -> None:
    """Numbers below 0 mean nothing; nor do cases that follow each other in no time."""
    if change.parameter in (Parameter.CALENDAR, Parameter.PRIORITY):
        return
    numbers = [number for number in (change.value, change.factor) if number is not None]
    lowest = min(numbers, default=1.0)
    least = 1.0 if change.parameter is Parameter.BATCH and change.value is not None else 0.0
    above = change.parameter in (Parameter.ARRIVAL, Parameter.EFFICIENCY) and lowest == 0
    if lowest < least or above:
        told = "“{element}” in {file} cannot be given {value}; enter a number above 0."
        file, element = change.element
        raise CannotApply(message(told, element=element, file=file, value=f"{lowest:g}"))
    if change.parameter in PROBABILITIES and change.value is not None and change.value > 1:
        told = "“{element}” in {file} cannot be given {value}; a share lies between 0 and 1."
        file, element = change.element
        raise CannotApply(message(told, element=element, file=file, value=f"{change.value:g}"))


# -- times ----------------------------------------------------------------------------------------


def _duration_field(scenario: Scenario, key: ElementKey, document: Document) -> str:
    """The parameter that holds how long an element takes: what is given, else the usual one of its kind."""
    known = set(scenario.of(key).given())
    is_event = isinstance(document.element(key.element), Event)
    wanted = (*EVENT_TIMES, *WORK, "duration") if is_event else ("processing_time", "duration", *LAG)
    return next((name for name in wanted if name in known), "wait_time" if is_event else "processing_time")


def _duration(ground: Ground, change: Change) -> list[Edit]:
    """How long an element takes; a factor also counts for a time that only the map's timer gives."""
    scenario, document = ground.scenario, ground.document(change.element)
    name = _duration_field(scenario, change.element, document)
    if change.value is None and getattr(scenario.of(change.element), name) is None:
        event = document.element(change.element.element)
        seconds = timer_seconds(event) if isinstance(event, FlowNode) else None
        if seconds is not None:
            mean = seconds / scenario.time_unit.seconds * (1.0 if change.factor is None else change.factor)
            return [Edit(change.element, name, constant(mean))]
    return [_time(scenario, change, name)]


def _time(scenario: Scenario, change: Change, name: str) -> Edit:
    if change.value is None:
        return Edit(change.element, name, factor=1.0 if change.factor is None else change.factor)
    unit = parse_unit(change.unit) or scenario.time_unit
    mean = change.value * unit.seconds / scenario.time_unit.seconds
    old = getattr(scenario.of(change.element), name)
    return Edit(change.element, name, constant(mean) if old is None else old.with_mean(mean))


def _arrival(ground: Ground, change: Change) -> list[Edit]:
    if change.value is None and change.factor:
        change = replace(change, factor=1 / change.factor)
    return [_time(ground.scenario, change, "inter_trigger_timer")]


def _of_time(name: str) -> "Maker":
    return lambda ground, change: [_time(ground.scenario, change, name)]


# -- numbers --------------------------------------------------------------------------------------


def _plain(name: str, *, most: float | None = None) -> "Maker":
    """A number of the element itself; a share stays below 1 whatever multiplies it."""

    def make(ground: Ground, change: Change) -> list[Edit]:
        if change.value is None and most is not None and change.factor is not None:
            old = getattr(ground.scenario.of(change.element), name) or 0.0
            if old * change.factor > most:
                return [Edit(change.element, name, most)]
        factor = 1.0 if change.factor is None else change.factor
        return [Edit(change.element, name, change.value, factor)]

    return make


def _staff(ground: Ground, change: Change) -> list[Edit]:
    """The number of people of a resource, or of the team that an activity needs."""
    return [_number(ground.scenario, change, key) for key in team_keys(ground, change.element)]


def _number(scenario: Scenario, change: Change, key: ElementKey) -> Edit:
    if change.value is None:
        if scenario.of(key).quantity is None:
            return Edit(key, "quantity", 0.0)
        return Edit(key, "quantity", factor=1.0 if change.factor is None else change.factor)
    return Edit(key, "quantity", float(change.value))


def team_keys(ground: Ground, key: ElementKey, name: str = "quantity") -> list[ElementKey]:
    """Where the number of a team stands: of the resource, or of the team that an activity needs."""
    resources = Resources(ground.system, ground.scenario)
    element = ground.document(key).element(key.element)
    if isinstance(element, Activity):
        needs = resources.needs(key, element.resources)
        team = resources.find(key.file, needs[0].resource) if needs else None
        if team is None:
            return [key]
        key = team
    pool = resources.pool(key)
    return [k for k in pool.keys if getattr(ground.scenario.of(k), name) is not None] or [key]


def _of_team(name: str) -> "Maker":
    def make(ground: Ground, change: Change) -> list[Edit]:
        own = _plain(name, most=1.0 if name == "share" else None)
        keys = team_keys(ground, change.element, name)
        return [edit for key in keys for edit in own(ground, replace(change, element=key))]

    return make


def _share(ground: Ground, change: Change) -> list[Edit]:
    """The share of a branch; the other branches of an exclusive gateway keep their proportions."""
    scenario = ground.scenario
    old = scenario.of(change.element).probability
    factor = 1.0 if change.factor is None else change.factor
    share = change.value if change.value is not None else (old or 0.0) * factor
    share = min(max(share, 0.0), 1.0)
    edits = [Edit(change.element, "probability", share)]
    flow = ground.document(change.element).element(change.element.element)
    source = flow.source_ref if isinstance(flow, SequenceFlow) else None
    if isinstance(source, ExclusiveGateway | ComplexGateway):
        others = _siblings(source, change.element)
        free = [key for key in others if key not in ground.changed]
        fixed = sum(scenario.of(key).probability or 0.0 for key in others if key not in free)
        edits += _proportional(scenario, free, max(1 - share - fixed, 0.0))
    return edits


def _siblings(source: FlowNode, key: ElementKey) -> list[ElementKey]:
    return [ElementKey(key.file, f.id) for f in source.outgoing_flows if f.id and f.id != key.element]


def _proportional(scenario: Scenario, keys: Sequence[ElementKey], total: float) -> list[Edit]:
    old = [scenario.of(key).probability for key in keys]
    if any(share is None for share in old) or not sum(share or 0.0 for share in old):
        return [Edit(key, "probability", total / len(keys)) for key in keys]
    whole = sum(share or 0.0 for share in old)
    return [
        Edit(key, "probability", (share or 0.0) / whole * total) for key, share in zip(keys, old, strict=True)
    ]


# -- what is done otherwise -----------------------------------------------------------------------


def _skip(ground: Ground, change: Change) -> list[Edit]:
    """An activity that is no longer done: it takes no time and nobody, costs, spoils and finds nothing."""
    key, nothing = change.element, constant(0.0)
    edits = [Edit(key, name, nothing) for name in (*WORK, *LAG, "duration")]
    edits.append(Edit(key, "selection", Selection(())))
    given = ground.scenario.of(key).given()
    edits += [Edit(key, name, 0.0) for name in ("fixed_cost", "defect", "detection") if name in given]
    if ground.scenario.of(key).batch is not None:
        edits.append(Edit(key, "batch", Batch(1, 1)))
    return edits


def _batch(ground: Ground, change: Change) -> list[Edit]:
    """Another size of groups; how long a group waits at most stays."""
    old = ground.scenario.of(change.element).batch
    if change.value is None:
        factor = 1.0 if change.factor is None else change.factor
        return [Edit(change.element, "batch", factor=factor)]
    size = max(1, round(change.value))
    least = size if old is None or old.least == old.most else min(old.least, size)
    return [Edit(change.element, "batch", replace(old or Batch(), least=least, most=size))]


def _team(ground: Ground, change: Change) -> list[Edit]:
    """Another team does the activity, with as many people as before."""
    resources = Resources(ground.system, ground.scenario)
    team = resources.find(change.element.file, change.text)
    if team is None:
        told = "There is no team “{name}” for “{element}” in {file}; choose another one."
        raise CannotApply(
            message(told, name=change.text, element=change.element.element, file=change.element.file)
        )
    old = ground.scenario.of(change.element).selection
    count = old.needs[0].quantity if old is not None and old.needs else 1.0
    return [Edit(change.element, "selection", Selection((Selected(change.text, count),)))]


def _calendar(ground: Ground, change: Change) -> list[Edit]:
    """Other hours: those of a calendar of the map, or each of the old ones longer by ``value`` hours."""
    edits = []
    for key in team_keys(ground, change.element, "calendar"):
        old = ground.scenario.of(key).calendar
        named = change.text or (longer_id(old, change.value) if old and change.value else old)
        if named is None or (key.file, named) not in ground.scenario.calendars:
            told = "There is no calendar “{name}” for “{element}” in {file}; enter its hours first."
            name = change.text or old or ""
            raise CannotApply(message(told, name=name, element=key.element, file=key.file))
        edits.append(Edit(key, "calendar", named))
    return edits


def longer_id(calendar: str, hours: float) -> str:
    """The id of a calendar whose days are longer by some hours."""
    return f"{calendar} {hours:+g} h"


Maker = Callable[[Ground, Change], list[Edit]]

PROBABILITIES = frozenset(
    {
        Parameter.SHARE, Parameter.DEFECT, Parameter.DETECTION, Parameter.REPEAT, Parameter.AVAILABLE,
        Parameter.LOSS, Parameter.NO_ANSWER,
    }
)  # fmt: skip
"""Changes whose value lies between 0 and 1."""

_MAKERS: Mapping[Parameter, Maker] = {
    Parameter.DURATION: _duration,
    Parameter.ARRIVAL: _arrival,
    Parameter.STAFF: _staff,
    Parameter.SHARE: _share,
    Parameter.SKIP: _skip,
    Parameter.BATCH: _batch,
    Parameter.PRIORITY: _plain("priority"),
    Parameter.CALENDAR: _calendar,
    Parameter.DEFECT: _plain("defect", most=1.0),
    Parameter.DETECTION: _plain("detection", most=1.0),
    Parameter.REPEAT: _plain("repeat", most=1.0),
    Parameter.SET_UP: _of_time("set_up_time"),
    Parameter.LAG: _of_time("lag_time"),
    Parameter.AVAILABLE: _of_team("share"),
    Parameter.EFFICIENCY: _of_team("efficiency"),
    Parameter.UNIT_COST: _of_team("unit_cost"),
    Parameter.FIXED_COST: _plain("fixed_cost"),
    Parameter.RESPONSE: _of_time("response_time"),
    Parameter.LOSS: _plain("loss", most=1.0),
    Parameter.NO_ANSWER: _plain("no_answer", most=1.0),
    Parameter.TEAM: _team,
}
