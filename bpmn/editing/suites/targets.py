"""THE table of suites that maps can be exported for."""

from collections.abc import Mapping

from bpmn.base.message import Message, message
from bpmn.editing.suites import engines
from bpmn.editing.suites.notes import Target
from bpmn.model import (
    AdHocSubProcess,
    Artifact,
    CancelEventDefinition,
    Choreography,
    ChoreographyActivity,
    ComplexGateway,
    ConditionalEventDefinition,
    ConversationLink,
    ConversationNode,
    DataAssociation,
    DataObject,
    DataObjectReference,
    DataStoreReference,
    Element,
    GlobalTask,
    Lane,
    ManualTask,
    MessageFlow,
    StandardLoopCharacteristics,
    Transaction,
)

CHOREOGRAPHY: Mapping[type[Element], Message] = {
    Choreography: message("Choreographies are not shown."),
    ChoreographyActivity: message("Steps of choreographies are not shown."),
    ConversationNode: message("Conversations are not shown."),
    ConversationLink: message("Links of conversations are not shown."),
}
NOT_RUN: Mapping[type[Element], Message] = {
    ComplexGateway: message("The engine does not know complex gateways."),
    StandardLoopCharacteristics: message(
        "The engine does not repeat by loop; use several instances or a gateway."
    ),
    DataObject: message("Data objects are a picture only; the engine uses variables."),
    DataObjectReference: message("Data objects are a picture only; the engine uses variables."),
    DataStoreReference: message("Data stores are a picture only."),
    DataAssociation: message("Data associations are a picture only; map variables instead."),
    MessageFlow: message("Message flows are a picture only; events and tasks send and receive."),
    Lane: message("Lanes are a picture only; they assign no one."),
    ManualTask: message("Manual tasks are passed at once."),
    GlobalTask: message("The engine does not know global tasks."),
}
QUESTIONS = (
    engines.no_start,
    engines.no_time,
    engines.no_reference,
    engines.no_called_element,
    engines.no_condition,
)

TARGETS: Mapping[str, Target] = {
    "bpmn.io": Target("bpmn.io (bpmn-js)", draws_once=True, hidden=CHOREOGRAPHY),
    "camunda7": Target(
        "Camunda Platform 7",
        is_engine=True,
        draws_once=True,
        platform="Camunda Platform",
        hidden=CHOREOGRAPHY,
        ignored={
            **NOT_RUN,
            AdHocSubProcess: message("The engine does not know ad-hoc sub-processes."),
        },
        refused=(*QUESTIONS, engines.no_work7),
        drops=(
            engines.too_many_triggers,
            engines.starts_by_gateway,
            engines.is_black_box,
            engines.other_engine(engines.ZEEBE),
        ),
    ),
    "camunda8": Target(
        "Camunda 8",
        is_engine=True,
        draws_once=True,
        platform="Camunda Cloud",
        hidden=CHOREOGRAPHY,
        ignored={
            **NOT_RUN,
            Transaction: message("Transactions run in no version or in new ones only; check yours."),
            CancelEventDefinition: message(
                "Cancel events run in no version or in new ones only; check yours."
            ),
            ConditionalEventDefinition: message("Conditional events run in new versions only; check yours."),
            AdHocSubProcess: message("Ad-hoc sub-processes run from version 8.7 on."),
        },
        refused=(*QUESTIONS, engines.no_work8),
        drops=(
            engines.too_many_triggers,
            engines.starts_by_gateway,
            engines.is_black_box,
            engines.other_engine(engines.CAMUNDA7),
        ),
    ),
    "signavio": Target("SAP Signavio Process Manager"),
    "generic": Target(
        "any BPMN 2.0 suite",
        hidden={
            Choreography: message("Many suites refuse choreographies."),
            ChoreographyActivity: message("Many suites refuse choreographies."),
            ConversationNode: message("Many suites refuse conversations."),
            ConversationLink: message("Many suites refuse conversations."),
            ComplexGateway: message("Some suites have no complex gateways."),
            Artifact: message("Some suites have no groups, notes or associations."),
            GlobalTask: message("Some suites have no global tasks."),
        },
    ),
}
"""The suites by the word that names them on the command line."""
