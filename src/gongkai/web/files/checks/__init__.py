"""What may be inside a file of each type: macros, foreign links, hidden programs, bombs."""
