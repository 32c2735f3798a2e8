"""Light, dark or high contrast: what the user chose, or what the desktop shows."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app import icons, theme
from app.settings import Settings
from app.translate import tr_message
from bpmn.base.message import Message, message

CHOICES: tuple[tuple[str, Message], ...] = (
    (theme.SYSTEM, message("Like the Desktop")),
    (theme.LIGHT, message("Light")),
    (theme.DARK, message("Dark")),
    (theme.HIGH_CONTRAST, message("High Contrast")),
)


class Appearance(QObject):
    """Dresses the application and tells when the colours changed."""

    changed = Signal()

    def __init__(self, window: QWidget, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._application = application
        self._actions: dict[str, QAction] = {}
        application.styleHints().colorSchemeChanged.connect(self._follow)
        theme.apply(application, settings.appearance)

    def menu(self, title: str, parent: QWidget) -> QMenu:
        """A menu of the choices, with the present one marked."""
        menu = QMenu(title, parent)
        group = QActionGroup(menu)
        for name, text in CHOICES:
            action = menu.addAction(tr_message(text))
            action.setCheckable(True)
            action.setChecked(name == self._settings.appearance)
            action.triggered.connect(lambda *_, chosen=name: self.choose(chosen))
            group.addAction(action)
            self._actions[name] = action
        return menu

    def choose(self, name: str) -> None:
        """Show the application like this from now on."""
        self._settings.appearance = name
        if name in self._actions:
            self._actions[name].setChecked(True)
        self._dress()

    def toggle(self) -> None:
        """From light to dark and back."""
        self.choose(theme.LIGHT if theme.current_name() != theme.LIGHT else theme.DARK)

    def _follow(self) -> None:
        if self._settings.appearance == theme.SYSTEM and theme.resolved(theme.SYSTEM) != theme.current_name():
            self._dress()

    def _dress(self) -> None:
        theme.apply(self._application, self._settings.appearance)
        icons.refresh(self._window)
        self.changed.emit()
