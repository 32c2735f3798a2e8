"""Tests of app.export."""
