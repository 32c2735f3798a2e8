"""What people enter about one element: its duration, arrivals, team, branch share, cost.

Each function is one transaction of the document and writes into the base scenario of its map, which is
made if there is none. None takes a number out again.
"""

from collections.abc import Collection, Mapping

from bpmn.base.message import message
from bpmn.model import Activity, Performer, Resource
from bpmn.model.document import Document
from bpmn.scenario import bpsim_edit, extensions
from bpmn.scenario.bounds import check
from bpmn.scenario.bpsim import base_scenario, inherited_parameters, read_scenarios
from bpmn.scenario.bpsim_forms import NotEntered, form_of
from bpmn.scenario.bpsim_nodes import FIELD_PARAMETER, children, element_id, scenario_elements
from bpmn.scenario.distributions import Distribution
from bpmn.scenario.parameters import NOTHING, TIME_FIELDS, ElementParameters, Selected, Selection
from bpmn.scenario.units import DEFAULT_UNIT, TimeUnit
from bpmn.xml import names

__all__ = ["NotEntered"]


def parameters_of(document: Document, identifier: str) -> tuple[ElementParameters, TimeUnit]:
    """What the base scenario of a map says about an element, and the unit of its times."""
    scenarios = read_scenarios(document)
    base = base_scenario(scenarios)
    if base is None:
        return NOTHING, DEFAULT_UNIT
    found = inherited_parameters(scenarios, base).get(identifier, NOTHING)
    return found.in_unit(1.0, base.time_unit.seconds), base.time_unit


def set_values(
    document: Document,
    identifier: str,
    values: Mapping[str, object],
    unit: TimeUnit = DEFAULT_UNIT,
    label: str = "Set numbers",
) -> None:
    """Set fields of ElementParameters of an element, times and costs in ``unit``; None takes one out.

    A number that changes loses its pedigree unless ``pedigree`` is among the values, which then are the
    whole pedigree of the element. Raises NotEntered.
    """
    values = dict(values)
    if "pedigree" not in values:
        known = parameters_of(document, identifier)[0]
        kept = {name: said for name, said in known.pedigree.items() if name not in values}
        if kept != known.pedigree:
            own = bpsim_edit.base_unit(document) or unit
            values["pedigree"] = {name: said.scaled(scale(name, own, unit)) for name, said in kept.items()}
    for name, value in values.items():
        check(name, value)
    with document.transaction(label):
        for name, value in values.items():
            _put(document, identifier, name, value, unit)


def scale(name: str, old: TimeUnit, new: TimeUnit) -> float:
    """By what a number of a field changes when its unit does; 1 for what is no time and no rate of cost."""
    if name == "unit_cost":
        return new.seconds / old.seconds
    return old.seconds / new.seconds if name in TIME_FIELDS else 1.0


def _put(document: Document, identifier: str, name: str, value: object, unit: TimeUnit) -> None:
    is_nothing = value in (None, (), {})
    if name == "calendar":
        bpsim_edit.set_valid_for(document, identifier, None if is_nothing else str(value), unit)
    elif name == "skills":
        assert isinstance(value, tuple | None)
        bpsim_edit.put_roles(document, identifier, value or (), unit)
    elif name in extensions.NAMES:
        form = None if is_nothing else form_of(name, value, unit)
        bpsim_edit.put_extension(document, identifier, extensions.NAMES[name], form, unit)
    elif is_nothing:
        bpsim_edit.take_out(document, identifier, FIELD_PARAMETER[name])
    else:
        if name == "unit_cost" and isinstance(value, int | float):
            value = value * scale(name, unit, bpsim_edit.base_unit(document) or unit)
        bpsim_edit.put(document, identifier, FIELD_PARAMETER[name], form_of(name, value, unit), unit)


def set_duration(
    document: Document, identifier: str, time: Distribution | None, unit: TimeUnit = DEFAULT_UNIT
) -> None:
    """Set how long one execution of an activity takes, in ``unit``. Raises NotEntered."""
    set_values(document, identifier, {duration_field(document, identifier): time}, unit, "Set time")


