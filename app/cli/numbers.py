"""The command that computes the numbers of a system by queueing theory."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli import flow_text, maps
from app.cli.output import Refused, format_option, say, say_json
from app.translate import tr, tr_message

if TYPE_CHECKING:
    from bpmn.queueing.results import Analysis

COLUMNS = "{name:<44}{first:>13}{second:>13}{third:>13}"
LONGEST_NAME = 42


@click.command(
    "analyse", help=tr("Compute load, waits and lead times. By queueing theory, from customer to customer.")
)
@maps.path_argument
@click.option("--scenario", metavar="NAME", help=tr("A scenario of the maps; else the base scenario."))
@format_option
def analyse(path: Path, scenario: str | None, output_format: str) -> int:
    """The immediate numbers."""
    from bpmn.queueing import analyse as queueing
    from bpmn.scenario.merged import UnknownScenario, read
    from bpmn.system.links import find_links

    system = maps.system_at(path)
    try:
        chosen = read(system, scenario)
    except UnknownScenario as error:
        raise Refused(error.reason) from error
    found = queueing.analyse(system, find_links(system), chosen)
    if output_format == "json":
        say_json(queueing.to_json(found))
    else:
        say_analysis(found)
    return maps.say_unreadable(system)


def say_analysis(found: "Analysis") -> None:
    """Print the numbers for people."""
    name = found.scenario or tr("without a scenario")
    say(tr("Scenario: {name}. Times in {unit}.", name=name, unit=found.time_unit))
    if not found.stable:
        say(tr("Unstable: work comes faster than it is done, so waits grow without end."))
    for metric, label in metric_names().items():
        if found.metric(metric) is not None:
            say(tr("{metric}: {value}", metric=label, value=number(found.metric(metric))))
    flow_text.say_flow(found, number)
    for chain in found.chains:
        say(tr("Chain {name}: {value}", name=chain.name, value=number(chain.lead_time)))
    _say_parts(found)
    flow_text.say_where_time_goes(found, number, _row)
    if found.bottleneck is not None:
        say()
        limit, unit = number(found.bottleneck.limit), found.time_unit
        team = found.bottleneck.resource
        say(tr("Bottleneck: {team}, full at {limit} cases per {unit}.", team=team, limit=limit, unit=unit))
        flow_text.say_limits(found, number)
    for warning in found.warnings:
        say(tr("Note: {text}", text=tr_message(warning)))


def metric_names() -> dict[str, str]:
    """The metrics with their names for people, in the order in which they are shown."""
    return {
        "leadTime": tr("Lead time from customer to customer"),
        "onTime": tr("Share on time"),
        "throughput": tr("Cases done per unit of time"),
        "costPerGoodCase": tr("Cost per good case"),
        "defectRate": tr("Share of defects"),
        "wip": tr("Cases at work at a time"),
    }


def _say_parts(found: "Analysis") -> None:
    if found.processes:
        _row(tr("Process"), tr("lead time"), tr("wait"), tr("work"), is_head=True)
    for process in found.processes:
        _row(
            process.name or process.key.element, *map(number, (process.lead_time, process.wait, process.work))
        )
    if found.activities:
        _row(tr("Activity"), tr("visits"), tr("wait"), tr("work"), is_head=True)
    for step in found.activities:
        _row(step.name or step.key.element, *map(number, (step.visits, step.wait, step.work)))
    if found.resources:
        _row(tr("Team"), tr("load"), tr("capacity"), "", is_head=True)
    for team in found.resources:
        _row(team.name, number(team.utilisation), number(team.capacity), "")


def _row(name: str, first: str, second: str, third: str, *, is_head: bool = False) -> None:
    if is_head:
        say()
    flat = " ".join(name.split())
    short = flat if len(flat) <= LONGEST_NAME else flat[: LONGEST_NAME - 1] + "…"
    say(COLUMNS.format(name=short, first=first, second=second, third=third).rstrip())


def number(value: float | None) -> str:
    """A number for people, with four digits that matter; unknown is a dash."""
    return "–" if value is None else f"{float(f'{value:.4g}'):g}"


COMMANDS: tuple[click.Command, ...] = (analyse,)
