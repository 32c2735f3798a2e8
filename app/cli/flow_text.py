"""The flow of a system for people: limits, where the time goes, figures of the stream, how sure it is."""

from typing import TYPE_CHECKING

from app.cli.output import say
from app.translate import tr
from bpmn.queueing.net import Cause

if TYPE_CHECKING:
    from collections.abc import Callable

    from bpmn.queueing.results import Analysis, Flow

    Number = Callable[[float | None], str]

LONGEST_TABLE = 12
"""So many parts of the lead time are shown, the longest."""
LEAST = 0.0005
"""A part of the lead time below this is not shown."""


def percent(share: float) -> str:
    """A share in percent, with two digits that matter."""
    return tr("{number} %", number=f"{float(f'{share * 100:.2g}'):g}")


def cause_names() -> dict[Cause, str]:
    """What time is spent on, in words."""
    return {
        Cause.WORK: tr("working"),
        Cause.QUEUE: tr("waiting for people"),
        Cause.OFF_CALENDAR: tr("waiting for opening hours"),
        Cause.BATCH: tr("waiting for a group"),
        Cause.TIMER: tr("waiting for a time"),
        Cause.TRANSPORT: tr("on its way"),
        Cause.LAG: tr("passing by itself"),
        Cause.PROCESS: tr("waiting for another process"),
        Cause.PARTY: tr("waiting for somebody outside"),
    }


def say_limits(found: "Analysis", number: "Number") -> None:
    """Say how much more could come, and where one more person helps most."""
    if found.bottleneck is None:
        return
    fullest = found.resource(found.bottleneck.resource)
    if fullest is not None and fullest.headroom is not None:
        team, room = fullest.name, percent(abs(fullest.headroom))
        if fullest.headroom >= 0:
            say(tr("Limit: {percent} more cases, then {team} is full.", percent=room, team=team))
        else:
            share = percent(1 - 1 / (fullest.utilisation or 1))
            say(
                tr(
                    "Beyond the limit: {team} can do all but {percent} of what comes.",
                    team=team,
                    percent=share,
                )
            )
    if found.relief is not None:
        gain, unit = number(found.relief.gain), found.time_unit
        team = found.relief.resource
        say(
            tr("One more of {team} shortens the lead time by {gain} {unit}.", team=team, gain=gain, unit=unit)
        )


def say_where_time_goes(found: "Analysis", number: "Number", row: "Callable[..., None]") -> None:
    """Show the longest parts of the lead time."""
    whole = found.metric("leadTime")
    shown = [part for part in found.partition if whole and part.mean > LEAST * whole]
    if not shown:
        return
    row(tr("Where the time goes"), tr("time"), tr("share"), "", is_head=True)
    for part in sorted(shown, key=lambda p: -p.mean)[:LONGEST_TABLE]:
        step = found.activity(part.key)
        name = step.name if step is not None and step.name else part.key.element
        text = tr("{step}: {cause}", step=name, cause=cause_names()[part.cause])
        row(text, number(part.mean), percent(part.mean / (whole or 1)), "")


def say_flow(found: "Analysis", number: "Number") -> None:
    """Say the figures of the value stream, quantiles, promises, and how sure the numbers are."""
    lead_time = found.metric("leadTime")
    if found.quantiles:
        p50, p90 = number(found.quantiles["p50"]), number(found.quantiles["p90"])
        say(tr("Half of the cases take up to {half}, nine of ten up to {ninety}.", half=p50, ninety=p90))
    for promise in found.promises:
        whom = promise.customer or tr("everybody")
        kept, target = percent(promise.on_time), number(promise.target)
        say(tr("Promise to {whom}: {target}, kept for {kept}.", whom=whom, target=target, kept=kept))
    if found.flow is not None and lead_time:
        _say_figures(found.flow, lead_time, number)
    if found.reliance is not None and found.reliance.error > 0:
        say(tr("How sure: the lead time may be off by {error}.", error=percent(found.reliance.error)))


def _say_figures(flow: "Flow", lead_time: float, number: "Number") -> None:
    touch, share = number(flow.touch), percent(flow.touch / lead_time)
    say(tr("Work per case: {work}, {share} of the lead time.", work=touch, share=share))
    added = flow.value.get("VA")
    if added is not None:
        say(
            tr(
                "Of the lead time, {share} is worth something to the customer.",
                share=percent(added / lead_time),
            )
        )
    if flow.first_pass is not None and flow.first_pass < 1:
        say(tr("Right first time: {share}.", share=percent(flow.first_pass)))
    if flow.hand_overs:
        say(tr("Hand-overs between teams per case: {count}.", count=number(flow.hand_overs)))
