"""Right and wrong systems for the checks of hand-offs and of resources."""

from bpmn.base.finding import ElementKey
from bpmn.system.facts import Facts, ResourceFact
from tests.bpmn.analysis.examples_between import Maps, shop, simulated
from tests.bpmn.system.maps import bpmn, collaboration, event, message, node, pool, process, task


def laned(text: str, lanes: dict[str, list[str]]) -> str:
    """A map whose first process has lanes with these nodes."""
    made = "".join(
        f'<lane id="lane_{n}" name="{name}">{"".join(f"<flowNodeRef>{one}</flowNodeRef>" for one in nodes)}</lane>'
        for n, (name, nodes) in enumerate(lanes.items())
    )
    at = text.index(">", text.index("<process ")) + 1
    return f'{text[:at]}<laneSet id="lanes">{made}</laneSet>{text[at:]}'


def desk(*steps: str, flows: list[str] | None = None, ways: tuple[str, ...] = ()) -> str:
    """A process of steps; "a>b" among the ways are flows between them."""
    nodes = [event("start", "go", None, None), *steps, event("end", "over", None, None)]
    return bpmn(process("p", *nodes, name="Work", flows=flows))


def five(*, to_and_fro: bool) -> str:
    ids = [f"s{n}" for n in range(5)]
    text = desk(*(task(i, f"Step {i}") for i in ids))
    if to_and_fro:
        return laned(text, {"Sales": ["go", "s0", "s2", "s4", "over"], "Design": ["s1", "s3"]})
    return laned(text, {"Sales": ["go", "s0", "s1", "s2"], "Design": ["s3", "s4", "over"]})


def rework(*, lanes: dict[str, list[str]], question: str = "Good?") -> str:
    """Work that goes back if it is not good."""
    steps = (task("make", "Make"), task("look", "Look"), node("exclusiveGateway", "good", question))
    flows = ["go>make", "make>look", "look>good", "good>over", "good>make"]
    return laned(desk(*steps, flows=flows), lanes)


TWO = {"Workshop": ["go", "make"], "Control": ["look", "good", "over"]}
ONE = {"Workshop": ["go", "make", "look", "good", "over"]}


def waiting_first(name: str, other: str, *, sends_first: bool) -> str:
    """A process that waits for another one before (or after) it sends what that one waits for."""
    wait, send = (
        event("catch", f"wait_{name}", f"Word of {other}"),
        event("throw", f"send_{name}", f"Word of {name}"),
    )
    middle = (send, wait) if sends_first else (wait, send)
    nodes = (event("start", f"go_{name}", None, None), *middle, event("end", f"over_{name}", None, None))
    return bpmn(process(f"p_{name}", *nodes, name=f"Work of {name}"))


def buying(*extra: str, inside: str = "") -> str:
    """A process that waits for a supplier."""
    parts = (
        pool("o", "Office", "buy"),
        pool("g", "Glass supplier"),
        message("m1", "ask>g"),
        message("m2", "g>wait"),
    )
    nodes = (
        event("start", "go", None, None),
        task("ask", "Ask", "sendTask"),
        task("wait", "Offer", "receiveTask"),
        event("end", "over", None, None),
    )
    text = bpmn(collaboration(*parts), process("buy", *nodes, name="Buy"))
    return text.replace("</process>", f"{inside}{''.join(extra)}</process>", 1)


def limit(*, ends: bool = True, then: str | None = None) -> str:
    """A timer on the waiting step, perhaps with what follows."""
    stops = "" if ends else ' cancelActivity="false"'
    timer = f'<boundaryEvent id="late" attachedToRef="wait"{stops}><timerEventDefinition/></boundaryEvent>'
    return timer + (f'{then}<sequenceFlow id="f_late" sourceRef="late" targetRef="after"/>' if then else "")


def called(*, fails: bool) -> str:
    end = node("endEvent", "bad", "No credit", '<errorEventDefinition errorRef="e"/>' if fails else "")
    nodes = (event("start", "go2", None, None), task("look2"), end)
    return bpmn(
        '<error id="e" name="No credit" errorCode="E1"/>', process("check", *nodes, name="Check credit")
    )


def caller(*, catches: bool) -> str:
    nodes = (event("start", "go", None, None), task("call", "Check", "callActivity", calledElement="check"))
    catch = (
        '<boundaryEvent id="caught" attachedToRef="call"><errorEventDefinition/></boundaryEvent>'
        if catches
        else ""
    )
    return bpmn(process("p", *nodes, name="Sell").replace("</process>", f"{catch}</process>"))


def released(definition: str) -> str:
    timer = node(
        "intermediateCatchEvent",
        "night",
        "Every night",
        f"<timerEventDefinition>{definition}</timerEventDefinition>",
    )
    return shop(timer)


def joined(*, lanes: bool) -> str:
    split, join = node("parallelGateway", "split"), node("parallelGateway", "join", "Both done")
    flows = ["order>split", "split>one", "split>two", "one>join", "two>join", "join>sold"]
    text = shop(split, task("one", "Grind"), task("two", "Paint"), join, flows=flows)
    if lanes:
        return laned(text, {"Workshop": ["order", "split", "one", "join", "sold"], "Paint shop": ["two"]})
    return laned(text, {"Workshop": ["order", "split", "one", "two", "join", "sold"]})


def handed(name: str) -> str:
    """Three steps, the one in the middle by another role."""
    steps = (task("a", "Write invoice"), task("b", name), task("c", "File papers"))
    return laned(desk(*steps), {"Accounts": ["go", "a", "c", "over"], "Assistant": ["b"]})


