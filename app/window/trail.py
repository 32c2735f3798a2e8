"""The path in the top bar: system, page, map, element."""

from typing import TYPE_CHECKING

from app.translate import tr, tr_message
from app.window import rail
from app.window.top_bar import Crumb
from bpmn.editing.rename import name_of

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

SIBLINGS = 30


class Trail:
    """Keeps the path up to date."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window

    def refresh(self) -> None:
        """Show where one is now."""
        window = self._window
        page = window.pages.currentIndex()
        folder = window.workspace.folder
        crumbs = [Crumb(folder.name, lambda: window.go(rail.LANDSCAPE))] if folder else []
        crumbs.append(self._page(page))
        if page == rail.MAPS:
            crumbs += self._map()
        if page == rail.INITIATIVES and window.system.initiatives.shown_name():
            crumbs.append(Crumb(window.system.initiatives.shown_name(), lambda: None))
        window.top.show_path(crumbs)

    def _page(self, page: int) -> Crumb:
        window = self._window
        texts = [(tr_message(name), number) for number, (name, _) in enumerate(rail.PLACES)]
        siblings = [(text, lambda n=number: window.go(n)) for text, number in texts]
        if page >= len(rail.PLACES):
            shown = window.pages.widget(page)
            return Crumb(
                shown.accessibleName() if shown is not None else "", lambda: window.go(page), siblings
            )
        return Crumb(tr_message(rail.PLACES[page][0]), lambda: window.go(page), siblings)

    def _map(self) -> list[Crumb]:
        window, view = self._window, self._window.maps.view
        active = window.workspace.active
        if active is None or view is None:
            return []
        siblings = [
            (window.workspace.title_of(s), lambda session=s: window.workspace.activate(session))
            for s in window.workspace.sessions
            if not window.workspace.is_in_background(s)
        ]
        title = window.workspace.title_of(active)
        crumbs = [Crumb(title, lambda: view.view.select([]), siblings[:SIBLINGS])]
        if len(view.chosen) == 1:
            element = view.chosen[0]
            name = name_of(element) or tr("without a name")
            crumbs.append(Crumb(name.replace("\n", " "), lambda: view.view.reveal(element.id or "")))
        return crumbs
