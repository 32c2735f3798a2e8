from app.window.page import Page


def test_a_page_in_sight_is_filled_at_once(qtbot):
    page, filled = Page("Numbers"), []
    qtbot.addWidget(page)
    page.show()

    page.later.fill(lambda: filled.append("now"))

    assert filled == ["now"]
    assert not page.later.is_stale


def test_a_page_out_of_sight_is_filled_when_it_is_shown_and_only_with_the_last(qtbot):
    page, filled = Page("Numbers"), []
    qtbot.addWidget(page)
    page.later.fill(lambda: filled.append("first"))
    page.later.fill(lambda: filled.append("last"))
    assert (filled, page.later.is_stale) == ([], True)

    page.show()
    page.hide()
    page.show()

    assert filled == ["last"]


def test_a_page_can_be_asked_unseen(qtbot):
    page, filled = Page("Numbers"), []
    qtbot.addWidget(page)
    page.later.fill(lambda: filled.append(1))

    page.later.catch_up()

    assert filled == [1]
