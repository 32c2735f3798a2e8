"""Charts of numbers as drawings: painted in the window, written as SVG into reports.

Each is a function of plain values, a width and the words; it returns a Picture with a table behind it.
"""
