"""Colours of drawings: the names a theme gives a value, and the two colour extensions of BPMN DI."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

Theme = Mapping[str, str]

LIGHT: Theme = MappingProxyType(
    {
        "paper": "#FFFFFF", "desk": "#E4E8ED", "grid": "#D3D9E0", "ink": "#1F2733", "inkMuted": "#5A6675",
        "taskFill": "#FFFFFF", "poolHead": "#EEF2F6", "laneHead": "#F7F9FB", "ghost": "#7C8898",
        "panel": "#FFFFFF", "sunken": "#E9ECF0", "border": "#D3D9E0", "text": "#1C232D",
        "textMuted": "#525D6B", "accent": "#1D5FBF", "error": "#94083A", "warning": "#8F5F00",
        "info": "#1C68B0", "legal": "#0B7A58", "legalSoft": "#DFF3EC", "errorSoft": "#FBE4EA",
        "warningSoft": "#FFF0D6", "infoSoft": "#E4EFF8",
        "customer": "#8F5F10", "customerSoft": "#FFF4E0", "supplier": "#2A5033",
        "supplierSoft": "#EDF3E4", "partner": "#6557B3", "partnerSoft": "#ECECF5", "procCore": "#10499C",
        "procCoreSoft": "#EDF3FB",
        "procSupport": "#646B74", "procSupportSoft": "#EFF2F5", "procManage": "#6A1D50",
        "procManageSoft": "#F2EDF7", "series1": "#1259BF", "series2": "#A84600", "series3": "#089772",
        "series4": "#6A005E", "series5": "#B08900", "series6": "#748393",
        "loadOk": "#3D8FE0", "loadHigh": "#CF7206", "loadOver": "#86063A", "work": "#3D8FE0",
        "wait": "#8592A1", "promise": "#94083A", "better": "#0B7A58",
        "worse": "#BE3F00",
        "total": "#3A4757", "gridline": "#E2E6EB", "axis": "#525D6B", "same": "#5E6675",
        "interval": "#3A4757", "selection": "#1D5FBF", "link": "#1D5FBF", "focus": "#1D5FBF",
        "borderStrong": "#808A97", "accentSoft": "#E3EDFB", "aligned": "#0B7A58", "alignedSoft": "#DCF1EB",
        "hiddenLever": "#0F7480", "hiddenLeverSoft": "#DEF1F3", "sacrifice": "#06398F",
        "sacrificeSoft": "#E2EDFA", "tradeoff": "#9A3CCB", "tradeoffSoft": "#EFE7FA", "wasted": "#5E6675",
        "wastedSoft": "#ECEEF1", "noEffect": "#5E6675", "noEffectSoft": "#F3F5F7", "costOnly": "#7A5B2E",
        "costOnlySoft": "#F4ECDF", "subopt": "#BE3F00", "suboptSoft": "#FDE9DB", "harmful": "#6E0526",
        "harmfulSoft": "#F9E1E9", "undecided": "#4B5563", "undecidedSoft": "#FFFFFF",
    }
)  # fmt: skip
"""What exported pictures use."""

DARK: Theme = MappingProxyType(
    {
        **LIGHT,
        "paper": "#1B2027", "desk": "#13161B", "grid": "#343C48", "ink": "#DDE3EA", "inkMuted": "#A3AEBB",
        "taskFill": "#252B34", "poolHead": "#262D37", "laneHead": "#20262E", "ghost": "#8A95A4",
        "panel": "#1F242C", "sunken": "#363E4A", "border": "#363E4A", "text": "#E7EBF0",
        "textMuted": "#A6B0BD", "accent": "#7FB2FF",
        "legal": "#5FE0B4", "legalSoft": "#17382F", "error": "#E5788F", "errorSoft": "#44202B",
        "warning": "#FFCB66", "warningSoft": "#3D3017", "info": "#78C6FA", "infoSoft": "#1D3347",
        "better": "#5FE0B4", "worse": "#FF9C46",
        "total": "#B7C1CD", "gridline": "#303742", "axis": "#A6B0BD", "same": "#A9B0B8",
        "interval": "#D3DAE2", "selection": "#7FB2FF", "link": "#8FBCFF", "focus": "#9CC4FF",
        "borderStrong": "#7D8896", "accentSoft": "#24374F", "aligned": "#5FE0B4", "alignedSoft": "#17382F",
        "hiddenLever": "#5CC7D8", "hiddenLeverSoft": "#17353B", "sacrifice": "#6CA2F7",
        "sacrificeSoft": "#1F3450", "tradeoff": "#EBB8F5", "tradeoffSoft": "#33274A", "wasted": "#A9B0B8",
        "wastedSoft": "#2C333D", "noEffect": "#A9B0B8", "noEffectSoft": "#252B33", "costOnly": "#D3AE77",
        "costOnlySoft": "#382D1D", "subopt": "#FF9C46", "suboptSoft": "#44280F", "harmful": "#F0667B",
        "harmfulSoft": "#471B2B", "undecided": "#C3CAD3", "undecidedSoft": "#1F242C",
    }
)  # fmt: skip
"""The sheet of a dark window."""

WHITE = "#ffffff"
"""As a fill it means no fill: it would stay white on a dark sheet."""

_FILL = ("background-color", "fill")
_STROKE = ("border-color", "stroke")
_LABEL = ("color",)
_NAMED = {
    "black": "#000000", "white": "#ffffff", "red": "#ff0000", "green": "#008000", "blue": "#0000ff",
    "yellow": "#ffff00", "orange": "#ffa500", "purple": "#800080", "gray": "#808080", "grey": "#808080",
    "silver": "#c0c0c0", "maroon": "#800000", "navy": "#000080", "teal": "#008080", "lime": "#00ff00",
    "aqua": "#00ffff", "cyan": "#00ffff", "fuchsia": "#ff00ff", "magenta": "#ff00ff", "olive": "#808000",
    "brown": "#a52a2a", "pink": "#ffc0cb", "lightgray": "#d3d3d3", "lightgrey": "#d3d3d3",
    "darkgray": "#a9a9a9", "lightblue": "#add8e6", "lightgreen": "#90ee90", "lightyellow": "#ffffe0",
}  # fmt: skip
_DARK_TEXT, _LIGHT_TEXT = "#1f2733", "#ffffff"
_READABLE = 3.0
_DARKEST_LIGHT_PAPER = 0.4
_LINEAR_BELOW = 0.04045


@lru_cache(maxsize=4096)
def read_colour(text: str | None) -> str | None:
    """A colour as files write it (#rgb, #rrggbb, #rrggbbaa, rgb(), a CSS name) as #rrggbb.

    None for text that is no colour.
    """
    value = (text or "").strip().lower()
    if re.fullmatch(r"#[0-9a-f]{3,4}", value):
        return "#" + "".join(2 * digit for digit in value[1:4])
    if re.fullmatch(r"#[0-9a-f]{6}([0-9a-f]{2})?", value):
        return value[:7]
    parts = re.fullmatch(r"(?:rgba?\()?\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,[^)]*)?\)?", value)
    if parts:
        return "#" + "".join(f"{min(int(part), 255):02x}" for part in parts.groups())
    return _NAMED.get(value)


def fill_of(attributes: Iterable[tuple[str, str]]) -> str | None:
    """The colour of the inside that attributes of a shape give; the OMG extension wins."""
    return _first(attributes, _FILL)


def stroke_of(attributes: Iterable[tuple[str, str]]) -> str | None:
    """The colour of the outline that attributes of a shape or edge give; the OMG extension wins."""
    return _first(attributes, _STROKE)


def label_colour_of(attributes: Iterable[tuple[str, str]]) -> str | None:
    """The colour of the text that attributes of a label give."""
    return _first(attributes, _LABEL)


def _first(attributes: Iterable[tuple[str, str]], spellings: tuple[str, ...]) -> str | None:
    """Extensions are told by local name: files bind their prefixes to several namespaces, or to none."""
    found = {name.rpartition("}")[2]: value for name, value in attributes}
    colours = (read_colour(found.get(spelling)) for spelling in spellings)
    return next((colour for colour in colours if colour), None)


def ink(colour: str | None) -> str:
    """The stroke for a colour that a file gives: black is the theme's ink, others keep their hue."""
    return "ink" if colour in (None, "#000000") else f"ink{colour}"


def sign_on(fill: str | None, stroke: str | None) -> str:
    """The colour of what stands on a fill: that of the outline, unless it could not be read there."""
    if fill is None:
        return ink(stroke)
    if stroke is not None and contrast(fill, stroke) >= _READABLE:
        return stroke
    return _DARK_TEXT if contrast(fill, _DARK_TEXT) >= contrast(fill, _LIGHT_TEXT) else _LIGHT_TEXT


def resolve(colour: str, theme: Theme) -> str:
    """A drawing's colour as #rrggbb; a file's own colour is made readable on a dark sheet.

    "ink%50" is half ink, half paper.
    """
    token, percent, share = colour.partition("%")
    if percent:
        return mix(resolve("paper", theme), resolve(token, theme), int(share) / 100)
    token, hash_mark, literal = colour.partition("#")
    if not hash_mark:
        return theme.get(token) or theme.get("ink") or LIGHT["ink"]
    if not token:
        return colour
    return _readable(f"#{literal}", theme.get("paper", "#FFFFFF"), theme.get(token, "#FFFFFF"))


@lru_cache(maxsize=1024)
def _readable(colour: str, paper: str, towards: str) -> str:
    """The colour, mixed with ``towards`` until it can be seen on a dark paper."""
    if luminance(paper) > _DARKEST_LIGHT_PAPER:
        return colour
    for share in (0, 0.2, 0.4, 0.6, 0.8):
        mixed = mix(colour, towards, share)
        if contrast(mixed, paper) >= _READABLE:
            return mixed
    return towards


def mix(colour: str, other: str, share: float) -> str:
    """A colour with a share (0 to 1) of another one in it."""
    return "#" + "".join(
        f"{round(a + (b - a) * share):02x}" for a, b in zip(_channels(colour), _channels(other), strict=True)
    )


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@lru_cache(maxsize=1024)
def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, 0 to 1 (WCAG 2)."""
    linear = [
        c / 12.92 if c <= _LINEAR_BELOW else ((c + 0.055) / 1.055) ** 2.4
        for c in (v / 255 for v in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
