"""A case walks through a net forth and back; who decides each step is told truly."""

import pytest

from bpmn.semantics import compile_net
from bpmn.semantics.walk import Kind, Standing, Walk
from tests.bpmn.semantics.models import END, START, boundary, gate
from tests.bpmn.system.maps import a_system, bpmn, collaboration, event, message, pool, process, task


def walk_of(*nodes: str, flows: str | None = None) -> Walk:
    text = bpmn(process("p", *nodes, flows=flows.split() if flows is not None else None))
    return Walk(compile_net(a_system(one=text)))


def begun(walk: Walk) -> Walk:
    walk.take(next(c.transition for c in walk.choices() if c.kind is Kind.BEGINS))
    return walk


def played(walk: Walk) -> list[str]:
    """Go on as long as nobody has to decide; the ids of what happened."""
    while (step := walk.next()) is not None:
        walk.take(step)
    return [step.element.element for step in walk.steps]


def kinds(walk: Walk) -> dict[str, Kind]:
    return {c.transition.element.element: c.kind for c in walk.choices()}


def test_a_process_begins_only_when_a_person_says_so():
    walk = walk_of(START, task("a"), END)

    assert (walk.standing, walk.next()) == (Standing.FRESH, None)
    assert kinds(walk) == {"s": Kind.BEGINS}


def test_a_sequence_goes_on_by_itself_to_its_end():
    walk = begun(walk_of(START, task("a"), task("b"), END))

    assert played(walk) == ["s", "a", "b", "e"]
    assert walk.standing is Standing.DONE


def test_a_decision_is_left_to_a_person():
    walk = begun(
        walk_of(START, gate("exclusive", "x"), task("a"), task("b"), END, flows="s>x x>a x>b a>e b>e")
    )

    assert (walk.standing, walk.next()) == (Standing.ASKS, None)
    assert kinds(walk) == {"x": Kind.DECISION}
    assert len(walk.choices()) == 2


def test_paths_side_by_side_take_turns():
    flows = "s>f f>a a>b b>j f>c c>d d>j j>e"
    parts = (START, gate("parallel", "f"), *(task(n) for n in "abcd"), gate("parallel", "j"), END)

    order = played(begun(walk_of(*parts, flows=flows)))

    assert order[:2] == ["s", "f"]
    assert set(order[2:4]) == {"a", "c"}
    assert order[-2:] == ["j", "e"]


def test_a_timer_comes_from_outside_and_the_step_goes_on_without_it():
    walk = begun(
        walk_of(START, task("a"), boundary("t", "a", "timer"), task("b"), END, flows="s>a a>e t>b b>e")
    )
    walk.take(walk.next())

    assert kinds(walk) == {"a": Kind.GOES_ON, "t": Kind.OUTSIDE}
    assert walk.next().element.element == "a"


def test_a_case_that_needs_two_tokens_and_has_one_is_stuck():
    parts = (START, gate("exclusive", "x"), task("a"), task("b"), gate("parallel", "j"), END)
    walk = begun(walk_of(*parts, flows="s>x x>a x>b a>j b>j j>e"))
    walk.take(walk.choices()[0].transition)

    played(walk)

    assert walk.standing is Standing.STUCK
    assert [token.is_waiting for token in walk.tokens()] == [True]


def test_going_back_and_on_again_leads_to_the_same_place():
    walk = begun(walk_of(START, task("a"), task("b"), END))
    walk.take(walk.next())
    before = walk.marking
    walk.take(walk.next())

    gone = walk.back()

    assert (gone.element.element, walk.marking) == ("b", before)
    assert walk.next() == gone
    walk.restart()
    assert (walk.steps, walk.standing, walk.back()) == ((), Standing.FRESH, None)


def test_a_plan_is_followed_until_somebody_leaves_it():
    flows = "s>x x>a x>b a>e b>e"
    free = begun(walk_of(START, gate("exclusive", "x"), task("a"), task("b"), END, flows=flows))
    way = free.choices()[1].transition
    free.take(way)
    played(free)

    walk = Walk(free.net, free.steps)
    first = [walk.next()]
    walk.take(walk.next())
    assert walk.next() == way
    walk.take(walk.choices()[0].transition)

    assert first == [free.steps[0]]
    assert walk.next() != free.steps[2]
    assert walk.next().element.element == "a"


def test_a_step_that_may_not_happen_is_refused():
    walk = walk_of(START, task("a"), END)
    later = next(t for t in walk.net.transitions if t.element.element == "a")

    with pytest.raises(ValueError, match="not enabled"):
        walk.take(later)


def test_a_message_is_on_its_way_until_it_is_read():
    a = process("pa", event("start", "s", None, None), event("end", "tell", "Tell", "message"))
    b = process("pb", event("start", "told", "Told", "message"), task("work"), event("end", "be", None, None))
    drawn = collaboration(
        pool("A", "Sender", "pa"), pool("B", "Receiver", "pb"), message("m", "tell>told", "News")
    )
    walk = begun(Walk(compile_net(a_system(one=bpmn(drawn, a, b)))))

    walk.take(walk.next())

    assert {(t.element.element, t.target.element) for t in walk.tokens() if t.target} == {("m", "told")}
    assert walk.standing is Standing.GOING
    assert played(walk)[-3:] == ["told", "work", "be"]
    assert walk.standing is Standing.DONE
