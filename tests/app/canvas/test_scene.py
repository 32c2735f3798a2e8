import pytest
from PySide6.QtCore import Qt

from app import theme
from app.canvas.items import Grip
from app.canvas.scene import DiagramScene
from app.canvas.shape_item import ShapeItem
from app.canvas.view import DiagramView
from app.session import Session
from bpmn.base.geometry import Bounds, Point
from bpmn.editing.create import create
from bpmn.editing.delete import delete
from bpmn.editing.diagrams import shape_of
from bpmn.editing.rename import rename
from bpmn.model import Task
from bpmn.model.document import Document
from tests.app.canvas.conftest import order_map
from tests.benchmarks.generated import generated_map
from tests.corpus import corpus_files, corpus_folder


@pytest.fixture
def scene(qapp):
    document = order_map()
    return DiagramScene(document, document.definitions.diagrams[0].plane, theme.theme("light"))


def item(scene, name):
    element = next(t for t in scene.document.all(Task) if t.name == name)
    return scene.item_of(shape_of(element))


def test_each_shape_and_line_has_an_item(scene):
    assert len(list(scene.owners())) == 7


def test_the_topmost_thing_is_hit_and_what_of_it(scene):
    check = item(scene, "Check")

    assert scene.hit(check.bounds.centre, 5) == (check, Grip.NODE)
    assert scene.hit(Point(check.bounds.centre.x, check.bounds.bottom + 40), 5) is None


def test_a_boundary_event_wins_over_its_host(scene):
    check = item(scene, "Check")
    corner = Point(check.bounds.right - 20, check.bounds.bottom)
    create(scene.document, "boundaryEvent:timer", corner, check.depiction.bpmn_element)

    assert scene.hit(Point(corner.x, corner.y - 6), 5)[1] is Grip.BOUNDARY_EVENT


def test_a_new_name_changes_the_item(scene):
    check = item(scene, "Check")
    before = check.drawn.label

    rename(scene.document, check.depiction.bpmn_element, "Count")

    assert check.drawn.label != before
    assert check.drawn.label[0].text == "Count"


def test_items_go_with_their_elements_and_the_index_forgets_them(scene):
    check = item(scene, "Check")
    element = check.depiction.bpmn_element

    delete(scene.document, [element])

    assert check.scene() is None
    assert scene.hit(Point(check.bounds.centre.x, check.bounds.y + 10), 2) is None


def test_the_content_grows_with_the_map(scene):
    create(scene.document, "task", Point(2000, 1000))

    assert scene.content().encloses(Bounds(1950, 960, 100, 80))


def test_a_large_map_from_far_away_is_one_picture(qtbot):
    view = DiagramView(Session(Document.parse(generated_map(800))))
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    view.fit()

    picture = view.viewport().grab().toImage()

    assert view.scene_shown.is_overview(view.zoom)
    colours = {picture.pixelColor(x, y).name() for x in range(0, 400, 3) for y in range(0, 300, 3)}
    assert theme.theme("light")["ink"].lower() in colours
    assert theme.theme("light")["paper"].lower() in colours


def test_what_is_dragged_stands_above_the_picture(qtbot):
    view = DiagramView(Session(Document.parse(generated_map(800))))
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    view.fit()
    shape = shape_of(view.session.document.all(Task)[0])
    at = view.viewportTransform().map(shape.bounds.centre.x, shape.bounds.centre.y)

    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=_point(at))
    qtbot.mouseMove(view.viewport(), _point((at[0] + 40, at[1] + 40)))
    view.viewport().grab()
    qtbot.keyClick(view, Qt.Key.Key_Escape)

    assert not view.scene_shown.floating


def _point(at):
    from PySide6.QtCore import QPoint

    return QPoint(round(at[0]), round(at[1]))


@pytest.mark.parametrize("name", corpus_files()[::25])
def test_real_maps_are_shown_and_stay_as_they_are(qtbot, name):
    from bpmn.xml.errors import UnreadableFile

    try:
        session = Session.open(corpus_folder() / name)
    except UnreadableFile:
        pytest.skip("refused when it is read")
    before = session.document.to_bytes()

    view = DiagramView(session)
    qtbot.addWidget(view)
    view.show()
    view.viewport().grab()

    assert session.document.to_bytes() == before


def test_what_changed_nowhere_is_painted_from_its_picture(qtbot, monkeypatch):
    view = DiagramView(Session(order_map()))
    qtbot.addWidget(view)
    view.show()
    port, painted, draw = view.viewport(), [], ShapeItem.draw
    monkeypatch.setattr(ShapeItem, "draw", lambda item, painter: (painted.append(item), draw(item, painter)))
    port.repaint()  # as ever
    port.repaint()  # and kept
    seen, count = port.grab().toImage(), len(painted)

    port.repaint()
    assert len(painted) == count

    create(view.session.document, "task", Point(300, 400), name="Pay")
    assert port.grab().toImage() != seen
    assert len(painted) > count


def test_gateways_far_away_lie_where_they_are(scene):
    gateway = create(scene.document, "exclusiveGateway", Point(300, 400))

    diamond = scene.items_of(gateway.id)[0].plain_diamond

    assert {(p.x(), p.y()) for p in diamond.toList()} == {(300, 375), (325, 400), (300, 425), (275, 400)}
