"""Checks files against the OMG schema, which comes with SpiffWorkflow."""

import importlib.util
from functools import cache
from pathlib import Path

import pytest
from lxml import etree


@cache
def _schema() -> etree.XMLSchema:
    spiff = importlib.util.find_spec("SpiffWorkflow")
    if spiff is None or not spiff.submodule_search_locations:
        pytest.skip("the OMG schema comes with SpiffWorkflow, which is not installed")
    folder = Path(spiff.submodule_search_locations[0]) / "bpmn" / "parser" / "schema"
    return etree.XMLSchema(etree.parse(str(folder / "BPMN20.xsd")))


def schema_errors(data: bytes) -> list[str]:
    """What the schema has against a file; empty for a valid one."""
    schema = _schema()
    try:
        schema.validate(etree.fromstring(data))
    except etree.XMLSyntaxError as error:
        return [str(error)]
    return [f"line {error.line}: {error.message}" for error in schema.error_log]
