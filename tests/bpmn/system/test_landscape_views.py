"""What a landscape tells beside who works for whom: loads, waiting, findings, owners, problems."""

from dataclasses import replace

import pytest

from bpmn.base.finding import ElementKey, Finding, Severity
from bpmn.base.message import message
from bpmn.notation.drawing import Path, TextLine, drawing_bounds
from bpmn.system.landscape import Figures, Kind, Landscape, Shown, Team, View, draw, draw_landscape
from bpmn.system.landscape_arrange import arrange
from bpmn.system.link import Kind as LinkKind
from bpmn.system.link import Level
from tests.bpmn.system.maps import a_system, bpmn, collaboration, event, pool, process, task
from tests.bpmn.system.maps import message as flow

SHOP = bpmn(
    collaboration(
        pool("sales", "Sales", "selling"),
        pool("works", "Works", "making"),
        pool("who", "Customer"),
        flow("f1", "who>order", "Order"),
        flow("f2", "sold>make", "Build order"),
        flow("f3", "made>who", "Goods"),
        flow("f4", "say>hear", "Question"),
    ),
    process(
        "selling",
        event("start", "order"),
        task("hear", "Hear", "receiveTask"),
        event("end", "sold"),
        name="Sell",
    ),
    process(
        "making",
        event("start", "make"),
        task("say", "Say", "sendTask"),
        event("end", "made"),
        name="Make",
    ),
)
SELL, MAKE = ElementKey("shop.bpmn", "selling"), ElementKey("shop.bpmn", "making")


def finding(element: str, severity: Severity = Severity.WARNING, told: str = "It waits") -> Finding:
    key = ElementKey("shop.bpmn", element)
    return Finding("C01", severity, (key,), message(told), message("Customers wait."), message("Mend it."))


def shown(view: View = View.LOAD, **more) -> Landscape:
    found = draw_landscape(a_system(shop=SHOP), **more)
    assert found.plan is not None
    return draw(found.plan, Shown(view, found.problems))


def texts(landscape: Landscape) -> set[str]:
    return {mark.text for mark in landscape.drawing if isinstance(mark, TextLine)}


def test_the_card_with_the_highest_load_is_the_narrowest_point():
    landscape = shown(figures={SELL: Figures("2 h", 0.5), MAKE: Figures("3 h", 0.9)})

    pill = next(m for m in landscape.drawing if isinstance(m, TextLine) and m.text == "narrowest point")
    assert abs(pill.x - landscape.plan.boxes[MAKE].centre.x) < 1
    assert pill.y < landscape.plan.boxes[MAKE].y


def test_an_overloaded_team_says_that_its_backlog_grows():
    assert {"120 %", "grows"} <= texts(shown(figures={MAKE: Figures("3 h", 1.2)}))


def test_the_view_of_waiting_tints_cards_by_their_share():
    landscape = shown(View.WAITING, figures={MAKE: Figures("3 h", 0.9, 0.75)})

    assert "75 %" in texts(landscape)
    assert any(isinstance(m, Path) and m.fill == "wait%30" for m in landscape.drawing)


def test_the_view_of_findings_counts_them():
    landscape = shown(View.FINDINGS, findings=[finding("order"), finding("order", Severity.ERROR)])

    assert "2 findings" in texts(landscape)


def test_the_view_of_owners_marks_where_a_chain_changes_hands():
    found = draw_landscape(a_system(shop=SHOP)).plan
    owners = {SELL: "Ann", MAKE: "Ben"}
    cards = tuple(replace(card, owner=owners.get(card.key, "")) for card in found.model.cards)
    plan = arrange(replace(found.model, cards=cards))

    assert {"Ann", "Ben", "goes to another owner"} <= texts(draw(plan, Shown(View.OWNER)))


def test_a_problem_of_a_card_stands_on_its_corner_and_the_worst_has_a_note():
    landscape = shown(findings=[finding("order", told="Mild"), finding("made", Severity.ERROR, "Grave")])

    kinds = [a.kind for a in landscape.areas]
    assert kinds.count(Kind.PROBLEM) == 3
    assert "Grave" in texts(landscape)
    assert "Mild" not in texts(landscape)


def test_a_problem_of_a_line_stands_on_the_line():
    landscape = shown(findings=[finding("say")])

    (problem,) = landscape.problems
    assert problem.connection is not None


def test_a_note_lies_on_nothing():
    landscape = shown(findings=[finding("order", Severity.ERROR)])

    note = max((a.bounds for a in landscape.areas if a.kind is Kind.PROBLEM), key=lambda b: b.width)
    others = [a.bounds for a in landscape.areas if a.kind not in (Kind.PROBLEM, Kind.CHAIN)]
    assert not any(note.intersects(other) for other in others)


def test_shared_people_are_a_double_line_with_a_pill():
    landscape = shown(teams=[Team("fitters", (SELL, MAKE), 8.0)])

    assert "shares 8 fitters" in texts(landscape)
    assert "shares people" in texts(landscape)


def test_an_assumed_line_has_half_ink_and_a_question():
    found = draw_landscape(a_system(shop=SHOP)).plan
    guessed = tuple(
        replace(line, links=tuple(replace(x, level=Level.M5) for x in line.links))
        for line in found.model.connections
    )
    landscape = draw(arrange(replace(found.model, connections=guessed)))

    assert Kind.QUESTION in {a.kind for a in landscape.areas}
    assert {"?", "assumed, to be confirmed"} <= texts(landscape)
    assert any(isinstance(m, Path) and m.stroke == "inkMuted%50" for m in landscape.drawing)


def test_the_legend_shows_only_what_occurs():
    words = texts(shown())

    assert {"customer chain", "message", "for customers"} <= words
    assert not {"calls", "signal", "shares data", "error", "supporting", "load, mark at 85 %"} & words


def test_words_are_said_in_the_language_of_the_window():
    plan = draw_landscape(a_system(shop=SHOP)).plan

    landscape = draw(plan, Shown(say=lambda told: str(told).upper()))

    assert {"ASKS", "RECEIVES", "CUSTOMER CHAIN"} <= texts(landscape)


@pytest.mark.parametrize("kind", list(LinkKind))
def test_every_kind_of_line_can_be_drawn(kind: LinkKind):
    found = draw_landscape(a_system(shop=SHOP)).plan.model
    lines = tuple(replace(line, kind=kind) for line in found.connections)

    landscape = draw(arrange(replace(found, connections=lines)))

    assert drawing_bounds(landscape.drawing) is not None


def test_chains_through_one_card_run_twenty_apart():
    model = draw_landscape(a_system(shop=SHOP)).plan.model
    ways = (*model.ways, replace(model.ways[0], number=2, name="Complaint", processes=(MAKE,)))

    plan = arrange(replace(model, ways=ways))

    first, second = (next(p.y for p in way.stations if p.x == plan.boxes[MAKE].right) for way in plan.ways)
    assert second - first == 20
