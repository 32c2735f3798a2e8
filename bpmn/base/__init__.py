"""Geometry, notification, messages and findings: what every floor above shares."""