def duration_field(document: Document, identifier: str) -> str:
    """The field in which a map keeps how long one execution of an activity takes."""
    known = parameters_of(document, identifier)[0]
    uses_total = known.processing_time is None and known.duration is not None
    return "duration" if uses_total else "processing_time"


def set_lag(
    document: Document, identifier: str, time: Distribution | None, unit: TimeUnit = DEFAULT_UNIT
) -> None:
    """Set a time that passes at an activity without holding anybody, in ``unit``. Raises NotEntered."""
    set_values(document, identifier, {"lag_time": time}, unit, "Set time")


def set_arrival(
    document: Document, identifier: str, between: Distribution | None, unit: TimeUnit = DEFAULT_UNIT
) -> None:
    """Set the time between two cases at a start event, in ``unit``. Raises NotEntered."""
    set_values(document, identifier, {"inter_trigger_timer": between}, unit, "Set time")


def set_branch_share(document: Document, identifier: str, share: float | None) -> None:
    """Set the probability of a sequence flow or boundary event, between 0 and 1. Raises NotEntered."""
    set_values(document, identifier, {"probability": share}, label="Set share")


def set_staff(document: Document, identifier: str, quantity: float | None) -> None:
    """Set how many there are of a resource, lane or an activity's own team. Raises NotEntered."""
    set_values(document, identifier, {"quantity": quantity}, label="Set staff")


def set_unit_cost(document: Document, identifier: str, cost: float | None, unit: TimeUnit) -> None:
    """Set what a resource costs per ``unit`` of time. Raises NotEntered."""
    set_values(document, identifier, {"unit_cost": cost}, unit, "Set cost")


def forget(document: Document, identifiers: Collection[str]) -> None:
    """Remove all parameters of elements, in every scenario of the map; for elements that are deleted."""
    gone = set(identifiers)
    with document.transaction("Remove parameters"):
        for scenario in scenario_elements(document):
            for group in children(scenario, "ElementParameters"):
                if element_id(group) in gone:
                    document.remove(group.node)


def set_resource(
    document: Document, identifier: str, name: str | None, quantity: float | None = None, count: int = 1
) -> None:
    """Say which team does an activity, how many there are (None: as before) and how many it takes.

    The ``resource`` of this name is made where the map has none. None takes the team from the activity.
    """
    activity = document.element(identifier)
    if not isinstance(activity, Activity):
        raise NotEntered(message("Only an activity has a team."))
    with document.transaction("Set team"):
        if not name or not name.strip():
            set_values(document, identifier, {"selection": None})
            _perform(activity, None)
            return
        resource = _resource(document, name.strip())
        selection = Selection((Selected(resource.id or "", count),))
        set_values(document, identifier, {"selection": selection})
        _perform(activity, resource)
        if quantity is not None:
            set_staff(document, resource.id or "", quantity)


def _resource(document: Document, name: str) -> Resource:
    for found in document.all(Resource):
        if name in (found.name, found.id):
            return found
    node = document.create(names.model("resource"), {"id": document.new_id("Resource"), "name": name})
    document.append(document.root, node)
    return Resource(document, node)


def _perform(activity: Activity, resource: Resource | None) -> None:
    """Keep the activity's performer in step: it names the team, unless people named several performers."""
    performers = [r for r in activity.resources if isinstance(r, Performer)]
    if len(performers) > 1 or any(r.resource_ref is None for r in performers):
        return
    if resource is None or (performers and performers[0].resource_ref != resource):
        for role in performers:
            activity.document.remove(role.node)
        performers = []
    if resource is not None and not performers:
        document = activity.document
        performer = document.create(names.model("performer"), {"id": document.new_id("Performer")})
        reference = document.reference_text(activity.node, resource.id or "")
        performer.append(document.create(names.model("resourceRef"), text=reference))
        document.append(activity.node, performer)