def checks(*names: str) -> str:
    return desk(*(task(f"s{n}", name) for n, name in enumerate(names)))


# -- resources ---------------------------------------------------------------------------------------


def staffed(name: str, team: str, quantity: float | None = None, availability: float | None = None) -> str:
    """A process whose only lane is a team."""
    text = laned(
        bpmn(
            process(
                f"p_{name}", event("start", f"go_{name}", None, None), task(f"do_{name}", "Do"), name=name
            )
        ),
        {team: [f"go_{name}", f"do_{name}"]},
    ).replace("lane_0", f"lane_{name}")
    parts = ""
    if quantity is not None:
        parts += f'<b:Quantity><b:NumericParameter value="{quantity}"/></b:Quantity>'
    if availability is not None:
        parts += f'<b:Availability><b:FloatingParameter value="{availability}"/></b:Availability>'
    if not parts:
        return text
    return simulated(
        text,
        f'<b:ElementParameters elementRef="lane_{name}"><b:ResourceParameters>{parts}</b:ResourceParameters></b:ElementParameters>',
    )


def same_team(*maps: str) -> Facts:
    keys = tuple(ElementKey(f"{name}.bpmn", f"lane_{name}") for name in maps)
    return Facts(resources=(ResourceFact("Sales", keys),))


def expert(quantity: float) -> str:
    text = laned(shop(task("serve", "Serve")), {"Optician": ["order", "serve", "sold"]})
    amount = f'<b:Quantity><b:NumericParameter value="{quantity:g}"/></b:Quantity>'
    return simulated(
        text,
        f'<b:ElementParameters elementRef="lane_0"><b:ResourceParameters>{amount}</b:ResourceParameters></b:ElementParameters>',
    )


def shift(name: str, first: int, last: int) -> str:
    text = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20240101T{first:02}0000\nDTEND:20240101T{last:02}0000\n"
    return f'<b:Calendar id="{name}" name="{name}">{text}RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR\nEND:VEVENT\nEND:VCALENDAR</b:Calendar>'


def shifts(first: tuple[int, int], second: tuple[int, int]) -> str:
    """A shop with two roles that work at these hours."""
    text = laned(
        shop(task("make", "Make"), task("pack", "Pack")),
        {"Workshop": ["order", "make"], "Dispatch": ["pack", "sold"]},
    )
    hours = "".join(
        f'<b:ElementParameters elementRef="lane_{n}"><b:ResourceParameters><b:Quantity>'
        f'<b:NumericParameter value="1" validFor="shift{n}"/></b:Quantity></b:ResourceParameters></b:ElementParameters>'
        for n in range(2)
    )
    return simulated(text, hours, before=shift("shift0", *first) + shift("shift1", *second))


AFTER = '<task id="after" name="Do without"/>'
CALL_OFF = '<sendTask id="after" name="Call off"/>'

WRONG: dict[str, Maps] = {
    "H01": {"one": five(to_and_fro=True)},
    "H02": {"one": rework(lanes=TWO)},
    "H03": {"one": rework(lanes=ONE)},
    "H04": {
        "one": waiting_first("Sales", "Design", sends_first=False),
        "two": waiting_first("Design", "Sales", sends_first=False),
    },
    "H05": {"one": buying()},
    "H06": {"one": caller(catches=False), "two": called(fails=True)},
    "H07": {"one": buying(limit(then=AFTER))},
    "H08": {"one": released("<timeCycle>R/P1D</timeCycle>")},
    "H09": {"one": joined(lanes=True)},
    "H10": {"one": handed("Print invoice")},
    "H11": {"one": checks("Check order", "Approve order", "Review order")},
    "R01": {"one": staffed("one", "Sales"), "two": staffed("two", "Sales")},
    "R02": {
        "one": staffed("one", "Sales", availability=0.7),
        "two": staffed("two", "Sales", availability=0.6),
    },
    "R03": {"one": staffed("one", "Sales"), "two": staffed("two", "Sales")},
    "R04": {"one": shifts((8, 16), (14, 22))},
    "R05": {"one": expert(1)},
}

RIGHT: dict[str, Maps] = {
    "H01": {"one": five(to_and_fro=False)},
    "H02": {"one": rework(lanes=ONE)},
    "H03": {"one": rework(lanes=ONE, question="Good, or tried 3 times?")},
    "H04": {
        "one": waiting_first("Sales", "Design", sends_first=True),
        "two": waiting_first("Design", "Sales", sends_first=False),
    },
    "H05": {"one": buying(limit(ends=False))},
    "H06": {"one": caller(catches=True), "two": called(fails=True)},
    "H07": {
        "one": buying(limit(then=CALL_OFF)).replace(
            "</collaboration>", message("m3", "after>g", "Never mind") + "</collaboration>"
        )
    },
    "H08": {"one": released("<timeDuration>P1D</timeDuration>")},
    "H09": {"one": joined(lanes=False)},
    "H10": {"one": handed("Fetch post")},
    "H11": {"one": checks("Check order", "Approve order", "Pack order")},
    "R01": {"one": staffed("one", "Sales"), "two": staffed("two", "Design")},
    "R02": {
        "one": staffed("one", "Sales", availability=0.4),
        "two": staffed("two", "Sales", availability=0.6),
    },
    "R03": {"one": staffed("one", "Sales"), "two": staffed("two", "Design")},
    "R04": {"one": shifts((8, 16), (9, 17))},
    "R05": {"one": expert(2)},
}

FACTS_WRONG: dict[str, Facts] = {"R01": same_team("one", "two"), "R02": same_team("one", "two")}
FACTS_RIGHT: dict[str, Facts] = {"R02": same_team("one", "two")}
