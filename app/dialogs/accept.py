"""To live with a finding: why, who says so, when."""

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.dialogs.frame import Frame
from app.translate import tr
from app.widgets import label


class AcceptReason(Frame):
    """Asks for the reason; without one a finding cannot be accepted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        text = tr("The finding is no longer shown. The reason is kept with the system.")
        super().__init__(tr("Accept this finding"), text, "info", parent)
        self._reason = QPlainTextEdit()
        self._reason.setFixedHeight(80)
        self._reason.setTabChangesFocus(True)
        self._reason.setAccessibleName(tr("Reason"))
        self._author = QLineEdit()
        self._author.setAccessibleName(tr("Who says so"))
        for name, widget in ((tr("Reason"), self._reason), (tr("Who says so"), self._author)):
            self.body.addWidget(label(name, "caption"))
            self.body.addWidget(widget)
        self.add_cancel()
        self.accept_button = self.add_choice("accept", tr("Accept finding"), is_primary=True)
        self.accept_button.setEnabled(False)
        self._reason.setFocus()
        self._reason.textChanged.connect(lambda: self.accept_button.setEnabled(bool(self.reason())))

    def reason(self) -> str:
        """Why."""
        return self._reason.toPlainText().strip()

    def author(self) -> str:
        """Who says so; may be empty."""
        return self._author.text().strip()

    def date(self) -> str:
        """Today, as ISO 8601 writes it."""
        return QDate.currentDate().toString(Qt.DateFormat.ISODate)
