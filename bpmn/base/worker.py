"""How a worker process lives: no longer than the process that started it."""

import multiprocessing
import os
import threading
from multiprocessing.process import BaseProcess


def live_with_parent() -> None:
    """End this process when the one that started it has ended, however that came about.

    A worker waits for work at a queue of which it holds both ends, so it would not notice by itself.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent,), name="end with parent", daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
