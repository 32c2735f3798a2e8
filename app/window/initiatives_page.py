"""The initiatives: the list at the left, the verdict on one of them at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app import theme
from app.panels.verdicts import LOOKS, paint_chip
from app.translate import tr, tr_message
from app.widgets import button, card, empty, label, row, scrolled
from app.window.page import Page
from app.window.verdict_cards import verdict_cards
from bpmn.improvement.effects import InitiativeEffect
from bpmn.improvement.improve import Improvement
from bpmn.report.judged import Judged
from bpmn.system.facts import Facts, Initiative

LIST = 280
ROW = 62
WIDEST = 1180
ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex


class InitiativeDelegate(QStyledItemDelegate):
    """A row: the name, the owner, and the verdict as a pill once it is known."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        name, owner, effect = index.data(ROLE)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        is_under = bool(option.state & QStyle.StateFlag.State_MouseOver)
        place: QRect = option.rect
        painter.save()
        painter.fillRect(place, theme.colour("accentSoft" if is_chosen else "hover" if is_under else "panel"))
        if is_chosen:
            painter.fillRect(QRect(place.left(), place.top(), 3, place.height()), theme.colour("accent"))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font(bold=True))
        painter.setPen(theme.colour("text"))
        metrics = painter.fontMetrics()
        title = metrics.elidedText(name, Qt.TextElideMode.ElideRight, place.width() - 32)
        painter.drawText(place.adjusted(16, 6, -12, -36), left, title)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("textMuted"))
        if isinstance(effect, InitiativeEffect):
            look = LOOKS[effect.verdict]
            bold = theme.font("small", bold=True)
            painter.setFont(bold)
            width = painter.fontMetrics().horizontalAdvance(tr_message(look.word)) + 36
            paint_chip(painter, QRect(place.left() + 16, place.top() + 32, width, 20), look)
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour("textMuted"))
            painter.drawText(place.adjusted(16 + width + 8, 30, -8, -8), left, owner)
        else:
            painter.drawText(place.adjusted(16, 30, -8, -8), left, owner)
        painter.restore()


class InitiativesPage(Page):
    """Master and detail of initiatives; judged in the background."""

    judgeWanted = Signal()
    newWanted = Signal()
    changeWanted = Signal(object)
    placeChosen = Signal(object)
    shown = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Initiatives"), parent)
        self.list = QListWidget()
        self.list.setItemDelegate(InitiativeDelegate(self.list))
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(tr("Initiatives"))
        self.list.currentItemChanged.connect(lambda *_: self._show_chosen())
        self.judge = button(tr("Judge all"), self.judgeWanted.emit, "primary")
        self.buttons.addWidget(button(tr("New initiative…"), self.newWanted.emit, "", "plus"))
        self.buttons.addWidget(self.judge)
        self._initiatives: dict[str, Initiative] = {}
        self._judged = Judged()
        self._unsaved: Sequence[str] = ()
        self._detail = QVBoxLayout()
        self._detail.setContentsMargins(20, 16, 20, 20)
        self._detail.setSpacing(14)
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        inside.setLayout(self._detail)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(scrolled(inside, is_page=True))
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([LIST, 2000])
        self.body.addWidget(splitter, 1)
        self._show_chosen()

    # -- what is shown ---------------------------------------------------------------------------

    def show_facts(self, facts: Facts) -> None:
        """List the initiatives of the system; verdicts of before stay until they are judged again."""
        self._initiatives = {i.name: i for i in facts.initiatives}
        self._fill()

    def show_judged(self, judged: Judged, unsaved: Sequence[str]) -> None:
        """Show verdicts, and which maps they rest on were not saved."""
        self._judged, self._unsaved = judged, unsaved
        self._fill()

    def shown_name(self) -> str:
        """The name of the initiative in view; empty without one."""
        item = self.list.currentItem()
        return str(item.data(ROLE)[0]) if item is not None else ""

    def choose(self, name: str) -> None:
        """Show the initiative of this name."""
        for at in range(self.list.count()):
            item = self.list.item(at)
            if item is not None and item.data(ROLE)[0] == name:
                self.list.setCurrentRow(at)

    def _fill(self) -> None:
        chosen = self.shown_name()
        effects = {e.name: e for e in self._improvement.initiatives} if self._improvement else {}
        self.list.blockSignals(True)
        self.list.clear()
        for name in dict.fromkeys([*self._initiatives, *effects]):
            effect = effects.get(name)
            owner = effect.owner if effect else self._initiatives[name].owner
            item = QListWidgetItem()
            item.setData(ROLE, (name, owner, effect))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {owner}")
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.choose(chosen)
        if self.list.currentItem() is None and self.list.count():
            self.list.setCurrentRow(0)
        self._show_sentence()
        self._show_chosen()

    @property
    def _improvement(self) -> Improvement | None:
        return self._judged.improvement

    def _show_sentence(self) -> None:
        count = self.list.count()
        if self._judged.problem is not None:
            self.sentence.setText(tr_message(self._judged.problem))
        elif self._improvement is None:
            self.sentence.setText(tr("{count} initiatives, not judged yet", count=count))
        else:
            text = tr("{count} initiatives, judged by queueing", count=count)
            more = (
                tr(" · with unsaved changes in {maps}", maps=", ".join(self._unsaved))
                if self._unsaved
                else ""
            )
            self.sentence.setText(text + more)

    def _show_chosen(self) -> None:
        empty(self._detail)
        if self.list.currentRow() < 0:
            self._nothing()
            return
        name, owner, effect = self.list.currentItem().data(ROLE)
        self._top(name, owner)
        if isinstance(effect, InitiativeEffect) and self._improvement is not None:
            for part in verdict_cards(effect, self._improvement, self.placeChosen.emit):
                self._detail.addWidget(part)
        else:
            self._detail.addWidget(card(label(tr("Not judged yet."), "muted")))
        self._detail.addStretch(1)
        self.shown.emit(name)

    def _top(self, name: str, owner: str) -> None:
        initiative = self._initiatives.get(name)
        parts: list[QWidget | int | None] = [label(name, "pageTitle"), 16, label(owner, "muted"), None]
        if initiative is not None:
            parts.append(button(tr("Change it…"), lambda: self.changeWanted.emit(initiative)))
            if initiative.changes:
                key = initiative.changes[0].element
                parts += [8, button(tr("Show in map"), lambda: self.placeChosen.emit(key))]
        self._detail.addWidget(row(*parts))
        if initiative is not None and initiative.description:
            self._detail.addWidget(label(initiative.description, "muted", wraps=True))

    def _nothing(self) -> None:
        text = tr("What would you like to improve, and whose number would get better?")
        first = button(tr("Add an initiative"), self.newWanted.emit, "primary")
        self._detail.addWidget(card(label(text, "section", wraps=True), 12, row(first, None)))
        self._detail.addStretch(1)
