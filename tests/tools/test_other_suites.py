"""What Wholeflow writes opens in bpmn-moddle and bpmn-js with no warning that the original did not give.

A part of the corpus; WHOLEFLOW_WHOLE_CORPUS=1 takes all of it. WHOLEFLOW_NODE_TOOLS names a folder with
the tools and their packages; without it they are installed for the run.
"""

import os
from pathlib import Path

import pytest

from app.paths import sample_systems
from bpmn.model.document import Document
from bpmn.system.landscape_map import landscape_map
from bpmn.system.system import System
from bpmn.xml.errors import UnreadableFile
from tests.corpus import corpus_files, corpus_folder
from tests.tools.node_tools import NodeTools, has_browser, installed, worse
from tests.tools.ways import WAYS, tried

pytestmark = [pytest.mark.long, pytest.mark.timeout(3600), pytest.mark.xdist_group("other suites")]

STEP = 1 if os.environ.get("WHOLEFLOW_WHOLE_CORPUS") else 8
ENDINGS = (".bpmn", ".bpmn2", ".bpmn20.xml")
LARGEST = 400_000
# Opening these takes bpmn-js minutes, whoever wrote them.
ENDLESS = frozenset({"hostile/ok-long-name.bpmn"})


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> NodeTools:
    return installed(tmp_path_factory.mktemp("tools"))


@pytest.fixture(scope="module")
def maps() -> dict[str, bytes]:
    """The readable maps by name."""
    names = [str(n) for n in corpus_files() if str(n).endswith(ENDINGS)][::STEP]
    found = {}
    for name in names:
        data = (corpus_folder() / name).read_bytes()
        try:
            Document.parse(data, name)
        except UnreadableFile:
            continue
        if len(data) < LARGEST and name not in ENDLESS:
            found[name] = data
    if not found:
        pytest.skip("no corpus: set WHOLEFLOW_CORPUS to a folder of BPMN files")
    return found


@pytest.fixture(scope="module")
def originals(maps: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(maps, tmp_path_factory.mktemp("maps") / "originals")


@pytest.fixture(scope="module")
def opened_before(tools: NodeTools, originals: Path) -> dict[str, dict]:
    if not has_browser():
        pytest.skip("no Chromium: install it, or name one in CHROME")
    return tools.opened(originals)


def stored(maps: dict[str, bytes], folder: Path) -> Path:
    for name, data in maps.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def by_way(way: str, maps: dict[str, bytes], folder: Path) -> Path:
    """The maps as a way writes them; those it cannot be done with stay as they are."""
    return stored({name: tried(WAYS[way], data, name) or data for name, data in maps.items()}, folder)


@pytest.mark.parametrize("way", WAYS)
def test_bpmn_moddle_warns_of_nothing_new(
    way: str, tools: NodeTools, maps: dict[str, bytes], originals: Path, tmp_path: Path
):
    after = by_way(way, maps, tmp_path / "after")

    assert tools.new_warnings(originals, after) == {}


@pytest.mark.parametrize("way", WAYS)
def test_bpmn_js_opens_it_as_well_as_before(
    way: str,
    tools: NodeTools,
    maps: dict[str, bytes],
    originals: Path,
    opened_before: dict[str, dict],
    tmp_path: Path,
):
    after = by_way(way, maps, tmp_path / "after")

    completed = originals if way.startswith("for ") else None
    assert worse(opened_before, tools.opened(after), after, completed) == {}


def test_touched_and_undone_maps_are_the_bytes_they_were(maps: dict[str, bytes]):
    for name, data in maps.items():
        assert WAYS["touched"](data, name) == data


def test_every_copy_for_bpmn_io_with_something_to_show_opens(
    tools: NodeTools, maps: dict[str, bytes], opened_before: dict[str, dict], tmp_path: Path
):
    after = tools.opened(by_way("for bpmn.io", maps, tmp_path / "after"))

    shut = {name: now["error"] for name, now in after.items() if now["error"]}
    assert set(shut.values()) <= {"no diagram to display"}
    assert len(shut) < len([then for then in opened_before.values() if then["error"]])


def test_the_landscape_of_every_sample_opens_without_a_warning(tools: NodeTools, tmp_path: Path):
    folder = tmp_path / "landscapes"
    folder.mkdir()
    for sample in sample_systems():
        (folder / f"{sample.name}.bpmn").write_bytes(landscape_map(System.open(sample)).data)

    opened = tools.opened(folder)

    assert len(opened) == len(sample_systems())
    assert all(not one["error"] and not one["warnings"] for one in opened.values())
