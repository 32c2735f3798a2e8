"""Findings and open questions as rows of a list: what they say and what can be done about them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.translate import tr, tr_message
from bpmn.base.finding import ElementKey, Finding, Severity
from bpmn.base.message import message

CONFIRM, REJECT, EXTERNAL, ACCEPT, SHOW = "confirm", "reject", "external", "accept", "show"
WORDS = {
    Severity.ERROR: message("Serious"),
    Severity.WARNING: message("To mend"),
    Severity.INFO: message("To know"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a head of a group, a finding or a question about a link.

    ``data`` is what it stands for; ``actions`` are pairs of a word of this module and the button's text.
    """

    title: str
    detail: str = ""
    place: str = ""
    severity: Severity | None = None
    elements: tuple[ElementKey, ...] = ()
    actions: tuple[tuple[str, str], ...] = ()
    data: object = None
    is_head: bool = False


def rows(findings: Iterable[Finding], names: "dict[str, str] | None" = None) -> list[Row]:
    """Rows of findings: the worst first, those of one rule together below a head."""
    ordered = sorted(findings, key=lambda f: (f.severity.rank, f.rule))
    result: list[Row] = []
    for rule in dict.fromkeys(f.rule for f in ordered):
        group = [f for f in ordered if f.rule == rule]
        result.append(head(_title_of(rule, group, names or {}), len(group)))
        result += [finding_row(f) for f in group]
    return result


def head(title: str, count: int) -> Row:
    """The head of a group."""
    return Row(title=title, detail=str(count), is_head=True)


def finding_row(finding: Finding) -> Row:
    """The row of a finding."""
    return Row(
        title=tr_message(finding.message),
        detail=tr_message(finding.why),
        place=", ".join(dict.fromkeys(stem(key.file) for key in finding.elements)),
        severity=finding.severity,
        elements=finding.elements,
        actions=((SHOW, tr("Show in map")),) if finding.elements else (),
        data=finding,
    )


def stem(file: str) -> str:
    """What people call the map of a file."""
    return file.rpartition("/")[2].partition(".bpmn")[0]


def of_file(found: Sequence[Row], file: str) -> list[Row]:
    """The rows about one file, with the heads that still have something below them."""
    kept = [r for r in found if r.is_head or any(key.file == file for key in r.elements)]
    result: list[Row] = []
    for row, after in zip(kept, [*kept[1:], None], strict=True):
        if not row.is_head or (after is not None and not after.is_head):
            result.append(row)
    return result


def counted(found: Sequence[Row]) -> int:
    """How many rows are no heads."""
    return sum(not row.is_head for row in found)


def _title_of(rule: str, group: Sequence[Finding], names: dict[str, str]) -> str:
    return names.get(rule) or tr_message(WORDS[group[0].severity])
