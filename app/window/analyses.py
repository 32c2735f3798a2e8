"""Keeps what is known about the system up to date: in workers, some time after the last edit."""

from PySide6.QtCore import QObject, QTimer, Signal

from app.jobs import Jobs
from app.workspace import Workspace
from bpmn.report.judged import Judged, judge, judge_surely
from bpmn.report.overview import Overview, overview
from bpmn.report.simulated import Simulated, simulated
from bpmn.xml.errors import EncodingLoss

DELAY_MS = 700
OVERVIEW, JUDGED, SURE, SIMULATED = "overview", "judged", "sure", "simulated"

KEYS = (OVERVIEW, JUDGED, SURE, SIMULATED)


class Analyses(QObject):
    """Starts jobs on the bytes of what is open and hands out their results."""

    overviewReady = Signal(object)
    judgedReady = Signal(object)
    simulatedReady = Signal(object)
    busy = Signal(str, bool)
    failed = Signal(str)
    stopped = Signal()
    """A person stopped the check; what was found before stays until somebody checks again."""

    def __init__(self, workspace: Workspace, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._jobs = jobs
        self.overview = Overview()
        self.judged = Judged()
        self.simulated = Simulated()
        self.unsaved: tuple[str, ...] = ()
        self.is_judged = False
        """Whether the verdicts are about what is on the screen now."""
        self.simulates_verdicts = True
        """Whether verdicts by queueing theory are made sure by simulation."""
        self.is_stopped = False
        """Whether edits are not checked until somebody asks for it."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self.check)
        jobs.finished.connect(self._take)
        jobs.failed.connect(self._tell)
        workspace.folderChanged.connect(self._begin)
        workspace.mapsChanged.connect(self.soon)
        workspace.opened.connect(self.soon)
        workspace.closed.connect(self.soon)
        workspace.edited.connect(self.soon)
        workspace.facts.changed.connect(self.soon)

    def _begin(self) -> None:
        """Another folder: what was judged before is about something else."""
        self._jobs.cancel(JUDGED)
        self._jobs.cancel(SURE)
        self.stop_simulation()
        self.simulated = Simulated()
        self.simulatedReady.emit(self.simulated)
        self.is_judged = False
        self.judged = Judged()
        self.judgedReady.emit(self.judged)
        self.check()

    def soon(self, *_: object) -> None:
        """Check some time after the last call."""
        self.is_judged = False
        self.stop_making_sure()
        if not self.is_stopped:
            self._timer.start()

    def check(self) -> None:
        """Check now. Without any map there is nothing to do."""
        self._timer.stop()
        self.is_stopped = False
        documents = self._documents()
        if documents is None or not (documents or self._workspace.folder):
            return
        self.busy.emit(OVERVIEW, True)
        known = (self._workspace.folder, documents, self._workspace.facts.facts, self.overview.cache)
        self._jobs.start(OVERVIEW, overview, *known, self.judged.verdicts)

    def stop(self) -> None:
        """End a check that runs; edits do not start another one."""
        if not self._jobs.is_running(OVERVIEW):
            return
        self._timer.stop()
        self._jobs.cancel(OVERVIEW)
        self.is_stopped = True
        self.busy.emit(OVERVIEW, False)
        self.stopped.emit()

    def judge(self) -> None:
        """Judge all initiatives: at once by queueing theory, then by simulation if that is wanted."""
        self._jobs.cancel(SURE)
        documents = self._documents()
        if documents is None or self._workspace.folder is None:
            return
        self.busy.emit(JUDGED, True)
        self._jobs.start(JUDGED, judge, self._workspace.folder, documents, self._workspace.facts.facts)

    def _make_sure(self) -> None:
        """Simulate what was judged; the estimate stays in view meanwhile."""
        documents, found = self._documents(), self.judged.improvement
        if self.simulates_verdicts and documents is not None and found is not None and found.initiatives:
            self.busy.emit(SURE, True)
            facts = self._workspace.facts.facts
            self._jobs.start(SURE, judge_surely, self._workspace.folder, documents, facts)

    def stop_making_sure(self) -> None:
        """End the simulation of verdicts; the estimate stays."""
        if self._jobs.is_running(SURE):
            self._jobs.cancel(SURE)
            self.busy.emit(SURE, False)

    def simulate(self) -> None:
        """Simulate the base scenario."""
        documents = self._documents()
        if documents is not None and (documents or self._workspace.folder):
            self.busy.emit(SIMULATED, True)
            facts = self._workspace.facts.facts
            self._jobs.start(SIMULATED, simulated, self._workspace.folder, documents, facts)

    def stop_simulation(self) -> None:
        """End a simulation that runs; what the last one found stays."""
        if self._jobs.is_running(SIMULATED):
            self._jobs.cancel(SIMULATED)
            self.busy.emit(SIMULATED, False)

    def _documents(self) -> dict[str, bytes] | None:
        workspace = self._workspace
        self.unsaved = tuple(workspace.title_of(s) for s in workspace.unsaved())
        try:
            return workspace.documents()
        except EncodingLoss as error:
            self.failed.emit(str(error.reason))
            return None

    def _take(self, key: str, result: object) -> None:
        if isinstance(result, Overview):
            self.overview = result
            self.overviewReady.emit(result)
        elif isinstance(result, Judged):
            self.judged = result
            self.is_judged = True
            self.judgedReady.emit(result)
            self.check()  # a check tells of initiatives that nobody judged
            if key == JUDGED:
                self._make_sure()
        elif isinstance(result, Simulated):
            self.simulated = result
            self.simulatedReady.emit(result)
        if key in KEYS:
            self.busy.emit(key, False)

    def _tell(self, key: str, detail: str) -> None:
        if key not in KEYS:
            return  # somebody else's job
        self.busy.emit(key, False)
        self.failed.emit(detail)
