"""How much of what was found is shown: a first look of at most ten, everything, or only the serious."""

from collections.abc import Sequence
from enum import StrEnum

from bpmn.analysis.grouping import key_of
from bpmn.base.finding import Finding, Severity
from bpmn.base.message import Message, message

MOST = 10
"""So many findings a first look shows at most."""


class Profile(StrEnum):
    """How much is shown."""

    FIRST_LOOK = "first-look"
    ALL = "all"
    ERRORS = "errors-only"


NAMES: dict[Profile, Message] = {
    Profile.FIRST_LOOK: message("First look"),
    Profile.ALL: message("All findings"),
    Profile.ERRORS: message("Serious only"),
}


def profile_named(name: str, otherwise: Profile = Profile.ALL) -> Profile:
    """The profile of this name; another one where the name is empty or unknown."""
    return Profile(name) if name in list(Profile) else otherwise


def shown(findings: Sequence[Finding], profile: Profile, *, taken: int = 0) -> list[Finding]:
    """The findings that a profile shows, in their order.

    A first look takes the serious ones, then in turn the first of every group that one fix mends: ten times
    the same would hide nine others. ``taken`` of its places are filled already.
    """
    if profile is Profile.ERRORS:
        return [f for f in findings if f.severity is Severity.ERROR]
    if profile is Profile.ALL or len(findings) + taken <= MOST:
        return list(findings)
    place: dict[tuple[str, ...], int] = {}
    ranked: list[tuple[bool, int, int]] = []
    for at, finding in enumerate(findings):
        turn = place[key_of(finding)] = place.get(key_of(finding), -1) + 1
        ranked.append((finding.severity is not Severity.ERROR, turn, at))
    return [findings[at] for at in sorted(at for _, _, at in sorted(ranked)[: max(MOST - taken, 0)])]
