"""Many reports at once: made for practice (sample), read into one table (build), checked, ranked and drawn."""
