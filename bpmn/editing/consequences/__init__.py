"""What follows by itself from an action, one small function each."""
