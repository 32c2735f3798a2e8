"""How large a system may be for what takes long, and the sentences that say what is left out."""

from bpmn.base.message import Message, message
from bpmn.system.links import Survey

MOST_COUNTED = 20_000
"""With more steps no numbers are computed beside findings."""

MOST_SEARCHED = 10_000
"""With more steps nobody looks for cases that get stuck."""


def steps_of(seen: Survey) -> int:
    """How many steps, events and gateways there are."""
    return sum(len(place.graph.nodes) for place in seen.places.processes.values())


def not_counted(steps: int) -> Message | None:
    """Why there are no numbers; None where they can be computed."""
    if steps <= MOST_COUNTED:
        return None
    words = {"count": f"{steps:,}", "most": f"{MOST_COUNTED:,}"}
    return message("With {count} steps, numbers are left out here: more than {most}.", **words)


def not_searched(steps: int) -> Message | None:
    """Why nobody looks for cases that get stuck; None where it can be done."""
    if steps <= MOST_SEARCHED:
        return None
    words = {"count": f"{steps:,}", "most": f"{MOST_SEARCHED:,}"}
    return message("With {count} steps, cases that get stuck are not looked for: more than {most}.", **words)
