"""The maps of the folder, with a dot at those that are not saved."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
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
        known: dict[Path, QTreeWidgetItem] = {}
        inside: dict[QTreeWidgetItem | None, list[QTreeWidgetItem]] = {}
        icons: dict[tuple[str, str], QIcon] = {}
        front = None
        for entry in maps:
            parent = self._place(folder, entry.path.parent, known)
            item = _row(entry, icons)
            inside.setdefault(parent, []).append(item)
            front = item if entry.path == active else front
        for parent, items in inside.items():  # all at once: one by one, thousands of maps take seconds
            (parent.addChildren if parent else self.addTopLevelItems)(items)
        if front is not None:
            self.setCurrentItem(front)
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


def _row(entry: MapEntry, icons: dict[tuple[str, str], QIcon]) -> QTreeWidgetItem:
    """The row of a map; equal icons are made once."""
    item = QTreeWidgetItem([f"• {entry.title}" if entry.is_unsaved else entry.title])
    item.setData(0, PATH, entry.path)
    name = entry.path.name
    item.setToolTip(0, tr("{file}, not saved", file=name) if entry.is_unsaved else name)
    look = ("question" if entry.is_unreadable else "map", "accent" if entry.is_open else "textMuted")
    if look not in icons:
        icons[look] = icon(look[0], look[1], look[1])
    item.setIcon(0, icons[look])
    return item
