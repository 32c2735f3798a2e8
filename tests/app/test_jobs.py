import math
import time

import pytest

from app.jobs import Jobs


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.stop()


def test_a_result_comes_from_a_worker(jobs, qtbot):
    with qtbot.waitSignal(jobs.finished, timeout=20_000) as told:
        jobs.start("sum", math.fsum, [1, 2, 3])

    assert told.args == ["sum", 6.0]
    assert not jobs.is_running("sum")


def test_an_error_is_told(jobs, qtbot):
    with qtbot.waitSignal(jobs.failed, timeout=20_000) as told:
        jobs.start("root", math.sqrt, -1)

    assert told.args[0] == "root"


def test_a_newer_call_makes_the_older_one_unwanted(jobs, qtbot):
    results = []
    jobs.finished.connect(lambda key, result: results.append(result))
    with qtbot.waitSignal(jobs.finished, timeout=20_000):
        jobs.start("number", time.sleep, 0.2)
        jobs.start("number", math.sqrt, 16)

    qtbot.wait(400)

    assert results == [4.0]


def test_a_cancelled_call_is_not_heard_of(jobs, qtbot):
    jobs.start("nap", time.sleep, 0.1)

    jobs.cancel("nap")

    with qtbot.assertNotEmitted(jobs.finished, wait=500):
        pass


def test_stopping_ends_a_busy_worker(jobs, qtbot):
    jobs.start("nap", time.sleep, 60)

    jobs.stop()

    assert not jobs.is_running("nap")
