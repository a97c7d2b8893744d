"""Organs and people from a table (CSV or XLSX): every line is checked before the first is entered; all or none."""
