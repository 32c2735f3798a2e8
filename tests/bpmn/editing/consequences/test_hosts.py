import math

from bpmn.base.geometry import Bounds
from bpmn.editing.consequences.hosts import follow

HOST = Bounds(100, 100, 100, 80)


def test_an_event_keeps_its_place_when_the_host_moves():
    assert follow(Bounds(130, 162, 36, 36), HOST, HOST.moved(7, 9)) == Bounds(137, 171, 36, 36)


def test_an_event_stays_on_its_side_when_the_host_grows():
    grown = HOST._replace(width=200, height=160)

    below = follow(Bounds(132, 162, 36, 36), HOST, grown)
    right = follow(Bounds(182, 122, 36, 36), HOST, grown)

    assert below.centre == (200, 260)
    assert right.centre == (300, 180)


def test_an_event_that_a_file_puts_nowhere_stays_there():
    nowhere = Bounds(math.nan, 10, 36, 36)

    assert follow(nowhere, Bounds(0, 0, 100, 80), Bounds(0, 0, 200, 80)) is nowhere
