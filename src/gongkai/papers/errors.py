"""What can go wrong with a paper.

PaperError                a plain Chinese sentence: what, where, why, what to do
├── BadValue              a value of the record that cannot stand in a letter
├── Unfinished            a letter that still lacks something
├── BadTemplate           an organ's own template that cannot be used
├── BadFile               a file from outside that cannot be opened safely
├── NotRemoved            a redacted copy in which something of the removed is left
└── BrokenCaseFile        a case file that is not what it was
"""

from collections.abc import Sequence


class PaperError(Exception):
    """The message is one plain Chinese sentence or two."""


class BadValue(PaperError):
    """A value of the record that cannot stand in a letter."""


class Unfinished(PaperError):
    """A letter that still lacks something: no file is written of it."""


class BadTemplate(PaperError):
    """An organ's own template that cannot be used. problems: one sentence each."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("".join(problems))


class BadFile(PaperError):
    """A file from outside that is locked, broken, of no kind we know, or beyond what is worked on."""


class NotRemoved(PaperError):
    """A redacted copy in which something of the removed was found. It is not handed out."""


class BrokenCaseFile(PaperError):
    """A case file that is not what it was when it was written."""
