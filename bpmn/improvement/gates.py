"""The two gates of an initiative: is it a plan, and what does the whole get. They tell; they never stop.

(System approach: improvements without a plan, and improvements of a part at the cost of the whole, are the
two problems that gates are for.)
"""

from bpmn.base.message import Message, message
from bpmn.improvement.effects import Colour, Gate, InitiativeEffect
from bpmn.improvement.verdict import SubLabel, Verdict
from bpmn.system.facts import Initiative

_LACKS: tuple[tuple[str, Message], ...] = (
    ("owner", message("who answers for it")),
    ("kpi", message("whose number gets better")),
    ("goal", message("which goal it serves")),
    ("expected", message("what the whole should get")),
)
"""What a plan says, the most important first."""

NEEDED = ("owner", "kpi")
"""Without these it is no plan at all."""


def plan_gate(initiative: Initiative | None) -> Gate:
    """Whether a card says who, by which number, for which goal, and what the whole should get of it."""
    if initiative is None:
        return Gate(Colour.RED, message("It has no card yet: it stands only as a scenario in a map."))
    if not (initiative.changes or initiative.maps):
        return Gate(Colour.RED, message("It does not say yet what changes."))
    lacking = [(name, told) for name, told in _LACKS if not getattr(initiative, name)]
    if not lacking:
        return Gate(
            Colour.GREEN, message("The card says who, by which number, for which goal, and what for.")
        )
    colour = Colour.RED if any(name in NEEDED for name, _ in lacking) else Colour.AMBER
    return Gate(colour, message("The card does not say yet {what}.", what=_listed([t for _, t in lacking])))


def _listed(parts: list[Message]) -> Message:
    found = parts[0]
    for part in parts[1:]:
        found = message("{first}, {second}", first=found, second=part)
    return found


_AMBER: dict[Verdict, Message] = {
    Verdict.WASTED: message("The customer does not notice it."),
    Verdict.NO_EFFECT: message("Nothing changes that matters."),
    Verdict.TRADE_OFF: message("Some numbers gain and others lose: say what they are worth."),
    Verdict.COST_WITHOUT_EFFECT: message("It costs its owner and brings nobody anything."),
    Verdict.UNDECIDED: message("The numbers at hand do not decide it."),
}
_RED: dict[Verdict, Message] = {
    Verdict.SUB_OPTIMISATION: message("It helps a part and hurts the whole."),
    Verdict.HARMFUL: message("It hurts the whole."),
}


def system_gate(effect: InitiativeEffect) -> Gate:
    """What the verdict on the system as it is says."""
    if SubLabel.UNSTABLE in effect.sub_labels:
        return Gate(Colour.RED, message("A team could no longer keep up."))
    if effect.verdict in _RED:
        return Gate(Colour.RED, _RED[effect.verdict])
    if effect.verdict in _AMBER:
        return Gate(Colour.AMBER, _AMBER[effect.verdict])
    if SubLabel.CONDITIONAL in effect.sub_labels:
        return Gate(Colour.AMBER, message("It is good only within a part of what people believe possible."))
    return Gate(Colour.GREEN, message("The whole gains."))


NOT_JUDGED = Gate(Colour.AMBER, message("It is not judged on the system as it is now."))
"""The system gate of an initiative that nobody judged since the maps changed."""
