"""A09: sender and receiver mean different contents by one message."""

from collections.abc import Iterable

from bpmn.analysis.context import SENT, Context
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.fix import FixAction, FixKind, fix
from bpmn.base.message import message
from bpmn.model import ItemDefinition, Message
from bpmn.system.link import Link

Carried = tuple[ElementKey, ItemDefinition]
"""A message and the definition of what it carries."""


def check(context: Context) -> Iterable[Fault]:
    """One fault per link whose two ends define different contents, or one of many against one of one."""
    for link in context.of_kind(SENT):
        sent, awaited = carried(context, link.source), carried(context, link.target)
        if sent is None or awaited is None or sent[1] == awaited[1]:
            continue
        words = {
            "sender": context.process_name(link.source),
            "receiver": context.process_name(link.target),
            "message": context.name(sent[0]),
        }
        if _structure(sent[1]) != _structure(awaited[1]):
            told = message(
                "“{message}” is “{one}” for “{sender}” and “{other}” for “{receiver}”.",
                one=_structure(sent[1]),
                other=_structure(awaited[1]),
                **words,
            )
            yield Fault(_places(link), told, links=(link,), actions=_align(sent, awaited))
        elif sent[1].is_collection and not awaited[1].is_collection and _takes_one(context, link.target):
            told = message(
                "“{sender}” sends a list of “{message}”, “{receiver}” expects a single one.", **words
            )
            yield Fault(_places(link), told, links=(link,), actions=(fix(FixKind.RECEIVE_ALL, link.target),))


def _places(link: Link) -> tuple[ElementKey, ...]:
    return link.source, link.target


def _align(sent: Carried, awaited: Carried) -> tuple[FixAction, ...]:
    return (fix(FixKind.ALIGN_ITEM, awaited[0], structure=_structure(sent[1])),)


def _takes_one(context: Context, key: ElementKey) -> bool:
    return not context.maps.detail(key).repeats


def _structure(item: ItemDefinition) -> str:
    """The name of the type without its prefix, which says nothing about another map."""
    return (item.node.get("structureRef") or "").strip().rpartition(":")[2]


def carried(context: Context, key: ElementKey) -> Carried | None:
    """The message that an element itself names, and what it carries; None where that is not said."""
    maps = context.maps
    named = maps.key(key.file, maps.of(key.file).messages.get(key.element), Message)
    item = maps.of(named.file).definitions[named.element].item if named is not None else None
    if named is None or item is None:
        return None
    found = maps.key(named.file, item, ItemDefinition)
    definition = context.element(found) if found is not None else None
    return (named, definition) if isinstance(definition, ItemDefinition) and _structure(definition) else None


RULE = Rule(
    "A09",
    Severity.WARNING,
    message("Message that means different things"),
    message(
        "What one side writes the other cannot read: things get lost or are done twice, and nobody notices."
    ),
    message("Agree on what the message holds, and let the receiver take as many as are sent."),
    check,
    needs_folder=True,
)
