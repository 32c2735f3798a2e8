"""The verdicts about systems, with examples that can be replayed; what is expected is worked out by hand."""

import json
from pathlib import Path

import pytest

from bpmn.analysis.soundness.soundness import check_net, soundness
from bpmn.analysis.soundness.verdict import CounterExample, Property, Soundness
from bpmn.base.finding import ElementKey
from bpmn.semantics import compile_net, enabled, is_final, marked
from bpmn.system.system import System
from tests.bpmn.semantics.models import END, START, gate
from tests.bpmn.semantics.plain import Play
from tests.bpmn.system.maps import a_system, bpmn, collaboration, event, message, node, pool, process, task
from tests.corpus import corpus_folder, shared

ORACLES = shared() / "oracles" / "soundness"


def oracle_names() -> list[object]:
    path = ORACLES / "expected.json"
    if path.is_file():
        return sorted(json.loads(path.read_text(encoding="utf-8")))
    return [
        pytest.param("", marks=pytest.mark.skip(reason="no systems with known answers beside the project"))
    ]


def ids(keys: tuple[ElementKey, ...] | None) -> list[str]:
    assert keys is not None
    return sorted(key.element for key in keys)


@pytest.mark.parametrize("name", oracle_names())
def test_a_model_with_a_known_answer_gets_it(name: str):
    known = json.loads((ORACLES / "expected.json").read_text(encoding="utf-8"))[name]
    (found,) = soundness(System.open(ORACLES / f"{name}.bpmn"))

    said = {
        "safe": found.safe,
        "option_to_complete": found.option_to_complete,
        "proper_completion": found.proper_completion,
        "dead_activities": ids(found.dead_activities),
        "orphan_messages": ids(found.orphan_messages),
        "never_started": ids(found.never_started),
    }
    assert said == known["expected"]
    assert (found.deadlock, found.livelock) == (known["deadlock"], known["livelock"])


@pytest.mark.parametrize(
    ("name", "verdicts"),
    [
        ("rust_bpmn_analyzer/400.bpmn", (True, True, True, True)),
        ("rust_bpmn_analyzer/link_event.bpmn", (True, True, False, True)),
        ("rust_bpmn_analyzer/wurst-prefix.bpmn", (True, False, True, False)),
        # Published as (True, False, True, False): there a timer behind an event-based gateway never fires.
        ("rust_bpmn_analyzer/events.bpmn", (True, True, True, True)),
        ("bpmn-js-token-simulation/end-events.bpmn", (True, True, True, True)),
        ("bpmn-js-token-simulation/message-flows.bpmn", (True, True, True, True)),
        # The other analyser counts events among dead activities: those behind a message that nobody sends.
        ("bpmn-js-token-simulation/intermediate-events.bpmn", (True, False, True, True)),
    ],
)
def test_a_published_model_is_judged_by_the_definitions(name: str, verdicts: tuple[bool, ...]):
    folder, _, file = name.partition("/")
    path = next((corpus_folder() / folder).rglob(file), None)
    if path is None:
        pytest.skip("no corpus: set WHOLEFLOW_CORPUS to a folder of BPMN files")
    (found,) = soundness(System.open(path))

    said = (found.safe, found.option_to_complete, found.proper_completion, not found.dead_activities)
    assert said == verdicts


# -- single maps -----------------------------------------------------------------------------------


def judged(*nodes: str, flows: str | None = None, **more: str) -> Soundness:
    text = bpmn(process("p", *nodes, flows=flows.split() if flows is not None else None), *more.values())
    (found,) = soundness(a_system(one=text))
    return found


def only(found: Soundness, what: Property) -> CounterExample:
    (example,) = [one for one in found.counter_examples if one.property is what]
    return example


LOCKED = (START, gate("exclusive", "f"), task("a"), task("b"), gate("parallel", "j"), END)
LOCKED_FLOWS = "s>f f>a f>b a>j b>j j>e"


def test_a_deadlock_is_shown_by_a_shortest_way_that_can_be_replayed():
    found = judged(*LOCKED, flows=LOCKED_FLOWS)

    trace = only(found, Property.DEADLOCK).trace
    assert [step.element.element for step in trace.steps] == ["s", "f", "a"]
    assert not enabled(found.net, trace.last)
    assert not is_final(found.net, trace.last)
    assert trace.net is found.net


def test_a_deadlock_names_the_join_and_where_its_paths_part():
    example = only(judged(*LOCKED, flows=LOCKED_FLOWS), Property.DEADLOCK)

    assert [key.element for key in example.elements] == ["j", "f"]
    assert "waits for a path that is not taken" in str(example.text)


