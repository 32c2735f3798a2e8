"""The tab of numbers: how long, how often, how many, which share."""

from collections.abc import Callable

from app.panels.properties.field import Choices, Field, Shape
from app.panels.properties.more_amounts import further, origin
from bpmn.base.message import Message, message
from bpmn.editing.refused import NotAllowed, not_allowed
from bpmn.editing.rename import name_of
from bpmn.model import (
    Activity,
    BoundaryEvent,
    Element,
    ExclusiveGateway,
    InclusiveGateway,
    Lane,
    Resource,
    SequenceFlow,
    StartEvent,
)
from bpmn.model.document import Document
from bpmn.scenario.distributions import CONSTANT, Distribution, constant, exponential
from bpmn.scenario.edit import (
    NotEntered,
    parameters_of,
    set_arrival,
    set_branch_share,
    set_duration,
    set_lag,
    set_resource,
    set_staff,
    set_unit_cost,
)
from bpmn.scenario.estimates import estimated
from bpmn.scenario.texts import Unclear, plain, read_interval, read_number, read_time, show_time
from bpmn.scenario.time_texts import read_distribution
from bpmn.scenario.units import TimeUnit

Write = Callable[[Document, Element, str], None]
SetTime = Callable[[Document, str, Distribution | None, TimeUnit], None]
Parse = Callable[[str, TimeUnit], tuple[float, TimeUnit]]
PERCENT = 100
DECIDES = (ExclusiveGateway, InclusiveGateway)
"""Gateways whose branches have shares."""
EXPONENTIAL = "NegativeExponentialDistribution"
SPREADS: Choices = (
    (CONSTANT, message("Always the same")),
    (EXPONENTIAL, message("Varies a lot (exponential)")),
)
ACTIVITY_TIMES = ("processing_time", "duration")


def amounts(element: Element, *, all_of_them: bool = False) -> list[Field]:
    """The fields for the numbers of an element; none where numbers mean nothing.

    Rarer numbers that are not known have a field only where all are wanted.
    """
    return [*_main(element), *origin(element), *further(element, all_of_them=all_of_them)]


def _main(element: Element) -> list[Field]:
    """The numbers that matter most."""
    if isinstance(element, Activity):
        return _activity()
    if isinstance(element, StartEvent):
        return _start()
    if isinstance(element, Lane | Resource):
        return _team()
    if isinstance(element, BoundaryEvent) or _branches(element):
        return [_share()]
    if isinstance(element, DECIDES) and len(element.outgoing_flows) > 1:
        return [_share_of(flow) for flow in element.outgoing_flows]
    return []


def _branches(element: Element) -> bool:
    source = element.source_ref if isinstance(element, SequenceFlow) else None
    return isinstance(source, DECIDES)


# -- what the fields are ----------------------------------------------------------------------------


def _activity() -> list[Field]:
    hint = message("For example 25 min, 3 h, or: usually 10, at worst 60 min")
    return [
        Field(
            message("Takes on average"),
            _mean(*ACTIVITY_TIMES),
            _time(set_duration, *ACTIVITY_TIMES),
            hint=hint,
        ),
        _spread(set_duration, *ACTIVITY_TIMES),
        Field(message("Then waits, without work"), _mean("lag_time"), _time(set_lag, "lag_time"), hint=hint),
        Field(message("Who does it"), _team_name, _set_team, Shape.NAME, names=_team_names),
        Field(message("How many there are of them"), _team_size, _set_team_size),
    ]


def _start() -> list[Field]:
    hint = message("For example 30 min, or 48 a week")
    name = "inter_trigger_timer"
    return [
        Field(
            message("Time between two cases"),
            _mean(name),
            _time(set_arrival, name, parse=read_interval),
            hint=hint,
        ),
        _spread(set_arrival, name),
    ]


def _team() -> list[Field]:
    return [
        Field(message("How many there are"), _number("quantity"), _quantity(set_staff)),
        Field(message("Cost of an hour"), _hourly_cost, _set_hourly_cost),
    ]


def _share() -> Field:
    hint = message("In percent of the cases that come here")
    return Field(message("Share of the cases"), _read_share, _write_share, hint=hint)


def _share_of(flow: SequenceFlow) -> Field:
    """The share of one branch of a gateway, named as the branch or after what it leads to."""
    target = flow.target_ref
    branch = flow.name or (name_of(target) if target is not None else "") or flow.id or ""
    return Field(
        message("Share of “{branch}”", branch=branch.replace("\n", " ")),
        lambda _: _read_share(flow),
        lambda document, _, text: _write_share(document, flow, text),
        hint=message("In percent of the cases that come here"),
    )


def _spread(write: SetTime, *names: str) -> Field:
    return Field(
        message("How it varies"), _kind(*names), _set_kind(write, *names), Shape.CHOICE, _spreads(*names)
    )


# -- times ------------------------------------------------------------------------------------------


def _distribution(element: Element, *names: str) -> tuple[Distribution | None, TimeUnit]:
    parameters, unit = parameters_of(element.document, element.id or "")
    return next((d for name in names if (d := getattr(parameters, name)) is not None), None), unit


def _mean(*names: str) -> Callable[[Element], str]:
    def read(element: Element) -> str:
        found, unit = _distribution(element, *names)
        return show_time(found.mean, unit) if found is not None else ""

    return read


