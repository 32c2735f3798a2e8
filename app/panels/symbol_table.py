"""The symbols that the palette offers, in the words of people who own processes."""

from typing import NamedTuple

from bpmn.base.message import Message, message

ESSENTIAL, MORE, ALL = 0, 1, 2


class Entry(NamedTuple):
    """A symbol to place: its kind as ``bpmn.rules.kinds`` reads it, its name and when to use it."""

    kind: str
    name: Message
    use: Message
    level: int = ESSENTIAL


class Group(NamedTuple):
    """Symbols that belong together."""

    name: Message
    entries: tuple[Entry, ...]


STEPS = (
    Entry("task", message("Step"), message("Something that is done, by whom is not said")),
    Entry("userTask", message("Step by a person"), message("A person does it with the help of a program")),
    Entry("subProcess:expanded", message("Sub-process"), message("Several steps that belong together")),
    Entry("manualTask", message("Step by hand"), message("A person does it without a program"), MORE),
    Entry("serviceTask", message("Step by a program"), message("A program does it alone"), MORE),
    Entry("sendTask", message("Send"), message("Sends a message and goes on"), MORE),
    Entry("receiveTask", message("Wait for message"), message("Waits until a message arrives"), MORE),
    Entry(
        "callActivity", message("Process used elsewhere"), message("Runs another process, then goes on"), MORE
    ),
    Entry(
        "businessRuleTask", message("Decision by rules"), message("Rules decide, for example a table"), ALL
    ),
    Entry("scriptTask", message("Script"), message("The process engine runs a script"), ALL),
    Entry("transaction:expanded", message("Transaction"), message("All of it happens, or it is undone"), ALL),
    Entry("adHocSubProcess:expanded", message("Steps in any order"), message("People choose the order"), ALL),
    Entry(
        "subProcess:event:expanded",
        message("Event sub-process"),
        message("Runs when something happens meanwhile"),
        ALL,
    ),
)
EVENTS = (
    Entry("startEvent", message("Start"), message("Where a case begins")),
    Entry("endEvent", message("End"), message("Where a case ends, with which result")),
    Entry(
        "intermediateCatchEvent:timer", message("Wait for time"), message("Goes on after a time or on a date")
    ),
    Entry("startEvent:message", message("Start by message"), message("A message begins a case"), MORE),
    Entry("startEvent:timer", message("Start by time"), message("A clock begins a case"), MORE),
    Entry(
        "intermediateCatchEvent:message",
        message("Message arrives"),
        message("Waits until a message arrives"),
        MORE,
    ),
    Entry(
        "intermediateThrowEvent:message",
        message("Message leaves"),
        message("Sends a message and goes on"),
        MORE,
    ),
    Entry("endEvent:message", message("End with message"), message("Ends and tells somebody"), MORE),
    Entry(
        "endEvent:error", message("Goes wrong with"), message("Ends with an error that the caller sees"), MORE
    ),
    Entry("endEvent:terminate", message("Is cancelled"), message("Ends everything at once"), MORE),
    Entry(
        "startEvent:signal", message("Start by signal"), message("A signal to everybody begins a case"), ALL
    ),
    Entry(
        "startEvent:conditional",
        message("Start by condition"),
        message("Begins when a condition becomes true"),
        ALL,
    ),
    Entry(
        "intermediateCatchEvent:signal",
        message("Wait for signal"),
        message("Waits for a signal to everybody"),
        ALL,
    ),
    Entry("intermediateThrowEvent:signal", message("Signal"), message("Tells everybody and goes on"), ALL),
    Entry(
        "intermediateCatchEvent:conditional",
        message("Wait for condition"),
        message("Waits until a condition is true"),
        ALL,
    ),
    Entry(
        "intermediateCatchEvent:link",
        message("Continued from"),
        message("The flow comes from another place of this map"),
        ALL,
    ),
    Entry(
        "intermediateThrowEvent:link",
        message("Continued at"),
        message("The flow goes on at another place of this map"),
        ALL,
    ),
    Entry(
        "intermediateThrowEvent:escalation",
        message("Escalation"),
        message("Tells a higher level and goes on"),
        ALL,
    ),
    Entry(
        "intermediateThrowEvent:compensate",
        message("Undo work"),
        message("Takes back what has been done"),
        ALL,
    ),
    Entry("intermediateThrowEvent", message("Milestone"), message("Something has been reached"), ALL),
    Entry("endEvent:signal", message("End with signal"), message("Ends and tells everybody"), ALL),
    Entry(
        "endEvent:escalation", message("End with escalation"), message("Ends and tells a higher level"), ALL
    ),
    Entry(
        "endEvent:compensate", message("End and undo work"), message("Ends and takes back what was done"), ALL
    ),
    Entry(
        "endEvent:cancel", message("Cancel transaction"), message("Ends a transaction that is undone"), ALL
    ),
)
DECISIONS = (
    Entry("exclusiveGateway", message("Either – or"), message("Exactly one way is taken")),
    Entry("parallelGateway", message("Both at once"), message("All ways at the same time")),
    Entry("inclusiveGateway", message("One or several"), message("Every way whose condition holds"), MORE),
    Entry("eventBasedGateway", message("What comes first"), message("The first event decides"), MORE),
    Entry("complexGateway", message("Complex decision"), message("A rule of its own decides"), ALL),
)
WHO = (
    Entry("participant", message("Company or party"), message("Who takes part, with a process inside")),
    Entry("lane", message("Role"), message("Who does the steps in a company")),
    Entry(
        "participant:blackBox", message("Other party"), message("A party whose process is not shown"), MORE
    ),
    Entry(
        "participant:vertical",
        message("Upright party"),
        message("A company or party whose process runs from top to bottom"),
        MORE,
    ),
    Entry(
        "choreographyTask",
        message("Exchange"),
        message("What two parties say to each other; in maps of exchanges alone"),
        ALL,
    ),
    Entry("conversation", message("Conversation"), message("All that parties talk about one matter"), ALL),
    Entry(
        "subConversation",
        message("Conversation with parts"),
        message("A conversation that is shown in detail elsewhere"),
        ALL,
    ),
)
OTHERS = (
    Entry("dataObjectReference", message("Document"), message("What steps read and write")),
    Entry("textAnnotation", message("Note"), message("A remark for the reader")),
    Entry(
        "dataStoreReference",
        message("Stored data"),
        message("Data that outlives a case: a list, a program"),
        MORE,
    ),
    Entry("group", message("Group"), message("A frame around things, without effect"), MORE),
    Entry("dataInput", message("Input"), message("What the process needs from outside"), ALL),
    Entry("dataOutput", message("Output"), message("What the process hands out"), ALL),
)
GROUPS = (
    Group(message("Steps"), STEPS),
    Group(message("Start and end"), EVENTS),
    Group(message("Decisions"), DECISIONS),
    Group(message("Who"), WHO),
    Group(message("More"), OTHERS),
)
LEVELS = (message("Essentials"), message("More symbols"), message("All of BPMN"))
"""What a person sees of the palette: each level adds to the one before."""


def kind_name(kind: str) -> Message | None:
    """What people call a kind; None for one the palette does not offer."""
    return next((e.name for g in GROUPS for e in g.entries if e.kind == kind), None)
