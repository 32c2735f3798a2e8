"""Small systems for the tests of numbers: maps in memory, links by hand."""

from dataclasses import dataclass, field
from itertools import pairwise

from bpmn.base.finding import ElementKey
from bpmn.model.document import Document
from bpmn.system.facts import Facts

HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xmlns:bpsim="http://www.bpsim.org/schemas/2.0" id="Defs" targetNamespace="urn:d">'
)


@dataclass(frozen=True)
class Link:
    source: ElementKey
    target: ElementKey
    kind: str = "trigger"


@dataclass(frozen=True)
class Party:
    name: str
    role: str
    elements: tuple[ElementKey, ...] = ()


@dataclass(frozen=True)
class Links:
    links: tuple[Link, ...] = ()
    parties: tuple[Party, ...] = ()


@dataclass
class Maps:
    documents: dict[str, Document]
    facts: Facts = field(default_factory=Facts)

    @property
    def files(self):
        return list(self.documents)

    def document(self, file):
        return self.documents[file]


def maps(facts=None, **texts):
    """A system of maps: name=XML of what stands in definitions."""
    documents = {f"{name}.bpmn": document(text, f"{name}.bpmn") for name, text in texts.items()}
    return Maps(documents, facts or Facts())


def document(text, name="a.bpmn"):
    return Document.parse(f"{HEAD}{text}</definitions>".encode(), name)


def flow(*names, extra=""):
    """A process of tasks one after the other between Start and End; extra is put into it."""
    nodes = ["Start", *names, "End"]
    tasks = "".join(f'<task id="{n}" name="{n}"/>' for n in names)
    flows = "".join(
        f'<sequenceFlow id="{a}-{b}" sourceRef="{a}" targetRef="{b}"/>' for a, b in pairwise(nodes)
    )
    return f'<process id="P" name="P"><startEvent id="Start"/>{tasks}<endEvent id="End"/>{flows}{extra}</process>'


def resource(*names):
    return "".join(f'<resource id="{n}" name="{n}"/>' for n in names)


def bpsim(*parameters, unit="hour", more=""):
    """A base scenario with these ElementParameters; more are further scenarios."""
    return (
        '<relationship type="BPSimData"><extensionElements><bpsim:BPSimData>'
        f'<bpsim:Scenario id="S" name="Base"><bpsim:ScenarioParameters baseTimeUnit="{unit}"/>'
        f"{''.join(parameters)}</bpsim:Scenario>{more}"
        "</bpsim:BPSimData></extensionElements><source>Defs</source><target>Defs</target></relationship>"
    )


def element(identifier, inner):
    return f'<bpsim:ElementParameters elementRef="{identifier}">{inner}</bpsim:ElementParameters>'


def exp(mean):
    return f'<bpsim:NegativeExponentialDistribution mean="{mean}"/>'


def const(value):
    return f'<bpsim:FloatingParameter value="{value}"/>'


def arrival(mean, at="Start", law=exp):
    inner = f"<bpsim:InterTriggerTimer>{law(mean)}</bpsim:InterTriggerTimer>"
    return element(at, f"<bpsim:ControlParameters>{inner}</bpsim:ControlParameters>")


def work(identifier, mean, team="", law=exp, priority=None):
    """Processing time of a task and, with a team, its selection."""
    inner = f"<bpsim:TimeParameters><bpsim:ProcessingTime>{law(mean)}</bpsim:ProcessingTime></bpsim:TimeParameters>"
    if team:
        value = f"bpsim:getResource('{team}',1)"
        inner += (
            "<bpsim:ResourceParameters><bpsim:Selection>"
            f'<bpsim:ExpressionParameter value="{value}"/></bpsim:Selection></bpsim:ResourceParameters>'
        )
    if priority is not None:
        inner += (
            "<bpsim:PriorityParameters><bpsim:Priority>"
            f"{const(priority)}</bpsim:Priority></bpsim:PriorityParameters>"
        )
    return element(identifier, inner)


def staff(identifier, quantity, cost=None):
    inner = f"<bpsim:ResourceParameters><bpsim:Quantity>{const(quantity)}</bpsim:Quantity></bpsim:ResourceParameters>"
    if cost is not None:
        inner += (
            f"<bpsim:CostParameters><bpsim:UnitCost>{const(cost)}</bpsim:UnitCost></bpsim:CostParameters>"
        )
    return element(identifier, inner)


def share(identifier, probability):
    inner = f"<bpsim:Probability>{const(probability)}</bpsim:Probability>"
    return element(identifier, f"<bpsim:ControlParameters>{inner}</bpsim:ControlParameters>")