def test_two_tokens_on_a_flow_are_shown_where_they_first_lie():
    nodes = (START, gate("parallel", "f"), task("a"), task("b"), gate("exclusive", "j"), task("c"), END)
    found = judged(*nodes, flows="s>f f>a f>b a>j b>j j>c c>e")

    example = only(found, Property.SAFE)
    assert [key.element for key in example.elements] == ["c", "j", "f"]
    assert max(marked(found.net, example.trace.last).values()) == 2
    assert max(marked(found.net, example.trace.markings[-2]).values()) == 1
    assert only(found, Property.PROPER_COMPLETION).trace.steps[-1].repeats


def test_a_loop_without_an_exit_is_no_deadlock_and_still_never_completes():
    found = judged(START, gate("exclusive", "x"), task("a"), flows="s>x x>a a>x")

    assert (found.deadlock, found.livelock, found.option_to_complete) == (False, True, False)
    assert only(found, Property.LIVELOCK)


def test_steps_that_are_not_connected_yet_do_not_multiply_the_situations():
    found = judged(*(task(f"t{at}") for at in range(30)), flows="")

    assert (found.is_sound, found.complete) == (True, True)
    assert found.states < 200


def test_work_that_multiplies_without_limit_is_told():
    found = judged(START, gate("exclusive", "x"), gate("parallel", "f"), END, flows="s>x x>f f>x f>e")

    assert (found.safe, found.bounded, found.complete) == (False, False, False)
    assert (found.is_sound, found.deadlock) == (False, None)
    assert only(found, Property.BOUNDED)


def test_a_loop_that_multiplies_and_never_ends_can_be_told_never_to_complete():
    found = judged(START, gate("exclusive", "x"), gate("parallel", "f"), END, flows="s>x x>f f>x f>e")

    assert found.option_to_complete is False


def test_a_loop_that_multiplies_but_may_end_is_not_said_never_to_complete():
    flows = "s>x x>y y>f f>x f>e y>e"
    found = judged(
        START, gate("exclusive", "x"), gate("exclusive", "y"), gate("parallel", "f"), END, flows=flows
    )

    assert (found.bounded, found.option_to_complete) == (False, None)


def test_what_is_not_known_after_the_budget_is_not_said():
    names = [f"t{i}" for i in range(9)]
    flows = [f"f>{n} {n}>j" for n in names]
    text = bpmn(
        process(
            "p", START, gate("parallel", "f"), *map(task, names), gate("parallel", "j"), END,
            flows=" ".join(["s>f", *flows, "j>e"]).split(),
        )
    )  # fmt: skip
    net = compile_net(a_system(one=text))

    found = check_net(net, budget=2)

    assert (found.complete, found.is_sound, found.safe, found.option_to_complete) == (False, None, None, None)
    assert (found.dead_activities, found.proper_completion) == ((), None)
    assert found.deadlock is False


def test_what_never_happens_in_one_part_is_said_though_the_search_of_another_was_given_up():
    names = [f"t{i}" for i in range(9)]
    flows = ["s>f", "f>e2", *(f"f>{n}" for n in names), *(f"{n}>j" for n in names), "j>e"]
    wide = process(
        "p", START, gate("inclusive", "f"), *map(task, names), gate("inclusive", "j"), END,
        event("end", "e2", None, None), flows=flows,
    )  # fmt: skip
    waits = process("q", event("start", "s2", None, None), event("catch", "c"), task("never"))
    net = compile_net(a_system(one=bpmn(wide, waits)))

    found = check_net(net, budget=30)

    assert (found.complete, found.is_sound) == (False, False)
    assert ids(found.dead_activities) == ["never"]


# -- several processes -----------------------------------------------------------------------------


def two(first: str, second: str, *flows: str) -> str:
    parts = [pool("A", "A", "p"), pool("B", "B", "q")]
    return bpmn(collaboration(*parts, *(message(f"m{i}", one) for i, one in enumerate(flows))), first, second)


def test_processes_that_wait_for_each_other_are_found_only_together():
    first = process("p", START, task("ar", tag="receiveTask"), task("as", tag="sendTask"), END)
    starts = event("start", "s2", None, None), event("end", "e2", None, None)
    second = process("q", starts[0], task("br", tag="receiveTask"), task("bs", tag="sendTask"), starts[1])
    (found,) = soundness(a_system(one=two(first, second, "as>br", "bs>ar")))

    example = only(found, Property.DEADLOCK)
    assert ids(example.elements) == ["ar", "br"]
    assert "different processes" in str(example.text)


def test_who_waits_for_nobody_is_named_and_not_who_has_not_begun_elsewhere():
    waits = process("z", START, task("r", tag="receiveTask"), END)
    found = soundness(a_system(a=bpmn(process("a", START, task("t"), END)), z=bpmn(waits)))[-1]

    assert [key.file for key in only(found, Property.DEADLOCK).elements] == ["z.bpmn"]


