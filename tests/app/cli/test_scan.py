"""``scan`` tells which local targets would hurt the whole."""

import json


def test_scan_tells_the_dangerous_targets_first(wholeflow, shop):
    outcome = wholeflow("scan", shop, "--quick")

    assert (outcome.code, outcome.err) == (0, "")
    assert "Dangerous: good for the owner, bad for the whole" in outcome.out
    assert outcome.out.index("Dangerous") < outcome.out.index("Safe")
    assert "What one per cent more does to the whole" in outcome.out


def test_scan_as_json_is_what_help_says(wholeflow, shop):
    data = json.loads(wholeflow("scan", shop, "--quick", "--format", "json").out)
    told = wholeflow("scan", "--help").out

    assert data["schemaVersion"] == 1
    assert data["targets"]
    for name in (*data, *data["targets"][0], *data["tornado"][0]):
        assert f'"{name}"' in told or name == "schemaVersion"


def test_a_system_without_numbers_says_so(wholeflow, order):
    assert "There is nothing to try" in wholeflow("scan", order, "--quick").out
