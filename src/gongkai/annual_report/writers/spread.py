"""A table on its full grid: which box lies over which square."""

from collections.abc import Iterator

from gongkai.annual_report.writers.manuscript import Entry, Table


def spread(table: Table) -> Iterator[tuple[Entry | None, ...]]:
    """The lines of the table, each as wide as the table: a box where it begins, None where one reaches over."""
    for line in covered(table):
        out: list[Entry | None] = [None] * table.width
        for column, entry, begins in line:
            out[column] = entry if begins else None
        yield tuple(out)


def covered(table: Table) -> Iterator[tuple[tuple[int, Entry, bool], ...]]:
    """For every line the boxes that lie in it, by the column they begin at; False for one that began further up."""
    hanging: dict[int, tuple[Entry, int]] = {}
    for line in table.lines:
        entries, column, out = iter(line), 0, []
        while column < table.width:
            entry, left = hanging.pop(column, (None, 0))
            begins = entry is None
            if entry is None:
                entry = next(entries)
                left = entry.box.rows
            if left > 1:
                hanging[column] = (entry, left - 1)
            out.append((column, entry, begins))
            column += entry.box.columns
        yield tuple(out)
