"""What may be loaded when: no Qt below the window, no heavy library before it is needed."""

import subprocess
import sys

import pytest

EVERY_MODULE = """
import importlib, pkgutil, sys
import {package}
for module in pkgutil.walk_packages({package}.__path__, "{package}."):
    importlib.import_module(module.name)
print(*sorted({{name.split(".")[0] for name in sys.modules}}))
"""
ONE_MODULE = "import sys, {module}; print(*sorted(sys.modules))"


def loaded(program: str) -> set[str]:
    command = [sys.executable, "-c", program]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def test_no_module_of_bpmn_loads_qt_or_the_application():
    names = loaded(EVERY_MODULE.format(package="bpmn"))

    assert "bpmn" in names
    assert not names & {"PySide6", "shiboken6", "app"}


def test_no_module_of_bpmn_loads_numpy_when_it_is_imported():
    assert not loaded(EVERY_MODULE.format(package="bpmn")) & {"numpy", "scipy"}


def test_no_module_of_the_command_line_loads_qt():
    assert "PySide6" not in loaded(EVERY_MODULE.format(package="app.cli"))


@pytest.mark.parametrize("module", ["app.__main__", "app.cli"])
def test_the_command_line_starts_without_window_and_heavy_libraries(module: str):
    names = loaded(ONE_MODULE.format(module=module))

    assert not {n for n in names if n.startswith(("app.main", "app.window", "app.canvas", "PySide6"))}
    assert not names & {"numpy", "scipy", "networkx"}
