"""The palette: tools and symbols, to be clicked or dragged onto the sheet."""

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QDrag, QIcon, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app import theme
from app.painter import paint
from app.panels.symbol_table import ESSENTIAL, GROUPS, LEVELS, Entry
from app.translate import tr, tr_message
from app.widgets import column, label, line, scrolled, tool
from bpmn.base.message import message
from bpmn.model import Element
from bpmn.notation.palette import GRID, icon
from bpmn.rules.offering import fits_sheet, is_at_home

MIME = "application/x-wholeflow-kind"
CREATE, SELECT = "create", "select"
ICON = 20
TOOLS = (
    ("hand", "hand", message("Move the sheet (H)")),
    ("lasso", "lasso", message("Select an area (L)")),
    ("space", "space", message("Make or take space (S)")),
    ("connect", "connect", message("Connect (C)")),
)
"""Name of the tool, its icon, what it does."""


class SymbolButton(QToolButton):
    """A symbol: a click takes it as the tool, a drag carries it to the sheet."""

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.entry = entry
        self.setObjectName("symbol")
        self.setCheckable(True)
        self.setText(f" {tr_message(entry.name)}")  # the blank keeps the icon off the text
        self.setToolTip(tr_message(entry.use))
        self.setAccessibleName(tr_message(entry.name))
        self.setAccessibleDescription(tr_message(entry.use))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(ICON, ICON))
        self.setFixedHeight(28)
        self.setSizePolicy(self.sizePolicy().Policy.Ignored, self.sizePolicy().Policy.Fixed)
        self._pressed_at: QPoint | None = None
        self.redraw()

    def redraw(self) -> None:
        """Draw the symbol in the colours shown now."""
        self.setIcon(QIcon(symbol_picture(self.entry.kind)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        start = self._pressed_at
        if start is None:
            return
        way = (event.position().toPoint() - start).manhattanLength()
        if way < QApplication.startDragDistance():
            return
        self._pressed_at = None
        self.setDown(False)
        drag = QDrag(self)
        drag.setMimeData(kind_data(self.entry.kind))
        drag.setPixmap(symbol_picture(self.entry.kind, 32))
        drag.exec(Qt.DropAction.CopyAction)


class Palette(QWidget):
    """Tools above, symbols below in groups, and how many symbols are offered at the foot."""

    toolChosen = Signal(str, object)
    levelChanged = Signal(int)

    def __init__(self, level: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Symbols"))
        self.tools = {name: self._tool_button(name, picture, tr_message(tip)) for name, picture, tip in TOOLS}
        self.symbols = [SymbolButton(entry) for group in GROUPS for entry in group.entries]
        self.levels = QComboBox()
        self.levels.setObjectName("quiet")
        self.levels.setAccessibleName(tr("How many symbols are offered"))
        self.levels.addItems([tr_message(name) for name in LEVELS])
        self._heads = [label(tr_message(group.name), "caption") for group in GROUPS]
        self._lay_out()
        for button in self.symbols:
            button.clicked.connect(lambda *_, chosen=button: self._choose_symbol(chosen))
        self._at_home: dict[str, bool] = {}
        """The kinds that may stand on the sheet, with whether they belong to its kind; empty: all may."""
        self.levels.setCurrentIndex(level)
        self._show_offered()
        self.levels.currentIndexChanged.connect(self.set_level)

    def set_level(self, level: int) -> None:
        """Offer the symbols of a level and those below it."""
        self._show_offered()
        self.levelChanged.emit(level)

    def show_sheet(self, shown: Element | None) -> None:
        """Offer what may stand on a sheet that shows this element, first what belongs to its kind of map."""
        kinds = [button.entry.kind for button in self.symbols]
        offered = {kind: is_at_home(shown, kind) for kind in kinds if fits_sheet(shown, kind)}
        if offered != self._at_home:
            self._at_home = offered
            self._show_offered()

    def _show_offered(self) -> None:
        start, level = 0, self.levels.currentIndex()
        for head, group in zip(self._heads, GROUPS, strict=True):
            buttons = self.symbols[start : start + len(group.entries)]
            start += len(group.entries)
            for button in buttons:
                button.setVisible(self._is_offered(button.entry, level))
            head.setVisible(any(not button.isHidden() for button in buttons))

    def _is_offered(self, entry: Entry, level: int) -> bool:
        if self._at_home and entry.kind not in self._at_home:
            return False
        return level >= (ESSENTIAL if self._at_home.get(entry.kind) else entry.level)

    def show_tool(self, name: str, kind: str | None = None) -> None:
        """Mark the tool that the sheet uses now."""
        for known, button in self.tools.items():
            button.setChecked(known == name)
        for symbol in self.symbols:
            symbol.setChecked(name == CREATE and symbol.entry.kind == kind)

    def chosen_kind(self) -> str | None:
        """The kind of the symbol that is taken, or None."""
        return next((b.entry.kind for b in self.symbols if b.isChecked()), None)

    def redraw(self) -> None:
        """Draw all symbols in the colours shown now."""
        for button in self.symbols:
            button.redraw()

    def _tool_button(self, name: str, picture: str, tip: str) -> QToolButton:
        button = tool(tip, picture)
        button.setCheckable(True)
        button.clicked.connect(lambda *_: self._choose_tool(name))
        return button

    def _choose_tool(self, name: str) -> None:
        chosen = name if self.tools[name].isChecked() else SELECT
        self.show_tool(chosen)
        self.toolChosen.emit(chosen, None)

    def _choose_symbol(self, button: SymbolButton) -> None:
        is_on = button.isChecked()
        self.show_tool(CREATE if is_on else SELECT, button.entry.kind if is_on else None)
        self.toolChosen.emit(CREATE if is_on else SELECT, button.entry.kind if is_on else None)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(2)
        for button in self.tools.values():
            row.addWidget(button)
        row.addStretch(1)
        groups, start = QVBoxLayout(), 0
        groups.setContentsMargins(4, 0, 4, 4)
        groups.setSpacing(0)
        for head, group in zip(self._heads, GROUPS, strict=True):
            head.setContentsMargins(4, 7, 0, 2)
            groups.addWidget(head)
            for button in self.symbols[start : start + len(group.entries)]:
                groups.addWidget(button)
            start += len(group.entries)
        groups.addStretch(1)
        inner = column()
        inner.layout().addLayout(groups)  # type: ignore[union-attr]
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        row.setContentsMargins(8, 8, 8, 6)
        whole.addLayout(row)
        whole.addWidget(line())
        whole.addWidget(scrolled(inner), 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 4, 8, 8)
        foot.addWidget(self.levels)
        whole.addLayout(foot)


def kind_data(kind: str) -> QMimeData:
    """What a drag of a symbol carries."""
    data = QMimeData()
    data.setData(MIME, kind.encode())
    return data


def symbol_picture(kind: str, size: int = ICON, density: float = 2.0) -> QPixmap:
    """The symbol of a kind as the sheet draws it, fitted into a square."""
    result = QPixmap(round(size * density), round(size * density))
    result.setDevicePixelRatio(density)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / GRID, size / GRID)
    paint(painter, icon(kind.replace(":expanded", "")), theme.current())
    painter.end()
    return result
