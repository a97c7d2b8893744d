"""水印: who took a copy of a paper, when, and under which number that was written down, over each page of the copy."""
