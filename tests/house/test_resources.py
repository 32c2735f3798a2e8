"""What comes with the application is found as a package, also when it is installed."""

import tomllib
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_resources_are_a_package():
    assert files("resources").joinpath("__init__.py").is_file()


def test_the_wheel_holds_the_three_packages():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == ["app", "bpmn", "resources"]


def test_no_dependency_is_bound_above_what_python_3_11_can_install():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert project["requires-python"] == ">=3.11"
    assert "PySide6-Essentials>=6.8.3,<6.12; python_version<'3.12'" in project["dependencies"]
