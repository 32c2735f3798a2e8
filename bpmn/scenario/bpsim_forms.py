"""Values as elements to be written: BPSim's own and those in vendor extensions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bpmn.base.message import Message, message
from bpmn.scenario.bpsim_nodes import FIELD_PARAMETER
from bpmn.scenario.distributions import ARGUMENTS, CONSTANT, USER, Distribution
from bpmn.scenario.parameters import TIME_FIELDS, Batch, Pedigree, Selection
from bpmn.scenario.units import TimeUnit
from bpmn.xml import names

STRETCHING = frozenset({"mean", "standardDeviation", "min", "max", "mode", "scale"})
"""Arguments of distributions that stretch with the value; those of BetaDistribution and of counts do not."""

STIFF = ("BetaDistribution", "BinomialDistribution", "PoissonDistribution")
VALUE = f"{{{names.WHOLEFLOW}}}value"
PART = f"{{{names.WHOLEFLOW}}}of"


class NotEntered(ValueError):  # noqa: N818 - says what it is
    """A number cannot be entered; ``reason`` says why and what is possible."""

    def __init__(self, reason: Message) -> None:
        self.reason = reason
        super().__init__(str(reason))


@dataclass(frozen=True, slots=True)
class Form:
    """An element to be written. A tag without a namespace is one of BPSim, of the map's version."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    inside: tuple["Form", ...] = ()
    text: str = ""


def number(value: float) -> str:
    """A number as XML wants it, without an unneeded fraction."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def form_of(name: str, value: object, unit: TimeUnit) -> Form:
    """How a field of ElementParameters is written, times in ``unit``; extensions as their ``value``.

    Raises NotEntered for a distribution that BPSim cannot express.
    """
    if name in FIELD_PARAMETER:
        return _standard(name, value, unit)
    return _EXTENSIONS.get(name, _plain_extension)(value, unit)


def _standard(name: str, value: object, unit: TimeUnit) -> Form:
    if isinstance(value, Distribution):
        return distribution_form(value, unit)
    if isinstance(value, Selection):
        return Form("ExpressionParameter", {"value": expression(value)})
    if isinstance(value, bool):
        return Form("BooleanParameter", {"value": "true" if value else "false"})
    if isinstance(value, str):
        return Form("ExpressionParameter" if name == "condition" else "StringParameter", {"value": value})
    assert isinstance(value, int | float)
    return Form("FloatingParameter", {"value": number(value)})


def expression(selection: Selection) -> str:
    """The selection as BPSim's expression (BPSim 2.0, Resource Parameters)."""
    calls = (f"bpsim:getResource('{need.resource}',{number(need.quantity)})" for need in selection.needs)
    return (" | " if selection.is_choice else " and ").join(calls)


def distribution_form(found: Distribution, unit: TimeUnit | None) -> Form:
    """A distribution in a unit of time; None is for what is no time. Raises NotEntered."""
    said = {"timeUnit": str(unit)} if unit is not None else {}
    if unit is not None and found.factor != 1:
        unit, found = _in_its_own_unit(found, unit)
        said = {"timeUnit": str(unit)}
    if found.kind == CONSTANT:
        return Form("FloatingParameter", {"value": number(found.mean), **said})
    if found.kind == USER:
        return _user(found, said)
    if found.factor != 1 and found.kind in STIFF:
        raise NotEntered(message("This distribution can only be entered in the file."))
    pairs = zip(ARGUMENTS[found.kind], found.arguments, strict=True)
    stretched = {name: number(v * found.factor if name in STRETCHING else v) for name, v in pairs}
    return Form(found.kind, {**stretched, **said})


def _user(found: Distribution, said: Mapping[str, str]) -> Form:
    points = (
        Form(
            "UserDistributionDataPoint",
            {"probability": number(probability)},
            (Form("FloatingParameter", {"value": number(value * found.factor), **said}),),
        )
        for value, probability in found.points
    )
    return Form(USER, {"discrete": "true"}, tuple(points))


def _in_its_own_unit(found: Distribution, unit: TimeUnit) -> tuple[TimeUnit, Distribution]:
    """The same distribution in the unit in which its factor is 1, if there is one."""
    for other in TimeUnit:
        scaled = found.scaled(unit.seconds / other.seconds)
        if abs(scaled.factor - 1) < 1e-9:  # noqa: PLR2004 - rounding of units
            return other, Distribution(found.kind, found.arguments, 1.0, found.points)
    return unit, found


# -- what BPSim has no element for ----------------------------------------------------------------------


def _plain_extension(value: object, _: TimeUnit) -> Form:
    if isinstance(value, bool):
        return Form(VALUE, text="true" if value else "false")
    return Form(VALUE, text=number(value) if isinstance(value, int | float) else str(value))


def _time_inside(value: object, unit: TimeUnit) -> Form:
    assert isinstance(value, Distribution)
    return Form(VALUE, inside=(distribution_form(value, unit),))


def _count_inside(value: object, _: TimeUnit) -> Form:
    assert isinstance(value, Distribution)
    return Form(VALUE, inside=(distribution_form(value, None),))


def _batch(value: object, unit: TimeUnit) -> Form:
    assert isinstance(value, Batch)
    said = {"least": str(value.least)}
    if value.most is not None:
        said["most"] = str(value.most)
    if value.timeout is not None:
        said |= {"timeout": number(value.timeout), "timeUnit": str(unit)}
    if value.at:
        said["at"] = " ".join(clock_text(second) for second in value.at)
    if value.per:
        said["per"] = value.per
    return Form(VALUE, said)


def clock_text(second: float) -> str:
    """A time of day, as 14:30."""
    minutes = round(second / 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _classes(value: object, _: TimeUnit) -> Form:
    assert isinstance(value, Mapping)
    parts = (Form(PART, {"name": name, "probability": number(p)}) for name, p in sorted(value.items()))
    return Form(VALUE, inside=tuple(parts))


def _pedigree(value: object, unit: TimeUnit) -> Form:
    assert isinstance(value, Mapping)
    return Form(VALUE, inside=tuple(_origin(name, one, unit) for name, one in sorted(value.items())))


def _origin(name: str, one: Pedigree, unit: TimeUnit) -> Form:
    said = {"parameter": name, "source": str(one.source), "by": one.by, "date": one.date}
    bounds = {key: bound for key, bound in (("low", one.low), ("high", one.high)) if bound is not None}
    said |= {key: number(bound) for key, bound in bounds.items()}
    if bounds and name in (*TIME_FIELDS, "unit_cost"):
        said["timeUnit"] = str(unit)
    return Form(PART, {key: text for key, text in said.items() if text})


_EXTENSIONS: dict[str, Callable[[object, TimeUnit], Form]] = {
    "batch": _batch,
    "by_class": _classes,
    "instances": _count_inside,
    "pedigree": _pedigree,
    "response_time": _time_inside,
}
