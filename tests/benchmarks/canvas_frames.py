"""How long frames of the canvas take, beside a plain design with the same marks measured in the same run.

Run ``python -m tests.benchmarks.canvas_frames``; sizes in shapes may be given as arguments. The plain
design has an item for each shape and line that paints the same marks at every zoom and drags them in
place, the way tutorials show it. Times are medians in milliseconds; the ratio is plain to ours, measured in turns.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import sys
import time
from collections.abc import Callable
from statistics import median

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QGraphicsItem, QGraphicsScene, QGraphicsView

from app import theme
from app.canvas.tools.move import Caravan
from app.canvas.view import DiagramView
from app.painter import paint
from app.session import Session
from bpmn.base.geometry import Bounds
from bpmn.model import BPMNShape
from bpmn.model.document import Document
from bpmn.notation.drawing import Drawing, drawing_bounds
from bpmn.notation.plane import drawings
from tests.benchmarks.generated import generated_map

SIZES = (200, 2000, 10000)
WINDOW = (1600, 1000)
ROUNDS = 7
Times = tuple[float, float]


class PlainItem(QGraphicsItem):
    """Paints its drawing at every zoom, looking everything up each time."""

    def __init__(self, drawing: Drawing, box: Bounds) -> None:
        super().__init__()
        self._drawing, self._box = drawing, QRectF(*box)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsMovable)

    def boundingRect(self) -> QRectF:  # noqa: N802
        return self._box

    def paint(self, painter: QPainter, option: object, widget: object = None) -> None:
        paint(painter, self._drawing, theme.current())


def plain_view(document: Document) -> QGraphicsView:
    """The map as tutorials would show it."""
    scene = QGraphicsScene()
    for drawn in drawings(document.definitions.diagrams[0].plane):
        box = drawing_bounds(drawn.drawing)
        if box is not None:
            scene.addItem(PlainItem(drawn.drawing, box.grown(2)))
    view = QGraphicsView(scene)
    scene.setParent(view)
    view.setRenderHint(QPainter.RenderHint.Antialiasing)
    view.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
    return view


def timed(action: Callable[[], object]) -> float:
    """How long a call takes, in milliseconds."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def in_turns(ours: Callable[[], float], plain: Callable[[], float]) -> Times:
    """The medians of both, measured alternately so that a busy machine hits both."""
    pairs = [(ours(), plain()) for _ in range(ROUNDS)]
    return median(a for a, _ in pairs), median(b for _, b in pairs)


def repainted(view: QGraphicsView) -> float:
    """One full frame."""
    return timed(view.viewport().repaint)


def painted_anew(view: DiagramView) -> float:
    """One full frame after a change, nothing kept."""
    view.scene_shown.revision += 1
    return repainted(view)


def panned(view: QGraphicsView) -> float:
    """One step of panning with what it uncovers."""

    def step() -> None:
        bar = view.horizontalScrollBar()
        bar.setValue(bar.value() + 7)
        QApplication.processEvents()

    return timed(step)


def our_drag(view: DiagramView) -> tuple[Callable[[], float], Callable[[], None]]:
    """A frame in which the first shape follows the pointer, and what ends the drag."""
    shape = next(o for o in view.scene_shown.owners() if isinstance(o.depiction, BPMNShape)).depiction
    caravan = Caravan(view.scene_shown, [shape])
    view.viewport().repaint()
    steps = iter(range(3, 10_000, 3))

    def frame() -> float:
        def step() -> None:
            caravan.show(float(next(steps)), 5.0)
            view.viewport().repaint()

        return timed(step)

    return frame, lambda: caravan.back(view.scene_shown)


def plain_drag(view: QGraphicsView) -> Callable[[], float]:
    """A frame in which the first shape follows the pointer; what it uncovers is painted by Qt."""
    item = next(i for i in view.scene().items() if isinstance(i, PlainItem))

    def frame() -> float:
        def step() -> None:
            item.moveBy(3, 0)
            QApplication.processEvents()

        return timed(step)

    return frame


def measure(shapes: int) -> dict[str, Times]:
    """All figures for a map of so many shapes and as many lines."""
    document = Document.parse(generated_map(2 * shapes))
    session = Session(document)
    found: dict[str, Times] = {}
    views: list[QGraphicsView] = []
    ours_build = timed(lambda: views.append(DiagramView(session)))
    plain_build = timed(lambda: views.append(plain_view(document)))
    found["build"] = ours_build, plain_build
    ours, plain = views
    assert isinstance(ours, DiagramView)
    for view in views:
        view.resize(*WINDOW)
        view.show()
    QApplication.processEvents()
    ours.fit()
    plain.fitInView(plain.scene().itemsBoundingRect(), Qt.AspectRatioMode.KeepAspectRatio)
    QApplication.processEvents()
    found["fit, all anew"] = in_turns(lambda: painted_anew(ours), lambda: repainted(plain))
    found["fit, unchanged"] = in_turns(lambda: repainted(ours), lambda: repainted(plain))
    for zoom in (0.5, 1.0):
        _go_to(ours, plain, zoom)
        found[f"{zoom:.0%}, repaint"] = in_turns(lambda: repainted(ours), lambda: repainted(plain))
        found[f"{zoom:.0%}, pan"] = in_turns(lambda: panned(ours), lambda: panned(plain))
    _go_to(ours, plain, 0.5)
    frame, end = our_drag(ours)
    found["50%, drag"] = in_turns(frame, plain_drag(plain))
    end()
    for view in views:
        view.close()
    return found


def _go_to(ours: DiagramView, plain: QGraphicsView, zoom: float) -> None:
    ours.set_zoom(zoom)
    ours.centre_on(QPointF(800, 600))
    plain.resetTransform()
    plain.scale(zoom, zoom)
    plain.centerOn(800, 600)
    QApplication.processEvents()


def main() -> None:
    """Print a table."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application, "light")
    sizes = [int(argument) for argument in sys.argv[1:]] or SIZES
    for shapes in sizes:
        print(f"\n{shapes:,} shapes and {shapes:,} lines, {WINDOW[0]} x {WINDOW[1]}, milliseconds")
        print(f"{'':18}{'ours':>10}{'plain':>10}{'ratio':>8}")
        for name, (ours, plain) in measure(shapes).items():
            print(f"{name:18}{ours:10.1f}{plain:10.1f}{plain / max(ours, 0.01):8.1f}")


if __name__ == "__main__":
    main()
