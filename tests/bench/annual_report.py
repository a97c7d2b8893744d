"""How fast a report is read and checked."""

from collections.abc import Iterator

from gongkai.annual_report.paper import read_paper
from tests.annual_report.papers import SHARED, Paper, a_cell_a_line, pipes, read_text, torn_tabs
from tests.bench.measure import Measured, measure


def rows() -> Iterator[Measured]:
    seeds = sorted((SHARED / "seeds").glob("*.txt"))
    name, data = (seeds[0].name, seeds[0].read_bytes()) if seeds else ("own paper", Paper().text(torn_tabs).encode())
    yield measure(f"read and check one report in plain text ({name})", lambda: read_paper(data, source=name), unit="份")
    text = data.decode()
    yield measure("  of that: reading alone", lambda: read_text(text, source=name), unit="份")
    for layout in (pipes, a_cell_a_line):
        made = Paper().text(layout).encode()
        act = lambda made=made: read_paper(made, source="made")  # noqa: E731
        yield measure(f"read and check a report printed as {layout.__name__}", act, unit="份")
