import math
import os
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


def processes(jobs):
    return [p for w in jobs._workers if w._pool is not None for p in (w._pool._processes or {}).values()]


def test_a_cancelled_call_ends_its_process_and_no_other(jobs, qtbot):
    jobs.start("nap", time.sleep, 60)
    (busy,) = processes(jobs)
    with qtbot.waitSignal(jobs.finished, timeout=20_000) as told:
        jobs.start("other", math.sqrt, 9)
    jobs.start("other", time.sleep, 0.3)

    with qtbot.waitSignal(jobs.finished, timeout=20_000) as told:
        jobs.cancel("nap")
        busy.join(5)

    assert not busy.is_alive()
    assert told.args == ["other", None]


def test_after_a_cancelled_call_the_same_can_be_asked_again(jobs, qtbot):
    jobs.start("nap", time.sleep, 60)
    jobs.cancel("nap")

    with qtbot.waitSignal(jobs.finished, timeout=20_000) as told:
        jobs.start("nap", math.sqrt, 25)

    assert told.args == ["nap", 5.0]


def test_a_call_nobody_waits_for_gives_way_to_one_that_is_wanted(jobs, qtbot):
    jobs.start("long", time.sleep, 60)
    jobs.start("long", time.sleep, 61)

    with qtbot.waitSignal(jobs.finished, timeout=20_000) as told:
        jobs.start("short", math.sqrt, 36)

    assert told.args == ["short", 6.0]
    assert jobs.is_running("long")


def test_a_call_waits_for_a_free_process(jobs, qtbot):
    results = []
    jobs.finished.connect(lambda key, result: results.append(key))
    for key in ("first", "second", "third"):
        jobs.start(key, time.sleep, 0.1)

    qtbot.waitUntil(lambda: len(results) == 3, timeout=20_000)

    assert results[-1] == "third"


def test_a_call_goes_to_the_process_that_did_the_same_before(jobs, qtbot):
    ids = {}
    jobs.finished.connect(ids.__setitem__)
    for keys in (("one", "two"), ("two", "one")):
        before = dict(ids)
        ids.clear()
        for key in keys:
            jobs.start(key, os.getpid)
        qtbot.waitUntil(lambda: len(ids) == 2, timeout=20_000)

    assert ids == before


def test_a_process_that_died_is_told_and_replaced(jobs, qtbot):
    with qtbot.waitSignal(jobs.failed, timeout=20_000) as told:
        jobs.start("end", os._exit, 1)

    with qtbot.waitSignal(jobs.finished, timeout=20_000) as done:
        jobs.start("end", math.sqrt, 49)

    assert told.args[0] == "end"
    assert done.args == ["end", 7.0]
