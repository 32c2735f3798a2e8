"""The maps of a folder."""

from pathlib import Path

from bpmn.system.system import MAPS, map_names


def maps_of(folder: Path) -> list[Path]:
    """All maps below a folder, by path; hidden folders are left out."""
    return [folder / name for name in map_names(folder)]


def is_map(name: str) -> bool:
    """Whether a file of this name is taken for a map."""
    return name.lower().endswith(MAPS) and not name.startswith(".")