def _time(write: SetTime, *names: str, parse: Parse = read_time) -> Write:
    def put(document: Document, element: Element, text: str) -> None:
        old, unit = _distribution(element, *names)
        if not text.strip():
            _enter(lambda: write(document, element.id or "", None, unit))
            return
        varying = _varying(text, unit)
        if varying is not None:
            _enter(lambda: write(document, element.id or "", *varying))
            return
        try:
            value, own_unit = parse(text, unit)
        except Unclear as error:
            raise not_allowed("“{text}” is no time. Write for example 25 min.", text=text) from error
        scale = unit.seconds / own_unit.seconds
        made = old.scaled(scale).with_mean(value) if old is not None and old.mean else constant(value)
        _enter(lambda: write(document, element.id or "", made, own_unit))

    return put


def _varying(text: str, unit: TimeUnit) -> tuple[Distribution, TimeUnit] | None:
    """A time that says itself how it varies, as “usually 10, at worst 60 min”; None for any other."""
    try:
        found, own_unit = read_distribution(text, unit)
    except Unclear:
        return None
    return None if found.kind == CONSTANT else (found, own_unit)


def _kind(*names: str) -> Callable[[Element], str]:
    def read(element: Element) -> str:
        found, _ = _distribution(element, *names)
        return found.kind if found is not None else CONSTANT

    return read


def _spreads(*names: str) -> Callable[[Element], Choices]:
    def choices(element: Element) -> Choices:
        found, unit = _distribution(element, *names)
        known = {kind for kind, _ in SPREADS}
        if found is None or found.kind in known:
            return SPREADS
        return (*SPREADS, (found.kind, _spoken(found, unit)))

    return choices


def _spoken(found: Distribution, unit: TimeUnit) -> Message:
    said = estimated(found)
    if said is None:
        return message("As in the file ({kind})", kind=found.kind.removesuffix("Distribution"))
    usual, worst = (show_time(float(f"{value:.3g}"), unit) for value in said)
    return message("Usually {usual}, at worst {worst}", usual=usual, worst=worst)


def _set_kind(write: SetTime, *names: str) -> Write:
    def put(document: Document, element: Element, kind: str) -> None:
        old, unit = _distribution(element, *names)
        if old is None:
            raise not_allowed("Enter a time first.")
        made = {CONSTANT: constant, EXPONENTIAL: exponential}.get(kind)
        if made is not None:
            _enter(lambda: write(document, element.id or "", made(old.mean), unit))

    return put


# -- people, shares, costs --------------------------------------------------------------------------


def _enter(write: Callable[[], None]) -> None:
    try:
        write()
    except NotEntered as error:
        raise NotAllowed(error.reason) from error


def _number(name: str) -> Callable[[Element], str]:
    def read(element: Element) -> str:
        value = getattr(parameters_of(element.document, element.id or "")[0], name)
        return plain(value) if isinstance(value, int | float) else ""

    return read


def _amount(text: str) -> float | None:
    if not text.strip():
        return None
    try:
        return read_number(text)
    except Unclear as error:
        raise not_allowed("“{text}” is no number.", text=text) from error


def _quantity(write: Callable[[Document, str, float | None], None]) -> Write:
    return lambda document, element, text: _enter(lambda: write(document, element.id or "", _amount(text)))


def _read_share(element: Element) -> str:
    share = parameters_of(element.document, element.id or "")[0].probability
    return "" if share is None else f"{plain(share * PERCENT)} %"


def _write_share(document: Document, element: Element, text: str) -> None:
    value = _amount(text.replace("%", ""))
    share = None if value is None else value / PERCENT
    _enter(lambda: set_branch_share(document, element.id or "", share))


def _hourly_cost(element: Element) -> str:
    parameters, unit = parameters_of(element.document, element.id or "")
    if parameters.unit_cost is None:
        return ""
    return plain(parameters.unit_cost * TimeUnit.HOUR.seconds / unit.seconds)


def _set_hourly_cost(document: Document, element: Element, text: str) -> None:
    _enter(lambda: set_unit_cost(document, element.id or "", _amount(text), TimeUnit.HOUR))


# -- teams ------------------------------------------------------------------------------------------


def _team_of(element: Element) -> Resource | None:
    selection = parameters_of(element.document, element.id or "")[0].selection
    wanted = selection.needs[0].resource if selection and selection.needs else ""
    roles = [role.resource_ref for role in element.resources] if isinstance(element, Activity) else []
    for resource in element.document.all(Resource):
        if wanted in (resource.id, resource.name) or (not wanted and resource in roles):
            return resource
    return None


def _team_name(element: Element) -> str:
    team = _team_of(element)
    return (team.name or team.id or "") if team is not None else ""


def _team_names(element: Element) -> list[str]:
    return [resource.name for resource in element.document.all(Resource) if resource.name]


def _set_team(document: Document, element: Element, name: str) -> None:
    _enter(lambda: set_resource(document, element.id or "", name or None))


def _team_size(element: Element) -> str:
    team = _team_of(element)
    return _number("quantity")(team) if team is not None else ""


def _set_team_size(document: Document, element: Element, text: str) -> None:
    team = _team_of(element)
    if team is None:
        raise not_allowed("Say first who does it.")
    _enter(lambda: set_staff(document, team.id or "", _amount(text)))
