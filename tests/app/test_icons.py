import pytest
from PySide6.QtGui import QAction, QIcon

from app import icons, theme
from app.paths import resources_folder

NAMES = sorted(
    p.stem
    for p in (resources_folder() / "icons").glob("*.svg")
    if not p.stem.startswith(("mark-", "grey-", "check-"))
)


def has_ink(pixmap):
    picture = pixmap.toImage()
    return any(
        picture.pixelColor(x, y).alpha() for x in range(picture.width()) for y in range(picture.height())
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_drawn(qapp, name):
    assert has_ink(icons.pixmap(name, 16, "#112233", density=1.0))


@pytest.mark.parametrize("name", ["error", "warning", "info", "aligned", "subopt", "undecided"])
def test_every_mark_is_drawn_in_its_colour(qapp, name):
    theme.apply(qapp, "light")

    assert has_ink(icons.mark(name))


def test_icons_follow_the_appearance(qapp):
    theme.apply(qapp, "light")
    action = QAction()
    icons.set_icon(action, "save")
    before = action.icon().pixmap(20).toImage()

    theme.apply(qapp, "dark")
    action.setIcon(icons.icon("save"))

    assert action.icon().pixmap(20).toImage() != before
    assert isinstance(action.icon(), QIcon)
    theme.apply(qapp, "light")
