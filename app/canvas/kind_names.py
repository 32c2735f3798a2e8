"""What people call the kinds of elements."""

from app.translate import tr_message
from bpmn.base.message import Message, message

NAMES: dict[str, Message] = {
    "task": message("Step"),
    "userTask": message("Step by a person"),
    "manualTask": message("Step by hand"),
    "serviceTask": message("Step by a program"),
    "sendTask": message("Send"),
    "receiveTask": message("Wait for message"),
    "businessRuleTask": message("Decision by rules"),
    "scriptTask": message("Script"),
    "callActivity": message("Process used elsewhere"),
    "subProcess": message("Sub-process"),
    "adHocSubProcess": message("Steps in any order"),
    "transaction": message("Transaction"),
    "exclusiveGateway": message("Either – or"),
    "parallelGateway": message("Both at once"),
    "inclusiveGateway": message("One or several"),
    "eventBasedGateway": message("What comes first"),
    "complexGateway": message("A rule of its own"),
    "startEvent": message("Start"),
    "intermediateCatchEvent": message("Wait"),
    "intermediateThrowEvent": message("Happens"),
    "boundaryEvent": message("Interrupted"),
    "endEvent": message("End"),
    "dataObjectReference": message("Document"),
    "dataStoreReference": message("Stored data"),
    "participant": message("Company or party"),
    "lane": message("Role"),
    "choreographyTask": message("Exchange"),
    "conversation": message("Conversation"),
    "subConversation": message("Conversation with parts"),
    "textAnnotation": message("Note"),
}
WORDS: dict[str, Message] = {
    "message": message("message"),
    "timer": message("time"),
    "conditional": message("condition"),
    "signal": message("signal"),
    "link": message("link"),
    "error": message("error"),
    "escalation": message("escalation"),
    "compensate": message("undoing"),
    "cancel": message("cancelling"),
    "terminate": message("everything ends"),
    "expanded": message("open"),
    "event": message("by an event"),
    "nonInterrupting": message("meanwhile"),
    "vertical": message("upright"),
}


def kind_name(kind: str) -> str:
    """The name of a kind as ``bpmn.rules.kinds`` writes it, in the user's language."""
    first, *words = kind.split(":")
    name = tr_message(NAMES[first]) if first in NAMES else first
    more = ", ".join(tr_message(WORDS[word]) for word in words if word in WORDS)
    return f"{name} ({more})" if more else name
