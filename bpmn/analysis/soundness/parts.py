"""Cuts a net into parts that have nothing to do with each other."""

from bpmn.semantics.net import Net


def parts(net: Net) -> list[list[int]]:
    """The transitions of each part, by index; parts in the order of their first transition.

    Places that no transition touches belong to no part. What holds for all parts holds for the whole, since
    whatever can happen in one can happen whatever the others do.
    """
    leader = list(range(len(net.places)))

    def find(place: int) -> int:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    touched: list[int] = []
    for one in net.transitions:
        joined = [p for join in one.joins for p in (join.place, *join.awaits)]
        places = [*one.takes, *one.gives, *one.clears, *one.empty, *joined]
        touched.append(places[0] if places else -1)
        for place in places[1:]:
            leader[find(place)] = find(places[0])
    found: dict[int, list[int]] = {}
    for index, place in enumerate(touched):
        found.setdefault(find(place) if place >= 0 else -1, []).append(index)
    return list(found.values())
