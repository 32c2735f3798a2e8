"""The firing rule written plainly, and everything that can happen by it: what the fast ones are measured by."""

from collections import Counter
from dataclasses import dataclass, field

from bpmn.semantics import Net, Transition

Tokens = frozenset[tuple[int, int]]


def may_fire(transition: Transition, tokens: Counter[int]) -> Counter[int] | None:
    """What a transition would take, or None if it may not fire."""
    taken = Counter(transition.takes)
    if any(tokens[place] < count for place, count in taken.items()):
        return None
    if any(tokens[place] for place in transition.empty):
        return None
    for join in transition.joins:
        if tokens[join.place]:
            taken[join.place] += 1
        elif any(tokens[place] for place in join.awaits):
            return None
    return taken if taken or not transition.joins else None


def fired(transition: Transition, tokens: Counter[int], taken: Counter[int]) -> Counter[int]:
    after = tokens - taken
    for place in transition.clears:
        del after[place]
    return after + Counter(transition.gives)


def frozen(tokens: Counter[int]) -> Tokens:
    return frozenset(tokens.items())


@dataclass
class Play:
    """Everything that can happen in a net."""

    net: Net
    steps: dict[Tokens, list[tuple[int, Tokens]]] = field(default_factory=dict)
    is_complete: bool = True
    limit: int = 5000
    most: int = 50

    def __post_init__(self) -> None:
        start = Counter({p: n for p, n in self.net.initial.items() if n})
        todo = [start]
        self.steps[frozen(start)] = []
        for tokens in todo:
            for transition in self.net.transitions:
                taken = may_fire(transition, tokens)
                if taken is None:
                    continue
                after = fired(transition, tokens, taken)
                self.steps[frozen(tokens)].append((transition.index, frozen(after)))
                if frozen(after) not in self.steps:
                    self.steps[frozen(after)] = []
                    todo.append(after)
            if len(todo) > self.limit or max(tokens.values(), default=0) > self.most:
                self.is_complete = False
                return

    @property
    def fired(self) -> set[int]:
        return {index for after in self.steps.values() for index, _ in after}

    def is_final(self, tokens: Tokens) -> bool:
        return not any(place in self.net.pending for place, _ in tokens)

    @property
    def finals(self) -> list[Tokens]:
        return [tokens for tokens in self.steps if self.is_final(tokens)]

    @property
    def stuck(self) -> list[Tokens]:
        return [tokens for tokens, after in self.steps.items() if not after and not self.is_final(tokens)]

    @property
    def peak(self) -> int:
        """The most tokens on any place but those of messages."""
        counted = set(range(len(self.net.places))) - set(self.net.messages)
        return max((n for tokens in self.steps for place, n in tokens if place in counted), default=0)

    @property
    def performed(self) -> set[str]:
        """The ids of the activities that can be done."""
        return {key.element for index in self.fired for key in self.net.transitions[index].performs}

    @property
    def dead(self) -> set[str]:
        return {key.element for key in self.net.activities} - self.performed

    @property
    def ends_twice(self) -> bool:
        return any(self.net.transitions[index].repeats for index in self.fired)

    @property
    def unread(self) -> set[str]:
        """The ids of messages that may be left when all is done, and that nothing can read any more."""
        return {
            self.net.places[place].element.element
            for tokens in self.finals
            for place, _ in tokens
            if place in self.net.messages and not self.may_read(tokens, place)
        }

    def may_read(self, tokens: Tokens, message: int) -> bool:
        seen, todo = {tokens}, [tokens]
        for here in todo:
            for index, after in self.steps[here]:
                if message in self.net.transitions[index].takes:
                    return True
                if after not in seen:
                    seen.add(after)
                    todo.append(after)
        return False

    @property
    def can_always_finish(self) -> bool:
        """By its definition: from every marking a final one can be reached."""
        good = set(self.finals)
        grows = True
        while grows:
            new = {t for t, after in self.steps.items() if t not in good and any(a in good for _, a in after)}
            good |= new
            grows = bool(new)
        return len(good) == len(self.steps)
