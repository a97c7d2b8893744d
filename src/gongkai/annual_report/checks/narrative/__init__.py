"""What the running text says: its counts, its own arithmetic, and its agreement with the tables."""
