"""Somebody who does all that can be done with a map, in any order."""

from collections.abc import Callable
from random import Random

from app.panels.symbol_table import GROUPS
from bpmn.base.geometry import Bounds, Point
from bpmn.editing.append import append_element
from bpmn.editing.become import become
from bpmn.editing.connect import connect, reconnect
from bpmn.editing.create import create
from bpmn.editing.delete import delete
from bpmn.editing.diagrams import plane_of, planes
from bpmn.editing.lanes import add_lane
from bpmn.editing.move import move
from bpmn.editing.properties import LOOPS, set_documentation, set_loop, set_property
from bpmn.editing.refused import NotAllowed
from bpmn.editing.rename import rename
from bpmn.editing.resize import resize
from bpmn.model import Activity, BPMNEdge, BPMNShape
from bpmn.model.document import Document
from bpmn.rules.becoming import choices

KINDS = (
    *(entry.kind for group in GROUPS for entry in group.entries),
    "subProcess",
    "participant:vertical",
    "boundaryEvent:message",
    "boundaryEvent:timer:nonInterrupting",
    "boundaryEvent:compensate",
    "choreographyTask",
    "subChoreography:expanded",
    "conversation",
)
STEPS = 8
ATTEMPTS = 60


class Editor:
    """Edits one map by chance; the same seed does the same."""

    def __init__(self, document: Document, seed: str) -> None:
        self.document = document
        self.chance = Random(seed)
        self.done: list[str] = []
        self.refused: list[str] = []

    def work(self, steps: int = STEPS) -> list[str]:
        """Do so many things; what was done is returned."""
        ways = (*self.ways(), self.create, self.move, self.move_onto, self.connect)
        for _ in range(ATTEMPTS):
            if len(self.done) >= steps:
                break
            self.attempt(self.chance.choice(ways))
        return self.done

    def attempt(self, way: Callable[[], str | None]) -> None:
        """Do one thing, unless it is refused."""
        try:
            said = way()
        except NotAllowed as refusal:
            self.refused.append(f"{way.__name__}: {refusal}")
        else:
            if said is not None:
                self.done.append(f"{way.__name__} {said}")

    def ways(self) -> tuple[Callable[[], str | None], ...]:
        """Everything that can be done."""
        return (
            self.create,
            self.append,
            self.connect,
            self.reconnect,
            self.move,
            self.move_onto,
            self.move_out,
            self.resize,
            self.become,
            self.rename,
            self.delete,
            self.delete_line,
            self.add_lane,
            self.change_properties,
        )

    def create(self) -> str | None:
        """A new element somewhere: on what is there already, or beside it."""
        plane = self._one(planes(self.document))
        if plane is None:
            return None
        kind, shape = self.chance.choice(KINDS), self.shape()
        at = Point(self.chance.randint(0, 1500), self.chance.randint(0, 900))
        if shape is not None and self.chance.random() < 0.8:
            plane = plane_of(shape)
            at = self._in(shape.bounds)
        create(self.document, kind, at, plane=plane, name=self.chance.choice(("", "New")))
        return f"{kind} at {tuple(at)}"

    def append(self) -> str | None:
        """Something new after a shape."""
        shape = self.shape()
        if shape is None:
            return None
        kind = self.chance.choice(KINDS)
        append_element(self.document, shape, kind)
        return f"{kind} to {_id(shape)}"

    def connect(self) -> str | None:
        """Two shapes, or a shape and a line."""
        source, target = self.shape(), self.chance.choice((self.shape, self.shape, self.edge))()
        first, last = getattr(source, "bpmn_element", None), getattr(target, "bpmn_element", None)
        if first is None or last is None:
            return None
        made = connect(self.document, first, last)
        return f"{type(made).__name__} {first.id} to {last.id}"

    def reconnect(self) -> str | None:
        """An end of a line with another shape."""
        edge, shape = self.edge(), self.shape()
        if edge is None or shape is None or shape.bpmn_element is None:
            return None
        at_target = self.chance.random() < 0.5
        reconnect(self.document, edge, shape.bpmn_element, at_target=at_target)
        return f"{'target' if at_target else 'source'} of {_id(edge)} to {_id(shape)}"

    def move(self) -> str | None:
        """A few shapes a little."""
        shapes = [s for _ in range(self.chance.randint(1, 3)) if (s := self.shape()) is not None]
        dx, dy = self.chance.randint(-250, 250), self.chance.randint(-250, 250)
        move(self.document, shapes, dx, dy)
        return f"{[_id(s) for s in shapes]} by {dx} {dy}" if shapes else None

    def move_onto(self) -> str | None:
        """A shape onto another one."""
        shape, other = self.shape(), self.shape()
        if shape is None or other is None or shape == other:
            return None
        at, to = shape.bounds.centre, self._in(other.bounds)
        move(self.document, [shape], round(to.x - at.x), round(to.y - at.y))
        return f"{_id(shape)} onto {_id(other)}"

    def move_out(self) -> str | None:
        """A shape far away."""
        shape = self.shape()
        if shape is None:
            return None
        move(self.document, [shape], 0, self.chance.choice((-900, 900)))
        return _id(shape)

    def resize(self) -> str | None:
        """A shape of another size."""
        shape = self.shape()
        if shape is None:
            return None
        x, y, width, height = shape.bounds
        by = [self.chance.randint(-80, 80) for _ in range(4)]
        resize(self.document, shape, Bounds(x + by[0], y + by[1], width + by[2], height + by[3]))
        return _id(shape)

    def become(self) -> str | None:
        """A shape of another kind."""
        shape = self.shape()
        element = shape.bpmn_element if shape is not None else None
        kind = self._one(choices(element)) if element is not None else None
        if element is None or kind is None:
            return None
        become(self.document, element, kind)
        return f"{element.id} a {kind}"

    def rename(self) -> str | None:
        """Another name."""
        shape = self.chance.choice((self.shape, self.edge))()
        if shape is None or shape.bpmn_element is None:
            return None
        rename(self.document, shape.bpmn_element, self.chance.choice(("", "Two\nlines", "<&\"'> ü")))
        return _id(shape)

    def delete(self) -> str | None:
        """A shape or two."""
        shapes = [self.shape() for _ in range(self.chance.randint(1, 2))]
        elements = [s.bpmn_element for s in shapes if s is not None and s.bpmn_element is not None]
        delete(self.document, elements, heals=self.chance.random() < 0.7)
        return str([e.id for e in elements]) if elements else None

    def delete_line(self) -> str | None:
        """A line."""
        edge = self.edge()
        if edge is None or edge.bpmn_element is None:
            return None
        delete(self.document, [edge.bpmn_element])
        return _id(edge)

    def add_lane(self) -> str | None:
        """A lane beside or in something."""
        shape = self.shape()
        if shape is None or shape.bpmn_element is None:
            return None
        add_lane(self.document, shape.bpmn_element, plane_of(shape), after=self.chance.random() < 0.5)
        return f"at {_id(shape)}"

    def change_properties(self) -> str | None:
        """What the panel says."""
        shape = self.shape()
        element = shape.bpmn_element if shape is not None else None
        if element is None:
            return None
        set_documentation(self.document, element, "What it is for")
        if isinstance(element, Activity):
            set_loop(self.document, element, self.chance.choice(LOOPS))
            set_property(self.document, element, "is_for_compensation", self.chance.random() < 0.5)
        return element.id

    def shape(self) -> BPMNShape | None:
        """Any shape."""
        return self._one(self.document.all(BPMNShape))

    def edge(self) -> BPMNEdge | None:
        """Any line."""
        return self._one(self.document.all(BPMNEdge))

    def _one(self, found):
        return self.chance.choice(found) if found else None

    def _in(self, bounds: Bounds) -> Point:
        """A point in bounds, at times one on their border."""
        share = self.chance.choice((0.0, 0.5, 0.5, 1.0, self.chance.random()))
        return Point(
            round(bounds.x + share * bounds.width), round(bounds.y + self.chance.random() * bounds.height)
        )


def _id(depiction: BPMNShape | BPMNEdge) -> str:
    element = depiction.bpmn_element
    return str(element.id if element is not None else depiction.id)


def mixed(seed: int, data: bytes, name: str) -> bytes | None:
    """A map after a row of edits; None where nothing can be done."""
    document = Document.parse(data, name)
    if not Editor(document, f"{seed} {name}").work():
        return None
    written = document.to_bytes()
    assert document.difference(written) is None
    return written
