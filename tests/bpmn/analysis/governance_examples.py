"""For each check of measures and responsibility a system that breaks it and the same system mended."""

from dataclasses import replace
from typing import NamedTuple

from bpmn.analysis.results import Results
from bpmn.queueing.results import Analysis, ResourceNumbers
from bpmn.system.facts import (
    Change,
    Direction,
    ExternalFact,
    Facts,
    GoalFact,
    Initiative,
    KpiFact,
    Measure,
    Metric,
    Parameter,
)
from tests.bpmn.system.maps import bpmn, collaboration, event, key, message, node, pool, process, task

SPACE = "https://wholeflow.org/schema/1.0"


class Example(NamedTuple):
    """Maps with what people decided about them, and what was computed."""

    maps: dict[str, str]
    facts: Facts = Facts()
    results: Results | None = None


def owned(name: str = "Ada", purpose: str = "Serve the customer") -> str:
    """What a process says about its purpose and its owner."""
    role = (
        '<resourceRole name="Process Owner"><resourceAssignmentExpression><formalExpression>'
        f"{name}</formalExpression></resourceAssignmentExpression></resourceRole>"
    )
    return f"<documentation>{purpose}</documentation>{role}"


def noted(*kpis: str) -> str:
    """The note of a map that key figures belong to an element."""
    ids = " ".join(kpis)
    return f'<extensionElements><wf:facts xmlns:wf="{SPACE}" kpis="{ids}"/></extensionElements>'


def plain(inside: str = "") -> dict[str, str]:
    return {"one": bpmn(process("p", task("a", "Work"), name="Work hard", inside=inside))}


def supplied(*, claims: bool) -> dict[str, str]:
    """A process that orders, gets goods, and may claim afterwards."""
    flows = [message("m1", "order>s", "Order"), message("m2", "s>got", "Glass")]
    if claims:
        flows.append(message("m3", "sort>s", "Sorting list"))
    parts = collaboration(pool("s", "Supplier"), pool("w", "Works", "p"), *flows)
    steps = (task("order", "Order"), task("got", "Take glass", "receiveTask"), task("sort", "Sort"))
    return {"one": bpmn(parts, process("p", *steps, name="Buy"))}


def waiting(*, prepared: bool) -> dict[str, str]:
    """A process that waits for somebody whom no map shows, with or without a time limit."""
    parts = collaboration(pool("w", "Works", "p"))
    nodes = [task("ask", "Ask"), task("got", "Take glass", "receiveTask"), task("go", "Go on")]
    flows = ["ask>got", "got>go"]
    if prepared:
        inside = "<timerEventDefinition/>"
        nodes += [node("boundaryEvent", "late", "Late", inside, attachedToRef="got"), task("call", "Call")]
        flows.append("late>call")
    return {"one": bpmn(parts, process("p", *nodes, name="Buy", flows=flows))}


def reviewed(*, reads: bool) -> dict[str, str]:
    """A measured process, and one that starts every month and may look at its number."""
    look = task("look", "Look at it", inside=noted("k") if reads else "")
    review = process("r", event("start", "monthly", "Monthly", "timer"), look, name="Review")
    return {**plain(), "two": bpmn(review)}


def told(*, words: str) -> dict[str, str]:
    """A measured process that sends something to one that starts every month."""
    send = task("send", "Send", "sendTask", messageRef="m")
    get = event("catch", "get", "List", messageRef="m")
    monthly = process(
        "r", event("start", "monthly", "Monthly", "timer"), get, task("look", words), name="Month end"
    )
    defined = '<message id="m" name="Monthly list"/>'
    return {"one": bpmn(defined, process("p", send, name="Work hard")), "two": bpmn(defined, monthly)}


def chain(*, middle: bool = False) -> dict[str, str]:
    """A customer's order that Ada's process takes and Bob's delivers; a third may stand between them."""
    first = collaboration(
        pool("c", "Customer"), pool("s", "Shop", "sell"), pool("n", "Works"),
        message("m1", "c>order"), message("m2", "sold>n", "Job"),
    )  # fmt: skip
    sell = process(
        "sell", event("start", "order", "Order"), task("serve"), event("end", "sold", "Job"),
        name="Sell", inside=owned("Ada"),
    )  # fmt: skip
    last = collaboration(
        pool("c", "Customer"), pool("d", "Delivery" if middle else "Works", "bring"), pool("b", "Shop"),
        message("m4", "brought>c", "Goods"),
    )  # fmt: skip
    ready = "Parcel" if middle else "Job"
    bring = process(
        "bring", event("start", "ready", ready), task("carry"), event("end", "brought", "Goods"),
        name="Bring", inside=owned("Bob"),
    )  # fmt: skip
    maps = {"one": bpmn(first, sell), "three": bpmn(last, bring)}
    if middle:
        works = collaboration(
            pool("w", "Works", "make"), pool("d", "Delivery"), message("m3", "made>d", "Parcel")
        )
        make = process(
            "make", event("start", "job", "Job"), task("forge", "Forge"), event("end", "made", "Parcel"),
            name="Make", inside=owned("Cid"),
        )  # fmt: skip
        maps["two"] = bpmn(works, make)
    return maps


