"""What a verdict means for the list of findings."""

from collections.abc import Iterable, Iterator

from bpmn.analysis.results import Stuck, Unsound
from bpmn.analysis.soundness.behind import Behind
from bpmn.analysis.soundness.examples import is_doubled
from bpmn.analysis.soundness.verdict import CounterExample, Property, Soundness
from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.semantics.net import Net
from bpmn.semantics.trace import Trace

RULE_OF = {
    Property.SAFE: "S01",
    Property.BOUNDED: "S01",
    Property.DEADLOCK: "S02",
    Property.LIVELOCK: "S03",
    Property.ORPHAN_MESSAGE: "S06",
    Property.PROPER_COMPLETION: "S07",
}
"""Rules by what an example shows; unanswered parties are C01's and C02's."""

DEAD, NEVER_STARTED = "S04", "S05"


def stuck(verdict: Soundness) -> tuple[Stuck, ...] | None:
    """Where cases of several processes get stuck; None if the search was given up before it was known."""
    if verdict.deadlock is None:
        return None
    return tuple(
        Stuck(one.elements, _steps(one))
        for one in verdict.counter_examples
        if one.property is Property.DEADLOCK and _is_between(verdict.net, one)
    )


def unsound(verdict: Soundness) -> tuple[Unsound, ...]:
    """Everything else that is wrong, in a fixed order; ``stuck`` tells what waits between processes."""
    return tuple(_unsound(verdict))


def _unsound(verdict: Soundness) -> Iterator[Unsound]:
    told: set[tuple[str, ElementKey]] = set()
    for one in verdict.counter_examples:
        rule = RULE_OF.get(one.property)
        if rule is None or (one.property is Property.DEADLOCK and _is_between(verdict.net, one)):
            continue
        place = (rule, _process(verdict.net, one.elements[0]) or one.elements[0])
        if rule == RULE_OF[Property.SAFE] and place in told:
            continue
        told.add(place)
        yield Unsound(rule, one.elements, one.text, _steps(one), _reason(verdict, one))
    examples = (one for one in verdict.counter_examples if one.property is Property.DEADLOCK)
    behind = Behind(verdict.net, verdict.fired, {key for one in examples for key in one.elements})
    yield from _never_started(verdict, behind)
    yield from _dead(verdict, behind)


def _reason(verdict: Soundness, one: CounterExample) -> tuple[ElementKey, ...]:
    """Where something else is wrong without which this would not be.

    A message that comes too late is not read at the steps that read it; an end is reached twice where the
    case was there twice before.
    """
    if one.property is Property.ORPHAN_MESSAGE:
        return one.elements[1:]
    if one.property is not Property.PROPER_COMPLETION or not _doubles(one.trace):
        return ()
    unsafe = (other for other in verdict.counter_examples if other.property is Property.SAFE)
    return tuple(other.elements[0] for other in unsafe)


def _doubles(trace: Trace) -> bool:
    return any(is_doubled(trace.net, marking) for marking in trace.markings)


def _steps(one: CounterExample) -> tuple[Message, ...]:
    return tuple(step.text for step in one.trace.steps)


def _process(net: Net, element: ElementKey) -> ElementKey | None:
    """The process whose map shows an element that takes part in a step or waits for one."""
    for place in net.places:
        if place.scope is not None and element in (place.target, place.element):
            return net.scopes[place.scope].process
    for one in net.transitions:
        if element in one.elements:
            scopes = (net.places[p].scope for p in (*one.takes, *one.gives))
            scope = next((scope for scope in scopes if scope is not None), None)
            return net.scopes[scope].process if scope is not None else None
    return None


def _is_between(net: Net, one: CounterExample) -> bool:
    return len({_process(net, key) for key in one.elements}) > 1


def _never_started(verdict: Soundness, behind: Behind) -> Iterator[Unsound]:
    for process in verdict.never_started or ():
        told = message(
            "“{process}” never begins, although it is joined to others.", process=verdict.net.name(process)
        )
        starting = (t for t in verdict.net.transitions if t.starts == process)
        yield Unsound(NEVER_STARTED, (process,), told, behind=behind.of(starting))


def _dead(verdict: Soundness, behind: Behind) -> Iterator[Unsound]:
    """One per process that does begin, and per reason: what in it can never be done."""
    silent = set(verdict.never_started or ())
    together: dict[tuple[ElementKey, tuple[ElementKey, ...]], list[ElementKey]] = {}
    for key in verdict.dead_activities or ():
        process = _process(verdict.net, key) or key
        if process not in silent:
            reason = behind.of(t for t in verdict.net.transitions if key in t.performs)
            together.setdefault((process, reason), []).append(key)
    for (_, reason), keys in together.items():
        yield Unsound(DEAD, tuple(keys), _cannot(verdict.net, keys), behind=reason)


def _cannot(net: Net, keys: Iterable[ElementKey]) -> Message:
    names = ", ".join(f"“{net.name(key)}”" for key in keys)
    return message("No case ever comes to {steps}.", steps=names)
