import math
from dataclasses import replace

import pytest

from bpmn.base.finding import ElementKey
from bpmn.queueing.clock import Clock, measure
from bpmn.queueing.moments import Moments
from bpmn.queueing.net import Join, Net, Outcome, Step
from bpmn.queueing.visits import Endless, traffic

KEY = ElementKey("a.bpmn", "x")


def net(*ways, joins=()):
    """A net of steps by position; each way is a list of (probability, targets)."""
    steps = []
    for index, outcomes in enumerate(ways):
        join = Join.ALL if index in joins else Join.NONE
        arity = sum(index in targets for found in ways for _, targets in found)
        found = tuple(Outcome(p, targets) for p, targets in outcomes)
        steps.append(Step(KEY, KEY, outcomes=found, join=join, arity=max(arity, 1)))
    return Net(tuple(steps))


def exponential(mean):
    return Moments(mean, mean**2)


def test_a_loop_is_solved_exactly_in_mean_and_variance():
    loop = net([(1.0, (1,))], [(0.75, (2,)), (0.25, (1,))], [])

    found = Clock(loop, [Moments(), exponential(3.0), Moments()]).time(0)

    assert found.mean == pytest.approx(4.0)
    assert found.variance == pytest.approx(16.0)


def test_paths_that_part_and_meet_count_once():
    fork = net([(1.0, (1, 2))], [(1.0, (3,))], [(1.0, (3,))], [(1.0, (4,))], [], joins=[3])

    times = [Moments(), exponential(2), exponential(3), Moments(), Moments(1)]
    assert Clock(fork, times).time(0).mean == pytest.approx(4.8, rel=1e-9)
    assert traffic(fork, [(0, 1.0)]).step_rates == pytest.approx([1, 1, 1, 1, 1])


def test_forks_inside_forks():
    nested = net(
        [(1.0, (1, 4))], [(1.0, (2, 3))], [(1.0, (5,))], [(1.0, (5,))], [(1.0, (6,))], [(1.0, (6,))], [],
        joins=[5, 6],
    )  # fmt: skip
    times = [Moments(), Moments(), Moments(2), Moments(3), Moments(4), Moments(2), Moments()]

    assert Clock(nested, times).time(0).mean == pytest.approx(5.0)
    assert traffic(nested, [(0, 2.0)]).step_rates == pytest.approx([2] * 7)


def test_a_fork_in_a_loop_whose_side_path_never_comes_back():
    loop = net([(1.0, (1,))], [(1.0, (2, 3))], [(0.5, (1,)), (0.5, (4,))], [], [])
    times = [Moments(), Moments(), Moments(1), Moments(0.5), Moments()]

    found = Clock(loop, times).time(0)

    assert found.mean == pytest.approx(2.0, rel=0.05)
    assert traffic(loop, [(0, 1.0)]).step_rates == pytest.approx([1, 2, 2, 2, 1])


def test_only_paths_that_lead_to_a_stop_count_at_a_fork():
    fork = net([(1.0, (1, 2))], [(1.0, (3,))], [], [])
    times = [Moments(), Moments(2), Moments(50), Moments(1)]

    assert Clock(fork, times, [3]).time(0).mean == pytest.approx(3.0)
    assert Clock(fork, times).time(0).mean == pytest.approx(50.0)


def test_time_behind_a_queue_that_never_settles_is_unknown():
    line = net([(0.5, (1,)), (0.5, (2,))], [(1.0, (3,))], [(1.0, (3,))], [])
    clock = Clock(line, [Moments(1), Moments(math.nan, math.nan), Moments(2), Moments()])

    assert math.isnan(clock.time(0).mean)
    assert clock.time(2).mean == pytest.approx(2.0)


def test_processes_that_talk_in_turns_do_not_wait_for_ever():
    """0 tells 2; 1 and 2 tell each other; 3 and 4 are their ends."""
    talk = net([(1.0, (1, 2))], [(1.0, (3, 2))], [(1.0, (4, 1))], [], [])
    steps = list(talk.steps)
    for index, told in ((0, 2), (1, 2), (2, 1)):
        steps[index] = replace(steps[index], messages=frozenset({told}))
    for index in (1, 2):
        steps[index] = replace(steps[index], join=Join.MESSAGE)
    times = [Moments(), Moments(3), Moments(2), Moments(), Moments()]

    found = measure(replace(talk, steps=tuple(steps)), times, (), lambda clock: clock.time(0))

    assert found.mean == pytest.approx(3.0)


def test_a_loop_that_nothing_leaves_is_refused():
    with pytest.raises(Endless):
        traffic(net([(1.0, (1,))], [(1.0, (0,))]), [(0, 1.0)])
