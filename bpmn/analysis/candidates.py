"""Who may belong to an end that hangs in the air: proposals for a person to choose from."""

from functools import cached_property
from typing import TYPE_CHECKING

from bpmn.analysis.context import SENT, Context
from bpmn.base.fix import FixAction, FixKind, fix
from bpmn.base.message import message
from bpmn.system.ends import End
from bpmn.system.link import Kind
from bpmn.system.names import content

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 3
"""So many are offered."""

ALIKE = 0.5
"""The share of words in common from which on a name is worth a proposal."""


class Candidates:
    """The ends of our own processes that nothing is joined to, by the words of their names."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @cached_property
    def _by_word(self) -> dict[tuple[bool, str], list[End]]:
        context, found = self._context, dict[tuple[bool, str], list[End]]()
        bound = {key for link in context.of_kind(SENT) for key in (link.source, link.target)}
        for end in context.open_ends:
            if end.process in context.own and end.key not in bound and end.key not in context.external:
                for word in _words(end):
                    found.setdefault((end.sends, word), []).append(end)
        return found

    def fixes(self, end: End) -> tuple[FixAction, ...]:
        """Fixes that join an end with a free one of a like name, the likest first."""
        others: Iterable[End] = {
            other.key: other
            for word in sorted(_words(end))
            for other in self._by_word.get((not end.sends, word), ())
            if other.process != end.process and _likeness(end, other) >= ALIKE
        }.values()
        likely = sorted(others, key=lambda other: (-_likeness(end, other), other.key))[:MOST]
        pairs = ((end, other) if end.sends else (other, end) for other in likely)
        return tuple(_joined(self._context, *pair) for pair in pairs)


def _words(end: End) -> frozenset[str]:
    return frozenset(word for name in end.names for word in content(name).split())


def _likeness(one: End, other: End) -> float:
    ours, theirs = _words(one), _words(other)
    return len(ours & theirs) / len(ours | theirs)


def _joined(context: Context, sender: End, receiver: End) -> FixAction:
    """Draw the message in both maps where neither shows a partner, else say that the two belong together."""
    words = {"sent": context.message_of(sender), "process": context.name(receiver.process)}
    label = message("“{sent}” goes to “{process}”", **words)
    ends = (sender.key, receiver.key)
    if sender.pool is None and receiver.pool is None and sender.key.file != receiver.key.file:
        names = {"sender": context.name(sender.process), "receiver": context.name(receiver.process)}
        return fix(FixKind.SEND_MESSAGE_TO, *ends, label=label, message=context.message_of(sender), **names)
    kind = Kind.TRIGGER if receiver.starts else Kind.MESSAGE
    return fix(FixKind.CONFIRM_LINK, *ends, kind=kind, label=label)
