from itertools import combinations

import pytest

from bpmn.base.geometry import Bounds, Point
from bpmn.layout.arrange import arrange
from bpmn.model import BoundaryEvent, FlowNode, Lane, Process
from bpmn.model.document import Document
from tests.corpus import corpus_files, corpus_folder

HEAD = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">'


def read(*parts):
    return Document.parse((HEAD + "".join(parts) + "</definitions>").encode())


def process(content, identifier="p"):
    return f'<process id="{identifier}">{content}</process>'


def flow(identifier, source, target, name=""):
    return f'<sequenceFlow id="{identifier}" sourceRef="{source}" targetRef="{target}" name="{name}"/>'


CHAIN = '<startEvent id="s"/><task id="a"/><endEvent id="e"/>' + flow("f", "s", "a") + flow("g", "a", "e")


def test_a_process_is_a_row_from_left_to_right():
    made = arrange(read(process(CHAIN)))

    centres = [made.bounds[i].centre for i in "sae"]
    assert centres == sorted(centres)
    assert len({c.y for c in centres}) == 1
    assert made.waypoints["f"] == [
        Point(made.bounds["s"].right, centres[0].y),
        Point(made.bounds["a"].x, centres[0].y),
    ]


def test_every_process_without_a_pool_has_a_plane_of_its_own():
    made = arrange(read(process(CHAIN), process('<task id="b"/>', "q"), process("", "nothing")))

    assert [plane.root for plane in made.planes] == ["p", "q"]
    assert made.planes[1].shapes == ["b"]


LANES = """<laneSet id="ls"><lane id="outer"><childLaneSet id="in"><lane id="l1"><flowNodeRef>s</flowNodeRef></lane>
<lane id="l2"><flowNodeRef>a</flowNodeRef></lane></childLaneSet></lane><lane id="l3"><flowNodeRef>e</flowNodeRef></lane></laneSet>"""


def test_lanes_hold_their_steps_and_lie_in_each_other():
    collaboration = '<collaboration id="c"><participant id="P" processRef="p"/></collaboration>'
    made = arrange(read(collaboration, process(LANES + CHAIN)))

    bounds = made.bounds
    assert bounds["l1"].encloses(bounds["s"])
    assert bounds["l2"].encloses(bounds["a"])
    assert bounds["l3"].encloses(bounds["e"])
    assert bounds["outer"].encloses(bounds["l1"])
    assert bounds["outer"].encloses(bounds["l2"])
    assert bounds["P"].encloses(bounds["outer"])
    assert bounds["l1"].x == bounds["outer"].x + 30
    assert bounds["l3"].bottom == bounds["P"].bottom


def test_pools_stand_below_each_other_and_messages_between_them():
    made = arrange(
        read(
            '<collaboration id="c"><participant id="P" processRef="p"/><participant id="Q" processRef="q"/>'
            '<participant id="Box"/><messageFlow id="m" sourceRef="a" targetRef="b"/>'
            '<messageFlow id="n" sourceRef="b" targetRef="Box"/></collaboration>',
            process(CHAIN),
            process('<task id="b"/>', "q"),
        )
    )

    bounds = made.bounds
    assert bounds["P"].bottom < bounds["Q"].y
    assert bounds["Q"].bottom < bounds["Box"].y
    assert bounds["P"].width == bounds["Q"].width == bounds["Box"].width
    assert bounds["a"].grown(1).contains(made.waypoints["m"][0])
    assert bounds["b"].grown(1).contains(made.waypoints["m"][-1])
    assert made.waypoints["n"][-1].y == bounds["Box"].y


def test_messages_do_not_lie_on_each_other():
    messages = "".join(f'<messageFlow id="m{i}" sourceRef="a" targetRef="b"/>' for i in range(3))
    made = arrange(
        read(
            f'<collaboration id="c"><participant id="P" processRef="p"/><participant id="Q" processRef="q"/>{messages}</collaboration>',
            process(CHAIN),
            process('<task id="b"/>', "q"),
        )
    )

    assert len({tuple(made.waypoints[f"m{i}"]) for i in range(3)}) == 3


def test_a_sub_process_shows_its_content():
    inner = '<subProcess id="sub"><task id="x"/><task id="y"/>' + flow("xy", "x", "y") + "</subProcess>"
    made = arrange(read(process(inner + '<subProcess id="empty"/>')))

    assert made.expanded == {"sub"}
    assert made.bounds["sub"].encloses(made.bounds["x"])
    assert made.bounds["sub"].encloses(made.bounds["y"])
    assert made.planes[0].shapes.index("sub") < made.planes[0].shapes.index("x")
    assert made.bounds["sub"].grown(-5).contains(made.waypoints["xy"][0])


def test_boundary_events_sit_on_their_host_and_lead_down():
    events = "".join(f'<boundaryEvent id="b{i}" attachedToRef="a"/>' for i in range(4))
    made = arrange(read(process(CHAIN + events + flow("h", "b0", "e"))))

    host = made.bounds["a"]
    seats = [made.bounds[f"b{i}"] for i in range(4)]
    assert all(seat.centre.y == host.bottom for seat in seats)
    assert all(host.x <= seat.x and seat.right <= host.right for seat in seats)
    assert not any(one.intersects(other) for one, other in combinations(seats, 2))
    assert made.waypoints["h"][0] == Point(seats[0].centre.x, seats[0].bottom)


