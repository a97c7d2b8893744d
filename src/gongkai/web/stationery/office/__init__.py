"""The office's pages of letter templates."""
