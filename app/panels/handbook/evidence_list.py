"""Evidence as rows: what is asked for, what was found and where, what speaks against it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app import theme
from app.icons import mark, pixmap
from app.translate import tr, tr_message
from app.widgets import LinkButton, button, column, label, line, row
from bpmn.base.message import Message, message
from bpmn.report.evidence import Evidence, State

WORDS: dict[State, Message] = {
    State.SHOWN: message("documented"),
    State.DOUBTED: message("findings speak against it"),
    State.MISSING: message("nothing found"),
}
MOST = 3
AGAINST = 340
TOP = (0, 1, 4)
ANYHOW = Qt.AlignmentFlag(0)
SIGN = 18


def state_sign(state: State, size: int = SIGN) -> QLabel:
    """A sign with its word as tip and for screen readers."""
    sign = label("")
    sign.setPixmap(state_pixmap(state, size))
    word = tr_message(WORDS[state])
    sign.setToolTip(word)
    sign.setAccessibleName(word)
    return sign


def state_pixmap(state: State, size: int = SIGN) -> QPixmap:
    """The sign alone."""
    if state is State.DOUBTED:
        return mark("warning", size)
    name, token = ("check", "better") if state is State.SHOWN else ("minus", "textMuted")
    return pixmap(name, size, theme.current()[token])


class EvidenceList(QWidget):
    """A table of evidence; names lead to their places, findings to the page of findings."""

    placeChosen = Signal(object)
    findingChosen = Signal(object)

    def __init__(self, found: Sequence[Evidence], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for place, share in ((1, 2), (2, 4), (3, 4)):
            grid.setColumnStretch(place, share)
        grid.setColumnMinimumWidth(3, AGAINST)
        for place, head in enumerate(("", tr("Asked for"), tr("Found"), tr("Speaks against it"), "")):
            grid.addWidget(label(head, "caption"), 0, place)
        for number, one in enumerate(found):
            at = 2 * number + 1
            grid.addWidget(line(), at, 0, 1, 5)
            for place, widget in enumerate(self._cells(one)):
                grid.addWidget(widget, at + 1, place, Qt.AlignmentFlag.AlignTop if place in TOP else ANYHOW)

    def _cells(self, one: Evidence) -> tuple[QWidget, ...]:
        told = "; ".join(tr_message(text) for text in one.found) or tr_message(WORDS[State.MISSING])
        kind = "" if one.found else "muted"
        return (
            label(one.item, "strong"),
            label(tr_message(one.title), "strong", wraps=True),
            column(label(told, kind, wraps=True), self._places(one), None),
            self._against(one),
            row(state_sign(one.state)),
        )

    def _places(self, one: Evidence) -> QWidget:
        parts: list[QWidget | int | None] = []
        with_place = [entry for entry in one.places if entry.key is not None]
        for entry in with_place[:MOST]:
            parts += [button(entry.text, partial(self.placeChosen.emit, entry.key), "link")]
        if len(with_place) > MOST:
            parts.append(label(tr("and {count} more", count=len(with_place) - MOST), "small"))
        return row(*parts, None)

    def _against(self, one: Evidence) -> QWidget:
        parts: list[QWidget | int | None] = [
            LinkButton(tr_message(finding.message), partial(self.findingChosen.emit, finding))
            for finding in one.against[:MOST]
        ]
        if len(one.against) > MOST:
            parts.append(label(tr("and {count} more", count=len(one.against) - MOST), "small"))
        return column(*parts, None)
