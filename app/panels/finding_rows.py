"""Findings and open questions as rows of a list: what they say and what can be done about them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.translate import tr, tr_message
from bpmn.base.finding import ElementKey, Finding, Severity
from bpmn.base.message import Message, message
from bpmn.report.overview import Overview
from bpmn.system.link import Kind, OpenQuestion
from bpmn.system.store import NAME

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


def finding_rows(found: Overview) -> list[Row]:
    """Rows of questions and findings: the worst first, those of one rule together below a head."""
    asked = {str(question.question) for question in found.links.open}
    others = [f for f in found.findings if str(f.message) not in asked]
    return question_rows(found.links.open) + rows(others, found.titles)


def question_rows(questions: Sequence[OpenQuestion]) -> list[Row]:
    """Rows of open questions about links."""
    if not questions:
        return []
    return [head(tr("Questions about links"), len(questions)), *map(question_row, questions)]


def question_row(question: OpenQuestion) -> Row:
    """The row of a question: yes and no where there is one candidate, else the page of links answers it."""
    keys = (question.source, *(candidate.key for candidate in question.candidates))
    outside = () if question.kind is Kind.RESOURCE else ((EXTERNAL, tr("Somebody outside")),)
    answers = ((CONFIRM, tr("Same")), (REJECT, tr("Different")), *outside)
    several = ((SHOW, tr("Show in map")), *outside)
    evidence = tr_message(question.candidates[0].evidence) if len(question.candidates) == 1 else ""
    return Row(
        title=tr_message(question.question),
        detail=evidence,
        place=", ".join(dict.fromkeys(stem(key.file) for key in keys)),
        severity=Severity.WARNING if question.is_ambiguous else Severity.INFO,
        elements=keys,
        actions=answers if len(question.candidates) == 1 else several,
        data=question,
    )


def rows(findings: Iterable[Finding], titles: Mapping[str, Message]) -> list[Row]:
    """Rows of findings: the worst first, those of one rule together below a head."""
    ordered = sorted(findings, key=lambda f: f.severity.rank)
    result: list[Row] = []
    for rule in dict.fromkeys(f.rule for f in ordered):
        group = [f for f in ordered if f.rule == rule]
        title = titles.get(rule) or WORDS[group[0].severity]
        result.append(head(tr_message(title), len(group)))
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
    return tr("Handbook") if file == NAME else file.rpartition("/")[2].partition(".bpmn")[0]


def of_file(found: Sequence[Row], file: str) -> list[Row]:
    """The rows about one file, below heads that count them."""
    result: list[Row] = []
    below: Row | None = None
    group: list[Row] = []
    for row in (*found, None):
        if row is None or row.is_head:
            if below is not None and group:
                result.append(head(below.title, len(group)))
            result += group
            below, group = row, []
        elif any(key.file == file for key in row.elements):
            group.append(row)
    return result


def counted(found: Sequence[Row]) -> int:
    """How many rows are no heads."""
    return sum(not row.is_head for row in found)
