"""Whatever is done to a map in whatever order, other suites and the schema have nothing new against it."""

from pathlib import Path

import pytest

from bpmn.xml.errors import UnreadableFile
from tests.corpus import corpus_files, corpus_folder
from tests.documents import (
    beside_the_pools,
    simple_flow,
    sub_process_that_says_nothing,
    with_pools,
    with_repeated_ids,
)
from tests.importer import complaints
from tests.schema import schema_errors
from tests.tools.mixed import mixed

LARGEST = 60_000
SEEDS = range(3)
SHAPES = {
    "flow": lambda: simple_flow("start", "Check", "Pack", "end"),
    "pools": lambda: with_pools("Sales", "Stock", black_boxes=("Customer",)),
    "sub-process": sub_process_that_says_nothing,
    "beside": beside_the_pools,
    "repeated": with_repeated_ids,
}
SAMPLES = sorted((Path(__file__).parents[2] / "resources" / "samples").rglob("*.bpmn"))


def assert_nothing_worse(data: bytes, name: str, seed: int) -> None:
    """After edits by chance there is no complaint that there was not before, and what was valid is valid."""
    try:
        written = mixed(seed, data, name)
    except UnreadableFile:
        return
    if written is not None:
        assert complaints(written) - complaints(data) == set()
        assert schema_errors(data) or schema_errors(written) == []


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("shape", SHAPES)
def test_small_maps_stay_as_good_as_they_were(shape: str, seed: int):
    assert_nothing_worse(SHAPES[shape]().to_bytes(), shape, seed)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_sample_system_stays_as_good_as_it_was(path: Path):
    for seed in SEEDS:
        assert_nothing_worse(path.read_bytes(), path.name, seed)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", corpus_files())
def test_real_maps_stay_as_good_as_they_were(name: str, seed: int):
    path = corpus_folder() / name
    if path.stat().st_size > LARGEST:
        pytest.skip("large")
    assert_nothing_worse(path.read_bytes(), name, seed)