def test_a_message_that_stays_unread_is_named_by_its_flow():
    first = process("p", START, task("send", tag="sendTask"), END)
    catch = event("catch", "c")
    second = process(
        "q", event("start", "s2", None, None), gate("exclusive", "x"), catch, event("end", "e2", None, None),
        flows=["s2>x", "x>c", "x>e2", "c>e2"],
    )  # fmt: skip
    (found,) = soundness(a_system(one=two(first, second, "send>c")))

    assert ids(found.orphan_messages) == ["m0"]
    assert (found.proper_completion, found.strict_completion) == (True, False)


def test_a_message_that_will_begin_a_process_is_not_unread():
    first = process("p", START, task("send", tag="sendTask"), END)
    second = process("q", event("start", "c"), task("w"))
    (found,) = soundness(a_system(one=two(first, second, "send>c")))

    assert found.orphan_messages == ()
    assert found.is_sound


def asking(*, tells: bool, newsletter: bool = False, who: str = "Customer") -> Soundness:
    flows = [message("m", "c>order"), message("n", "yes>c")] + ([message("o", "no>c")] if tells else [])
    others = []
    if newsletter:
        flows.append(message("l", "letter>c"))
        others = [process("r", START, task("letter", tag="sendTask"))]
    text = bpmn(
        collaboration(pool("c", who), pool("B", "B", "q"), *flows),
        process(
            "q", event("start", "order"), gate("exclusive", "x"), event("end", "yes"), event("end", "no"),
            flows=["order>x", "x>yes", "x>no"],
        ),
        *others,
    )  # fmt: skip
    return soundness(a_system(one=text))[0]


def test_a_customer_who_may_never_get_an_answer_is_named():
    assert ids(asking(tells=False).unanswered) == ["c"]
    assert asking(tells=True).unanswered == ()


@pytest.mark.parametrize("who", ["Glass supplier", "Acme Insurance", "Tax office"])
def test_only_customers_have_to_be_answered(who: str):
    assert asking(tells=False, who=who).unanswered == ()


def test_what_is_sent_to_everybody_is_no_answer():
    assert ids(asking(tells=False, newsletter=True).unanswered) == ["c"]


def test_a_map_by_itself_may_hand_the_answer_over_to_another():
    flows = (message("m", "c>order"), message("n", "done>w"))
    sell = bpmn(
        collaboration(pool("c", "Customer"), pool("B", "Sales", "q"), pool("w", "Warehouse"), *flows),
        process("q", event("start", "order"), event("end", "done", "Parcel")),
    )
    ship = bpmn(
        collaboration(pool("x", "Sales"), pool("W", "Warehouse", "r"), message("k", "x>got", "Parcel")),
        process("r", event("start", "got", "Parcel"), task("ship")),
    )
    alone, _, both = soundness(a_system(one=sell, two=ship))

    assert alone.unanswered == ()
    assert ids(both.unanswered) == ["c"]


def test_each_map_and_all_together_are_judged():
    from tests.bpmn.system.maps import receiver, sender

    maps = {"one": sender("Order", to="Warehouse"), "two": receiver("Order", by="Sales")}

    assert [one.scope for one in soundness(a_system(**maps))] == [
        ("one.bpmn",),
        ("two.bpmn",),
        ("one.bpmn", "two.bpmn"),
    ]


def test_a_supplier_may_answer_each_message_that_it_gets():
    text = bpmn(
        collaboration(pool("x", "Glass supplier"), pool("B", "B", "q"), message("m", "x>got"), message("n", "claim>x")),
        process(
            "q", START, gate("exclusive", "loop"), event("catch", "got"), gate("exclusive", "good"),
            task("claim", tag="sendTask"), END,
            flows=["s>loop", "loop>got", "got>good", "good>claim", "claim>loop", "good>e"],
        ),
    )  # fmt: skip
    (found,) = soundness(a_system(one=text))

    assert found.is_sound


def test_the_same_verdicts_come_from_the_plain_definitions():
    text = two(
        process("p", START, gate("parallel", "f"), task("a", tag="sendTask"), task("b"), END, flows=["s>f", "f>a", "f>b", "a>e", "b>e"]),
        process("q", event("start", "c"), node("intermediateCatchEvent", "t", None, "<timerEventDefinition/>")),
        "a>c",
    )  # fmt: skip
    play = Play(compile_net(a_system(one=text)))
    (found,) = soundness(a_system(one=text))

    assert found.option_to_complete == play.can_always_finish
    assert found.proper_completion == (not play.ends_twice)
    assert found.states == len(play.steps)


def test_the_sample_is_judged_as_a_reader_would():
    path = Path(__file__).parents[4] / "resources" / "samples" / "larkfield-telescopes"
    found = soundness(System.open(path))[-1]

    assert (found.safe, found.option_to_complete, found.proper_completion, found.complete) == (
        True,
        True,
        True,
        True,
    )
    assert ids(found.never_started) == ["calibrateBench"]
    assert ids(found.dead_activities) == ["askForCertificate", "setBench", "talkToCustomer"]
    assert ids(found.unanswered) == ["complaintCustomer", "inquiryCustomer"]
