"""What is laid over the maps: findings, times, and how busy the teams are; each is switched by itself."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.canvas.tints import Tint
from app.numbers import percent, time
from app.translate import tr
from app.window.map_view import Switches
from bpmn.base.finding import Severity
from bpmn.report.step_numbers import StepNumbers

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

MARKS, TIMES, LOADS = "show_marks", "show_times", "show_loads"
BESIDE = "show_landscape"
BUSY, FULL = 0.85, 1.0


class Layers(QObject):
    """Puts the layers that are switched on over every open map, by the last look at the system."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        settings = window.settings
        for name in (MARKS, TIMES, LOADS):
            action = window.actions_by_name[name]
            action.setChecked(settings.is_on(name, default=name == MARKS))
            action.toggled.connect(lambda is_on, name=name: self._switched(name, is_on=is_on))

    def switches(self) -> Switches:
        """The buttons above a map."""
        named = (
            (tr("Findings"), MARKS),
            (tr("Times"), TIMES),
            (tr("Load"), LOADS),
            (tr("Landscape"), BESIDE),
        )
        return [(text, self._window.actions_by_name[name]) for text, name in named]

    def is_on(self, name: str) -> bool:
        """Whether a layer is shown."""
        return self._window.actions_by_name[name].isChecked()

    def _switched(self, name: str, *, is_on: bool) -> None:
        self._window.settings.switch(name, is_on)
        self.show()

    def show(self) -> None:
        """Show the layers of all open maps anew."""
        found = self._window.system.analyses.overview
        unit = str(found.analysis.time_unit) if found.analysis is not None else ""
        for session, view in self._window.maps.views.items():
            file = self._window.workspace.file_of(session)
            numbers = {key.element: n for key, n in found.steps.items() if key.file == file}
            view.view.set_marks(self._marks(file) if self.is_on(MARKS) else {})
            view.view.set_loads(load_tints(numbers) if self.is_on(LOADS) else {})
            times = time_tints(numbers, unit, is_filled=not self.is_on(LOADS)) if self.is_on(TIMES) else {}
            view.view.set_times(times)

    def _marks(self, file: str) -> Mapping[str, list[Severity]]:
        """The severities of findings by the element they are about."""
        marks: dict[str, list[Severity]] = {}
        for finding in self._window.system.analyses.overview.findings:
            for key in finding.elements:
                if key.file == file and key.element:
                    marks.setdefault(key.element, []).append(finding.severity)
        return marks


def load_tints(numbers: Mapping[str, StepNumbers]) -> dict[str, Tint]:
    """Steps filled by the load of their team; from 100 % on the backlog grows."""
    found = {}
    for element, one in numbers.items():
        if one.load is None:
            continue
        token = "loadOver" if one.load >= FULL else "loadHigh" if one.load > BUSY else "loadOk"
        text = tr("{load}, grows", load=percent(one.load)) if one.load >= FULL else percent(one.load)
        found[element] = Tint(one.load, token, text, one.load > BUSY)
    return found


def time_tints(numbers: Mapping[str, StepNumbers], unit: str, *, is_filled: bool = True) -> dict[str, Tint]:
    """Steps filled by the share of waiting in their time, with the work and the wait below them."""
    found = {}
    for element, one in numbers.items():
        waiting = (one.wait or 0.0) + one.delay
        parts = [time(one.work, unit)] if one.work else []
        if one.wait is None:
            parts.append(tr("waits without end"))
        elif waiting:
            parts.append(tr("waits {time}", time=time(waiting, unit)))
        if parts:
            found[element] = Tint(one.waiting_share if is_filled else 0.0, "wait", " · ".join(parts))
    return found
