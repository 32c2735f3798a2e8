"""The process landscape: how the maps of a folder work for each other and for the customer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bpmn.base.finding import ElementKey, Finding
from bpmn.base.geometry import Bounds, Point
from bpmn.base.message import Message, message
from bpmn.notation.drawing import Drawing, TextLine, drawing_bounds
from bpmn.system import landscape_chains, landscape_lines, landscape_marks
from bpmn.system.landscape_arrange import arrange
from bpmn.system.landscape_boxes import band, card, load_bar, party_box, wait_bar
from bpmn.system.landscape_excerpt import excerpt
from bpmn.system.landscape_legend import legend
from bpmn.system.landscape_marks import Say
from bpmn.system.landscape_model import Card, Figures, Model, Team, model_of
from bpmn.system.landscape_plan import Laid, Plan
from bpmn.system.landscape_problems import Problem, problems
from bpmn.system.landscape_room import Space, segments
from bpmn.system.landscape_view import View
from bpmn.system.link import Links
from bpmn.system.links import Survey, find_links, survey
from bpmn.system.system import System

__all__ = ["Area", "Figures", "Kind", "Landscape", "Team", "View", "draw", "draw_landscape", "positions_of"]

ASKS, RECEIVES = message("asks"), message("receives")
FINDINGS, ONE_FINDING = message("{count} findings"), message("1 finding")
BELOW = 40.0
"""From the lowest box to the legend."""


class Kind(StrEnum):
    """What an area of the picture stands for."""

    CUSTOMER = "customer"
    PARTY = "party"
    PROCESS = "process"
    CHAIN = "chain"
    LINE = "line"
    QUESTION = "question"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the picture that stands for a process, a party (empty file) or an element of a map.

    ``number`` is that of the chain, of the connection in the model, or of the problem.
    """

    bounds: Bounds
    key: ElementKey
    kind: Kind = Kind.LINE
    number: int = -1


@dataclass(frozen=True, slots=True)
class Part:
    """Marks that belong together, the hindmost part first.

    ``chains`` are the numbers of the chains they belong to, ``nodes`` the boxes; the legend has neither.
    """

    drawing: Drawing
    chains: frozenset[int] = frozenset()
    nodes: frozenset[ElementKey] = frozenset()


