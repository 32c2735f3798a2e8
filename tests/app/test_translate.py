"""Texts are filled in, and translated where there is a translation."""

import json

import pytest

from app import translate
from app.translate import language, languages, tr, tr_message
from bpmn.base.message import message


@pytest.fixture
def german(tmp_path, monkeypatch):
    """A translation of two texts, and a user who wants it."""
    folder = tmp_path / "i18n"
    folder.mkdir()
    texts = {"Open {file}": "{file} öffnen", "Save": "Speichern"}
    (folder / "de.json").write_text(json.dumps(texts), encoding="utf-8")
    monkeypatch.setattr(translate, "resources_folder", lambda: tmp_path)
    monkeypatch.setenv("WHOLEFLOW_LANGUAGE", "de")
    translate._translations.cache_clear()
    yield
    translate._translations.cache_clear()


def test_english_is_spoken_where_nothing_else_is_wanted():
    assert language() == "en"
    assert tr("Open {file}", file="a.bpmn") == "Open a.bpmn"


def test_a_text_is_translated_and_filled(german):
    assert tr("Open {file}", file="a.bpmn") == "a.bpmn öffnen"
    assert languages() == ["en", "de"]


def test_a_message_of_bpmn_is_translated(german):
    assert tr_message(message("Open {file}", file="b")) == "b öffnen"


def test_a_text_without_translation_stays_english(german):
    assert tr("Close {file}", file="b") == "Close b"


def test_an_unknown_language_is_english(monkeypatch):
    monkeypatch.setenv("WHOLEFLOW_LANGUAGE", "../../etc/passwd")

    assert tr("Save") == "Save"


def test_a_value_in_braces_is_not_filled_again():
    assert tr("{a}", a="{b}", b="never") == "{b}"


def test_names_in_lists_are_quoted_as_the_language_does(monkeypatch):
    monkeypatch.setenv("WHOLEFLOW_LANGUAGE", "de")

    told = tr("Removed {names}", names="“Pack”, “Ship”")

    assert told.endswith("„Pack“, „Ship“")
    assert tr("Saved {name}", name="„a“ und „b“").startswith("„a“ und „b“")


def test_english_quotes_stay_in_english(monkeypatch):
    monkeypatch.setenv("WHOLEFLOW_LANGUAGE", "en")

    assert tr("Removed {names}", names="“Pack”") == "Removed “Pack”"
