"""Where the application keeps what belongs to the user and finds what came with it."""

import shutil
from importlib.resources import files
from pathlib import Path

from bpmn.base import user_data
from bpmn.base.user_data import DATA_VARIABLE, NAME

__all__ = ["DATA_VARIABLE", "NAME", "own_copy", "resources_folder", "sample_systems", "user_data_folder"]


def user_data_folder() -> Path:
    """Where journals, snapshots and results are kept; made if it is missing (see ``bpmn.base.user_data``)."""
    folder = user_data.user_data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def resources_folder() -> Path:
    """The folder of what came with the application."""
    return Path(str(files("resources")))


def sample_systems() -> list[Path]:
    """The sample systems that came with the application, by name."""
    samples = resources_folder() / "samples"
    return (
        sorted(p for p in samples.iterdir() if p.is_dir() and not p.name.startswith(("_", ".")))
        if samples.is_dir()
        else []
    )


def own_copy(sample: Path) -> Path:
    """The user's own copy of a sample system: made when first asked for, what is changed in it stays.

    Raises OSError where it cannot be made.
    """
    folder = user_data_folder() / "samples" / sample.name
    if not folder.is_dir():
        unfinished = folder.with_name(f"{folder.name}.new")
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(sample, unfinished)
        unfinished.rename(folder)
    return folder
