import pytest
from PySide6.QtGui import QColor, QImage

from app.export.image import image, pdf, plane_pdf, plane_png, png
from bpmn.base.geometry import Bounds
from bpmn.notation.drawing import Path
from tests.bpmn.notation.diagrams import plane, shape_xml

SQUARE = (("M", 0.0, 0.0), ("L", 10.0, 0.0), ("L", 10.0, 10.0), ("L", 0.0, 10.0), ("Z",))
TASK = ('<userTask id="a" name="Check order"/>', shape_xml("a"))


@pytest.fixture(autouse=True)
def _application(qapp):
    """Fonts need an application."""


def test_scale_is_pixels_per_unit():
    picture = image((), Bounds(0, 0, 100, 50), scale=3)

    assert (picture.width(), picture.height()) == (300, 150)


def test_area_is_moved_to_the_corner():
    picture = image((Path(SQUARE, 500, 500, fill="#ff0000", stroke=None),), Bounds(500, 500, 10, 10), scale=1)

    assert picture.pixelColor(5, 5) == QColor("#ff0000")


def test_transparent_picture_has_no_paper():
    assert image((), Bounds(0, 0, 10, 10), background=None).pixelColor(5, 5).alpha() == 0
    assert image((), Bounds(0, 0, 10, 10)).pixelColor(5, 5) == QColor("#ffffff")


def test_huge_area_is_made_at_a_smaller_scale():
    picture = image((), Bounds(0, 0, 1e7, 100), scale=2)

    assert picture.width() <= 16_000
    assert picture.height() >= 1


def test_png_can_be_read_again():
    read = QImage.fromData(plane_png(plane(*TASK), scale=1))

    assert (read.width(), read.height()) == (122, 102)


def test_transparent_png_keeps_its_transparency():
    assert QImage.fromData(plane_png(plane(*TASK), is_transparent=True)).pixelColor(1, 1).alpha() == 0


def test_png_starts_with_its_mark():
    assert png(image((), Bounds(0, 0, 5, 5))).startswith(b"\x89PNG")


def test_pdf_has_one_page_as_large_as_the_diagram():
    data = plane_pdf(plane(*TASK), "Order")

    assert data.startswith(b"%PDF")
    assert data.count(b"/Type /Page\n") == 1
    assert b"/MediaBox [0 0 9" in data


def test_huge_diagram_fits_on_a_page_that_readers_accept():
    data = pdf((), Bounds(0, 0, 1e6, 100))

    assert b"/MediaBox [0 0 14000" in data
