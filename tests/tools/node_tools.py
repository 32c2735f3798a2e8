"""Finds and runs the tools that read maps as other suites do: bpmn-moddle in Node, bpmn-js in Chromium."""

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bpmn.model.document import Document
from tests.corpus import shared
from tests.importer import in_choreography

INSTALLED = "WHOLEFLOW_NODE_TOOLS"
INSTALL_S = 300
RUN_S = 1500
DIAGRAM = re.compile(r"^diagram \d+(: )?")
ID = re.compile(r'id="([^"]*)"')
TYPE = re.compile(r"<\w+:\w+(?= id=)")
TOOLS = ("moddle_check", "bpmnjs_open")


@dataclass(frozen=True)
class NodeTools:
    """A folder with the tools and their packages."""

    folder: Path

    def new_warnings(self, before: Path, after: Path) -> dict[str, list[str]]:
        """What bpmn-moddle says about files below after that it did not say about those below before."""
        report = after.parent / f"{after.name}.moddle.json"
        self._run("moddle_check/check.mjs", "--quiet", "--json", report, "--compare", before, after)
        found = json.loads(report.read_text(encoding="utf-8"))
        return {name: result["new"] for name, result in found.items() if result["new"]}

    def opened(self, folder: Path) -> dict[str, dict[str, Any]]:
        """What bpmn-js says about every file below a folder: error, warnings, shapes, connections."""
        report = folder.parent / f"{folder.name}.bpmnjs.json"
        self._run("bpmnjs_open/open.mjs", "--quiet", "--timeout", "60", "--json", report, folder)
        return dict(json.loads(report.read_text(encoding="utf-8")))

    def _run(self, script: str, *words: object) -> None:
        command = ["node", str(self.folder / script), *map(str, words)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=RUN_S, check=False)
        assert "files=" in done.stdout, done.stderr[-2000:]


def worse(
    before: dict[str, dict[str, Any]],
    after: dict[str, dict[str, Any]],
    written: Path,
    completed: Path | None = None,
) -> dict[str, list[str]]:
    """Files that bpmn-js opens with a warning that it did not give before, or no longer at all.

    ``written`` is the folder of what it opened now; what it says of choreographies, whose steps it does not
    draw, is left out. A file that it did not open before cannot open less well. Copies whose drawing was ``completed``, given
    the folder of the originals, show more of them: what is shown for the first time may have its faults,
    where all that the warning names stood in the original.
    """
    found = {}
    for name, now in after.items():
        then = before[name]
        if then["error"]:
            continue
        fresh = sorted(_said(now) - _said(then))
        fresh = [said for said in fresh if not _of_choreographies(said, written / name)]
        if completed is not None and _drawn(now) > _drawn(then):
            text = (completed / name).read_text(encoding="utf-8", errors="replace")
            fresh = [said for said in fresh if not all(f'"{i}"' in text for i in ID.findall(said))]
        if now["error"]:
            fresh.insert(0, str(now["error"]))
        if fresh:
            found[name] = fresh
    return found


def _of_choreographies(said: str, written: Path) -> bool:
    """Whether the first element that a warning names stands in a choreography."""
    named = ID.search(said)
    if named is None:
        return False
    document = Document.parse(written.read_bytes())
    node = document.node(named.group(1))
    return node is not None and in_choreography(document.view(node))


def _drawn(result: dict[str, Any]) -> int:
    return int(result["shapes"]) + int(result["connections"])


def _said(result: dict[str, Any]) -> frozenset[str]:
    """The warnings, each once, of whatever diagram; an element is told by its id, not by its type."""
    return frozenset(TYPE.sub("<", DIAGRAM.sub("", warning)) for warning in result["warnings"])


def installed(workshop: Path) -> NodeTools:
    """The tools with their packages, installed into workshop unless they are; skips where that cannot be."""
    source = shared() / "tools"
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("Node and npm are not installed")
    if INSTALLED in os.environ:
        return NodeTools(Path(os.environ[INSTALLED]))
    if not (source / TOOLS[0]).is_dir():
        pytest.skip("no tools: set WHOLEFLOW_CORPUS to a corpus beside its tools")
    shutil.copytree(source, workshop, dirs_exist_ok=True, copy_function=shutil.copyfile)
    for tool in TOOLS:
        command = ["npm", "ci", "--silent", "--no-audit", "--no-fund"]
        try:
            subprocess.run(command, cwd=workshop / tool, check=True, capture_output=True, timeout=INSTALL_S)
        except (subprocess.SubprocessError, OSError) as error:
            pytest.skip(f"npm could not install {tool}: {error}")
    return NodeTools(workshop)


def has_browser() -> bool:
    """Whether the browser is there that bpmn-js runs in."""
    return Path(os.environ.get("CHROME", "/usr/bin/chromium")).exists()
