import pickle

from bpmn.editing.rename import rename
from bpmn.report.compared import Version, compared
from tests.documents import named, plane_of, reloaded, simple_flow


def version(document, title):
    return Version(document.to_bytes(), "order.bpmn", title)


def versions():
    before = simple_flow("Start", "Check", "End")
    after = reloaded(before)
    rename(after, named(after, "Check"), "Inspect")
    return version(before, "old"), version(after, "new")


def test_the_differences_name_their_versions():
    found = compared(*versions())

    (one,) = found.comparison.differences
    assert (one.before.file, one.after.file) == ("old", "new")
    assert one.name == "Inspect"


def test_a_sheet_is_drawn_in_both_versions():
    (sheet,) = compared(*versions()).sheets

    assert {d.element for d in sheet.before} == {d.element for d in sheet.after}
    assert len(sheet.after) == 5


def test_a_version_without_a_drawing_is_arranged():
    document = simple_flow("Start", "Check", "End")
    plain = reloaded(document)
    with_drawing = version(document, "old")
    data = plain.to_bytes()
    head, _, rest = data.partition(b"<bpmndi:BPMNDiagram")
    bare = Version(head + rest.partition(b"</bpmndi:BPMNDiagram>")[2], "order.bpmn", "new")
    assert plane_of(plain) is not None

    sheets = compared(with_drawing, bare).sheets

    assert sum(len(s.after or ()) for s in sheets) == 5


def test_a_file_that_is_no_map_is_named():
    old, _ = versions()

    found = compared(old, Version(b"<definitions", "broken.bpmn", "new"))

    assert "broken.bpmn" in str(found.unreadable)
    assert not found.sheets


def test_the_result_crosses_processes():
    found = compared(*versions())

    assert pickle.loads(pickle.dumps(found)) == found
