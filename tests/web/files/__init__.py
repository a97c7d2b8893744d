"""Files: taken in, kept, given out."""
