import pytest

from tests.app.conftest import Answers, Person, answers, person, window  # noqa: F401 - the window's fixtures
from tests.documents import simple_flow
from tests.journeys.hands import Hands


@pytest.fixture
def hands(window, qtbot):  # noqa: F811
    """Mouse and keys in the main window."""
    return Hands(window, qtbot)


@pytest.fixture
def order(hands, tmp_path):
    """Start, Check, Pack, End in the window at 100 %."""
    hands.open(simple_flow("Start", "Check", "Pack", "End"), tmp_path)
    return hands
