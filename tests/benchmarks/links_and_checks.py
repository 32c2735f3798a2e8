"""How long links and structural checks of a big folder take: cold, and after one map changed.

Run with ``python -m tests.benchmarks.links_and_checks [--files MAPS] [--memory]``. With ``--memory`` the folder is
looked at as the window does, twice, the second time with one map changed, and the most memory that took is told.
Maps have 60 flow elements in the median
(a third as many to three times as many), a drawing, a pool, lanes, black boxes of neighbours, messages both
ways, calls, signals, data stores and performers.
"""

import argparse
import pickle
import random
import re
import resource
import statistics
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from bpmn.analysis.check import CheckCache, examine
from bpmn.analysis.context import Context
from bpmn.model.document import Document
from bpmn.report.overview import overview
from bpmn.system.facts import Facts
from bpmn.system.links import find_links, survey
from bpmn.system.surveys import SurveyCache
from bpmn.system.system import System
from bpmn.xml import names

MAPS = 200
MEDIAN = 60
HEAD = (
    f'<bpmn:definitions xmlns:bpmn="{names.MODEL}" xmlns:bpmndi="{names.BPMNDI}" xmlns:dc="{names.DC}" '
    f'xmlns:di="{names.DI}" id="Definitions" targetNamespace="http://bpmn.io/schema/bpmn">'
)


def a_map(number: int, maps: int) -> str:
    """One map: it starts by a message from the map before, tells the next one and calls another."""
    chance = random.Random(number)
    steps = max(6, round(MEDIAN * chance.lognormvariate(0, 0.45) / 2))
    following, called = (number + 1) % maps, (number * 7 + 3) % maps
    nodes = [
        f'<bpmn:startEvent id="start" name="Order {number}"><bpmn:messageEventDefinition/></bpmn:startEvent>',
        *(_step(number, at, called, chance) for at in range(steps - 2)),
        f'<bpmn:endEvent id="end" name="Order {following}"><bpmn:messageEventDefinition/></bpmn:endEvent>',
    ]
    ids = ["start", *(f"step{at}" for at in range(steps - 2)), "end"]
    flows = "".join(
        f'<bpmn:sequenceFlow id="flow{at}" sourceRef="{a}" targetRef="{b}"/>'
        for at, (a, b) in enumerate(pairwise(ids))
    )
    half = len(ids) // 2
    lanes = "".join(
        f'<bpmn:lane id="lane{at}" name="{name}">'
        + "".join(f"<bpmn:flowNodeRef>{i}</bpmn:flowNodeRef>" for i in part)
        + "</bpmn:lane>"
        for at, (name, part) in enumerate((("Sales", ids[:half]), (f"Team {number % 9}", ids[half:])))
    )
    store = f'<bpmn:dataStoreReference id="store" name="Ledger of area {number % 20}"/>'
    pools = (
        f'<bpmn:participant id="own" name="Area {number}" processRef="process{number}"/>'
        f'<bpmn:participant id="before" name="Area {(number - 1) % maps}"/>'
        f'<bpmn:participant id="after" name="Area {following}"/>'
        '<bpmn:messageFlow id="in" sourceRef="before" targetRef="start"/>'
        '<bpmn:messageFlow id="out" sourceRef="end" targetRef="after"/>'
    )
    return (
        f'{HEAD}<bpmn:resource id="clerk" name="Clerk of area {number % 30}"/>'
        f'<bpmn:collaboration id="collaboration">{pools}</bpmn:collaboration>'
        f'<bpmn:process id="process{number}" name="Work in area {number}"><bpmn:laneSet id="lanes">{lanes}'
        f"</bpmn:laneSet>{''.join(nodes)}{store}{flows}</bpmn:process>{_drawing(ids, steps)}</bpmn:definitions>"
    )


def _step(number: int, at: int, called: int, chance: random.Random) -> str:
    name = f'id="step{at}" name="Work on part {at} of {number}"'
    performer = "<bpmn:performer><bpmn:resourceRef>clerk</bpmn:resourceRef></bpmn:performer>"
    kind = chance.randrange(12)
    if kind == 0:
        return f'<bpmn:callActivity {name} calledElement="process{called}"/>'
    if kind == 1:
        return (
            f"<bpmn:intermediateThrowEvent {name}><bpmn:signalEventDefinition/></bpmn:intermediateThrowEvent>"
        )
    if kind == 2:
        return (
            f'<bpmn:userTask {name}><bpmn:dataOutputAssociation id="a{at}"><bpmn:targetRef>store</bpmn:targetRef>'
            f"</bpmn:dataOutputAssociation></bpmn:userTask>"
        )
    if kind == 3:
        return f'<bpmn:exclusiveGateway id="step{at}"/>'
    return f"<bpmn:userTask {name}>{performer}</bpmn:userTask>"


