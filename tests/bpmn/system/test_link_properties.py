"""What links do not depend on: the order of files, ids, namespaces."""

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from app.paths import sample_systems
from bpmn.base.finding import ElementKey
from bpmn.model.document import Document
from bpmn.system.link import Level, Link, Links
from bpmn.system.links import find_links
from bpmn.system.system import System
from tests.corpus import corpus_folder

IDENTIFIED = re.compile(r'\bid="([^"]+)"')
MOST = 60


def folders() -> list[object]:
    """The samples, and the folders of the corpus that may be systems."""
    root = corpus_folder()
    found: list[object] = [pytest.param(path, id=path.name) for path in sample_systems()]
    places = sorted(p for p in root.rglob("*") if p.is_dir()) if root.is_dir() else []
    for place in places:
        count = sum(1 for p in place.iterdir() if p.suffix in (".bpmn", ".bpmn2"))
        if 2 <= count <= MOST:
            found.append(pytest.param(place, id=place.relative_to(root).as_posix()))
    if not places:
        skip = pytest.mark.skip(reason="no corpus: set WHOLEFLOW_CORPUS to a folder of BPMN files")
        found.append(pytest.param(root, id="corpus", marks=skip))
    return found


def summary(links: Links) -> tuple[object, ...]:
    return links.links, links.open, links.parties, links.external


@pytest.mark.parametrize("folder", folders())
def test_links_do_not_depend_on_the_order_of_the_maps(folder: Path):
    system = System.open(folder)
    expected = summary(find_links(system))
    chance = random.Random(1)

    for _ in range(4):
        names = list(system.files)
        chance.shuffle(names)
        shuffled = System.open(folder)
        shuffled.files = tuple(names)
        assert summary(find_links(shuffled)) == expected


def rewritten(folder: Path, change: Callable[[str, str], str]) -> System:
    """The system of a folder with the text of each map changed."""
    system = System.open(folder)
    documents = {}
    for name, document in system.documents:
        text = change(name, document.to_bytes().decode())
        documents[name] = Document.parse(text.encode(), name)
    return System(folder, documents, facts=system.facts)


def new_ids(_name: str, text: str) -> str:
    """Every id becomes another one, wherever it is used in its map."""
    ids = set(IDENTIFIED.findall(text))
    return re.sub(r"[\w.-]+", lambda m: f"{m.group()}_new" if m.group() in ids else m.group(), text)


def new_names(text: str) -> str:
    return re.sub(r"_new$", "", text)


def by_name(links: Links) -> list[tuple[ElementKey, ElementKey, str]]:
    return sorted((x.source, x.target, x.kind) for x in links.links if x.level in (Level.M4, Level.M5))


@pytest.mark.parametrize("folder", [pytest.param(p, id=p.name) for p in sample_systems()])
def test_links_by_name_stay_when_all_ids_change(folder: Path):
    before = System.open(folder)
    # Names are words as well: only ids that are no plain words may be replaced everywhere.
    after = rewritten(folder, new_ids)

    expected = by_name(find_links(System(folder, dict(before.documents))))
    found = find_links(System(folder, dict(after.documents)))

    def old(link: Link) -> tuple[ElementKey, ElementKey, str]:
        source, target = (k._replace(element=new_names(k.element)) for k in (link.source, link.target))
        return source, target, link.kind

    assert expected
    assert sorted(old(x) for x in found.links if x.level in (Level.M4, Level.M5)) == expected


@pytest.mark.parametrize("folder", [pytest.param(p, id=p.name) for p in sample_systems()])
def test_links_by_name_stay_when_namespaces_change(folder: Path):
    def other(name: str, text: str) -> str:
        return re.sub(r'targetNamespace="[^"]*"', f'targetNamespace="urn:other:{name}"', text)

    expected = by_name(find_links(System.open(folder)))

    assert by_name(find_links(rewritten(folder, other))) == expected
