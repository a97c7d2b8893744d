"""A report to a file: one manuscript (what stands on the paper), and a writer a format that sets it."""
