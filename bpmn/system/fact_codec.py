"""Facts as JSON values and back, driven by the fields of the dataclasses alone."""

import json
import math
import re
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from bpmn.base.finding import ElementKey

T = TypeVar("T")
EXTRA = "extra"
SURROGATE = re.compile("[\ud800-\udfff]")
DRIVE = re.compile(r"[A-Za-z]:")


class WrongShape(ValueError):  # noqa: N818 - says what it is
    """A JSON value is not what a fact of this kind looks like; the text says where and why."""


def json_name(name: str) -> str:
    """The key in the file for a field: ``judged_metrics`` is ``judgedMetrics``."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def to_json(value: object) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """A fact as plain JSON; fields that have their default value are left out."""
    if isinstance(value, ElementKey):
        return {"file": value.file, "element": value.element}
    if is_dataclass(value) and not isinstance(value, type):
        return _object_to_json(value)
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return str(value) if isinstance(value, StrEnum) else value


def _object_to_json(value: Any) -> dict[str, Any]:  # noqa: ANN401
    found: dict[str, Any] = json.loads(value.extra) if value.extra else {}
    for field in fields(value):
        content = getattr(value, field.name)
        if field.name != EXTRA and (_is_required(field) or content != field.default):
            found[json_name(field.name)] = to_json(content)
    return found


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING


def from_json(kind: type[T], value: object, place: str) -> T:
    """A fact of a kind from JSON; keys it does not know are kept in ``extra``. Raises WrongShape."""
    if not isinstance(value, Mapping):
        raise WrongShape(f"{place} is not an object")
    hints = get_type_hints(kind)
    arguments: dict[str, Any] = {}
    rest = dict(value)
    for field in fields(kind):  # type: ignore[arg-type]
        name = json_name(field.name)
        if field.name == EXTRA:
            continue
        if name in rest:
            arguments[field.name] = _typed(hints[field.name], rest.pop(name), f"{place}, “{name}”")
        elif _is_required(field):
            raise WrongShape(f"{place} lacks “{name}”")
    arguments[EXTRA] = canonical(rest) if rest else ""
    return kind(**arguments)


def canonical(value: object) -> str:
    """JSON text on one line with sorted keys; equal values give equal texts."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    # Half of a pair of surrogates, which JSON can escape, is no character that a file could hold.
    return json.dumps(value, sort_keys=True) if SURROGATE.search(text) else text


def _typed(hint: Any, value: object, place: str) -> Any:  # noqa: ANN401
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise WrongShape(f"{place} is not a list")
        return tuple(_typed(get_args(hint)[0], v, f"{place}, item {n}") for n, v in enumerate(value, 1))
    if get_origin(hint) is types.UnionType:
        return None if value is None else _typed(get_args(hint)[0], value, place)
    if hint is ElementKey:
        return _key(value, place)
    if is_dataclass(hint):
        return from_json(hint, value, place)  # type: ignore[arg-type]
    return _plain(hint, value, place)


def _key(value: object, place: str) -> ElementKey:
    if not isinstance(value, Mapping) or not all(isinstance(value.get(k), str) for k in ElementKey._fields):
        raise WrongShape(f"{place} does not name a file and an element")
    if is_outside(value["file"]):
        raise WrongShape(f"{place} names “{value['file']}”, which is no place inside the folder")
    if "\0" in value["file"]:
        raise WrongShape(f"{place} names a file with a character that no name can hold")
    if "\0" in value["file"]:
        raise WrongShape(f"{place} names a file with a character that no name can hold")
    return ElementKey(_text(value["file"], place), _text(value["element"], place))


def is_outside(file: str) -> bool:
    """Whether a path leads, or may lead, out of the folder of the system."""
    return file.startswith(("/", "\\")) or bool(DRIVE.match(file)) or ".." in re.split(r"[/\\]", file)


def _text(value: str, place: str) -> str:
    if SURROGATE.search(value):
        raise WrongShape(f"{place} holds a character that no text can hold")
    return value


def _plain(hint: type, value: object, place: str) -> Any:  # noqa: ANN401
    if issubclass(hint, StrEnum):
        if value not in list(hint):
            raise WrongShape(f"{place} is “{value}”, not one of {', '.join(hint)}")
        return hint(str(value))
    if hint is str and isinstance(value, str):
        return _text(value, place)
    wanted = (int, float) if hint is float else (hint,)
    if not isinstance(value, wanted) or (isinstance(value, bool) and hint is not bool):
        raise WrongShape(f"{place} is not {'a number' if hint is float else 'a text'}")
    return _number(value, place) if hint is float else value


def _number(value: Any, place: str) -> float:  # noqa: ANN401
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise WrongShape(f"{place} is a number beyond all measure")
    return number
