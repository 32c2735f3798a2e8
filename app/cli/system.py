"""Commands on a system of maps: what joins them, how it looks, and where the whole breaks."""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli import maps, pictures
from app.cli.files import MAP_SUFFIX, prepared, to_option
from app.cli.output import format_option, note, say, say_json
from app.translate import tr, tr_message
from bpmn.base.finding import ElementKey
from bpmn.base.message import Message
from bpmn.notation.drawing import drawing_bounds

if TYPE_CHECKING:
    from bpmn.system.links import Links, OpenQuestion
    from bpmn.system.moved import Lost
    from bpmn.system.system import System

Namer = Callable[[ElementKey], str]


@click.command("links", help=tr("Find what joins the processes. Prints links, open questions and parties."))
@maps.folder_argument
@format_option
def links(path: Path, output_format: str) -> int:
    """Links between maps."""
    from bpmn.system.links import find_links, survey
    from bpmn.system.look_back import look_back
    from bpmn.system.word_lists import words

    if (problem := words().problem) is not None:
        note(tr_message(problem))
    system = maps.system_at(path)
    seen = survey(system)
    found, lost = find_links(system, seen), look_back(system, seen.maps, remembers=False)
    if output_format == "json":
        say_json(links_data(found, lost))
    else:
        _say_links(found, maps.namer(system))
        _say_lost(lost, maps.namer(system))
    return maps.say_unreadable(system)


def links_data(found: "Links", lost: "Sequence[Lost]" = ()) -> dict[str, object]:
    """Links, open questions and parties as the command line prints them in JSON.

    Decisions whose element is gone are questions too: may they be taken over to what looks the same?
    """
    return {
        "links": [
            {"from": x.source, "to": x.target, "kind": x.kind, "level": x.level, "evidence": x.evidence}
            for x in found.links
        ],
        "open": [*map(_question, found.open), *map(_lost, lost)],
        "parties": [{"name": p.name, "role": p.role, "elements": p.elements} for p in found.parties],
    }


def _question(asked: "OpenQuestion") -> Mapping[str, object]:
    candidates = [
        {"file": c.file, "element": c.element, "level": c.level, "evidence": c.evidence}
        for c in asked.candidates
    ]
    return {"question": asked.question, "candidates": candidates}


def _lost(one: "Lost") -> Mapping[str, object]:
    candidates = [
        {"file": new.file, "element": new.element, "level": "M6", "evidence": successor.evidence}
        for successor in one.successors
        for _, new in successor.pairs[:1]
    ]
    return {"question": one.question, "candidates": candidates}


def _say_lost(lost: "Sequence[Lost]", name: Namer) -> None:
    for one in lost:
        say()
        say(tr("Open: {question}", question=tr_message(one.question)))
        for successor in one.successors:
            for old, new in successor.pairs:
                say(tr("    {old} → {new}", old=name(old), new=name(new)))


def _say_links(found: "Links", name: Namer) -> None:
    counts = {"links": len(found.links), "questions": len(found.open), "parties": len(found.parties)}
    say(tr("Links: {links}, open questions: {questions}, parties outside: {parties}.", **counts))
    for link in found.links:
        say()
        say(
            tr(
                "{kind}: {source} → {target}",
                kind=link.kind,
                source=name(link.source),
                target=name(link.target),
            )
        )
        say(tr("    {level}  {evidence}", level=link.level, evidence=tr_message(link.evidence)))
    for asked in found.open:
        say()
        say(tr("Open: {question}", question=tr_message(asked.question)))
        for c in asked.candidates:
            say(
                tr(
                    "    {level}  {name}: {evidence}",
                    level=c.level,
                    name=name(c.key),
                    evidence=tr_message(c.evidence),
                )
            )
    for party in found.parties:
        say()
        say(
            tr(
                "{name}: {role}. {evidence}",
                name=party.name,
                role=party.role,
                evidence=tr_message(party.evidence),
            )
        )


@click.command(
    "landscape",
    help=tr("Draw the process landscape: how processes work for each other. OUT may be a .bpmn too."),
)
@maps.folder_argument
@to_option
@pictures.look_options
def landscape(path: Path, out: Path, options: pictures.Options) -> int:
    """The process landscape as a picture."""
    from bpmn.analysis.check import check
    from bpmn.queueing.analyse import analyse
    from bpmn.report.cards import figures, teams
    from bpmn.report.limits import not_counted, steps_of
    from bpmn.system.landscape import draw_landscape
    from bpmn.system.links import find_links, survey

    is_map = out.suffix.lower() == MAP_SUFFIX
    if not is_map:
        pictures.checked(out)
    system = maps.system_at(path)
    seen = survey(system)
    found = find_links(system, seen)
    if is_map:
        return _as_map(system, found, prepared(out))
    uncounted = not_counted(steps_of(seen))
    numbers = analyse(system, found) if uncounted is None else None
    told = figures(system, numbers) if numbers is not None else {}, teams(system, numbers)
    drawn = draw_landscape(system, found, *told, check(system, found), seen)
    _say_left_out(uncounted, drawn.plan.model.told if drawn.plan is not None else None)
    drawing = drawn.drawing
    area = (drawing_bounds(drawing) or pictures.EMPTY).grown(pictures.MARGIN)
    pictures.write(pictures.Picture(drawing, area, path.resolve().name), prepared(out), options)
    say(str(out))
    return maps.say_unreadable(system)


def _as_map(system: "System", found: "Links", out: Path) -> int:
    """The landscape as a map that imports the others."""
    from bpmn.system.landscape_map import landscape_map
    from bpmn.xml import file

    folder = Path(os.path.relpath(system.folder.resolve(), out.resolve().parent)).as_posix()
    made = landscape_map(system, found, folder)
    file.save(out, made.data)
    _say_left_out(made.told)
    say(str(out))
    return maps.say_unreadable(system)


def _say_left_out(*sentences: Message | None) -> None:
    for sentence in sentences:
        if sentence is not None:
            note(tr_message(sentence))


COMMANDS: tuple[click.Command, ...] = (links, landscape)
