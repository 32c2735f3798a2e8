"""Who is outside: customers, suppliers, partners, authorities; their roles can be changed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app import theme
from app.icons import pixmap
from app.translate import tr, tr_message
from app.widgets import LinkButton, card, empty, label, row, scrolled
from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.system.facts import Role
from bpmn.system.link import Party

ROLES: dict[Role, Message] = {
    Role.CUSTOMER: message("Customer"),
    Role.SUPPLIER: message("Supplier"),
    Role.PARTNER: message("Partner"),
    Role.AUTHORITY: message("Authority"),
    Role.UNKNOWN: message("Not known"),
}
SIGNS = {Role.CUSTOMER: ("person", "customer"), Role.SUPPLIER: ("factory", "supplier")}
OTHER = ("people", "partner")


class PartiesPanel(QWidget):
    """A card for each party."""

    roleChosen = Signal(object, object)
    partyChosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[str, QComboBox] = {}
        self._cards = QVBoxLayout()
        self._cards.setContentsMargins(16, 12, 16, 12)
        self._cards.setSpacing(8)
        inside = QWidget()
        inside.setLayout(self._cards)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(inside))

    def show_parties(self, parties: Sequence[Party]) -> None:
        """Show all parties; an assumed role says what it was read from."""
        empty(self._cards)
        self.boxes = {}
        for party in parties:
            self._cards.addWidget(self._card(party))
        if not parties:
            self._cards.addWidget(label(tr("No party outside is drawn in these maps."), "muted", wraps=True))
        self._cards.addStretch(1)

    def _card(self, party: Party) -> QWidget:
        sign = label("")
        name, token = SIGNS.get(party.role, OTHER)
        sign.setPixmap(pixmap(name, 20, theme.current()[token]))
        sign.setFixedWidth(20)  # else it takes half of the row from the name
        box = QComboBox()
        box.setAccessibleName(tr("Role of {party}", party=party.name))
        for role, text in ROLES.items():
            box.addItem(tr_message(text), role)
        box.setCurrentIndex(box.findData(party.role))
        box.activated.connect(lambda *_: self.roleChosen.emit(party, Role(box.currentData())))
        self.boxes[party.name] = box
        title = LinkButton(party.name, lambda: self.partyChosen.emit(ElementKey("", party.name)))
        why = tr("Assumed: {why}", why=tr_message(party.evidence)) if party.is_assumed else ""
        parts: list[QWidget | int | None] = [row(sign, 8, title), 6, box]
        if why:
            parts += [4, label(why, "small", wraps=True)]
        return card(*parts, margins=(12, 10, 12, 10))
