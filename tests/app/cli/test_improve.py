"""``improve`` judges initiatives: for their owner and from customer to customer."""

import json

import pytest

from bpmn.base.finding import ElementKey
from tests.app.cli.shop import FASTER, WORK, write_shop
from tests.corpus import shared

INITIATIVE = {
    "name", "owner", "local", "global", "verdict", "subLabels", "transferRatio", "breakEven", "moved", "explanation",
}  # fmt: skip
EFFECT = {"before", "after", "change", "ci95", "verdict"}
PORTFOLIO = {
    "valueUnit", "subsets", "alone", "last", "shapley", "interaction", "best", "bestUnderBudget", "badCoalitions",
}  # fmt: skip
METRICS = {"leadTime", "onTime", "throughput", "costPerGoodCase", "defectRate", "wip"}


def test_improve_as_json_has_the_promised_keys(wholeflow, shop):
    outcome = wholeflow("improve", shop, "--quick", "--format", "json")

    data = json.loads(outcome.out)
    assert (outcome.code, outcome.err) == (0, "")
    assert set(data) >= {"schemaVersion", "base", "judgedOn", "initiatives", "portfolio"}
    assert set(data["portfolio"]) >= PORTFOLIO
    (one,) = data["initiatives"]
    assert set(one) >= INITIATIVE
    assert set(one["local"]) >= {"kpi", *EFFECT}
    assert set(one["global"]) == METRICS
    assert all(set(effect) >= EFFECT for effect in one["global"].values())


def test_a_scenario_that_inherits_the_base_is_an_initiative(wholeflow, shop):
    data = json.loads(wholeflow("improve", shop, "--quick", "--format", "json").out)

    (one,) = data["initiatives"]
    assert (one["name"], one["verdict"]) == ("Faster", "aligned")
    assert one["global"]["leadTime"]["change"] == pytest.approx((1.25 - 5 / 3) / (5 / 3), rel=1e-6)
    assert data["judgedOn"] == ["leadTime"]


def test_other_metrics_can_be_judged(wholeflow, shop):
    data = json.loads(
        wholeflow("improve", shop, "--quick", "--metrics", "throughput,wip", "--format", "json").out
    )

    assert data["judgedOn"] == ["throughput", "wip"]


def test_one_initiative_is_judged_alone(wholeflow, tmp_path):
    folder = write_shop(tmp_path / "two")
    path = folder / "works.bpmn"
    slower = FASTER.format(work=WORK.format(id="works", mean=0.8)).replace("Faster", "Slower")
    text = path.read_text(encoding="utf-8").replace("  </bpsim:BPSimData>", f"{slower}  </bpsim:BPSimData>")
    path.write_text(text, encoding="utf-8")

    everything = json.loads(wholeflow("improve", folder, "--quick", "--format", "json").out)
    one = json.loads(
        wholeflow("improve", folder, "--quick", "--initiative", "Slower", "--format", "json").out
    )

    assert [i["name"] for i in everything["initiatives"]] == ["Faster", "Slower"]
    assert [i["name"] for i in one["initiatives"]] == ["Slower"]


def test_the_verdict_is_told_in_words(wholeflow, shop):
    text = wholeflow("improve", shop, "--quick").out

    assert text.startswith("Faster: good for the owner and for the whole (aligned)\n")
    assert "Lead time from customer to customer: 1.667 → 1.25, better" in text


def test_a_system_without_initiative_says_so(wholeflow, order):
    outcome = wholeflow("improve", order, "--quick")

    assert outcome.code == 0
    assert "There is no initiative" in outcome.out


@pytest.mark.parametrize(
    "words", [["--initiative", "Never"], ["--metrics", "happiness"], ["--subsets", "some"]]
)
def test_an_unknown_choice_is_refused(wholeflow, shop, words):
    outcome = wholeflow("improve", shop, "--quick", *words)

    assert outcome.code == 2
    assert words[1] in outcome.err


def test_a_local_gain_that_hurts_the_customer_is_called_so(wholeflow):
    path = shared() / "oracles" / "systems" / "s03_skip_inspection.bpmn"
    if not path.is_file():
        pytest.skip("no systems with known answers beside the project")

    data = json.loads(wholeflow("improve", path, "--quick", "--format", "json").out)

    (one,) = data["initiatives"]
    assert one["verdict"] == "sub-optimisation"
    assert one["local"]["change"] == pytest.approx(-0.4792320682, rel=1e-6)
    assert one["global"]["leadTime"]["change"] == pytest.approx(0.6039047222, rel=1e-6)


def test_by_default_a_simulation_judges_and_theory_stands_beside(wholeflow, shop):
    data = json.loads(wholeflow("improve", shop, "--workers", "1", "--seed", "7", "--format", "json").out)

    (one,) = data["initiatives"]
    lead = one["global"]["leadTime"]
    assert (data["seed"], one["verdict"]) == (7, "aligned")
    assert lead["ci95"][0] < lead["change"] < lead["ci95"][1]
    assert lead["byQueueing"] == pytest.approx((1.25 - 5 / 3) / (5 / 3), rel=1e-6)
    assert lead["ci95"][0] < lead["byQueueing"] < lead["ci95"][1]
    assert sum(m["delta"] for m in one["moved"]) == pytest.approx(lead["after"] - lead["before"], rel=1e-6)


@pytest.mark.parametrize(("ending", "start"), [(".html", b"<!DOCTYPE html>"), (".pdf", b"%PDF")])
def test_a_report_says_how_to_make_it_again(wholeflow, shop, tmp_path, qapp, ending, start):
    out = tmp_path / f"report{ending}"

    outcome = wholeflow("improve", shop, "--quick", "--initiative", "Faster", "--report", out)

    data = out.read_bytes()
    assert (outcome.code, data.startswith(start)) == (0, True)
    assert ending == ".pdf" or b"--initiative &quot;Faster&quot;" in data


def test_a_report_of_another_kind_is_refused(wholeflow, shop, tmp_path):
    outcome = wholeflow("improve", shop, "--quick", "--report", tmp_path / "report.docx")

    assert outcome.code == 2
    assert ".docx" in outcome.err
    assert not (tmp_path / "report.docx").exists()


def test_a_card_goes_out_as_a_form_and_comes_back(wholeflow, shop, tmp_path):
    from bpmn.improvement.card_form import read_form, write_form
    from bpmn.system.facts import Change, Initiative, Parameter

    out = tmp_path / "card.xlsx"
    assert wholeflow("improve", shop, "--form", out).code == 0
    empty = load(out)
    place = next(row for row in empty if row[2] == "Take order")
    write_form(out, Initiative("Two clerks", "Eva", changes=(
        Change(ElementKey(place[0], place[1]), Parameter.DURATION, factor=0.5),)))  # fmt: skip

    outcome = wholeflow("improve", shop, "--read-form", out, "--quick", "--format", "json")

    (one,) = json.loads(outcome.out)["initiatives"]
    assert (one["name"], one["verdict"]) == ("Two clerks", "aligned")
    assert '"Two clerks"' in (shop / "system.json").read_text("utf-8")
    assert read_form(out).owner == "Eva"


def load(path):
    """The lines of the second sheet."""
    from openpyxl import load_workbook

    return [row[:3] for row in load_workbook(path).worksheets[1].iter_rows(values_only=True)]
