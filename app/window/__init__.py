"""The main window: its frame, pages, menus and actions."""
