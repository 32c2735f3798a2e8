import pytest
from PySide6.QtCore import QByteArray

from app.settings import RECENT, Settings


@pytest.fixture
def settings(qapp, tmp_path):
    return Settings(tmp_path / "settings.ini")


def test_a_new_user_sees_the_essentials_like_the_desktop(settings):
    assert settings.appearance == "system"
    assert settings.palette_level == 0
    assert settings.recent == []


def test_what_was_chosen_is_there_next_time(settings, tmp_path):
    settings.appearance = "dark"
    settings.palette_level = 2
    settings.switch("welcome", is_on=False)
    settings.keep_bytes("window", QByteArray(b"1234"))
    settings.save()

    again = Settings(tmp_path / "settings.ini")

    assert (again.appearance, again.palette_level, again.is_on("welcome")) == ("dark", 2, False)
    assert again.bytes_of("window") == QByteArray(b"1234")


def test_recent_files_are_few_each_once_and_exist(settings, tmp_path):
    paths = [tmp_path / f"{n}.bpmn" for n in range(RECENT + 3)]
    for path in paths:
        path.touch()
        settings.remember(path)
    settings.remember(paths[5])
    paths[5].unlink()

    assert len(settings.recent) == RECENT - 1
    assert settings.recent[0] == paths[-1]


def test_a_broken_level_is_the_first_one(settings):
    settings._store.setValue("paletteLevel", "many")

    assert settings.palette_level == 0
