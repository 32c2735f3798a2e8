"""For each rule a system that breaks it and the same system mended."""

from bpmn.system.facts import AcceptedFinding, Facts, GoalFact, KpiFact
from tests.bpmn.analysis import examples_between, examples_inside
from tests.bpmn.analysis.governance_examples import owned
from tests.bpmn.system.maps import (
    bpmn,
    collaboration,
    event,
    key,
    message,
    node,
    pool,
    process,
    receiver,
    sender,
    task,
)

Maps = dict[str, str]

SHOP = bpmn(
    collaboration(
        pool("c", "Customer"), pool("s", "Shop", "sell"), message("m1", "c>order"), message("m2", "sold>c")
    ),
    process(
        "sell",
        event("start", "order", "Order"),
        task("serve"),
        event("end", "sold", "Goods"),
        name="Sell",
        inside=owned(),
    ),
)
"""A process that serves a customer; with the facts of SOUND nothing is wrong with it."""

SOUND = Facts(
    goals=(GoalFact("g", "Happy customers"),),
    kpis=(KpiFact("k", "Time to serve", element=key("shop.sell"), goal="g"),),
    accepted_findings=(AcceptedFinding("G06", (key("shop.sell"),), "We talk about it every Monday"),),
)
"""What people say about SHOP as the map “shop”."""


def calling(target: str, *, in_process: str = "p") -> str:
    return process(
        in_process,
        event("start", "go", None, None),
        task("call", "Check", "callActivity", calledElement=target),
    )


CHECK = process("check", task("look"), name="Check")


def asking(answered: str, *, rejected: str | None = None) -> str:
    """A shop that tells the customer at ``answered``; with a way out where goods are missing."""
    flows = ["order>there", "there>serve", "serve>sold", "there>gone"]
    parts = [
        pool("c", "Customer"),
        pool("s", "Shop", "sell"),
        message("m1", "c>order"),
        message("m2", f"{answered}>c"),
    ]
    if rejected:
        parts.append(message("m3", f"{rejected}>c"))
    nodes = (
        event("start", "order", "Order"),
        node("exclusiveGateway", "there", "Goods there?"),
        task("serve"),
        event("end", "sold", "Sold", None),
        event("end", "gone", "Sold out", None),
    )
    return bpmn(collaboration(*parts), process("sell", *nodes, name="Sell", flows=flows))


def silent_shop(*, tells: bool) -> str:
    """A customer's wish that only a colleague hears of."""
    parts = [
        pool("c", "Customer"),
        pool("s", "Shop", "sell"),
        pool("b", "Bank"),
        message("m1", "c>order"),
        message("m2", "pay>b"),
    ]
    if tells:
        parts.append(message("m3", "done>c"))
    nodes = (event("start", "order", "Order"), task("pay"), event("end", "done", "Done", None))
    return bpmn(collaboration(*parts), process("sell", *nodes, name="Sell"))


def pushing(definition: str | None) -> str:
    parts = (pool("c", "Customer"), pool("s", "Marketing", "push"), message("m1", "sent>c"))
    nodes = (event("start", "idea", "Idea", definition), task("write"), event("end", "sent", "Letter"))
    return bpmn(collaboration(*parts), process("push", *nodes, name="Push"))


def waiting(*, time_limit: bool) -> str:
    """A process that waits for a message of nobody."""
    limit = (
        '<boundaryEvent id="late" attachedToRef="wait"><timerEventDefinition/></boundaryEvent>'
        if time_limit
        else ""
    )
    nodes = (event("start", "go", None, None), task("wait", "Approval", "receiveTask"), task("build"))
    return bpmn(process("p", *nodes, inside="", name="Build").replace("</process>", f"{limit}</process>"))


def jumping(*, inside: bool) -> Maps:
    throw, catch = (
        event("throw", "away", None, "link", name="Rush"),
        event("catch", "back", None, "link", name="Rush"),
    )
    first = (event("start", "go", None, None), task("plan"))
    if inside:
        return {
            "one": bpmn(
                process(
                    "p", *first, throw, catch, task("build"), flows=["go>plan", "plan>away", "back>build"]
                )
            )
        }
    return {"one": bpmn(process("p", *first, throw)), "two": bpmn(process("q", catch, task("build")))}


