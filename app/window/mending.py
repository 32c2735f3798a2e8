"""Carries out what findings offer: in maps and facts as one step, with the way back at hand."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.panels.finding_rows import stem
from app.translate import tr, tr_message
from app.workspace import Workspace
from bpmn.base.finding import ElementKey
from bpmn.base.fix import FixAction
from bpmn.base.geometry import Bounds
from bpmn.editing.diagrams import shape_of
from bpmn.editing.refused import NotAllowed
from bpmn.model.document import Document
from bpmn.report.mend import Preview, files_of, label_of, mend, preview
from bpmn.xml import file
from bpmn.xml.errors import UnreadableFile

if TYPE_CHECKING:
    from app.window.main_window import MainWindow


class Mending:
    """Fixes for the window: what they would change, and changing it."""

    def __init__(self, workspace: Workspace, window: "MainWindow") -> None:
        self._workspace = workspace
        self._window = window

    def previews(self, action: FixAction) -> Sequence[Preview] | str:
        """What a fix would change in maps, or why it cannot be carried out."""
        try:
            data = {name: self._bytes(name) for name in files_of([action])}
            return preview(data, self._workspace.facts.facts, [action])
        except NotAllowed as error:
            return tr_message(error.reason)
        except (UnreadableFile, OSError) as error:
            return str(error)

    def bounds_of(self, key: ElementKey) -> Bounds | None:
        """Where an element is drawn in its map."""
        try:
            element = Document.parse(self._bytes(key.file), key.file).element(key.element)
        except (UnreadableFile, OSError):
            return None
        shape = shape_of(element) if element is not None else None
        return shape.bounds if shape is not None else None

    def _bytes(self, name: str) -> bytes:
        """A map as it is on the screen, else as it is on disk."""
        known = next((s for s in self._workspace.sessions if self._workspace.file_of(s) == name), None)
        if known is not None:
            return known.document.to_bytes()
        return file.read((self._workspace.folder or Path()) / name)

    def mend(self, actions: Sequence[FixAction]) -> bool:
        """Carry out fixes as one undo step over all they change; says what happened, or why it cannot be."""
        label = label_of(actions)
        try:
            with self._workspace.system_step(label.template) as step:
                maps = {name: step.document(name) for name in files_of(actions)}
                step.facts = mend(maps, step.facts, actions)
        except NotAllowed as error:
            self._window.say(tr_message(error.reason))
            return False
        except (UnreadableFile, OSError) as error:
            self._window.say(str(error))
            return False
        names = ", ".join(f"“{stem(name)}”" for name in files_of(actions))
        text = (
            tr("{label}: done in {maps}.", label=tr_message(label), maps=names)
            if names
            else tr_message(label)
        )
        self._window.toast.say(text, tr("Undo"), self._undo)
        return True

    def _undo(self) -> None:
        """Take back the last step over the system, whatever page is in front."""
        self._with_facts_in_front(self._window.commands.undo)

    def _with_facts_in_front(self, act: Callable[[], None]) -> None:
        group = self._workspace.undo_group
        before = group.activeStack()
        group.setActiveStack(self._workspace.facts.undo_stack)
        act()
        group.setActiveStack(before)
