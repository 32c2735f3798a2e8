"""Shows the open ends of the maps on their sheets, proposes what they could be joined with, and joins."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.panels.hint_card import HintBody
from app.session import Session
from app.translate import tr, tr_message
from app.widgets import label
from app.window.map_view import MapView
from bpmn.base.finding import ElementKey
from bpmn.editing.hand_over import join
from bpmn.editing.refused import NotAllowed
from bpmn.model import Element
from bpmn.report.overview import Overview
from bpmn.system.handovers import Counterpart, Plug

if TYPE_CHECKING:
    from app.window.main_window import MainWindow


class OpenEnds:
    """Follows the analyses: after every look at the system the plugs on the sheets are those it found."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._overview = Overview()
        self._known: set[ElementKey] = set()
        self._has_looked = False
        window.workspace.opened.connect(self._opened)
        window.system.analyses.overviewReady.connect(self._show)
        window.maps.selectionChanged.connect(lambda *_: self._selected())

    def _opened(self, session: Session) -> None:
        view = self._window.maps.views.get(session)
        if view is not None:
            view.plugs.chosen.connect(lambda identifier: self._clicked(view, identifier))
            view.hint.joinWanted.connect(self.join)
            view.hint.externalWanted.connect(self._external)
            view.hint.showWanted.connect(self._window.system.show_place)
            self._mark(session, view)

    def _show(self, found: Overview) -> None:
        before, self._overview = self._known, found
        self._known = {plug.key for plug in found.plugs}
        for session, view in self._window.maps.views.items():
            self._mark(session, view)
        if self._has_looked:
            self._propose(self._known - before)
        self._has_looked = True

    def _mark(self, session: Session, view: MapView) -> None:
        name = self._window.workspace.file_of(session)
        marks: dict[str, tuple[str, bool]] = {}
        for plug in self._overview.plugs:
            shown = [key.element for key in plug.elements if key.file == name]
            flows = [one for one in shown if view.view.scene_shown.items_of(one)]
            if flows:
                marks[flows[-1]] = tr_message(plug.missing), plug.sends
        view.plugs.show_plugs(marks)
        shown_plug = view.hint.plug
        if shown_plug is not None and all(p.key != shown_plug.key for p in self._overview.plugs):
            view.hint.hide()

    # -- the hint --------------------------------------------------------------------------------

    def plugs_of(self, file: str, identifier: str) -> list[Plug]:
        """The open ends that an element shows."""
        key = ElementKey(file, identifier)
        return [plug for plug in self._overview.plugs if key in plug.elements]

    def _clicked(self, view: MapView, identifier: str) -> None:
        found = self.plugs_of(self._window.workspace.file_of(view.session), identifier)
        if found:
            self._open(view, found[0], identifier)

    def _open(self, view: MapView, plug: Plug, identifier: str) -> None:
        place = view.plugs.place_of(identifier)
        if place is not None:
            view.hint.show_plug(plug, place.toPoint() + view.view.viewport().pos() + view.view.pos())

    def _propose(self, fresh: set[ElementKey]) -> None:
        """What was just drawn has an open end for which something speaks: say so beside it."""
        view = self._window.maps.view
        if view is None:
            return
        file = self._window.workspace.file_of(view.session)
        for element in view.chosen:
            for plug in self.plugs_of(file, element.id or "") if element.is_alive else ():
                if plug.key in fresh and any(c.level is not None for c in plug.counterparts):
                    self._open(view, plug, element.id or "")
                    return

    def _selected(self) -> None:
        """Another selection: a hint about something else is in the way."""
        view = self._window.maps.view
        shown = view.hint.plug if view is not None else None
        chosen = {e.id for e in view.chosen if e.is_alive} if view is not None else set()
        if view is not None and shown is not None and not chosen & {key.element for key in shown.elements}:
            view.hint.hide()

    def cards(self, element: Element) -> list[QWidget]:
        """What the properties of an element say about its open ends."""
        session = self._window.workspace.active
        if session is None or not element.id:
            return []
        bodies = [HintBody(p) for p in self.plugs_of(self._window.workspace.file_of(session), element.id)]
        for body in bodies:
            body.joinWanted.connect(self.join)
            body.externalWanted.connect(self._external)
            body.showWanted.connect(self._window.system.show_place)
        return [label(tr("Open end"), "section"), *bodies] if bodies else []

    # -- joining ---------------------------------------------------------------------------------

    def join(self, plug: Plug, counterpart: Counterpart) -> None:
        """Join an open end with an element of another map, as one step."""
        window = self._window
        try:
            with window.workspace.system_step("Connect maps") as step:
                join(step, plug, counterpart)
        except NotAllowed as error:
            window.say(str(error))
            return
        self._close_hints()
        text = tr("Connected to “{name}” of {place}", name=counterpart.name, place=counterpart.place)
        window.toast.say(text, tr("Undo"), window.commands.undo)
        window.system.analyses.soon()

    def _external(self, plug: Plug) -> None:
        self._window.workspace.facts.mark_external(plug.key)
        self._close_hints()

    def _close_hints(self) -> None:
        for view in self._window.maps.views.values():
            view.hint.hide()
