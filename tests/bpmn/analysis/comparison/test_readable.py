from bpmn.analysis.comparison.readable import readable
from bpmn.editing.move import move
from bpmn.editing.rename import rename
from tests.documents import named, reloaded, shape_of, simple_flow


def lines(document, **more):
    return set(readable(document, **more).splitlines())


def test_each_element_is_told_with_its_type_name_and_id():
    document = simple_flow("Start", "Check", "End")

    assert f"    task “Check” [{named(document, 'Check').id}]" in lines(document)


def test_a_new_name_changes_only_its_own_lines():
    before = simple_flow("Start", "Check", "End")
    after = reloaded(before)
    rename(after, named(after, "Check"), "Inspect")

    new = lines(after) - lines(before)

    assert {line.strip().partition(" [")[0] for line in new} == {
        "task “Inspect”",
        "comes from: Inspect",
        "goes to: Inspect",
    }


def test_the_order_of_the_file_makes_no_difference():
    before = simple_flow("Start", "Check", "End")
    after = reloaded(before)
    process = named(after, "Check").parent
    with after.transaction("Reorder"):
        node = named(after, "Check").node
        after.remove(node)
        after.insert(process.node, 0, node)

    assert after.to_bytes() != before.to_bytes()
    assert readable(after) == readable(before)


def test_the_drawing_can_be_left_out():
    before = simple_flow("Start", "Check", "End")
    after = reloaded(before)
    move(after, [shape_of(after, "Check")], 0, 50)

    assert readable(after) != readable(before)
    assert readable(after, with_layout=False) == readable(before, with_layout=False)
