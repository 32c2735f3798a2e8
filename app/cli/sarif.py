"""Findings as SARIF 2.1.0 (OASIS), the format of checks that code hosts show beside the files."""

from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version

from app.translate import tr_message
from bpmn.analysis.check import ALL_RULES, FAILED, UNREADABLE
from bpmn.analysis.rule import page
from bpmn.base.finding import ElementKey, Finding, Severity
from bpmn.system.system import System

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
NAME = "Wholeflow"


def sarif(found: Iterable[tuple[Finding, System]]) -> Mapping[str, object]:
    """One run with the rules that found something and a result for each finding; paths are relative."""
    listed = list(found)
    used = sorted({one.rule for one, _ in listed})
    index = {rule: at for at, rule in enumerate(used)}
    driver = {"name": NAME, "version": _version(), "rules": [_rule(rule) for rule in used]}
    results = [_result(one, system, index[one.rule]) for one, system in listed]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _version() -> str:
    try:
        return version("wholeflow")
    except PackageNotFoundError:
        return "0"


def _rule(identifier: str) -> Mapping[str, object]:
    known = next((rule for rule in ALL_RULES if rule.id == identifier), None)
    if known is None:
        title = {UNREADABLE: "Map that cannot be read", FAILED: "Check that failed"}.get(
            identifier, identifier
        )
        return {"id": identifier, "shortDescription": {"text": title}}
    return {
        "id": identifier,
        "shortDescription": {"text": tr_message(known.title)},
        "fullDescription": {"text": tr_message(known.why)},
        "help": {"text": tr_message(known.fix), "markdown": page(identifier)},
        "defaultConfiguration": {"level": LEVELS[known.severity]},
    }


def _result(found: Finding, system: System, rule: int) -> Mapping[str, object]:
    places = [_place(key, system) for key in found.elements]
    return {
        "ruleId": found.rule,
        "ruleIndex": rule,
        "level": LEVELS[found.severity],
        "message": {"text": f"{tr_message(found.message)} {tr_message(found.why)} {tr_message(found.fix)}"},
        "locations": places[:1],
        "relatedLocations": places[1:],
    }


def _place(key: ElementKey, system: System) -> Mapping[str, object]:
    """The file and line of an element, and its id as the logical place."""
    physical: dict[str, object] = {"artifactLocation": {"uri": key.file}}
    node = system.document(key.file).node(key.element) if key.file in system.files and key.element else None
    if node is not None and node.sourceline:
        physical["region"] = {"startLine": node.sourceline}
    place: dict[str, object] = {"physicalLocation": physical}
    if key.element:
        place["logicalLocations"] = [{"fullyQualifiedName": key.element, "kind": "element"}]
    return place
