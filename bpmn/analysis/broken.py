"""References that lead nowhere, to something of another kind, or to several places."""

from collections.abc import Iterator
from dataclasses import dataclass

from bpmn.base.finding import ElementKey
from bpmn.model import (
    Association,
    BoundaryEvent,
    CallActivity,
    DataObjectReference,
    Element,
    Participant,
    SequenceFlow,
)
from bpmn.system.qnames import Problem
from bpmn.system.seen import FileSurvey, Stated
from bpmn.system.stated import wanted
from bpmn.system.surveys import Surveys

WITHIN_A_MAP = (SequenceFlow, BoundaryEvent, Association, DataObjectReference)
"""Elements whose references never lead out of their map."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A reference with a problem; ``place`` is the nearest element with an id."""

    place: ElementKey
    text: str
    problem: Problem
    file: str


def broken(maps: Surveys, *, is_folder: bool = True) -> Iterator[Broken]:
    """Every reference with a problem, map by map.

    In a single map what is missing may well be in one that was not opened, so calls and pools that lead
    nowhere are not told there.
    """
    for one in maps:
        for stated in one.derive(_open):
            problem = _problem(maps, one.file, stated)
            if problem is not None and (is_folder or not _is_elsewhere(one, stated, problem)):
                yield Broken(ElementKey(one.file, stated.place), stated.reference.text, problem, one.file)


def _open(one: FileSurvey) -> list[Stated]:
    """The references of a map that do not plainly mean something in it, whatever other maps hold."""
    return [stated for stated in one.stated if not _is_settled(one, stated)]


def _is_settled(one: FileSurvey, stated: Stated) -> bool:
    """Whether a reference means an element of its own map (the first place that is looked at)."""
    ref = stated.reference
    kind = one.kinds.get(ref.local)
    is_here = kind is not None and ref.uri in (None, one.namespace)
    return is_here and issubclass(kind or Element, wanted(stated.owner, stated.attribute))


def _problem(maps: Surveys, file: str, stated: Stated) -> Problem | None:
    found = maps.resolve(file, stated.reference, wanted(stated.owner, stated.attribute))
    if stated.owner in WITHIN_A_MAP and any(key.file != file for key in found.candidates):
        return Problem.MISSING
    return found.problem


def _is_elsewhere(one: FileSurvey, stated: Stated, problem: Problem) -> bool:
    is_call = stated.owner in (CallActivity, Participant)
    return problem is Problem.MISSING and (is_call or bool(one.imports))
