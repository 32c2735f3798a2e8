"""Long calls in worker processes: the window stays usable, results arrive as signals."""

import multiprocessing
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from multiprocessing.process import BaseProcess

from PySide6.QtCore import QObject, Qt, Signal

from bpmn.base.worker import live_with_parent

WORKERS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """A call that somebody asked for under a key."""

    key: str
    function: Callable[..., object]
    arguments: tuple[object, ...]


class Worker:
    """One process that does one call at a time and can be ended while it does.

    A pool of several would break as a whole when one of its processes is ended.
    """

    def __init__(self) -> None:
        self.call: Call | None = None
        self.last = ""
        """The key of its last call: a process remembers what it read for it."""
        self.seconds = 0.0
        """How long the last call took, which is what remembering is worth."""
        self._pool: ProcessPoolExecutor | None = None
        self._began = 0.0

    def begin(self, call: Call) -> "Future[object]":
        """Do a call; a process that died meanwhile is replaced."""
        self.call, self.last, self._began = call, call.key, time.monotonic()
        try:
            return self._living().submit(call.function, *call.arguments)
        except BrokenProcessPool:
            self.end()
            self.call = call
            return self._living().submit(call.function, *call.arguments)

    def rest(self) -> None:
        """Note that the call is done."""
        self.call, self.seconds = None, time.monotonic() - self._began

    def end(self) -> list[BaseProcess]:
        """End the process now, whatever it does, and return it; the next call gets a new one."""
        pool, self._pool, self.call, self.seconds = self._pool, None, None, 0.0
        if pool is None:
            return []
        processes: list[BaseProcess] = list((pool._processes or {}).values())  # noqa: SLF001 - the only way to end a busy worker
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()
        return processes

    def _living(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=live_with_parent)
        return self._pool


class Jobs(QObject):
    """Runs calls under keys; a new call under a key makes the result of the older one unwanted.

    An older one that runs goes on, since its process remembers what it read, but it is ended as soon as a
    wanted call waits for a process. Functions and arguments travel to another process, so they must be
    importable and picklable.
    """

    started = Signal(str)
    finished = Signal(str, object)
    failed = Signal(str, str)
    _arrived = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers = [Worker() for _ in range(WORKERS)]
        self._wanted: dict[str, Call] = {}
        self._waiting: list[Call] = []
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def start(self, key: str, function: Callable[..., object], *arguments: object) -> None:
        """Call function in a worker; its result comes with ``finished`` under this key."""
        call = Call(key, function, arguments)
        self._waiting = [*(other for other in self._waiting if other.key != key), call]
        self._wanted[key] = call
        self._hand_out()
        self.started.emit(key)

    def is_running(self, key: str) -> bool:
        """Whether a result under this key is still to come."""
        return key in self._wanted

    def cancel(self, key: str) -> None:
        """End the call under this key; its result will not be announced, other calls go on."""
        self._wanted.pop(key, None)
        self._waiting = [call for call in self._waiting if call.key != key]
        for worker in self._workers:
            if worker.call is not None and worker.call.key == key:
                worker.end()
        self._hand_out()

    def stop(self) -> None:
        """End all workers now; results that are still to come are lost."""
        self._wanted.clear()
        self._waiting.clear()
        for process in [process for worker in self._workers for process in worker.end()]:
            process.join(2)

    def _hand_out(self) -> None:
        """Give the calls that wait to workers, as long as there is one for them."""
        while self._waiting:
            worker = self._worker_for(self._waiting[0].key)
            if worker is None:
                return
            call = self._waiting.pop(0)
            future = worker.begin(call)
            future.add_done_callback(partial(self._arrived.emit, call))

    def _worker_for(self, key: str) -> Worker | None:
        """A free worker, best the one that knows what the call is about; else one whose call is unwanted."""
        free = [worker for worker in self._workers if worker.call is None]
        if free:
            return min(free, key=lambda worker: (worker.last != key, worker.seconds))
        unwanted = next((w for w in self._workers if w.call and not self._is_wanted(w.call)), None)
        if unwanted is not None:
            unwanted.end()
        return unwanted

    def _is_wanted(self, call: Call) -> bool:
        return self._wanted.get(call.key) is call

    def _take(self, call: Call, future: "Future[object]") -> None:
        for worker in self._workers:
            if worker.call is call:
                worker.rest()
        is_wanted = self._is_wanted(call)
        if is_wanted:
            del self._wanted[call.key]
        self._hand_out()
        if is_wanted:
            self._tell(call.key, future)

    def _tell(self, key: str, future: "Future[object]") -> None:
        try:
            result = future.result()
        except CancelledError:
            return
        except Exception as error:
            self.failed.emit(key, str(error))
        else:
            self.finished.emit(key, result)
