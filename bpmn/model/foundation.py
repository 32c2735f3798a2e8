"""Views of what all BPMN elements share (BPMN 2.0.2, Infrastructure and Foundation)."""

from enum import StrEnum
from typing import TYPE_CHECKING

from bpmn.model.children import Child, Children, QNameChildren
from bpmn.model.element import Element
from bpmn.model.fields import Body, Boolean, OptionalChoice, QNameText, String, Views

if TYPE_CHECKING:
    from bpmn.model.diagram import BPMNDiagram


class RelationshipDirection(StrEnum):
    """How the ends of a relationship are ordered."""

    NONE = "None"
    FORWARD = "Forward"
    BACKWARD = "Backward"
    BOTH = "Both"


class Documentation(Element, tag="documentation"):
    """Text that explains an element."""

    text_format = String("textFormat", "text/plain")
    text = Body()


class ExtensionElements(Element, tag="extensionElements"):
    """What a vendor adds to an element."""


class BaseElement(Element, tag="baseElement"):
    """Anything with an id, documentation and extensions."""

    documentation = Children["Documentation"]("documentation")
    extension_elements = Child["ExtensionElements"]("extensionElements")

    @property
    def documentation_text(self) -> str:
        """The text of the first documentation, empty without one; setting "" removes it."""
        first = next(iter(self.documentation), None)
        return first.text if first else ""

    @documentation_text.setter
    def documentation_text(self, value: str) -> None:
        first = next(iter(self.documentation), None)
        if value and first:
            first.text = value
        elif value:
            node = self.document.create(Documentation.own_tag, text=value)
            self.document.append(self.node, node)
        elif first:
            self.document.remove(first.node)


class BaseElementWithMixedContent(BaseElement):
    """A base element that holds text."""

    body = Body()


class RootElement(BaseElement):
    """What stands directly in definitions."""


class Import(Element, tag="import"):
    """Names another file whose elements are referred to."""

    namespace = String("namespace")
    location = String("location")
    import_type = String("importType")


class Extension(Element, tag="extension"):
    """Declares a vendor's extension."""

    definition = QNameText("definition")
    must_understand = Boolean("mustUnderstand", default=False)
    documentation = Children["Documentation"]("documentation")


class Relationship(BaseElement, tag="relationship"):
    """Joins artefacts of other kinds to BPMN elements; BPSim lives here."""

    type = String("type")
    direction = OptionalChoice("direction", RelationshipDirection)
    sources = QNameChildren["Element"]("source")
    targets = QNameChildren["Element"]("target")


class Definitions(Element, tag="definitions"):
    """The root of a BPMN file."""

    name = String("name")
    target_namespace = String("targetNamespace")
    expression_language = String("expressionLanguage", "http://www.w3.org/1999/XPath")
    type_language = String("typeLanguage", "http://www.w3.org/2001/XMLSchema")
    exporter = String("exporter")
    exporter_version = String("exporterVersion")
    imports = Children["Import"]("import")
    extensions = Children["Extension"]("extension")
    root_elements = Children["RootElement"]("rootElement")
    bpmn_diagrams = Children["BPMNDiagram"]("BPMNDiagram", space="http://www.omg.org/spec/BPMN/20100524/DI")
    relationships = Children["Relationship"]("relationship")

    @property
    def diagrams(self) -> "Views[BPMNDiagram]":
        """The diagrams of the file, in file order."""
        return self.bpmn_diagrams
