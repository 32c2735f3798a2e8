"""The properties of what is selected: fields from declared tables."""
