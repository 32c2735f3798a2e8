"""Looks for decisions that lost their element, with the memory of the folder, and renews that memory."""

import logging
from functools import cache

from bpmn.system import last_seen
from bpmn.system.moved import Lost, keys_of, lost
from bpmn.system.surveys import Surveys
from bpmn.system.system import System
from bpmn.xml.file import fingerprint


def look_back(system: System, maps: Surveys, *, remembers: bool = True) -> tuple[Lost, ...]:
    """What decisions about a folder name and no map of it holds any more.

    With ``remembers`` what the maps look like now is written into the user's data folder, so that renamed
    files can be told the next time.
    """
    if not system.is_folder:
        return ()
    path = last_seen.place_of(system.folder)
    last = last_seen.load(path)

    @cache
    def content_of(name: str) -> str:
        return fingerprint(system.data(name))

    found = lost(system.facts, maps, system.unreadable, last, content_of)
    now = last_seen.remember(last, keys_of(system.facts), maps, content_of)
    if remembers and now.known and now != last:
        try:
            last_seen.save(path, now)
        except OSError:
            # Without the memory, ids alone tell what became of a file.
            logging.getLogger(__name__).warning("the memory of a folder could not be written", exc_info=True)
    return found
