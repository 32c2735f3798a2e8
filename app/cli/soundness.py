"""The command that says whether processes can always finish, with examples where they cannot."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli import maps
from app.cli.output import DONE, format_option, say, say_json
from app.translate import tr, tr_message
from bpmn.base.message import Message, message

if TYPE_CHECKING:
    from bpmn.analysis.soundness.verdict import CounterExample, Soundness
    from bpmn.system.system import System

MOST_STATES = 2_000_000


@click.command(
    "soundness",
    help=tr(
        "Find out whether cases can always finish. A verdict per map and, for a folder, for all maps "
        "together, with a shortest example where something is wrong. What is not known is null."
    ),
)
@click.argument("paths", metavar="PATH…", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option(
    "--states",
    type=click.IntRange(min=1),
    default=MOST_STATES,
    show_default=True,
    help=tr("So many situations are looked at before the search gives up."),
)
@format_option
def soundness(paths: tuple[Path, ...], states: int, output_format: str) -> int:
    """Verdicts per map and for all maps together."""
    from bpmn.analysis.soundness.soundness import soundness as find

    systems = [maps.system_at(path) for path in paths]
    found = [(system, one) for system in systems for one in find(system, budget=states)]
    if output_format == "json":
        say_json({"results": [_data(one) for _, one in found]})
    else:
        for system, one in found:
            _say(system, one)
    return max((maps.say_unreadable(system) for system in systems), default=DONE)


def _data(one: "Soundness") -> Mapping[str, object]:
    return {
        "scope": one.scope,
        "safe": one.safe,
        "bounded": one.bounded,
        "optionToComplete": one.option_to_complete,
        "properCompletion": one.proper_completion,
        "strictCompletion": one.strict_completion,
        "deadActivities": one.dead_activities,
        "orphanMessages": one.orphan_messages,
        "neverStarted": one.never_started,
        "unanswered": one.unanswered,
        "deadlock": one.deadlock,
        "livelock": one.livelock,
        "complete": one.complete,
        "states": one.states,
        "counterExamples": [_example(example) for example in one.counter_examples],
        "notes": [{**note.element._asdict(), "text": note.text} for note in one.net.notes],
        "openQuestions": one.net.unanswered,
    }


def _example(example: "CounterExample") -> Mapping[str, object]:
    steps = [{**step.element._asdict(), "text": step.text} for step in example.trace.steps]
    return {
        "property": example.property,
        "text": example.text,
        "elements": example.elements,
        "steps": steps,
    }


# -- for people ------------------------------------------------------------------------------------


def _say(system: "System", one: "Soundness") -> None:
    name = maps.namer(system)
    where = tr("All maps together") if len(one.scope) > 1 else one.scope[0]
    say(tr("{where}: {verdict}", where=where, verdict=tr_message(_verdict(one))))
    if one.dead_activities:
        say(tr("    Can never be done: {names}", names=", ".join(map(name, one.dead_activities))))
    if one.never_started:
        say(tr("    Never begins: {names}", names=", ".join(map(name, one.never_started))))
    for example in one.counter_examples:
        say(tr("    {text}", text=tr_message(example.text)))
        for number, step in enumerate(example.trace.steps, 1):
            say(tr("        {number}. {step}", number=number, step=tr_message(step.text)))
    for note in one.net.notes:
        say(tr("    Note: {text}", text=tr_message(note.text)))
    if one.net.unanswered:
        told = tr(
            "    Open questions about links: {count}. The result does not know the answers.",
            count=one.net.unanswered,
        )
        say(told)


def _verdict(one: "Soundness") -> Message:
    if one.is_sound is None:
        return message("Not proven: no error was found in {states} situations.", states=one.states)
    if one.is_sound:
        return message("Every case can always finish ({states} situations).", states=one.states)
    return message("Something is wrong ({states} situations).", states=one.states)


COMMANDS: tuple[click.Command, ...] = (soundness,)
