"""The maps of the folder, with a dot at those that are not saved."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from app import theme
from app.icons import icon
from app.translate import tr

PATH = int(Qt.ItemDataRole.UserRole)


class MapEntry(NamedTuple):
    """One map in the tree."""

    path: Path
    title: str
    is_open: bool = False
    is_unsaved: bool = False
    is_unreadable: bool = False


class SystemTree(QTreeWidget):
    """Lists maps by folder; a click opens one."""

    mapChosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: object = None
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setIconSize(QSize(16, 16))
        self.setAccessibleName(tr("Maps of this folder"))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.itemClicked.connect(lambda item, _: self._choose(item))

    def show_maps(self, folder: Path | None, maps: Sequence[MapEntry], active: Path | None) -> None:
        """List maps below their folders; the one in front is marked."""
        shown = (folder, tuple(maps), active, theme.current_name())
        if shown == self._shown:
            return
        self._shown = shown
        self.clear()
        places: dict[Path, QTreeWidgetItem] = {}
        for entry in maps:
            parent = self._place(folder, entry.path.parent, places)
            text = f"• {entry.title}" if entry.is_unsaved else entry.title
            item = QTreeWidgetItem([text])
            item.setData(0, PATH, entry.path)
            item.setToolTip(
                0, tr("{file}, not saved", file=entry.path.name) if entry.is_unsaved else entry.path.name
            )
            name = "question" if entry.is_unreadable else "map"
            colour = "accent" if entry.is_open else "textMuted"
            item.setIcon(0, icon(name, colour, colour))
            (parent.addChild if parent else self.addTopLevelItem)(item)
            if entry.path == active:
                self.setCurrentItem(item)
        self.expandAll()

    def _place(
        self, folder: Path | None, place: Path, known: dict[Path, QTreeWidgetItem]
    ) -> QTreeWidgetItem | None:
        if folder is None or place == folder or not place.is_relative_to(folder):
            return None
        if place not in known:
            item = QTreeWidgetItem([place.name])
            item.setIcon(0, icon("folder", "textMuted", "textMuted"))
            parent = self._place(folder, place.parent, known)
            (parent.addChild if parent else self.addTopLevelItem)(item)
            known[place] = item
        return known[place]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentItem())
            return
        super().keyPressEvent(event)

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        path = item.data(0, PATH) if item is not None else None
        if isinstance(path, Path):
            self.mapChosen.emit(path)
