"""A02: a link that may lead to several places."""

from collections.abc import Iterable

from bpmn.analysis.context import Context
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.fix import FixAction, FixKind, fix
from bpmn.base.message import message
from bpmn.system.link import Level, OpenQuestion
from bpmn.system.qnames import Problem


def check(context: Context) -> Iterable[Fault]:
    """One fault per open question with several answers."""
    asked: set[ElementKey] = {link.source for link in context.links.links if link.level is Level.M2}
    for question in context.links.open:
        if question.is_ambiguous:
            asked.add(question.source)
            elements = (question.source, *(c.key for c in question.candidates))
            yield Fault(elements, question.question, actions=_choices(context, question))
    for one in context.broken:
        if one.problem is Problem.AMBIGUOUS and one.place not in asked:
            told = message(
                "“{name}” refers to “{text}”, and several maps have it.",
                name=context.name(one.place),
                text=one.text,
            )
            yield Fault((one.place,), told)


def _choices(context: Context, question: OpenQuestion) -> tuple[FixAction, ...]:
    """One answer per candidate, and that it is somebody outside."""
    chosen = tuple(
        fix(
            FixKind.CONFIRM_LINK,
            question.source,
            candidate.key,
            kind=question.kind,
            label=message("It is “{process}”", process=context.process_name(candidate.key)),
        )
        for candidate in question.candidates
    )
    return (*chosen, fix(FixKind.MARK_EXTERNAL, question.source))


RULE = Rule(
    "A02",
    Severity.WARNING,
    message("Ambiguous link"),
    message("Nobody can say where the case goes, so every result leaves this link out."),
    message("Choose the right one once; the answer is kept with the system."),
    check,
)
