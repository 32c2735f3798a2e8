"""Parameters of QBP, BIMP and Apromore (``processSimulationInfo``), which stand in the map itself.

All times are in seconds, whatever ``timeUnit`` says: it only tells how they are shown there. Apromore puts
the element into ``extensionElements``.
"""

import math
from collections.abc import Iterator
from datetime import datetime

from bpmn.base.message import Message, message
from bpmn.importing.found import Found, NotImported, Team
from bpmn.importing.laws import Law, law_of
from bpmn.model import Element
from bpmn.model.document import Document
from bpmn.scenario.calendar import Calendar, Opening
from bpmn.scenario.distributions import Distribution
from bpmn.scenario.parameters import Pedigree, Source
from bpmn.xml.source import is_element

SPACE = "http://www.qbp-simulator.com/Schema201212"
DAY_NAMES = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
DAY = 86400.0

LAWS: dict[str, Law] = {
    "FIXED": Law.CONSTANT,
    "EXPONENTIAL": Law.EXPONENTIAL,
    "NORMAL": Law.NORMAL,
    "UNIFORM": Law.UNIFORM,
    "TRIANGULAR": Law.TRIANGULAR,
    "LOGNORMAL": Law.LOGNORMAL,
    "GAMMA": Law.GAMMA,
}
SEPARATE = frozenset({Law.EXPONENTIAL})
"""Laws whose mean stands in ``arg1``."""


def has_qbp(document: Document) -> bool:
    """Whether a map brings such parameters."""
    return next(document.root.iter(f"{{{SPACE}}}processSimulationInfo"), None) is not None


def read_qbp(document: Document) -> Found:
    """What the parameters in a map say. Raises NotImported where there are none."""
    node = next(document.root.iter(f"{{{SPACE}}}processSimulationInfo"), None)
    if node is None:
        raise NotImported(message("{file} holds no parameters of QBP, BIMP or Apromore.", file=document.name))
    return _Reader(document.view(node)).found()


class _Reader:
    def __init__(self, info: Element) -> None:
        self.info = info
        self.notes: list[Message] = []
        self.resources = {r.node.get("id") or "": r for r in _under(info, "resources", "resource")}

    def found(self) -> Found:
        """Everything that is understood."""
        steps = list(_under(self.info, "elements", "element"))
        durations = {
            step.node.get("elementId") or "": time
            for step in steps
            if (time := self._law(_child(step, "durationDistribution"))) is not None
        }
        return Found(
            arrival=self._law(_child(self.info, "arrivalRateDistribution")),
            arrival_calendar=self._usual_timetable(),
            cases=_whole(self.info.node.get("processInstances")),
            start=_moment(self.info.node.get("startDateTime")),
            durations=durations,
            does=dict(self._does(steps)),
            shares=dict(self._shares()),
            teams={self._team_name(key): _team(one) for key, one in self.resources.items()},
            calendars={t.node.get("id") or "": self._calendar(t) for t in self._timetables()},
            pedigree=Pedigree(Source.ESTIMATED, "BIMP"),
            notes=tuple(self.notes),
        )

    def _law(self, node: Element | None) -> Distribution | None:
        if node is None:
            return None
        kind = (node.node.get("type") or "").upper()
        numbers = [_number(node.node.get(name)) for name in ("mean", "arg1", "arg2")]
        law = LAWS.get(kind)
        if law is None:
            self.notes.append(message("The distribution “{kind}” is not known here.", kind=kind))
            return None
        mean, first, second = numbers
        if law in SEPARATE:
            mean = first or mean
        made = law_of(law, mean, first, second)
        if made is None:
            self.notes.append(message("The numbers of a distribution “{kind}” cannot be.", kind=kind))
        return made

    def _team_name(self, key: str) -> str:
        found = self.resources.get(key)
        return ((found.node.get("name") or "").strip() or key) if found is not None else key

    def _does(self, steps: list[Element]) -> Iterator[tuple[str, str]]:
        for step in steps:
            ids = [(r.node.text or "").strip() for r in _under(step, "resourceIds", "resourceId")]
            if ids and ids[0]:
                yield step.node.get("elementId") or "", self._team_name(ids[0])
            if len(ids) > 1:
                self.notes.append(
                    message("“{step}” names several teams; only the first one is taken over.",
                            step=step.node.get("elementId") or "")
                )  # fmt: skip

    def _shares(self) -> Iterator[tuple[str, float]]:
        for flow in _under(self.info, "sequenceFlows", "sequenceFlow"):
            share = _number(flow.node.get("executionProbability"))
            if 0 <= share <= 1:
                yield flow.node.get("elementId") or "", share

    def _timetables(self) -> list[Element]:
        return list(_under(self.info, "timetables", "timetable"))

    def _usual_timetable(self) -> str:
        """The timetable by which cases come: the one that is the default."""
        usual = (t for t in self._timetables() if t.node.get("default") == "true")
        found = next(usual, None)
        return (found.node.get("id") or "") if found is not None else ""

    def _calendar(self, timetable: Element) -> Calendar:
        openings = [_opening(rule) for rule in _under(timetable, "rules", "rule")]
        known = tuple(opening for opening in openings if opening is not None)
        if len(known) < len(openings):
            name = timetable.node.get("name") or timetable.node.get("id") or ""
            self.notes.append(message("A rule of the hours “{name}” is not understood.", name=name))
        return Calendar(name=timetable.node.get("name") or "", openings=known)


def _team(resource: Element) -> Team:
    cost = resource.node.get("costPerHour")
    return Team(
        _number(resource.node.get("totalAmount")) or None,
        _number(cost) if cost else None,
        resource.node.get("timetableId") or "",
    )


def _opening(rule: Element) -> Opening | None:
    said = rule.node.attrib
    try:
        first = DAY_NAMES.index(said.get("fromWeekDay", "").upper())
        last = DAY_NAMES.index(said.get("toWeekDay", "").upper())
        begin, end = _clock(said.get("fromTime", "")), _clock(said.get("toTime", ""))
    except ValueError:
        return None
    count = (last - first) % len(DAY_NAMES) + 1
    days = frozenset((first + n) % len(DAY_NAMES) for n in range(count))
    return Opening(days, begin, end if end > begin else end + DAY)


def _clock(text: str) -> float:
    """Seconds after midnight of 09:00:00.000+00:00. Raises ValueError."""
    hours, minutes, *rest = text.split("+", maxsplit=1)[0].split("Z", maxsplit=1)[0].split(":")
    seconds = float(rest[0]) if rest else 0.0
    return round(int(hours) * 3600.0 + int(minutes) * 60.0 + seconds)


def _child(node: Element, local: str) -> Element | None:
    return next(_children(node, local), None)


def _children(node: Element, local: str) -> Iterator[Element]:
    for child in node.node:
        if is_element(child) and child.tag == f"{{{SPACE}}}{local}":
            yield node.document.view(child)


def _under(node: Element, group: str, local: str) -> Iterator[Element]:
    for found in _children(node, group):
        yield from _children(found, local)


def _number(text: str | None) -> float:
    try:
        number = float(text or 0)
    except ValueError:
        return 0.0
    return 0.0 if math.isnan(number) else number  # stands for a number that is not used


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None


def _moment(text: str | None) -> datetime | None:
    """The local time of a moment."""
    try:
        return datetime.fromisoformat(text or "").replace(tzinfo=None)
    except ValueError:
        return None
