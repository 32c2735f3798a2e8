"""Says which elements of a map a target does not show, does not run or does not take."""

from bpmn.base.message import message
from bpmn.editing.suites.engines import CAMUNDA7, ZEEBE
from bpmn.editing.suites.notes import Copy, NoteKind
from bpmn.model import BaseElement, Element, FlowNode, Lane, Relationship, SequenceFlow
from bpmn.rules.scopes import process_of
from bpmn.xml import names
from bpmn.xml.source import is_element

PREFIXES = {"camunda": CAMUNDA7, "zeebe": ZEEBE}
"""The prefixes that modelers of engines write themselves."""


def survey(copy: Copy) -> None:
    """Go through all elements and note what the target leaves out; nothing is changed."""
    for element in copy.document.all(BaseElement):
        for kind, hint in copy.target.hidden.items():
            if isinstance(element, kind):
                copy.note(element, NoteKind.HIDDEN, hint)
        for kind, hint in copy.target.ignored.items():
            if isinstance(element, kind):
                copy.note(element, NoteKind.IGNORED, hint)
        for question in copy.target.refused:
            answer = question(element)
            if answer is not None:
                copy.note(element, NoteKind.REFUSED, answer)
        for question in copy.target.drops:
            answer = question(element)
            if answer is not None:
                copy.note(element, NoteKind.IGNORED, answer)
    _open_ends(copy)
    _outside_lanes(copy)
    _extensions(copy)
    _prefixes(copy)


def _open_ends(copy: Copy) -> None:
    kind = NoteKind.REFUSED if copy.target.is_engine else NoteKind.HIDDEN
    for flow in copy.document.all(SequenceFlow):
        if flow.source_ref is None or flow.target_ref is None:
            copy.note(flow, kind, message("The flow has an open end; connect it or delete it."))
        elif process_of(flow.source_ref) != process_of(flow.target_ref):
            copy.note(flow, kind, message("The sequence flow leads into another pool; use a message flow."))


def _outside_lanes(copy: Copy) -> None:
    """Lanes without a shape of their own cannot be placed without moving what is drawn."""
    document = copy.document
    for lane in document.all(Lane):
        if lane.id and not any(r.attribute == "bpmnElement" for r in document.references(lane.id)):
            copy.note(lane, NoteKind.HIDDEN, message("The lane has no shape and is not drawn."))
    for node in document.all(FlowNode):
        if not node.id:
            continue
        if not any(r.attribute == "bpmnElement" for r in document.references(node.id)):
            copy.note(node, NoteKind.HIDDEN, message("It is not drawn: what it lies in shows no content."))


def _extensions(copy: Copy) -> None:
    document = copy.document
    for relationship in document.all(Relationship):
        spaces = {names.split(str(n.tag))[0] for n in relationship.node.iter("*")}
        if spaces & {names.BPSIM, names.BPSIM1}:
            copy.note(
                relationship,
                NoteKind.IGNORED,
                message("The numbers for simulation (BPSim) stay in the file, but play no part there."),
            )
    if any(is_element(n) and str(n.tag).startswith(f"{{{names.WHOLEFLOW}}}") for n in document.root.iter()):
        copy.note(
            _root(copy),
            NoteKind.HIDDEN,
            message("Wholeflow's own data stay in the file, but are not shown there. A clean copy has none."),
        )


def _prefixes(copy: Copy) -> None:
    """Modelers of Camunda write their prefixes themselves and cannot save where these mean something else."""
    if not copy.target.is_engine:
        return
    for prefix, uri in copy.document.scope(copy.document.root).items():
        meant = PREFIXES.get(prefix or "")
        if meant is not None and uri != meant:
            copy.note(
                _root(copy),
                NoteKind.REFUSED,
                message(
                    "The prefix “{prefix}” means {uri} here; its modeler opens, but cannot save it.",
                    prefix=prefix,
                    uri=uri,
                ),
            )


def _root(copy: Copy) -> Element:
    return copy.document.definitions
