"""G08: an initiative whose effect on the whole nobody computed since the maps changed."""

from collections.abc import Iterable

from bpmn.analysis.context import Context
from bpmn.analysis.governance import existing, fact_key
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import Severity
from bpmn.base.message import message


def check(context: Context) -> Iterable[Fault]:
    """One fault per initiative that was not judged on the system as it is; silent until somebody judges."""
    judged = context.results.judged
    if judged is None:
        return
    for initiative in context.system.facts.initiatives:
        if initiative.name not in judged:
            told = message("Nobody has judged “{name}” by its effect on the whole.", name=initiative.name)
            elements = existing(context, (change.element for change in initiative.changes))
            yield Fault((*dict.fromkeys(elements), fact_key(initiative)), told)


RULE = Rule(
    "G08",
    Severity.WARNING,
    message("Initiative that was not judged"),
    message("What is good for its owner may cost the customer more than it saves, and nobody has looked."),
    message("Judge the initiatives: it takes seconds."),
    check,
)
