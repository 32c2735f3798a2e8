"""What is told about a system as a whole: the overview of the window, later the reports."""
