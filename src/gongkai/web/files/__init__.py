"""Files: taken in after checks, kept outside of the web root, given out to whoever may see the thing they belong to."""
