"""Takes out what is meant for colleagues only: comments and our own extensions."""

from bpmn.base.message import message
from bpmn.editing.suites.notes import Copy
from bpmn.model import DiagramExtension, ExtensionElements
from bpmn.xml import names
from bpmn.xml.source import is_element

OWN = f"{{{names.WHOLEFLOW}}}"


def clean(copy: Copy) -> None:
    """Remove comments, instructions and everything in our namespace, if the copy is to be clean."""
    if not copy.is_clean:
        return
    document, found = copy.document, False
    for node in list(document.root.iter()):
        if not document.holds(node):
            continue
        if not is_element(node) or str(node.tag).startswith(OWN):
            document.remove(node)
            found = True
            continue
        for name in [str(name) for name in node.attrib if str(name).startswith(OWN)]:
            document.set_attribute(node, name, None)
            found = True
    for kind in (ExtensionElements, DiagramExtension):
        for element in document.all(kind):
            if not len(element.node) and element.parent is not None:
                document.remove(element.node)
    if found:
        copy.changed(document.definitions, message("Comments and Wholeflow's own data were left out."))
