"""Writes diagrams in formats that need Qt."""
