"""Tests of bpmn.notation."""
