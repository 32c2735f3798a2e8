"""What a map says about single steps, events and processes that checks ask for again and again."""

from bpmn.model import (
    Activity,
    BaseElement,
    CatchEvent,
    Element,
    InputOutputSpecification,
    LoopCharacteristics,
    Process,
    SequenceFlow,
    ThrowEvent,
)
from bpmn.system.note_exchange import is_instantiating
from bpmn.system.notes import Notes
from bpmn.system.process_facts import facts_of, objective_of, owner_of
from bpmn.system.seen import Detail

PLAIN = Detail()


def note_detail(notes: Notes, element: Element, identifier: str) -> None:
    """A step, an event, a pool or a process; nothing is kept of one about which nothing is said."""
    if not identifier or not isinstance(element, BaseElement):
        return
    process = element if isinstance(element, Process) else None
    detail = Detail(
        tuple(type(d) for d in element.definitions) if isinstance(element, CatchEvent | ThrowEvent) else (),
        is_instantiating(element),
        loop_around(element) is not None,
        bool(element.children(InputOutputSpecification)),
        facts_of(element),
        owner_of(process) if process is not None else "",
        objective_of(process) if process is not None else "",
    )
    if detail != PLAIN:
        notes.details[identifier] = detail


def note_crossing(notes: Notes, element: Element, _identifier: str) -> None:
    """A sequence flow from one process to another, which BPMN does not know."""
    assert isinstance(element, SequenceFlow)
    source, target = element.source_ref, element.target_ref
    if source is None or target is None or source.node.getparent() is target.node.getparent():
        return
    if source.ancestor(Process) != target.ancestor(Process):
        notes.crossing.append((element.id or "", source.id or "", target.id or ""))


def loop_around(element: Element | None) -> Element | None:
    """The step itself or the sub-process around it that is done several times; None if none is."""
    while element is not None:
        if isinstance(element, Activity) and isinstance(element.loop_characteristics, LoopCharacteristics):
            return element
        element = element.parent
    return None
