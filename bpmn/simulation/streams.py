"""Random numbers that belong to what they decide: the same case meets the same luck in every variant.

A draw is named by replication, purpose, element, visit and case. Uniforms come in blocks of 1,024 per
(replication, purpose, element, visit), indexed by the number of the case; the key of a block's generator is a
hash of these names. So a step that is added elsewhere shifts nobody's draws, and two variants of a system
can be compared with common random numbers. (Law & Kelton, Variance-Reduction Techniques: Common Random
Numbers; Salmon et al., Parallel Random Numbers: As Easy as 1, 2, 3.)
"""

from collections.abc import Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

from bpmn.base.finding import ElementKey

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    from bpmn.scenario.sampling import Inverse

SHIFT = 10
BLOCK = 1 << SHIFT
MASK = BLOCK - 1
SOURCE_SHIFT = 40
"""The number of a case carries its source above this bit: cases of two sources never share a draw."""

OWN_BLOCKS = 3
"""Visits up to this have blocks of their own; later ones are drawn one by one."""

KEPT = 4
"""So many blocks of a stream are kept per source; an older one is made again if it is asked for."""

TINY = 2.0**-54

Part = tuple[str, "Inverse"]
"""The purpose of a draw, and what makes it of a uniform."""


class Seeds:
    """Makes the uniforms of one replication. ``sources`` name the sources of cases by their position."""

    def __init__(self, seed: int, replication: int, sources: Sequence[ElementKey]) -> None:
        self._begin = f"{seed}\0{replication}"
        self.sources = len(sources)
        self._sources = [f"{key.file}\0{key.element}" for key in sources]

    def _hash(self, purpose: str, element: ElementKey, visit: int, what: str, size: int) -> int:
        text = f"{self._begin}\0{purpose}\0{element.file}\0{element.element}\0{visit}\0{what}"
        return int.from_bytes(blake2b(text.encode(), digest_size=size).digest(), "big")

    def block(self, purpose: str, element: ElementKey, visit: int, number: int) -> "NDArray[float64]":
        """The uniforms of 1,024 cases, above 0 and below 1."""
        from numpy import maximum
        from numpy.random import Generator, Philox

        source, block = divmod(number, 1 << (SOURCE_SHIFT - SHIFT))
        key = self._hash(purpose, element, visit, f"{self._sources[source]}\0{block}", 16)
        return maximum(Generator(Philox(key=key)).random(BLOCK), TINY)

    def single(self, purpose: str, element: ElementKey, visit: int, case: int) -> float:
        """The uniform of one case at a late visit."""
        source, number = divmod(case, 1 << SOURCE_SHIFT)
        found = self._hash(purpose, element, visit, f"{self._sources[source]}\0#{number}", 8)
        return max((found >> 11) * 2.0**-53, TINY)


class Stream:
    """The draws of an element at one visit, by the number of the case: the sum of its parts.

    ``block`` finds a block that is there already; ``fill`` makes one. For visits beyond the third there is
    ``late``.
    """

    def __init__(self, seeds: Seeds, element: ElementKey, parts: Sequence[Part], visit: int = 0) -> None:
        self._seeds = seeds
        self._element = element
        self._parts = parts
        self._visit = visit
        self._most = KEPT * (1 + seeds.sources)
        self._blocks: dict[int, list[float]] = {}
        self.block = self._blocks.get

    def __call__(self, case: int) -> float:
        """The draw of a case."""
        return (self.block(case >> SHIFT) or self.fill(case >> SHIFT))[case & MASK]

    def fill(self, number: int) -> list[float]:
        """Make a block; the oldest makes room for it."""
        while len(self._blocks) >= self._most:
            del self._blocks[next(iter(self._blocks))]
        uniforms = [self._seeds.block(p, self._element, self._visit, number) for p, _ in self._parts]
        drawn = [apply(one) for (_, apply), one in zip(self._parts, uniforms, strict=True)]
        total = drawn[0]
        for more in drawn[1:]:
            total = total + more
        made: list[float] = total.tolist()
        self._blocks[number] = made
        return made


def late(seeds: Seeds, element: ElementKey, parts: Sequence[Part], visit: int, case: int) -> float:
    """One draw for a visit beyond the third."""
    import numpy as np

    return sum(
        float(apply(np.array([seeds.single(purpose, element, visit, case)]))[0]) for purpose, apply in parts
    )


def plain(uniforms: "NDArray[float64]") -> "NDArray[float64]":
    """The uniforms themselves, for decisions."""
    return uniforms
