"""What stands around the sheet: palette, properties, findings, landscape, initiatives."""
