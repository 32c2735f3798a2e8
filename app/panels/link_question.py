"""One assumed link as a question, answered where the link is drawn."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.panels import answers
from app.panels.question_cards import named
from app.panels.thumbnail import place_beside
from app.translate import tr, tr_message
from app.widgets import LinkButton, button, label, row
from bpmn.base.finding import ElementKey
from bpmn.system.link import Link

WIDTH = 300


class LinkQuestion(QFrame):
    """Two elements and why they may belong together, with the answers below; goes when one is given."""

    decided = Signal(object)
    """A function for ``SystemFacts.decide``."""

    placeChosen = Signal(object)
    closed = Signal()

    def __init__(self, link: Link, name: Callable[[ElementKey], str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(tr("Do these belong together?"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(4)
        layout.addWidget(label(tr("Do these belong together?"), "strong", wraps=True))
        for key in (link.source, link.target):
            layout.addWidget(LinkButton(named(key, name), partial(self._show, key)))
        layout.addWidget(label(tr_message(link.evidence), "small", wraps=True))
        layout.addSpacing(6)
        right, wrong = answers.link_is_right(link), answers.link_is_wrong(link)
        self.same = button(tr("Same"), partial(self._answer, right), "small")
        self.different = button(tr("Different"), partial(self._answer, wrong), "small")
        layout.addWidget(row(self.same, 6, self.different, None))

    def show_at(self, beside: QRect) -> None:
        """Show below a place of the widget around, or above it where there is no room."""
        self.adjustSize()
        self.move(place_beside(self, beside))
        self.show()
        self.raise_()
        self.same.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def _answer(self, decision: answers.Act) -> None:
        self.close()
        self.decided.emit(decision)

    def _show(self, key: ElementKey) -> None:
        self.close()
        self.placeChosen.emit(key)
