"""For everyone."""
