"""The handbook shows the facts that are there and says what speaks against them."""

from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bpmn.analysis.check import check
from bpmn.analysis.context import Context
from bpmn.queueing.analyse import analyse
from bpmn.report.evidence import State
from bpmn.report.handbook import Handbook, handbook
from bpmn.report.handbook_html import Book, handbook_html
from bpmn.report.principles import Edition
from bpmn.report.sheet_pictures import sipoc, turtle, way
from bpmn.report.team_list import Ground
from bpmn.system.facts import Facts, ResourceFact
from bpmn.system.system import System
from tests.bpmn.analysis.governance_examples import chain, owned
from tests.bpmn.system.maps import a_system, bpmn, key, process, task

SAMPLE = Path(str(files("resources").joinpath("samples", "larkfield-telescopes")))


def book_of(system: System) -> Handbook:
    context = Context(system)
    return handbook(context, check(system), analyse(system, context.links))


@pytest.fixture(scope="module")
def sample() -> Handbook:
    return book_of(System.open(SAMPLE))


@pytest.fixture(scope="module")
def build(sample):
    return next(sheet for sheet in sample.sheets if sheet.name == "Build telescope")


def texts(entries):
    return [entry.text for entry in entries]


def test_a_sheet_names_what_comes_and_goes_and_with_whom(build):
    assert texts(e.what for e in build.inputs) == ["Build order", "Glass in store"]
    assert texts(build.suppliers) == ["Handle order", "Buy glass"]
    assert "Deliver telescope" in texts(build.customers)
    assert build.owner == "Head of workshop"
    assert [team.name.text for team in build.teams] == ["Opticians", "Technicians"]
    assert "Train a fourth optician" in build.initiatives


def test_a_sheet_shows_the_way_of_the_customer_in_its_order(build):
    assert texts(build.ways[0]) == ["Handle order", "Buy glass", "Build telescope", "Deliver telescope"]


def test_processes_on_customers_ways_come_first(sample):
    assert [s.name for s in sample.sheets][:4] == texts(sample.sheets[0].ways[0])


@pytest.mark.parametrize(
    ("name", "letter", "state"),
    [
        ("Buy glass", "a", State.SHOWN),
        ("Handle complaint", "a", State.DOUBTED),
        ("Suggest care", "e", State.MISSING),
        ("Handle order", "e", State.DOUBTED),
        ("Answer inquiry", "c", State.DOUBTED),
        ("Invoice and payment", "g", State.MISSING),
        ("Buy glass", "g", State.SHOWN),
    ],
)
def test_evidence_is_shown_doubted_or_missing(sample, name, letter, state):
    sheet = next(s for s in sample.sheets if s.name == name)

    found = {one.item: one for one in sample.matrix(sheet.key)}

    assert "".join(found) == "abcdefgh"
    assert found[letter].state is state


def test_eight_principles_become_seven(sample):
    assert [one.item for one in sample.principles[Edition.EIGHT]] == list("12345678")
    newer = sample.principles[Edition.SEVEN]
    assert [str(one.title) for one in newer][3:5] == ["Process approach", "Improvement"]
    assert len(newer) == 7


def test_the_findings_of_a_principle_are_those_of_its_checks(sample):
    customers = sample.principles[Edition.SEVEN][0]

    assert {f.rule for f in customers.against} == {"C01", "C02", "C03", "C08", "M04"}


def test_a_system_without_facts_has_evidence_missing():
    sheet = next(iter((book := book_of(a_system(one=bpmn(process("p", task("a")))))).sheets))

    missing = [one.item for one in book.matrix(sheet.key) if one.state is State.MISSING]

    assert missing == list("abcdefgh")


LANES = '<laneSet id="LS"><lane id="L" name="Fitters"><flowNodeRef>{0}</flowNodeRef></lane></laneSet>'
TWO = {
    "one": bpmn(process("p", task("a"), inside=LANES.format("a"))),
    "two": bpmn(process("q", task("b"), inside=LANES.format("b"))),
}


def test_lanes_of_one_name_are_a_guess_until_people_say_so():
    said = Facts(resources=(ResourceFact("Fitters", (key("one.L"), key("two.L"))),))
    apart = Facts(resources=(ResourceFact("A", (key("one.L"),)), ResourceFact("B", (key("two.L"),))))

    grounds = [[(c.name, c.ground) for c in book_of(a_system(f, **TWO)).teams] for f in (None, said, apart)]

    assert grounds == [
        [("Fitters", Ground.GUESS)],
        [("Fitters", Ground.SAID)],
        [("A", Ground.SAID), ("B", Ground.SAID)],
    ]


@pytest.mark.parametrize("width", [600, 984])
def test_pictures_stay_within_their_width_and_lead_to_places(build, width):
    for picture in (sipoc(build, width), turtle(build, width), way(build.ways[0], build.key, width)):
        assert picture.area.width <= width
        assert picture.spots
        assert all(mark.bounds.right <= picture.area.right + 1 for mark in picture.drawing)
        assert all(picture.area.grown(1).contains(spot.bounds.centre) for spot in picture.spots)


def test_the_handbook_is_one_file_whose_links_lead_somewhere(sample):
    facts = System.open(SAMPLE).facts

    text = handbook_html(Book("Larkfield", sample, facts))

    page = ET.fromstring(text.partition("\n")[2])
    anchors = {node.get("id") for node in page.iter() if node.get("id")}
    links = {node.get("href")[1:] for node in page.iter("a")}
    assert links <= anchors
    assert "http" not in "".join(node.get("href") or "" for node in page.iter())
    assert handbook_html(Book("Larkfield", sample, facts)) == text


def test_names_in_the_handbook_are_escaped():
    system = a_system(one=bpmn(process("p", task("a"), name="&lt;b&gt;Sell", inside=owned("A &amp; B"))))

    text = handbook_html(Book("<x>", book_of(system), Facts()))

    assert "<b>Sell" not in text
    assert "&lt;b&gt;Sell" in text
    assert "A &amp; B" in text


def test_owners_of_a_chain_are_named_on_their_sheets():
    book = book_of(a_system(**chain(middle=True)))

    assert {sheet.name: sheet.owner for sheet in book.sheets} == {
        "Sell": "Ada",
        "Make": "Cid",
        "Bring": "Bob",
    }
