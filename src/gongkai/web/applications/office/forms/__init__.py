"""One form an act: the Regulation's acts by the fields of their events, the others each by a class."""
