"""What initiatives are worth together: every subset, each one's share, which of them spoil each other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from bpmn.base.message import Message, message
from bpmn.base.progress import Progress, silent
from bpmn.improvement import subsets, valuing
from bpmn.improvement.initiative import Proposal
from bpmn.improvement.workbench import NOTHING, Plan, Workbench, together
from bpmn.system.initiative_facts import PEOPLE

MOST_AT_ONCE = 10
"""With more initiatives than this, valuing every subset takes a while."""

MOST_MEMBERS = 16
"""With more initiatives than this not every subset is valued; orders are drawn instead."""

Members = frozenset[str]


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Values are gains in ``value_unit``: by the value function, else of the first judged metric per case.

    None is a state whose queues never settle. ``values`` lacks the subsets that exclude themselves.
    Shares (``shapley``) and ``interaction`` are None where a subset they need has no value;
    ``shapley_error`` is filled where shares come from orders that were drawn.
    """

    value_unit: str
    names: tuple[str, ...] = ()
    values: Mapping[Members, float | None] = field(default_factory=dict)
    alone: Mapping[str, float | None] = field(default_factory=dict)
    last: Mapping[str, float | None] = field(default_factory=dict)
    shapley: Mapping[str, float | None] = field(default_factory=dict)
    shapley_error: Mapping[str, float | None] = field(default_factory=dict)
    interaction: Mapping[tuple[str, str], float | None] = field(default_factory=dict)
    best: tuple[str, ...] = ()
    best_under_budget: tuple[str, ...] | None = None
    order: tuple[str, ...] = ()
    bad_coalitions: tuple[tuple[str, ...], ...] = ()
    weak_coalitions: tuple[tuple[str, ...], ...] = ()
    sentences: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """Money and people that initiatives may need together; None is no limit."""

    money: float | None = None
    people: float | None = None

    @property
    def is_none(self) -> bool:
        """Whether nothing is limited."""
        return self.money is None and self.people is None


@dataclass(frozen=True, slots=True)
class Needs:
    """What one initiative costs at once, how many people it needs, and how unsure it is."""

    money: float = 0.0
    people: float = 0.0
    risk: float = 0.0


def portfolio(
    bench: Workbench,
    proposals: Sequence[Proposal],
    *,
    all_subsets: bool = True,
    progress: Progress = silent,
) -> Portfolio:
    """Value the subsets of initiatives: all of them, or only singles, all but one, and the whole set."""
    asked = _Asked(bench, proposals)
    names = tuple(p.name for p in proposals)
    needs = {p.name: _needs(bench, p) for p in proposals}
    limits = limits_of(bench)
    if all_subsets and len(names) > MOST_MEMBERS:
        return _of_many(bench, asked, names, needs, limits)
    wanted = _wanted(len(names), all_subsets=all_subsets)
    values: dict[int, float | None] = {}
    for done, bits in enumerate(wanted, 1):
        if asked.possible(bits):
            values[bits] = asked.value(bits)
        progress(done / len(wanted))
    return _summary(names, values, bench.value_unit, needs, limits)


def limits_of(bench: Workbench) -> Limits:
    """What the budgets allow together."""
    money = [b.amount for b in bench.facts.budgets if b.unit != PEOPLE]
    people = [b.amount for b in bench.facts.budgets if b.unit == PEOPLE]
    return Limits(sum(money) if money else None, sum(people) if people else None)


def _needs(bench: Workbench, proposal: Proposal) -> Needs:
    people = proposal.people
    if people is None:
        before, after = (valuing.people(bench.whole(p)) for p in (NOTHING, proposal.plan))
        people = max(after - before, 0.0)
    return Needs(proposal.cost or 0.0, people)


