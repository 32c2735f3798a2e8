import pytest
from PySide6.QtCore import Qt

from app.panels.break_even_slider import BreakEvenSlider
from bpmn.report.charts.break_even import Track

TRACK = Track(0, 20, 4.2, 11, "%", low=8, high=14)


@pytest.fixture
def slider(qtbot):
    made = BreakEvenSlider("Share of orders that lack a part", TRACK)
    qtbot.addWidget(made)
    made.resize(416, 66)
    made.show()
    return made


def test_the_knob_stands_at_today(slider):
    assert slider.number() == 11


def test_dragging_tells_the_number_and_letting_go_settles_it(slider, qtbot):
    tried, settled = [], []
    slider.tried.connect(tried.append)
    slider.settled.connect(settled.append)

    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=slider.place_of(11))
    qtbot.mouseMove(slider, slider.place_of(6))
    qtbot.mouseMove(slider, slider.place_of(3))
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=slider.place_of(3))

    assert slider.number() == pytest.approx(3, abs=0.1)
    assert tried[-1] == slider.number()
    assert settled == [slider.number()]


def test_arrows_go_by_a_step_and_home_goes_back_to_today(slider, qtbot):
    slider.setFocus()
    settled = []
    slider.settled.connect(settled.append)

    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert slider.number() == pytest.approx(11.1)
    qtbot.keyClick(slider, Qt.Key.Key_PageUp)
    assert slider.number() == pytest.approx(13.1)
    qtbot.keyClick(slider, Qt.Key.Key_Home)

    assert slider.number() == 11
    assert settled[-1] == 11


def test_it_is_painted(slider):
    picture = slider.grab().toImage()

    colours = {picture.pixelColor(x, 35).name() for x in range(10, 400)}
    assert len(colours) > 5
