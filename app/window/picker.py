"""Lets a person pick an element on a map, for something that is entered elsewhere."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from app.translate import tr
from app.window import rail
from bpmn.base.finding import ElementKey
from bpmn.model import Element, FlowNode

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

Picked = Callable[[ElementKey], None]


class Picker(QObject):
    """Goes to the maps, waits for a click on a step or event, and comes back with it. Escape gives up."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._picked: Picked | None = None
        self._back = rail.HOME
        window.maps.selectionChanged.connect(self._selected)
        self._escape = QShortcut(QKeySequence("Escape"), window)
        self._escape.setEnabled(False)
        self._escape.activated.connect(self.stop)

    @property
    def is_waiting(self) -> bool:
        """Whether the next click on a step or event is taken."""
        return self._picked is not None

    def pick(self, sentence: str, file: str, picked: Picked) -> None:
        """Ask for an element, beginning at a map; ``picked`` gets it."""
        self._back = self._window.pages.currentIndex()
        if file:
            self._window.files.reveal(file, "")
        self._window.go(rail.MAPS)
        self._picked = picked
        self._escape.setEnabled(True)
        self._window.say(sentence)
        view = self._window.maps.view
        if view is not None:
            view.view.choose([])
            view.notice.show_text(sentence, (tr("Cancel"), self.stop))

    def stop(self) -> None:
        """Give up and go back."""
        if self._picked is None:
            return
        self._end()
        self._window.go(self._back)

    def _end(self) -> None:
        self._picked = None
        self._escape.setEnabled(False)
        for view in self._window.maps.views.values():
            view.notice.hide()
            view.offer_drawing()

    def _selected(self, elements: object) -> None:
        if self._picked is None or not isinstance(elements, Sequence) or len(elements) != 1:
            return
        element = elements[0]
        session = self._window.workspace.active
        if session is None or not isinstance(element, Element) or not isinstance(element, FlowNode):
            return
        picked, key = self._picked, ElementKey(self._window.workspace.file_of(session), element.id or "")
        self._end()
        self._window.go(self._back)
        picked(key)
