"""What this application is."""

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

from app.dialogs.frame import Frame
from app.translate import tr
from app.widgets import label


def product_version() -> str:
    """The version of the installed application; empty where it is not installed."""
    try:
        return version("wholeflow")
    except PackageNotFoundError:
        return ""


class About(Frame):
    """Name, version, what it promises, and what it stands on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        title = tr("Wholeflow {version}", version=product_version())
        text = tr(
            "Draws business processes in BPMN 2.0, joins them into one system, and tells before the work "
            "begins whether an improvement helps the whole or only a part. Works without the internet; "
            "nothing leaves this computer."
        )
        super().__init__(title, text, "wholeflow", parent)
        stand = tr(
            "Qt {qt} · Python {python} · Apache License 2.0", qt=qVersion(), python=platform.python_version()
        )
        self.body.addWidget(label(stand, "small"))
        self.add_choice("close", tr("Close"), is_primary=True)
