"""What can go wrong with a corpus as a whole. One bad file never does: it is a row with its error."""


class CorpusError(Exception):
    """A corpus that cannot be built or asked. The message is one plain Chinese sentence or two."""
