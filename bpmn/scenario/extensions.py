"""What BPSim has no element for, as vendor extensions of the parameters of an element.

Each is ``VendorExtension`` with one of the names below; inside stands one ``value`` of Wholeflow's namespace:
its text is a number, yes or no, an id or a list; its attributes say the same in parts; inside it stands a
BPSim value where it is a time or a count that varies.
"""

from collections.abc import Callable

from bpmn.base.message import message
from bpmn.model import Element
from bpmn.scenario import bpsim_values as values
from bpmn.scenario.bpsim_forms import VALUE
from bpmn.scenario.bpsim_nodes import elements
from bpmn.scenario.parameters import TIME_FIELDS, Batch, Pedigree, Source
from bpmn.scenario.units import TimeUnit, parse_unit

FIELDS: dict[str, str] = {
    "batch": "batch",
    "defect": "defect",
    "detection": "detection",
    "reworkTarget": "rework_target",
    "repeat": "repeat",
    "repeatMost": "repeat_most",
    "instances": "instances",
    "share": "share",
    "efficiency": "efficiency",
    "paidWhenIdle": "paid_when_idle",
    "loss": "loss",
    "noAnswer": "no_answer",
    "response": "response_time",
    "classes": "by_class",
    "pedigree": "pedigree",
}
"""The names of the extensions, and our names for them."""

NAMES = {ours: name for name, ours in FIELDS.items()}
CLOCK_PARTS = 2


def read(extension: Element, base: TimeUnit) -> object:
    """The value of an extension whose name is known, times in seconds. Raises Unusable."""
    name = FIELDS[extension.node.get("name") or ""]
    return _READERS[name](_Given(extension, base))


class _Given:
    """The value element of an extension and what it says."""

    def __init__(self, extension: Element, base: TimeUnit) -> None:
        self.base = base
        self.value = next((e for e in elements(extension) if e.tag == VALUE), None)
        node = extension.node if self.value is None else self.value.node
        self.text = " ".join("".join(str(t) for t in node.itertext()).split())
        self.attributes = {} if self.value is None else dict(self.value.node.attrib)

    @property
    def children(self) -> list[Element]:
        """The elements in the value."""
        return [] if self.value is None else list(elements(self.value))

    @property
    def seconds(self) -> float:
        """How long the unit of its times is."""
        return (parse_unit(self.attributes.get("timeUnit")) or self.base).seconds


def _number(text: str | None) -> float:
    try:
        return float(text or "")
    except ValueError:
        raise values.Unusable(message("“{value}” is no number", value=text or "")) from None


def _optional(text: str | None) -> float | None:
    return None if text is None else _number(text)


def _any_number(given: _Given) -> float:
    return _number(given.text)


def _probability(given: _Given) -> float:
    return values.probability(_number(given.text))


def _positive(given: _Given) -> float:
    number = _number(given.text)
    if number <= 0:
        raise values.Unusable(message("it must be above 0"))
    return number


def _count(given: _Given) -> int:
    number = _number(given.text)
    if number < 0 or not number.is_integer():
        raise values.Unusable(message("“{value}” is no whole number", value=given.text))
    return int(number)


def _truth(given: _Given) -> bool:
    if given.text not in ("true", "false", "1", "0"):
        raise values.Unusable(message("“{value}” is neither true nor false", value=given.text))
    return given.text in ("true", "1")


def _time(given: _Given) -> object:
    if not given.children:
        raise values.Unusable(message("it holds no time"))
    return values.read_time(given.children[0], given.base)


def _varying_count(given: _Given) -> object:
    if not given.children:
        raise values.Unusable(message("it holds no number"))
    found = values.read_distribution(given.children[0])
    if found.mean < 0:
        raise values.Unusable(message("it cannot be negative"))
    return found


def _batch(given: _Given) -> Batch:
    """A batch; a number alone is its exact size."""
    said = given.attributes
    if given.text:
        size = _count(given)
        return Batch(size, size)
    timeout = _optional(said.get("timeout"))
    least, most = _optional(said.get("least")), _optional(said.get("most"))
    batch = Batch(
        1 if least is None else int(least),
        None if most is None else int(most),
        None if timeout is None else timeout * given.seconds,
        tuple(clock(text) for text in said.get("at", "").split()),
        said.get("per", ""),
    )
    if batch.least < 1 or (batch.most is not None and batch.most < batch.least):
        raise values.Unusable(message("a group has at least one case, and not more at least than at most"))
    if timeout is not None and timeout < 0:
        raise values.Unusable(message("a time cannot be negative"))
    return batch


def clock(text: str) -> float:
    """A time of day, as 14:30, in seconds after midnight. Raises Unusable."""
    parts = text.split(":")
    if len(parts) != CLOCK_PARTS or not all(part.isdigit() for part in parts):
        raise values.Unusable(message("“{value}” is no time of day", value=text))
    return int(parts[0]) * 3600.0 + int(parts[1]) * 60.0


def _classes(given: _Given) -> dict[str, float]:
    """Probabilities by class."""
    return {
        child.node.get("name") or "": values.probability(_number(child.node.get("probability")))
        for child in given.children
    }


def _pedigree(given: _Given) -> dict[str, Pedigree]:
    found: dict[str, Pedigree] = {}
    for child in given.children:
        said = child.node.attrib
        name = said.get("parameter", "")
        try:
            source = Source(said.get("source", ""))
        except ValueError:
            raise values.Unusable(message("“{value}” is no source", value=said.get("source", ""))) from None
        bounds = (_optional(said.get(bound)) for bound in ("low", "high"))
        one = Pedigree(source, said.get("by", ""), said.get("date", ""), *bounds)
        unit = parse_unit(said.get("timeUnit")) or given.base
        found[name] = one.scaled(_length(name, unit))
    return found


def _length(name: str, unit: TimeUnit) -> float:
    """By what a bound in a unit becomes one in seconds."""
    if name == "unit_cost":
        return 1 / unit.seconds
    return unit.seconds if name in TIME_FIELDS else 1.0


_READERS: dict[str, Callable[[_Given], object]] = {
    "batch": _batch,
    "defect": _probability,
    "detection": _probability,
    "rework_target": lambda given: given.text,
    "repeat": _probability,
    "repeat_most": _count,
    "instances": _varying_count,
    "share": _probability,
    "efficiency": _positive,
    "paid_when_idle": _truth,
    "loss": _probability,
    "no_answer": _probability,
    "response_time": _time,
    "by_class": _classes,
    "pedigree": _pedigree,
}
