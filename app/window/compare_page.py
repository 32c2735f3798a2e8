"""Two versions of a map side by side or over each other, and the list of what differs."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.panels.difference_list import DifferenceList, told, told_change
from app.panels.version_view import VersionView
from app.translate import tr
from app.widgets import Segment, button, column, label, row
from app.window.map_view import numbered
from app.window.page import Page
from bpmn.analysis.comparison.compare import Difference, Kind
from bpmn.base.geometry import Bounds, united
from bpmn.notation.drawing import Drawing, moved
from bpmn.report.compared import Compared, Sheets
from bpmn.report.version_picture import (
    Drawn,
    VersionPicture,
    after_picture,
    before_picture,
    overlaid_picture,
)

SIDE, OVERLAID = range(2)
LIST, GAP = 320, 60
NOTHING = Bounds(0, 0, 100, 100)
EMPTY = Sheets("", None, None)


class ComparePage(Page):
    """Shows what differs, as it was when it was asked: later edits do not change what is seen."""

    showWanted = Signal(str)
    """The id of an element of the later version that is to be shown in its map."""
    pictureWanted = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Compare"))
        self.compared = Compared()
        self.chosen = -1
        self.before, self.after, self.both = (
            VersionView(name) for name in (tr("Before"), tr("After"), tr("Both versions"))
        )
        self.list = DifferenceList()
        self.titles = label("", "section"), label("", "section")
        self._make_tools()
        self._lay_out()
        self._connect()

    def _make_tools(self) -> None:
        self.modes = QButtonGroup(self)
        for number, name in enumerate((tr("Side by side"), tr("Overlaid"))):
            segment = Segment(name)
            self.modes.addButton(segment, number)
        self.modes.button(SIDE).setChecked(True)
        self.layout_too = QCheckBox(tr("Show what only moved"))
        self.layout_too.setChecked(True)
        self.sheet = QComboBox()
        self.sheet.setAccessibleName(tr("Sheet"))
        self.reveal = button(tr("Show in map"), self._show, "small")
        self.picture = button(tr("Export picture…"), self.pictureWanted.emit)

    def _lay_out(self) -> None:
        for part in (self.sheet, self.modes.button(SIDE), self.modes.button(OVERLAID)):
            self.buttons.addWidget(part)
        self.buttons.addWidget(self.layout_too)
        self.buttons.addWidget(self.picture)
        beside = QSplitter(Qt.Orientation.Horizontal)
        beside.setHandleWidth(1)
        beside.setChildrenCollapsible(False)
        for title, view in zip(self.titles, (self.before, self.after), strict=True):
            beside.addWidget(_stretched(row(title, margins=(12, 6, 12, 6)), view))
        beside.setSizes([1000, 1000])
        self.stack = QStackedWidget()
        self.stack.addWidget(beside)
        self.stack.addWidget(self.both)
        whole = QSplitter(Qt.Orientation.Horizontal)
        whole.setHandleWidth(1)
        whole.addWidget(_stretched(self.list, row(None, self.reveal, margins=(8, 6, 8, 6)), at=0))
        whole.addWidget(self.stack)
        whole.setSizes([LIST, 4 * LIST])
        whole.setStretchFactor(1, 1)
        self.body.addWidget(whole, 1)

    def _connect(self) -> None:
        self.modes.idClicked.connect(self.stack.setCurrentIndex)
        self.layout_too.toggled.connect(lambda *_: self._refresh())
        self.sheet.activated.connect(lambda *_: self._draw())
        self.list.chosen.connect(self.choose)
        self.before.looked.connect(lambda: self.after.look_like(self.before))
        self.after.looked.connect(lambda: self.before.look_like(self.after))
        for view in (self.before, self.after, self.both):
            view.chosen.connect(self._clicked)

    # -- showing ---------------------------------------------------------------------------------

    def wait_for(self, before: str, after: str) -> None:
        """Say which versions are being compared, until the result is there."""
        self.show_busy(True)
        self._show_compared(Compared())
        for title, text in zip(self.titles, (before, after), strict=True):
            title.setText(text)
        self.sentence.setText(tr("Comparing…"))

    def show_compared(self, found: Compared) -> None:
        """Show how the two versions differ."""
        self.show_busy(False)
        self._show_compared(found)
        self.picture.setEnabled(True)
        for view in (self.before, self.after, self.both):
            view.fit()

    def show_stopped(self) -> None:
        """Say that there is no result."""
        self.show_busy(False)
        self.sentence.setText(tr("These versions could not be compared."))

    def _show_compared(self, found: Compared) -> None:
        self.compared = found
        self.sheet.clear()
        self.sheet.addItems([sheet.name or numbered(n) for n, sheet in enumerate(found.sheets)])
        self.sheet.setVisible(len(found.sheets) > 1)
        self.chosen = -1
        self.picture.setEnabled(False)
        self._refresh()

    @property
    def differences(self) -> Sequence[Difference]:
        """All differences; the numbers of the list and the pictures are places in it."""
        return self.compared.comparison.differences

    def numbers(self) -> list[int]:
        """The differences that are shown."""
        wanted = self.layout_too.isChecked()
        return [n for n, d in enumerate(self.differences) if wanted or d.kind is not Kind.MOVED]

    def _refresh(self) -> None:
        numbers = self.numbers()
        self.list.show_differences(self.differences, numbers)
        counts = {kind: sum(self.differences[n].kind is kind for n in numbers) for kind in Kind}
        text = tr(
            "{added} added, {removed} removed, {changed} changed, {moved} only moved",
            **{kind.value: count for kind, count in counts.items()},
        )
        self.sentence.setText(text if numbers else tr("No differences."))
        self._draw()

    def _draw(self) -> None:
        pictures = self.pictures()
        texts = ["\n".join([told(d), *map(told_change, d.changes)]) for d in self.differences]
        frame = united(b for p in pictures if (b := p.bounds) is not None) or NOTHING
        for view, picture in zip((self.before, self.after, self.both), pictures, strict=True):
            view.show_version(picture, texts, frame)
            view.choose([self.chosen])
        self.reveal.setEnabled(self._target() is not None)

    def pictures(self) -> tuple[VersionPicture, VersionPicture, VersionPicture]:
        """The sheet in view: before, after, and both over each other."""
        number, sheets = max(self.sheet.currentIndex(), 0), self.compared.sheets
        _, old, new = sheets[number] if number < len(sheets) else EMPTY
        before, after = old or (), new or ()
        shown = set(self.numbers())
        marked = [d if n in shown else _UNMARKED for n, d in enumerate(self.differences)]
        return (
            before_picture(before, marked),
            after_picture(after, marked),
            overlaid_picture(before, after, marked),
        )

    def drawing(self) -> Drawing:
        """What is in view as one drawing, for a picture."""
        before, after, both = self.pictures()
        if self.modes.checkedId() == OVERLAID:
            return both.drawing
        frame = before.bounds or NOTHING
        other = after.bounds or NOTHING
        return before.drawing + moved(after.drawing, frame.right - other.x + GAP, 0)

    # -- choosing --------------------------------------------------------------------------------

    def choose(self, number: int) -> None:
        """Bring a difference to the middle of both versions."""
        self.chosen = number
        self._turn_to(number)
        for view in (self.before, self.after, self.both):
            view.choose([number])
        if self.after.centre_on(number):
            if not self.before.centre_on(number):
                self.before.look_like(self.after)
        elif self.before.centre_on(number):
            self.after.look_like(self.before)
        self.both.centre_on(number)
        self.reveal.setEnabled(self._target() is not None)

    def _turn_to(self, number: int) -> None:
        """Show the sheet that a difference is on."""
        if any(a.data == number for view in (self.before, self.after) for a in view.areas):
            return
        one = self.differences[number]
        for at, sheets in enumerate(self.compared.sheets):
            keys = ((sheets.before, one.before), (sheets.after, one.after))
            if any(p is not None and k is not None and _shows(p, k.element) for p, k in keys):
                self.sheet.setCurrentIndex(at)
                self._draw()
                return

    def _clicked(self, number: object) -> None:
        if isinstance(number, int):
            self.choose(number)
            self.list.choose(number)

    def _target(self) -> str | None:
        one = self.differences[self.chosen] if 0 <= self.chosen < len(self.differences) else None
        return one.after.element if one is not None and one.after is not None else None

    def _show(self) -> None:
        target = self._target()
        if target is not None:
            self.showWanted.emit(target)

    def set_theme(self) -> None:
        """Draw everything in the colours shown now."""
        for view in (self.before, self.after, self.both):
            view.set_theme()
        self.list.show_differences(self.differences, self.numbers())


def _stretched(*parts: QWidget, at: int = 1) -> QWidget:
    """Parts one below the other; one of them takes the room."""
    whole = column(*parts, kind="panel")
    layout = whole.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.setStretch(at, 1)
    return whole


_UNMARKED = Difference(Kind.MOVED, "", "", "")
"""Stands for a difference that is not shown, so that the others keep their numbers."""


def _shows(drawn: Sequence[Drawn], identifier: str) -> bool:
    return any(one.element == identifier for one in drawn)
