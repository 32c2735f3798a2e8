"""The canvas: a view of one diagram whose items follow the document."""
