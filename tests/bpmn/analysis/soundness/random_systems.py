"""Random systems of maps: well-formed ones and broken ones, with everything that processes can hold."""

from random import Random

from bpmn.system.system import System
from tests.bpmn.semantics.models import boundary, gate, inside
from tests.bpmn.system.maps import a_system, bpmn, collaboration, event, message, node, pool, process, task

Ends = tuple[str, str]
"""The first and the last node of a piece."""

SPLITS = ("exclusive", "parallel", "inclusive")
TIMER = "<timerEventDefinition/>"


class Piece:
    """Draws one process, or the inside of a sub-process, out of blocks with one entry and one exit."""

    def __init__(self, dice: Random, name: str, size: int) -> None:
        self.dice, self.name, self.left = dice, name, size
        self.nodes: list[str] = []
        self.flows: list[str] = []
        self.sends: list[str] = []
        self.reads: list[str] = []
        self._count = 0

    def drawn(self, *, started_by: str | None = None) -> "Piece":
        """The whole process from a start event to an end event."""
        start = self._new(event("start", self._id("s"), None, started_by))
        if started_by:
            self.reads.append(start)
        first, last = self.block(3)
        end = self._new(event("end", self._id("e"), None, self.dice.choice([None, None, None, "terminate"])))
        self.flows += [f"{start}>{first}", f"{last}>{end}"]
        return self

    def block(self, depth: int) -> Ends:
        """A block of any kind."""
        kinds = [self._task, self._send, self._receive]
        if depth and self.left > 0:
            kinds += [self._row, self._row, self._split, self._split, self._loop, self._choice, self._border]
            kinds += [self._sub_process]
        self.left -= 1
        return self.dice.choice(kinds)(depth)

    def _id(self, kind: str) -> str:
        self._count += 1
        return f"{self.name}{kind}{self._count}"

    def _new(self, text: str) -> str:
        self.nodes.append(text)
        return text.partition('id="')[2].partition('"')[0]

    def _task(self, _: int) -> Ends:
        made = self._new(task(self._id("t")))
        return made, made

    def _send(self, _: int) -> Ends:
        made = self._new(task(self._id("o"), tag="sendTask"))
        self.sends.append(made)
        return made, made

    def _receive(self, _: int) -> Ends:
        made = self._new(task(self._id("i"), tag="receiveTask"))
        self.reads.append(made)
        return made, made

    def _row(self, depth: int) -> Ends:
        one, other = self.block(depth - 1), self.block(depth - 1)
        self.flows.append(f"{one[1]}>{other[0]}")
        return one[0], other[1]

    def _split(self, depth: int) -> Ends:
        kind = self.dice.choice(SPLITS)
        fork, join = self._new(gate(kind, self._id("f"))), self._new(gate(kind, self._id("j")))
        for _ in range(2):
            first, last = self.block(depth - 1)
            self.flows += [f"{fork}>{first}", f"{last}>{join}"]
        return fork, join

    def _loop(self, depth: int) -> Ends:
        into, out = self._new(gate("exclusive", self._id("x"))), self._new(gate("exclusive", self._id("y")))
        body, back = self.block(depth - 1), self._task(0)
        self.flows += [f"{into}>{body[0]}", f"{body[1]}>{out}", f"{out}>{back[0]}", f"{back[1]}>{into}"]
        return into, out

    def _choice(self, depth: int) -> Ends:
        fork, join = self._new(gate("eventBased", self._id("g"))), self._new(gate("exclusive", self._id("m")))
        heard = self._new(event("catch", self._id("c")))
        self.reads.append(heard)
        late = self._new(node("intermediateCatchEvent", self._id("l"), None, TIMER))
        body = self.block(depth - 1)
        self.flows += [f"{fork}>{heard}", f"{fork}>{late}", f"{heard}>{body[0]}", f"{body[1]}>{join}"]
        self.flows.append(f"{late}>{join}")
        return fork, join

    def _border(self, _: int) -> Ends:
        host, join = self._new(task(self._id("h"))), self._new(gate("exclusive", self._id("n")))
        kind = self.dice.choice(["timer", "error", "escalation"])
        stops = kind == "error" or self.dice.random() < 0.7
        beside = self._new(boundary(self._id("b"), host, kind, interrupting=stops))
        after = self._task(0)
        self.flows += [f"{host}>{join}", f"{beside}>{after[0]}"]
        if stops:
            self.flows.append(f"{after[1]}>{join}")
        return host, join

    def _sub_process(self, depth: int) -> Ends:
        inner = Piece(self.dice, self._id("q"), min(self.left, 3))
        inner.drawn()
        self.left -= 2
        self.sends += inner.sends
        self.reads += inner.reads
        made = self._new(
            task(self._id("p"), tag="subProcess", inside=inside(*inner.nodes, flows=" ".join(inner.flows)))
        )
        if self.dice.random() < 0.4:
            beside = self._new(boundary(self._id("b"), made, "timer"))
            end = self._new(event("end", self._id("e"), None, None))
            self.flows.append(f"{beside}>{end}")
        return made, made


