"""The command that tells where the whole breaks, for people, scripts and code hosts."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from app.cli import maps
from app.cli.output import DONE, FINDINGS, note, say, say_json
from app.translate import tr, tr_message
from bpmn.analysis.profile import Profile, profile_named, shown
from bpmn.base.finding import ElementKey, Finding, Severity
from bpmn.base.fix import FixAction

Namer = Callable[[ElementKey], str]
NEVER = "never"


@click.command(
    "check",
    help=tr(
        "Find where the whole breaks. Findings between the maps of a folder, or in one map. Exit code 1 if "
        "one is at least as bad as --fail-on says. Accepted findings are left out; checks that the system "
        "switched off are not carried out."
    ),
)
@click.argument("paths", metavar="PATH…", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option(
    "--fail-on",
    type=click.Choice([*(s.value for s in Severity), NEVER]),
    default=Severity.ERROR.value,
    show_default=True,
    help=tr("The mildest finding that gives exit code 1."),
)
@click.option(
    "--profile",
    type=click.Choice([p.value for p in Profile]),
    default=Profile.ALL.value,
    show_default=True,
    help=tr("How much is told: at most ten, everything, or only the serious."),
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    show_default=True,
    help=tr("Text for people, one JSON object, or SARIF 2.1.0 for code hosts."),
)
def check(paths: tuple[Path, ...], fail_on: str, profile: str, output_format: str) -> int:
    """Findings between maps."""
    from app.cli.sarif import sarif
    from bpmn.report.checked import checked

    systems = [maps.system_at(path) for path in paths]
    examined = [(checked(s), s) for s in systems]
    told = [(shown(one.findings, profile_named(profile)), maps.namer(s), s) for one, s in examined]
    notes = [text for one, _ in examined for text in one.notes]
    found = [(one, name) for findings, name, _ in told for one in findings]
    if output_format == "sarif":
        say_json(sarif((one, s) for findings, _, s in told for one in findings), with_version=False)
    elif output_format == "json":
        say_json({"findings": [_finding(one) for one, _ in found], "notes": notes})
    else:
        _say_findings(found)
    for text in notes:
        note(tr_message(text))
    fails = fail_on != NEVER and any(one.severity.at_least(Severity(fail_on)) for one, _ in found)
    return FINDINGS if fails else DONE


def _finding(found: Finding) -> Mapping[str, object]:
    return {
        "rule": found.rule,
        "severity": found.severity,
        "elements": found.elements,
        "message": found.message,
        "why": found.why,
        "fix": found.fix,
        "level": found.level or None,
        "actions": [_action(one) for one in found.actions],
    }


def _action(one: FixAction) -> Mapping[str, object]:
    return {
        "kind": one.kind,
        "elements": one.elements,
        "arguments": dict(one.arguments),
        "label": one.text,
    }


def _say_findings(found: Sequence[tuple[Finding, Namer]]) -> None:
    counts = Counter(one.severity for one, _ in found)
    say(
        tr(
            "Errors: {errors}, warnings: {warnings}, hints: {hints}.",
            errors=counts[Severity.ERROR],
            warnings=counts[Severity.WARNING],
            hints=counts[Severity.INFO],
        )
    )
    for one, name in found:
        say()
        text = tr_message(one.message)
        say(tr("{severity} {rule}: {message}", severity=one.severity, rule=one.rule, message=text))
        for key in one.elements:
            say(tr("    At: {place}", place=name(key)))
        say(tr("    Why: {text}", text=tr_message(one.why)))
        say(tr("    Mend: {text}", text=tr_message(one.fix)))
