"""Turns what a search found into an example that people can follow on the maps."""

from collections import Counter
from collections.abc import Callable, Sequence

from bpmn.analysis.soundness.blocks import MOST
from bpmn.analysis.soundness.fragments import fragment
from bpmn.analysis.soundness.reduce import Reduced
from bpmn.analysis.soundness.verdict import CounterExample, Property
from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.semantics.net import INSIDE, Net, PlaceKind, Transition
from bpmn.semantics.tokens import Marking, TooManyTokens, enabled, fire, initial, is_final, marked
from bpmn.semantics.trace import Trace

LONG = 150
"""Ways with more steps are not shortened: each try plays the whole way."""

Shows = Callable[[Net, Marking, Transition | None], bool]


def is_doubled(net: Net, marking: Marking, _: Transition | None = None) -> bool:
    """Whether a place of the control flow holds two tokens."""
    return any(n > 1 and net.places[p].kind in INSIDE for p, n in marked(net, marking).items())


def _stands_still(net: Net, marking: Marking, _: Transition | None) -> bool:
    return not is_final(net, marking) and not enabled(net, marking)


def _ends_again(_: Net, __: Marking, last: Transition | None) -> bool:
    return last is not None and last.repeats


SHOWN: dict[Property, Shows] = {
    Property.SAFE: is_doubled,
    Property.DEADLOCK: _stands_still,
    Property.PROPER_COMPLETION: _ends_again,
}
"""Properties that a single marking and the step before it show."""


def lifted(small: Reduced, way: Sequence[int], what: Property) -> Trace:
    """The way in the whole net that a way in the smaller one stands for, without steps that do not matter."""
    net = small.whole
    steps = [net.transitions[index] for label in way for index in small.steps[label].origin]
    return shown(net, steps, what, least=len(way))


def shown(net: Net, steps: list[Transition], what: Property, least: int = 0) -> Trace:
    """The steps up to the first that shows it; if they are more than ``least``, without any needless one."""
    shows = SHOWN.get(what)
    if shows is not None:
        steps = _until(net, steps, shows)
        if len(steps) > least:
            steps = _shortened(net, steps, shows)
    return Trace(net, tuple(steps))


def _until(net: Net, steps: list[Transition], shows: Shows) -> list[Transition]:
    """The steps up to the first that shows it."""
    marking, last = initial(net), None
    for at, step in enumerate(steps):
        if shows(net, marking, last):
            return steps[:at]
        marking, last = fire(net, marking, step), step
    return steps


def _shortened(net: Net, steps: list[Transition], shows: Shows) -> list[Transition]:
    """The steps without any single one that is not needed; very many are left as they are."""
    at = len(steps) - 1 if len(steps) <= LONG else -1
    while at >= 0:
        fewer = steps[:at] + steps[at + 1 :]
        if _still_shows(net, fewer, shows):
            steps = fewer
        at -= 1
    return steps


def _still_shows(net: Net, steps: Sequence[Transition], shows: Shows) -> bool:
    marking = initial(net)
    try:
        for step in steps:
            marking = fire(net, marking, step)
    except (ValueError, TooManyTokens):
        return False
    return shows(net, marking, steps[-1] if steps else None)


# -- what is wrong ---------------------------------------------------------------------------------


def example(
    what: Property, trace: Trace, elements: tuple[ElementKey, ...] = (), name: str = ""
) -> CounterExample:
    """The example with the elements that are wrong and a sentence; ``elements`` and ``name`` where known."""
    if elements:
        told = {
            Property.ORPHAN_MESSAGE: message("“{message}” may never be read.", message=name),
            Property.UNANSWERED: message("“{party}” may ask and never get an answer.", party=name),
        }[what]
        return CounterExample(what, elements, told, trace)
    explain = {
        Property.SAFE: _doubled,
        Property.BOUNDED: _multiplied,
        Property.DEADLOCK: _stuck,
        Property.LIVELOCK: _circling,
        Property.PROPER_COMPLETION: _again,
    }[what]
    wrong, text = explain(trace)
    return CounterExample(what, tuple(dict.fromkeys(wrong)), text, trace)