@dataclass(frozen=True, slots=True)
class Landscape:
    """The picture and what can be chosen in it; ``plan`` and ``problems`` are what it was drawn from."""

    parts: tuple[Part, ...] = ()
    areas: tuple[Area, ...] = ()
    plan: Plan | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def drawing(self) -> Drawing:
        """All marks, those behind first."""
        return tuple(mark for part in self.parts for mark in part.drawing)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a landscape tells: the view of the cards, the problems, how words are said, and if it explains."""

    view: View = View.LOAD
    problems: tuple[Problem, ...] = ()
    say: Say = str
    has_legend: bool = True


def draw_landscape(
    system: System,
    links: Links | None = None,
    figures: Mapping[ElementKey, Figures] | None = None,
    teams: Sequence[Team] = (),
    findings: Iterable[Finding] = (),
    seen: Survey | None = None,
) -> Landscape:
    """Draw the processes and parties of a system with what joins them; what is not given is found.

    A system that is too large for one picture is drawn in part, and the legend says so.
    """
    known = seen or survey(system)
    links = find_links(system, known) if links is None else links
    part = excerpt(known.places, links)
    model = replace(model_of(system, part.found, part.links, figures, teams), told=part.told)
    plan = arrange(model, positions_of(model, system))
    return draw(plan, Shown(problems=problems(model, part.found.process_of, findings)))


def positions_of(model: Model, system: System) -> dict[ElementKey, Point]:
    """Where people put the boxes of a landscape; those that are gone are left out."""
    known = {card.key for card in model.cards}
    return {p.node: Point(p.x, p.y) for p in system.facts.landscape if p.node in known}


def draw(plan: Plan, shown: Shown | None = None) -> Landscape:
    """The picture of a landscape in which everything has its place."""
    if not plan.boxes:
        return Landscape()
    return _Picture(plan, shown or Shown()).drawn()


class _Picture:
    def __init__(self, plan: Plan, shown: Shown) -> None:
        self._plan, self._shown = plan, shown
        self._owners = landscape_marks.owner_colours(plan) if shown.view is View.OWNER else {}
        self._numbers = {id(line): number for number, line in enumerate(plan.model.connections)}
        self._parts: list[Part] = []
        self._areas: list[Area] = []

    def drawn(self) -> Landscape:
        """Chains behind, then lines, boxes, what belongs before them, marks, and the legend below."""
        self._draw_chains()
        self._draw_lines()
        self._draw_boxes()
        self._draw_stops()
        self._draw_words()
        self._draw_problems()
        if self._shown.has_legend:
            self._parts.append(Part(self._legend()))
        return Landscape(tuple(self._parts), tuple(self._areas), self._plan, self._shown.problems)

    def _draw_chains(self) -> None:
        for way in self._plan.ways:
            number, first = way.way.number, way.way.processes[0]
            self._parts.append(Part(landscape_chains.track(way), frozenset((number,))))
            boxes = (box.grown(5) for piece in way.pieces for box in segments(piece))
            self._areas += (Area(box, first, Kind.CHAIN, number) for box in boxes)

    def _draw_lines(self) -> None:
        for laid in self._plan.lines:
            self._line_part(laid, landscape_lines.line(laid))
        for laid in self._plan.lines:
            self._line_part(laid, landscape_lines.on_line(laid, self._shown.say))
            if laid.disc is not None:
                kind = Kind.QUESTION if laid.line.is_assumed else Kind.LINE
                self._areas.append(Area(laid.disc, laid.line.key, kind, self._numbers[id(laid.line)]))

    def _line_part(self, laid: Laid, drawing: Drawing) -> None:
        if drawing:
            self._parts.append(Part(drawing, nodes=frozenset((laid.line.source, laid.line.target))))

    def _draw_boxes(self) -> None:
        say, names, ways = self._shown.say, dict(self._plan.model.customers), self._plan.model.ways
        for key, sides in self._plan.bands.items():
            chains = frozenset(way.number for way in ways if way.customer == key)
            for box, does in zip(sides, (ASKS, RECEIVES), strict=True):
                self._parts.append(Part(band(box, names[key], say(does)), chains, frozenset((key,))))
                self._areas.append(Area(box, key, Kind.CUSTOMER))
        for one in self._plan.model.cards:
            box = self._plan.boxes[one.key]
            chains = frozenset(way.number for way in ways if one.key in way.processes)
            self._parts.append(Part(self._box(one, box), chains, frozenset((one.key,))))
            self._areas.append(Area(box, one.key, Kind.PARTY if one.is_party else Kind.PROCESS))

    def _draw_stops(self) -> None:
        if self._shown.view is View.OWNER:
            self._parts.append(Part(landscape_marks.hand_overs(self._plan)))
        for way in self._plan.ways:
            number, first = way.way.number, way.way.processes[0]
            self._parts.append(Part(landscape_chains.stops(way, self._shown.say), frozenset((number,))))
            if way.name is not None:
                self._areas.append(Area(way.name.bounds, first, Kind.CHAIN, number))

    def _draw_words(self) -> None:
        for laid in self._plan.lines:
            self._line_part(laid, landscape_lines.words(laid))
            if laid.label is not None:
                number = self._numbers[id(laid.line)]
                self._areas.append(Area(laid.label.bounds, laid.line.key, Kind.LINE, number))

    def _draw_problems(self) -> None:
        plan, shown = self._plan, self._shown
        space = landscape_marks.taken(plan)
        if shown.view in (View.LOAD, View.WAITING) and plan.model.narrowest is not None:
            pill = landscape_marks.pill(plan, space, shown.say)
            self._parts.append(Part(pill, nodes=frozenset((plan.model.narrowest,))))
        placed = landscape_marks.marks_of(plan, shown.problems, space)
        for number, (problem, place) in enumerate(placed):
            nodes = frozenset(key for key in (problem.card,) if key is not None)
            if number == 0 and shown.view in (View.LOAD, View.FINDINGS):
                self._note(problem, place, space)
            count = len(problem.findings) if shown.view is View.FINDINGS else 1
            mark = landscape_marks.mark(place, problem.worst.severity, count)
            self._parts.append(Part(mark, nodes=nodes))
            key = problem.worst.elements[0]
            self._areas.append(Area(place, key, Kind.PROBLEM, shown.problems.index(problem)))

    def _note(self, problem: Problem, at: Bounds, space: Space) -> None:
        drawing, place = landscape_marks.note(self._plan, problem, at, space, self._shown.say)
        self._parts.append(Part(drawing))
        if place is not None:
            key, number = problem.worst.elements[0], self._shown.problems.index(problem)
            self._areas.append(Area(place, key, Kind.PROBLEM, number))

    def _box(self, one: Card, box: Bounds) -> Drawing:
        if one.is_party:
            return party_box(box, one, self._shown.say)
        figures, view = one.figures, self._shown.view
        if view is View.OWNER:
            colour = self._owners.get(one.owner)
            return card(box, one, colour, f"{colour}%12" if colour else "panel")
        if view is View.WAITING and figures.waiting is not None:
            tint = f"wait%{round(figures.waiting * 40)}"
            return (*card(box, one, None, tint), *wait_bar(box, figures.waiting))
        if view is View.FINDINGS:
            return (*card(box, one), *self._count(one.key, box))
        drawn = card(box, one)
        if view is View.LOAD and figures.load is not None:
            return (*drawn, *load_bar(box, figures.load, self._shown.say))
        return drawn

    def _count(self, key: ElementKey, box: Bounds) -> Drawing:
        """How many findings there are about a process."""
        count = sum(len(p.findings) for p in self._shown.problems if p.card == key)
        if not count:
            return ()
        words: Message = message(FINDINGS.template, count=count) if count > 1 else ONE_FINDING
        return (
            TextLine(self._shown.say(words), box.x + 10, box.bottom - 10, 11, "text", True, anchor="start"),
        )

    def _legend(self) -> Drawing:
        """Under everything, from the left edge on."""
        bounds = drawing_bounds(tuple(mark for part in self._parts for mark in part.drawing))
        assert bounds is not None
        at = Point(bounds.x, bounds.bottom + BELOW)
        return legend(self._plan, self._shown.view, self._shown.say, Bounds(*at, bounds.width, 0))
