"""What the user chose and the application remembers."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from app.paths import user_data_folder

RECENT = 10


class Settings:
    """Choices of the user, kept in one text file in the user's data folder."""

    def __init__(self, path: Path | None = None) -> None:
        self._store = QSettings(str(path or user_data_folder() / "settings.ini"), QSettings.Format.IniFormat)

    @property
    def appearance(self) -> str:
        """The name of the appearance ("light", "dark", "highContrast"), or "system" to follow the desktop."""
        return self._text("appearance", "system")

    @appearance.setter
    def appearance(self, name: str) -> None:
        self._store.setValue("appearance", name)

    @property
    def language(self) -> str:
        """The code of the language, such as "de"; empty for that of the environment."""
        return self._text("language", "")

    @language.setter
    def language(self, code: str) -> None:
        self._store.setValue("language", code)

    @property
    def palette_level(self) -> int:
        """How many symbols the palette offers: 0 essentials, 1 more, 2 all of BPMN."""
        text = self._text("paletteLevel", "0")
        return int(text) if text in ("0", "1", "2") else 0

    @palette_level.setter
    def palette_level(self, level: int) -> None:
        self._store.setValue("paletteLevel", str(level))

    @property
    def edition(self) -> str:
        """Which edition of the standard numbers the principles: "2015" or "2000"."""
        return "2000" if self._text("edition", "2015") == "2000" else "2015"

    @edition.setter
    def edition(self, name: str) -> None:
        self._store.setValue("edition", name)

    @property
    def recent(self) -> list[Path]:
        """Files and folders opened before, last first; those that are gone are left out."""
        value = self._store.value("recent", [])
        texts = [value] if isinstance(value, str) else list(value or [])  # type: ignore[call-overload]
        return [path for path in map(Path, texts) if path.exists()]

    def remember(self, path: Path) -> None:
        """Put a file or folder first among the recent ones."""
        own = path.resolve()
        others = [p for p in self.recent if p != own]
        self._store.setValue("recent", [str(p) for p in [own, *others][:RECENT]])

    def bytes_of(self, key: str) -> QByteArray:
        """The state of a window or splitter under this name; empty if none was kept."""
        value = self._store.value(f"state/{key}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_bytes(self, key: str, value: QByteArray) -> None:
        """Keep the state of a window or splitter."""
        self._store.setValue(f"state/{key}", value)

    def is_on(self, key: str, default: bool = True) -> bool:
        """Whether something that can be switched is on."""
        return self._text(f"switch/{key}", "yes" if default else "no") == "yes"

    def switch(self, key: str, is_on: bool) -> None:
        """Remember whether something is on."""
        self._store.setValue(f"switch/{key}", "yes" if is_on else "no")

    def save(self) -> None:
        """Write everything to disk now."""
        self._store.sync()

    def _text(self, key: str, default: str) -> str:
        value = self._store.value(key, default)
        return value if isinstance(value, str) else default
