"""A gate before the bound on PySide6 is lifted: 6.12 loses references of None on Python 3.11 and aborts."""

import sys

from PySide6.QtCore import QObject

CALLS = 2000


def test_void_calls_keep_the_reference_count_of_none():
    thing = QObject()
    before = sys.getrefcount(None)

    for _ in range(CALLS):
        thing.setObjectName("name")

    assert abs(sys.getrefcount(None) - before) < CALLS / 10
