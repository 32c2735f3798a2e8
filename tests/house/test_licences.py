"""What a user installs is permissive, or LGPL and loaded dynamically; anything else fails here."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement

PROJECT = Path(__file__).parents[2] / "pyproject.toml"
PERMISSIVE = {
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "ISC",
    "MIT",
    "PSF-2.0",
    "Unlicense",
    "Zlib",
}
# Qt is loaded as shared libraries that the user can replace, which is what the LGPL asks for.
REPLACEABLE = {"pyside6-essentials": "LGPL-3.0-only", "shiboken6": "LGPL-3.0-only"}
NAMES = {
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "mit license": "MIT",
    "apache software license": "Apache-2.0",
}


def runtime_dependencies() -> list[str]:
    """Normalised names of everything a plain installation brings, direct and indirect."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    found: set[str] = set()
    waiting = [Requirement(text) for text in project["dependencies"]]
    while waiting:
        requirement = waiting.pop()
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        environment = {**default_environment(), "extra": ""}
        if name in found or (requirement.marker and not requirement.marker.evaluate(environment)):
            continue
        found.add(name)
        waiting += [Requirement(text) for text in metadata.requires(name) or ()]
    return sorted(found)


def licences(name: str) -> set[str]:
    """Every licence that a package names, as SPDX names."""
    about = metadata.metadata(name)
    stated = about.get("License") or "unknown"
    expression = about.get("License-Expression") or (
        stated if re.fullmatch(r".* (AND|OR) .*", stated) else ""
    )
    if expression:
        return set(re.findall(r"[\w.+-]+", expression)) - {"AND", "OR", "WITH"}
    classified = [
        c.split(" :: ")[-1] for c in about.get_all("Classifier") or () if c.startswith("License ::")
    ]
    return {NAMES.get(text.lower(), text) for text in classified or [stated]}


@pytest.mark.parametrize("name", runtime_dependencies())
def test_dependency_may_be_shipped_with_an_apache_licensed_product(name: str):
    found = licences(name)

    if name in REPLACEABLE:
        assert REPLACEABLE[name] in found
    else:
        assert found
        assert found <= PERMISSIVE


def test_no_package_brings_the_parts_of_qt_that_are_gpl():
    names = runtime_dependencies()

    assert "pyside6" not in names
    assert "pyside6-addons" not in names


def test_the_gate_sees_indirect_dependencies():
    assert "shiboken6" in runtime_dependencies()