def lanes(*, drawn_as: str) -> str:
    flows = ["go>plan"] if drawn_as == "message" else ["go>plan", "plan>build"]
    parts = [pool("s", "Shop", "p")] + ([message("m", "plan>build", "Card")] if drawn_as == "message" else [])
    nodes = (event("start", "go", None, None), task("plan"), task("build"))
    return bpmn(collaboration(*parts), process("p", *nodes, flows=flows))


def faults(*, used: bool) -> Maps:
    """A review that a shop's list feeds; its result goes to a supplier or nowhere."""
    reference = '<dataStoreReference id="list" name="Fault list"/>'
    write = '<dataOutputAssociation id="a"><targetRef>list</targetRef></dataOutputAssociation>'
    read = '<dataInputAssociation id="a"><sourceRef>list</sourceRef><targetRef>x</targetRef></dataInputAssociation>'
    shop = SHOP.replace('<task id="serve">', f'<task id="serve">{write}').replace(
        "</process>", f"{reference}</process>"
    )
    parts = [pool("q", "Quality", "review"), pool("g", "Glass supplier")] + (
        [message("m", "think>g", "Report")] if used else []
    )
    nodes = (event("start", "month", None, "timer"), task("look", inside=read), task("think"))
    review = process("review", *nodes, name="Review").replace("</process>", f"{reference}</process>")
    return {"shop": shop, "review": bpmn(collaboration(*parts), review)}


ORDER, PACK = sender("Order", to="Warehouse", flow="Order"), receiver("Order", by="Sales", flow="Order")

WRONG: dict[str, Maps] = {
    "A01": {"one": bpmn(calling("chek")), "two": bpmn(CHECK)},
    "A02": {"one": sender("Order"), "two": receiver("Order"), "zoo": receiver("Order", pool_name="Zoo")},
    "A03": {"one": ORDER, "two": receiver("Price list", by="Sales", flow="Price list")},
    "A04": {"one": waiting(time_limit=False)},
    "A05": {"one": SHOP, "two": bpmn(CHECK)},
    "A06": {"one": SHOP, "two": receiver("Order")},
    "A07": faults(used=False),
    "A10": {"one": bpmn(calling("q")), "two": bpmn(calling("p", in_process="q"))},
    "A13": jumping(inside=False),
    "A14": {"one": lanes(drawn_as="message")},
    "C01": {"one": silent_shop(tells=False)},
    "C02": {"one": asking("sold")},
    "C03": {"one": pushing(None)},
}

RIGHT: dict[str, Maps] = {
    "A01": {"one": bpmn(calling("check")), "two": bpmn(CHECK)},
    "A02": {"one": sender("Order"), "two": receiver("Order")},
    "A03": {"one": ORDER, "two": PACK},
    "A04": {"one": ORDER, "two": PACK},
    "A05": {"one": bpmn(calling("check")), "two": bpmn(CHECK)},
    "A06": {"one": ORDER, "two": PACK},
    "A07": faults(used=True),
    "A10": {"one": bpmn(calling("check")), "two": bpmn(CHECK)},
    "A13": jumping(inside=True),
    "A14": {"one": lanes(drawn_as="flow")},
    "C01": {"one": silent_shop(tells=True)},
    "C02": {"one": asking("sold", rejected="gone")},
    "C03": {"one": pushing("timer")},
}

WRONG |= {**examples_between.WRONG, **examples_inside.WRONG}
RIGHT |= {**examples_between.RIGHT, **examples_inside.RIGHT}
FACTS_WRONG = {**examples_between.FACTS_WRONG, **examples_inside.FACTS_WRONG}
FACTS_RIGHT = {**examples_between.FACTS_RIGHT, **examples_inside.FACTS_RIGHT}
"""What people said about the systems, where it matters."""
