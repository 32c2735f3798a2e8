"""Replications in processes of their own: as many at a time as asked for, the same results for any number.

Only values travel: a plan and numbers go in, records come out. A cancel flag is looked at every 1,000
events; processes that have not stopped after 200 ms are ended, and new ones begin with the next work.
"""

import multiprocessing
import os
import pickle
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.synchronize import Event as Flag
from typing import Any, Self

from bpmn.base.progress import Cancelled, Progress, silent
from bpmn.base.worker import live_with_parent
from bpmn.simulation.engine import Length, Run
from bpmn.simulation.ledger import Record
from bpmn.simulation.plan import Plan

PATIENCE = 0.2
"""So many seconds processes have to notice that they are to stop."""
TICK = 0.05

_flag: Flag | None = None
_plans: dict[int, Plan] = {}


@dataclass(frozen=True, slots=True)
class Task:
    """One replication of one of several plans."""

    plan: int
    replication: int
    seed: int
    length: Length


def ready(flag: Flag) -> None:
    """Begin a worker."""
    global _flag  # noqa: PLW0603 - what the parent says to this process
    _flag = flag
    live_with_parent()


def perform(blob: bytes, task: Task) -> Record:
    """Run a replication in a worker."""
    key = hash(blob)
    if key not in _plans:
        _plans.clear()
        _plans[key] = pickle.loads(blob)  # noqa: S301 - from our own parent process
    return Run(_plans[key], task.seed, task.replication, task.length).run(_poll)


def _poll(_: float) -> None:
    if _flag is not None and _flag.is_set():
        raise Cancelled


def cores() -> int:
    """How many processes run at once where nobody says so."""
    return max(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 1)


class Workers:
    """Runs replications, in this process alone (``count`` 1) or in others. Close it when done."""

    def __init__(self, count: int | None = None) -> None:
        self.count = cores() if count is None else max(count, 1)
        self._context = multiprocessing.get_context("spawn")
        self._flag = self._context.Event()
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the processes go."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)

    def run(
        self, plans: Sequence[Plan], tasks: Sequence[Task], progress: Progress = silent
    ) -> Iterator[tuple[Task, Record]]:
        """Run replications; gives records in the order of the tasks, as they become known.

        Whatever ``progress`` raises ends the work at once.
        """
        if self.count == 1 or len(tasks) == 1:
            yield from self._here(plans, tasks, progress)
        else:
            yield from self._there(plans, tasks, progress)

    @staticmethod
    def _here(
        plans: Sequence[Plan], tasks: Sequence[Task], progress: Progress
    ) -> Iterator[tuple[Task, Record]]:
        for done, task in enumerate(tasks):
            tell = _telling(progress, done, len(tasks))
            yield task, Run(plans[task.plan], task.seed, task.replication, task.length).run(tell)
        progress(1.0)

    def _there(
        self, plans: Sequence[Plan], tasks: Sequence[Task], progress: Progress
    ) -> Iterator[tuple[Task, Record]]:
        blobs = [pickle.dumps(plan) for plan in plans]
        pool = self._living()
        at, futures = 0, list[Future[Record]]()
        try:
            futures += [pool.submit(perform, blobs[task.plan], task) for task in tasks]
            for at, task in enumerate(tasks):
                while not futures[at].done():
                    wait(futures, timeout=TICK, return_when=FIRST_COMPLETED)
                    progress(sum(f.done() for f in futures) / len(futures))
                yield task, futures[at].result()
        except BrokenProcessPool:
            # A process was ended from outside, as where memory is short: go on here, one after the other.
            self._pool = None
            yield from self._here(plans, tasks[at:], progress)
        except BaseException:
            self._stop(futures)
            raise
        progress(1.0)

    def _living(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._flag.clear()
            self._pool = ProcessPoolExecutor(
                self.count, mp_context=self._context, initializer=ready, initargs=(self._flag,)
            )
        return self._pool

    def _stop(self, futures: Sequence["Future[Any]"]) -> None:
        """Ask all to stop; who has not done so in time is ended."""
        self._flag.set()
        pool, self._pool = self._pool, None
        if pool is not None:
            processes = list((getattr(pool, "_processes", None) or {}).values())
            # The pool forgets what has not begun; to cancel that here as well would confuse it.
            pool.shutdown(wait=False, cancel_futures=True)
            if wait(futures, timeout=PATIENCE).not_done:
                for process in processes:
                    process.terminate()
        self._flag = self._context.Event()


def _telling(progress: Progress, done: int, total: int) -> Callable[[float], None]:
    """Tells from time to time how far all replications are."""
    last = time.monotonic()

    def tell(fraction: float) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last > TICK:
            last = now
            progress((done + min(fraction, 1.0)) / total)

    return tell
