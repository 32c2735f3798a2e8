"""The chapters of the handbook: what is read about a system, and edited where it is read."""
