"""Where things are."""

from app.paths import resources_folder, sample_systems, user_data_folder


def test_the_user_data_folder_can_be_named(user_data):
    assert user_data_folder() == user_data
    assert user_data.is_dir()


def test_the_user_data_folder_is_the_one_of_the_platform(monkeypatch):
    monkeypatch.delenv("WHOLEFLOW_DATA")

    assert user_data_folder().name == "wholeflow"


def test_resources_come_with_the_application():
    assert (resources_folder() / "__init__.py").is_file()


def test_every_sample_system_holds_maps():
    assert all(any(folder.glob("*.bpmn")) for folder in sample_systems())
