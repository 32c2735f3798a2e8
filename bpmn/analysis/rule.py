"""What a check is: an id, how bad it is, and a function that finds it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.resources import files

from bpmn.analysis.context import Context
from bpmn.base.finding import ElementKey, Finding, Severity
from bpmn.base.message import Message


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check found: the elements, the sentence, and another severity or fix than the rule's."""

    elements: tuple[ElementKey, ...]
    message: Message
    severity: Severity | None = None
    fix: Message | None = None


Check = Callable[[Context], Iterable[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check of a system.

    ``title`` says in a few words what is looked for, ``why`` why the whole suffers, ``fix`` how to mend it.
    ``needs_folder`` checks make no sense for a single map, whose other ends are elsewhere.
    """

    id: str
    severity: Severity
    title: Message
    why: Message
    fix: Message
    check: Check
    needs_folder: bool = False

    def findings(self, context: Context) -> list[Finding]:
        """What the check finds in a system."""
        if self.needs_folder and not context.system.is_folder:
            return []
        return [
            Finding(
                self.id,
                fault.severity or self.severity,
                fault.elements,
                fault.message,
                self.why,
                fault.fix or self.fix,
            )
            for fault in self.check(context)
        ]


def page(rule: str) -> str:
    """The page that explains a rule, in Markdown. Raises FileNotFoundError for a rule without one."""
    return files("resources").joinpath("rules", f"{rule}.md").read_text(encoding="utf-8")
