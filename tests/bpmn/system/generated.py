"""Systems of any size, drawn from a seed: several customers, circles, loose processes, many-to-many links."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

from bpmn.system.system import System
from tests.bpmn.system.maps import a_system, bpmn, collaboration, event, message, node, pool, process, task

CUSTOMERS = ("Customer", "Wholesale Customer", "Guest Customer")
OTHERS = ("Steel Supplier", "Paint Supplier", "Carrier Partner", "Tax Authority")
NAMES = ("Sell", "Plan", "Buy", "Make", "Paint and varnish frames", "Pack", "Ship", "Bill", "Mend", "Hire")
WORDS = ("Order", "Parts list", "Notice of delivery", "Bill", "Claim for a late delivery", "Plan")
STARTS, AWAITS, ENDS, SENDS, CALLS = "start", "wait", "end", "send", "call"


def generated_system(seed: int, processes: int, links: int | None = None) -> System:
    """A system of so many processes; a sixth of them is loose, some of the others face a customer."""
    drawn = _Drawn(Random(seed))
    random, used = drawn.random, list(range(processes - processes // 6))
    customers = CUSTOMERS[: 1 + seed % len(CUSTOMERS)]
    for at, _ in enumerate(customers):
        for begin in random.sample(used, min(2, len(used))):
            drawn.flow(f"customer{at}", drawn.node(begin, STARTS))
        drawn.flow(drawn.node(random.choice(used), ENDS), f"customer{at}")
    for one, other in pairwise(used):
        if random.random() < 0.5:
            drawn.flow(drawn.node(one, ENDS), drawn.node(other, STARTS))
    for _ in range(processes if links is None else links):
        one, other = random.choice(used), random.choice(used)
        if one != other:
            drawn.flow(drawn.node(one, SENDS), drawn.node(other, random.choice([STARTS, AWAITS])))
    for at, _ in enumerate(OTHERS):
        chosen = random.choice(used)
        drawn.flow(drawn.node(chosen, SENDS), f"other{at}")
        drawn.flow(f"other{at}", drawn.node(chosen, AWAITS))
    for at in used:
        if random.random() < 0.15:
            drawn.call(at, random.choice(used))
    pools = [pool(f"pool{at}", f"{_name(at)} team", f"process{at}") for at in range(processes)]
    pools += [pool(f"customer{at}", name) for at, name in enumerate(customers)]
    pools += [pool(f"other{at}", name) for at, name in enumerate(OTHERS)]
    made = [process(f"process{at}", *drawn.nodes_of(at), name=_name(at)) for at in range(processes)]
    return a_system(all=bpmn(collaboration(*pools, *drawn.flows), *made))


@dataclass
class _Drawn:
    random: Random
    flows: list[str] = field(default_factory=list)
    nodes: defaultdict[int, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))

    def node(self, at: int, kind: str) -> str:
        identifier = f"{kind}{at}_{len(self.nodes[at])}"
        made = {
            STARTS: event("start", identifier, "Begin"),
            AWAITS: task(identifier, "Hear", "receiveTask"),
            SENDS: task(identifier, "Tell", "sendTask"),
            ENDS: event("end", identifier, "Done"),
        }[kind]
        self.nodes[at].append((kind, made))
        return identifier

    def call(self, at: int, other: int) -> None:
        if at != other:
            called = node("callActivity", f"call{at}", "Help", calledElement=f"process{other}")
            self.nodes[at].append((CALLS, called))

    def flow(self, source: str, target: str) -> None:
        name = self.random.choice(WORDS)
        self.flows.append(message(f"m{len(self.flows)}", f"{source}>{target}", name))

    def nodes_of(self, at: int) -> list[str]:
        order = (STARTS, AWAITS, CALLS, SENDS, ENDS)
        return [made for kind in order for one, made in self.nodes[at] if one == kind] or [task(f"work{at}")]


def _name(at: int) -> str:
    return f"{NAMES[at % len(NAMES)]} {at + 1}"
