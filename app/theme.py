"""The colours of the window and of the sheet: tokens with a value per appearance, and what Qt makes of them.

A token is a name such as "panel" or "ink"; drawings, icons, palette and style sheet use tokens only.
"""

import json
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from app.paths import resources_folder
from app.style_sheet import style_sheet

Theme = Mapping[str, str]
SYSTEM, LIGHT, DARK, HIGH_CONTRAST = "system", "light", "dark", "highContrast"
NAMES = (LIGHT, DARK, HIGH_CONTRAST)
PROPERTY = "wholeflowTheme"
SMALLEST_TEXT = 13

_ACTIVE = {
    "Window": "window", "WindowText": "text", "Base": "panel", "AlternateBase": "window", "Text": "text",
    "PlaceholderText": "textMuted", "Button": "panel", "ButtonText": "text", "BrightText": "error",
    "Highlight": "accent", "HighlightedText": "onAccent", "Link": "link", "LinkVisited": "tradeoff",
    "ToolTipBase": "raised", "ToolTipText": "text", "Light": "raised", "Midlight": "hover", "Mid": "border",
    "Dark": "borderStrong", "Shadow": "desk", "Accent": "accent",
}  # fmt: skip
_DISABLED = {
    "WindowText": "textDisabled", "Text": "textDisabled", "ButtonText": "textDisabled", "Highlight": "border",
    "HighlightedText": "textMuted", "PlaceholderText": "textDisabled", "Base": "window", "Button": "window",
}  # fmt: skip
_UNSET = ("", "Sans", "Sans Serif")
"""What Qt calls the font of a desktop that has chosen none."""
_PREFERRED = ("Inter", "Noto Sans", "Liberation Sans", "Arimo")
_SIZES = {
    "caption": 11,
    "small": 12,
    "body": 13,
    "section": 15,
    "page": 20,
    "title": 24,
    "key": 28,
    "welcome": 40,
}


@cache
def _themes() -> Mapping[str, Theme]:
    content = json.loads((resources_folder() / "themes.json").read_text(encoding="utf-8"))
    return {name: MappingProxyType(dict(tokens)) for name, tokens in content.items()}


def theme(name: str) -> Theme:
    """The tokens of an appearance ("light", "dark" or "highContrast") with their values as #rrggbb."""
    return _themes()[name]


def current() -> Theme:
    """The tokens of the appearance that the application shows now."""
    return theme(current_name())


def current_name() -> str:
    """The name of the appearance that the application shows now."""
    application = QApplication.instance()
    name = application.property(PROPERTY) if application else None
    return str(name) if name in NAMES else LIGHT


def resolved(setting: str) -> str:
    """The appearance that a setting asks for; "system" follows the desktop."""
    if setting in NAMES:
        return setting
    is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return DARK if is_dark else LIGHT


def apply(application: QApplication, setting: str) -> str:
    """Dress the application; returns the name of the appearance it shows from now on."""
    name = resolved(setting)
    if application.property(PROPERTY) == name:
        return name
    application.setProperty(PROPERTY, name)
    application.setStyle("Fusion")
    application.setFont(font("body"))
    application.setPalette(palette(theme(name)))
    application.setStyleSheet(style_sheet(theme(name), {role: size(role) for role in _SIZES}))
    return name


def palette(tokens: Theme) -> QPalette:
    """The palette of Qt for an appearance."""
    result = QPalette()
    groups = QPalette.ColorGroup
    for group, roles in (
        (groups.Active, _ACTIVE),
        (groups.Inactive, _ACTIVE),
        (groups.Disabled, _ACTIVE | _DISABLED),
    ):
        for role, token in roles.items():
            result.setColor(group, getattr(QPalette.ColorRole, role), QColor(tokens[token]))
    return result


def colour(token: str) -> QColor:
    """The colour of a token in the appearance shown now."""
    return QColor(current()[token])


def size(role: str) -> int:
    """Height in pixels of the text of a role (caption, small, body, section, page, title, key, welcome)."""
    return round(_SIZES[role] * _body() / SMALLEST_TEXT)


def font(role: str = "body", bold: bool = False) -> QFont:
    """The font of the interface in the size of a role."""
    result = QFont(QGuiApplication.font())
    if result.family() in _UNSET:
        result.setFamilies([*_PREFERRED, result.family()])
    result.setPixelSize(size(role))
    result.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result


def _body() -> int:
    """The height of ordinary text: what the desktop asks for, never below 13 pixels."""
    application = QApplication.instance()
    known = application.property("wholeflowTextSize") if application else None
    if isinstance(known, int):
        return known
    found = max(SMALLEST_TEXT, QFontInfo(QGuiApplication.font()).pixelSize())
    if application:
        application.setProperty("wholeflowTextSize", found)
    return found
