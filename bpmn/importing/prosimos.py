"""Parameters of Prosimos (JSON): arrivals, durations per person, branch shares, people and their hours.

Times are in seconds. The parameters of a distribution are its mean and what else it needs, then the smallest
and largest value that count; files of older versions, which began with a shift of 0, are told apart by that.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bpmn.base.message import Message, message
from bpmn.importing.found import Found, NotImported, Team
from bpmn.importing.laws import Law, law_of
from bpmn.importing.qbp import DAY, DAY_NAMES
from bpmn.scenario.calendar import Calendar, Opening
from bpmn.scenario.distributions import Distribution
from bpmn.scenario.parameters import Pedigree, Source

LAWS: dict[str, tuple[Law, Callable[[Sequence[float]], tuple[float, float, float]]]] = {
    "fix": (Law.CONSTANT, lambda p: (p[0], 0, 0)),
    "default": (Law.UNIFORM, lambda p: (0, p[0], p[1])),
    "expon": (Law.EXPONENTIAL, lambda p: (p[1] if p[0] == 0 and len(p) > 1 else p[0], 0, 0)),
    "norm": (Law.NORMAL, lambda p: (p[0], p[1], 0)),
    "uniform": (Law.UNIFORM, lambda p: (0, p[0], p[1])),
    "triang": (Law.TRIANGULAR, lambda p: (p[0], p[1], p[2])),
    "lognorm": (Law.LOGNORMAL, lambda p: (p[0], p[1], 0)),
    "gamma": (Law.GAMMA, lambda p: (p[0], p[1], 0)),
}
"""Each law, and its mean and arguments from the numbers of the file."""

Json = Mapping[str, object]


def read_prosimos(data: bytes, name: str) -> Found:
    """What a file says. Raises NotImported."""
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise NotImported(message("{file} is not valid JSON.", file=name)) from None
    if not isinstance(content, dict) or "task_resource_distribution" not in content:
        raise NotImported(message("{file} holds no parameters of Prosimos.", file=name))
    return _Reader(content).found()


@dataclass
class _Reader:
    content: Json
    notes: list[Message] = field(default_factory=list)

    def found(self) -> Found:
        """Everything that is understood."""
        people = dict(self._people())
        durations: dict[str, Distribution] = {}
        does: dict[str, str] = {}
        for task in _objects(self.content.get("task_resource_distribution")):
            step = str(task.get("task_id", ""))
            times = [
                (str(one.get("resource_id", "")), self._law(one)) for one in _objects(task.get("resources"))
            ]
            known = [time for _, time in times if time is not None]
            if known:
                durations[step] = known[0]
            if len({(d.kind, d.mean, d.variance) for d in known}) > 1:
                told = (
                    "“{step}” takes different people differently long; the time of the first is taken over."
                )
                self.notes.append(message(told, step=step))
            teams = dict.fromkeys(people[person] for person, _ in times if person in people)
            if teams:
                does[step] = next(iter(teams))
            if len(teams) > 1:
                told = "“{step}” names several teams; only the first one is taken over."
                self.notes.append(message(told, step=step))
        arrivals = self.content.get("arrival_time_distribution")
        return Found(
            arrival=self._law(arrivals) if isinstance(arrivals, dict) else None,
            arrival_calendar=ARRIVALS if self.content.get("arrival_time_calendar") else "",
            durations=durations,
            does=does,
            shares=dict(self._shares()),
            teams=dict(self._teams()),
            calendars=dict(self._calendars()),
            pedigree=Pedigree(Source.ESTIMATED, "Prosimos"),
            notes=tuple(self.notes),
        )

    def _law(self, said: Json) -> Distribution | None:
        name = str(said.get("distribution_name", ""))
        numbers = [_number(p.get("value")) for p in _objects(said.get("distribution_params"))]
        if name not in LAWS:
            self.notes.append(message("The distribution “{kind}” is not known here.", kind=name))
            return None
        law, arguments = LAWS[name]
        try:
            made = law_of(law, *arguments(numbers))
        except IndexError:
            made = None
        if made is None:
            self.notes.append(message("The numbers of a distribution “{kind}” cannot be.", kind=name))
        return made

    def _people(self) -> Iterator[tuple[str, str]]:
        """The team that each person belongs to."""
        for profile in _objects(self.content.get("resource_profiles")):
            for person in _objects(profile.get("resource_list")):
                yield str(person.get("id", "")), _name(profile)

    def _teams(self) -> Iterator[tuple[str, Team]]:
        for profile in _objects(self.content.get("resource_profiles")):
            people = _objects(profile.get("resource_list"))
            calendars = list(dict.fromkeys(str(p.get("calendar", "")) for p in people))
            costs = list(dict.fromkeys(_number(p.get("cost_per_hour")) for p in people))
            if len(calendars) > 1 or len(costs) > 1:
                told = "The people of “{team}” differ in hours or cost; those of the first are taken over."
                self.notes.append(message(told, team=_name(profile)))
            count = sum(_number(p.get("amount", 1)) for p in people)
            cost = costs[0] if costs else None
            yield _name(profile), Team(count or None, cost, calendars[0] if calendars else "")

    def _shares(self) -> Iterator[tuple[str, float]]:
        for gateway in _objects(self.content.get("gateway_branching_probabilities")):
            for path in _objects(gateway.get("probabilities")):
                share = _number(path.get("value"))
                if 0 <= share <= 1:
                    yield str(path.get("path_id", "")), share

    def _calendars(self) -> Iterator[tuple[str, Calendar]]:
        for calendar in _objects(self.content.get("resource_calendars")):
            periods = calendar.get("time_periods")
            yield str(calendar.get("id", "")), self._calendar(str(calendar.get("name", "")), periods)
        if self.content.get("arrival_time_calendar"):
            yield ARRIVALS, self._calendar("", self.content.get("arrival_time_calendar"))

    def _calendar(self, name: str, periods: object) -> Calendar:
        openings = tuple(o for p in _objects(periods) if (o := _opening(p)) is not None)
        if len(openings) < len(_objects(periods)):
            self.notes.append(message("A rule of the hours “{name}” is not understood.", name=name))
        return Calendar(name=name, openings=openings)


ARRIVALS = "arrivals"


def _opening(period: Json) -> Opening | None:
    try:
        first = DAY_NAMES.index(str(period.get("from", "")).upper())
        last = DAY_NAMES.index(str(period.get("to", "")).upper())
        begin, end = (_clock(str(period.get(key, ""))) for key in ("beginTime", "endTime"))
    except ValueError:
        return None
    days = frozenset((first + n) % len(DAY_NAMES) for n in range((last - first) % len(DAY_NAMES) + 1))
    return Opening(days, begin, end if end > begin else end + DAY)


def _clock(text: str) -> float:
    hours, minutes, *rest = text.split(":")
    return round(int(hours) * 3600.0 + int(minutes) * 60.0 + (float(rest[0]) if rest else 0.0))


def _name(profile: Json) -> str:
    return str(profile.get("name") or profile.get("id") or "")


def _objects(value: object) -> list[Json]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _number(value: object) -> float:
    try:
        return float(str(value))
    except ValueError:
        return 0.0
