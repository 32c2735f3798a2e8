"""Commands that compute: the numbers of a system and the verdict on an initiative."""

import click

COMMANDS: tuple[click.Command, ...] = ()
