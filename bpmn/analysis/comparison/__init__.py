"""What two versions of a map, or of a folder of maps, do not have in common."""
