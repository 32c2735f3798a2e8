"""Looks through one map, once, for everything that may join it with others."""

import posixpath
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import PurePosixPath
from urllib.parse import unquote

from bpmn.model import (
    CallActivity,
    CallChoreography,
    CallConversation,
    Collaboration,
    CorrelationProperty,
    DataInputAssociation,
    DataOutputAssociation,
    DataStore,
    Element,
    Error,
    Escalation,
    FlowNode,
    InputOutputSpecification,
    ItemDefinition,
    Lane,
    Message,
    MessageFlow,
    Participant,
    PartnerEntity,
    PartnerRole,
    Process,
    Resource,
    ResourceRole,
    SequenceFlow,
    Signal,
)
from bpmn.model.document import Document
from bpmn.model.graph import process_graph
from bpmn.model.registry import CLASSES, view_class
from bpmn.system import note_details, note_exchange, note_work
from bpmn.system.names import collapsed, normalised
from bpmn.system.notes import Notes
from bpmn.system.seen import FileSurvey, ImportSeen
from bpmn.xml import names

MODEL = f"{{{names.MODEL}}}"
NUMBERS = (f"{{{names.BPSIM}}}", f"{{{names.BPSIM1}}}")
LANDSCAPE = f"{{{names.WHOLEFLOW}}}landscape"
"""The attribute of a map that is a landscape of others."""

Note = Callable[[Notes, Element, str], None]
NOTES: tuple[tuple[type[Element] | tuple[type[Element], ...], Note], ...] = (
    (Process, note_work.note_process),
    (Participant, note_exchange.note_pool),
    (MessageFlow, note_exchange.note_flow),
    (
        (Message, Signal, DataStore, Error, Escalation, Resource, ItemDefinition),
        note_exchange.note_definition,
    ),
    (FlowNode, note_exchange.note_node),
    (CallActivity, note_work.note_call),
    (DataOutputAssociation, note_exchange.note_writing),
    (DataInputAssociation, note_exchange.note_reading),
    ((PartnerRole, PartnerEntity), note_exchange.note_partner),
    (CorrelationProperty, note_exchange.note_correlation),
    (InputOutputSpecification, note_work.note_items),
    (ResourceRole, note_work.note_role),
    (Lane, note_work.note_lane),
    ((FlowNode, Process, Participant), note_details.note_detail),
    (SequenceFlow, note_details.note_crossing),
    ((Process, Collaboration, CallConversation, CallChoreography), note_work.note_refinement),
)
"""What is noted of each class; a subclass is noted like its base too."""


def _noted(document: Document) -> Notes:
    """Everything in a map that links are made of."""
    notes = Notes(document)
    is_landscape = document.root.get(LANDSCAPE) is not None
    for node in () if is_landscape else document.root.iter("{*}*"):
        if not str(node.tag).startswith(MODEL):
            notes.learn(node.get("id"), view_class(str(node.tag)), node.get("name"))
            notes.is_timed = notes.is_timed or str(node.tag).startswith(NUMBERS)
            continue
        element = document.view(node)
        identifier = notes.enter(element)
        for note in _notes_of(type(element).__name__):
            note(notes, element, identifier)
    note_work.note_selections(notes)
    return notes


def survey_file(file: str, document: Document) -> FileSurvey:
    """What a map holds that links are made of; ``file`` is its path in the system.

    A landscape that Wholeflow wrote says nothing that its maps do not say, so it holds nothing.
    """
    notes = _noted(document)
    return FileSurvey(
        file=file,
        namespace=document.definitions.target_namespace or "",
        title=_title(file, document),
        imports=tuple(_imports(file, document)),
        kinds=notes.kinds,
        names=notes.names,
        processes=tuple(process_graph(p) for p in notes.processes),
        pools=tuple(notes.pools),
        flows=tuple(notes.flows),
        exchanges=tuple(notes.exchanges),
        messages={one.node: one.message for one in notes.exchanges if one.message is not None},
        starting=frozenset(notes.starting),
        definitions=notes.definitions,
        signals=tuple(notes.signals),
        stores=tuple(dict.fromkeys(notes.stores)),
        calls=tuple(notes.calls),
        jumps=tuple(notes.jumps),
        partners=tuple(notes.partners),
        faults=tuple(notes.faults),
        items=tuple(notes.items),
        roles=tuple(notes.roles),
        lanes=tuple(notes.lanes),
        selections=tuple(notes.selections),
        refinements=tuple(notes.refinements),
        correlations=tuple(notes.correlations),
        stated=tuple(notes.stated),
        details=notes.details,
        crossing=tuple(notes.crossing),
        is_timed=notes.is_timed,
    )


@cache
def _notes_of(kind: str) -> tuple[Note, ...]:
    return tuple(note for wanted, note in NOTES if issubclass(CLASSES[kind], wanted))


def _title(file: str, document: Document) -> str:
    """What to call a process that has no name."""
    name = PurePosixPath(file).name.split(".")[0]
    return collapsed(document.definitions.name) or " ".join(normalised(name).split()).capitalize() or file


def _imports(file: str, document: Document) -> Iterator[ImportSeen]:
    """The maps that a map imports; what is not said to be BPMN is left out."""
    folder = posixpath.dirname(file)
    for one in document.definitions.imports:
        if one.import_type in (None, "", names.MODEL):
            place = unquote((one.location or "").replace("\\", "/"))
            path = posixpath.normpath(posixpath.join(folder, place))
            yield ImportSeen(one.import_type or "", one.namespace or "", path)
