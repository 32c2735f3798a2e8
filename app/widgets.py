"""Small parts that all pages, panels and dialogs are put together from."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app import theme
from app.icons import set_icon

Margins = tuple[int, int, int, int]
LINK_SIDE = 6
PILL_SIDES = 24
SEGMENT_SIDES = 24


def label(text: str, kind: str = "", *, wraps: bool = False) -> QLabel:
    """A text; kind is its role in the style sheet, such as "section", "muted" or "caption"."""
    result = QLabel()
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setText(text)
    result.setObjectName(kind)
    result.setWordWrap(wraps)
    if not wraps:
        result.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return result


def button(text: str, action: Callable[[], object], kind: str = "", icon: str = "") -> QPushButton:
    """A button that does something; kind is "primary", "small", "link", "pill" or nothing."""
    result = QPushButton(text)
    result.setObjectName(kind)
    result.setCursor(Qt.CursorShape.PointingHandCursor if kind == "link" else Qt.CursorShape.ArrowCursor)
    result.setAutoDefault(False)
    if icon:
        set_icon(result, icon)
        result.setIconSize(QSize(16, 16))
    result.clicked.connect(lambda *_: action())
    return result


class LinkButton(QPushButton):
    """A link that shortens its text to the room there is."""

    def __init__(self, text: str, action: Callable[[], object]) -> None:
        super().__init__(text)
        self._whole = text
        self.setObjectName("link")
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda *_: action())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - 2 * LINK_SIDE
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))


class CutLabel(QLabel):
    """A text of one line that is shortened to the room there is, in its middle unless told otherwise."""

    def __init__(
        self, text: str, kind: str = "", where: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle
    ) -> None:
        super().__init__(text)
        self._whole, self._where = text, where
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(kind)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        """Show another text; the tip has all of it."""
        self._whole = text
        self.setToolTip(text)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, self._where, self.width()))


def tool(text: str, icon: str, action: Callable[[], object] | None = None, size: int = 20) -> QToolButton:
    """A button that shows only an icon; text is its tip and its name for screen readers."""
    result = QToolButton()
    set_icon(result, icon)
    result.setIconSize(QSize(size, size))
    result.setToolTip(text)
    result.setAccessibleName(text)
    result.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if action is not None:
        result.clicked.connect(lambda *_: action())
    return result


def pill(text: str, action: QAction) -> QPushButton:
    """A button that shows whether something is switched on, and switches it; the action's text is its tip."""
    result = QPushButton(text)
    result.setObjectName("pill")
    result.setCheckable(True)
    bold = QFontMetrics(theme.font("small", bold=True))  # its text is bold while it is on
    result.setMinimumWidth(bold.horizontalAdvance(text) + PILL_SIDES)
    result.setChecked(action.isChecked())
    result.setToolTip(action.toolTip())
    result.setAccessibleName(action.toolTip())
    result.clicked.connect(lambda *_: action.trigger())
    action.toggled.connect(result.setChecked)
    return result


class Segment(QPushButton):
    """One of several choices side by side of which one is pressed; it has room for its text in bold."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setObjectName("segment")
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        bold = QFontMetrics(theme.font("small", bold=True))
        return super().sizeHint().expandedTo(QSize(bold.horizontalAdvance(self.text()) + SEGMENT_SIDES, 0))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def line(*, upright: bool = False) -> QFrame:
    """A hairline."""
    result = QFrame()
    result.setObjectName("lineUpright" if upright else "line")
    return result


def filled(
    parent: QWidget,
    layout: QBoxLayout,
    *parts: QWidget | QLayout | int | None,
    margins: Margins = (0, 0, 0, 0),
) -> QWidget:
    """Put parts into a widget: a number is a gap in pixels, None takes all free room."""
    layout.setContentsMargins(*margins)
    layout.setSpacing(0)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)
    parent.setLayout(layout)
    return parent


def column(
    *parts: QWidget | QLayout | int | None, margins: Margins = (0, 0, 0, 0), kind: str = ""
) -> QWidget:
    """Parts one below the other."""
    return filled(_plain(kind), QVBoxLayout(), *parts, margins=margins)


def row(*parts: QWidget | QLayout | int | None, margins: Margins = (0, 0, 0, 0), kind: str = "") -> QWidget:
    """Parts side by side."""
    return filled(_plain(kind), QHBoxLayout(), *parts, margins=margins)


def card(
    *parts: QWidget | QLayout | int | None, kind: str = "card", margins: Margins = (16, 12, 16, 12)
) -> QFrame:
    """Parts one below the other in a frame with round corners."""
    frame = QFrame()
    frame.setObjectName(kind)
    filled(frame, QVBoxLayout(), *parts, margins=margins)
    return frame


def scrolled(content: QWidget, kind: str = "", *, is_page: bool = False) -> QScrollArea:
    """A widget that scrolls upright when it is taller than its place; a page also scrolls sideways."""
    area = QScrollArea()
    area.setObjectName(kind)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    if not is_page:
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    return area


def empty(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            continue
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            empty(inner)
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _plain(kind: str) -> QWidget:
    result = QWidget()
    result.setObjectName(kind)
    if kind:
        result.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return result
