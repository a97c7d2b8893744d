"""The office's pages of consultations that came in."""
