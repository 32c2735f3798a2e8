import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bpmn.queueing import exact


def test_one_exponential_server():
    queue = exact.mmc(0.8, 1.0, 1)

    assert queue.wait == pytest.approx(4.0)
    assert queue.sojourn == pytest.approx(5.0)
    assert queue.present == pytest.approx(4.0)


def test_five_exponential_servers_at_ninety_percent():
    queue = exact.mmc(4.5, 1.0, 5)

    assert queue.probability_of_waiting == pytest.approx(0.7624932207, rel=1e-9)
    assert queue.wait == pytest.approx(1.524986441, rel=1e-9)
    assert exact.waits_longer(queue, 0.5) == pytest.approx(1 - 0.4061696826, rel=1e-9)


@pytest.mark.parametrize(
    ("scv", "wait"), [(0.0, 1.166666667), (1 / 3, 1.555555556), (1.0, 2.333333333), (5.5, 7.583333333)]
)
def test_one_general_server_after_pollaczek_and_khinchine(scv, wait):
    assert exact.mg1(0.7, 1.0, scv).wait == pytest.approx(wait, rel=1e-9)


def test_a_full_queue_has_no_steady_state():
    with pytest.raises(exact.Unstable) as caught:
        exact.mmc(4.5, 1.0, 4)
    assert caught.value.load == pytest.approx(1.125)


def test_a_network_with_feedback_is_a_product_of_queues():
    do, check = exact.jackson([1.2, 0], [{1: 1.0}, {0: 0.2}], [(1.0, 2), (0.3, 1)])

    assert do.wait == pytest.approx(1.285714286, rel=1e-9)
    assert check.wait == pytest.approx(0.2454545455, rel=1e-9)


def test_priorities_only_share_the_wait_out():
    queue = exact.mg1(0.8, 1.0, 1.0)

    urgent, other = exact.priority_waits(queue.wait, 0.8, [0.3, 0.5])

    assert urgent < queue.wait < other
    assert 0.3 * urgent + 0.5 * other == pytest.approx(0.8 * queue.wait)


@given(st.floats(0.01, 5), st.floats(0.01, 5), st.integers(1, 30), st.floats(0, 4))
def test_little_and_monotony_hold(rate, service, servers, scv):
    assume(rate * service < 0.99 * servers)

    queue = exact.mgc(rate, service, scv, servers)
    roomier = exact.mgc(rate, service, scv, servers + 1)

    assert queue.present == pytest.approx(rate * queue.sojourn)
    assert queue.wait >= roomier.wait >= 0
    assert 0 <= queue.probability_of_waiting <= 1
