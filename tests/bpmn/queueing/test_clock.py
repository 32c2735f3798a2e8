import math
from dataclasses import replace

import pytest

from bpmn.base.finding import ElementKey
from bpmn.queueing.clock import Clock
from bpmn.queueing.frame import Frame, Plans
from bpmn.queueing.moments import Moments
from bpmn.queueing.net import Join, Net, Outcome, Source, Step
from bpmn.queueing.paths import Plan
from bpmn.queueing.routing import Endless

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


def clock_of(net, times, stops=(), start=0):
    return Clock(net, times, Plan(net, [start], stops))


def visits(net, start=0):
    """Executions of each step per case that starts there."""
    net = replace(net, sources=(Source(start, 1.0),))
    routing, _ = Frame(net).routing(net)
    return routing.step_visits(len(net.steps))[:, 0]


def test_a_loop_is_solved_exactly_in_mean_and_variance():
    loop = net([(1.0, (1,))], [(0.75, (2,)), (0.25, (1,))], [])

    found = clock_of(loop, [Moments(), exponential(3.0), Moments()]).time(0)

    assert found.mean == pytest.approx(4.0)
    assert found.variance == pytest.approx(16.0)


def test_paths_that_part_and_meet_count_once():
    fork = net([(1.0, (1, 2))], [(1.0, (3,))], [(1.0, (3,))], [(1.0, (4,))], [], joins=[3])

    times = [Moments(), exponential(2), exponential(3), Moments(), Moments(1)]
    assert clock_of(fork, times).time(0).mean == pytest.approx(4.8, rel=1e-9)
    assert visits(fork) == pytest.approx([1, 1, 1, 1, 1])


def test_forks_inside_forks():
    nested = net(
        [(1.0, (1, 4))], [(1.0, (2, 3))], [(1.0, (5,))], [(1.0, (5,))], [(1.0, (6,))], [(1.0, (6,))], [],
        joins=[5, 6],
    )  # fmt: skip
    times = [Moments(), Moments(), Moments(2), Moments(3), Moments(4), Moments(2), Moments()]

    assert clock_of(nested, times).time(0).mean == pytest.approx(5.0)
    assert visits(nested) == pytest.approx([1] * 7)


def test_a_fork_in_a_loop_whose_side_path_never_comes_back():
    loop = net([(1.0, (1,))], [(1.0, (2, 3))], [(0.5, (1,)), (0.5, (4,))], [], [])
    times = [Moments(), Moments(), Moments(1), Moments(0.5), Moments()]

    found = clock_of(loop, times).time(0)

    assert found.mean == pytest.approx(2.0, rel=0.05)
    assert visits(loop) == pytest.approx([1, 2, 2, 2, 1])


def test_only_paths_that_lead_to_a_stop_count_at_a_fork():
    fork = net([(1.0, (1, 2))], [(1.0, (3,))], [], [])
    times = [Moments(), Moments(2), Moments(50), Moments(1)]

    assert clock_of(fork, times, [3]).time(0).mean == pytest.approx(3.0)
    assert clock_of(fork, times).time(0).mean == pytest.approx(50.0)


def test_time_behind_a_queue_that_never_settles_is_unknown():
    line = net([(0.5, (1,)), (0.5, (2,))], [(1.0, (3,))], [(1.0, (3,))], [])
    clock = clock_of(line, [Moments(1), Moments(math.nan, math.nan), Moments(2), Moments()])

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

    talk = replace(talk, steps=tuple(steps))
    found = Plans(talk, [0]).clock(talk, times)

    assert found.time(0).mean == pytest.approx(3.0)


def test_a_loop_that_nothing_leaves_is_refused():
    with pytest.raises(Endless):
        visits(net([(1.0, (1,))], [(1.0, (0,))]))


def test_shares_of_the_time_add_up_to_it_in_forks_and_loops():
    nested = net(
        [(1.0, (1, 4))], [(1.0, (2, 3))], [(0.7, (5,)), (0.3, (2,))], [(1.0, (5,))], [(1.0, (6,))], [(1.0, (6,))], [],
        joins=[5, 6],
    )  # fmt: skip
    times = [Moments(1), exponential(2), exponential(3), Moments(4), exponential(5), Moments(), Moments(2)]
    clock = clock_of(nested, times)

    weights = clock.weights([(1.0, 0)])

    assert sum(w * times[step].mean for step, w in weights.items()) == pytest.approx(clock.time(0).mean)
    assert weights[0] == weights[6] == pytest.approx(1.0)
    assert 0 < weights[4] < 1


def test_a_loop_passes_its_time_on_to_its_steps():
    loop = net([(1.0, (1,))], [(0.75, (2,)), (0.25, (1,))], [])
    clock = clock_of(loop, [Moments(), exponential(3.0), Moments()])

    assert clock.weights([(2.0, 0)])[1] == pytest.approx(2 / 0.75)
