"""The command line: the same functions as the window, without one."""

from app.cli.main import command_names, run

__all__ = ["command_names", "run"]
