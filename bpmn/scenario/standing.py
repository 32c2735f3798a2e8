"""How the numbers of a system stand: its level, the open questions, what cannot be right."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from bpmn.base.finding import ElementKey
from bpmn.base.message import Message, message
from bpmn.scenario.merged import Maps
from bpmn.scenario.missing import Known, Level, Question, level_of, missing
from bpmn.scenario.parameters import Scenario
from bpmn.scenario.problems import called, problem
from bpmn.scenario.resources import Resources
from bpmn.system.facts import Facts
from bpmn.system.link import Links


class System(Maps, Protocol):
    """Maps with what people said about them."""

    @property
    def facts(self) -> Facts:
        """What people said."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The level reached, what is unknown for the next ones, and sentences on what is wrong."""

    level: Level
    questions: tuple[Question, ...]
    problems: tuple[Message, ...]


def standing(
    system: System,
    scenario: Scenario,
    links: Links | None = None,
    visits: Mapping[ElementKey, float] | None = None,
) -> Standing:
    """How the numbers of a system stand. ``visits`` say how often a case comes to an element, if known."""
    resources = Resources(system, scenario, system.facts)
    known = Known(
        tuple((file, system.document(file)) for file in system.files),
        scenario,
        resources,
        links.links if links is not None else (),
        frozenset(key for party in (links.parties if links is not None else ()) for key in party.elements),
        visits,
    )
    wrong = [*scenario.problems, *_nobody(known), *resources.problems]
    return Standing(level_of(known), tuple(missing(known)), tuple(dict.fromkeys(wrong)))


def _nobody(known: Known) -> Iterator[Message]:
    """Steps that ask for a team that is not there, and teams in which there is nobody."""
    for key, activity in known.activities():
        for need in known.resources.needs(key, activity.resources) or ():
            team = known.resources.find(key.file, need.resource)
            if team is None:
                told = message(
                    "{file}: “{element}” asks for “{resource}”, which nobody is. "
                    "Choose a team that there is.",
                    file=key.file,
                    element=called(activity),
                    resource=need.resource,
                )
                yield problem(told, key)
            elif known.resources.pool(team).quantity == 0:
                told = message(
                    "{file}: “{element}” needs “{resource}”, but there is nobody of them.",
                    file=key.file,
                    element=called(activity),
                    resource=known.resources.pool(team).name,
                )
                yield problem(told, key)
