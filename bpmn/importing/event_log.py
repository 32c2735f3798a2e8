"""Event logs as CSV or XES: what happened in which case, when, and who did it.

Heads of a CSV file are known by what tools write (case, activity, start, end, resource; also with the names
of XES). Times may carry a zone of their own; those without one are in local time. What has no case,
activity or time is passed over and counted.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

from lxml import etree

from bpmn.base.message import Message, message
from bpmn.importing.found import NotImported

LARGEST = 512 * 1024 * 1024
_HEADS = {
    "case": "case|case id|caseid|case_id|case:concept:name|fall|fallnummer|vorgang",
    "activity": "activity|task|event|concept:name|activity name|aktivität|schritt|tätigkeit",
    "start": "start|start time|start_time|starttime|start_timestamp|start timestamp|begin|beginn",
    "end": (
        "end|end time|end_time|endtime|end_timestamp|complete timestamp|complete|completed|timestamp|"
        "time:timestamp|time|ende|zeit|zeitstempel"
    ),
    "resource": "resource|org:resource|user|who|ressource|bearbeiter",
    "life": "lifecycle:transition|lifecycle|transition",
}
HEADS = {name: tuple(words.split("|")) for name, words in _HEADS.items()}
NEEDED = ("case", "activity", "end")
FORMATS = (
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y/%m/%d %H:%M:%S.%f",
)
GAP_DAYS = 7.0
GAP_FACTOR = 50.0


@dataclass(frozen=True, slots=True)
class Event:
    """One step of a case; times in seconds from the start of the log. ``start`` None is not known."""

    case: str
    activity: str
    start: float | None
    end: float
    resource: str = ""


@dataclass(frozen=True, slots=True)
class EventLog:
    """The events by case in the order of time; ``origin`` is the Monday before the first, in local time.

    ``notes`` say what is odd about the log.
    """

    events: tuple[Event, ...]
    origin: datetime
    notes: tuple[Message, ...] = ()

    def cases(self) -> Mapping[str, list[Event]]:
        """The events of each case."""
        found: dict[str, list[Event]] = {}
        for event in self.events:
            found.setdefault(event.case, []).append(event)
        return found


@dataclass(frozen=True, slots=True)
class _Raw:
    """An event with its moments as the file has them."""

    case: str
    activity: str
    start: datetime | None
    end: datetime | None
    resource: str = ""


def read_log(path: Path) -> EventLog:
    """The log in a file. Raises NotImported, and OSError."""
    if path.stat().st_size > LARGEST:
        raise NotImported(message("{file}: it is larger than 512 MB.", file=path.name))
    if path.suffix.lower() == ".xes":
        raw = list(_joined(_xes(path)))
    elif path.suffix.lower() == ".csv":
        raw = list(_csv(path))
    else:
        raise NotImported(message("{file}: an event log ends in .csv or .xes.", file=path.name))
    return _settled(raw, path.name)


# -- reading --------------------------------------------------------------------------------------------


def _csv(path: Path) -> Iterator[_Raw]:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    separator = max(";,\t", key=text.split("\n", 1)[0].count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    places = _places(next(lines, []))
    if "end" not in places and "start" in places:
        places["end"] = places["start"]
    lacking = [name for name in NEEDED if name not in places]
    if lacking:
        raise NotImported(
            message(
                "{file}: a log needs columns for the case, the activity and the time; it lacks {lacking}.",
                file=path.name,
                lacking=", ".join(lacking),
            )
        )
    events = (_line(line, places) for line in lines if any(cell.strip() for cell in line))
    yield from _joined(events) if "life" in places else (event for event, _ in events)


def _places(heads: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, head in enumerate(heads):
        for name, words in HEADS.items():
            if head.strip().casefold() in words:
                found.setdefault(name, at)
    return found


def _line(line: list[str], places: Mapping[str, int]) -> tuple[_Raw, str]:
    said = {name: line[at].strip() if at < len(line) else "" for name, at in places.items()}
    raw = _Raw(
        said["case"],
        " ".join(said["activity"].split()),
        moment(said.get("start", "")) if places.get("start") != places["end"] else None,
        moment(said["end"]),
        said.get("resource", ""),
    )
    return raw, said.get("life", "").casefold()


def moment(text: str) -> datetime | None:
    """The moment that a text names, None if it names none."""
    text = text.strip()
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    for form in FORMATS:
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    return None


def _xes(path: Path) -> Iterator[tuple[_Raw, str]]:
    """The events of an XES file (IEEE 1849) with their life-cycle; nothing is fetched or expanded."""
    traces = etree.iterparse(
        str(path), events=("end",), tag="{*}trace", resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        for _, trace in traces:
            case = _attributes(trace).get("concept:name", "")
            for event in trace.iterchildren("{*}event"):
                said = _attributes(event)
                raw = _Raw(
                    case,
                    " ".join(said.get("concept:name", "").split()),
                    None,
                    moment(said.get("time:timestamp", "")),
                    said.get("org:resource", ""),
                )
                yield raw, said.get("lifecycle:transition", "").casefold()
            trace.clear()
    except etree.XMLSyntaxError as error:
        told = message("{file}: this is no event log: {detail}", file=path.name, detail=error.msg)
        raise NotImported(told) from error


def _attributes(node: "etree._Element") -> dict[str, str]:
    return {str(a.get("key")): str(a.get("value")) for a in node.iterchildren("{*}*") if a.get("key")}


def _joined(events: Iterable[tuple[_Raw, str]]) -> Iterator[_Raw]:
    """Events of which a start and a completion stand apart, as one; a completion takes the oldest start."""
    open_ones: dict[tuple[str, str], list[_Raw]] = {}
    for raw, life in events:
        if life == "start":
            open_ones.setdefault((raw.case, raw.activity), []).append(raw)
        elif life in ("", "complete"):
            waiting = open_ones.get((raw.case, raw.activity))
            begun = waiting.pop(0) if waiting else None
            start = begun.end if begun is not None else raw.start
            yield replace(raw, start=start, resource=raw.resource or (begun.resource if begun else ""))


# -- making one clock of it -----------------------------------------------------------------------------


def _settled(raw: list[_Raw], name: str) -> EventLog:
    usable = [one for one in raw if one.case and one.activity and one.end is not None]
    if not usable:
        raise NotImported(message("{file}: no event has a case, an activity and a time.", file=name))
    notes: list[Message] = []
    if len(usable) < len(raw):
        notes.append(
            message("{count} of {all} events lack a case, an activity or a time and are passed over.",
                    count=len(raw) - len(usable), all=len(raw))
        )  # fmt: skip
    zone = _zone(usable, notes)
    first = min(_local(m, zone) for one in usable for m in (one.start, one.end) if m is not None)
    origin = (first - timedelta(days=first.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    events, backwards = [], 0
    for one in usable:
        assert one.end is not None
        end = (_local(one.end, zone) - origin).total_seconds()
        start = None if one.start is None else (_local(one.start, zone) - origin).total_seconds()
        if start is not None and start > end:
            backwards += 1
            start = None
        events.append(Event(one.case, one.activity, start, end, one.resource))
    if backwards:
        notes.append(
            message("{count} events end before they begin; how long they took is not used.", count=backwards)
        )
    events.sort(key=lambda e: (e.end, e.start or e.end, e.case, e.activity))
    _say_gaps(events, origin, notes)
    return EventLog(tuple(events), origin, tuple(notes))


def _zone(events: list[_Raw], notes: list[Message]) -> timezone | None:
    """The zone in which the clock runs: the one that most events name; others are converted, and said."""
    offsets = Counter(one.end.utcoffset() for one in events if one.end is not None)
    named = {offset: count for offset, count in offsets.items() if offset is not None}
    if not named:
        return None
    most = max(named, key=lambda offset: (named[offset], -offset.total_seconds()))
    others = sum(count for offset, count in named.items() if offset != most)
    hours = f"UTC{most.total_seconds() / 3600:+g}"
    if others:
        notes.append(
            message("{count} events are in another time zone than most ({zone}); they are converted.",
                    count=others, zone=hours)
        )  # fmt: skip
    without = offsets.get(None, 0)
    if without:
        notes.append(
            message(
                "{count} events name no time zone; they are taken to be in {zone}.", count=without, zone=hours
            )
        )
    return timezone(most)


def _local(moment_: datetime, zone: timezone | None) -> datetime:
    """A moment as local time of the zone."""
    if moment_.tzinfo is None or zone is None:
        return moment_.replace(tzinfo=None)
    return moment_.astimezone(zone).replace(tzinfo=None)


def _say_gaps(events: list[Event], origin: datetime, notes: list[Message]) -> None:
    """Spans without any event that are long for a log like this one."""
    spans = [(after.end - before.end, before.end, after.end) for before, after in pairwise(events)]
    usual = sorted(span for span, _, _ in spans)
    if not usual:
        return
    middle = usual[len(usual) // 2]
    limit = max(GAP_DAYS * 86400.0, GAP_FACTOR * middle)
    gaps = [(begin, end) for span, begin, end in spans if span > limit]
    for begin, end in gaps[:3]:
        days = (origin + timedelta(seconds=begin)).date(), (origin + timedelta(seconds=end)).date()
        notes.append(
            message("Nothing is recorded between {begin} and {end}: was the log cut there?",
                    begin=days[0].isoformat(), end=days[1].isoformat())
        )  # fmt: skip
