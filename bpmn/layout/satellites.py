"""Data and notes stand over the step they belong to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bpmn.base.geometry import Bounds
from bpmn.layout.sizes import Size, sizes
from bpmn.model import (
    Artifact,
    Association,
    DataAssociation,
    DataInput,
    DataObjectReference,
    DataOutput,
    DataStoreReference,
    Element,
    FlowNode,
    Group,
    InputOutputSpecification,
    TextAnnotation,
)
from bpmn.notation.metrics import wrap

DATA = (DataObjectReference, DataStoreReference)
LIFT = 20.0
"""The gap between a step and what stands over it, in diagram units."""

NAME = 26.0
"""The room for the name of data."""


@dataclass(slots=True)
class Satellites:
    """What stands over each node, as one area, and what belongs to none."""

    members: dict[str, list[Element]] = field(default_factory=dict)
    over: dict[str, Size] = field(default_factory=dict)
    loose: list[Element] = field(default_factory=list)

    def placed(self, identifier: str, host: Bounds) -> dict[str, Bounds]:
        """The bounds of what stands over a node."""
        members = self.members.get(identifier, ())
        if not members:
            return {}
        result, x = {}, host.centre.x - self.over[identifier].width / 2
        for member in members:
            size, name = size_of(member), _name_room(member)
            slot = _slot(member)
            result[str(member.id)] = Bounds(
                round(x + (slot - size.width) / 2), round(host.y - LIFT - name - size.height), *size
            )
            x += slot
        return result


def satellites(container: Element, nodes: Mapping[str, FlowNode]) -> Satellites:
    """The data and artefacts of a container, each with the node it is joined to first."""
    found = Satellites()
    hosts = _hosts(container, nodes)
    for element in [*container.children(DATA[0]), *container.children(DATA[1]), *_process_data(container)]:
        _add(found, element, hosts)
    for artifact in container.children(Artifact):
        if isinstance(artifact, TextAnnotation | Group):
            _add(found, artifact, hosts)
    for identifier, members in found.members.items():
        width = sum(_slot(m) for m in members)
        height = max(size_of(m).height + _name_room(m) for m in members) + LIFT + 10
        found.over[identifier] = Size(width, height)
    return found


def size_of(element: Element) -> Size:
    """The size of data or of a note, which is as high as its text needs."""
    size = sizes(type(element)).new
    if isinstance(element, TextAnnotation):
        lines = wrap(element.text or "", 130, 12)
        return Size(140.0, max(size.height, round(14.4 * min(len(lines), 12)) + 10))
    if isinstance(element, Group):
        return Size(140.0, 120.0)
    return size


def _slot(element: Element) -> float:
    return max(size_of(element).width + 20, 100.0 if _name_room(element) else 0.0)


def _name_room(element: Element) -> float:
    return NAME if element.node.get("name") else 0.0


def _add(found: Satellites, element: Element, hosts: Mapping[str, str]) -> None:
    if not element.id:
        return
    host = hosts.get(element.id)
    if host is None:
        found.loose.append(element)
    else:
        found.members.setdefault(host, []).append(element)


def _process_data(container: Element) -> list[Element]:
    """The data inputs and outputs of a process, which are drawn like other data."""
    found: list[Element] = []
    for specification in container.children(InputOutputSpecification):
        found += specification.children(DataInput)
        found += specification.children(DataOutput)
    return found


def _hosts(container: Element, nodes: Mapping[str, FlowNode]) -> dict[str, str]:
    """For data and notes the node they are joined to first."""
    hosts: dict[str, str] = {}
    for identifier, node in nodes.items():
        for association in node.children(DataAssociation):
            for end in (*association.source_refs, association.target_ref):
                if end is not None and end.id:
                    hosts.setdefault(end.id, identifier)
    for note in container.children(Association):
        ends = [note.source_ref, note.target_ref]
        for one, other in (ends, ends[::-1]):
            if one is not None and other is not None and one.id and other.id in nodes:
                hosts.setdefault(one.id, str(other.id))
    return hosts
