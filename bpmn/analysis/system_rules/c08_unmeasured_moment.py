"""C08: where customers deal with the organisation nothing is measured."""

from collections.abc import Iterable

from bpmn.analysis.chains import chains
from bpmn.analysis.context import SENT, Context
from bpmn.analysis.governance import measured_by_note, measuring, noting
from bpmn.analysis.rule import Fault, Reads, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.message import message


def check(context: Context) -> Iterable[Fault]:
    """One fault per process that has contact with customers and no key figure at all of these contacts."""
    for process, found in unmeasured(context).items():
        told = message(
            "Nobody measures how “{process}” serves “{customer}”.",
            process=context.name(process),
            customer=next(iter(found.values())),
        )
        yield Fault((process, *sorted(found)), told, actions=(measuring(context, process),))


def unmeasured(context: Context) -> dict[ElementKey, dict[ElementKey, str]]:
    """The processes whose contacts with customers nobody measures: the contacts, and who is met there.

    A figure of the process counts, one of a step at the contact, and one of the whole chain where the chain
    begins and ends.
    """
    contacts: dict[ElementKey, dict[ElementKey, str]] = {}
    for link in context.of_kind(SENT):
        for own, other in ((link.source, link.target), (link.target, link.source)):
            process = context.places.process_of.get(own)
            party = context.topology.party_at(context.place(other))
            if process is None or process in context.topology.theirs or party is None:
                continue
            if context.topology.is_customer(context.place(other)):
                contacts.setdefault(process, {})[own] = party.name
    measured = _measured(context)
    return {
        process: found
        for process, found in sorted(contacts.items())
        if process not in measured and not measured & set(found)
    }


def _measured(context: Context) -> set[ElementKey]:
    """Processes and elements that a key figure is about, also those whose map notes one.

    In a single map nobody can say whether a figure that it notes is known.
    """
    found: set[ElementKey] = set()
    known = {kpi.id for kpi in context.system.facts.kpis} if context.system.is_folder else None
    for kpi in context.system.facts.kpis:
        found.update(kpi.places)
        if not kpi.places and not kpi.resource:
            found.update(chain.start for chain in chains(context))
            found.update(end for way in context.ways for end in way.ends)
    for process, place in context.places.processes.items():
        for key in noting(context, process):
            kpis = () if key in place.pools else measured_by_note(context, key)
            if any(known is None or kpi in known for kpi in kpis):
                found.add(key)
    return found


RULE = Rule(
    "C08",
    Severity.WARNING,
    message("Contact with customers that nobody measures"),
    message("What the customer feels there shows in no number, so every saving looks free."),
    message("Add a key figure: how long it takes, or how often it is right the first time."),
    check,
    reads=Reads.SHAPE,
)
