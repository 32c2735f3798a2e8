"""Commands that compute: the numbers of a system and the verdict on an initiative."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli import flow_text, maps
from app.cli.output import Refused, format_option, say, say_json
from app.translate import language, tr, tr_message
from bpmn.base.message import message
from bpmn.report.charts.words import Words
from bpmn.system.facts import Metric

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bpmn.improvement.effects import Effect, InitiativeEffect
    from bpmn.improvement.improve import Improvement
    from bpmn.queueing.results import Analysis
    from bpmn.report.blocks import Block
    from bpmn.system.system import System

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


@click.command(
    "improve",
    help=tr(
        "Judge initiatives. What each does to its owner's figure and to the customer, and what they are "
        "worth together. They stand in system.json, or are scenarios of the maps that inherit the base."
    ),
)
@maps.path_argument
@click.option("--initiative", "names", metavar="NAME", multiple=True, help=tr("Only this one; may repeat."))
@click.option("--metrics", metavar="M,…", help=tr("Judge on these numbers; else on those of the system."))
@click.option(
    "--subsets",
    type=click.Choice(["all", "singles"]),
    default="all",
    show_default=True,
    help=tr("Which sets of initiatives are valued together."),
)
@click.option(
    "--seed",
    type=int,
    expose_value=False,
    help=tr("For results by simulation; queueing theory draws no numbers."),
)
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="OUT",
    help=tr("Write a report for the people who decide: .html, or .pdf."),
)
@format_option
def improve(
    path: Path,
    names: tuple[str, ...],
    metrics: str | None,
    subsets: str,
    report: Path | None,
    output_format: str,
) -> int:
    """Verdicts on initiatives."""
    from bpmn.improvement import improve as improvement
    from bpmn.improvement.changes import CannotApply
    from bpmn.system.links import find_links

    system = maps.system_at(path)
    judged = chosen_metrics(metrics)
    try:
        wanted = improvement.Wanted(names, judged, subsets == "all")
        found = improvement.improve(system, find_links(system), wanted, system.facts)
    except CannotApply as error:
        raise Refused(error.reason) from error
    if report is not None:
        write_report(report, found, system, path)
    if output_format == "json":
        say_json(improvement.to_json(found))
    else:
        _say_improvement(found)
    return maps.say_unreadable(system)


def write_report(out: Path, found: "Improvement", system: "System", path: Path) -> None:
    """Write the report of a decision. Raises Refused where it cannot be written."""
    from bpmn.report.blocks import blocks_html
    from bpmn.report.decision import About, decision
    from bpmn.xml import file

    if out.suffix not in {".html", ".pdf"}:
        raise Refused(message("A report is .html or .pdf, not “{ending}”.", ending=out.suffix))
    words = click.get_current_context().params
    chosen = "".join(f' --initiative "{name}"' for name in words["names"])
    chosen += f" --metrics {words['metrics']}" if words["metrics"] else ""
    command = f'wholeflow improve "{path.name}"{chosen} --report "{out.name}"'
    title = tr("Initiatives of {name}", name=path.resolve().stem)
    about = About(title, command, tr("Estimated by queueing."), system.facts.initiatives)
    blocks = decision(found, about, Words(tr_message))
    data = _pdf(blocks, title) if out.suffix == ".pdf" else blocks_html(blocks, title, language()).encode()
    try:
        file.save(out, data)
    except OSError as error:
        told = message("“{file}” was not written: {reason}.", file=out.name, reason=error.strerror or "")
        raise Refused(told) from error


def _pdf(blocks: "Sequence[Block]", title: str) -> bytes:
    """The report on pages. Raises Refused where Qt cannot be loaded."""
    from app.cli.pictures import drawing_application

    try:
        application = drawing_application()
        from app.export.document_pdf import document_pdf
    except ImportError as error:
        told = message("A report as .pdf needs Qt ({detail}). Write an .html.", detail=str(error))
        raise Refused(told) from error
    assert application is not None  # letters are drawn only while there is one
    return document_pdf(blocks, title)


def chosen_metrics(text: str | None) -> tuple[str, ...]:
    """The metrics in a list with commas; none without one. Raises Refused for an unknown one."""
    chosen = tuple(word.strip() for word in (text or "").split(",") if word.strip())
    unknown = [word for word in chosen if word not in list(Metric)]
    if unknown:
        known = ", ".join(Metric)
        raise Refused(tr("{name} is no metric; there are: {known}.", name=unknown[0], known=known))
    return chosen


def _say_improvement(found: "Improvement") -> None:
    labels = metric_names()
    if not found.initiatives:
        say(tr("There is no initiative, neither in system.json nor as a scenario that inherits the base."))
    for effect in found.initiatives:
        _say_initiative(found, effect, labels)
    if len(found.initiatives) > 1:
        best = ", ".join(found.portfolio.best) or tr("none of them")
        say(tr("Best together: {names}.", names=best))
        if found.portfolio.order:
            say(tr("In this order: {names}.", names=", ".join(found.portfolio.order)))
        if found.portfolio.best_under_budget is not None:
            best = ", ".join(found.portfolio.best_under_budget) or tr("none of them")
            say(tr("Best within the budget: {names}.", names=best))
        for sentence in found.portfolio.sentences:
            say(tr("Not together: {sentence}", sentence=tr_message(sentence)))


def _say_initiative(found: "Improvement", effect: "InitiativeEffect", labels: dict[str, str]) -> None:
    say(tr("{name}: {verdict}", name=effect.name, verdict=verdict_names()[effect.verdict]))
    say(tr("    {sentence}", sentence=tr_message(effect.explanation)))
    _say_effect(effect.kpi.name or effect.kpi.measure, effect.local, is_judged=True)
    for metric, whole in effect.overall.items():
        if whole.before is not None or whole.after is not None:
            _say_effect(labels[metric], whole, is_judged=metric in found.judged_on)
    for point in effect.break_even:
        value = number(point.value)
        names = {"parameter": tr_message(point.parameter), "value": value, "unit": point.unit}
        if point.holds_below:
            say(tr("    This holds as long as {parameter} is below {value} {unit}.", **names))
        else:
            say(tr("    This holds as long as {parameter} is above {value} {unit}.", **names))
    more = (effect.bottleneck, effect.companion and effect.companion.text, *effect.realised, effect.method)
    robust = effect.robustness and effect.robustness.sentence
    for sentence in (robust, *more, *effect.assumed):
        if sentence:
            say(tr("    {sentence}", sentence=tr_message(sentence)))
    for finding in effect.new_findings:
        say(tr("    New: {sentence}", sentence=tr_message(finding.message)))
    for title, gate in ((tr("Plan"), effect.plan_gate), (tr("System"), effect.system_gate)):
        if gate is not None:
            reason = tr_message(gate.reason)
            say(tr("    {title}: {colour}. {reason}", title=title, colour=gate.colour, reason=reason))
    say()


def _say_effect(name: str, effect: "Effect", *, is_judged: bool) -> None:
    values = {"name": name, "before": number(effect.before), "after": number(effect.after)}
    if is_judged:
        say(tr("    {name}: {before} → {after}, {word}", **values, word=effect.judgement))
    else:
        say(tr("    {name}: {before} → {after} (not judged)", **values))


def verdict_names() -> dict[str, str]:
    """The verdicts with the words for people."""
    return {
        "aligned": tr("good for the owner and for the whole (aligned)"),
        "wasted": tr("good for the owner, but no customer notices (wasted)"),
        "trade-off": tr("some numbers gain, others lose (trade-off)"),
        "sub-optimisation": tr("good for the owner, bad for the whole (SUB-OPTIMISATION)"),
        "sacrifice": tr("bad for the owner, good for the whole (sacrifice)"),
        "cost-without-effect": tr("bad for the owner, and no customer notices (cost without effect)"),
        "harmful": tr("bad for the whole (harmful)"),
        "hidden-lever": tr("good for the whole, and the owner does not notice (hidden lever)"),
        "no-effect": tr("nothing changes that matters (no effect)"),
        "undecided": tr("not decided by these numbers (undecided)"),
    }


COMMANDS: tuple[click.Command, ...] = (analyse, improve)
