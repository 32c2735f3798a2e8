"""Where problems show in a landscape: at the line or the card that findings speak of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bpmn.base.finding import ElementKey, Finding
from bpmn.system.landscape_model import Model


@dataclass(frozen=True, slots=True)
class Problem:
    """The findings about a card or about the connection with this number in the model, the worst first."""

    findings: tuple[Finding, ...]
    card: ElementKey | None = None
    connection: int | None = None
    is_on_chain: bool = False

    @property
    def worst(self) -> Finding:
        """The finding that counts most."""
        return self.findings[0]


def problems(
    model: Model, process_of: Mapping[ElementKey, ElementKey], findings: Iterable[Finding]
) -> tuple[Problem, ...]:
    """All problems, the worst first: by severity, then those that a customer feels on a chain.

    A finding about the end of a drawn line stands on the line, another one on the card of its process.
    """
    cards = {card.key for card in model.cards}
    lines: dict[ElementKey, int] = {}
    for number, line in enumerate(model.connections):
        for end in sorted(line.ends - cards):
            lines.setdefault(end, number)
    chained = {process for way in model.ways for process in way.processes}
    grouped: defaultdict[tuple[ElementKey | None, int | None], list[Finding]] = defaultdict(list)
    for finding in findings:
        places = [(key, process_of.get(key, key)) for key in finding.elements]
        place = next(((k, p) for k, p in places if p in cards), None)
        if place is not None:
            found_line = lines.get(place[0])
            grouped[(None, found_line) if found_line is not None else (place[1], None)].append(finding)
    found = [
        Problem(tuple(sorted(some, key=lambda f: f.severity.rank)), card, line_number, card in chained)
        for (card, line_number), some in grouped.items()
    ]
    return tuple(sorted(found, key=lambda p: (p.worst.severity.rank, not p.is_on_chain, -len(p.findings))))
