"""The word lists by which names are compared, and the user's own."""

import json
from pathlib import Path

import pytest

from bpmn.system.word_lists import read_words

SHIPPED = read_words(Path("nowhere"))


def own(folder: Path, content: object) -> Path:
    path = folder / "names.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_a_users_list_takes_the_place_of_the_one_that_came_along(tmp_path: Path):
    found = read_words(own(tmp_path, {"trailing": ["Crew", "Équipe"]}))

    assert found.trailing == {"crew", "equipe"}
    assert found.generic == SHIPPED.generic
    assert found.problem is None


def test_a_users_roles_take_the_place_of_the_ones_that_came_along(tmp_path: Path):
    found = read_words(own(tmp_path, {"roles": {"customer": ["Learner"]}}))

    assert found.roles == (("learner", "customer"),)


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[]",
        '{"articles": "the"}',
        '{"articles": [1]}',
        '{"roles": {"friend": ["Bob"]}}',
        '{"roles": []}',
        "[" * 100_000,
    ],
)
def test_a_list_that_cannot_be_used_is_told_and_does_no_harm(tmp_path: Path, content: str):
    found = read_words(own(tmp_path, content))

    assert found.problem is not None
    assert "names.json cannot be used" in str(found.problem)
    assert found.trailing == SHIPPED.trailing


@pytest.mark.parametrize("word", ["abteilung", "departement", "equipe", "afdeling", "proceso", "department"])
def test_general_nouns_of_five_languages_are_known(word: str):
    assert word in SHIPPED.trailing


@pytest.mark.parametrize("word", ["sent", "gesendet", "recu", "ontvangen", "recibido"])
def test_verbs_of_five_languages_are_known(word: str):
    assert word in SHIPPED.message_words
