"""Adds the attributes that targets require."""

from importlib.metadata import PackageNotFoundError, version

from bpmn.base.message import message
from bpmn.editing.suites.notes import Copy
from bpmn.model import Process, SequenceFlow
from bpmn.model.lookup import XSI_TYPE
from bpmn.xml import names

EXPORTER = "Wholeflow"
TARGET_NAMESPACE = "https://wholeflow.org/maps"
CAMUNDA7 = "http://camunda.org/schema/1.0/bpmn"
MODELER = "http://camunda.org/schema/modeler/1.0"
DAYS = "180"


def require(copy: Copy) -> None:
    """Name the exporter and the target namespace; for engines, make processes executable."""
    document, root = copy.document, copy.document.root
    document.set_attribute(root, "exporter", EXPORTER)
    document.set_attribute(root, "exporterVersion", _version())
    if not root.get("targetNamespace"):
        document.set_attribute(root, "targetNamespace", TARGET_NAMESPACE)
        copy.changed(document.definitions, message("The map had no target namespace; it got one."))
    if copy.target.platform:
        document.declare_namespace("modeler", MODELER)
        document.set_attribute(root, f"{{{MODELER}}}executionPlatform", copy.target.platform)
    if copy.target.is_engine:
        for process in document.all(Process):
            _make_executable(copy, process)
        for flow in document.all(SequenceFlow):
            _type_condition(copy, flow)


def _version() -> str:
    try:
        return version("wholeflow")
    except PackageNotFoundError:  # run from the sources
        return "0"


def _make_executable(copy: Copy, process: Process) -> None:
    if not len(process.flow_elements):
        return
    document = copy.document
    if not process.is_executable:
        process.is_executable = True
        copy.changed(process, message("The process was marked as executable; the engine skips others."))
    life = f"{{{CAMUNDA7}}}historyTimeToLive"
    if copy.target.platform == "Camunda Platform" and process.node.get(life) is None:
        document.declare_namespace("camunda", CAMUNDA7)
        document.set_attribute(process.node, life, DAYS)
        copy.changed(
            process,
            message(
                "The history is kept for {days} days (historyTimeToLive), as the modeler writes it.",
                days=DAYS,
            ),
        )


def _type_condition(copy: Copy, flow: SequenceFlow) -> None:
    condition = flow.condition_expression
    if condition is not None and condition.node.get(XSI_TYPE) is None:
        kind = copy.document.qname_for(condition.node, names.MODEL, "tFormalExpression")
        copy.document.set_attribute(condition.node, XSI_TYPE, kind)
