"""What the organisation wants, as a tree: goals serve those above them."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from app.panels.handbook.tables import KEY, NameDelegate
from app.translate import tr
from app.widgets import button, label, row
from bpmn.system.facts import Facts, GoalFact

NAME, OWNER, MEASURED = range(3)


class GoalTree(QTreeWidget):
    """Goals with their owners; a goal is dragged below another one to serve it."""

    moveWanted = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Goals"))
        self.setHeaderLabels([tr("Goal"), tr("Owner"), tr("Measured by")])
        self.setDragDropMode(QTreeWidget.DragDropMode.InternalMove)
        self.setSelectionMode(QTreeWidget.SelectionMode.SingleSelection)
        self.setEditTriggers(QTreeWidget.EditTrigger.DoubleClicked | QTreeWidget.EditTrigger.EditKeyPressed)
        self.setIconSize(QSize(16, 16))
        self.setIndentation(20)
        self.header().setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.header().setStretchLastSection(False)
        self.header().resizeSection(OWNER, 190)
        self.header().resizeSection(MEASURED, 230)

    def goal_of(self, item: QTreeWidgetItem | None) -> GoalFact | None:
        """The goal that a row stands for."""
        goal = item.data(NAME, KEY) if item is not None else None
        return goal if isinstance(goal, GoalFact) else None

    def dropEvent(self, event: QDropEvent) -> None:
        goal = self.goal_of(self.currentItem())
        target = self.itemAt(event.position().toPoint())
        place = self.dropIndicatorPosition()
        on, viewport = (
            QTreeWidget.DropIndicatorPosition.OnItem,
            QTreeWidget.DropIndicatorPosition.OnViewport,
        )
        if target is not None and place != on:
            target = target.parent()
        event.setDropAction(Qt.DropAction.IgnoreAction)  # the tree follows the facts, it does not move rows
        event.accept()
        if goal is not None:
            parent = self.goal_of(target) if place != viewport else None
            self.moveWanted.emit(goal, parent.id if parent is not None else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        item = self.currentItem()
        if is_enter and item is not None and self.state() != QTreeWidget.State.EditingState:
            self.editItem(item, NAME)
            return
        super().keyPressEvent(event)


class Goals(QWidget):
    """The tree with what can be done to it."""

    putWanted = Signal(object)
    addWanted = Signal(str)
    moveWanted = Signal(object, str)
    removeWanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: list[str] = []
        self._new = ""
        self._shown: tuple[object, ...] = ()
        self.tree = GoalTree()
        self.tree.setItemDelegateForColumn(OWNER, NameDelegate(lambda: self._names, self.tree))
        self.add = button(tr("Add goal"), lambda: self.addWanted.emit(""), "primary", "")
        self.below = button(tr("Add below"), self._add_below)
        self.indent = button(tr("Indent"), self.indent_chosen)
        self.outdent = button(tr("Outdent"), self.outdent_chosen)
        self.remove = button(tr("Remove goal"), self._remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        parts = (self.add, 8, self.below, 16, self.indent, 8, self.outdent, 16, self.remove, None)
        layout.addWidget(row(*parts))
        layout.addWidget(self.tree, 1)
        hint = tr("A goal serves the one above it. Drag a goal with the mouse, or indent and outdent it.")
        layout.addWidget(label(hint, "small", wraps=True))
        self.tree.moveWanted.connect(self.moveWanted)
        self.tree.itemChanged.connect(self._edited)
        self.tree.itemSelectionChanged.connect(self._offer)
        self._offer()

    def show_facts(self, facts: Facts, names: list[str]) -> None:
        """Show all goals; the chosen one stays chosen."""
        self._names = names
        if (facts.goals, facts.kpis) == self._shown:
            return
        self._shown = (facts.goals, facts.kpis)
        chosen = self.tree.goal_of(self.tree.currentItem())
        self.tree.blockSignals(True)
        self.tree.clear()
        items = {goal.id: self._item(goal, facts) for goal in facts.goals}
        for goal in sorted(facts.goals, key=lambda g: (g.name.casefold(), g.id)):
            above = items.get(goal.parent) if goal.parent != goal.id else None
            if above is not None and not _is_below(facts, goal):
                above.addChild(items[goal.id])
            else:
                self.tree.addTopLevelItem(items[goal.id])
        self.tree.expandAll()
        self.tree.blockSignals(False)
        wanted = self._new or (chosen.id if chosen is not None else "")
        if wanted in items:
            self.tree.setCurrentItem(items[wanted])
        if self._new in items:
            self.tree.editItem(items[self._new], NAME)
        self._new = ""
        self._offer()

    def edit_next(self, identifier: str) -> None:
        """When this goal is shown, its name is edited at once."""
        self._new = identifier

    def _item(self, goal: GoalFact, facts: Facts) -> QTreeWidgetItem:
        measured = ", ".join(kpi.name or kpi.id for kpi in facts.kpis if kpi.goal == goal.id)
        item = QTreeWidgetItem([goal.name or goal.id, goal.owner, measured or "–"])
        item.setData(NAME, KEY, goal)
        item.setToolTip(NAME, goal.name)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        return item

    def _edited(self, item: QTreeWidgetItem, place: int) -> None:
        goal = self.tree.goal_of(item)
        if goal is None or place == MEASURED:
            return
        made = GoalFact(goal.id, item.text(NAME).strip(), goal.parent, item.text(OWNER).strip(), goal.extra)
        if made != goal and made.name:
            self.putWanted.emit(made)

    # -- what the buttons do ---------------------------------------------------------------------

    def _offer(self) -> None:
        item = self.tree.currentItem()
        for one in (self.below, self.remove):
            one.setEnabled(item is not None)
        self.indent.setEnabled(item is not None and self._before(item) is not None)
        self.outdent.setEnabled(item is not None and item.parent() is not None)

    def _before(self, item: QTreeWidgetItem) -> QTreeWidgetItem | None:
        """The row above at the same level, below which a goal goes when it is indented."""
        parent = item.parent()
        at = parent.indexOfChild(item) if parent is not None else self.tree.indexOfTopLevelItem(item)
        if at < 1:
            return None
        return parent.child(at - 1) if parent is not None else self.tree.topLevelItem(at - 1)

    def _add_below(self) -> None:
        goal = self.tree.goal_of(self.tree.currentItem())
        if goal is not None:
            self.addWanted.emit(goal.id)

    def indent_chosen(self) -> None:
        """Let the chosen goal serve the one above it."""
        item = self.tree.currentItem()
        goal, above = self.tree.goal_of(item), self.tree.goal_of(self._before(item) if item else None)
        if goal is not None and above is not None:
            self.moveWanted.emit(goal, above.id)

    def outdent_chosen(self) -> None:
        """Let the chosen goal serve what its own goal serves."""
        item = self.tree.currentItem()
        goal, above = self.tree.goal_of(item), self.tree.goal_of(item.parent() if item else None)
        if goal is not None and above is not None:
            self.moveWanted.emit(goal, above.parent)

    def _remove(self) -> None:
        goal = self.tree.goal_of(self.tree.currentItem())
        if goal is not None:
            self.removeWanted.emit(goal)


def _is_below(facts: Facts, goal: GoalFact) -> bool:
    """Whether a goal serves itself through others, as a file edited by hand may say."""
    seen: set[str] = set()
    above = facts.goal(goal.parent)
    while above is not None and above.id not in seen:
        if above.id == goal.id:
            return True
        seen.add(above.id)
        above = facts.goal(above.parent)
    return False
