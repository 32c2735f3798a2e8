"""Find and replace in all maps: what is looked for, where it was found, and what would stand there then."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QWidget

from app.panels.hit_list import HitList
from app.translate import tr, tr_message
from app.widgets import button, column, label, row
from app.window.page import Page
from bpmn.base.message import Message, message
from bpmn.report.found import Found
from bpmn.system.search import Family, Hit, Part, Query

DELAY_MS = 250
FIELD = 320
FAMILIES: dict[Family, Message] = {
    Family.ALL: message("Everything"),
    Family.ROLES: message("Roles and parties"),
    Family.MESSAGES: message("Messages"),
    Family.STORES: message("Stored data"),
}


class FindPage(Page):
    """Asks, lists and offers. What is found and what is replaced is done by others."""

    searchWanted = Signal(object)
    replaceWanted = Signal(object, str)
    """The chosen hits, and what shall stand there instead."""
    hitChosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(tr("Find in all maps"))
        self.found = Found(Query(""))
        self.text, self.by = _field(tr("Find")), _field(tr("Replace with"))
        self.family = QComboBox()
        self.family.setAccessibleName(tr("Where to look"))
        for family, name in FAMILIES.items():
            self.family.addItem(tr_message(name), family)
        self.names, self.descriptions, self.ids = (
            QCheckBox(name) for name in (tr("Names"), tr("Descriptions"), tr("Identifiers"))
        )
        self.case, self.words, self.same = (
            QCheckBox(name) for name in (tr("Case counts"), tr("Whole words"), tr("Same name"))
        )
        self.same.setToolTip(
            tr("Whole names that mean the same, as between maps: “order desk” is “Order-Desk”.")
        )
        self.names.setChecked(True)
        self.descriptions.setChecked(True)
        self.list = HitList()
        self.replace = button(tr("Replace"), self._replace, "primary")
        self.hint = label("", "muted", wraps=True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._lay_out()
        self._connect()
        self._refresh()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(20, 12, 20, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for at, (name, field) in enumerate(((tr("Find"), self.text), (tr("Replace with"), self.by))):
            caption = label(name, "muted")
            caption.setBuddy(field)
            grid.addWidget(caption, at, 0)
            grid.addWidget(field, at, 1)
        grid.addWidget(_line(self.family, self.names, self.descriptions, self.ids), 0, 2)
        grid.addWidget(_line(self.case, self.words, self.same), 1, 2)
        grid.setColumnStretch(3, 1)
        form = QWidget()
        form.setObjectName("panel")
        form.setLayout(grid)
        self.buttons.addWidget(self.replace)
        self.body.addWidget(form)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(column(self.hint, margins=(20, 6, 20, 8)))

    def _connect(self) -> None:
        self.setTabOrder(self.text, self.by)
        self.setTabOrder(self.by, self.family)
        self._timer.timeout.connect(self._ask)
        self.text.textChanged.connect(lambda *_: self._timer.start())
        self.text.returnPressed.connect(self._ask)
        self.by.textChanged.connect(lambda *_: self._refresh())
        self.by.returnPressed.connect(self._replace)
        self.family.activated.connect(lambda *_: self._ask())
        for box in (self.names, self.descriptions, self.ids, self.case, self.words, self.same):
            box.toggled.connect(lambda *_: self._ask())
        self.list.hitChosen.connect(self.hitChosen)
        self.list.ticked.connect(self._count)

    # -- what is looked for ----------------------------------------------------------------------

    def query(self) -> Query:
        """What the fields say."""
        boxes = ((self.names, Part.NAME), (self.descriptions, Part.DESCRIPTION), (self.ids, Part.ID))
        return Query(
            self.text.text(),
            tuple(part for box, part in boxes if box.isChecked()),
            matches_case=self.case.isChecked(),
            whole_words=self.words.isChecked(),
            family=Family(self.family.currentData()),
            is_same_name=self.same.isChecked(),
        )

    def look_for(self, text: str, family: Family = Family.ALL, *, is_same_name: bool = False) -> None:
        """Fill the fields in and search; the cursor is where a person goes on typing."""
        for box in (self.same, self.descriptions, self.names):
            box.blockSignals(True)
        self.same.setChecked(is_same_name)
        self.names.setChecked(True)
        self.descriptions.setChecked(not is_same_name)
        for box in (self.same, self.descriptions, self.names):
            box.blockSignals(False)
        self.family.setCurrentIndex(self.family.findData(family))
        self.text.setText(text)
        field = self.by if is_same_name else self.text
        if is_same_name:
            self.by.setText(text)
        field.setFocus()
        field.selectAll()
        self._ask()

    def search_again(self) -> None:
        """The maps changed: search again, a moment later."""
        if self.text.text().strip():
            self._timer.start()

    def _ask(self) -> None:
        self._timer.stop()
        self.searchWanted.emit(self.query())

    # -- what was found --------------------------------------------------------------------------

    def show_found(self, found: Found) -> None:
        """List what was found; what was not ticked before stays so."""
        self.found = found
        self._refresh()

    def _refresh(self) -> None:
        self.list.show_hits(self.found.hits, self.by.text() if self.replaces() else None)
        maps = len({hit.key.file for hit in self.found.hits})
        if not self.found.query.text.strip():
            text = tr("Names and descriptions of all maps of the folder.")
        elif not self.found.hits:
            text = tr("Not found in {maps}.", maps=maps_text(self.found.maps))
        else:
            text = tr(
                "{places} in {maps}; searched: {all}.",
                places=_places(len(self.found.hits)), maps=maps_text(maps), all=maps_text(self.found.maps),
            )  # fmt: skip
        self.sentence.setText(text)
        self.hint.setText(self._hint())
        self.hint.setVisible(bool(self.hint.text()))
        self._count()

    def replaces(self) -> bool:
        """Whether something is to stand there instead; the same text is no wish."""
        return bool(self.by.text()) and self.by.text() != self.found.query.text

    def _hint(self) -> str:
        lines = [tr_message(text) for text in self.found.unreadable]
        if any(hit.part is Part.ID for hit in self.found.hits):
            lines.append(tr("Identifiers are found but not replaced: other maps and programs refer to them."))
        return "\n".join(lines)

    def _count(self) -> None:
        hits = self.chosen()
        maps = len({hit.key.file for hit in hits})
        self.replace.setText(
            tr("Replace {hits} in {maps}", hits=len(hits), maps=maps_text(maps)) if hits else tr("Replace")
        )
        self.replace.setEnabled(bool(hits) and self.replaces())

    def chosen(self) -> Sequence[Hit]:
        """The ticked hits that can be replaced."""
        return [hit for hit in self.list.ticked_hits() if hit.part is not Part.ID]

    def _replace(self) -> None:
        if self.replace.isEnabled():
            self.replaceWanted.emit(self.chosen(), self.by.text())


def _places(count: int) -> str:
    return tr("Found in 1 place") if count == 1 else tr("Found in {count} places", count=count)


def maps_text(count: int) -> str:
    """A number of maps in words."""
    return tr("1 map") if count == 1 else tr("{count} maps", count=count)


def _field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setClearButtonEnabled(True)
    field.setMinimumWidth(FIELD)
    return field


def _line(*parts: QWidget) -> QWidget:
    spread = [part for one in parts for part in (one, 14)]
    return row(*spread[:-1], None)