class _Asked:
    """What a set of proposals is worth, and whether it can be done together."""

    def __init__(self, bench: Workbench, proposals: Sequence[Proposal]) -> None:
        self._bench = bench
        self._proposals = proposals
        self._known: dict[int, float | None] = {0: 0.0}

    @cached_property
    def _rules(self) -> list[tuple[int, int, int]]:
        """For each one: what it requires, what it excludes, and what no set can give it."""
        at = {p.name: n for n, p in enumerate(self._proposals)}
        found = []
        for p in self._proposals:
            required = subsets.of([at[r] for r in p.requires if r in at])
            lacking = sum(r not in at for r in p.requires)
            found.append((required, subsets.of([at[e] for e in p.excludes if e in at]), lacking))
        return found

    @cached_property
    def _contradictions(self) -> list[int]:
        pairs = combinations(range(len(self._proposals)), 2)
        return [1 << a | 1 << b for a, b in pairs if (self._plan(1 << a | 1 << b)).contradicts_itself]

    def _plan(self, bits: int) -> Plan:
        return together(self._proposals[n].plan for n in subsets.members(bits))

    def possible(self, bits: int) -> bool:
        """Whether initiatives can be done together: no contradiction, nothing excluded, nothing lacking."""
        for n in subsets.members(bits):
            required, excluded, lacking = self._rules[n]
            if lacking or required & ~bits or excluded & bits:
                return False
        return not any(pair & bits == pair for pair in self._contradictions)

    def value(self, bits: int) -> float | None:
        """The gain of a set."""
        if bits not in self._known:
            self._known[bits] = self._bench.gain(self._plan(bits))
        return self._known[bits]


def _wanted(size: int, *, all_subsets: bool) -> list[int]:
    whole = (1 << size) - 1
    if all_subsets:
        return sorted(range(1 << size), key=lambda bits: (bits.bit_count(), subsets.members(bits)))
    singles, without_one = [1 << n for n in range(size)], [whole & ~(1 << n) for n in range(size)]
    return list(dict.fromkeys([0, *singles, *without_one, whole]))


def summarise(
    names: tuple[str, ...],
    values: Mapping[Members, float | None],
    unit: str,
    needs: Mapping[str, Needs] | None = None,
    limits: Limits | None = None,
) -> Portfolio:
    """Everything that follows from the values of subsets alone."""
    at = {name: n for n, name in enumerate(names)}
    bits = {subsets.of([at[name] for name in chosen]): value for chosen, value in values.items()}
    return _summary(names, bits, unit, needs or {}, limits or Limits())


def _summary(
    names: tuple[str, ...],
    values: Mapping[int, float | None],
    unit: str,
    needs: Mapping[str, Needs],
    limits: Limits,
) -> Portfolio:
    size = len(names)
    whole = (1 << size) - 1
    called = _Named(names)
    shares = subsets.shares(values, size) if size else []
    best = _best(values, lambda _: True)
    bad = subsets.bad_coalitions(values, size)
    weak = [s for s in subsets.bad_coalitions(values, size, weak=True) if not any(b & s == b for b in bad)]
    risk = [needs.get(name, Needs()).risk for name in names]
    allowed = _within(names, needs, limits)
    order = subsets.in_order(values.get, lambda s: s in values, best, risk)
    return Portfolio(
        unit,
        names,
        {called.set(bits): value for bits, value in values.items()},
        {name: values.get(1 << n) for n, name in enumerate(names)},
        {name: _minus(values, whole, whole & ~(1 << n)) for n, name in enumerate(names)},
        dict(zip(names, shares, strict=True)),
        {},
        {(names[a], names[b]): _interaction(values, a, b) for a, b in combinations(range(size), 2)},
        called.tuple(best),
        None if limits.is_none else called.tuple(_best(values, allowed)),
        tuple(names[n] for n in order),
        tuple(called.tuple(one) for one in bad),
        tuple(called.tuple(one) for one in weak),
        tuple(_in_words(called, values, one, unit) for one in (*bad, *weak)),
    )


