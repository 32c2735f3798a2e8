"""What all tests share: no screen, one locale, and a user whose folders are empty."""

import gc
import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt

import shutil
import tempfile
from itertools import count
from pathlib import Path

import hypothesis
import pytest

# A busy machine is no failure, and what fails once must fail again.
hypothesis.settings.register_profile("wholeflow", deadline=None, derandomize=True)
hypothesis.settings.load_profile("wholeflow")

HOME = Path(tempfile.mkdtemp(prefix="wholeflow-tests-"))
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("WHOLEFLOW_LANGUAGE", None)
for name in (
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_CACHE_HOME",
    "XDG_STATE_HOME",
    "APPDATA",
    "LOCALAPPDATA",
):
    os.environ[name] = str(HOME / name.lower())
NUMBERS = count(1)


def pytest_configure() -> None:
    gc.disable()  # as in the window: a thread that waits for workers would destroy Qt objects (app.garbage)


def pytest_runtest_logfinish() -> None:
    """Collect between two tests, in the thread that runs them."""
    counts, limits = gc.get_count(), gc.get_threshold()
    due = [generation for generation in range(3) if counts[generation] > limits[generation]]
    if 0 in due:
        gc.collect(2 if due == [0, 1, 2] else 1 if 1 in due else 0)


def pytest_unconfigure() -> None:
    shutil.rmtree(HOME, ignore_errors=True)


@pytest.fixture(autouse=True)
def user_data(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has its own folder for what the application keeps."""
    folder = HOME / f"data-{next(NUMBERS)}"
    monkeypatch.setenv("WHOLEFLOW_DATA", str(folder))
    return folder
