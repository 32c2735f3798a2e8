"""A03: something is sent, signalled or stored, and nobody takes it."""

from collections.abc import Iterable

from bpmn.analysis.candidates import Candidates
from bpmn.analysis.context import SENT, Context
from bpmn.analysis.rule import Fault, Reads, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.fix import FixKind, fix
from bpmn.base.message import message
from bpmn.system.broadcasts import level_of
from bpmn.system.ends import End
from bpmn.system.link import Kind, Level


def check(context: Context) -> Iterable[Fault]:
    """One fault per element whose message, signal or data goes nowhere."""
    yield from _suggestions(context)
    taken = {link.source for link in context.of_kind(SENT)} | context.external
    told: set[ElementKey] = set()
    joins = Candidates(context)
    for end in context.open_ends:
        if end.sends and end.key not in taken | told and not context.is_unsettled(end.key):
            told.add(end.key)
            yield _unheard(context, end, joins)
    yield from _signals(context)
    yield from _stores(context)


def _unheard(context: Context, end: End, joins: Candidates) -> Fault:
    pool = context.places.pools.get(end.pool) if end.pool else None
    if pool is not None and pool.name:
        told = message(
            "“{message}” goes from “{process}” to “{receiver}”, but no step there awaits it.",
            message=context.message_of(end),
            process=context.process_name(end.key),
            receiver=pool.name,
        )
    else:
        told = message(
            "“{process}” sends “{message}”, but nobody receives it.",
            process=context.process_name(end.key),
            message=context.message_of(end),
        )
    outside = fix(FixKind.MARK_EXTERNAL, end.key, party=pool.name if pool is not None else "")
    return Fault((end.key,), told, actions=(*joins.fixes(end), outside))


def _suggestions(context: Context) -> Iterable[Fault]:
    """Sender and receiver that sound alike, asked as a question."""
    mend = message("Say whether the two belong together; the answer is kept with the system.")
    for question in context.links.open:
        if not question.is_ambiguous and question.kind in {*SENT, Kind.SIGNAL, Kind.DATA}:
            elements = (question.source, question.candidates[0].key)
            yes = fix(FixKind.CONFIRM_LINK, *elements, kind=question.kind)
            no = fix(FixKind.REJECT_LINK, *elements, kind=question.kind)
            yield Fault(elements, question.question, fix=mend, actions=(yes, no))


def _signals(context: Context) -> Iterable[Fault]:
    caught = {link.source for link in context.of_kind([Kind.SIGNAL])} | context.external
    for use in context.signals:
        if use.gives and use.key not in caught and not context.is_unsettled(use.key):
            told = message(
                "“{process}” gives the signal “{signal}”, but nobody listens to it.",
                process=context.process_name(use.key),
                signal=use.name or context.name(use.key),
            )
            yield Fault((use.key,), told, actions=(fix(FixKind.MARK_EXTERNAL, use.key),))


def _stores(context: Context) -> Iterable[Fault]:
    readers = [use for use in context.stores if not use.gives]
    for use in context.stores:
        read = any(level_of(use, reader) not in (None, Level.M6) for reader in readers)
        if use.gives and not read and use.key not in context.external and not context.is_unsettled(use.key):
            told = message(
                "“{process}” keeps “{store}” up to date, but nobody reads it.",
                process=context.process_name(use.key),
                store=use.name or context.name(use.key),
            )
            yield Fault((use.key,), told, actions=(fix(FixKind.MARK_EXTERNAL, use.key),))


RULE = Rule(
    "A03",
    Severity.WARNING,
    message("Sent, but nobody receives it"),
    message("Somebody works for nothing, or somebody waits for word that never comes."),
    message("Connect it to the step that needs it, mark it as going outside, or stop sending it."),
    check,
    needs_folder=True,
    reads=Reads.SHAPE,
)
