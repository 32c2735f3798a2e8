"""The command that compares two versions, for people, scripts and git."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli import maps
from app.cli.files import opened
from app.cli.output import DONE, FINDINGS, Refused, format_option, note, say, say_json
from app.translate import tr, tr_message
from bpmn.model.document import Document
from bpmn.system.system import System
from bpmn.xml import names

if TYPE_CHECKING:
    from bpmn.analysis.comparison.changes import Change
    from bpmn.analysis.comparison.compare import Comparison, Difference

NOTHING = f'<definitions xmlns="{names.MODEL}"/>'.encode()
SHOWN = 300
"""Longer values are shortened in the text; JSON holds all of them."""
SIGNS = {"added": "+", "removed": "−", "changed": "~", "moved": "→"}
HELP = (
    "Compare two maps, or two folders of maps, element by element. Elements are recognised by id, then by "
    "type, name and role, then by their place in the flow. How a file is written makes no difference.\n\n"
    "Exit code 0: no differences, 1: differences, 2: one of the two cannot be read."
)
MORE = (
    "\b\nWith --format json:\n"
    '  {"schemaVersion": 1, "same": true|false,\n'
    '   "counts": {"added", "removed", "changed", "moved"},\n'
    '   "differences": [{"kind": "added|removed|changed|moved", "type", "name", "place",\n'
    '      "before": {"file", "element"}|null, "after": {"file", "element"}|null,\n'
    '      "matchedBy": "id|name|place"|null,\n'
    '      "changes": [{"what", "label", "before", "after", "layout": true|false}]}],\n'
    '   "unreadable": [{"file", "reason"}]}\n\n'
    '"moved" is a difference in the drawing alone. "type" is the name BPMN gives a type, "map" for a whole '
    'file, or a list of system.json. "what" leads to the part that differs.\n\n'
    "\b\nTo let git show maps as text:\n"
    "  git config diff.bpmn.textconv 'wholeflow diff --textconv'\n"
    "  echo '*.bpmn diff=bpmn' >> .gitattributes\n"
    "\b\nTo compare with git difftool:\n"
    '  git config difftool.wholeflow.cmd \'wholeflow diff "$LOCAL" "$REMOTE"\'\n'
    "  git difftool --tool=wholeflow"
)


@click.command("diff", help=tr(HELP), epilog=tr(MORE))
@click.argument("paths", metavar="A B", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--ignore-layout", is_flag=True, help=tr("Leave out what differs in the drawing alone."))
@click.option("--textconv", is_flag=True, help=tr("Print one map, A, as a text that says what the map says."))
@format_option
def diff(paths: tuple[Path, ...], ignore_layout: bool, textconv: bool, output_format: str) -> int:
    """Differences between two versions."""
    wanted = 1 if textconv else 2
    if len(paths) != wanted:
        raise Refused(tr("Name one map." if textconv else "Name two maps or two folders."))
    if textconv:
        return _as_text(paths[0], with_layout=not ignore_layout)
    found = compared(*paths)
    if ignore_layout:
        found = found.without_layout()
    if output_format == "json":
        say_json(comparison_data(found))
    else:
        _say(found)
    for _, reason in found.unreadable:
        note(tr("Error F01: {reason}", reason=tr_message(reason)))
    return FINDINGS if found.differences or found.unreadable else DONE


def compared(one: Path, other: Path) -> "Comparison":
    """The differences between two maps or two folders. Raises Refused and UnreadableFile."""
    from bpmn.analysis.comparison.compare import compare
    from bpmn.analysis.comparison.folders import compare_systems

    for path in (one, other):
        if not path.exists():
            raise Refused(tr("{path}: there is no such file or folder.", path=path))
    if one.is_dir() != other.is_dir():
        raise Refused(tr("A map and a folder cannot be compared. Name two maps or two folders."))
    if one.is_dir():
        return compare_systems(_folder(one), _folder(other))
    return compare(_version(one), _version(other), (one.name, other.name))


def _version(path: Path) -> Document:
    """The map in a file; git names the null device where a map is not there."""
    if str(path) == os.devnull:
        return Document.parse(NOTHING, path.name)
    return opened(path)


def _folder(path: Path) -> System:
    """The maps of a folder; one without any is a version too, before the first map was drawn."""
    system = System.open(path)
    return system if not system.unreadable or system.files else maps.system_at(path)


def _as_text(path: Path, *, with_layout: bool) -> int:
    from bpmn.analysis.comparison.readable import readable

    say(readable(opened(path), with_layout=with_layout).rstrip("\n"))
    return DONE


def comparison_data(found: "Comparison") -> dict[str, object]:
    """Differences as the command line prints them in JSON."""
    return {
        "same": not found.differences,
        "counts": {kind: sum(d.kind == kind for d in found.differences) for kind in SIGNS},
        "differences": [_difference(d) for d in found.differences],
        "unreadable": [{"file": name, "reason": reason} for name, reason in found.unreadable],
    }


def _difference(found: "Difference") -> Mapping[str, object]:
    return {
        "kind": found.kind,
        "type": found.type,
        "name": found.name,
        "place": found.place,
        "before": found.before,
        "after": found.after,
        "matchedBy": found.basis,
        "changes": [_change(change) for change in found.changes],
    }


def _change(found: "Change") -> Mapping[str, object]:
    return {
        "what": found.what,
        "label": found.label,
        "before": found.before,
        "after": found.after,
        "layout": found.is_layout,
    }


def _say(found: "Comparison") -> None:
    if not found.differences:
        say(tr("No differences."))
        return
    counts = {kind: sum(d.kind == kind for d in found.differences) for kind in SIGNS}
    say(tr("Added: {added}, removed: {removed}, changed: {changed}, only moved: {moved}.", **counts))
    for one in found.differences:
        say()
        say(f"{SIGNS[one.kind]} {_title(one)}")
        for change in one.changes:
            say(f"    {_sentence(change)}")


def _title(one: "Difference") -> str:
    key = one.key
    name = tr("“{name}”", name=" ".join(one.name.split())) if one.name else ""
    where = "  ".join(part for part in (key.file, key.element) if part)
    words = {"type": one.type, "name": name, "where": where, "place": one.place}
    text = "{type} {name} ({where}), {place}" if one.place else "{type} {name} ({where})"
    return " ".join(tr(text, **words).split())


def _sentence(change: "Change") -> str:
    words = {"what": tr_message(change.label), "before": _short(change.before), "after": _short(change.after)}
    if change.before is None:
        return tr("{what}: {after} (new)", **words)
    if change.after is None:
        return tr("{what}: no longer {before}", **words)
    return tr("{what}: {before} → {after}", **words)


def _short(value: str | None) -> str:
    text = " ".join((value or "").split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


COMMANDS: tuple[click.Command, ...] = (diff,)
