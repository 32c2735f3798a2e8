"""Search or do anything: one line that finds elements, maps and commands."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.translate import tr

SIZE = (560, 420)
MOST = 200
ROLE = int(Qt.ItemDataRole.UserRole)


class Found(NamedTuple):
    """Something that can be found; ``run`` goes there or does it."""

    text: str
    detail: str
    run: Callable[[], object]


def ranked(entries: Sequence[Found], words: str) -> list[Found]:
    """The entries that hold all words: those that begin with the first one come first."""
    wanted = words.casefold().split()
    kept = [e for e in entries if all(w in f"{e.text} {e.detail}".casefold() for w in wanted)]
    first = wanted[0] if wanted else ""
    return sorted(
        kept, key=lambda e: (not e.text.casefold().startswith(first), len(e.text)) if first else (False, 0)
    )


class Finder(QDialog):
    """A field above a list; Enter takes the first, arrows choose another."""

    def __init__(self, entries: Sequence[Found], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Search or do anything"))
        self.resize(*SIZE)
        self._entries = list(entries)
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("A name, a map, or what you want to do"))
        self.field.setAccessibleName(tr("Search or do anything"))
        self.field.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Found"))
        self.list.setUniformItemSizes(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self._take)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(lambda *_: self._take())
        self._filter("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                row = max(0, min(self.list.count() - 1, self.list.currentRow() + step))
                self.list.setCurrentRow(row)
                return True
        return super().eventFilter(watched, event)

    def _filter(self, words: str) -> None:
        self.list.clear()
        for entry in ranked(self._entries, words)[:MOST]:
            text = f"{entry.text}   ·   {entry.detail}" if entry.detail else entry.text
            item = QListWidgetItem(text)
            item.setData(ROLE, entry)
            self.list.addItem(item)
        if not self.list.count():
            nothing = QListWidgetItem(tr("Nothing is called that."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)
        self.list.setCurrentRow(0)

    def _take(self) -> None:
        if self.list.currentRow() < 0:
            return
        entry = self.list.currentItem().data(ROLE)
        if entry is None:
            return
        self.accept()
        entry[2]()
