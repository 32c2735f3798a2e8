"""Lanes and resources that are one team: guesses to answer, and teams to rename or split."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.translate import tr
from app.widgets import button, card, empty, label, row, scrolled
from bpmn.base.finding import ElementKey
from bpmn.report.sheet import Entry
from bpmn.report.team_list import Ground, TeamCard

WIDEST = 900


class TeamList(QWidget):
    """A card for each team; what is only guessed comes first, as a question."""

    confirmed = Signal(object, str)
    splitWanted = Signal(object)
    placeChosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.names: dict[str, QLineEdit] = {}
        self._cards = QVBoxLayout()
        self._cards.setContentsMargins(0, 0, 12, 0)
        self._cards.setSpacing(10)
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        inside.setLayout(self._cards)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(inside))
        self.show_teams((), lambda key: key.file)

    def show_teams(self, teams: Sequence[TeamCard], place: Callable[[ElementKey], str]) -> None:
        """Show all teams; ``place`` says where a lane or resource is."""
        empty(self._cards)
        self.names = {}
        for team in teams:
            self._cards.addWidget(self._card(team, place))
        if not teams:
            told = tr("No lane or resource stands in several maps. A team that does is counted once.")
            self._cards.addWidget(label(told, "muted", wraps=True))
        self._cards.addStretch(1)

    def _card(self, team: TeamCard, place: Callable[[ElementKey], str]) -> QWidget:
        parts: list[QWidget | int | None] = []
        if team.ground is Ground.GUESS:
            parts += [
                label(tr("Is “{name}” the same team in these maps?", name=team.name), "strong", wraps=True),
                6,
            ]
        else:
            parts += [self._head(team), 6]
        for member in team.members:
            parts += [self._member(member, place)]
        parts += [8, self._buttons(team)]
        return card(*parts)

    def _head(self, team: TeamCard) -> QWidget:
        name = QLineEdit(team.name)
        name.setAccessibleName(tr("Name of the team"))
        name.setMaximumWidth(320)
        name.editingFinished.connect(lambda: self._rename(team, name))
        self.names[team.name] = name
        ground = tr("You said so") if team.ground is Ground.SAID else tr("Same name")
        count = "" if team.quantity is None else tr("{count} people", count=f"{team.quantity:g}")
        return row(name, 12, label(" · ".join(part for part in (count, ground) if part), "muted"), None)

    def _rename(self, team: TeamCard, field: QLineEdit) -> None:
        text = field.text().strip()
        if text and text != team.name:
            self.confirmed.emit(team, text)

    def _member(self, member: Entry, place: Callable[[ElementKey], str]) -> QWidget:
        key = member.key
        assert key is not None
        link = button(member.text or key.element, lambda: self.placeChosen.emit(key), "link")
        return row(link, 6, label(tr("in {map}", map=place(key)), "muted"), None)

    def _buttons(self, team: TeamCard) -> QWidget:
        if team.ground is Ground.GUESS:
            same = button(tr("Same team"), lambda: self.confirmed.emit(team, team.name), "primary")
            other = button(tr("Different teams"), lambda: self.splitWanted.emit(team))
            return row(same, 8, other, None)
        parts: list[QWidget | int | None] = []
        if team.ground is Ground.NAME:
            parts += [button(tr("Confirm"), lambda: self.confirmed.emit(team, team.name)), 8]
        if len(team.members) > 1:
            parts.append(button(tr("Split into several teams"), lambda: self.splitWanted.emit(team)))
        return row(*parts, None)
