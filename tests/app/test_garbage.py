import gc
import threading
import weakref

import pytest

from app.garbage import Garbage
from app.main import make_application


class Ring:
    """Garbage that only the collector finds."""

    def __init__(self):
        self.itself = self


@pytest.fixture
def garbage(qapp):
    made = Garbage()
    yield made
    made.deleteLater()


def test_rings_are_collected_while_the_window_waits(garbage, qtbot):
    ring = weakref.ref(Ring())
    kept = [[] for _ in range(gc.get_threshold()[0] + 1)]

    qtbot.waitUntil(lambda: ring() is None)
    assert kept


def test_no_other_thread_collects(garbage):
    collected = []
    gc.callbacks.append(lambda phase, info: collected.append(threading.current_thread()))
    try:
        thread = threading.Thread(target=lambda: [Ring() for _ in range(20_000)])
        thread.start()
        thread.join()
    finally:
        gc.callbacks.pop()
    assert thread not in collected


def test_the_application_has_one(qapp):
    application = make_application()
    make_application()

    assert len(application.findChildren(Garbage)) == 1
