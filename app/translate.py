"""Every text that a person sees, in the language of the person.

Templates stand as literals where they are used, so that a script can collect them; a translation is a
JSON object from template to translated template in ``resources/i18n/<language>.json``.
"""

import json
import os
import re
from collections.abc import Mapping
from functools import cache

from app.paths import resources_folder
from bpmn.base.message import Message, message

LANGUAGE_VARIABLE = "WHOLEFLOW_LANGUAGE"
ENGLISH = "en"
QUOTES = {"de": ("„", "“")}
"""How a language quotes names, where that is not as in English, in which lists of names come."""
QUOTED = re.compile("“([^“”„]*)”")


def tr(template: str, /, **values: object) -> str:
    """The template in the user's language, its {places} filled with values."""
    return tr_message(message(template, **values))


def tr_message(text: Message) -> str:
    """The sentence of a message in the user's language."""
    code = language()
    filled = text.filled(_translations(code).get(text.template, text.template), tr_message)
    opening, closing = QUOTES.get(code, ("“", "”"))
    return QUOTED.sub(rf"{opening}\1{closing}", filled)


def language() -> str:
    """The code of the user's language, such as "de"; the environment variable WHOLEFLOW_LANGUAGE sets it."""
    return os.environ.get(LANGUAGE_VARIABLE) or ENGLISH


def languages() -> list[str]:
    """The languages that came with the application, English first."""
    return [ENGLISH, *sorted(p.stem for p in (resources_folder() / "i18n").glob("*.json"))]


@cache
def _translations(code: str) -> Mapping[str, str]:
    """From template to translated template; empty for English and for a language we do not have."""
    if code not in languages()[1:]:
        return {}
    path = resources_folder() / "i18n" / f"{code}.json"
    return {str(k): str(v) for k, v in json.loads(path.read_text(encoding="utf-8")).items()}
