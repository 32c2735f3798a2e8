import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpmn.queueing import branching
from bpmn.queueing.branching import Branch

SHARES = st.lists(st.one_of(st.none(), st.floats(0, 1)), min_size=2, max_size=6)


def shares(split):
    return {o.targets: pytest.approx(o.probability) for o in split.outcomes}


def test_a_missing_share_is_what_the_others_leave():
    split = branching.exclusive([Branch(1, 0.2), Branch(2)])

    assert shares(split) == {(1,): 0.2, (2,): 0.8}
    assert split.assumed == ""


@pytest.mark.parametrize(
    ("given_shares", "expected", "says"),
    [
        ((None, None), {(0,): 0.5, (1,): 0.5}, "none is known"),
        ((0.0, 0.0), {(0,): 0.5, (1,): 0.5}, "all are 0"),
        ((0.5, 1.0), {(0,): 1 / 3, (1,): 2 / 3}, "add up to 1.5"),
        ((0.4, None, None), {(0,): 0.4, (1,): 0.3, (2,): 0.3}, "some are not known"),
    ],
)
def test_doubtful_shares_are_mended_and_said(given_shares, expected, says):
    split = branching.exclusive([Branch(i, share) for i, share in enumerate(given_shares)])

    assert shares(split) == expected
    assert says in split.assumed


def test_many_or_impossible_inclusive_paths_are_all_taken():
    many = branching.inclusive([Branch(i, 0.5) for i in range(9)])
    never = branching.inclusive([Branch(1, 0.0), Branch(2, 0.0)])

    assert [o.targets for o in many.outcomes] == [tuple(range(9))]
    assert [o.targets for o in never.outcomes] == [(1, 2)]
    assert "all paths" in many.assumed
    assert "all paths" in never.assumed


def test_a_single_path_is_always_taken():
    assert shares(branching.exclusive([Branch(1, 0.3)])) == {(1,): 1.0}
    assert shares(branching.inclusive([Branch(1, 0.3)])) == {(1,): 1.0}
    assert branching.parallel([]).outcomes == ()


@given(SHARES, st.booleans())
def test_outcomes_always_add_up_to_one(given_shares, has_default):
    branches = [Branch(i, s, has_default and i == 0) for i, s in enumerate(given_shares)]

    for split in (branching.exclusive(branches), branching.inclusive(branches), branching.parallel(branches)):
        assert sum(o.probability for o in split.outcomes) == pytest.approx(1.0)


def test_messages_and_edges_join_the_outcomes():
    once = branching.parallel([Branch(1)]).outcomes

    assert branching.also_sends(once, [7])[0].targets == (1, 7)
    assert branching.also_sends((), [7])[0].targets == (7,)
    assert [(o.probability, o.targets) for o in branching.interrupted(once, [(9, 0.25)])] == [
        (0.75, (1,)),
        (0.25, (9,)),
    ]
    assert [(o.probability, o.targets) for o in branching.accompanied(once, [(9, 0.25)])] == [
        (0.25, (1, 9)),
        (0.75, (1,)),
    ]
