"""Every check has a page, in each language of the window, and the pages of one check have the same parts."""

import json

import pytest

from bpmn.analysis.check import ALL_RULES, FAILED, UNREADABLE
from bpmn.analysis.rule import Rule, page
from tests.corpus import CHECKOUT

RESOURCES = CHECKOUT / "resources"
GERMAN = json.loads((RESOURCES / "i18n" / "de.json").read_text(encoding="utf-8"))
PARTS = {
    "What it finds": "Was gefunden wird",
    "Why the whole suffers": "Warum das Ganze leidet",
    "Example": "Beispiel",
    "How to mend it": "So beheben Sie es",
    "Good to know": "Gut zu wissen",
}
IDS = [*(rule.id for rule in ALL_RULES), UNREADABLE, FAILED]


def headings(text: str) -> list[str]:
    return [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_the_pages_of_a_check_bear_its_title(rule: Rule):
    assert page(rule.id).startswith(f"# {rule.id} · {rule.title}\n")
    assert page(rule.id, "de").startswith(f"# {rule.id} · {GERMAN[rule.title.template]}\n")


@pytest.mark.parametrize("rule", IDS)
def test_a_page_has_the_same_parts_in_both_languages(rule: str):
    english, german = headings(page(rule)), headings(page(rule, "de"))

    assert {"What it finds", "Why the whole suffers", "How to mend it"} <= set(english)
    assert german == [PARTS[heading] for heading in english]


@pytest.mark.parametrize("rule", IDS)
def test_a_german_page_is_a_page_of_its_own(rule: str):
    assert page(rule, "de") != page(rule)
    assert not {"the", "and", "is"} & set(page(rule, "de").split())


def test_a_language_without_pages_gets_the_english_ones():
    assert page("A01", "nl") == page("A01") == page("A01", "en")


def test_no_page_is_left_of_a_check_that_is_gone():
    for folder in (RESOURCES / "rules", RESOURCES / "rules" / "de"):
        assert sorted(path.stem for path in folder.glob("*.md")) == sorted(IDS)
