"""The process handbook as one HTML file that needs nothing else: style and pictures are inside."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.notation.colours import LIGHT
from bpmn.notation.drawing import drawing_bounds
from bpmn.notation.svg import svg
from bpmn.report.evidence import NO_AUDIT, Evidence, State
from bpmn.report.handbook import Handbook
from bpmn.report.handbook_style import STYLE
from bpmn.report.principles import Edition
from bpmn.report.sheet import Entry, Sheet
from bpmn.report.sheet_pictures import Picture, sipoc, turtle, way
from bpmn.system.facts import Facts, GoalFact, KpiFact
from bpmn.system.landscape import Landscape

WIDTH = 984.0
CHAPTER = 2
"""The chapter of the processes."""

MARKS = {State.SHOWN: "✓", State.DOUBTED: "!", State.MISSING: "–"}
STATES = {
    State.SHOWN: message("documented"),
    State.DOUBTED: message("findings speak against it"),
    State.MISSING: message("nothing found"),
}
Spoken = Callable[[Message], str]


@dataclass(frozen=True, slots=True)
class Book:
    """What a handbook is written from; ``spoken`` says sentences in the reader's language."""

    title: str
    handbook: Handbook
    facts: Facts
    landscape: Landscape | None = None
    edition: Edition = Edition.SEVEN
    spoken: Spoken = str
    language: str = "en"


def handbook_html(book: Book) -> str:
    """The whole handbook; equal contents give equal text."""
    say = book.spoken
    chapters: list[tuple[str, str, str]] = [
        ("page", say(message("{name} on one page", name=book.title)), _landscape(book)),
        ("processes", say(message("Processes")), ""),
        *((_anchor(s.key), s.name, _process(book, s)) for s in book.handbook.sheets),
        ("measures", say(message("Goals and key figures")), _measures(book)),
        ("initiatives", say(message("Initiatives")), _initiatives(book)),
        ("iso", say(message("Evidence for ISO 9001, 4.4.1")), _all_evidence(book)),
        ("principles", say(message("Quality management principles")), _principles(book)),
    ]
    numbered = list(_numbered(chapters, len(book.handbook.sheets)))
    contents = "\n".join(_line(number, anchor, title) for number, anchor, title, _ in numbered)
    body = "\n".join(
        f'<section id="{anchor}"><h1>{number} {escape(title)}</h1>{text}</section>'
        for number, anchor, title, text in numbered
    )
    head = escape(say(message("Process handbook")))
    return (
        f'<!DOCTYPE html>\n<html lang="{book.language}"><head><meta charset="utf-8"/>'
        f"<title>{head} · {escape(book.title)}</title><style>{_style()}</style></head>\n"
        f'<body><nav><p class="head">{head}</p><p class="small">{escape(book.title)}</p>'
        f"<ul>{contents}</ul></nav>\n"
        f"<main>{body}</main></body></html>\n"
    )


def _line(number: str, anchor: str, title: str) -> str:
    """A line of the contents."""
    kind = "sub" if "." in number else "top"
    return f'<li class="{kind}"><a href="#{anchor}"><b>{number}</b>{escape(title)}</a></li>'


def _numbered(
    chapters: Sequence[tuple[str, str, str]], processes: int
) -> Iterable[tuple[str, str, str, str]]:
    """Chapters with their numbers; the processes are below the second."""
    for at, (anchor, title, text) in enumerate(chapters):
        below = at - CHAPTER
        if 0 <= below < processes:
            number = f"{CHAPTER}.{below + 1}"
        else:
            number = str(at + 1 if below < 0 else at + 1 - processes)
        yield number, anchor, title, text


def _style() -> str:
    text = STYLE
    for name in sorted(LIGHT, key=len, reverse=True):
        text = text.replace(f"${name};", f"{LIGHT[name]};")
    return text


def _anchor(key: ElementKey | None) -> str:
    if key is None or not key.file:
        return ""
    return "p-" + "".join(c if c.isalnum() else "-" for c in f"{key.file}-{key.element}")


def _link(book: Book, entry: Entry) -> str:
    """A name; a link where the handbook has a page for it."""
    known = entry.key is not None and book.handbook.sheet(entry.key) is not None
    return f'<a href="#{_anchor(entry.key)}">{escape(entry.text)}</a>' if known else escape(entry.text)