def test_data_and_notes_stand_over_their_step():
    data = (
        '<dataObjectReference id="r" name="Form"/><textAnnotation id="t"><text>Why?</text></textAnnotation>'
    )
    task = '<task id="a"><dataInputAssociation id="in"><sourceRef>r</sourceRef></dataInputAssociation></task>'
    made = arrange(read(process(data + task + '<association id="as" sourceRef="t" targetRef="a"/>')))

    assert made.bounds["r"].bottom < made.bounds["a"].y
    assert made.bounds["t"].bottom < made.bounds["a"].y
    assert not made.bounds["t"].intersects(made.bounds["r"])
    assert {"in", "as"} <= set(made.waypoints)


def test_a_choreography_is_arranged_like_a_process():
    made = arrange(
        read(
            '<choreography id="c"><participant id="A"/><participant id="B"/><startEvent id="s"/>'
            '<choreographyTask id="a" initiatingParticipantRef="A"><participantRef>A</participantRef>'
            "<participantRef>B</participantRef></choreographyTask>" + flow("f", "s", "a") + "</choreography>"
        )
    )

    assert made.planes[0].shapes == ["s", "a"]
    assert made.bounds["a"].height == 100


def test_a_conversation_stands_between_its_partners():
    made = arrange(
        read(
            '<collaboration id="c"><participant id="A"/><participant id="B"/><conversation id="talk"/>'
            '<conversationLink id="x" sourceRef="A" targetRef="talk"/>'
            '<conversationLink id="y" sourceRef="B" targetRef="talk"/></collaboration>'
        )
    )

    assert {"A", "B", "talk"} == set(made.bounds)
    assert {"x", "y"} == set(made.waypoints)
    assert not any(one.intersects(other) for one, other in combinations(made.bounds.values(), 2))


HOSTILE = [
    '<boundaryEvent id="a" attachedToRef="a"/>',
    '<boundaryEvent id="a" attachedToRef="b"/><boundaryEvent id="b" attachedToRef="a"/>',
    '<task id="a"/>' + flow("f", "a", "f") + flow("g", "f", "g"),
    '<task id="a"/>' + flow("f", "a", "a") + flow("g", "a", "gone"),
    '<task id="a"/><task id="a"/>' + flow("f", "a", "a"),
    '<task/><startEvent id=""/>' + flow("f", "a", "b"),
    '<laneSet id="x"><lane id="l"><flowNodeRef>gone</flowNodeRef></lane><lane/></laneSet><task id="a"/>',
    '<laneSet id="x"/><task id="a"/>',
    '<subProcess id="s">' + flow("f", "a", "b") + '<task id="a"/></subProcess><task id="b"/>',
    '<dataObjectReference id="r"/><association id="q" sourceRef="q" targetRef="q"/><group id="g"/>',
]


@pytest.mark.parametrize("content", HOSTILE)
def test_broken_maps_are_arranged_as_far_as_they_go(content):
    made = arrange(read(process(content)))

    assert all(isinstance(bounds, Bounds) for bounds in made.bounds.values())


def test_deep_sub_processes_need_no_deep_stack():
    depth = 120
    document = read(
        process("".join(f'<subProcess id="s{i}">' for i in range(depth)) + "</subProcess>" * depth)
    )

    assert len(arrange(document).bounds) == depth


def test_the_arrangement_is_the_same_every_time():
    document = read(process(LANES + CHAIN))

    assert arrange(document) == arrange(document)


@pytest.mark.parametrize("name", corpus_files())
def test_every_file_of_the_corpus_is_arranged_without_overlaps(name):
    path = corpus_folder() / name
    if path.stat().st_size > 300_000:
        pytest.skip("large")
    try:
        document = Document.parse(path.read_bytes(), name)
    except ValueError:
        return
    before = document.to_bytes()

    made = arrange(document)

    assert document.to_bytes() == before
    assert all(len(line) >= 2 for line in made.waypoints.values())
    for owner in document.all(Process):
        steps = [
            n.id for n in owner.children(FlowNode) if not isinstance(n, BoundaryEvent) and n.id in made.bounds
        ]
        for one, other in combinations(dict.fromkeys(steps), 2):
            assert not made.bounds[one].intersects(made.bounds[other]), f"{one} and {other}"
    for lane in document.all(Lane):
        inner = lane.child_lane_set
        if lane.id in made.bounds and (inner is None or not inner.lanes):
            for node in lane.flow_node_refs:
                assert not owned_once(document, node) or made.bounds[lane.id].grown(1).contains(
                    made.bounds[node.id].centre
                )


def owned_once(document, node):
    """Whether one lane of the step's own process claims it, and it is drawn."""
    lanes = [lane for lane in document.all(Lane) if node in lane.flow_node_refs]
    process = node.ancestor(Process)
    return (
        len(lanes) == 1
        and not isinstance(node, BoundaryEvent)
        and node.parent == process == lanes[0].ancestor(Process)
    )
