from tests.app.conftest import Answers, Person, answers, person, window  # noqa: F401 - the window's fixtures
