"""Values of BPSim parameters: constants, durations, distributions, expressions."""

import re
from collections.abc import Callable

from bpmn.base.message import Message, message
from bpmn.model import Element
from bpmn.scenario.bpsim_nodes import child, children, elements
from bpmn.scenario.distributions import ARGUMENTS, USER, Distribution, constant, problem
from bpmn.scenario.parameters import Selected, Selection
from bpmn.scenario.units import TimeUnit, parse_duration, parse_unit

_RESOURCE = re.compile(
    r"getResource\(\s*(?P<quote>['\"])(?P<name>.*?)(?P=quote)\s*(?:,\s*(?P<count>[\d.]+)\s*)?\)"
)


class Unusable(ValueError):  # noqa: N818 - says what it is
    """A parameter's value cannot be used; ``reason`` says why."""

    def __init__(self, reason: Message) -> None:
        self.reason = reason
        super().__init__(str(reason))


def value_element(parameter: Element) -> Element | None:
    """The value of a parameter, passing over what only asks for results or holds them."""
    values = [v for v in elements(parameter) if v.local_name != "ResultRequest"]
    given = [v for v in values if v.node.get("result") is None]
    return next(iter(given), None)


def read_time(value: Element, base: TimeUnit) -> Distribution:
    """A time in seconds; ``base`` counts where the value names no unit. Raises Unusable."""
    if value.local_name == "DurationParameter":
        try:
            found = constant(parse_duration(value.node.get("value") or ""))
        except ValueError as error:
            raise Unusable(
                message("“{value}” is no duration", value=value.node.get("value") or "")
            ) from error
    else:
        found = read_distribution(value)
        unit = parse_unit(value.node.get("timeUnit")) or _unit_inside(value) or base
        found = found.scaled(unit.seconds)
    if found.mean < 0:
        raise Unusable(message("a time cannot be negative"))
    return found


def _unit_inside(value: Element) -> TimeUnit | None:
    """The unit of the first point of a user distribution."""
    inner = (v for point in children(value, "UserDistributionDataPoint") for v in elements(point))
    return next((unit for v in inner if (unit := parse_unit(v.node.get("timeUnit")))), None)


def read_distribution(value: Element) -> Distribution:
    """A number or distribution as it stands. Raises Unusable."""
    reader = _READERS.get(value.local_name, _read_arguments)
    found = reader(value)
    wrong = problem(found)
    if wrong is not None:
        raise Unusable(wrong)
    return found


def probability(value: float) -> float:
    """The value, if it is a probability. Raises Unusable."""
    if not 0 <= value <= 1:
        raise Unusable(message("a probability lies between 0 and 1"))
    return value


def _read_constant(value: Element) -> Distribution:
    return constant(_number(value, "value"))


def _read_boolean(value: Element) -> Distribution:
    return constant(1.0 if (value.node.get("value") or "").strip() in ("true", "1") else 0.0)


def _read_arguments(value: Element) -> Distribution:
    names = ARGUMENTS.get(value.local_name)
    if names is None:
        raise Unusable(message("{kind} is no number", kind=value.local_name))
    return Distribution(value.local_name, tuple(_number(value, name) for name in names))


def _read_user(value: Element) -> Distribution:
    points = []
    for point in children(value, "UserDistributionDataPoint"):
        inner = next(elements(point), None)
        if inner is not None:
            points.append((_number(inner, "value"), _number(point, "probability")))
    return Distribution(USER, points=tuple(points))


_READERS: dict[str, Callable[[Element], Distribution]] = {
    "NumericParameter": _read_constant,
    "FloatingParameter": _read_constant,
    "StringParameter": _read_constant,
    "ExpressionParameter": _read_constant,
    "BooleanParameter": _read_boolean,
    USER: _read_user,
}


def _number(value: Element, name: str) -> float:
    raw = value.node.get(name)
    if raw is None:
        raise Unusable(message("{kind} lacks “{name}”", kind=value.local_name, name=name))
    try:
        return float(raw)
    except ValueError:
        raise Unusable(message("“{value}” is no number", value=raw)) from None


def read_selection(text: str) -> Selection:
    """The resources that a selection expression names (``bpsim:getResource('Clerk',1)``). Raises Unusable."""
    needs = tuple(Selected(m["name"], float(m["count"] or 1)) for m in _RESOURCE.finditer(text))
    if not needs:
        raise Unusable(message("“{text}” names no resource", text=text))
    rest = _RESOURCE.sub("", text)
    return Selection(needs, "|" in rest or " or " in rest)


def text_of(parameter: Element) -> str:
    """The text of a parameter's value."""
    value = value_element(parameter)
    return (value.node.get("value") or "") if value is not None else ""


def unit_of(scenario: Element) -> TimeUnit | None:
    """The base unit that a Scenario element names itself; None if it has no parameters of its own."""
    parameters = child(scenario, "ScenarioParameters")
    if parameters is None:
        return None
    return parse_unit(parameters.node.get("baseTimeUnit"))
