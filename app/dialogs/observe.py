"""To note what one noticed about an element: a sentence, and who noticed it."""

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.dialogs.frame import Frame
from app.translate import tr
from app.widgets import label
from bpmn.base.finding import ElementKey
from bpmn.system.facts import Observation


class ObservationDialog(Frame):
    """Asks what was noticed; without a sentence there is nothing to note."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        text = tr("What did you notice about “{name}”? It is kept with the system.", name=name)
        super().__init__(tr("Note an observation"), text, "info", parent)
        self.text = QPlainTextEdit()
        self.text.setFixedHeight(80)
        self.text.setTabChangesFocus(True)
        self.author = QLineEdit()
        for caption, widget in ((tr("What you noticed"), self.text), (tr("Who noticed it"), self.author)):
            widget.setAccessibleName(caption)
            self.body.addWidget(label(caption, "caption"))
            self.body.addWidget(widget)
        self.add_cancel()
        self.note_button = self.add_choice("note", tr("Note it"), is_primary=True)
        self.note_button.setEnabled(False)
        self.text.textChanged.connect(lambda: self.note_button.setEnabled(bool(self._said())))
        self.text.setFocus()

    def _said(self) -> str:
        return self.text.toPlainText().strip()

    def observation(self, element: ElementKey) -> Observation:
        """What was entered, about an element and of today; it has no id yet."""
        today = QDate.currentDate().toString(Qt.DateFormat.ISODate)
        return Observation("", self._said(), self.author.text().strip(), today, element)