def _drawing(ids: list[str], steps: int) -> str:
    shapes = "".join(
        f'<bpmndi:BPMNShape id="{i}_di" bpmnElement="{i}"><dc:Bounds x="{100 + 150 * at}" y="80" width="100" '
        'height="80"/></bpmndi:BPMNShape>'
        for at, i in enumerate(ids)
    )
    edges = "".join(
        f'<bpmndi:BPMNEdge id="flow{at}_di" bpmnElement="flow{at}"><di:waypoint x="{200 + 150 * at}" y="120"/>'
        f'<di:waypoint x="{250 + 150 * at}" y="120"/></bpmndi:BPMNEdge>'
        for at in range(steps - 1)
    )
    return (
        '<bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="collaboration">'
        f"{shapes}{edges}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"
    )


def stages(
    system: System, cache: SurveyCache, checked: CheckCache | None = None
) -> tuple[list[float], str, CheckCache]:
    """Processor seconds until the maps are surveyed, joined and checked, and what came of it."""
    times = [time.process_time()]
    seen = survey(system, cache)
    times.append(time.process_time())
    links = find_links(system, seen)
    times.append(time.process_time())
    examined = examine(Context(system, links, seen), cache=checked)
    times.append(time.process_time())
    told = f"{len(links.links)} links, {len(links.open)} questions, {len(examined.findings)} findings"
    return [at - times[0] for at in times[1:]], told, examined.cache


def said(what: str, times: list[float]) -> str:
    """The seconds of the stages in words."""
    surveyed, joined, checked = times
    return f"{what}: surveys {surveyed:.3f} s, with links {joined:.3f} s, with checks {checked:.3f} s"


def main(maps: int) -> None:
    """Make a folder of maps in a temporary place and measure the time of one processor."""
    texts = {f"area{number:04}.bpmn": a_map(number, maps) for number in range(maps)}
    sizes = [2 * text.count("<bpmn:sequenceFlow") + 1 for text in texts.values()]
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), texts)
        start = time.process_time()
        system = System.open(Path(folder))
        opened = time.process_time() - start
    cache = SurveyCache()
    cold, told, checked = stages(system, cache)
    print(f"{maps} maps, {statistics.median(sizes):.0f} flow elements in the median, {told}")
    print(f"reading: {opened:.3f} s")
    print(said("cold", cold))
    name = system.files[maps // 2]
    for what, text in edits(texts[name]).items():
        changed = Document.parse(text.encode(), name)
        system = System(Path(), {**dict(system.documents), name: changed}, facts=system.facts)
        warm, _, checked = stages(system, cache, checked)
        print(said(f"one map changed, {what}", warm))


def edits(text: str) -> dict[str, str]:
    """What a map is like after some edits, one upon the other: those that few checks read and those that many do."""
    renamed = text.replace("Work on part 1 ", "Check part 1 ")
    added = renamed.replace(
        'targetRef="step1"/>',
        'targetRef="extra"/><bpmn:userTask id="extra" name="One more"/>'
        '<bpmn:sequenceFlow id="further" sourceRef="extra" targetRef="step1"/>',
    )
    sent = re.sub(r'(<bpmn:endEvent id="end" name=")[^"]*', r"\1Another order", added)
    return {"a step has another name": renamed, "a step more": added, "a message has another name": sent}


def write(folder: Path, texts: dict[str, str]) -> None:
    """Write maps into a folder."""
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def as_the_window(maps: int) -> None:
    """Everything that the window asks a worker for, cold and after one map changed, and the memory it takes."""
    texts = {f"area{number:04}.bpmn": a_map(number, maps) for number in range(maps)}
    name = f"area{maps // 2:04}.bpmn"
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), texts)
        for state in ("cold", "one map changed"):
            start = time.process_time()
            found = overview(Path(folder), {}, Facts())
            seconds = time.process_time() - start
            size = len(pickle.dumps(found)) / 1e6
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{state}: {seconds:.1f} s, {size:.1f} MB to the window, at most {peak:.0f} MB so far")
            write(Path(folder), {name: texts[name].replace("Work on part 1 ", "Check part 1 ")})
    for problem in found.problems:
        print(problem)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=MAPS)
    parser.add_argument("--memory", action="store_true")
    wanted = parser.parse_args()
    (as_the_window if wanted.memory else main)(wanted.files)
