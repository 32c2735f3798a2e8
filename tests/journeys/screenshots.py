"""Writes pictures of the main views, light and dark, for people to look at.

    python -m tests.journeys.screenshots [FOLDER]      all views into FOLDER (artefacts/screenshots)
    python -m tests.journeys.screenshots --readme      packaging/picture.png

Uses the sample system; no screen is needed.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import sys
import tempfile
from pathlib import Path

os.environ["WHOLEFLOW_DATA"] = tempfile.mkdtemp(prefix="wholeflow-pictures-")

from app.jobs import Jobs
from app.main import make_application
from app.paths import sample_systems
from app.window import rail
from app.window.main_window import MainWindow
from bpmn.base.finding import Finding
from bpmn.editing.diagrams import shape_of
from bpmn.model import Activity

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "packaging" / "picture.png"
SIZE = (1440, 900)


def work_at_once(jobs, key, function, *arguments):
    jobs.finished.emit(key, function(*arguments))


class Studio:
    """The window with the sample, ready to be photographed."""

    def __init__(self, appearance: str) -> None:
        Jobs.start = work_at_once
        self.application = make_application()
        self.window = MainWindow()
        self.window.appearance.choose(appearance)
        self.window.resize(*SIZE)
        self.window.show()
        self.sample = sample_systems()[0]

    def picture(self):
        for _ in range(5):
            self.application.processEvents()
        self.window.setFocus()
        self.application.processEvents()
        return self.window.grab()

    def home(self):
        self.window.settings.remember(self.sample)
        self.window.go(rail.HOME)

    def landscape(self):
        self.window.files.open_path(self.sample)

    def editor(self):
        """A map with a selected step, its findings below."""
        window = self.window
        name = self.busiest_map()
        session = window.workspace.open(window.workspace.folder / name)
        window.system.check()
        steps = [e for e in session.document.all(Activity) if shape_of(e) is not None and e.name]
        window.maps.findings.choose_scope(1)
        window.go(rail.MAPS)
        window.maps.view.view.fit()
        window.maps.view.view.reveal(steps[len(steps) // 2].id)

    def busiest_map(self):
        """The map with the most findings and shapes."""
        found = self.window.system.analyses.overview
        counts = {f: sum(k.file == f for x in found.findings for k in x.elements) for f in found.files}
        return max(counts, key=lambda f: (f == "build.bpmn", counts[f], f))

    def findings(self):
        self.window.go(rail.FINDINGS)
        rows = self.window.system.findings.list
        at = next(n for n, row in enumerate(rows.findings.rows) if isinstance(row.data, Finding))
        rows.setCurrentIndex(rows.findings.index(at))
        self.window.system.findings.show_row(rows.chosen_row())

    def numbers(self):
        self.window.go(rail.NUMBERS)

    def initiatives(self):
        self.window.go(rail.INITIATIVES)
        self.window.system.judge_all()


VIEWS = ("home", "landscape", "editor", "findings", "numbers", "initiatives")


def take_all(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for appearance in ("light", "dark"):
        studio = Studio(appearance)
        for view in VIEWS:
            getattr(studio, view)()
            studio.picture().save(str(folder / f"{view}-{appearance}.png"))
        studio.window.close()


def take_readme_picture() -> None:
    studio = Studio("light")
    studio.landscape()
    studio.initiatives()
    studio.editor()
    studio.picture().save(str(README))
    studio.window.close()


if __name__ == "__main__":
    words = sys.argv[1:]
    if words == ["--readme"]:
        take_readme_picture()
    else:
        take_all(Path(words[0]) if words else ROOT / "artefacts" / "screenshots")
