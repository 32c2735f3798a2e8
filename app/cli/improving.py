"""The command that judges initiatives by what they do to the whole."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli import cards, maps
from app.cli.numbers import metric_names, number
from app.cli.output import Refused, format_option, say, say_json
from app.translate import language, tr, tr_message
from bpmn.base.message import message
from bpmn.report.charts.words import Words
from bpmn.system.facts import Metric

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bpmn.improvement.effects import Effect, InitiativeEffect
    from bpmn.improvement.improve import Improvement, Wanted
    from bpmn.report.blocks import Block
    from bpmn.system.system import System


@click.command(
    "improve",
    help=tr(
        "Judge initiatives. What each does to its owner's figure and to the customer, and what they are "
        "worth together. They stand in system.json, or are scenarios of the maps that inherit the base. "
        "Verdicts come from a simulation of each, before and after, with the same random numbers."
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
    "--quick", is_flag=True, help=tr("Judge by queueing theory alone: at once, with the error of the model.")
)
@click.option("--seed", type=int, help=tr("Where the random numbers begin; else that of the scenario, or 1."))
@click.option("--workers", type=click.IntRange(min=1), help=tr("How many processes; else one per core."))
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="OUT",
    help=tr("Write a report for the people who decide: .html, or .pdf."),
)
@click.option(
    "--form",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="OUT.xlsx",
    help=tr(
        "Write the card of the initiative as a form for a colleague (an empty one without --initiative)."
    ),
)
@click.option(
    "--read-form",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="IN.xlsx",
    help=tr("Take the card of a form over into system.json, and judge it."),
)
@format_option
def improve(path: Path, report: Path | None, output_format: str, **chosen: Any) -> int:  # noqa: ANN401 - options
    """Verdicts on initiatives."""
    from bpmn.improvement import improve as improvement
    from bpmn.improvement.changes import CannotApply
    from bpmn.system.links import find_links

    system = maps.system_at(path)
    if chosen["form"] is not None:
        cards.write_card(system, chosen["names"], chosen["form"])
        return maps.say_unreadable(system)
    if chosen["read_form"] is not None:
        chosen["names"] = (cards.read_card(system, chosen["read_form"]),)
    wanted = _wanted(chosen)
    try:
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


def _wanted(chosen: "Mapping[str, Any]") -> "Wanted":
    """What the options ask for."""
    from bpmn.improvement.improve import Wanted

    return Wanted(
        chosen["names"],
        chosen_metrics(chosen["metrics"]),
        all_subsets=chosen["subsets"] == "all",
        is_quick=chosen["quick"],
        seed=chosen["seed"],
        workers=chosen["workers"],
    )


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
    chosen += " --quick" if words["quick"] else f" --seed {found.seed}"
    command = f'wholeflow improve "{path.name}"{chosen} --report "{out.name}"'
    title = tr("Initiatives of {name}", name=path.resolve().stem)
    method = (
        tr("Estimated by queueing.") if words["quick"] else tr("Simulated, seed {seed}.", seed=found.seed)
    )
    about = About(title, command, method, system.facts.initiatives)
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


COMMANDS: tuple[click.Command, ...] = (improve,)
