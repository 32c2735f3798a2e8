"""What people have entered about a system in numbers, ready to be shown: values only."""

from dataclasses import dataclass, field

from bpmn.scenario.merged import read
from bpmn.scenario.missing import Level
from bpmn.scenario.standing import Standing, standing
from bpmn.scenario.tables import Row, rows
from bpmn.scenario.units import DEFAULT_UNIT, TimeUnit
from bpmn.system.link import Links
from bpmn.system.system import System


@dataclass(frozen=True, slots=True)
class Entered:
    """The rows of all tables, how the numbers stand, and the unit in which times without one are."""

    rows: tuple[Row, ...] = ()
    standing: Standing = field(default_factory=lambda: Standing(Level.STRUCTURE, (), ()))
    unit: TimeUnit = DEFAULT_UNIT


def entered(system: System, links: Links) -> Entered:
    """What is known and what is missing in the base scenario."""
    scenario = read(system)
    found = rows(system.documents, scenario, system.facts)
    return Entered(tuple(found), standing(system, scenario, links), scenario.time_unit)
