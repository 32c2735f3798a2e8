"""Walks a case through the maps of the window: plays the net and shows where the case stands."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QMenu

from app.canvas.actions import follow
from app.canvas.tokens import Standing, TokenMark
from app.panels.walk_bar import WalkBar
from app.session import Session
from app.translate import tr, tr_message
from app.window import rail
from app.window.docks import bar_of
from bpmn.base.finding import ElementKey
from bpmn.editing.refused import not_allowed
from bpmn.report.behaviour import behaviour, way_to
from bpmn.semantics.net import INSIDE, Net, PlaceKind, Transition
from bpmn.semantics.trace import Trace
from bpmn.semantics.walk import Choice, Kind, Token, Walk
from bpmn.xml.errors import EncodingLoss

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

JOB, WAY = "behaviour", "way"
ASIDE = ("show_left", "show_properties", "show_findings")
"""What is put aside while a case walks: nothing can be drawn or changed."""
SENT = frozenset({PlaceKind.MESSAGE, PlaceKind.SIGNAL})


class Walking(QObject):
    """One walk at a time. While it goes on no map can be changed."""

    changed = Signal(bool)
    """Whether a walk goes on now."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.walk: Walk | None = None
        self._aside: list[QAction] = []
        self.bar = WalkBar()
        self._frame = bar_of(self.bar, "walkFrame", window, Qt.ToolBarArea.BottomToolBarArea)
        self._frame.hide()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._connect()

    def _connect(self) -> None:
        bar, window = self.bar, self._window
        bar.chosen.connect(self.take)
        bar.rewound.connect(self.rewind)
        bar.stepWanted.connect(self.step)
        bar.backWanted.connect(self.back)
        bar.playToggled.connect(self._play)
        bar.restartWanted.connect(lambda: self.rewind(0))
        bar.leaveWanted.connect(self.leave)
        bar.speed.currentIndexChanged.connect(lambda *_: self._timer.setInterval(bar.interval_ms()))
        window.jobs.finished.connect(self._arrived)
        window.jobs.failed.connect(self._failed)
        window.workspace.opened.connect(self._opened)
        window.workspace.folderChanged.connect(self.leave)

    # -- beginning and leaving -------------------------------------------------------------------

    def start(self) -> None:
        """Begin a walk through what is open."""
        self._ask_for(JOB, behaviour)

    def start_towards(self, elements: Sequence[ElementKey]) -> None:
        """Begin a walk along the shortest way to where the search found something wrong with elements."""
        self._ask_for(WAY, way_to, tuple(elements))

    def _ask_for(self, job: str, function: Callable[..., object], *more: object) -> None:
        workspace = self._window.workspace
        try:
            documents = workspace.documents()
        except EncodingLoss as error:
            self._refuse(tr_message(error.reason))
            return
        if not documents and workspace.folder is None:
            self._refuse(tr("Open a map first: there is nothing to walk through."))
            return
        self.leave()
        self._window.jobs.start(job, function, workspace.folder, documents, workspace.facts.facts, *more)

    def _arrived(self, key: str, result: object) -> None:
        if key == JOB and isinstance(result, Net):
            self.begin(result)
        elif key == WAY and isinstance(result, Trace):
            self.begin(result.net, result.steps)
        elif key == WAY:
            self._refuse(tr("There is no way to this any more: the maps have changed."))

    def _failed(self, key: str, detail: str) -> None:
        if key in (JOB, WAY):
            self._refuse(tr("The maps cannot be walked through ({detail}). Check them first.", detail=detail))

    def _refuse(self, reason: str) -> None:
        self._window.say(reason)
        self.changed.emit(False)

    def begin(self, net: Net, plan: Sequence[Transition] = ()) -> None:
        """Show the beginning of a walk through a net; a plan is followed until somebody leaves it."""
        self.walk = Walk(net, plan)
        for session in self._window.workspace.sessions:
            self._lock(session)
        self._put_aside()
        self._frame.show()
        if plan:
            self._window.reveal(*plan[0].element)
        elif self._window.pages.currentIndex() not in (rail.MAPS, rail.LANDSCAPE):
            self._window.go(rail.MAPS if self._window.workspace.active else rail.LANDSCAPE)
        self._show()
        self.bar.step.setFocus()
        self.changed.emit(True)

    def leave(self) -> None:
        """End the walk: the maps may be changed again."""
        if self.walk is None:
            return
        self.walk = None
        self._pause()
        for session in self._window.workspace.sessions:
            session.document.lock(None)
        for view in self._window.maps.views.values():
            view.view.show_walk(None)
        self._window.system.show_walk({})
        self._frame.hide()
        for action in self._aside:
            action.setChecked(True)
        self._aside = []
        self.changed.emit(False)

    def _put_aside(self) -> None:
        if not self._aside:
            named = self._window.actions_by_name
            self._aside = [named[name] for name in ASIDE if named[name].isChecked()]
        for action in self._aside:
            action.setChecked(False)

    @property
    def is_on(self) -> bool:
        """Whether a walk goes on."""
        return self.walk is not None

    def _lock(self, session: Session) -> None:
        error = not_allowed("A case is walking through the maps. Leave the walk, then change the map.")
        session.document.lock(error)

    def _opened(self, session: Session) -> None:
        if self.walk is not None:
            self._lock(session)
            QTimer.singleShot(0, self._show)

    # -- moving ----------------------------------------------------------------------------------

    def take(self, transition: Transition) -> None:
        """Let a step happen and show where it happens."""
        if self.walk is None:
            return
        self.walk.take(transition)
        self._reveal(transition.element)
        self._show()

    def step(self) -> None:
        """Go on by one step; where somebody has to decide, the bar says so."""
        if self.walk is None:
            return
        transition = self.walk.next() or self._only_choice()
        if transition is not None:
            self.take(transition)
        else:
            self.bar.choices.setFocus()

    def _only_choice(self) -> Transition | None:
        """The one thing that may happen where nothing else may."""
        assert self.walk is not None
        found = [c for c in self.walk.choices() if c.kind is not Kind.BEGINS]
        return found[0].transition if len(found) == 1 else None

    def back(self) -> None:
        """Take the last step back."""
        if self.walk is not None:
            self.rewind(len(self.walk.steps) - 1)

    def rewind(self, left: int) -> None:
        """Take steps back until so many are left."""
        if self.walk is None:
            return
        self._pause()
        gone: Transition | None = None
        while len(self.walk.steps) > max(left, 0):
            gone = self.walk.back()
        if gone is not None:
            self._reveal(gone.element)
        self._show()

    def toggle_play(self) -> None:
        """Play, or pause."""
        self.bar.play.setChecked(not self.bar.play.isChecked())

    def _play(self, is_playing: bool) -> None:
        if is_playing:
            self._timer.start(self.bar.interval_ms())
        else:
            self._timer.stop()

    def _pause(self) -> None:
        self.bar.play.setChecked(False)

    def _tick(self) -> None:
        assert self.walk is not None
        transition = self.walk.next()
        if transition is None and self.bar.decides.isChecked():
            ways = [c.transition for c in self.walk.choices() if c.kind is Kind.DECISION]
            transition = ways[0] if ways else None
        if transition is None:
            self._pause()
            self.bar.choices.setFocus()
            return
        self.take(transition)

    # -- clicks on the maps ----------------------------------------------------------------------

    def clicked(self, session: Session, identifier: str) -> None:
        """An element of a map was clicked: do what can happen there, ask where there are several."""
        if self.walk is None:
            return
        key = ElementKey(self._window.workspace.file_of(session), identifier)
        found = [c for c in self.walk.choices() if key in self._places(c)]
        if len(found) == 1:
            self.take(found[0].transition)
        elif found:
            self._ask(found)
        else:
            self._window.say(tr("Nothing can happen here now."))

    def _ask(self, found: Sequence[Choice]) -> None:
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for choice in found:
            action = menu.addAction(tr_message(choice.transition.text))
            action.triggered.connect(lambda *_, chosen=choice.transition: self.take(chosen))
        menu.popup(QCursor.pos())

    def _places(self, choice: Choice) -> set[ElementKey]:
        """Where a step can be clicked: at what it is about, and at the flow it takes."""
        assert self.walk is not None
        net, step = self.walk.net, choice.transition
        flows = {net.places[p].element for p in step.gives if net.places[p].kind is PlaceKind.FLOW}
        return {*step.elements[:1], *(flows if choice.kind is Kind.DECISION else ())}

    # -- showing ---------------------------------------------------------------------------------

    def _reveal(self, key: ElementKey) -> None:
        """Follow the case into its map, unless the landscape is looked at."""
        window = self._window
        if window.pages.currentIndex() != rail.MAPS:
            return
        active, view = window.workspace.active, window.maps.view
        if active is not None and view is not None and window.workspace.file_of(active) == key.file:
            follow(view.view, key.element)
        else:
            window.files.reveal(key.file, key.element)

    def _show(self) -> None:
        walk, window = self.walk, self._window
        if walk is None:
            return
        active = window.workspace.active
        here = window.workspace.file_of(active) if active is not None else ""
        self.bar.show_walk(walk.steps, walk.standing, walk.choices(), self._place, here)
        marks = self._marks(walk)
        offered: dict[str, set[str]] = {}
        for choice in walk.choices():
            for key in self._places(choice):
                offered.setdefault(key.file, set()).add(key.element)
        last = walk.steps[-1].element if walk.steps else ElementKey("", "")
        for session, view in window.maps.views.items():
            file = window.workspace.file_of(session)
            shown = (last.element,) if last.file == file else ()
            standing = Standing(marks.get(file, {}), shown, frozenset(offered.get(file, ())))
            view.view.show_walk(standing, partial(self.clicked, session), self._key)
        window.system.show_walk(self._on_landscape(walk))

    def _marks(self, walk: Walk) -> dict[str, dict[str, TokenMark]]:
        """What lies on which element of which map."""
        found: dict[str, dict[str, TokenMark]] = {}
        for token in walk.tokens():
            is_sent = token.kind in SENT
            for key in _seen_at(token):
                here = found.setdefault(key.file, {})
                old = here.get(key.element, TokenMark())
                here[key.element] = TokenMark(
                    old.cases + (0 if is_sent else token.count),
                    old.messages + (token.count if is_sent else 0),
                    old.is_waiting or (token.is_waiting and not is_sent),
                )
        return found

    def _on_landscape(self, walk: Walk) -> dict[ElementKey, int]:
        """How many tokens each process holds."""
        found: dict[ElementKey, int] = {}
        net = walk.net
        for index, count in walk.marked().items():
            place = net.places[index]
            if place.scope is not None and place.kind in INSIDE:
                process = net.scopes[place.scope].process
                found[process] = found.get(process, 0) + count
        return found

    def _place(self, step: Transition) -> str:
        """The map of a step, as people call it."""
        return step.element.file.partition(".bpmn")[0]

    def _key(self, name: str) -> None:
        {"step": self.step, "back": self.back, "play": self.toggle_play, "leave": self.leave}[name]()


def _seen_at(token: Token) -> set[ElementKey]:
    """Where a token is seen: a message on its way also at who shall read it."""
    if token.kind in SENT and token.target is not None:
        return {token.element, token.target}
    return {token.element}