def _picture(picture: Picture) -> str:
    text = svg(picture.drawing, picture.area, background=None, title=picture.title)
    return f"<figure>{text}</figure>"


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of cells that are HTML already."""
    head = "".join(f"<th>{escape(text)}</th>" for text in heads)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"


# -- chapters ------------------------------------------------------------------------------------


def _landscape(book: Book) -> str:
    if book.landscape is None or not book.landscape.drawing:
        return ""
    area = drawing_bounds(book.landscape.drawing)
    assert area is not None
    return f"<figure>{svg(book.landscape.drawing, area.grown(8), background=None)}</figure>"


def _process(book: Book, sheet: Sheet) -> str:
    say = book.spoken
    owner = (
        say(message("Owner: {name}.", name=sheet.owner))
        if sheet.owner
        else say(message("No owner is named."))
    )
    parts = [f'<p class="lead">{escape(sheet.objective)} {escape(owner)}</p>']
    if sheet.ways:
        parts.append(_picture(way(sheet.ways[0], sheet.key, WIDTH)))
    measured = [Entry(kpi_text(kpi, say)) for kpi in sheet.kpis]
    parts += [
        f"<h2>{escape(say(message('From – to')))}</h2>",
        _picture(sipoc(sheet, WIDTH, say)),
        f"<h2>{escape(say(message('At a glance')))}</h2>",
        _picture(turtle(sheet, WIDTH, say, measured)),
        f"<h2>{escape(say(message('Evidence for ISO 9001, 4.4.1')))}</h2>",
        _evidence(book, book.handbook.matrix(sheet.key)),
        f'<p class="small">{escape(say(NO_AUDIT))}</p>',
    ]
    return "\n".join(parts)


def _evidence(book: Book, found: Sequence[Evidence]) -> str:
    say = book.spoken
    rows = [
        (
            escape(one.item),
            escape(say(one.title)),
            _told(one, say),
            _against(one, say),
            f'<span class="{one.state}" title="{escape(say(STATES[one.state]))}">{MARKS[one.state]}</span>',
        )
        for one in found
    ]
    heads = ("", say(message("Asked for")), say(message("Found")), say(message("Speaks against it")), "")
    return _table(heads, rows)


def _told(one: Evidence, say: Spoken) -> str:
    told = "; ".join(say(text) for text in one.found) or say(STATES[State.MISSING])
    return escape(told)


def _against(one: Evidence, say: Spoken) -> str:
    items = "".join(f"<li>{escape(say(f.message))}</li>" for f in one.against)
    return f"<ul>{items}</ul>" if items else ""


def _measures(book: Book) -> str:
    say, facts = book.spoken, book.facts
    rows = [
        (
            escape(kpi.name or kpi.id),
            escape(target_text(kpi)),
            escape(goal.name if (goal := facts.goal(kpi.goal)) is not None else "–"),
            escape(kpi.owner or "–"),
        )
        for kpi in facts.kpis
    ]
    heads = tuple(
        say(m) for m in (message("Key figure"), message("Target"), message("Goal"), message("Owner"))
    )
    return _goals(facts, "", set()) + _table(heads, rows)


def _goals(facts: Facts, parent: str, seen: set[str]) -> str:
    """The goals below one as nested lists; goals in a circle stand once."""
    known = {goal.id for goal in facts.goals}
    below = [g for g in facts.goals if (g.parent if g.parent in known else "") == parent and g.id not in seen]
    seen |= {goal.id for goal in below}
    items = "".join(f"<li>{_goal(goal)}{_goals(facts, goal.id, seen)}</li>" for goal in below)
    return f"<ul>{items}</ul>" if items else ""


def _goal(goal: GoalFact) -> str:
    owner = f' <span class="small">{escape(goal.owner)}</span>' if goal.owner else ""
    return f"{escape(goal.name or goal.id)}{owner}"


def _initiatives(book: Book) -> str:
    say, facts = book.spoken, book.facts
    rows = [
        (
            escape(i.name),
            escape(i.owner or "–"),
            escape(goal.name if (goal := facts.goal(i.goal)) is not None else "–"),
            escape(i.description),
        )
        for i in facts.initiatives
    ]
    heads = (message("Initiative"), message("Owner"), message("Goal"), message("What changes"))
    return _table(tuple(say(m) for m in heads), rows)


def _all_evidence(book: Book) -> str:
    """All processes against a to h, each field a mark with its words."""
    say = book.spoken
    letters = [one.item for one in next(iter(book.handbook.matrices), ())]
    rows = []
    for sheet, found in zip(book.handbook.sheets, book.handbook.matrices, strict=True):
        fields = (
            f'<span class="{one.state}" title="{escape(_told(one, say))}">{MARKS[one.state]}</span>'
            for one in found
        )
        rows.append((_link(book, Entry(sheet.name, sheet.key)), *fields))
    legend = " · ".join(f"{MARKS[s]} {say(STATES[s])}" for s in State)
    return (
        _table((say(message("Process")), *letters), rows)
        + f'<p class="small">{escape(legend)}. {escape(say(NO_AUDIT))}</p>'
    )


def _principles(book: Book) -> str:
    return _evidence(book, book.handbook.principles.get(book.edition, ()))


def target_text(kpi: KpiFact) -> str:
    """The target of a key figure with its direction: “≤ 40 hour”."""
    if kpi.target is None:
        return "–"
    sign = "≥" if kpi.direction == "more" else "≤"
    return f"{sign} {kpi.target:g} {kpi.unit}".strip()


def kpi_text(kpi: KpiFact, spoken: Spoken = str) -> str:
    """A key figure with its target in one line."""
    if kpi.target is None:
        return kpi.name or kpi.id
    return spoken(message("{name}, goal {target}", name=kpi.name or kpi.id, target=target_text(kpi)))
