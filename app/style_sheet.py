"""The style sheet of the window, made from the tokens of an appearance."""

from collections.abc import Mapping
from string import Template

from app.paths import resources_folder


def style_sheet(tokens: Mapping[str, str], sizes: Mapping[str, int]) -> str:
    """The rules in ``resources/window.qss`` with tokens and text sizes filled in."""
    rules = Template((resources_folder() / "window.qss").read_text(encoding="utf-8"))
    icons = (resources_folder() / "icons").as_posix()
    texts = {f"{role}Size": f"{value}px" for role, value in sizes.items()}
    return rules.substitute(tokens, icons=icons, check=_check(tokens), **texts)


def _check(tokens: Mapping[str, str]) -> str:
    """The icon of a tick that can be seen on the accent."""
    return "check-white" if tokens["onAccent"].upper() == "#FFFFFF" else "check-black"
