"""The one error tree of the regulation.

    RegulationError               says what the rule is, where it stands, and what can be done instead
    ├── ImpossibleDate            a day that does not exist, or lies before the event it must follow
    ├── NotAllowed                an act that the law or the state of the case does not allow now
    ├── LimitExceeded             a number beyond what the law allows (21 working days of extension)
    └── NotAnnounced              a day outside every calendar this program knows of

Errors of our own data files (a missing reference, an unknown key) are not here: they are CitationError and
ParameterError, raised when the file is loaded, and no user ever meets one.
"""

from gongkai.regulation.citation import Citation


class RegulationError(Exception):
    """A rule refuses. The three parts are kept apart so that a form, a letter or a terminal can lay them out.

    rule: what the law says, one sentence. citation: where. instead: what can be done now, one sentence or empty.
    """

    def __init__(self, rule: str, citation: Citation, instead: str = "") -> None:
        self.rule, self.citation, self.instead = rule, citation, instead
        super().__init__(rule, citation, instead)

    def __str__(self) -> str:
        return f"{self.rule}（{self.citation}）{self.instead}"


class ImpossibleDate(RegulationError):
    """A day that does not exist, or lies before the event that it must follow."""


class NotAllowed(RegulationError):
    """An act that the law, or the state of the case, does not allow now."""


class LimitExceeded(RegulationError):
    """A number beyond what the law allows."""


class NotAnnounced(RegulationError):
    """A day outside every calendar that this program knows of."""
