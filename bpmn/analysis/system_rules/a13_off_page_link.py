"""A13: a link event whose other half is in another process."""

from collections.abc import Iterable

from bpmn.analysis.context import Context
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.fix import FixKind, fix
from bpmn.base.message import message
from bpmn.system.names import normalised
from bpmn.system.references import link_events


def check(context: Context) -> Iterable[Fault]:
    """One fault per throwing link event that only catches elsewhere answer."""
    here: set[tuple[ElementKey, str | None, str]] = set()
    anywhere: dict[str, list[ElementKey]] = {}
    throwing: list[tuple[ElementKey, str | None, str]] = []
    for key, catches, name, parent in link_events(context.maps, context.places):
        if not catches:
            throwing.append((key, parent, name))
        else:
            here.add((context.places.process_of[key], parent, name))
            anywhere.setdefault(normalised(name), []).append(key)
    for key, parent, name in throwing:
        elsewhere = anywhere.get(normalised(name), [])
        if (context.places.process_of[key], parent, name) not in here and elsewhere:
            told = message(
                "The link “{name}” leaves “{process}”, but goes on in “{other}”.",
                name=name,
                process=context.process_name(key),
                other=context.process_name(elsewhere[0]),
            )
            places = (key, *sorted(elsewhere))
            yield Fault(places, told, actions=(fix(FixKind.MESSAGE_FOR_LINK, *places),))


RULE = Rule(
    "A13",
    Severity.ERROR,
    message("Link event that leaves its process"),
    message("A link only shortens a line within one process; from here the case goes nowhere."),
    message("Send a message to the other process, or call it."),
    check,
)
