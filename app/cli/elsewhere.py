"""Numbers that come from another simulator or from an event log, for the command line."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.output import Refused, note
from app.translate import tr, tr_message
from bpmn.model.document import Document
from bpmn.system.system import System
from bpmn.xml import file as files

if TYPE_CHECKING:
    from bpmn.importing.sources import Taken


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The files from which numbers are to be taken over."""

    source: Path | None = None
    log: Path | None = None

    @property
    def is_given(self) -> bool:
        """Whether there is any."""
        return self.source is not None or self.log is not None


def elsewhere_options(command: Callable[..., int]) -> Callable[..., int]:
    """Adds the options that name such files to a command; it receives them as ``elsewhere``."""

    @click.option(
        "--import",
        "source",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help=tr(
            "Take numbers over: a table that --export made (.xlsx, .csv), parameters of Prosimos (.json) or "
            "those of QBP, BIMP or Apromore in a map (.bpmn)."
        ),
    )
    @click.option(
        "--from-log",
        "log",
        type=click.Path(path_type=Path),
        metavar="LOG.csv|.xes",
        help=tr("Fit durations, arrivals, branch shares and hours of work to an event log."),
    )
    @wraps(command)
    def with_files(*, source: Path | None, log: Path | None, **others: object) -> int:
        return command(elsewhere=Elsewhere(source, log), **others)

    return with_files


def from_elsewhere(system: System, given: Elsewhere) -> "Taken | None":
    """What a file of another simulator or a log says; None where neither is named."""
    from bpmn.importing.found import NotImported
    from bpmn.importing.sources import SIMULATORS, from_log, from_simulator
    from bpmn.scenario.edit import NotEntered

    try:
        if given.log is not None:
            return from_log(given.log, system)
        if given.source is not None and given.source.suffix.lower() in SIMULATORS:
            return from_simulator(given.source, system)
    except (NotImported, NotEntered) as error:
        raise Refused(error.reason) from error
    return None


def enter_elsewhere(system: System, taken: "Taken") -> None:
    """Take the numbers over into their map and save it."""
    from bpmn.importing.found import enter_found

    place = system.folder / taken.preview.file
    data = files.read(place)
    document = Document.parse(data, taken.preview.file)
    enter_found(document, taken.found)
    document.save(place, files.fingerprint(data))


def say_notes(taken: "Taken | None") -> None:
    """Tell what was odd about the file."""
    for told in taken.preview.notes if taken is not None else ():
        note(tr("Note: {text}", text=tr_message(told)))


def taken_json(taken: "Taken") -> dict[str, object]:
    """The notes, and each fit as numbers to be drawn; times in seconds."""
    from bpmn.scenario.time_texts import show_distribution
    from bpmn.scenario.units import TimeUnit

    return {
        "notes": list(taken.preview.notes),
        "fits": [
            {
                "file": taken.preview.file,
                "element": element or None,
                "count": one.count,
                "mean": one.distribution.mean,
                "distance": one.distance,
                "distribution": show_distribution(one.distribution, TimeUnit.SECOND),
                "histogram": {"edges": list(one.edges), "bars": list(one.bars)},
                "density": {"points": list(one.points), "values": list(one.density)},
            }
            for element, one in taken.numbers.fits.items()
        ],
    }
