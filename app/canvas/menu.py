"""The menu that a right click opens."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.canvas.offers import Offer, naming, offers
from app.translate import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.canvas.view import DiagramView


def menu_for(view: "DiagramView") -> QMenu:
    """A menu of what can be done with what is selected, or with the sheet where nothing is."""
    menu = QMenu(view)
    chosen = view.chosen
    if len(chosen) == 1 and not view.has_temporary_arrangement():
        _fill(menu, view, [naming(view, chosen[0]), *offers(view, chosen[0])])
    elif chosen and not view.has_temporary_arrangement():
        _fill(menu, view, [[Offer("delete", tr("Delete"), ":delete", view.delete_selection)]])
    else:
        _fill(
            menu,
            view,
            [
                [Offer("all", tr("Select all"), "", lambda: view.choose(view.scene_shown.owners()))],
                [Offer("fit", tr("Show the whole map"), ":fit", view.fit)],
            ],
        )
    return menu


def _fill(menu: QMenu, view: "DiagramView", groups: "Iterable[list[Offer]]") -> None:
    for group in groups:
        menu.addSeparator()
        for offer in group:
            types = view.pad.menu() if offer.name == "change" else None
            if types is not None:
                types.setTitle(offer.text)
                types.setIcon(view.pad.picture_of(offer.symbol))
                menu.addMenu(types)
                continue
            action = QAction(offer.text, menu)
            if offer.symbol:
                action.setIcon(view.pad.picture_of(offer.symbol))
            action.triggered.connect(lambda *_, run=offer.action: run())
            menu.addAction(action)
