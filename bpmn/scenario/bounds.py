"""What a person may enter for each number, and the sentence where it cannot be."""

from collections.abc import Callable, Mapping

from bpmn.base.message import Message, message
from bpmn.scenario.bpsim_forms import NotEntered
from bpmn.scenario.distributions import Distribution, problem
from bpmn.scenario.parameters import Batch, Pedigree


def check(name: str, value: object) -> None:
    """Raise NotEntered where a field of ElementParameters cannot have a value."""
    if isinstance(value, Distribution):
        wrong = problem(value)
        if wrong is None and value.mean < 0:
            wrong = message("it is negative")
        if wrong is not None:
            raise NotEntered(message("This time is not possible: {detail}.", detail=wrong))
    said = _RULES[name](value) if value is not None and name in _RULES else None
    if said is not None:
        raise NotEntered(said)


def _share(value: object) -> Message | None:
    return None if _within(value, 0, 1) else message("A share lies between 0 and 1 (0 and 100 %).")


def _within(value: object, low: float, high: float) -> bool:
    return isinstance(value, int | float) and low <= value <= high


def _cost(value: object) -> Message | None:
    return None if _within(value, 0, float("inf")) else message("A cost cannot be negative.")


def _above_nothing(said: Message) -> Callable[[object], Message | None]:
    return lambda value: None if isinstance(value, int | float) and value > 0 else said


def _arrival(value: object) -> Message | None:
    if isinstance(value, Distribution) and value.mean > 0:
        return None
    return message("The time between two cases must be above 0.")


def _batch(value: object) -> Message | None:
    assert isinstance(value, Batch)
    if value.least < 1 or (value.most is not None and value.most < value.least):
        return message("A group has at least one case, and its largest size is not below its smallest.")
    if value.timeout is not None and value.timeout < 0:
        return message("A time cannot be negative.")
    return None


def _classes(value: object) -> Message | None:
    assert isinstance(value, Mapping)
    return next((said for share in value.values() if (said := _share(share)) is not None), None)


def _pedigree(value: object) -> Message | None:
    assert isinstance(value, Mapping)
    for one in value.values():
        assert isinstance(one, Pedigree)
        if one.low is not None and one.high is not None and one.low > one.high:
            return message("The lower end of a range lies above its upper end.")
    return None


_STAFF = message("Staff must be above 0; remove the number if it is not known.")
_RULES: dict[str, Callable[[object], Message | None]] = {
    "batch": _batch,
    "by_class": _classes,
    "efficiency": _above_nothing(message("A speed must be above 0; 100 % is normal.")),
    "fixed_cost": _cost,
    "inter_trigger_timer": _arrival,
    "pedigree": _pedigree,
    "quantity": _above_nothing(_STAFF),
    "unit_cost": _cost,
    **dict.fromkeys(("probability", "defect", "detection", "repeat", "share", "loss", "no_answer"), _share),
}
