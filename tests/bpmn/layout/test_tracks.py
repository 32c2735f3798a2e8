from bpmn.layout.tracks import LEAST, MARGIN, TRACK, Channel


def test_pieces_beside_each_other_get_tracks_of_their_own():
    channel = Channel()
    first, second = channel.add(0, 100, "a"), channel.add(50, 150, "b")

    channel.assign()

    assert channel.x(first, 0) != channel.x(second, 0)


def test_pieces_far_apart_share_a_track():
    channel = Channel()
    first, second = channel.add(0, 10, "a"), channel.add(100, 50, "b")

    channel.assign()

    assert channel.x(first, 0) == channel.x(second, 0)


def test_lines_from_one_step_share_a_track():
    channel = Channel()
    first, second = channel.add(0, 100, "a"), channel.add(0, 50, "a")

    channel.assign()

    assert channel.x(first, 0) == channel.x(second, 0)


def test_a_channel_is_as_wide_as_its_tracks():
    channel = Channel()
    for number in range(20):
        channel.add(0, 10, number)

    channel.assign()

    assert Channel().width == LEAST
    assert channel.width == 2 * MARGIN + 19 * TRACK
