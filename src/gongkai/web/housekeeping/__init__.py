"""The pages on which organs keep their settings and the site keeps its calendar."""