def broken(dice: Random, piece: Piece) -> None:
    """Break something: another gateway, a flow that leads elsewhere, one more, or one fewer."""
    deed = dice.randrange(4)
    if deed == 0:
        kinds = {at: text[1:].partition("Gateway")[0] for at, text in enumerate(piece.nodes)}
        gates = [at for at, kind in kinds.items() if kind in SPLITS]
        if gates:
            at = dice.choice(gates)
            old = kinds[at]
            new = dice.choice([kind for kind in SPLITS if kind != old])
            piece.nodes[at] = piece.nodes[at].replace(f"{old}Gateway", f"{new}Gateway")
        return
    at = dice.randrange(len(piece.flows))
    source, _ = piece.flows[at].split(">")
    targets = [flow.split(">")[1] for flow in piece.flows]
    if deed == 1:
        piece.flows[at] = f"{source}>{dice.choice(targets)}"
    elif deed == 2 and not source.startswith(f"{piece.name}g"):
        piece.flows.append(f"{source}>{dice.choice(targets)}")
    elif deed == 3:
        del piece.flows[at]


def a_random_system(seed: int, *, breaks: bool) -> System:
    """One to three processes that exchange messages; with ``breaks`` something in them is wrong."""
    dice = Random(seed)
    count = dice.choice([1, 2, 2, 3])
    pieces = [
        Piece(dice, name, dice.randint(2, 9 // count)).drawn(
            started_by="message" if at and dice.random() < 0.7 else None
        )
        for at, name in enumerate("abc"[:count])
    ]
    if breaks:
        for _ in range(dice.randint(1, 2)):
            broken(dice, dice.choice(pieces))
    drawn = [pool(piece.name.upper(), piece.name.upper(), piece.name) for piece in pieces]
    drawn.append(pool("Z", "Customer"))
    for at, piece in enumerate(pieces):
        others = [sender for other in pieces if other is not piece for sender in other.sends]
        for reader in piece.reads:
            source = dice.choice([*others, *others, "Z"]) if dice.random() < 0.9 else None
            if source is not None:
                drawn.append(message(f"m{at}{reader}", f"{source}>{reader}"))
    return a_system(
        one=bpmn(collaboration(*drawn), *(process(p.name, *p.nodes, flows=p.flows) for p in pieces))
    )


SIGNAL = "signal"
CALLED = '<signalEventDefinition signalRef="called"/>'


def _signalled(dice: Random, sender: Piece, reader: Piece) -> None:
    """Let one process throw a signal where it had a task, and another catch it where it had one, if they had."""
    for piece, tag in ((sender, "intermediateThrowEvent"), (reader, "intermediateCatchEvent")):
        tasks = [at for at, text in enumerate(piece.nodes) if text.startswith("<task ")]
        if tasks:
            at = dice.choice(tasks)
            name = piece.nodes[at].partition('id="')[2].partition('"')[0]
            piece.nodes[at] = node(tag, name, None, CALLED)


def a_random_chain(seed: int, *, breaks: bool, circular: bool) -> System:
    """Two to five processes that exchange messages and perhaps a signal; with ``breaks`` something is wrong.

    Unless it is ``circular``, each sends only to later ones; some tell the customer something.
    """
    dice = Random(seed)
    count = dice.randint(2, 5)
    pieces = [
        Piece(dice, name, dice.randint(1, max(2, 10 // count))).drawn(
            started_by="message" if at and dice.random() < 0.6 else None
        )
        for at, name in enumerate("abcde"[:count])
    ]
    if breaks:
        for _ in range(dice.randint(1, 2)):
            broken(dice, dice.choice(pieces))
    if dice.random() < 0.3:
        at = dice.randrange(count - 1)
        _signalled(dice, pieces[at], pieces[dice.randrange(at + 1, count)])
    drawn = [pool(piece.name.upper(), piece.name.upper(), piece.name) for piece in pieces]
    drawn.append(pool("Z", "Customer"))
    for at, piece in enumerate(pieces):
        known = pieces if circular else pieces[:at]
        others = [sender for other in known if other is not piece for sender in other.sends]
        for reader in piece.reads:
            source = dice.choice([*others, *others, *others, "Z"]) if dice.random() < 0.9 else None
            if source is not None:
                drawn.append(message(f"m{at}{reader}", f"{source}>{reader}"))
        told = [sender for sender in piece.sends if dice.random() < 0.15]
        drawn += [message(f"z{at}{sender}", f"{sender}>Z") for sender in told]
    parts = (collaboration(*drawn), *(process(p.name, *p.nodes, flows=p.flows) for p in pieces))
    return a_system(one=bpmn(node(SIGNAL, "called", "Called"), *parts))
