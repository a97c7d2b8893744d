"""A draft as a file: DOCX and PDF, the same text in both, and the proof of it."""
