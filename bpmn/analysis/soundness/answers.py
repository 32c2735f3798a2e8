"""Whether a customer who asks always gets an answer (weak termination, seen by the customer)."""

from collections.abc import Sequence

from bpmn.analysis.soundness.explore import Graph
from bpmn.base.finding import ElementKey
from bpmn.semantics.net import INSIDE, Net, PlaceKind, Transition
from bpmn.system.facts import Role
from bpmn.system.link import Party

SENT = frozenset({PlaceKind.MESSAGE, PlaceKind.SIGNAL})


def unanswered(graph: Graph, parties: Sequence[Party]) -> dict[ElementKey, list[int]]:
    """By customer's pool, a shortest way on which the request is taken and all is done without an answer.

    A request is a message that begins a process. Only messages to the customer from that process, and from
    those that it sends to or calls, are answers: a newsletter is none. Suppliers, partners and authorities
    that begin a process tell something and need no answer; of those nobody has classified nothing is said.
    """
    net = graph.rule.net
    followers = _followers(net) if parties else {}
    outside = frozenset(element for party in parties for element in party.elements)
    found: dict[ElementKey, list[int]] = {}
    for party in (p for p in parties if p.role is Role.CUSTOMER):
        pools = frozenset(party.elements)
        for place in net.places:
            if place.kind is not PlaceKind.PARTY or place.element not in pools:
                continue
            beginnings = [t for t in net.transitions if place.index in t.takes and not _is_inside(net, t)]
            if not beginnings or not net.initial.get(place.index):
                continue
            others = outside - pools
            way = _without(graph, place.index, _answers(net, beginnings, others, followers))
            if way is not None:
                found.setdefault(place.element, way)
    return found


def _is_inside(net: Net, one: Transition) -> bool:
    return any(net.places[p].kind in INSIDE for p in one.takes)


def _scopes(net: Net, one: Transition) -> set[int]:
    """The outermost scopes in which a step happens."""
    found = set()
    for place in (*one.takes, *one.gives, *(join.place for join in one.joins)):
        scope = net.places[place].scope
        while scope is not None and net.scopes[scope].parent is not None:
            scope = net.scopes[scope].parent
        if scope is not None:
            found.add(scope)
    return found


def _followers(net: Net) -> dict[int, set[int]]:
    """The processes that each process sends to; called ones are part of their caller."""
    giving: dict[int, set[int]] = {}
    taking: dict[int, set[int]] = {}
    for one in net.transitions:
        for uses, places in ((giving, one.gives), (taking, one.takes)):
            for place in places:
                if net.places[place].kind in SENT:
                    uses.setdefault(place, set()).update(_scopes(net, one))
    found: dict[int, set[int]] = {}
    for place, senders in giving.items():
        for sender in senders:
            found.setdefault(sender, set()).update(taking.get(place, ()))
    return found


def _answers(
    net: Net, beginnings: Sequence[Transition], others: frozenset[ElementKey], followers: dict[int, set[int]]
) -> set[int]:
    """The steps that answer a request, by index: those that tell more than other parties.

    A process that does not take part may answer what is handed over to it.
    """
    todo = [scope for one in beginnings for scope in sorted(_scopes(net, one))]
    reached = set(todo)
    while todo:
        new = followers.get(todo.pop(), set()) - reached
        reached |= new
        todo.extend(sorted(new))
    telling = (t for t in net.transitions if not others.issuperset(t.informs))
    return {t.index for t in telling if reached & _scopes(net, t)}


def _without(graph: Graph, request: int, answers: set[int]) -> list[int] | None:
    """A shortest way on which the request is taken, all is done, and no answer was given."""
    net = graph.rule.net
    asked = graph.rule.fields([request])
    internal = {t.index for t in net.transitions if any(net.places[p].kind in SENT for p in t.takes)}
    came: dict[int, tuple[int, int]] = {0: (0, -1)}
    todo = [0]
    for number in todo:
        is_taken = not graph.markings[number] & asked
        if is_taken and number < graph.expanded and _is_quiet(graph, number, internal):
            return _back(came, number)
        for label, after in graph.steps(number):
            if label not in answers and after not in came:
                came[after] = (number, label)
                todo.append(after)
    return None


def _is_quiet(graph: Graph, number: int, internal: set[int]) -> bool:
    """Whether all is done and only somebody outside can begin something again."""
    return graph.is_final(number) and not any(label in internal for label, _ in graph.steps(number))


def _back(came: dict[int, tuple[int, int]], number: int) -> list[int]:
    way = []
    while number:
        number, label = came[number]
        way.append(label)
    return way[::-1]
