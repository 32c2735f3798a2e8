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
from app.columns import Columns
from app.panels.verdicts import LOOKS, paint_chip
from app.translate import tr, tr_message
from app.widgets import button, card, empty, label, row, scrolled
from app.window.page import Page
from app.window.together_cards import together_cards
from app.window.verdict_cards import side_cards, verdict_cards
from bpmn.improvement.effects import InitiativeEffect
from bpmn.improvement.improve import Improvement
from bpmn.report.judged import Judged
from bpmn.system.facts import Facts, Initiative

LIST = 220
ROW = 62
WIDEST, NARROW, SIDE = 1320, 1000, 320
ROLE = int(Qt.ItemDataRole.UserRole)
TOGETHER = ROLE + 1
"""Set in the row that stands for all of them."""
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
    reportWanted = Signal()
    formWanted = Signal(object)
    takeFormWanted = Signal()
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
        self.report = button(tr("Report…"), self.reportWanted.emit, "", "print")
        self.buttons.addWidget(self.report)
        self.buttons.addWidget(button(tr("From a form…"), self.takeFormWanted.emit, ""))
        self.buttons.addWidget(button(tr("New initiative…"), self.newWanted.emit, "", "plus"))
        self.buttons.addWidget(self.judge)
        self._initiatives: dict[str, Initiative] = {}
        self._judged = Judged()
        self._is_making_sure = False
        self._unsaved: Sequence[str] = ()
        self._top = QVBoxLayout()
        self._top.setSpacing(8)
        self.columns = Columns(NARROW, SIDE)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(scrolled(self._detail(), is_page=True))
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([LIST, 2000])
        self.body.addWidget(splitter, 1)
        self._show_chosen()

    def _detail(self) -> QWidget:
        """What stands at the right of the list."""
        detail = QVBoxLayout()
        detail.setContentsMargins(20, 16, 20, 20)
        detail.setSpacing(14)
        detail.addLayout(self._top)
        detail.addWidget(self.columns, 1)
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        inside.setLayout(detail)
        return inside

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
        return "" if item is None or item.data(TOGETHER) else str(item.data(ROLE)[0])

    def choose(self, name: str) -> None:
        """Show the initiative of this name; without a name all of them together."""
        for at in range(self.list.count()):
            item = self.list.item(at)
            if item is not None and (item.data(TOGETHER) if not name else item.data(ROLE)[0] == name):
                self.list.setCurrentRow(at)

    def _fill(self) -> None:
        chosen, is_together = self.shown_name(), self._is_together()
        effects = {e.name: e for e in self._improvement.initiatives} if self._improvement else {}
        self.list.blockSignals(True)
        self.list.clear()
        for name in dict.fromkeys([*self._initiatives, *effects]):
            effect = effects.get(name)
            self._add(name, effect.owner if effect else self._initiatives[name].owner, effect)
        if len(effects) > 1:
            item = self._add(tr("All together"), tr("what to do, and in which order"), None)
            item.setData(TOGETHER, True)
        self.list.blockSignals(False)
        if chosen or is_together:
            self.choose(chosen)
        if self.list.currentItem() is None and self.list.count():
            self.list.setCurrentRow(0)
        self._show_sentence()
        self._show_chosen()

    def _add(self, name: str, owner: str, effect: InitiativeEffect | None) -> QListWidgetItem:
        item = QListWidgetItem()
        item.setData(ROLE, (name, owner, effect))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {owner}")
        self.list.addItem(item)
        return item

    def _is_together(self) -> bool:
        item = self.list.currentItem()
        return item is not None and bool(item.data(TOGETHER))

    @property
    def _improvement(self) -> Improvement | None:
        return self._judged.improvement

    def _show_sentence(self) -> None:
        self.report.setEnabled(self._improvement is not None)
        effects = self._improvement.initiatives if self._improvement is not None else ()
        count = len({*self._initiatives, *(effect.name for effect in effects)})
        if self._judged.problem is not None:
            self.sentence.setText(tr_message(self._judged.problem))
        elif self._improvement is None:
            self.sentence.setText(tr("{count} initiatives, not judged yet", count=count))
        else:
            text = self._how(count)
            more = (
                tr(" · with unsaved changes in {maps}", maps=", ".join(self._unsaved))
                if self._unsaved
                else ""
            )
            self.sentence.setText(text + more)

    def _how(self, count: int) -> str:
        """How the verdicts were found."""
        found = self._improvement
        if found is not None and found.seed is not None:
            return tr("{count} initiatives, judged by simulation, seed {seed}", count=count, seed=found.seed)
        if self._is_making_sure:
            return tr("{count} initiatives, estimated; a simulation makes it sure", count=count)
        return tr("{count} initiatives, judged by queueing", count=count)

    def show_making_sure(self, *, is_on: bool) -> None:
        """Say that a simulation of the verdicts runs."""
        self._is_making_sure = is_on
        self._show_sentence()

    def _show_chosen(self) -> None:
        empty(self._top)
        if self.list.currentRow() < 0:
            self._nothing()
            return
        name, owner, effect = self.list.currentItem().data(ROLE)
        found = self._improvement
        if self._is_together() and found is not None:
            self._top.addWidget(label(tr("Initiatives together"), "pageTitle"))
            self.columns.show_cards(*together_cards(found, self.choose))
        else:
            self._show_head(name, owner)
            if isinstance(effect, InitiativeEffect) and found is not None:
                main = verdict_cards(effect, found, self.placeChosen.emit)
                self.columns.show_cards(main, side_cards(effect, found, self.choose))
            else:
                self.columns.show_cards([card(label(tr("Not judged yet."), "muted"))], [])
        self.shown.emit(name)

    def _show_head(self, name: str, owner: str) -> None:
        initiative = self._initiatives.get(name)
        parts: list[QWidget | int | None] = [label(name, "pageTitle"), 16, label(owner, "muted"), None]
        if initiative is not None:
            parts += [button(tr("As a form…"), lambda: self.formWanted.emit(initiative)), 8]
            parts.append(button(tr("Change it…"), lambda: self.changeWanted.emit(initiative)))
            if initiative.changes:
                key = initiative.changes[0].element
                parts += [8, button(tr("Show in map"), lambda: self.placeChosen.emit(key))]
        self._top.addWidget(row(*parts))
        if initiative is not None and initiative.description:
            self._top.addWidget(label(initiative.description, "muted", wraps=True))

    def _nothing(self) -> None:
        text = tr("What would you like to improve, and whose number would get better?")
        first = button(tr("Add an initiative"), self.newWanted.emit, "primary")
        self.columns.show_cards([card(label(text, "section", wraps=True), 12, row(first, None))], [])
