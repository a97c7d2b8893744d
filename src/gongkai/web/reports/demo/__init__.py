"""Organs and papers of the demonstration, as data (see demonstration.py)."""
