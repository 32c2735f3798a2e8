"""Classes of cases that take branches with other probabilities."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from bpmn.queueing.net import Net, Outcome, Source, Step
from bpmn.queueing.routing import Routing

if TYPE_CHECKING:
    from bpmn.queueing.frame import Frame


def classes(net: Net) -> Mapping[int, str]:
    """The class of the cases that come in at each start, where branches know it.

    A class is what people call the customer, or the start itself. Empty where no branch tells classes apart.
    """
    known = {name for step in net.steps for outcome in step.outcomes for name, _ in outcome.by_class}
    if not known:
        return {}
    found = {source.step: _class_of(net, source, known) for source in net.sources}
    return {step: name for step, name in found.items() if name}


def _class_of(net: Net, source: Source, known: set[str]) -> str:
    step = net.steps[source.step]
    return next((name for name in (source.party, step.name, step.key.element) if name in known), "")


def of_class(net: Net, name: str) -> Net:
    """The net as cases of a class see it; without a name, as those of no class."""
    return replace(net, steps=tuple(_seen(step, name) for step in net.steps))


def _seen(step: Step, name: str) -> Step:
    if not any(outcome.by_class for outcome in step.outcomes):
        return step
    outcomes = tuple(
        Outcome(dict(outcome.by_class).get(name, outcome.probability), outcome.targets, outcome.by_class)
        for outcome in step.outcomes
    )
    return replace(step, outcomes=outcomes)


def merged(net: Net, frame: "Frame", named: Mapping[int, str]) -> Net:
    """The net in which all classes together go their ways: each branch as often as its classes take it.

    The branches keep what they are for each class. Raises Endless.
    """
    import numpy as np

    count = len(net.steps)
    visits: dict[str, list[float]] = {}
    for name in dict.fromkeys([*named.values(), ""]):
        seen = of_class(net, name)
        routing = Routing(frame.tokens, seen.steps, frame.layout.at, len(frame.layout.pools))
        rates = [s.rate if named.get(s.step, "") == name else 0.0 for s in net.sources]
        visits[name] = [float(v) for v in routing.step_visits(count) @ np.array(rates)]
    return replace(net, steps=tuple(_together(step, i, visits) for i, step in enumerate(net.steps)))


def _together(step: Step, index: int, visits: Mapping[str, list[float]]) -> Step:
    total = sum(found[index] for found in visits.values())
    if total <= 0 or not any(outcome.by_class for outcome in step.outcomes):
        return step
    outcomes = []
    for outcome in step.outcomes:
        own = dict(outcome.by_class)
        taken = sum(found[index] * own.get(name, outcome.probability) for name, found in visits.items())
        outcomes.append(
            Outcome(taken / total, outcome.targets, (*outcome.by_class, ("", outcome.probability)))
        )
    return replace(step, outcomes=tuple(outcomes))
