"""Finds the real BPMN files that tests use where they are present."""

import os
from functools import cache
from pathlib import Path

import pytest

ENDINGS = (".bpmn", ".bpmn2", ".bpmn20.xml", ".xml")
CHECKOUT = Path(__file__).resolve().parents[1]


def shared() -> Path:
    """The folder that holds ``corpus``, ``oracles`` and ``tools``; it may not exist."""
    corpus = os.environ.get("WHOLEFLOW_CORPUS")
    return Path(corpus).resolve().parent if corpus else CHECKOUT.parent / "shared"


def corpus_folder() -> Path:
    """The folder of the corpus; it may not exist."""
    corpus = os.environ.get("WHOLEFLOW_CORPUS")
    return Path(corpus).resolve() if corpus else shared() / "corpus"


@cache
def _files() -> tuple[str, ...]:
    folder = corpus_folder()
    return tuple(
        sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.name.endswith(ENDINGS))
    )


def corpus_files() -> list[object]:
    """Parameters for a test over the corpus: every file, or one skipped parameter saying why."""
    if _files():
        return list(_files())
    reason = "no corpus: set WHOLEFLOW_CORPUS to a folder of BPMN files"
    return [pytest.param("", marks=pytest.mark.skip(reason=reason))]
