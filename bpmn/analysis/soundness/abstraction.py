"""What is certain about nets in which work multiplies without limit.

Two or more tokens on a place count as many; when some are taken, many or fewer may be left. Whatever the net
can do, this abstraction can do too; so if it cannot come to an end, neither can the net.
"""

from itertools import product

from bpmn.semantics.net import Net, Transition

MANY = 2
LIMIT = 20_000
Counts = tuple[int, ...]


def may_finish(net: Net) -> bool | None:
    """Whether all could ever be done; False is certain, True is not; None if there is too much to look at."""
    first = tuple(min(net.initial.get(p.index, 0), MANY) for p in net.places)
    pending = net.pending
    seen, todo = {first}, [first]
    for counts in todo:
        if not any(counts[place] for place in pending):
            return True
        if len(todo) > LIMIT:
            return None
        for one in net.transitions:
            for after in _after(one, counts):
                if after not in seen:
                    seen.add(after)
                    todo.append(after)
    return False


def _after(one: Transition, counts: Counts) -> list[Counts]:
    """Everything that may be after a step; nothing if it cannot happen."""
    if any(counts[place] == 0 for place in one.takes) or any(counts[place] for place in one.empty):
        return []
    taken = set(one.takes)
    for join in one.joins:
        if counts[join.place]:
            taken.add(join.place)
        elif any(counts[place] for place in join.awaits):
            return []
    if one.joins and not taken:
        return []
    places = sorted(taken)
    options = [tuple(range(MANY + 1)) if counts[place] == MANY else (0,) for place in places]
    found = []
    for left in product(*options):
        after = list(counts)
        for place, count in zip(places, left, strict=True):
            after[place] = count
        for place in one.clears:
            after[place] = 0
        for place in one.gives:
            after[place] = min(after[place] + 1, MANY)
        found.append(tuple(after))
    return found
