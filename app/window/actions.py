"""The table of menus: every action with its text, its keys and its icon."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from app.icons import set_icon
from app.translate import tr_message
from bpmn.base.message import Message, message

Keys = QKeySequence.StandardKey | str | tuple[str, ...] | None
SEPARATOR = "-"


class Action(NamedTuple):
    """One action; ``name`` is the key of its command. Of several keys the first is shown."""

    name: str
    text: Message
    keys: Keys = None
    icon: str = ""
    is_switch: bool = False


class Menu(NamedTuple):
    """One menu: names of actions, SEPARATOR, or names of menus that are filled elsewhere."""

    name: str
    text: Message
    entries: tuple[str, ...]


STANDARD = QKeySequence.StandardKey
ACTIONS: tuple[Action, ...] = (
    Action("new", message("New Map"), STANDARD.New, "document"),
    Action("new_collaboration", message("New Map With a Company"), "Ctrl+Alt+N"),
    Action("new_choreography", message("New Map of Exchanges (Choreography)")),
    Action("new_conversation", message("New Map of Conversations")),
    Action("open", message("Open Map…"), STANDARD.Open),
    Action("open_folder", message("Open Folder…"), "Ctrl+Shift+O", "folder"),
    Action("open_sample", message("Open Sample Company")),
    Action("save", message("Save"), STANDARD.Save, "save"),
    Action("save_as", message("Save As…"), "Ctrl+Shift+S"),
    Action("save_all", message("Save All"), "Ctrl+Alt+S"),
    Action("export_picture", message("Export Picture…"), "Ctrl+E", "picture"),
    Action("export_landscape", message("Export Landscape…"), None, "landscape"),
    Action("export_handbook", message("Export Handbook…"), None, "book"),
    Action("export_report", message("Export Report…"), None, "print"),
    Action("export_suite", message("Export for Another Suite…"), None, "outside"),
    Action("compare", message("Compare With…"), "Ctrl+Shift+D"),
    Action("compare_saved", message("Compare With Version on Disk")),
    Action("close", message("Close Map"), "Ctrl+W"),
    Action("quit", message("Quit"), "Ctrl+Q"),
    Action("delete", message("Delete"), None, "delete"),
    Action("rename", message("Rename"), "F2", "edit"),
    Action("edit_properties", message("Edit Properties"), "Alt+Return", "edit"),
    Action("typing_renames", message("Letters Rename Instead of Choosing Tools"), None, is_switch=True),
    Action("select_all", message("Select All"), STANDARD.SelectAll),
    Action("find_all", message("Find and Replace in All Maps…"), "Ctrl+Shift+F", "search"),
    Action("rename_all", message("Rename Everywhere…"), "Shift+F2"),
    Action("find", message("Search or Do Anything…"), ("Ctrl+K", "Ctrl+F"), "search"),
    Action("zoom_in", message("Zoom In"), STANDARD.ZoomIn, "plus"),
    Action("zoom_out", message("Zoom Out"), STANDARD.ZoomOut, "minus"),
    Action("zoom_full", message("Show at 100 %"), "Ctrl+0"),
    Action("fit", message("Show Whole Map"), "Ctrl+1", "fit"),
    Action("show_left", message("Symbols and Maps"), "F9", is_switch=True),
    Action("show_properties", message("Properties"), "F4", is_switch=True),
    Action("show_findings", message("Findings Below the Map"), "F8", is_switch=True),
    Action("show_landscape", message("Landscape Beside the Map"), "F7", "landscape", is_switch=True),
    Action("show_marks", message("Findings on the Map"), "Alt+F8", is_switch=True),
    Action("show_times", message("Times on the Map"), "Alt+F9", is_switch=True),
    Action("show_loads", message("Loads on the Map"), "Alt+F10", is_switch=True),
    Action("full_screen", message("Full Screen"), "F11", is_switch=True),
    Action("next_map", message("Next Map"), "Ctrl+Tab"),
    Action("previous_map", message("Previous Map"), "Ctrl+Shift+Tab"),
    Action("back", message("Back"), "Alt+Left", "back"),
    Action("forward", message("Forward"), "Alt+Right", "forward"),
    Action("home", message("Home"), "Alt+1", "home"),
    Action("landscape", message("Landscape"), "Alt+2", "landscape"),
    Action("maps", message("Maps"), "Alt+3", "map"),
    Action("findings", message("Findings"), "Alt+4", "finding"),
    Action("numbers", message("Numbers"), "Alt+5", "numbers"),
    Action("initiatives", message("Initiatives"), "Alt+6", "initiative"),
    Action("handbook", message("Handbook"), "Alt+7", "book"),
    Action("links", message("Links and Parties"), "Alt+8", "link"),
    Action("keep", message("Keep Drawing")),
    Action("mend_ids", message("Mend Ids")),
    Action("walk", message("Walk the Process"), "F6", "play", is_switch=True),
    Action("check", message("Check Again"), "F5"),
    Action("stop_check", message("Stop Checking")),
    Action("new_initiative", message("New Initiative…"), None, "plus"),
    Action("judge_all", message("Judge All Initiatives"), "Ctrl+J"),
    Action("simulate_verdicts", message("Simulate Verdicts"), None, is_switch=True),
    Action("tour", message("Take the Tour")),
    Action("keys", message("Keyboard Shortcuts"), "F1"),
    Action("about", message("About Wholeflow")),
)
MENUS: tuple[Menu, ...] = (
    Menu(
        "file",
        message("&File"),
        (
            "new",
            "new_other",
            "open",
            "open_folder",
            "recent",
            "samples",
            SEPARATOR,
            "save",
            "save_as",
            "save_all",
            SEPARATOR,
            "export_picture",
            "export_landscape",
            "export_handbook",
            "export_report",
            "export_suite",
            SEPARATOR,
            "compare",
            "compare_saved",
            SEPARATOR,
            "close",
            "quit",
        ),
    ),
    Menu(
        "edit",
        message("&Edit"),
        (
            "undo",
            "redo",
            SEPARATOR,
            "delete",
            "rename",
            "rename_all",
            "edit_properties",
            "select_all",
            SEPARATOR,
            "find",
            "find_all",
            SEPARATOR,
            "typing_renames",
        ),
    ),
    Menu(
        "view",
        message("&View"),
        (
            "zoom_in",
            "zoom_out",
            "zoom_full",
            "fit",
            SEPARATOR,
            "show_left",
            "show_properties",
            "show_findings",
            "show_landscape",
            "show_marks",
            "show_times",
            "show_loads",
            "full_screen",
            SEPARATOR,
            "appearance",
            "language",
            SEPARATOR,
            "back",
            "forward",
            "home",
            "maps",
            "next_map",
            "previous_map",
        ),
    ),
    Menu("map", message("&Map"), ("sheets", "keep", "mend_ids", SEPARATOR, "walk", SEPARATOR, "tools")),
    Menu(
        "system",
        message("&System"),
        ("landscape", "links", "findings", "numbers", "handbook", SEPARATOR, "check", "stop_check"),
    ),
    Menu(
        "improve",
        message("&Improve"),
        ("initiatives", "new_initiative", SEPARATOR, "judge_all", "simulate_verdicts"),
    ),
    Menu("help", message("&Help"), ("tour", "keys", "about")),
)


def build(window: QMainWindow, commands: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Make all actions; each calls the command of its name."""
    made: dict[str, QAction] = {}
    for entry in ACTIONS:
        action = QAction(tr_message(entry.text), window)
        action.setObjectName(entry.name)
        action.setCheckable(entry.is_switch)
        if isinstance(entry.keys, tuple):
            action.setShortcuts([QKeySequence(keys) for keys in entry.keys])
        elif entry.keys is not None:
            action.setShortcut(QKeySequence(entry.keys))
        if entry.icon:
            set_icon(action, entry.icon)
        action.triggered.connect(lambda *_, run=commands[entry.name]: run())
        window.addAction(action)
        made[entry.name] = action
    return made


def fill_menus(window: QMainWindow, actions: Mapping[str, QAction], submenus: Mapping[str, QMenu]) -> None:
    """Put the actions and submenus into the menu bar."""
    for entry in MENUS:
        menu = window.menuBar().addMenu(tr_message(entry.text))
        for name in entry.entries:
            if name == SEPARATOR:
                menu.addSeparator()
            elif name in submenus:
                menu.addMenu(submenus[name])
            elif name in actions:
                menu.addAction(actions[name])
