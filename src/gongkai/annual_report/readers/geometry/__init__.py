"""What stands where on a page, to rows and paragraphs: shared by every source that knows positions and no tables.

words and ruling lines (page) → printed lines and their chunks (lines) → grids of ruled cells (grid, table) → rows of
tables without rules and labels broken over lines (unruled) → the pages of a paper as one run of blocks (paper).
Positions are in points from the page's upper left corner, after the page was turned upright.
"""
