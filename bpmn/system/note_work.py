"""What a map says about who works, what is called and what is handed over."""

import re
from collections.abc import Iterable

from bpmn.model import CallActivity, Element, FlowNode, InputOutputSpecification, Lane, Process
from bpmn.system.names import collapsed
from bpmn.system.notes import Notes
from bpmn.system.process_facts import PROCESS_OWNER
from bpmn.system.seen import CallSeen, ItemSeen, LaneSeen, Reference, RefinementSeen, RoleSeen, SelectionSeen
from bpmn.system.stated import called_text
from bpmn.xml import names

SELECTED = re.compile(r"getResource\(\s*(['\"])(.*?)\1")


def note_process(notes: Notes, element: Element, identifier: str) -> None:
    """A process with flow nodes, and what it supports."""
    if not isinstance(element, Process) or not identifier:
        return
    if element.children(FlowNode):
        notes.processes.append(element)
    for target in notes.children(element, "supports"):
        notes.refinements.append(RefinementSeen(identifier, "supports", target))


REFINING = {
    "callConversation": "calledCollaborationRef",
    "callChoreography": "calledChoreographyRef",
    "collaboration": "choreographyRef",
    "process": "definitionalCollaborationRef",
}


def note_refinement(notes: Notes, element: Element, identifier: str) -> None:
    """A conversation, choreography or process that names the collaboration it calls or belongs to."""
    attribute = REFINING.get(element.local_name, "")
    named = [notes.attribute(element, attribute)] if attribute else []
    if element.local_name == "collaboration":
        named = [*notes.children(element, attribute)]
    word = "calls" if attribute.startswith("called") else "is defined in"
    notes.refinements += [
        RefinementSeen(identifier, word, target) for target in named if target is not None and identifier
    ]


def note_call(notes: Notes, element: Element, identifier: str) -> None:
    """A call activity."""
    assert isinstance(element, CallActivity)
    called = notes.reference(element, called_text(element))
    if identifier and called is not None:
        notes.calls.append(CallSeen(identifier, called))


def note_items(notes: Notes, element: Element, _identifier: str) -> None:
    """The data that an activity or process takes in and gives out."""
    assert isinstance(element, InputOutputSpecification)
    holder = element.parent
    if holder is None or not holder.id:
        return
    for is_input, items in ((True, element.data_inputs), (False, element.data_outputs)):
        for item in items:
            if item.id and collapsed(item.name):
                ref = notes.attribute(item, "itemSubjectRef")
                notes.items.append(ItemSeen(item.id, holder.id, is_input, collapsed(item.name), ref))


def note_role(notes: Notes, element: Element, _identifier: str) -> None:
    """A performer or another resource role; the owner of a process only answers for it."""
    name, holder = collapsed(element.node.get("name")), element.parent
    if name.casefold() == PROCESS_OWNER.casefold() or holder is None or not holder.id:
        return
    resource = next(iter(notes.children(element, "resourceRef")), None)
    if resource is not None:
        notes.roles.append(RoleSeen(holder.id, name, resource))


def note_lane(notes: Notes, element: Element, identifier: str) -> None:
    """A lane."""
    process = element.ancestor(Process)
    if isinstance(element, Lane) and identifier and process is not None and process.id:
        stands_for = notes.attribute(element, "partitionElementRef")
        notes.lanes.append(LaneSeen(identifier, process.id, collapsed(element.name), stands_for))


def note_selections(notes: Notes) -> None:
    """The resources that simulation data select (BPSim 2.0, ResourceParameters: Selection)."""
    tags = [f"{{{space}}}ElementParameters" for space in (names.BPSIM, names.BPSIM1)]
    for parameters in notes.document.root.iter(*tags):
        holder = (parameters.get("elementRef") or "").strip().rpartition(":")[2]
        view = notes.document.view(parameters)
        for name in _selected(
            n.get("value") for n in parameters.iterfind(".//{*}Selection/{*}ExpressionParameter")
        ):
            ref = notes.reference(view, name)
            if holder and ref is not None:
                notes.selections.append(SelectionSeen(holder, Reference(name.strip(), ref.uri, ref.local)))


def _selected(expressions: Iterable[str | None]) -> Iterable[str]:
    for text in expressions:
        for match in SELECTED.finditer(text or ""):
            yield match.group(2)
