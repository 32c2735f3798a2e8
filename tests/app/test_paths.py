"""Where things are."""

from app.paths import own_copy, resources_folder, sample_systems, user_data_folder


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


def test_a_sample_is_changed_in_a_copy_of_the_users_own(tmp_path):
    sample = tmp_path / "bakery"
    sample.mkdir()
    (sample / "bake.bpmn").write_text("as it came", encoding="utf-8")

    (own_copy(sample) / "bake.bpmn").write_text("changed", encoding="utf-8")

    assert (sample / "bake.bpmn").read_text(encoding="utf-8") == "as it came"
    assert (own_copy(sample) / "bake.bpmn").read_text(encoding="utf-8") == "changed"
