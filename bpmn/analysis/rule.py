"""What a check is: an id, how bad it is, what it reads, and a function that finds it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from importlib.resources import files

from bpmn.analysis.context import Context
from bpmn.base.finding import ElementKey, Finding, Severity
from bpmn.base.fix import FixAction, FixKind, fix
from bpmn.base.message import Message, message
from bpmn.system.link import Level, Link


class Reads(Enum):
    """What the findings of a check depend on: only when that changed is it carried out again."""

    MAP = "map"
    """One map by itself; ``check_map`` is asked map by map."""
    LINKED = "linked"
    """One map, its links, and who is at their other ends; ``check_map`` is asked map by map."""
    LINKS = "links"
    """What joins the processes: links, processes, pools and parties, not what is inside a process."""
    SHAPE = "shape"
    """Everything but what plain steps are called that exchange nothing with others."""
    SYSTEM = "system"
    """Everything."""
    SEARCH = "search"
    """Everything, and what the search through all situations found."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check found: the elements, the sentence, and another severity or fix than the rule's.

    ``links`` are those without which it would be none: the finding is as sure as the weakest of them.
    ``actions`` mend it by one click, the best first.
    """

    elements: tuple[ElementKey, ...]
    message: Message
    severity: Severity | None = None
    fix: Message | None = None
    links: tuple[Link, ...] = ()
    actions: tuple[FixAction, ...] = ()


Check = Callable[[Context], Iterable[Fault]]
MapCheck = Callable[[Context, str], Iterable[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check of a system.

    ``title`` says in a few words what is looked for, ``why`` why the whole suffers, ``fix`` how to mend it.
    ``check`` looks at the whole, ``check_map`` at one map; a rule has one of them. ``needs_folder`` checks
    make no sense for a single map, whose other ends are elsewhere.
    """

    id: str
    severity: Severity
    title: Message
    why: Message
    fix: Message
    check: Check | None = None
    needs_folder: bool = False
    reads: Reads = Reads.SYSTEM
    check_map: MapCheck | None = None

    def findings(self, context: Context, file: str = "") -> list[Finding]:
        """What the check finds in a system, or in one of its maps."""
        if self.needs_folder and not context.system.is_folder:
            return []
        return [self._finding(context, fault) for fault in self._faults(context, file)]

    def _faults(self, context: Context, file: str) -> Iterator[Fault]:
        if self.check is not None:
            yield from self.check(context)
        elif self.check_map is not None:
            for one in [file] if file else context.system.files:
                yield from self.check_map(context, one)

    def _finding(self, context: Context, fault: Fault) -> Finding:
        weakest = max(fault.links, key=lambda link: link.level, default=None)
        told, actions = fault.message, fault.actions
        if weakest is not None and weakest.level >= Level.M5:
            told, actions = asked(context, weakest, told), (*answers(weakest), *actions)
        return Finding(
            self.id,
            fault.severity or self.severity,
            fault.elements,
            told,
            self.why,
            fault.fix or self.fix,
            weakest.level if weakest is not None else "",
            actions,
        )


def asked(context: Context, link: Link, told: Message) -> Message:
    """A finding that rests on an assumed link, as a question."""
    return message(
        "Do “{one}” of “{sender}” and “{other}” of “{receiver}” belong together? If so: {finding}",
        one=context.name(link.source),
        sender=context.process_name(link.source),
        other=context.name(link.target),
        receiver=context.process_name(link.target),
        finding=told,
    )


def answers(link: Link) -> Sequence[FixAction]:
    """Yes and no to an assumed link."""
    ends = (link.source, link.target)
    return [fix(kind, *ends, kind=link.kind) for kind in (FixKind.CONFIRM_LINK, FixKind.REJECT_LINK)]


def page(rule: str, language: str = "") -> str:
    """The page that explains a rule, in Markdown: in a language (“de”) if it has one there, else in English.

    Raises FileNotFoundError for a rule without a page.
    """
    pages = files("resources").joinpath("rules")
    translated = pages.joinpath(language, f"{rule}.md") if language else None
    chosen = translated if translated is not None and translated.is_file() else pages.joinpath(f"{rule}.md")
    return chosen.read_text(encoding="utf-8")
