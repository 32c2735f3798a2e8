"""The command that simulates a system case by case."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli import maps
from app.cli.numbers import metric_names
from app.cli.output import Refused, format_option, note, say, say_json
from app.translate import tr, tr_message

if TYPE_CHECKING:
    from bpmn.simulation.results import Simulation
    from bpmn.simulation.statistics import Estimate

COLUMNS = "{name:<44}{first:>22}{second:>22}{third:>22}"
LONGEST_NAME = 42


@click.command(
    "simulate",
    help=tr(
        "Simulate the system case by case, from customer to customer, until the numbers are sure enough. "
        "The same seed gives the same result with any number of workers."
    ),
)
@maps.path_argument
@click.option("--scenario", metavar="NAME", help=tr("A scenario of the maps; else the base scenario."))
@click.option("--seed", type=int, help=tr("Where the random numbers begin; else that of the scenario, or 1."))
@click.option(
    "--replications", type=click.IntRange(min=1), help=tr("How many runs; else as many as the numbers need.")
)
@click.option("--workers", type=click.IntRange(min=1), help=tr("How many processes; else one per core."))
@click.option(
    "--log",
    metavar="OUT.xes",
    type=click.Path(path_type=Path),
    help=tr("Write the first run as an event log."),
)
@format_option
def simulate(
    path: Path, scenario: str | None, log: Path | None, output_format: str, **numbers: int | None
) -> int:
    """Numbers with intervals."""
    from bpmn import simulation
    from bpmn.scenario.merged import UnknownScenario, read
    from bpmn.system.links import find_links

    system = maps.system_at(path)
    try:
        chosen = read(system, scenario)
    except UnknownScenario as error:
        raise Refused(error.reason) from error
    ready = simulation.plan(system, find_links(system), chosen)
    settings = simulation.Settings(**numbers)  # type: ignore[arg-type]
    found = simulation.simulate(ready, settings)
    if log is not None:
        simulation.write_log(ready, log, numbers["seed"])
    if output_format == "json":
        say_json(simulation.to_json(found))
    else:
        say_simulation(found)
    return maps.say_unreadable(system)


def say_simulation(found: "Simulation") -> None:
    """Print the numbers for people."""
    name = found.scenario or tr("without a scenario")
    say(tr("Scenario: {name}. Times in {unit}.", name=name, unit=found.time_unit))
    told = "{count} runs of {duration}, the first {warmup} of each left out; {cases} cases; seed {seed}."
    say(
        tr(
            told,
            count=found.replications,
            duration=f"{found.duration:g}",
            warmup=f"{found.warm_up:g}",
            cases=found.cases,
            seed=found.seed,
        )
    )
    if not found.stable:
        say(tr("Unstable: work comes faster than it is done, so waits grow without end."))
    for metric, label in metric_names().items():
        value = found.end_to_end.get(metric)
        if value is not None:
            say(tr("{metric}: {value}", metric=label, value=shown(value)))
    for percent, value in found.lead_time.quantiles.items() if found.stable else ():
        told = tr("{share} % of the cases take at most {value}", share=percent, value=shown(value))
        say(told)
    _say_parts(found)
    for warning in found.warnings:
        note(tr("Note: {text}", text=tr_message(warning)))


def _say_parts(found: "Simulation") -> None:
    if found.processes:
        _row(tr("Process"), tr("lead time"), tr("wait"), tr("work"), is_head=True)
    for process in found.processes:
        _row(process.name, *map(shown, (process.lead_time, process.wait, process.work)))
    if found.activities:
        _row(tr("Activity"), tr("visits"), tr("wait"), tr("work"), is_head=True)
    for step in found.activities:
        _row(step.name, *map(shown, (step.visits, step.wait, step.work)))
    if found.resources:
        _row(tr("Team"), tr("load"), tr("capacity"), "", is_head=True)
    for team in found.resources:
        _row(team.name, shown(team.utilisation), "–" if team.capacity is None else str(team.capacity), "")
    if found.bottleneck is not None:
        say()
        team_name, limit = found.bottleneck
        told = "Bottleneck: {team}, full at {limit} cases per {unit}."
        say(tr(told, team=team_name, limit=f"{limit:.4g}", unit=found.time_unit))


def _row(name: str, first: str, second: str, third: str, *, is_head: bool = False) -> None:
    if is_head:
        say()
    flat = " ".join(name.split())
    short = flat if len(flat) <= LONGEST_NAME else flat[: LONGEST_NAME - 1] + "…"
    say(COLUMNS.format(name=short, first=first, second=second, third=third).rstrip())


def shown(value: "Estimate | None") -> str:
    """A number for people with half of its interval; unknown is a dash."""
    if value is None:
        return "–"
    mean = f"{float(f'{value.mean:.4g}'):g}"
    if value.low is None or value.high is None:
        return mean
    return f"{mean} ± {float(f'{value.half_width:.2g}'):g}"
