"""Right and wrong systems for the checks of architecture and of customers' ways."""

from bpmn.base.finding import ElementKey
from bpmn.system.facts import Decision, Facts, KpiFact, LinkFact
from tests.bpmn.system.maps import (
    bpmn,
    collaboration,
    event,
    message,
    pool,
    process,
    receiver,
    sender,
    task,
)

Maps = dict[str, str]
BPSIM = 'xmlns:b="http://www.bpsim.org/schemas/2.0"'


def simulated(text: str, *parameters: str, before: str = "", unit: str = "hour") -> str:
    """A map with BPSim parameters: "pack ProcessingTime 5", or XML inside the element parameters of one."""
    made = "".join(parameters)
    relation = (
        f'<relationship type="BPSimData"><extensionElements><b:BPSimData {BPSIM}>'
        f'<b:Scenario id="s" name="Base"><b:ScenarioParameters baseTimeUnit="{unit}"/>{made}{before}'
        f"</b:Scenario></b:BPSimData></extensionElements>"
        f"<source>x</source><target>x</target></relationship>"
    )
    return text.replace("</definitions>", f"{relation}</definitions>")


def lasting(element: str, hours: float) -> str:
    """Parameters of a step that always takes so long."""
    value = f'<b:NumericParameter value="{hours}"/>'
    return (
        f'<b:ElementParameters elementRef="{element}"><b:TimeParameters><b:ProcessingTime>{value}'
        f"</b:ProcessingTime></b:TimeParameters></b:ElementParameters>"
    )


# -- architecture ------------------------------------------------------------------------------------


def carrying(kind: str, structure: str, *, many: bool = False) -> str:
    """A sender or receiver of "Order" with what the message holds."""
    text = sender("Order") if kind == "send" else receiver("Order")
    collection = ' isCollection="true"' if many else ""
    item = f'<itemDefinition id="item_{kind}" structureRef="{structure}"{collection}/>'
    order = f'<message id="order_{kind}" name="Order" itemRef="item_{kind}"/>'
    named = text.replace("<messageEventDefinition/>", f'<messageEventDefinition messageRef="order_{kind}"/>')
    return named.replace("<collaboration", f"{item}{order}<collaboration", 1)


def reporting(*, loop: bool) -> str:
    """A process that sends parts to another one, perhaps one after the other."""
    marker = "<multiInstanceLoopCharacteristics/>" if loop else ""
    send = task("ship", "Part", "sendTask", inside=marker)
    return bpmn(process("make", event("start", "go", None, None), send, task("tidy"), name="Make"))


def collecting() -> str:
    """A process that waits once for a part."""
    wait = task("take", "Part", "receiveTask")
    return bpmn(process("build", event("start", "go2", None, None), wait, task("fit"), name="Build"))


def racing(*, also_running: bool) -> str:
    """A process that a complaint starts, and that may wait for one, too."""
    last = event("catch", "again", "Complaint") if also_running else task("close")
    nodes = (event("start", "first", "Complaint"), task("answer"), last, event("end", "done", None, None))
    return bpmn(process("help", *nodes, name="Help"))


def complaining() -> str:
    nodes = (event("start", "go", None, None), task("use"), event("end", "sent", "Complaint"))
    return bpmn(process("use", *nodes, name="Use").replace('id="use"', 'id="useIt"', 1))


def asking_a_hub(number: int) -> str:
    nodes = (
        event("start", f"go{number}", None, None),
        event("throw", f"ask{number}", f"Question {number}"),
        event("catch", f"hear{number}", f"Word {number}"),
    )
    return bpmn(process(f"office{number}", *nodes, name=f"Office {number}"))


def hub(*, all_through_one: bool) -> Maps:
    """Six offices that all ask one desk, or each calls the next."""
    if all_through_one:
        steps = [
            step
            for n in range(6)
            for step in (event("catch", f"in{n}", f"Question {n}"), event("throw", f"out{n}", f"Word {n}"))
        ]
        desk = bpmn(process("desk", event("start", "open", None, None), *steps, name="Desk"))
        return {"desk": desk, **{f"office{n}": asking_a_hub(n) for n in range(6)}}
    return {
        f"office{n}": bpmn(
            process(
                f"office{n}",
                event("start", f"go{n}", None, None),
                task(f"call{n}", "Next", "callActivity", calledElement=f"office{n + 1}")
                if n < 6
                else task("last"),
                name=f"Office {n}",
            )
        )
        for n in range(7)
    }


