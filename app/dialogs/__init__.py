"""Questions and explanations that stand before the window."""
