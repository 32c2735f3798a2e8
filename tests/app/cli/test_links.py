"""``links`` prints what joins the processes of a system."""

import json

import pytest

KINDS = {"trigger", "message", "call", "signal", "exception", "data", "resource", "hierarchy", "continuation"}


def test_links_as_json_have_the_promised_keys(wholeflow, shop):
    outcome = wholeflow("links", shop, "--format", "json")

    data = json.loads(outcome.out)
    assert (outcome.code, outcome.err) == (0, "")
    assert set(data) >= {"schemaVersion", "links", "open", "parties"}
    assert data["schemaVersion"] == 1
    for link in data["links"]:
        assert set(link) >= {"from", "to", "kind", "level", "evidence"}
        assert set(link["from"]) == set(link["to"]) == {"file", "element"}
        assert link["kind"] in KINDS
        assert link["level"] in {f"M{n}" for n in range(7)}


def test_the_hand_over_between_two_maps_is_found(wholeflow, shop):
    data = json.loads(wholeflow("links", shop, "--format", "json").out)

    ends = [(link["from"]["element"], link["to"]["element"], link["kind"]) for link in data["links"]]
    assert ("sales_end", "works_start", "trigger") in ends


def test_parties_have_a_role_and_their_pools(wholeflow, shop):
    data = json.loads(wholeflow("links", shop, "--format", "json").out)

    assert data["parties"] == [
        {
            "name": "Customer",
            "role": "customer",
            "elements": [
                {"file": "sales.bpmn", "element": "before"},
                {"file": "works.bpmn", "element": "after"},
            ],
        }
    ]


def test_an_open_question_names_its_candidates(wholeflow, shop):
    (shop / "works2.bpmn").write_bytes((shop / "works.bpmn").read_bytes())

    data = json.loads(wholeflow("links", shop, "--format", "json").out)

    asked = [q for q in data["open"] if {c["file"] for c in q["candidates"]} == {"works.bpmn", "works2.bpmn"}]
    assert asked
    assert set(asked[0]["candidates"][0]) >= {"file", "element", "level", "evidence"}


def test_links_for_people_name_the_elements(wholeflow, shop):
    text = wholeflow("links", shop).out

    assert "Links: 3, open questions: 0, parties outside: 1" in text
    assert "“Production order sent” (sales.bpmn) → “Production order received” (works.bpmn)" in text


@pytest.mark.parametrize("command", ["links", "analyse", "check"])
def test_an_unreadable_map_is_named_and_the_rest_works(wholeflow, shop, command):
    (shop / "torn.bpmn").write_text("<definitions", encoding="utf-8")

    outcome = wholeflow(command, shop, "--format", "json")

    assert outcome.code == 1
    assert "F01" in outcome.err + outcome.out
    assert "torn.bpmn" in outcome.err + outcome.out
    assert json.loads(outcome.out)


@pytest.mark.parametrize("command", ["links", "analyse", "check", "improve"])
def test_a_folder_without_any_map_is_refused(wholeflow, tmp_path, command):
    outcome = wholeflow(command, tmp_path)

    assert outcome.code == 2
    assert "there is no map" in outcome.err
    assert wholeflow(command, tmp_path / "missing").code == 2


@pytest.mark.parametrize("command", ["links", "analyse", "check", "improve"])
def test_a_folder_of_unreadable_maps_is_refused(wholeflow, tmp_path, command):
    (tmp_path / "torn.bpmn").write_text("<definitions", encoding="utf-8")

    outcome = wholeflow(command, tmp_path)

    assert outcome.code == 2
    assert "torn.bpmn" in outcome.err


def test_decisions_about_a_renamed_map_are_a_question(wholeflow, shop):
    element = '{"element": "sales_end", "file": "sold.bpmn"}'
    (shop / "system.json").write_text(
        f'{{"format": "wholeflow-system", "schemaVersion": 1, "external": [{{"element": {element}}}]}}'
    )

    data = json.loads(wholeflow("links", shop, "--format", "json").out)
    text = wholeflow("links", shop).out

    assert data["open"][-1]["candidates"][0]["file"] == "sales.bpmn"
    assert data["open"][-1]["question"].startswith("Decisions are about sold.bpmn, which is gone")
    assert "sales_end → “Production order sent” (sales.bpmn)" in text.replace(
        "sales_end (sold.bpmn)", "sales_end"
    )


def test_word_lists_that_cannot_be_used_are_told(wholeflow, shop, user_data):
    from bpmn.system import word_lists

    user_data.mkdir(exist_ok=True)
    (user_data / "names.json").write_text("{")
    word_lists.words.cache_clear()
    try:
        outcome = wholeflow("links", shop)
    finally:
        (user_data / "names.json").unlink()
        word_lists.words.cache_clear()

    assert "names.json cannot be used" in outcome.err
    assert outcome.code == 0
