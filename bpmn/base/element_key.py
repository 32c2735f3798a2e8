"""How an element is named in a system of maps."""

from typing import NamedTuple


class ElementKey(NamedTuple):
    """Names an element in a system; ids alone repeat between files.

    ``file`` is the POSIX path relative to the system's folder, ``element`` the id.
    """

    file: str
    element: str
