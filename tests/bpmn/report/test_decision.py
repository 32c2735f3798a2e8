"""The report of a decision on the sample."""

import json

import pytest

from app.paths import sample_systems
from bpmn.improvement.improve import improve, to_json
from bpmn.report.blocks import Figure, Heading, Table, blocks_html
from bpmn.report.decision import About, decision, texts
from bpmn.system.links import find_links
from bpmn.system.system import System

COMMAND = "wholeflow improve telescopes --report out.html"


@pytest.fixture(scope="module")
def found():
    system = System.open(sample_systems()[0])
    return improve(system, find_links(system), facts=system.facts)


@pytest.fixture(scope="module")
def blocks(found):
    return decision(
        found, About("Initiatives", COMMAND, "Estimated by queueing.", numbers=(("A", "B"), ("1", "2")))
    )


def test_every_initiative_has_a_chapter_with_its_sentence(found, blocks):
    said = texts(blocks)

    for effect in found.initiatives:
        assert effect.name in [b.text for b in blocks if isinstance(b, Heading)]
        assert any(str(effect.explanation) in text for text in said)


def test_it_says_how_to_make_it_again(blocks):
    said = texts(blocks)

    assert COMMAND in said
    assert any(text.startswith("Wholeflow ") for text in said)
    assert "2" in said


def test_what_is_judged_is_marked_and_coloured(blocks):
    rows = [row for b in blocks if isinstance(b, Table) for row in b.rows]

    judged = [row for row in rows if "(judged)" in row[0].text]
    assert judged
    assert {row[-1].kind for row in judged} <= {"better", "worse", ""}


def test_the_numbers_are_those_of_the_command(found, blocks):
    """Values alone, as the command line prints them, stand in the table."""
    alone = json.loads(json.dumps(to_json(found)))["portfolio"]["alone"]
    table = next(b for b in blocks if isinstance(b, Table))
    signs = {row[0].text: row[3].text[0] for row in table.rows}

    assert signs == {name: "+" if value > 0 else "−" for name, value in alone.items()}


def test_the_page_needs_nothing_else_and_is_the_same_twice(found, blocks):
    page = blocks_html(blocks, "Initiatives")
    again = blocks_html(
        decision(
            found, About("Initiatives", COMMAND, "Estimated by queueing.", numbers=(("A", "B"), ("1", "2")))
        ),
        "Initiatives",
    )

    assert page == again
    assert "src=" not in page
    assert "href=" not in page
    assert page.count("<svg") == sum(isinstance(b, Figure) for b in blocks)


def test_names_are_text_not_code():
    page = blocks_html([Heading("<b>Skip</b> & go")], "x")

    assert "&lt;b&gt;Skip&lt;/b&gt; &amp; go" in page
