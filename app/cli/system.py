"""Commands on a folder of maps: what joins them and where the whole breaks."""

import click

COMMANDS: tuple[click.Command, ...] = ()