def part(name: str, *, started_by: str | None) -> str:
    """A process that makes a part when somebody wants it, or by itself."""
    start = event("start", f"go_{name}", started_by, "message" if started_by else None)
    nodes = (start, task(f"make_{name}"), event("end", f"sent_{name}", name))
    return bpmn(process(f"make{name}", *nodes, name=f"Make {name}"))


def joining() -> str:
    """A process that needs a frame and a wheel."""
    nodes = (
        event("start", "go", None, None),
        event("catch", "frame", "Frame"),
        event("catch", "wheel", "Wheel"),
        task("fit"),
    )
    return bpmn(process("assemble", *nodes, name="Assemble"))


def ordering() -> str:
    """A process that asks for both parts."""
    nodes = (
        event("start", "wish", None, None),
        event("throw", "askFrame", "Frame order"),
        event("throw", "askWheel", "Wheel order"),
        task("wait"),
    )
    return bpmn(process("order", *nodes, name="Order"))


def checking(name: str, *steps: str) -> str:
    nodes = [
        event("start", f"go_{name}", "Delivery", None),
        *(task(f"{name}{n}", s) for n, s in enumerate(steps)),
    ]
    return bpmn(process(name, *nodes, name=name.capitalize()))


def with_data(text: str, tag: str, *names_: str) -> str:
    """An activity or process that says which data go in."""
    inputs = "".join(f'<dataInput id="{tag}_{n}" name="{n}"/>' for n in names_)
    spec = f"<ioSpecification>{inputs}<inputSet/><outputSet/></ioSpecification>"
    return (
        text.replace(f"</{tag}>", f"{spec}</{tag}>", 1)
        if tag == "callActivity"
        else text.replace('<process id="check" name="Check">', f'<process id="check" name="Check">{spec}', 1)
    )


def calling_check() -> str:
    nodes = (event("start", "go", None, None), task("call", "Check", "callActivity", calledElement="check"))
    return bpmn(process("p", *nodes, name="P"))


CHECK = bpmn(process("check", task("look"), name="Check"))
PART = sender("Order", to="Warehouse", flow="Order")

# -- from customer to customer -----------------------------------------------------------------------


def shop(*nodes: str, flows: list[str] | None = None) -> str:
    """A shop whose customer asks at "order" and is told at "sold"."""
    parts = (
        pool("c", "Customer"),
        pool("s", "Shop", "sell"),
        message("m1", "c>order", "Order"),
        message("m2", "sold>c", "Goods"),
    )
    inside = (event("start", "order", "Order"), *nodes, event("end", "sold", "Goods"))
    return bpmn(collaboration(*parts), process("sell", *inside, name="Sell", flows=flows))


def stock(tag: str) -> str:
    ends = (
        "<targetRef>list</targetRef>"
        if tag == "dataOutputAssociation"
        else "<sourceRef>list</sourceRef><targetRef>x</targetRef>"
    )
    return f'<{tag} id="a_{tag}">{ends}</{tag}>'


def by_night(*, clock: bool) -> Maps:
    """Orders are kept in a list, from which another process delivers: at night, or when told."""
    store = '<dataStoreReference id="list" name="Order list"/>'
    told = event("throw", "tell", "Order ready")
    write = task("note", inside=stock("dataOutputAssociation"))
    take = bpmn(
        collaboration(pool("c", "Customer"), pool("s", "Shop", "sell"), message("m1", "c>order", "Order")),
        process("sell", event("start", "order", "Order"), write, told, name="Sell").replace(
            "</process>", f"{store}</process>"
        ),
    )
    start = (
        event("start", "night", "Every night", "timer") if clock else event("start", "night", "Order ready")
    )
    nodes = (start, task("pack", inside=stock("dataInputAssociation")), event("end", "sent", "Goods"))
    bring = bpmn(
        collaboration(
            pool("c", "Customer"), pool("s", "Dispatch", "bring"), message("m1", "sent>c", "Goods")
        ),
        process("bring", *nodes, name="Bring").replace("</process>", f"{store}</process>"),
    )
    return {"take": take, "bring": bring}


