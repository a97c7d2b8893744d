"""What stands on a paper, in order, whatever the format."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Head:
    """发文机关标志: the organ's name in red over a red line."""

    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """发文字号."""

    text: str


@dataclass(frozen=True, slots=True)
class Title:
    """The letter's title. page: it begins a new page (a slip to be sent back)."""

    text: str
    page: bool = False


@dataclass(frozen=True, slots=True)
class Addressee:
    """主送: at the left edge, with a colon."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """一、 and so on, in 黑体."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line at the left edge: the unit and day above a sheet."""

    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A box of a table. span: how many columns; tall: room is left for a hand."""

    text: str
    span: int = 1
    is_label: bool = False
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of boxes over a grid. shares: the columns' widths in percent; head: how many rows every page repeats."""

    shares: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str
    head: int = 0


@dataclass(frozen=True, slots=True)
class Attachments:
    """附件: the list below the text."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """落款: the organ over the day, the day four characters in from the right, room for the seal."""

    organ: str
    day: str


Element = Head | Number | Title | Addressee | Paragraph | Heading | Line | Table | Attachments | Signature
