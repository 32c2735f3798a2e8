"""The command that looks for local targets that would hurt the whole."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli import maps
from app.cli.output import format_option, say, say_json
from app.translate import tr, tr_message

if TYPE_CHECKING:
    from bpmn.improvement.scan import Scan, Scanned

SHOWN = 10
"""So many targets of a kind, and so many numbers, are told to people; JSON has them all."""


@click.command(
    "scan",
    help=tr(
        "Look for local targets that would hurt the whole. Standard targets are tried one by one: less time, "
        "people more or fewer, larger groups, a check less, more cases, priority, other hours, and so on. By "
        "queueing theory; the ten that matter most are confirmed by simulation.\n\n"
        'JSON: {{"base":{{…}},"judgedOn":[METRIC],"seed","targets":[{{"kind","name","owner","file","element",'
        '"class","verdict","local":{{"kpi","before","after","change","ci95","verdict"}}|null,'
        '"global":{{METRIC:{{"before","after","change","ci95","verdict"}}}},"gain",'
        '"breakEven":{{"parameter","file","element","value","unit","holds"}}|null,"haste":as breakEven,'
        '"confirmed","explanation"}}],"tornado":[{{"parameter","file","element","owner","value"}}],'
        '"alignment":[{{"owner","kpi","alpha","worst":{{"parameter","file","element"}}|null}}],'
        '"conflicts":[{{"owners":[A,B],"kpis":[A,B],"index","lever"}}]}}; '
        "class: safe, useless, dangerous, noTarget, undecided; tornado: per cent of the whole for one."
    )
    .replace("{{", "{")
    .replace("}}", "}"),
)
@maps.path_argument
@click.option("--quick", is_flag=True, help=tr("Confirm nothing by simulation."))
@click.option("--seed", type=int, help=tr("Where the random numbers begin; else that of the scenario, or 1."))
@click.option("--workers", type=click.IntRange(min=1), help=tr("How many processes; else one per core."))
@format_option
def scan(path: Path, quick: bool, seed: int | None, workers: int | None, output_format: str) -> int:
    """Targets that hurt, that are of no use, and that are safe."""
    from bpmn.improvement import scan as scanning
    from bpmn.improvement.scan_json import to_json
    from bpmn.system.links import find_links

    system = maps.system_at(path)
    depth = scanning.Depth(quick, seed, workers)
    found = scanning.scan(system, find_links(system), system.facts, depth)
    if output_format == "json":
        say_json(to_json(found))
    else:
        say_scan(found)
    return maps.say_unreadable(system)


def say_scan(found: "Scan") -> None:
    """Print the targets for people, those that hurt first."""
    heads = {
        "dangerous": tr("Dangerous: good for the owner, bad for the whole"),
        "undecided": tr("Not decided"),
        "useless": tr("Useless: good for the owner, and no customer notices"),
        "safe": tr("Safe: good for the owner and for the whole"),
    }
    if not found.targets:
        say(tr("There is nothing to try: the maps have no times, teams or arrivals yet."))
    for kind, head in heads.items():
        _say_group(head, [one for one in found.targets if one.quadrant == kind], found)
    if found.tornado:
        say(tr("What one per cent more does to the whole, in per cent"))
    for one in found.tornado[:SHOWN]:
        say(tr("    {value}  {name}", value=f"{one.value:+.2f}", name=tr_message(one.name)))
    if found.alignment.owners:
        say()
        say(
            tr("How well key figures point at what is good for all: 1 well, 0 not at all, below 0 against it")
        )
    for figure in found.alignment.owners:
        alpha = "–" if figure.alpha is None else f"{figure.alpha:+.2f}"
        worst = "" if figure.worst is None else tr("; worst: {lever}", lever=tr_message(figure.worst))
        names = {"alpha": alpha, "owner": figure.owner, "kpi": figure.kpi.name or figure.kpi.measure}
        say(tr("    {alpha}  {owner}: {kpi}{worst}", **names, worst=worst))


def _say_group(head: str, group: list["Scanned"], found: "Scan") -> None:
    from bpmn.improvement.scan_json import sentence

    if not group:
        return
    say(head)
    for one in group[:SHOWN]:
        said = sentence(one, found.judged_on[0], found.base.time_unit)
        say(tr("    {name}. {sentence}", name=tr_message(one.target.name), sentence=tr_message(said)))
    if len(group) > SHOWN:
        say(tr("    … and {count} more", count=len(group) - SHOWN))
    say()


COMMANDS: tuple[click.Command, ...] = (scan,)
