"""Findings that one and the same deed mends stand together: “14 processes lack an owner: set them here”."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bpmn.base.finding import Finding, Severity
from bpmn.base.fix import FixKind
from bpmn.base.message import Message, message

ANSWERS = frozenset({FixKind.CONFIRM_LINK, FixKind.REJECT_LINK, FixKind.MARK_EXTERNAL})
"""Answers to a question say nothing about how to mend what depends on it."""

TITLES: dict[FixKind, Message] = {
    FixKind.ADD_TIME_LIMIT: message("One time limit each"),
    FixKind.SEND_MESSAGE_TO: message("Two ends that are not connected"),
    FixKind.TELL_PARTY: message("Somebody is not told"),
    FixKind.DRAW_MIRROR: message("Drawn on one side only"),
    FixKind.LIMIT_LOOP: message("Rounds without a limit"),
    FixKind.CATCH_EXCEPTION: message("What goes wrong is not caught"),
    FixKind.SET_OWNER: message("Processes without an owner"),
    FixKind.SET_OBJECTIVE: message("Processes without an objective"),
    FixKind.ADD_KPI: message("Not measured"),
    FixKind.READ_KPIS: message("Measured, but not reviewed"),
}
"""What the findings have in common that a fix mends; other groups are named like their check."""

AT_ONCE = frozenset(
    {
        *(FixKind.ADD_TIME_LIMIT, FixKind.SET_OWNER, FixKind.SET_OBJECTIVE),
        *(FixKind.DRAW_MIRROR, FixKind.ADD_KPI, FixKind.READ_KPIS),
    }
)
"""Fixes that can be carried out for a whole group, as each finding needs the same."""


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that the same deed mends, in the order of all findings."""

    title: Message
    findings: tuple[Finding, ...]
    fix: FixKind | None = None

    @property
    def severity(self) -> Severity:
        """That of the worst."""
        return min((f.severity for f in self.findings), key=lambda s: s.rank)

    @property
    def is_fixed_at_once(self) -> bool:
        """Whether one click can mend all of them."""
        return len(self.findings) > 1 and self.fix in AT_ONCE


def fix_of(finding: Finding) -> FixKind | None:
    """The kind of the first fix that is no answer to a question."""
    return next((action.kind for action in finding.actions if action.kind not in ANSWERS), None)


def key_of(finding: Finding) -> tuple[str, ...]:
    """Equal for findings of one group."""
    kind = fix_of(finding)
    return ("fix", kind) if kind in TITLES else ("rule", finding.rule)


def grouped(findings: Sequence[Finding], titles: Mapping[str, Message]) -> list[Group]:
    """The groups in the order of their first findings; ``titles`` name the checks."""
    together: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        together.setdefault(key_of(finding), []).append(finding)
    return [_group(found, titles) for found in together.values()]


def _group(found: Sequence[Finding], titles: Mapping[str, Message]) -> Group:
    kind = fix_of(found[0])
    if kind is not None and kind in TITLES:
        return Group(TITLES[kind], tuple(found), kind)
    return Group(titles.get(found[0].rule) or found[0].message, tuple(found), kind)
