"""Spares long computations the search for garbage among what was there before them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def settled_heap() -> Iterator[None]:
    """Let Python look for cyclic garbage only among what is made inside the block.

    Thousands of maps that stay are otherwise gone through again and again while a few results are made of
    them; garbage among them is found later (``gc.freeze``).
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