def _of_many(
    bench: Workbench,
    asked: _Asked,
    names: tuple[str, ...],
    needs: Mapping[str, Needs],
    limits: Limits,
) -> Portfolio:
    """Shares from orders that are drawn, and the best set by branch and bound."""
    size = len(names)
    sampled = subsets.sampled_shares(asked.value, asked.possible, size)
    best = subsets.best_of_many(asked.value, asked.possible, sampled.largest, lambda _: True)
    under = None
    if not limits.is_none:
        under = subsets.best_of_many(
            asked.value, asked.possible, sampled.largest, _within(names, needs, limits)
        )
    small = [bits for count in (0, 1, 2) for bits in map(subsets.of, combinations(range(size), count))]
    whole = (1 << size) - 1
    others = [whole & ~(1 << n) for n in range(size)]
    wanted = dict.fromkeys([*small, *others, whole, best, *([under] if under is not None else [])])
    values = {bits: asked.value(bits) for bits in wanted if asked.possible(bits)}
    found = _summary(names, values, bench.value_unit, needs, Limits())
    called = _Named(names)
    risk = [needs.get(name, Needs()).risk for name in names]
    return Portfolio(
        found.value_unit,
        names,
        found.values,
        found.alone,
        found.last,
        dict(zip(names, sampled.shares, strict=True)),
        dict(zip(names, sampled.errors, strict=True)),
        found.interaction,
        called.tuple(best),
        None if under is None else called.tuple(under),
        tuple(names[n] for n in subsets.in_order(asked.value, asked.possible, best, risk)),
        found.bad_coalitions,
        found.weak_coalitions,
        found.sentences,
    )


@dataclass(frozen=True, slots=True)
class _Named:
    """Sets by the names of their members."""

    names: tuple[str, ...]

    def tuple(self, bits: int) -> tuple[str, ...]:
        return tuple(self.names[n] for n in subsets.members(bits))

    def set(self, bits: int) -> Members:
        return frozenset(self.tuple(bits))


def _within(names: tuple[str, ...], needs: Mapping[str, Needs], limits: Limits) -> Callable[[int], bool]:
    def allowed(bits: int) -> bool:
        own = [needs.get(names[n], Needs()) for n in subsets.members(bits)]
        money, people = sum(n.money for n in own), sum(n.people for n in own)
        is_paid = limits.money is None or money <= limits.money
        return is_paid and (limits.people is None or people <= limits.people)

    return allowed


def _minus(values: Mapping[int, float | None], a: int, b: int) -> float | None:
    first, second = values.get(a), values.get(b)
    return None if first is None or second is None else first - second


def _interaction(values: Mapping[int, float | None], a: int, b: int) -> float | None:
    """What two are worth together beyond what each is worth alone."""
    together_, first, second = (values.get(s) for s in (1 << a | 1 << b, 1 << a, 1 << b))
    if together_ is None or first is None or second is None:
        return None
    found = together_ - first - second
    return found if abs(found) > subsets.TINY * max(abs(together_), abs(first), abs(second)) else 0.0


def _best(values: Mapping[int, float | None], allowed: Callable[[int], bool]) -> int:
    """The set of highest value; of equal ones the smallest."""
    known = [(value, -s.bit_count(), s) for s, value in values.items() if value is not None and allowed(s)]
    return max(known, key=lambda found: found[:2])[2] if known else 0


def _in_words(called: _Named, values: Mapping[int, float | None], bits: int, unit: str) -> Message:
    """“Campaign + staff cut: alone +97 and +93, together −43 (EUR per day).”."""
    names = " + ".join(called.tuple(bits))
    alone = ", ".join(_signed(values.get(1 << n)) for n in subsets.members(bits))
    value = values[bits]
    if value is None:
        return message("{names}: alone {alone} ({unit}), together the queues never settle.",
                       names=names, alone=alone, unit=unit)  # fmt: skip
    return message("{names}: alone {alone}, together {value} ({unit}).",
                   names=names, alone=alone, value=_signed(value), unit=unit)  # fmt: skip


def _signed(value: float | None) -> str:
    return "–" if value is None else f"{float(f'{value:.3g}'):+g}".replace("-", "−")
