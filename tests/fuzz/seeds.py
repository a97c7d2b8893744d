"""Papers to begin from, and how the part of a file that is mutated becomes a file again."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from gongkai.annual_report.corpus.sample.making import Wish, samples
from gongkai.annual_report.corpus.sample.ofd import ofd_of_pdf
from gongkai.annual_report.writers.kinds import Kind, write
from tests.annual_report.docx_papers import docx_paper
from tests.annual_report.html_papers import PLAIN, WORD, html_paper
from tests.annual_report.papers import LAYOUTS, Paper, pipes, read_text
from tests.annual_report.pdf_papers import pdf
from tests.annual_report.readers.test_layouts import FIGURES

_PAPER = Paper(cells=FIGURES)
_MADE = 20


@dataclass(frozen=True)
class Target:
    """A kind of file. seeds: what to begin from. packed: the file that a mutated seed stands for; the seeds of a ZIP
    are the XML of its main part, because a mutated ZIP is only ever a broken one."""

    seeds: Callable[[], Iterator[bytes]]
    packed: Callable[[bytes], bytes] = bytes


def _texts() -> Iterator[bytes]:
    yield from (_PAPER.text(layout).encode() for layout in LAYOUTS)
    yield from (sample.data for sample in samples(_MADE, seed=1, wish=Wish(formats=("text",))))


def _pages() -> Iterator[bytes]:
    yield html_paper(_PAPER, PLAIN).encode()
    yield html_paper(_PAPER, WORD)[:60_000].encode()
    yield from (sample.data for sample in samples(_MADE, seed=1, wish=Wish(formats=("html",))))


def _workbook() -> bytes:
    return write(read_text(_PAPER.text(pipes), source="made"), Kind.XLSX)


def _part_of(package: Callable[[], bytes], name: str) -> Target:
    """Seeds from one part of a package, packed again into the rest of it."""
    with ZipFile(BytesIO(package())) as archive:
        parts: Mapping[str, bytes] = {part: archive.read(part) for part in archive.namelist()}
    path = next(part for part in parts if part.endswith(name))

    def packed(data: bytes) -> bytes:
        out = BytesIO()
        with ZipFile(out, "w", ZIP_STORED) as archive:
            for part, content in parts.items():
                archive.writestr(part, data if part == path else content)
        return out.getvalue()

    return Target(lambda: iter((parts[path],)), packed)


def target(name: str) -> Target:
    """The target of that name. Raises KeyError."""
    return {
        "text": lambda: Target(_texts),
        "html": lambda: Target(_pages),
        "docx": lambda: _part_of(lambda: docx_paper(_PAPER), "word/document.xml"),
        "xlsx": lambda: _part_of(_workbook, "sheet3.xml"),
        "pdf": lambda: Target(lambda: iter((pdf(_PAPER),))),
        "ofd": lambda: _part_of(lambda: ofd_of_pdf(pdf(_PAPER)), "Content.xml"),
    }[name]()
