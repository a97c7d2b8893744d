"""What can go wrong with a paper.

ReportError               says what was expected, what was found, and what to do
├── UnreadableSource      not text of any kind we know, empty, or too large
├── NotAReport            text, but nothing in it is an annual report
├── SeveralReports        two or more reports in one file
├── NotAddable            reports that cannot be added up: other years, other forms, too few
└── Unwritable            a report that a kind of file cannot carry
    ├── FontMissing       no font at hand shows its text
    └── TooLongForSheet   a paragraph is longer than a cell of a workbook
"""


class ReportError(Exception):
    """A paper that cannot be read as one annual report. The message is one plain Chinese sentence or two."""


class UnreadableSource(ReportError):
    """Empty, too large, or not text in an encoding we know."""


class NotAReport(ReportError):
    """Readable, but none of the labels of either official form was found."""


class SeveralReports(ReportError):
    """Two or more reports in one file: reading them as one would mix their figures."""


class NotAddable(ReportError):
    """Reports that cannot be added up."""


class Unwritable(ReportError):
    """A report that a kind of file cannot carry."""


class FontMissing(Unwritable):
    """No font at hand shows the text. A page of empty boxes is worse than none."""


class TooLongForSheet(Unwritable):
    """A paragraph longer than a cell of a workbook."""
