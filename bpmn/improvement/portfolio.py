"""What initiatives are worth together: every subset, each one's share, which of them spoil each other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import factorial

from bpmn.improvement.edits import conflict
from bpmn.improvement.evaluate import Workbench
from bpmn.improvement.initiative import Proposal
from bpmn.system.facts import Metric

MOST_MEMBERS = 10
"""With more initiatives than this not every subset is computed."""

TINY = 1e-9
"""Interactions this much smaller than the values themselves are rounding."""

Members = frozenset[str]


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Values are the gain of the first judged metric per case in ``value_unit``.

    None is a state whose queues never settle. ``values`` lacks the subsets that exclude themselves.
    Shares (``shapley``) and ``interaction`` are None where a subset they need has no value.
    """

    value_unit: str
    names: tuple[str, ...] = ()
    values: Mapping[Members, float | None] = field(default_factory=dict)
    alone: Mapping[str, float | None] = field(default_factory=dict)
    last: Mapping[str, float | None] = field(default_factory=dict)
    shapley: Mapping[str, float | None] = field(default_factory=dict)
    interaction: Mapping[tuple[str, str], float | None] = field(default_factory=dict)
    best: tuple[str, ...] = ()
    best_under_budget: tuple[str, ...] | None = None
    bad_coalitions: tuple[tuple[str, ...], ...] = ()


def portfolio(bench: Workbench, proposals: Sequence[Proposal], *, all_subsets: bool = True) -> Portfolio:
    """Value the subsets of initiatives: all of them, or only singles, pairs' lack and the whole set."""
    by_name = {proposal.name: proposal for proposal in proposals}

    def gain(members: Members) -> float | None:
        return bench.gain(tuple(e for name in sorted(members) for e in by_name[name].edits))

    wanted = _subsets(tuple(by_name), all_subsets=all_subsets and len(by_name) <= MOST_MEMBERS)
    possible = [s for s in wanted if _is_possible([by_name[name] for name in s])]
    values = {frozenset(s): (gain(frozenset(s)) if s else 0.0) for s in possible}
    costs = {name: proposal.cost for name, proposal in by_name.items()}
    budget = next((b.amount for b in bench.facts.budgets), None)
    return summarise(tuple(by_name), values, value_unit(bench), costs, budget)


def summarise(
    names: tuple[str, ...],
    values: Mapping[Members, float | None],
    unit: str,
    costs: Mapping[str, float | None] | None = None,
    budget: float | None = None,
) -> Portfolio:
    """Everything that follows from the values of subsets alone."""
    return Portfolio(
        unit,
        names,
        values,
        {name: values.get(frozenset({name})) for name in names},
        {name: _minus(values, frozenset(names), frozenset(names) - {name}) for name in names},
        {name: _shapley(name, names, values) for name in names},
        {(a, b): _interaction(a, b, values) for a, b in combinations(names, 2)},
        _best(names, values, lambda _: True),
        None if budget is None else _best(names, values, lambda s: _cost(s, costs or {}) <= budget),
        _bad_coalitions(names, values),
    )


def value_unit(bench: Workbench) -> str:
    """The unit of values: of the first judged metric."""
    unit, currency = str(bench.scenario.time_unit), bench.scenario.currency
    units = {
        Metric.LEAD_TIME: unit,
        Metric.COST: currency or "money",
        Metric.THROUGHPUT: f"cases per {unit}",
        Metric.WORK_IN_PROGRESS: "cases",
    }
    return units.get(Metric(bench.judged[0]), "share")


def _subsets(names: tuple[str, ...], *, all_subsets: bool) -> list[tuple[str, ...]]:
    if all_subsets:
        return [s for size in range(len(names) + 1) for s in combinations(names, size)]
    without_one = [tuple(n for n in names if n != name) for name in names]
    return list(dict.fromkeys([(), *((name,) for name in names), *without_one, names]))


def _is_possible(members: Sequence[Proposal]) -> bool:
    """Whether initiatives can be done together: no contradiction, nothing excluded, nothing lacking."""
    names = {member.name for member in members}
    if any(not names.isdisjoint(m.excludes) or not names.issuperset(m.requires) for m in members):
        return False
    return not conflict([edit for member in members for edit in member.edits])


def _minus(values: Mapping[Members, float | None], a: Members, b: Members) -> float | None:
    first, second = values.get(a), values.get(b)
    return None if first is None or second is None else first - second


def _shapley(name: str, names: tuple[str, ...], values: Mapping[Members, float | None]) -> float | None:
    """The fair share of one initiative in the value of all."""
    others, total, n = [o for o in names if o != name], 0.0, len(names)
    for size in range(n):
        weight = factorial(size) * factorial(n - size - 1) / factorial(n)
        for chosen in combinations(others, size):
            added = _minus(values, frozenset({*chosen, name}), frozenset(chosen))
            if added is None:
                return None
            total += weight * added
    return total


def _interaction(a: str, b: str, values: Mapping[Members, float | None]) -> float | None:
    both = [values.get(frozenset(s)) for s in ((a, b), (a,), (b,))]
    if any(value is None for value in both):
        return None
    together, first, second = (value or 0.0 for value in both)
    found = together - first - second
    return found if abs(found) > TINY * max(abs(together), abs(first), abs(second)) else 0.0


def _best(
    names: tuple[str, ...], values: Mapping[Members, float | None], allowed: Callable[[Members], bool]
) -> tuple[str, ...]:
    """The subset of highest value; of equal ones the smallest."""
    known = [(value, -len(s), s) for s, value in values.items() if value is not None and allowed(s)]
    if not known:
        return ()
    chosen = max(known, key=lambda found: found[:2])[2]
    return tuple(name for name in names if name in chosen)


def _cost(members: Members, costs: Mapping[str, float | None]) -> float:
    return sum(costs.get(name) or 0.0 for name in members)


def _bad_coalitions(
    names: tuple[str, ...], values: Mapping[Members, float | None]
) -> tuple[tuple[str, ...], ...]:
    """The smallest sets in which each is good alone and all together are bad; never settling is bad."""
    good = [name for name in names if (values.get(frozenset({name})) or 0.0) > 0]
    found: list[tuple[str, ...]] = []
    for size in range(2, len(good) + 1):
        for members in combinations(good, size):
            if any(set(smaller) <= set(members) for smaller in found):
                continue
            if frozenset(members) in values:
                value = values[frozenset(members)]
                if value is None or value < 0:
                    found.append(members)
    return tuple(found)
