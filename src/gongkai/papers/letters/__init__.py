"""The letters of the work: what each says, from sentences kept as data."""
