"""Opens, renames in and saves maps of growing size, in turns with bpmn-moddle, and prints the ratios.

    python -m tests.benchmarks.parse_and_save [--elements 1000 10000 100000] [--rounds 7]

Needs Node and npm: bpmn-moddle is installed into a temporary folder. Both sides read the file from disk,
change the name of one element and write a file; ours also reads back what it wrote, as every saving does.
"""

import argparse
import gc
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from bpmn.model.document import Document
from bpmn.xml import file
from tests.benchmarks.generated import generated_map

HELPER = Path(__file__).with_suffix(".mjs")
MODDLE = "bpmn-moddle@10.3.1"
GOAL = 5.0


class Times(NamedTuple):
    """Milliseconds of one round. ``check`` is the part of saving that reads the written bytes back."""

    parse: float
    save: float
    check: float = 0.0

    @property
    def whole(self) -> float:
        """From opening to saved, without the reading back."""
        return self.parse + self.save - self.check


def ours(source: Path, target: Path) -> Times:
    """One round of Wholeflow: open, rename, save."""
    start = time.perf_counter()
    document = Document.parse(file.read(source), source.name)
    parsed = time.perf_counter()
    with document.transaction("Rename"):
        document.set_attribute(document.root[0][0], "name", "Renamed")
    data = document.to_bytes()
    written = time.perf_counter()
    assert document.difference(data) is None
    checked = time.perf_counter()
    target.write_bytes(data)
    end = time.perf_counter()
    return Times((parsed - start) * 1e3, (end - parsed) * 1e3, (checked - written) * 1e3)


@contextmanager
def moddle(folder: Path) -> Iterator[Callable[[Path, Path], Times]]:
    """One round of bpmn-moddle, in one Node process for all rounds, so that its compiler is warm."""
    npm = shutil.which("npm")
    assert npm, "npm is needed"
    command = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), MODDLE]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=300)
    node = ["node", "--expose-gc", "--max-old-space-size=8192", str(HELPER), str(folder)]
    with subprocess.Popen(node, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        sent, answers = process.stdin, process.stdout

        def once(source: Path, target: Path) -> Times:
            sent.write(json.dumps({"source": str(source), "target": str(target)}) + "\n")
            sent.flush()
            return Times(**json.loads(answers.readline()))

        yield once
        sent.close()


def paired(rounds: int, folder: Path, elements: int, theirs: Callable[[Path, Path], Times]) -> list[str]:
    """Run both in turns on one map; the columns of a row of the table."""
    source = folder / f"{elements}.bpmn"
    source.write_bytes(generated_map(elements))
    pairs = []
    for _ in range(rounds + 1):
        gc.collect()
        mine = ours(source, folder / "ours.bpmn")
        pairs.append((mine, theirs(source, folder / "theirs.bpmn")))
    pairs = pairs[1:]  # the first round warms up both
    middle = statistics.median
    checked = middle(t.whole / (m.whole + m.check) for m, t in pairs)
    return [
        f"{elements:,}",
        *(f"{middle(times):.1f}" for times in _columns(pairs)),
        f"{middle(t.parse / m.parse for m, t in pairs):.1f}",
        f"{middle(t.whole / m.whole for m, t in pairs):.1f}",
        f"{checked:.1f}",
    ]


def _columns(pairs: Sequence[tuple[Times, Times]]) -> Iterator[list[float]]:
    yield [m.parse for m, _ in pairs]
    yield [m.whole for m, _ in pairs]
    yield [m.check for m, _ in pairs]
    yield [t.parse for _, t in pairs]
    yield [t.whole for _, t in pairs]


TITLES = (
    "elements",
    "ours: parse ms",
    "parse+save ms",
    "read back ms",
    "moddle: parse ms",
    "parse+save ms",
    "parse: times faster",
    "parse+save: times faster",
    "with reading back",
)


def main(words: Sequence[str]) -> int:
    """Print the table; 1 if some ratio of parse + save misses the goal."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--elements", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=7)
    chosen = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as name, moddle(Path(name)) as theirs:
        rows = [paired(chosen.rounds, Path(name), count, theirs) for count in chosen.elements]
    for row in (TITLES, *rows):
        print(" | ".join(cell.rjust(len(title)) for cell, title in zip(row, TITLES, strict=True)))
    missed = [row[0] for row in rows if float(row[-2]) < GOAL]
    print(f"goal: {GOAL:.0f} times faster" + (f"; missed at {', '.join(missed)}" if missed else "; reached"))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
