"""What of a large system one picture shows."""

from bpmn.base.finding import ElementKey
from bpmn.notation.drawing import TextLine
from bpmn.system.landscape import draw_landscape
from bpmn.system.landscape_excerpt import MOST_LINES, MOST_PROCESSES, excerpt
from bpmn.system.links import find_links, survey
from bpmn.system.system import System
from tests.bpmn.system import geometry
from tests.bpmn.system.generated import generated_system
from tests.bpmn.system.maps import a_system, bpmn, collaboration, event, message, pool, process

CUSTOMER = "customer"


def a_row_behind_a_customer(length: int) -> System:
    """Processes each of which starts the one before it; a customer asks the last one."""
    pools = [pool(f"pool{at}", f"Team {at}", f"p{at}") for at in range(length)]
    flows = [message(f"m{at}", f"end{at + 1}>start{at}", f"Case {at}") for at in range(length - 1)]
    flows.append(message("asks", f"{CUSTOMER}>start{length - 1}", "Wish"))
    made = [
        process(f"p{at}", event("start", f"start{at}"), event("end", f"end{at}"), name=f"Work {at}")
        for at in range(length)
    ]
    return a_system(all=bpmn(collaboration(*pools, pool(CUSTOMER, "Customer"), *flows), *made))


def part_of(system: System):
    seen = survey(system)
    return excerpt(seen.places, find_links(system, seen))


def test_a_system_that_fits_is_shown_whole():
    system = generated_system(3, 40)
    seen = survey(system)

    part = excerpt(seen.places, find_links(system, seen))

    assert part.found is seen.places
    assert part.told is None


def test_those_nearest_to_the_customer_are_shown():
    length = MOST_PROCESSES + 20

    part = part_of(a_row_behind_a_customer(length))

    shown = sorted(int(key.element[1:]) for key in part.found.processes)
    assert shown == list(range(20, length))
    assert str(part.told).startswith("80 of 100 processes are drawn: those nearest to the customers.")


def test_the_customers_stay_with_what_they_exchange():
    part = part_of(a_row_behind_a_customer(MOST_PROCESSES + 20))

    assert ElementKey("all.bpmn", CUSTOMER) in {link.source for link in part.links.links}


def test_links_to_what_is_not_shown_are_left_out():
    part = part_of(a_row_behind_a_customer(MOST_PROCESSES + 20))

    ends = {key for link in part.links.links for key in (link.source, link.target)}
    assert {part.found.process_of.get(key) for key in ends if key.element != CUSTOMER} <= set(
        part.found.processes
    )


def test_many_lines_leave_less_room_for_processes():
    part = part_of(generated_system(2, 60, 400))

    assert len(part.found.processes) < 60
    assert len({(x.source, x.target) for x in part.links.links}) <= 2 * MOST_LINES


def test_without_customers_it_begins_at_what_has_most_connections():
    length = MOST_PROCESSES + 20
    system = a_row_behind_a_customer(length)
    data = system.document("all.bpmn").to_bytes().decode().replace('name="Customer"', 'name="Somebody"')

    part = part_of(a_system(all=data))

    assert "those with most connections" in str(part.told)
    assert len(part.found.processes) == MOST_PROCESSES


def test_the_picture_says_what_it_leaves_out():
    drawn = draw_landscape(a_row_behind_a_customer(MOST_PROCESSES + 20))

    words = [mark.text for mark in drawn.drawing if isinstance(mark, TextLine)]
    assert any(text.startswith("80 of 100 processes are drawn") for text in words)


def test_a_long_row_without_a_customer_goes_on_below_like_a_line_of_text():
    plan = draw_landscape(a_system(all=_row_alone(24))).plan

    assert plan is not None
    cells = (plan.model.cells or {}).values()
    assert max(cell.column for cell in cells) < 12
    assert geometry.overlapping_boxes(plan) == []
    assert geometry.lines_through_boxes(plan) == []


def _row_alone(length: int) -> str:
    pools = [pool(f"pool{at}", f"Team {at}", f"p{at}") for at in range(length)]
    flows = [message(f"m{at}", f"end{at}>start{at + 1}", f"Case {at}") for at in range(length - 1)]
    made = [
        process(f"p{at}", event("start", f"start{at}"), event("end", f"end{at}"), name=f"Work {at}")
        for at in range(length)
    ]
    return bpmn(collaboration(*pools, *flows), *made)
