"""Everybody outside: what they are to the organisation and which pools stand for them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QTableWidgetItem, QVBoxLayout, QWidget

from app.panels.handbook.tables import cell, chosen_data, fill, is_written_in, table
from app.panels.parties import ROLES
from app.translate import tr, tr_message
from app.widgets import button, label, row
from bpmn.base.finding import ElementKey
from bpmn.system.facts import Role
from bpmn.system.link import Party

NAME, ROLE, POOLS, GROUND = range(4)


class PartyTable(QWidget):
    """A row for each party; its name and role are changed in the row."""

    addWanted = Signal()
    roleChosen = Signal(object, object)
    renameWanted = Signal(object, str)
    mergeWanted = Signal(object)
    removeWanted = Signal(object)
    storeWanted = Signal(object)
    placeChosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parties: Sequence[Party] = ()
        heads = (tr("Party"), tr("Role"), tr("Drawn in"), tr("How it is known"))
        self.table = table(tr("Parties"), heads, (220, 150, 220, 0))
        self.add = button(tr("Add party"), self.addWanted.emit, "primary")
        self.merge = button(tr("Merge into one"), self._merge)
        self.remove = button(tr("Forget what was said"), lambda: self._each(self.removeWanted))
        self.store = button(tr("Store role in the maps"), lambda: self._each(self.storeWanted))
        self.show_button = button(tr("Show in map"), self._show)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        parts = (self.add, 8, self.merge, 8, self.store, 8, self.show_button, 16, self.remove, None)
        layout.addWidget(row(*parts))
        layout.addWidget(self.table, 1)
        hint = tr(
            "Roles are kept with the system. “Store role in the maps” also writes them into the maps, where "
            "other programs read them. Choose several parties with Ctrl to merge them."
        )
        layout.addWidget(label(hint, "small", wraps=True))
        self.table.itemSelectionChanged.connect(self._offer)
        self.table.itemChanged.connect(self._edited)
        self.show_parties((), lambda key: key.file)

    def show_parties(self, parties: Sequence[Party], name: Callable[[ElementKey], str]) -> None:
        """Show all parties."""
        if is_written_in(self.table.viewport()):
            return
        self._parties = parties
        fill(self.table, [self._cells(party, name) for party in parties])
        for at, party in enumerate(parties):
            self.table.setCellWidget(at, ROLE, self._role_box(party))
        self._offer()

    def _cells(self, party: Party, name: Callable[[ElementKey], str]) -> list[QTableWidgetItem]:
        maps = ", ".join(dict.fromkeys(name(key) for key in party.elements))
        return [
            cell(party.name, at_of(self._parties, party), is_editable=True),
            cell(""),
            cell(maps or tr("no map")),
            cell(tr_message(party.evidence)),
        ]

    def _role_box(self, party: Party) -> QComboBox:
        box = QComboBox()
        box.setObjectName("quiet")
        box.setAccessibleName(tr("Role of {party}", party=party.name))
        for role, text in ROLES.items():
            box.addItem(tr_message(text), str(role))
        box.setCurrentIndex(box.findData(str(party.role)))
        box.activated.connect(lambda *_: self.roleChosen.emit(party, Role(box.currentData())))
        return box

    def role_box(self, name: str) -> QComboBox:
        """The field for the role of the party with this name."""
        at = next(n for n, party in enumerate(self._parties) if party.name == name)
        box = self.table.cellWidget(at, ROLE)
        assert isinstance(box, QComboBox)
        return box

    def chosen(self) -> list[Party]:
        """The chosen parties."""
        return [self._parties[at] for at in chosen_data(self.table, int)]

    def _offer(self) -> None:
        found = self.chosen()
        self.merge.setEnabled(len(found) > 1)
        self.remove.setEnabled(any(not party.is_assumed for party in found))
        for one in (self.store, self.show_button):
            one.setEnabled(any(party.elements for party in found))

    def _edited(self, item: QTableWidgetItem) -> None:
        party, text = self._parties[item.row()], item.text().strip()
        if item.column() == NAME and text and text != party.name:
            self.renameWanted.emit(party, text)

    def _merge(self) -> None:
        found = self.chosen()
        if len(found) > 1:
            self.mergeWanted.emit(found)

    def _each(self, signal: object) -> None:
        for party in self.chosen():
            signal.emit(party)  # type: ignore[attr-defined]

    def _show(self) -> None:
        keys = [key for party in self.chosen() for key in party.elements]
        if keys:
            self.placeChosen.emit(keys[0])


def at_of(parties: Sequence[Party], party: Party) -> int:
    """The number of a party."""
    return next(at for at, one in enumerate(parties) if one is party)
