"""Changes to a map, one function for each action of a person."""
