"""Pictures of the interface, drawn in the colours of the appearance shown now."""

from functools import cache

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from app import theme
from app.paths import resources_folder

NAME = "iconName"
SIZES = (16, 20, 24)
DENSITIES = (1.0, 2.0)
GRID = 20


def icon(name: str, normal: str = "text", active: str = "accent") -> QIcon:
    """An icon in the colour of the token ``normal``; pressed or chosen it has that of ``active``."""
    tokens = theme.current()
    result = QIcon()
    modes = (
        (QIcon.Mode.Normal, QIcon.State.Off, normal),
        (QIcon.Mode.Normal, QIcon.State.On, active),
        (QIcon.Mode.Disabled, QIcon.State.Off, "textDisabled"),
    )
    for mode, state, colour in modes:
        for size in SIZES:
            for density in DENSITIES:
                result.addPixmap(pixmap(name, size, tokens[colour], tokens["panel"], density), mode, state)
    return result


def mark(name: str, size: int = 16, density: float = 2.0) -> QPixmap:
    """The filled shape of a severity or verdict (named like its token) with its sign cut out."""
    tokens = theme.current()
    return pixmap(f"mark-{name}", size, tokens[name], tokens["panel"], density)


def pixmap(name: str, size: int, colour: str, sign: str = "#FFFFFF", density: float = 2.0) -> QPixmap:
    """An icon of size pixels in one colour."""
    return _pixmap(name, size, colour, sign, density, theme.current_name())


def picture(name: str, width: int, height: int, token: str, density: float = 2.0) -> QPixmap:
    """An icon in the middle of a transparent pixmap of this size."""
    result = QPixmap(round(width * density), round(height * density))
    result.setDevicePixelRatio(density)
    result.fill(Qt.GlobalColor.transparent)
    side = min(width, height)
    painter = QPainter(result)
    painter.drawPixmap(
        round((width - side) / 2), round((height - side) / 2), pixmap(name, side, theme.current()[token])
    )
    painter.end()
    return result


def set_icon(target: QAction | QAbstractButton, name: str) -> None:
    """Give an action or a button an icon that follows the appearance (see ``refresh``)."""
    target.setProperty(NAME, name)
    target.setIcon(icon(name))


def refresh(root: QObject) -> None:
    """Draw all icons below root anew, after the appearance changed."""
    for action in root.findChildren(QAction):
        _redraw(action)
    for button in root.findChildren(QAbstractButton):
        _redraw(button)


def _redraw(target: QAction | QAbstractButton) -> None:
    name = target.property(NAME)
    if isinstance(name, str):
        target.setIcon(icon(name))


@cache
def _source(name: str) -> str:
    return (resources_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@cache
def _pixmap(name: str, size: int, colour: str, sign: str, density: float, appearance: str) -> QPixmap:
    tokens = theme.theme(appearance)
    source = _source(name).replace("currentColor", colour).replace("#sign", sign)
    for token in ("accent", "customer"):
        source = source.replace(f"#{token}", tokens[token])
    result = QPixmap(QSize(round(size * density), round(size * density)))
    result.setDevicePixelRatio(density)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return result
