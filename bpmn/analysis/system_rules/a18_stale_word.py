"""A18: what people said about the system no longer fits the maps, or a call no longer fits what it calls."""

from collections.abc import Iterable, Iterator

from bpmn.analysis.context import SENT, Context
from bpmn.analysis.rule import Fault, Rule
from bpmn.base.finding import ElementKey, Severity
from bpmn.base.fix import FixKind, fix
from bpmn.base.message import message
from bpmn.model import CallActivity, Element, FlowNode, InputOutputSpecification
from bpmn.system.facts import Decision
from bpmn.system.link import Kind
from bpmn.system.names import normalised


def check(context: Context) -> Iterable[Fault]:
    """One fault per confirmed link whose ends no longer send or await, and per call with other data."""
    yield from _links(context)
    yield from _calls(context)


def _links(context: Context) -> Iterator[Fault]:
    for fact in context.system.facts.links:
        if fact.decision is not Decision.CONFIRMED or fact.kind not in SENT:
            continue
        ends = ((fact.source, True), (fact.target, False))
        stale = [key for key, sends in ends if _does_not(context, key, sends=sends)]
        if stale and all(context.maps.kind(key) is not None for key, _ in ends):
            told = message(
                "A person joined “{one}” and “{other}”, but “{changed}” no longer exchanges a message.",
                one=context.name(fact.source),
                other=context.name(fact.target),
                changed=context.name(stale[0]),
            )
            forget = fix(
                FixKind.REJECT_LINK,
                fact.source,
                fact.target,
                kind=fact.kind,
                label=message("Not joined any more"),
            )
            yield Fault((fact.source, fact.target), told, actions=(forget,))


def _does_not(context: Context, key: ElementKey, *, sends: bool) -> bool:
    """Whether a step neither sends (awaits) by its type nor by a message flow at it."""
    if not context.maps.is_a(key, FlowNode):
        return False
    seen = context.maps.of(key.file)
    if any(one.node == key.element and one.sends == sends for one in seen.exchanges):
        return False
    drawn = (flow.source if sends else flow.target for flow in seen.flows)
    return not any(end is not None and end.local == key.element for end in drawn)


def _calls(context: Context) -> Iterator[Fault]:
    for link in context.of_kind([Kind.CALL]):
        if not context.maps.detail(link.source).has_data:
            continue
        caller, called = context.element(link.source), context.element(link.target)
        if not isinstance(caller, CallActivity) or called is None:
            continue
        ours, theirs = _data(caller), _data(called)
        if ours is not None and theirs is not None and ours != theirs:
            told = message(
                "“{caller}” hands other data over than “{called}” takes and gives: {names}.",
                caller=context.name(link.source),
                called=context.name(link.target),
                names=", ".join(sorted(f"“{name}”" for _, name in ours ^ theirs)),
            )
            yield Fault((link.source, link.target), told, links=(link,))


def _data(element: Element) -> frozenset[tuple[bool, str]] | None:
    """The named data that go in (True) and come out of a step or process; None where it is not said."""
    found = next(iter(element.children(InputOutputSpecification)), None)
    if found is None:
        return None
    named = [(True, data.name) for data in found.data_inputs] + [
        (False, data.name) for data in found.data_outputs
    ]
    return frozenset((goes_in, normalised(name)) for goes_in, name in named if name)


RULE = Rule(
    "A18",
    Severity.WARNING,
    message("Agreement that no longer fits"),
    message("One side has changed and the other still counts on what it was: the hand-over fails quietly."),
    message("Look at both maps again and confirm what holds now."),
    check,
    needs_folder=True,
)
