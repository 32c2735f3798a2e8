"""A small system of two maps with known numbers: Sales takes an order, Works makes the goods.

Orders come once an hour at random; taking one takes 0.4 h, making 0.5 h on average, both at random, by
one person each. So a customer waits 2/3 h + 1 h (two queues M/M/1 in a row). In the scenario "Faster"
Sales needs 0.2 h: 1/4 h + 1 h.
"""

from pathlib import Path

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPSIM = "http://www.bpsim.org/schemas/2.0"

HEAD = '<definitions xmlns="{model}" xmlns:bpsim="{bpsim}" id="d_{id}" targetNamespace="urn:{id}">'
BODY = """
  <resource id="{id}_team" name="{team}"/>
  <message id="in" name="{received}"/><message id="out" name="{sent}"/>
  <collaboration id="c">
    <participant id="pool" name="{name}" processRef="{id}"/>
    <participant id="before" name="{before}"/><participant id="after" name="{after}"/>
    <messageFlow id="m1" name="{received}" messageRef="in" sourceRef="before" targetRef="{id}_start"/>
    <messageFlow id="m2" name="{sent}" messageRef="out" sourceRef="{id}_end" targetRef="after"/>
  </collaboration>
  <process id="{id}" name="{name}">
    <startEvent id="{id}_start" name="{received} received"><messageEventDefinition messageRef="in"/></startEvent>
    <task id="{id}_task" name="{task}"><performer id="{id}_perf"><resourceRef>{id}_team</resourceRef></performer></task>
    <endEvent id="{id}_end" name="{sent} sent"><messageEventDefinition messageRef="out"/></endEvent>
    <sequenceFlow id="f1" sourceRef="{id}_start" targetRef="{id}_task"/>
    <sequenceFlow id="f2" sourceRef="{id}_task" targetRef="{id}_end"/>
  </process>
"""
SCENARIOS = """  <relationship type="BPSimData"><extensionElements><bpsim:BPSimData>
    <bpsim:Scenario id="s" name="Base"><bpsim:ScenarioParameters baseTimeUnit="hour"/>
      <bpsim:ElementParameters elementRef="{id}_team"><bpsim:ResourceParameters><bpsim:Quantity>
        <bpsim:NumericParameter value="1"/></bpsim:Quantity></bpsim:ResourceParameters></bpsim:ElementParameters>
{arrivals}{work}    </bpsim:Scenario>
{faster}  </bpsim:BPSimData></extensionElements><source>d_{id}</source><target>d_{id}</target></relationship>
</definitions>
"""
ARRIVALS = """      <bpsim:ElementParameters elementRef="{id}_start"><bpsim:ControlParameters><bpsim:InterTriggerTimer>
        <bpsim:NegativeExponentialDistribution mean="1" timeUnit="hour"/></bpsim:InterTriggerTimer>
      </bpsim:ControlParameters></bpsim:ElementParameters>
"""
WORK = """      <bpsim:ElementParameters elementRef="{id}_task"><bpsim:TimeParameters><bpsim:ProcessingTime>
        <bpsim:NegativeExponentialDistribution mean="{mean}" timeUnit="hour"/></bpsim:ProcessingTime>
      </bpsim:TimeParameters></bpsim:ElementParameters>
"""
FASTER = """    <bpsim:Scenario id="s2" name="Faster" inherits="s"><bpsim:ScenarioParameters baseTimeUnit="hour"/>
{work}    </bpsim:Scenario>
"""

SALES = {
    "id": "sales",
    "name": "Sales",
    "team": "Clerk",
    "task": "Take order",
    "before": "Customer",
    "received": "Purchase order",
    "after": "Works",
    "sent": "Production order",
}
WORKS = {
    "id": "works",
    "name": "Works",
    "team": "Maker",
    "task": "Make goods",
    "before": "Sales",
    "received": "Production order",
    "after": "Customer",
    "sent": "Finished goods",
}


def write_shop(folder: Path) -> Path:
    """Write the two maps into a new folder and return it."""
    folder.mkdir()
    faster = FASTER.format(work=WORK.format(id="sales", mean=0.2))
    arrivals = ARRIVALS.format(id="sales")
    (folder / "sales.bpmn").write_text(_map(SALES, 0.4, arrivals, faster), encoding="utf-8")
    (folder / "works.bpmn").write_text(_map(WORKS, 0.5, "", ""), encoding="utf-8")
    return folder


def _map(words: dict[str, str], mean: float, arrivals: str, faster: str) -> str:
    work = WORK.format(id=words["id"], mean=mean)
    numbers = SCENARIOS.format(id=words["id"], arrivals=arrivals, work=work, faster=faster)
    return HEAD.format(model=MODEL, bpsim=BPSIM, id=words["id"]) + BODY.format(**words) + numbers
