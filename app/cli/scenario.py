"""The command that shows and changes the numbers of a map or a system."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli import maps
from app.cli.elsewhere import (
    Elsewhere,
    elsewhere_options,
    enter_elsewhere,
    from_elsewhere,
    say_notes,
    taken_json,
)
from app.cli.output import FINDINGS, Refused, format_option, note, say, say_json
from app.translate import tr, tr_message
from bpmn.base.finding import ElementKey
from bpmn.base.message import Message
from bpmn.model.document import Document
from bpmn.system.system import System
from bpmn.xml import file as files

if TYPE_CHECKING:
    from bpmn.scenario.parameters import Scenario
    from bpmn.scenario.standing import Standing
    from bpmn.scenario.table_changes import Difference
    from bpmn.scenario.tables import Row

LONGEST_NAME = 34
MOST_QUESTIONS = 12


@click.command(
    "scenario",
    help=tr(
        "Show or change the numbers: arrivals, durations, shares, teams, hours of work, promises. "
        "\n\n--set and --import change the base scenario in the maps themselves; with --dry-run they only "
        "show what would change. A number is written as people say it: 12 min, usually 10, at worst 60 min, "
        "25 %, 48 a week, 3 to 10, after 45 min, Mon-Fri 8:00-17:00."
        '\n\nJSON: {"scenario","timeUnit","currency","level":0…3,"start","parameters":[{"table","file",'
        '"element","name","field","value","source","by","date","low","high"}],"missing":[{"file","element",'
        '"field","level","question"}],"problems":["sentence"],"changes":[{"table","file","element","field",'
        '"before","after","problem"}]}; with --from-log also "notes" and "fits":[{"file","element","count",'
        '"mean","distance","distribution","histogram":{"edges","bars"},"density":{"points","values"}}]'
    ),
)
@maps.path_argument
@click.option(
    "--set",
    "wishes",
    metavar="FILE#ELEMENT.FIELD=VALUE",
    multiple=True,
    help=tr(
        "Set one number, as in --set “order.bpmn#Task_1.processing_time=12 min”; for a single map without "
        "FILE#. An empty value takes it out. May repeat."
    ),
)
@elsewhere_options
@click.option("--export", "target", type=click.Path(path_type=Path), metavar="FILE.xlsx|.csv",
              help=tr("Write all numbers as a table."))  # fmt: skip
@click.option("--dry-run", is_flag=True, help=tr("Show the differences, change nothing."))
@format_option
def scenario(
    path: Path, wishes: tuple[str, ...], elsewhere: Elsewhere, target: Path | None, dry_run: bool,
    output_format: str,
) -> int:  # fmt: skip
    """Show, change, import or export."""
    from bpmn.scenario.merged import read

    system = maps.system_at(path)
    taken = from_elsewhere(system, elsewhere)
    if taken is not None:
        differences = list(taken.preview.differences)
        if not dry_run:
            enter_elsewhere(system, taken)
    else:
        differences = _differences(system, read(system), wishes, elsewhere.source)
        if differences and not dry_run:
            _enter(system, path, differences)
    if differences and not dry_run:
        system = maps.system_at(path)
    if target is not None:
        _export(system, target)
    if output_format == "json":
        say_json({**_json(system, differences), **(taken_json(taken) if taken is not None else {})})
    elif wishes or elsewhere.is_given:
        say_differences(differences, dry_run=dry_run)
        say_notes(taken)
    elif target is None:
        _say(system)
    code = maps.say_unreadable(system)
    return FINDINGS if any(d.problem is not None for d in differences) else code


def _differences(
    system: System, known: "Scenario", wishes: Sequence[str], source: Path | None
) -> "list[Difference]":
    """What the wishes and the table say otherwise than the maps."""
    from bpmn.importing.spreadsheet import UnreadableTable, read_rows
    from bpmn.scenario.table_changes import compare
    from bpmn.scenario.tables import rows

    try:
        given = read_rows(source) if source is not None else []
    except UnreadableTable as error:
        raise Refused(error.reason) from error
    before = rows(system.documents, known, system.facts)
    wished = [_wished(system, wish) for wish in wishes]
    return compare(before, [*given, *wished], _finder(system), known.time_unit)


def _finder(system: System) -> Callable[[str], Document | None]:
    return lambda file: system.document(file) if file in system.files else None


def _wished(system: System, wish: str) -> "Row":
    """The row that one --set means; where its number came from is no longer known."""
    from bpmn.scenario.edit import NotEntered
    from bpmn.scenario.table_changes import one_change

    place, mark, text = wish.partition("=")
    element, dot, field = place.rpartition(".")
    file, hash_mark, identifier = element.rpartition("#")
    if not mark or not dot:
        raise Refused(tr("“{text}” is not FILE#ELEMENT.FIELD=VALUE.", text=wish))
    if not hash_mark:
        if len(system.files) > 1:
            raise Refused(tr("Say of which map: FILE#{element}.{field}=…", element=element, field=field))
        file = system.files[0]
    if file not in system.files:
        raise Refused(tr("There is no map “{file}”.", file=file))
    try:
        return one_change(ElementKey(file, identifier), field.strip(), text.strip(), system.document(file))
    except NotEntered as error:
        raise Refused(error.reason) from error


def _enter(system: System, path: Path, differences: "Sequence[Difference]") -> None:
    """Change the maps and save them; nothing is saved before all could be changed."""
    from bpmn.scenario.edit import NotEntered
    from bpmn.scenario.merged import read
    from bpmn.scenario.table_changes import enter, with_promises

    unit = read(system).time_unit
    changed: list[tuple[Path, Document, str]] = []
    possible = [d for d in differences if d.problem is None]
    for name in dict.fromkeys(d.after.key.file for d in possible if d.after.key.file):
        place = system.folder / name
        data = files.read(place)
        document = Document.parse(data, name)
        try:
            enter(document, name, possible, unit)
        except NotEntered as error:
            raise Refused(error.reason) from error
        changed.append((place, document, files.fingerprint(data)))
    for place, document, fingerprint in changed:
        document.save(place, fingerprint)
    _enter_promises(path, lambda facts: with_promises(facts, possible))


def _enter_promises(path: Path, change: "Callable[..., object]") -> None:
    """Save promises in system.json, if there are any to save."""
    from dataclasses import replace

    from bpmn.system import store
    from bpmn.system.facts import Facts

    if not path.is_dir():
        return
    stored = store.load(path)
    facts = change(stored.facts)
    if isinstance(facts, Facts) and facts != stored.facts:
        store.save(path, replace(stored, facts=facts))


def _export(system: System, target: Path) -> None:
    from bpmn.importing.spreadsheet import UnreadableTable, write_rows
    from bpmn.scenario.merged import read
    from bpmn.scenario.tables import rows

    try:
        write_rows(target, rows(system.documents, read(system), system.facts), tr_message)
    except UnreadableTable as error:
        raise Refused(error.reason) from error
    note(tr("Written: {file}", file=target))


def _standing(system: System, found: "Scenario") -> "Standing":
    from bpmn.scenario.standing import standing
    from bpmn.system.links import find_links

    return standing(system, found, find_links(system))


def _json(system: System, differences: "Sequence[Difference]") -> dict[str, object]:
    from bpmn.scenario.merged import read
    from bpmn.scenario.tables import rows

    found = read(system)
    stand = _standing(system, found)
    return {
        "scenario": found.name,
        "timeUnit": str(found.time_unit),
        "currency": found.currency,
        "level": int(stand.level),
        "start": found.start.isoformat(),
        "parameters": [_row_json(row) for row in rows(system.documents, found, system.facts) if row.text],
        "missing": [
            {
                **_key(question.key),
                "field": question.field,
                "level": int(question.level),
                "question": question.text,
            }
            for question in stand.questions
        ],
        "problems": list(stand.problems),
        "changes": [
            {
                "table": str(d.after.kind),
                **_key(d.after.key),
                "field": d.after.field,
                "before": d.before.text or None,
                "after": d.after.text or None,
                "problem": d.problem,
            }
            for d in differences
        ],
    }


def _key(key: ElementKey) -> dict[str, object]:
    return {"file": key.file, "element": key.element}


def _row_json(row: "Row") -> dict[str, object]:
    said = {name: getattr(row, name) or None for name in ("source", "by", "date", "low", "high")}
    known = {"table": str(row.kind), **_key(row.key), "name": row.name, "field": row.field}
    return {**known, "value": row.text, **said}


def _say(system: System) -> None:
    from bpmn.scenario.merged import read
    from bpmn.scenario.tables import TITLES, rows

    found = read(system)
    stand = _standing(system, found)
    say(tr("Scenario: {name}. Times in {unit}.", name=found.name, unit=found.time_unit))
    say(tr("Level {level} of 3: {words}", level=int(stand.level), words=tr_message(level_words(stand))))
    kind = None
    for row in rows(system.documents, found, system.facts):
        if not row.text:
            continue
        if row.kind is not kind:
            kind = row.kind
            say()
            say(tr_message(TITLES[kind]))
        name = _short(row.name or row.key.element)
        say(f"  {name:<{LONGEST_NAME}}  {tr_message(row.label)}: {row.text}{_origin(row)}")
    if stand.questions:
        say()
        say(tr("Still to be answered"))
    for question in stand.questions[:MOST_QUESTIONS]:
        say(tr("  {question} ({file})", question=tr_message(question.text), file=question.key.file))
    more = len(stand.questions) - MOST_QUESTIONS
    if more > 0:
        say(tr("  … and {count} more", count=more))
    for problem in stand.problems:
        note(tr("Note: {text}", text=tr_message(problem)))


def level_words(stand: "Standing") -> Message:
    """What a level means."""
    from bpmn.scenario.missing import LEVELS

    return LEVELS[stand.level]


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"


def _origin(row: "Row") -> str:
    said = [row.source, row.by, row.date, f"{row.low} … {row.high}" if row.low or row.high else ""]
    known = ", ".join(text for text in said if text)
    return f" ({known})" if known else ""


def say_differences(differences: "Sequence[Difference]", *, dry_run: bool) -> None:
    """Print what changes, and what cannot."""
    for one in differences:
        row = one.after
        if one.problem is not None:
            note(tr("Not taken over: {reason}", reason=tr_message(one.problem)))
            continue
        before = one.before.text + _origin(one.before) or tr("nothing")
        after = row.text + _origin(row) if row.text else tr("nothing")
        say(f"{_short(row.name or row.key.element)}  {tr_message(row.label)}: {before} → {after}")
    count = sum(one.problem is None for one in differences)
    if not count:
        say(tr("Nothing changes."))
    elif dry_run:
        say(tr("{count} numbers would change; nothing was changed.", count=count))
    else:
        say(tr("{count} numbers changed.", count=count))


COMMANDS: tuple[click.Command, ...] = (scenario,)
