"""Where things go: docking, routes of lines, places of labels, arrangement of maps without a drawing."""
