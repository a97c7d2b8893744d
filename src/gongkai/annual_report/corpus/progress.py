"""How a build shows where it is: a bar with rate and time left on a terminal, nothing elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bar

from gongkai.annual_report.corpus.build import Progress


@contextmanager
def shown(stream: TextIO) -> Iterator[Callable[[Progress], None]]:
    """What to tell of the progress; the bar goes when the block ends."""
    if not stream.isatty():
        yield lambda _: None
        return
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"))
    with Bar(*columns, console=Console(file=stream), transient=True) as bar:
        task = bar.add_task("", total=None, rate="")

        def tell(progress: Progress) -> None:
            bar.update(task, total=progress.total, completed=progress.finished, rate=rate(progress))

        yield tell


def rate(progress: Progress) -> str:
    """「532 份/秒，还需 1 分 05 秒」."""
    left = progress.seconds_left
    if left is None:
        return ""
    minutes, seconds = divmod(round(left), 60)
    needed = f"{minutes} 分 {seconds:02d} 秒" if minutes else f"{seconds} 秒"
    return f"{progress.per_second:,.0f} 份/秒，还需 {needed}"
