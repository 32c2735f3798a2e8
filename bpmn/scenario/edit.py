"""What people enter about one element: its duration, arrivals, team, branch share, cost.

Each function is one transaction of the document and writes into the base scenario of its map, which is
made if there is none. None takes a number out again.
"""

from collections.abc import Collection

from bpmn.base.message import Message, message
from bpmn.model import Activity, Performer, Resource
from bpmn.model.document import Document
from bpmn.scenario import bpsim_edit
from bpmn.scenario.bpsim import base_scenario, inherited_parameters, read_scenarios
from bpmn.scenario.bpsim_nodes import PARAMETER_GROUP, children, element_id, scenario_elements
from bpmn.scenario.distributions import ARGUMENTS, CONSTANT, Distribution, problem
from bpmn.scenario.parameters import NOTHING, ElementParameters
from bpmn.scenario.units import DEFAULT_UNIT, TimeUnit
from bpmn.xml import names


class NotEntered(ValueError):  # noqa: N818 - says what it is
    """A number cannot be entered; ``reason`` says why and what is possible."""

    def __init__(self, reason: Message) -> None:
        self.reason = reason
        super().__init__(str(reason))


def parameters_of(document: Document, identifier: str) -> tuple[ElementParameters, TimeUnit]:
    """What the base scenario of a map says about an element, and the unit of its times."""
    scenarios = read_scenarios(document)
    base = base_scenario(scenarios)
    if base is None:
        return NOTHING, DEFAULT_UNIT
    found = inherited_parameters(scenarios, base).get(identifier, NOTHING)
    return found.in_unit(1.0, base.time_unit.seconds), base.time_unit


def set_duration(
    document: Document, identifier: str, time: Distribution | None, unit: TimeUnit = DEFAULT_UNIT
) -> None:
    """Set how long one execution of an activity takes, in ``unit``. Raises NotEntered."""
    known = parameters_of(document, identifier)[0]
    uses_total = known.processing_time is None and known.duration is not None
    _set_time(document, identifier, "Duration" if uses_total else "ProcessingTime", time, unit)


def set_lag(
    document: Document, identifier: str, time: Distribution | None, unit: TimeUnit = DEFAULT_UNIT
) -> None:
    """Set a time that passes at an activity without holding anybody, in ``unit``. Raises NotEntered."""
    _set_time(document, identifier, "LagTime", time, unit)


def set_arrival(
    document: Document, identifier: str, between: Distribution | None, unit: TimeUnit = DEFAULT_UNIT
) -> None:
    """Set the time between two cases at a start event, in ``unit``. Raises NotEntered."""
    if between is not None and between.mean <= 0:
        raise NotEntered(message("The time between two cases must be above 0."))
    _set_time(document, identifier, "InterTriggerTimer", between, unit)


def set_branch_share(document: Document, identifier: str, share: float | None) -> None:
    """Set the probability of a sequence flow or boundary event, between 0 and 1. Raises NotEntered."""
    if share is not None and not 0 <= share <= 1:
        raise NotEntered(message("A share lies between 0 and 1 (0 and 100 %)."))
    _set_number(document, identifier, "Probability", share, "Set share")


def set_staff(document: Document, identifier: str, quantity: float | None) -> None:
    """Set how many there are of a resource, lane or an activity's own team. Raises NotEntered."""
    if quantity is not None and quantity <= 0:
        raise NotEntered(message("Staff must be above 0; remove the number if it is not known."))
    _set_number(document, identifier, "Quantity", quantity, "Set staff")


def set_unit_cost(document: Document, identifier: str, cost: float | None, unit: TimeUnit) -> None:
    """Set what a resource costs per ``unit`` of time. Raises NotEntered."""
    if cost is not None and cost < 0:
        raise NotEntered(message("A cost cannot be negative."))
    with document.transaction("Set cost"):
        if cost is None:
            bpsim_edit.take_out(document, identifier, "UnitCost")
        else:
            base = bpsim_edit.base_unit(document) or unit
            per_base = cost * base.seconds / unit.seconds
            bpsim_edit.put(
                document, identifier, "UnitCost", ("FloatingParameter", {"value": number(per_base)}), unit
            )


def set_extra(document: Document, identifier: str, name: str, text: str | None) -> None:
    """Set something that BPSim has no element for, as a vendor extension of this name."""
    with document.transaction("Set parameter"):
        bpsim_edit.put_extra(document, identifier, name, text, DEFAULT_UNIT)


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
            bpsim_edit.take_out(document, identifier, "Selection")
            _perform(activity, None)
            return
        resource = _resource(document, name.strip())
        expression = f"bpsim:getResource('{resource.id}',{count})"
        value = ("ExpressionParameter", {"value": expression})
        bpsim_edit.put(document, identifier, "Selection", value, DEFAULT_UNIT)
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


def _set_time(
    document: Document, identifier: str, parameter: str, time: Distribution | None, unit: TimeUnit
) -> None:
    wrong = problem(time) if time is not None else None
    if wrong is None and time is not None and time.mean < 0:
        wrong = message("it is negative")
    if wrong is not None:
        raise NotEntered(message("This time is not possible: {detail}.", detail=wrong))
    with document.transaction("Set time"):
        if time is None:
            bpsim_edit.take_out(document, identifier, parameter)
        else:
            bpsim_edit.put(document, identifier, parameter, written(time, unit), unit)


def _set_number(document: Document, identifier: str, parameter: str, value: float | None, label: str) -> None:
    assert parameter in PARAMETER_GROUP
    with document.transaction(label):
        if value is None:
            bpsim_edit.take_out(document, identifier, parameter)
        else:
            form = ("FloatingParameter", {"value": number(value)})
            bpsim_edit.put(document, identifier, parameter, form, DEFAULT_UNIT)


def written(time: Distribution, unit: TimeUnit) -> tuple[str, dict[str, str]]:
    """A distribution as BPSim writes it: local name and attributes, in this unit. Raises NotEntered."""
    if time.kind == CONSTANT:
        return "FloatingParameter", {"value": number(time.mean), "timeUnit": str(unit)}
    stretched = _absorbed(time)
    if stretched is None:
        raise NotEntered(message("This distribution can only be entered in the file."))
    pairs = zip(ARGUMENTS[time.kind], stretched, strict=True)
    return time.kind, {**{name: number(value) for name, value in pairs}, "timeUnit": str(unit)}


STRETCHING = frozenset({"mean", "standardDeviation", "min", "max", "mode", "scale"})


def _absorbed(time: Distribution) -> tuple[float, ...] | None:
    """The arguments with the factor worked in; None where the kind cannot be stretched so."""
    if time.factor == 1:
        return time.arguments if time.kind in ARGUMENTS else None
    if time.kind in ("BetaDistribution", "BinomialDistribution", "PoissonDistribution", "UserDistribution"):
        return None
    pairs = zip(ARGUMENTS[time.kind], time.arguments, strict=True)
    return tuple(value * time.factor if name in STRETCHING else value for name, value in pairs)


def number(value: float) -> str:
    """A number as XML wants it, without an unneeded fraction."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))
