"""What a file from elsewhere would change in a system, worked out in a worker."""

from collections.abc import Mapping
from pathlib import Path

from bpmn.base.message import Message, message
from bpmn.importing.found import NotImported
from bpmn.importing.sources import SIMULATORS, Taken, from_log, from_simulator
from bpmn.report.opened import open_system
from bpmn.scenario.edit import NotEntered
from bpmn.system.facts import Facts
from bpmn.xml.errors import UnreadableFile


def taken(path: Path, folder: Path | None, documents: Mapping[str, bytes], facts: Facts) -> Taken | Message:
    """What the file says and would change, or the sentence why it cannot be taken over."""
    system = open_system(folder, documents, facts)
    try:
        if path.suffix.lower() in SIMULATORS:
            return from_simulator(path, system)
        return from_log(path, system)
    except (NotImported, NotEntered) as error:
        return error.reason
    except UnreadableFile as error:
        return error.message
    except OSError as error:
        return message("{file}: {detail}.", file=path.name, detail=error.strerror or error)
