"""What other suites demand of a map, step by step."""
