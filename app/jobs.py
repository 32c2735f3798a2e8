"""Long calls in worker processes: the window stays usable, results arrive as signals."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from PySide6.QtCore import QObject, Qt, Signal

from app.worker import live_with_parent

WORKERS = 2


class Jobs(QObject):
    """Runs calls under keys; a new call under a key makes the result of the older one unwanted.

    Functions and arguments travel to another process, so they must be importable and picklable.
    """

    started = Signal(str)
    finished = Signal(str, object)
    failed = Signal(str, str)
    _arrived = Signal(str, int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ProcessPoolExecutor | None = None
        self._newest: dict[str, int] = {}
        self._running: dict[str, Future[object]] = {}
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def start(self, key: str, function: Callable[..., object], *arguments: object) -> None:
        """Call function in a worker; its result comes with ``finished`` under this key."""
        number = self._newest.get(key, 0) + 1
        self._newest[key] = number
        older = self._running.get(key)
        if older is not None:
            older.cancel()
        try:
            future = self._workers().submit(function, *arguments)
        except BrokenProcessPool:
            self.stop()
            future = self._workers().submit(function, *arguments)
        self._running[key] = future
        future.add_done_callback(lambda done: self._arrived.emit(key, number, done))
        self.started.emit(key)

    def is_running(self, key: str) -> bool:
        """Whether a result under this key is still to come."""
        return key in self._running

    def cancel(self, key: str) -> None:
        """Forget the call under this key; its result will not be announced."""
        self._newest[key] = self._newest.get(key, 0) + 1
        future = self._running.pop(key, None)
        if future is not None:
            future.cancel()

    def stop(self) -> None:
        """End all workers now; results that are still to come are lost."""
        self._newest = {key: number + 1 for key, number in self._newest.items()}
        self._running.clear()
        if self._pool is None:
            return
        processes = list((self._pool._processes or {}).values())  # noqa: SLF001 - the only way to end a busy worker
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()
        for process in processes:
            process.join(2)
        self._pool = None

    def _workers(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(WORKERS, mp_context=context, initializer=live_with_parent)
        return self._pool

    def _take(self, key: str, number: int, future: "Future[object]") -> None:
        if number != self._newest.get(key):
            return
        self._running.pop(key, None)
        try:
            result = future.result()
        except CancelledError:
            return
        except Exception as error:
            self.failed.emit(key, str(error))
        else:
            self.finished.emit(key, result)
