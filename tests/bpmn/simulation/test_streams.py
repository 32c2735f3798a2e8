from bpmn.base.finding import ElementKey
from bpmn.simulation.streams import BLOCK, SOURCE_SHIFT, Seeds, Stream, late, plain

SOURCE, STEP = ElementKey("a.bpmn", "s"), ElementKey("a.bpmn", "A")


def draws(seed=1, replication=0, step=STEP, visit=0):
    return Stream(Seeds(seed, replication, [SOURCE, STEP]), step, [("work", plain)], visit)


def test_a_draw_depends_on_its_names_alone_not_on_what_was_drawn_before():
    forward, backward = draws(), draws()

    first = [forward(case) for case in range(0, 9 * BLOCK, 700)]
    last = [backward(case) for case in reversed(range(0, 9 * BLOCK, 700))]

    assert first == last[::-1]


def test_other_seeds_replications_steps_visits_and_sources_have_other_luck():
    case = 5
    found = {
        draws()(case),
        draws(seed=2)(case),
        draws(replication=1)(case),
        draws(step=SOURCE)(case),
        draws(visit=1)(case),
        draws()((1 << SOURCE_SHIFT) | case),
    }

    assert len(found) == 6


def test_uniforms_lie_between_0_and_1_and_spread_evenly():
    draw = draws()

    values = [draw(case) for case in range(4 * BLOCK)]

    assert 0 < min(values) < 0.01
    assert 0.99 < max(values) < 1
    assert abs(sum(values) / len(values) - 0.5) < 0.02


def test_late_visits_have_luck_of_their_own():
    seeds = Seeds(1, 0, [SOURCE])

    values = {late(seeds, STEP, [("work", plain)], visit, 7) for visit in range(3, 40)}

    assert len(values) == 37
    assert all(0 < value < 1 for value in values)
