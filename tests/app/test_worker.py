"""Workers end with the window, also when it is killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.jobs import Jobs

PATIENCE_S = 20
SCRIPT = """
import os, sys
from PySide6.QtCore import QCoreApplication
from app.jobs import Jobs

if __name__ == "__main__":
    application = QCoreApplication(sys.argv)
    jobs = Jobs()
    jobs.finished.connect(lambda key, process: print(process, flush=True))
    jobs.start("who", os.getpid)
    application.exec()
"""


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_worker_ends_when_the_window_is_killed(tmp_path, how):
    script = tmp_path / "window.py"
    script.write_text(SCRIPT)
    places = os.pathsep.join(filter(None, (str(Path.cwd()), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": places}
    command = [sys.executable, str(script)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as window:
        worker = int(window.stdout.readline())
        assert is_alive(worker)
        window.send_signal(how)

    end = time.monotonic() + PATIENCE_S
    while is_alive(worker) and time.monotonic() < end:
        time.sleep(0.05)
    assert not is_alive(worker)


def test_the_window_knows_its_workers(qtbot):
    jobs = Jobs()
    with qtbot.waitSignal(jobs.finished, timeout=PATIENCE_S * 1000) as told:
        jobs.start("who", os.getpid)

    assert told.args[1] != os.getpid()
    jobs.stop()
    assert not is_alive(told.args[1])
