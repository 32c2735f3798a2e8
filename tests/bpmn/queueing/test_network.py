"""The two-moment network against exact answers and against an independent simulation."""

import pytest

from bpmn.queueing.analyse import analyse
from tests.bpmn.queueing.systems import arrival, bpsim, const, flow, maps, resource, staff, work


def waits(rate, means, servers, law="exp"):
    """Waits at tasks in a row that one team does, Poisson arrivals."""
    names = "ABCDEFGH"[: len(means)]
    laws = {"exp": {}, "const": {"law": const}}[law]
    numbers = [work(name, mean, "R", **laws) for name, mean in zip(names, means, strict=True)]
    text = resource("R") + flow(*names) + bpsim(staff("R", servers), arrival(1 / rate), *numbers)
    return [a.wait for a in analyse(maps(a=text)).activities]


def test_equal_tasks_in_a_row_by_one_team_are_exact():
    load, mean = 0.8, 0.5

    found = waits(load / (2 * mean), (mean, mean), 1)

    assert found == pytest.approx([load * mean / (1 - load)] * 2)


@pytest.mark.parametrize(
    ("rate", "means", "servers", "simulated"),
    [
        (0.8 / 4.3, (0.6, 0.2, 3, 0.5), 1, 4.66),
        (1.5 / 4.3, (0.6, 0.2, 3, 0.5), 2, 1.493),
        (0.8 / 2.1, (0.8, 1.2, 0.1), 1, 3.678),
    ],
)
def test_unlike_tasks_in_a_row_wait_as_a_simulation_shows(rate, means, servers, simulated):
    assert waits(rate, means, servers)[0] == pytest.approx(simulated, rel=0.02)


def test_one_constant_task_is_exact():
    assert waits(0.7, (1.0,), 1, "const") == pytest.approx([1.166666667])


def test_a_part_time_team_is_slower_in_proportion():
    half, whole = waits(0.4, (1.0,), 0.5), waits(0.8, (1.0,), 1)

    assert half[0] == pytest.approx(0.8 * 2.0 / (1 - 0.8))
    assert whole[0] == pytest.approx(0.8 / (1 - 0.8))


def crews(wanted, staff_count, rate=1.0):
    tasks = [work(name, 1.0, "R") for name in wanted]
    numbers = [
        text.replace("'R',1", f"'R',{count}") for text, count in zip(tasks, wanted.values(), strict=True)
    ]
    text = resource("R") + flow(*wanted) + bpsim(staff("R", staff_count), arrival(1 / rate), *numbers)
    return analyse(maps(a=text))


@pytest.mark.parametrize(("people", "size"), [(4, 2), (5, 2), (6, 3)])
def test_tasks_that_need_several_people_queue_for_whole_crews(people, size):
    found = crews({"A": size}, people)

    assert found.activities[0].wait == pytest.approx(1 / 3)  # two crews at load 0.5
    assert found.resources[0].utilisation == pytest.approx(0.5)
    assert found.bottleneck.limit == pytest.approx(2.0)
    assert not found.warnings


def test_a_crew_that_cannot_be_formed_and_crews_of_different_sizes_are_said():
    too_many = [str(text) for text in crews({"A": 3}, 2, 0.1).warnings]
    part_time = crews({"A": 1}, 0.5, 0.1).warnings
    mixed = [str(text) for text in crews({"A": 1, "B": 2}, 8).warnings]

    assert too_many == ["“A” in a.bpmn needs 3 of “R”, but there are only 2."]
    assert not part_time
    assert mixed == ["“R” is needed in different numbers at once; the waits for it are a rough estimate."]
