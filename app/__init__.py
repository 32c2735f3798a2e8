"""The desktop application: window, canvas, panels and the command line."""
