"""Small maps that make reading and writing hard."""

from bpmn.model.document import Document
from bpmn.xml import names

SHADOWED = f"""<?xml version="1.0"?>
<definitions xmlns="{names.MODEL}" xmlns:x="urn:one" targetNamespace="urn:t">
  <process id="a" xmlns:x="urn:two" xmlns:k="urn:k"><task id="t" x:mark="1" k:r='x:q' ref="x:z"><ioSpecification/></task><!--c--> text <![CDATA[<raw>]]></process>
  <b:process xmlns:b="{names.MODEL}" xmlns="urn:vendor" id="c"><b:task id="u" ref="b:q"/><plain xmlns="" id="pl"><in/></plain><own x="1"/></b:process>
  <?pi x?>
</definitions>
""".encode()
"""One prefix for two namespaces, a default namespace of a vendor, no namespace at all."""


def with_task(text: str = "", declaration: str = "") -> bytes:
    """A map with a task ``t`` that holds text as it stands."""
    return (
        f'{declaration}<definitions xmlns="{names.MODEL}" targetNamespace="urn:t">\n'
        f'  <process id="p">\n    <task id="t" name="Check">{text}</task>\n  </process>\n</definitions>'
    ).encode()


def written_well(document: Document) -> bytes:
    """The bytes of a document, which say what it says."""
    data = document.to_bytes()
    assert document.difference(data) is None
    return data
