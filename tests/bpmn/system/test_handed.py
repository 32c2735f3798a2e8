"""What goes along with a call, and references between maps that are neither calls nor messages."""

from bpmn.system.links import find_links
from tests.bpmn.system.maps import a_system, bpmn, collaboration, process, task, told


def io(*items: tuple[str, str, str], item: str | None = None) -> str:
    """An input and output specification: pairs of tag ("Input", "Output"), id and name."""
    subject = f' itemSubjectRef="{item}"' if item else ""
    inside = "".join(f'<data{tag} id="{i}" name="{name}"{subject}/>' for tag, i, name in items)
    return f"<ioSpecification>{inside}</ioSpecification>"


def calling(inside: str, *more: str) -> str:
    return bpmn(
        *more, process("sell", task("call", tag="callActivity", calledElement="check", inside=inside))
    )


def called(inside: str, *more: str) -> str:
    return bpmn(*more, process("check", task("t"), inside=inside), space="urn:called")


def data(one: str, two: str) -> list[str]:
    return [link for link in told(find_links(a_system(one=one, two=two))) if " data " in link]


def test_inputs_go_to_what_is_called_and_outputs_come_back():
    one = calling(io(("Input", "order", "Order"), ("Output", "verdict", "Verdict")))
    two = called(io(("Input", "given", "Order"), ("Output", "result", "Verdict")))

    assert data(one, two) == ["one.order>two.given data M4", "two.result>one.verdict data M4"]


def test_an_input_is_no_output():
    assert data(calling(io(("Input", "o", "Order"))), called(io(("Output", "g", "Order")))) == []


def test_alike_names_count_only_with_one_type():
    item = '<itemDefinition id="i"/>'
    ours, theirs = (("Input", "o", "Order_form"),), (("Input", "g", "order form"),)

    assert data(calling(io(*ours)), called(io(*theirs))) == []
    typed = data(
        bpmn(
            item,
            process(
                "sell", task("call", tag="callActivity", calledElement="check", inside=io(*ours, item="i"))
            ),
        ),
        called(io(*theirs, item="i")),
    )
    assert typed == ["one.o>two.g data M5"]


def test_two_inputs_of_one_name_are_not_guessed():
    two = called(io(("Input", "a", "Order"), ("Input", "b", "Order")))

    assert data(calling(io(("Input", "o", "Order"))), two) == []


def test_a_global_task_takes_data_too():
    task_ = f'<globalUserTask id="check" name="Check">{io(("Input", "g", "Order"))}</globalUserTask>'

    assert data(calling(io(("Input", "o", "Order"))), bpmn(task_)) == ["one.o>two.g data M4"]


def test_a_process_supports_a_process_of_another_map():
    one = bpmn(process("own", task("t"), inside="<supports>public</supports>"))
    two = bpmn(process("public", task("t")))

    assert told(find_links(a_system(one=one, two=two))) == ["one.own>two.public hierarchy M1"]


def test_a_conversation_calls_the_exchange_of_another_map():
    call = '<callConversation id="talk" name="Ordering" calledCollaborationRef="g"/>'
    two = bpmn('<globalConversation id="g" name="Order talks"/>')

    found = find_links(a_system(one=bpmn(collaboration(call)), two=two))

    assert told(found) == ["one.talk>two.g hierarchy M1"]
    assert str(found.links[0].evidence) == "“Ordering” calls the exchange “Order talks”."


def test_a_process_is_defined_by_a_collaboration_of_another_map():
    own = process("own", task("t")).replace(
        "<process", '<process definitionalCollaborationRef="Collaboration"'
    )

    assert told(find_links(a_system(one=bpmn(own), two=bpmn(collaboration())))) == [
        "one.own>two.Collaboration hierarchy M1"
    ]
    assert told(find_links(a_system(one=bpmn(collaboration(), own)))) == []
