"""Findings and open questions as rows of a list: what they say and what can be done about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.translate import tr, tr_message
from bpmn.analysis.grouping import Group, grouped, key_of
from bpmn.analysis.profile import Profile, shown
from bpmn.base.finding import ElementKey, Finding, Severity
from bpmn.base.fix import ASKS, Asked
from bpmn.base.message import Message, message
from bpmn.report.overview import Overview
from bpmn.system.facts import AcceptedFinding, Facts, identity
from bpmn.system.link import Kind, OpenQuestion
from bpmn.system.store import NAME

CONFIRM, REJECT, EXTERNAL, ACCEPT, SHOW = "confirm", "reject", "external", "accept", "show"
FIX, FIX_ALL, WALK, JUDGE = "fix", "fixAll", "walk", "judge"
WALKED = frozenset({"H04", "S01", "S02", "S03", "S06", "S07"})
"""Checks whose findings have a shortest way that can be walked."""
NOT_JUDGED = "G08"
"""The check that is content once the initiatives are judged."""
MOST_ASKED = 3
"""So many questions a first look asks."""

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


def finding_rows(found: Overview, profile: Profile = Profile.ALL, *, by_fix: bool = True) -> list[Row]:
    """Rows of questions and of the findings that a profile shows: by what mends them, or as they rank."""
    asked = {str(question.question) for question in found.links.open}
    others = [f for f in found.findings if str(f.message) not in asked]
    questions = found.links.open[: MOST_ASKED if profile is Profile.FIRST_LOOK else None]
    seen = shown(others, profile, taken=len(questions))
    listed = rows(seen, found.titles, others) if by_fix else [finding_row(f) for f in seen]
    return question_rows(questions) + listed


def accepted_rows(found: Overview, facts: Facts) -> list[Row]:
    """Rows of what people decided to live with, and of the checks that they switched off."""
    known = {identity(AcceptedFinding(f.rule, f.elements)): f for f in found.accepted}
    accepted = [_accepted_row(fact, known.get(identity(fact))) for fact in facts.accepted_findings]
    off = [
        Row(title=_title(found, setting.rule), detail=tr("Not carried out"), data=setting)
        for setting in facts.check_settings
        if setting.off
    ]
    heads = ((tr("Accepted"), accepted), (tr("Switched off"), off))
    return [one for title, group in heads if group for one in (head(title, len(group)), *group)]


def _accepted_row(fact: AcceptedFinding, finding: Finding | None) -> Row:
    """A finding that is accepted; one that is no longer found is named by its check."""
    said = ", ".join(part for part in (fact.author, fact.date) if part)
    return Row(
        title=tr_message(finding.message) if finding is not None else tr("No longer found"),
        detail=" · ".join(part for part in (fact.reason, said) if part),
        place=", ".join(dict.fromkeys(stem(key.file) for key in fact.elements)),
        elements=fact.elements,
        data=fact,
    )


def _title(found: Overview, rule: str) -> str:
    title = found.titles.get(rule)
    return tr_message(title) if title is not None else rule


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


def rows(
    findings: Sequence[Finding], titles: Mapping[str, Message], everything: Sequence[Finding] = ()
) -> list[Row]:
    """Rows of findings: the worst first, those that one deed mends together below a head.

    ``everything`` are all findings where some are not shown: a head counts them, its click mends them all.
    """
    result: list[Row] = []
    ordered = sorted(findings, key=lambda f: f.severity.rank)
    whole = {key_of(group.findings[0]): group for group in grouped(everything or ordered, titles)}
    known = {f.rule: titles.get(f.rule) or WORDS[f.severity] for f in ordered}
    for group in grouped(ordered, known):
        result.append(group_head(group, whole[key_of(group.findings[0])]))
        result += [finding_row(f) for f in group.findings]
    return result


def group_head(group: Group, whole: Group) -> Row:
    """The head of what one deed mends; one click mends all of it where it can, also what is not shown."""
    count, everything = len(group.findings), len(whole.findings)
    detail = str(count) if count == everything else tr("{count} of {all}", count=count, all=everything)
    actions = ((FIX_ALL, _for_all(whole)),) if whole.is_fixed_at_once else ()
    return Row(title=tr_message(group.title), detail=detail, actions=actions, data=whole, is_head=True)


def _for_all(group: Group) -> str:
    """What stands on the button that mends a whole group."""
    if group.fix is not None and ASKS.get(group.fix, ("", None))[1] is Asked.TEXT:
        return tr("Set for all {count}", count=len(group.findings))
    return tr("Mend all {count}", count=len(group.findings))


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
        actions=_offered(finding),
        data=finding,
    )


def _offered(finding: Finding) -> tuple[tuple[str, str], ...]:
    """The best fix, the way that leads there, and the map."""
    fixes = ((FIX, tr_message(finding.actions[0].text)),) if finding.actions else ()
    ways: list[tuple[str, str]] = []
    if finding.rule in WALKED:
        ways.append((WALK, tr("Walk there")))
    if finding.rule == NOT_JUDGED:
        ways.append((JUDGE, tr("Judge now")))
    return (*fixes, *ways, (SHOW, tr("Show in map"))) if finding.elements else fixes


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
                result.append(below_file(below, group))
            result += group
            below, group = row, []
        elif any(key.file == file for key in row.elements):
            group.append(row)
    return result


def below_file(below: Row, group: Sequence[Row]) -> Row:
    """The head of those rows of a group that are about one file."""
    if str(len(group)) == below.detail:
        return below
    return head(below.title, len(group))


def counted(found: Sequence[Row]) -> int:
    """How many rows are no heads."""
    return sum(not row.is_head for row in found)
