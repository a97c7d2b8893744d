"""A reading as a page shows it: tables, sections, picture and findings, each at its place. Nothing of it is stored."""

from dataclasses import dataclass

from gongkai.annual_report.form.form import form_for
from gongkai.annual_report.reading import Reading
from gongkai.regulation.numerals import chinese
from gongkai.web.reports.drawing import Table, tables
from gongkai.web.reports.marks import Mark, Marks
from gongkai.web.reports.picture import Picture, picture

_TABLES = {2: "table2", 3: "table3", 4: "table4"}


@dataclass(frozen=True, slots=True)
class ShownSection:
    """One of the six sections. `heading` is the paper's own where it has the section, else the form's."""

    no: int
    heading: str
    is_missing: bool
    paragraphs: tuple[str, ...]
    marks: tuple[Mark, ...]
    table: Table | None

    @property
    def all_marks(self) -> tuple[Mark, ...]:
        return (*self.marks, *(self.table.marks if self.table else ()))


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that the page of a reading needs, in the order of the page."""

    reading: Reading
    title: str
    marks: Marks
    picture: Picture
    sections: tuple[ShownSection, ...]

    @property
    def uses_earlier_form(self) -> bool:
        """The paper uses an older form than its year asks for."""
        year = self.reading.report.year
        return year is not None and self.reading.report.form.year < form_for(year).year


def show(reading: Reading) -> Shown:
    """Lay out a reading."""
    report = reading.report
    marks = Marks.of(reading.findings, report.form)
    drawn = {table.name: table for table in tables(reading, marks)}
    return Shown(
        reading=reading,
        title=report.title or f"{report.organ or '（没有读到机关名称）'} {report.form.title}",
        marks=marks,
        picture=picture(report),
        sections=tuple(_section(reading, no, marks, drawn.get(_TABLES.get(no, ""))) for no in range(1, 7)),
    )


def _section(reading: Reading, no: int, marks: Marks, table: Table | None) -> ShownSection:
    printed = reading.report.section(no)
    official = next(head.label.text for head in reading.report.form.sections if head.number == no)
    heading = printed.title.strip() if printed else official
    number = f"{chinese(no)}、"
    return ShownSection(
        no=no,
        heading=heading if heading.startswith(number) else number + heading,
        is_missing=printed is None,
        paragraphs=tuple(line.strip() for line in printed.text.splitlines() if line.strip()) if printed else (),
        marks=marks.of_section(no),
        table=table,
    )
