"""Checks of a system: what breaks between maps, why the whole suffers, and how to mend it."""
