import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpmn.improvement.verdict import TABLE, Judgement, Overall, Verdict, judge, overall, verdict

BETTER, SAME, WORSE, OPEN = Judgement


@pytest.mark.parametrize(
    ("local", "judged", "word"),
    [
        (BETTER, (BETTER, SAME), Verdict.ALIGNED),
        (BETTER, (SAME, SAME), Verdict.WASTED),
        (BETTER, (BETTER, WORSE), Verdict.TRADE_OFF),
        (BETTER, (WORSE, SAME), Verdict.SUB_OPTIMISATION),
        (SAME, (BETTER,), Verdict.HIDDEN_LEVER),
        (SAME, (SAME,), Verdict.NO_EFFECT),
        (SAME, (BETTER, WORSE), Verdict.TRADE_OFF),
        (SAME, (WORSE,), Verdict.HARMFUL),
        (WORSE, (BETTER,), Verdict.SACRIFICE),
        (WORSE, (SAME,), Verdict.COST_WITHOUT_EFFECT),
        (WORSE, (BETTER, WORSE), Verdict.TRADE_OFF),
        (WORSE, (WORSE,), Verdict.HARMFUL),
        (BETTER, (OPEN,), Verdict.UNDECIDED),
        (OPEN, (BETTER,), Verdict.UNDECIDED),
    ],
)
def test_each_word_of_the_table(local, judged, word):
    assert verdict(local, judged) is word


def test_all_ten_words_can_be_given():
    assert len(Verdict) == 10
    assert {*TABLE.values(), Verdict.UNDECIDED} == set(Verdict)


def test_an_open_number_that_cannot_change_the_word_does_not_matter():
    assert verdict(OPEN, (BETTER, WORSE)) is Verdict.TRADE_OFF
    assert verdict(BETTER, (BETTER, WORSE, OPEN)) is Verdict.TRADE_OFF


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [
        (0.021, 0.05, BETTER),
        (0.02, 0.05, OPEN),
        (-0.02, 0.02, SAME),
        (-0.03, 0.01, OPEN),
        (-0.03, -0.021, WORSE),
        (None, None, OPEN),
    ],
)
def test_an_interval_decides_only_where_all_of_it_does(low, high, word):
    assert judge(low, high, 0.02) is word


@pytest.mark.parametrize("local", [BETTER, SAME, WORSE])
def test_a_value_function_decides_a_trade_off_only(local):
    assert verdict(local, (BETTER, WORSE), BETTER) is TABLE[local, Overall.WIN]
    assert verdict(local, (BETTER, WORSE), WORSE) is TABLE[local, Overall.LOSS]
    assert verdict(local, (BETTER, WORSE), SAME) is Verdict.TRADE_OFF
    assert verdict(local, (SAME,), WORSE) is TABLE[local, Overall.NEUTRAL]


@given(st.sampled_from(list(Judgement)), st.lists(st.sampled_from(list(Judgement)), min_size=1, max_size=4))
def test_deciding_open_numbers_never_contradicts_a_word(local, judged):
    word = verdict(local, judged)
    decided = [SAME if j is OPEN else j for j in judged]

    if word is not Verdict.UNDECIDED:
        assert TABLE[SAME if local is OPEN else local, overall(decided)] is word
    assert isinstance(overall(decided), Overall)
