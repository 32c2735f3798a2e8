"""In a low window the findings make way for the map; what a person folds or unfolds stays so."""

import pytest
from PySide6.QtWidgets import QLabel

from app.panels.finding_rows import Row
from app.panels.findings import BAR_HEIGHT
from bpmn.base.finding import ElementKey, Severity

ROW = Row("Nobody answers.", severity=Severity.WARNING, elements=(ElementKey("map.bpmn", "x"),))


@pytest.fixture
def findings(order):
    order.window.maps.findings.show_rows([ROW], "Estimated")
    return order.window.maps.findings


def said(findings):
    return [text.text() for text in findings.findChildren(QLabel) if text.isVisibleTo(findings)]


def test_in_a_low_window_the_findings_are_a_bar_with_the_first_sentence(order, findings, qtbot):
    high = order.port.height()
    order.window.resize(1280, 690)
    qtbot.waitUntil(lambda: findings.is_folded)

    assert findings.height() == BAR_HEIGHT
    assert "Nobody answers." in said(findings)
    qtbot.waitUntil(lambda: order.port.height() > high - 140)

    order.window.resize(1280, 860)
    qtbot.waitUntil(lambda: not findings.is_folded)
    assert findings.list.isVisible()
    assert "Estimated" in said(findings)


def test_findings_that_a_person_unfolds_in_a_low_window_stay_unfolded(order, findings, qtbot):
    order.window.resize(1280, 690)
    qtbot.waitUntil(lambda: findings.is_folded)
    findings.fold(False)

    order.window.resize(1270, 680)
    qtbot.waitUntil(lambda: order.window.height() == 680)

    assert not findings.is_folded


def test_while_a_check_runs_nobody_says_that_there_is_nothing(order):
    findings = order.window.maps.findings
    findings.show_rows([])
    findings.show_busy(True)
    assert "Checking…" in said(findings)

    findings.show_busy(False)

    assert "No findings here." in said(findings)