def kpi(identifier: str = "k", **more: object) -> KpiFact:
    return KpiFact(identifier, f"Figure {identifier}", **more)  # type: ignore[arg-type]


def loads(**teams: float) -> Results:
    """An analysis that found these loads."""
    found = tuple(ResourceNumbers(name, load, 1.0) for name, load in teams.items())
    return Results(Analysis(resources=found))


WORK = key("one.p")
OUTSIDE = Facts(external=(ExternalFact(key("one.got"), "Glassworks"),))
GOAL = GoalFact("g", "Happy customers")
LANE = '<laneSet id="LS"><lane id="L" name="Fitters"><flowNodeRef>a</flowNodeRef></lane></laneSet>'
BUSY = kpi("a", resource="Fitters", measure=Measure.UTILISATION, direction=Direction.MORE, owner="Ada")
QUICK = kpi("b", element=WORK, measure=Measure.LEAD_TIME, owner="Bob")
FASTER = Initiative("Faster", "Ada", changes=(Change(key("one.a"), Parameter.DURATION, 1.0),))
SELL, BRING = kpi("a", element=key("one.sell")), kpi("b", element=key("three.bring"))

WRONG: dict[str, Example] = {
    "G01": Example(plain()),
    "G02": Example(plain()),
    "G03": Example(plain()),
    "G04": Example(supplied(claims=False)),
    "G05": Example(waiting(prepared=False), OUTSIDE),
    "G06": Example(reviewed(reads=False), Facts(kpis=(kpi(element=WORK),))),
    "G07": Example(
        plain(), Facts(initiatives=(replace(FASTER, kpi="k"),), goals=(GOAL,), kpis=(kpi(goal="g"),))
    ),
    "G08": Example(plain(), Facts(initiatives=(FASTER,)), Results(judged=frozenset())),
    "G09": Example(chain()),
    "M01": Example(plain(), Facts(kpis=(kpi(element=WORK), kpi("s", goal="g")), goals=(GOAL,))),
    "M02": Example(chain(middle=True), Facts(kpis=(SELL, BRING))),
    "M03": Example(plain(LANE), Facts(kpis=(BUSY, QUICK))),
    "M04": Example(plain(), Facts(kpis=(kpi(element=WORK, measure=Measure.COST, owner="Ada"),))),
    "M05": Example(plain(LANE), Facts(kpis=(BUSY,)), loads(Fitters=0.6, Painters=0.9)),
    "M06": Example(plain(), Facts(kpis=(kpi(element=key("one.gone")),))),
}

RIGHT: dict[str, Example] = {
    "G01": Example(plain(owned())),
    "G02": Example(plain("<documentation>Serve the customer</documentation>")),
    "G03": Example(plain(), Facts(kpis=(kpi(element=WORK),))),
    "G04": Example(supplied(claims=True)),
    "G05": Example(waiting(prepared=True), OUTSIDE),
    "G06": Example(reviewed(reads=True), Facts(kpis=(kpi(element=WORK),))),
    "G07": Example(
        plain(),
        Facts(
            initiatives=(Initiative("Faster", "Ada", goal="g", kpi="k", changes=FASTER.changes),),
            goals=(GOAL,),
            kpis=(kpi(element=WORK),),
        ),
    ),
    "G08": Example(plain(), Facts(initiatives=(FASTER,)), Results(judged=frozenset({"Faster"}))),
    "G09": Example(chain(), Facts(kpis=(kpi(measure=Metric.LEAD_TIME, owner="Ada"),))),
    "M01": Example(plain(), Facts(kpis=(kpi(element=WORK, goal="g"),), goals=(GOAL,))),
    "M02": Example(chain(middle=True), Facts(kpis=(SELL, BRING, kpi("c", element=key("two.make"))))),
    "M03": Example(plain(LANE), Facts(kpis=(BUSY, kpi("b", element=WORK, owner="Ada")))),
    "M04": Example(
        plain(),
        Facts(
            kpis=(
                kpi("a", element=WORK, measure=Measure.COST, owner="Ada"),
                kpi("b", element=WORK, measure=Measure.DEFECTS, owner="Ada"),
            )
        ),
    ),
    "M05": Example(plain(LANE), Facts(kpis=(BUSY,)), loads(Fitters=0.9, Painters=0.6)),
    "M06": Example(plain(), Facts(kpis=(kpi(element=WORK),))),
}
