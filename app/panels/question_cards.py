"""Cards that ask: which is the other end, is it one team, what became of what was decided."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.panels import answers
from app.panels.answers import Act, Name
from app.panels.finding_rows import stem
from app.translate import tr, tr_message
from app.widgets import LinkButton, button, card, column, label, row
from bpmn.base.finding import ElementKey
from bpmn.system.link import Candidate, Kind, OpenQuestion
from bpmn.system.moved import Lost, Successor

Answer = Callable[[Act], object]
Go = Callable[[ElementKey], object]
MARGINS = (12, 10, 12, 10)
MOST = 20
"""So many candidates are listed; nobody chooses among thousands."""


def question_card(
    question: OpenQuestion, name: Name, parties: Sequence[str], answer: Answer, go: Go
) -> QWidget:
    """A question with its candidates: which is it, none, or somebody outside."""
    parts: list[QWidget | int | None] = [label(tr_message(question.question), "", wraps=True), 6]
    for candidate in question.candidates[:MOST]:
        parts += [_candidate(question, candidate, name, answer, go), 4]
    more = len(question.candidates) - MOST
    if more > 0:
        told = tr(
            "{count} more are not listed here: give them names that tell them apart.", count=f"{more:,}"
        )
        parts += [label(told, "muted", wraps=True), 4]
    if question.kind is Kind.RESOURCE:
        parts += _for_all(question, name, answer)
    else:
        parts += _for_none(question, parties, answer)
    parts.append(row(button(tr("Show"), lambda: go(question.source), "link"), None))
    return card(*parts, margins=MARGINS)


def _candidate(question: OpenQuestion, candidate: Candidate, name: Name, answer: Answer, go: Go) -> QWidget:
    goto = LinkButton(named(candidate.key, name), lambda: go(candidate.key))
    goto.setToolTip(tr_message(candidate.evidence))
    yes = tr("Same team") if question.kind is Kind.RESOURCE else tr("Same")
    same = button(
        tr("This one") if question.is_ambiguous else yes,
        lambda: answer(answers.same(question, [candidate], name)),
        "small",
    )
    different = button(tr("Different"), lambda: answer(answers.different(question, [candidate])), "small")
    return column(goto, 2, row(same, 6, different, None))


def _for_all(question: OpenQuestion, name: Name, answer: Answer) -> list[QWidget | int | None]:
    """One answer for all lanes and resources of a name, where there are several."""
    several = question.candidates
    if len(several) == 1:
        return []
    same = button(tr("All one team"), lambda: answer(answers.same(question, several, name)), "small")
    parts = button(tr("All different"), lambda: answer(answers.different(question, several)), "small")
    return [row(same, 6, parts, None), 2]


def _for_none(question: OpenQuestion, parties: Sequence[str], answer: Answer) -> list[QWidget | int | None]:
    """No candidate fits: it goes nowhere yet, or to somebody outside."""
    outside = _outside(question, parties, answer)
    if not question.is_ambiguous:
        return [row(outside, None), 2]
    none = button(
        tr("None of these"), lambda: answer(answers.different(question, question.candidates)), "small"
    )
    return [row(none, 6, outside, None), 2]


def _outside(question: OpenQuestion, parties: Sequence[str], answer: Answer) -> QPushButton:
    """A button that names those outside whom the maps know, if there are any."""
    if not parties:
        return button(tr("Somebody outside"), lambda: answer(answers.outside(question)), "small")
    chooser = button(tr("Somebody outside"), lambda: None, "small")
    menu = QMenu(chooser)
    for party in parties:
        menu.addAction(party, partial(answer, answers.outside(question, party)))
    menu.addSeparator()
    menu.addAction(tr("Nobody of these"), partial(answer, answers.outside(question)))
    chooser.setMenu(menu)
    return chooser


def lost_card(lost: Lost, answer: Answer, go: Go) -> QWidget:
    """What was decided about elements that are gone: take it over, or forget it."""
    parts: list[QWidget | int | None] = [label(tr_message(lost.question), "", wraps=True), 6]
    for successor in lost.successors:
        parts += [_successor(successor, answer, go), 4]
    forget = button(tr("Forget what was decided"), lambda: answer(answers.forget(lost)), "small")
    forget.setToolTip(tr("Key figures and initiatives stay. The step can be undone."))
    parts.append(row(forget, None))
    return card(*parts, margins=MARGINS)


def _successor(successor: Successor, answer: Answer, go: Go) -> QWidget:
    first = successor.pairs[0][1]
    goto = LinkButton(successor.file, lambda: go(first))
    goto.setToolTip(tr_message(successor.evidence))
    take = button(tr("Take over"), lambda: answer(answers.take_over(successor)), "small")
    return column(goto, 2, label(tr_message(successor.evidence), "small", wraps=True), 2, row(take, None))


def named(key: ElementKey, name: Name) -> str:
    """An element with the map it stands in: candidates often have the same name."""
    return tr("{name} in {map}", name=name(key), map=stem(key.file))
