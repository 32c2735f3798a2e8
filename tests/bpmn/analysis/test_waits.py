"""What ends a wait besides its message."""

import pytest

from bpmn.analysis.context import Context
from bpmn.analysis.waits import blocks_case, has_time_limit, waits
from tests.bpmn.analysis.examples_inside import buying, limit
from tests.bpmn.system.maps import a_system, key

SUB = '<subProcess id="s" triggeredByEvent="true"><startEvent id="t"{stops}><timerEventDefinition/></startEvent></subProcess>'


def waiting(inside: str):
    return Context(a_system(one=buying(inside))).element(key("one.wait"))


@pytest.mark.parametrize(
    ("inside", "ends", "is_noticed"),
    [
        ("", False, False),
        (limit(), True, True),
        (limit(ends=False), False, True),
        (SUB.format(stops=""), True, True),
        (SUB.format(stops=' isInterrupting="false"'), False, True),
    ],
)
def test_timers_end_a_wait_or_make_somebody_look_after_it(inside: str, ends: bool, is_noticed: bool):
    element = waiting(inside)

    assert has_time_limit(element) is ends
    assert has_time_limit(element, ends_it=False) is is_noticed
    assert blocks_case(element) is not ends


def test_only_steps_of_our_own_that_somebody_sends_to_are_waits():
    found = list(waits(Context(a_system(one=buying()))))

    assert [wait.key for wait in found] == [key("one.wait")]
    assert found[0].links
