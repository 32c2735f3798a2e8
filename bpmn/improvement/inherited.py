"""The numbers of a map that takes another one's place: its own, then those of what it replaces."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bpmn.analysis.comparison.matching import Matching
from bpmn.analysis.comparison.subjects import Subject, Subjects
from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.model import Activity, Resource
from bpmn.model.document import Document
from bpmn.queueing.times import WORK
from bpmn.scenario.distributions import Distribution, exponential
from bpmn.scenario.parameters import NOTHING, ElementParameters, Scenario
from bpmn.xml import names


@dataclass(frozen=True, slots=True)
class Inherited:
    """The numbers of a new map by its own ids, and what was assumed about steps that have none."""

    parameters: Mapping[ElementKey, ElementParameters]
    assumed: tuple[Message, ...] = ()


def inherited(file: str, old: Document, new: Document, base: Scenario, own: Scenario) -> Inherited:
    """Match the elements of two maps and hand the numbers on; ``own`` are those the new map has itself.

    A step that is new and has no time is assumed to take as long as the mean of its role, else of its map,
    by the same people; that is said.
    """
    matching = Matching(Subjects(old), Subjects(new))
    found: dict[ElementKey, ElementParameters] = {}
    for subject in matching.after:
        if not subject.id:
            continue
        key = ElementKey(file, subject.id)
        before = matching.before_of.get(subject)
        handed = base.of(ElementKey(file, before.id)) if before is not None and before.id else NOTHING
        said = own.of(key).over(handed)
        if said != NOTHING:
            found[key] = said
    for there, here in _teams(old, new):
        key = ElementKey(file, here)
        said = own.of(key).over(base.of(ElementKey(file, there)))
        if said != NOTHING:
            found[key] = said
    assumed = _assume(file, matching, found)
    return Inherited(found, assumed)


def with_teams(old: Document, new: Document) -> None:
    """Give a new map the teams of the old one that it lacks, so that its steps find their people."""
    known = {one.id for one in new.all(Resource)} | {one.name for one in new.all(Resource)}
    with new.transaction("Add teams"):
        for team in old.all(Resource):
            if team.id and team.id not in known and team.name not in known and new.node(team.id) is None:
                attributes = {"id": team.id, "name": team.name or team.id}
                new.append(new.root, new.create(names.model("resource"), attributes))


def _teams(old: Document, new: Document) -> Iterator[tuple[str, str]]:
    """The ids of the same team in both maps: by id, then by name."""
    by_name = {one.name: one.id for one in new.all(Resource) if one.name and one.id}
    for team in old.all(Resource):
        if team.id and isinstance(new.element(team.id), Resource):
            yield team.id, team.id
        elif team.id and (other := by_name.get(team.name or "")):
            yield team.id, other


def _assume(file: str, matching: Matching, found: dict[ElementKey, ElementParameters]) -> tuple[Message, ...]:
    told: list[Message] = []
    known: dict[str, list[ElementParameters]] = defaultdict(list)
    steps = [s for s in matching.after if isinstance(s.element, Activity) and s.id]
    for step in steps:
        own = found.get(ElementKey(file, step.id), NOTHING)
        if _time(own) is not None:
            known[_role(step)].append(own)
            known[""].append(own)
    for step in steps:
        key = ElementKey(file, step.id)
        own = found.get(key, NOTHING)
        if _time(own) is not None or step in matching.before_of or not known[""]:
            continue
        alike = known[_role(step)] or known[""]
        times = [time.mean for one in alike if (time := _time(one)) is not None]
        mean = sum(times) / len(times)
        selection = own.selection or next((one.selection for one in alike if one.selection), None)
        found[key] = ElementParameters(processing_time=exponential(mean), selection=selection).over(own)
        text = "“{step}” is new and has no time; it is assumed to take {mean}, the mean of “{role}”."
        told.append(message(text, step=step.name or step.id, mean=f"{mean:.3g}", role=_role(step) or file))
    return tuple(told)


def _time(parameters: ElementParameters) -> Distribution | None:
    return next((t for n in (*WORK, "duration") if (t := getattr(parameters, n)) is not None), None)


def _role(subject: Subject) -> str:
    return subject.lane.name if subject.lane is not None else ""
