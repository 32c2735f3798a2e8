"""Mends what checks find in maps: one function per kind of fix, listed in ``table``."""
