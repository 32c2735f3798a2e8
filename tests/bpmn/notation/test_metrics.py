from bpmn.notation.metrics import fit, shortened, text_width, wrap, wrap_evenly


def test_width_is_that_of_arial():
    assert (
        text_width("Wholeflow", 12) == (1933 + 1139 + 1139 + 455 + 1139 + 569 + 455 + 1139 + 1479) * 12 / 2048
    )


def test_bold_letters_are_wider():
    assert text_width("Order", 12, True) > text_width("Order", 12)


def test_ideographs_are_square():
    assert text_width("注文", 12) == 24


def test_combining_signs_take_no_room():
    assert text_width("e\u0301", 12) == text_width("e", 12)


def test_lines_break_at_blanks():
    assert wrap("Check the incoming order", 90, 12) == ("Check the", "incoming order")


def test_line_breaks_of_the_author_stay():
    assert wrap("Check\r\norder", 200, 12) == ("Check", "order")


def test_lines_break_after_hyphens():
    assert wrap("Sub-Process", 50, 12) == ("Sub-", "Process")


def test_soft_hyphen_shows_only_at_the_end_of_a_line():
    assert wrap("Donau\u00addampf", 40, 12) == ("Donau-", "dampf")
    assert wrap("Donau\u00addampf", 400, 12) == ("Donaudampf",)


def test_lines_break_between_ideographs():
    assert wrap("注文確認", 24, 12) == ("注文", "確認")


def test_word_longer_than_the_line_is_cut():
    lines = wrap("Rindfleischetikettierung", 50, 12)

    assert "".join(lines) == "Rindfleischetikettierung"
    assert all(text_width(line, 12) <= 50 for line in lines)


def test_no_line_is_wider_than_asked():
    lines = wrap("Determine the applicable discount-level for customers, then confirm", 80, 12)

    assert all(text_width(line, 12) <= 80 for line in lines)


def test_text_gets_smaller_until_it_fits():
    size, lines = fit("Check whether the order is complete and can be delivered", 86, 60, 12)

    assert 9 <= size < 12
    assert len(lines) * size * 1.2 <= 60


def test_text_too_long_at_the_smallest_size_ends_in_an_ellipsis():
    size, lines = fit("Check whether the order is complete " * 5, 86, 60, 12)

    assert size == 9
    assert lines[-1].endswith("…")


def test_text_that_fits_is_not_shortened():
    assert shortened("Order", 100, 12) == "Order"


def test_even_lines_leave_no_word_alone_where_it_can_have_company():
    assert wrap("Abstract Task 1", 80, 12) == ("Abstract Task", "1")
    assert wrap_evenly("Abstract Task 1", 80, 12) == ("Abstract", "Task 1")


def test_even_lines_are_no_more_than_others():
    text = "Check whether the order of the customer is complete and can be delivered"

    assert len(wrap_evenly(text, 90, 12)) == len(wrap(text, 90, 12))


def test_even_lines_cut_no_word_that_fits():
    assert wrap_evenly("Gruppenversicherung prüfen a", 130, 12) == ("Gruppenversicherung", "prüfen a")
