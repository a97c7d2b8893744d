"""The office's pages of organs, people and roles."""
