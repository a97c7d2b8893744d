"""Readers against files that nobody thought of: `script/fuzz` mutates papers, guided by which code they reach."""