def judged(value: str) -> str:
    """A shop whose only step was judged by what it is worth."""
    facts = f'<extensionElements><w:facts xmlns:w="https://wholeflow.org/schema/1.0" valueClass="{value}"/></extensionElements>'
    return shop(task("serve", "Serve", inside=facts))


def relay(count: int) -> Maps:
    """A customer's order that goes through so many processes."""
    maps = {}
    for n in range(count):
        first, last = n == 0, n == count - 1
        start = event("start", f"in{n}", "Order" if first else f"Baton {n}")
        end = event("end", f"out{n}", "Goods" if last else f"Baton {n + 1}")
        parts = [pool("own", f"Office {n}", f"p{n}")]
        if first or last:
            parts.append(pool("c", "Customer"))
        if first:
            parts.append(message("m1", f"c>in{n}", "Order"))
        if last:
            parts.append(message("m2", f"out{n}>c", "Goods"))
        maps[f"map{n}"] = bpmn(
            collaboration(*parts), process(f"p{n}", start, task(f"do{n}"), end, name=f"Office {n}")
        )
    return maps


def promised(hours: float) -> Facts:
    return Facts(kpis=(KpiFact("promise", "Delivery", target=hours, unit="hour"),))


SLOW = simulated(shop(task("serve", "Serve")), lasting("serve", 10))
MEASURED = Facts(kpis=(KpiFact("time", "Service", element=ElementKey("one.bpmn", "sell")),))
JOINED = Facts(
    links=(
        LinkFact(
            ElementKey("one.bpmn", "sent"), ElementKey("two.bpmn", "order"), "trigger", Decision.CONFIRMED
        ),
    )
)

WRONG: dict[str, Maps] = {
    "A08": {"one": PART, "two": receiver("Order")},
    "A09": {"one": carrying("send", "t:Order"), "two": carrying("take", "t:Note")},
    "A11": {"one": reporting(loop=True), "two": collecting()},
    "A12": {"one": complaining(), "two": racing(also_running=True)},
    "A15": hub(all_through_one=True),
    "A16": {"a": part("Frame", started_by=None), "b": part("Wheel", started_by=None), "c": joining()},
    "A17": {
        "one": checking("check", "Unpack", "Count", "Sign"),
        "two": checking("inspect", "Unpack", "Count", "Sign"),
    },
    "A18": {
        "one": with_data(calling_check(), "callActivity", "Order"),
        "two": with_data(CHECK, "process", "Invoice"),
    },
    "C04": by_night(clock=True),
    "C05": {"one": judged("NVA")},
    "C06": relay(7),
    "C07": {"one": SLOW},
    "C08": {"one": shop(task("serve"))},
}

RIGHT: dict[str, Maps] = {
    "A08": {"one": PART, "two": receiver("Order", by="Sales", flow="Order")},
    "A09": {"one": carrying("send", "t:Order"), "two": carrying("take", "t:Order")},
    "A11": {"one": reporting(loop=False), "two": collecting()},
    "A12": {"one": complaining(), "two": racing(also_running=False)},
    "A15": hub(all_through_one=False),
    "A16": {
        "a": part("Frame", started_by="Frame order"),
        "b": part("Wheel", started_by="Wheel order"),
        "c": joining(),
        "d": ordering(),
    },
    "A17": {
        "one": checking("check", "Unpack", "Count", "Sign"),
        "two": checking("inspect", "Weigh", "Count", "Repair"),
    },
    "A18": {
        "one": with_data(calling_check(), "callActivity", "Order"),
        "two": with_data(CHECK, "process", "Order"),
    },
    "C04": by_night(clock=False),
    "C05": {"one": judged("VA")},
    "C06": relay(6),
    "C07": {"one": SLOW},
    "C08": {"one": shop(task("serve"))},
}

FACTS_WRONG: dict[str, Facts] = {"C07": promised(8)}
FACTS_RIGHT: dict[str, Facts] = {"C07": promised(12), "C08": MEASURED}
