"""Where what belongs to the user is kept."""

import os
from pathlib import Path

import platformdirs

NAME = "wholeflow"
DATA_VARIABLE = "WHOLEFLOW_DATA"


def user_data_folder() -> Path:
    """Where journals, snapshots, results and the user's own word lists are kept; need not exist.

    The environment variable ``WHOLEFLOW_DATA`` names another folder.
    """
    named = os.environ.get(DATA_VARIABLE)
    return Path(named) if named else Path(platformdirs.user_data_dir(NAME, appauthor=False))
