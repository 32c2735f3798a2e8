"""Texts for people, kept apart from their values so that the application can translate them."""

import re
from collections.abc import Callable
from dataclasses import dataclass

PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with named places, and the values for them.

    ``str()`` gives the English sentence. The application translates ``template`` and fills it in
    itself, so templates stand as literals where a message is made.
    """

    template: str
    values: tuple[tuple[str, "str | Message"], ...] = ()

    def __str__(self) -> str:
        return self.filled(self.template)

    def filled(self, template: str, spoken: Callable[["Message"], str] = str) -> str:
        """The values of this message in another template (its translation).

        A value that is a sentence itself is said by ``spoken``.
        """
        values = {name: spoken(v) if isinstance(v, Message) else v for name, v in self.values}
        return PLACE.sub(lambda place: values.get(place[1], place[0]), template)


def message(template: str, **values: object) -> Message:
    """Make a Message; values are turned into text, but for sentences, which are translated by themselves."""
    kept = [(name, v if isinstance(v, Message) else str(v)) for name, v in values.items()]
    return Message(template, tuple(kept))