Explained = tuple[Sequence[ElementKey], Message]


def _takers(net: Net, place: int) -> list[Transition]:
    return [t for t in net.transitions if place in t.takes or any(j.place == place for j in t.joins)]


def _after(net: Net, place: int) -> ElementKey:
    """The element that takes from a place, else what the place stands for."""
    return next((t.element for t in _takers(net, place)), net.places[place].element)


def _doubled(trace: Trace) -> Explained:
    net = trace.net
    counts = marked(net, trace.last)
    place = next(p for p, n in sorted(counts.items()) if n > 1 and net.places[p].kind in INSIDE)
    merge = trace.steps[-1].element
    behind = _after(net, place)
    told = message("One case can reach “{step}” twice at once.", step=net.name(behind))
    return [behind, merge, *fragment(net, merge)], told


def _multiplied(trace: Trace) -> Explained:
    net = trace.net
    counts = marked(net, trace.last)
    place = next(p for p, n in sorted(counts.items()) if n > MOST)
    element = net.places[place].element if net.places[place].scope is None else _after(net, place)
    name = net.places[place].name if net.places[place].scope is None else net.name(element)
    return [element], message("Work multiplies without limit at “{step}”.", step=name)


def _waiting(net: Net, marking: Marking) -> dict[ElementKey, Transition]:
    """The elements that have something and wait for more, with the step that they wait for."""
    counts = marked(net, marking)
    found: dict[ElementKey, Transition] = {}
    for place in sorted(counts):
        if net.places[place].kind in INSIDE:
            for step in _takers(net, place):
                found.setdefault(step.element, step)
    return dict(sorted(found.items()))


def _stuck(trace: Trace) -> Explained:
    net = trace.net
    marking = trace.last
    waiting = _waiting(net, marking)
    if not waiting:
        # Elsewhere, where the way does not lead, something may still begin.
        begins = {p for one in enabled(net, marking) for p in one.takes}
        here = [net.places[p] for p in sorted(marked(net, marking)) if p in net.pending and p not in begins]
        keys = [place.target or place.element for place in here]
        return keys, message("“{step}” waits for something that never comes.", step=net.name(keys[0]))
    names = [f"“{net.name(key)}”" for key in waiting]
    processes = {_process(net, step) for step in waiting.values()}
    if len(waiting) > 1:
        told = message("{steps} wait for ever.", steps=", ".join(names))
        if len(processes) > 1:
            told = message("{steps} of different processes wait for ever.", steps=", ".join(names))
        return list(waiting), told
    key, step = next(iter(waiting.items()))
    counts = Counter(marked(net, marking))
    missing = [net.places[p] for p in step.takes if not counts[p]]
    if any(place.kind in (PlaceKind.MESSAGE, PlaceKind.PARTY, PlaceKind.SIGNAL) for place in missing):
        told = message("“{step}” waits for a message that never comes.", step=net.name(key))
    elif missing:
        told = message("“{step}” waits for a path that is not taken.", step=net.name(key))
    else:
        told = message("“{step}” waits for ever.", step=net.name(key))
    return [key, *fragment(net, key)], told


def _process(net: Net, step: Transition) -> object:
    scopes = [net.places[p].scope for p in (*step.takes, *(j.place for j in step.joins))]
    return next((net.scopes[s].process for s in scopes if s is not None), None)


def _circling(trace: Trace) -> Explained:
    element = trace.steps[-1].element if trace.steps else trace.net.processes[0]
    told = message("From “{step}” on there is no way to an end.", step=trace.net.name(element))
    return [element], told


def _again(trace: Trace) -> Explained:
    element = trace.steps[-1].element
    told = message("One case can reach the end “{event}” twice.", event=trace.net.name(element))
    return [element, *fragment(trace.net, element)], told
