"""The frame of all dialogs: a sentence, what belongs to it, and buttons that are verbs."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.icons import mark, pixmap
from app.theme import current
from app.translate import tr
from app.widgets import label

WIDTH = 520
SIGN = 36
MARKS = ("error", "warning", "info")


class Frame(QDialog):
    """A dialog with a sign, a sentence, room for more, and buttons; Escape keeps everything as it was."""

    def __init__(self, title: str, sentence: str, sign: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self.choice = ""
        self._primary: QPushButton | None = None
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        self.title_label = label(title, "section", wraps=True)
        self.sentence_label = _sentence(sentence)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self.title_label)
        words.addWidget(self.sentence_label)
        words.addLayout(self.body, 100)
        words.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(16)
        if sign:
            top.addWidget(_sign(sign), 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(20)
        layout.addLayout(top, 1)
        layout.addLayout(self._buttons)

    def add_choice(self, name: str, text: str, *, is_primary: bool = False) -> QPushButton:
        """A button that ends the dialog; its name is then ``choice``."""
        button = QPushButton(text)
        button.setObjectName("primary" if is_primary else "")
        button.setDefault(is_primary)
        button.setAutoDefault(is_primary)
        button.clicked.connect(lambda *_: self._choose(name))
        if is_primary:
            self._primary = button
        self._buttons.addWidget(button)
        return button

    def add_cancel(self, text: str = "") -> QPushButton:
        """The button that keeps everything as it was."""
        button = QPushButton(text or tr("Cancel"))
        button.setAutoDefault(False)
        button.clicked.connect(self.reject)
        self._buttons.addWidget(button)
        return button

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._primary is not None and isinstance(self.focusWidget(), QPushButton | None):
            self._primary.setFocus()

    def _choose(self, name: str) -> None:
        self.choice = name
        self.accept()


def _sentence(text: str) -> QLabel:
    """What the dialog says; it takes no room where that is nothing."""
    found = label(text, "", wraps=True)
    found.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if not text:
        found.hide()  # Showing it here would open a window: it has no place yet.
    return found


def _sign(name: str) -> QWidget:
    sign = label("")
    if name in MARKS:
        sign.setPixmap(mark(name, SIGN))
    else:
        sign.setPixmap(pixmap(name, SIGN, current()["accent"]))
    sign.setFixedWidth(SIGN)
    return sign
