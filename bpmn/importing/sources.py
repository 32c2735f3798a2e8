"""Opens what numbers can come from, by the ending of the file."""

from dataclasses import dataclass, field
from pathlib import Path

from bpmn.base.message import message
from bpmn.importing.event_log import read_log
from bpmn.importing.found import Found, NotImported
from bpmn.importing.log_numbers import LogNumbers, numbers_of
from bpmn.importing.preview import Preview, best_map, preview
from bpmn.importing.prosimos import read_prosimos
from bpmn.importing.qbp import read_qbp
from bpmn.importing.spreadsheet import LARGEST
from bpmn.model.document import Document
from bpmn.system.system import System

SIMULATORS = (".json", ".bpmn", ".bpmn2", ".xml")
"""Endings of files with parameters of other simulators."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file says about one map of a system, what that would change, and the fits to be drawn."""

    found: Found
    preview: Preview
    numbers: LogNumbers = field(default_factory=lambda: LogNumbers(Found()))


def from_simulator(path: Path, system: System) -> Taken:
    """The parameters of another simulator. Raises NotImported, NotEntered, OSError and UnreadableFile."""
    if path.stat().st_size > LARGEST:
        raise NotImported(message("{file}: it is larger than 64 MB.", file=path.name))
    data = path.read_bytes()
    is_json = path.suffix.lower() == ".json"
    found = read_prosimos(data, path.name) if is_json else read_qbp(Document.parse(data, path.name))
    file = best_map(system.documents, found)
    return Taken(found, preview(system.document(file), file, found))


def from_log(path: Path, system: System) -> Taken:
    """What an event log shows, for the map that has most of its steps; raises the same."""
    log = read_log(path)
    made: dict[str, LogNumbers] = {}
    for file, document in system.documents:
        try:
            made[file] = numbers_of(log, document, path.name)
        except NotImported:
            continue
    if not made:
        raise NotImported(message("{file}: no activity of the log is a step of a map.", file=path.name))
    best = max(made, key=lambda file: len(made[file].found.durations))
    numbers = made[best]
    return Taken(numbers.found, preview(system.document(best), best, numbers.found), numbers)
