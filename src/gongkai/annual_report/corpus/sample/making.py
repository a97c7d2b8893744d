"""One made paper after the other: which organ, which year, which variants, which defect; then printed to bytes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, islice
from random import Random
from typing import Any

from gongkai.annual_report.corpus.errors import CorpusError
from gongkai.annual_report.corpus.sample import page, text
from gongkai.annual_report.corpus.sample.defects import DEFECTS, Defect
from gongkai.annual_report.corpus.sample.draft import Draft, draft
from gongkai.annual_report.corpus.sample.figures import Desk
from gongkai.annual_report.corpus.sample.narrative import narrative
from gongkai.annual_report.corpus.sample.ofd import ofd_of_pdf
from gongkai.annual_report.corpus.sample.organs import Organ, organs
from gongkai.annual_report.corpus.sample.planting import Planted
from gongkai.annual_report.corpus.sample.scan import scan_of_pdf
from gongkai.annual_report.corpus.sample.variants import VARIANTS, Facet, Variant, of_facet
from gongkai.annual_report.corpus.sample.wordings import plainly
from gongkai.annual_report.form.form import form, form_for
from gongkai.annual_report.interchange import to_data
from gongkai.annual_report.reading import Reading
from gongkai.annual_report.writers.kinds import Kind, write

PRINTED = {"text": "txt", "html": "html"}
"""Formats printed here, in every variant, and the suffix of their files."""
WRITTEN = {"docx": "docx", "xlsx": "xlsx", "pdf": "pdf", "ofd": "ofd", "scan": "pdf"}
"""Formats that the writers set in the official layout: they vary in figures and words alone."""
_MADE_OF_PDF = {"ofd": ofd_of_pdf, "scan": scan_of_pdf}
FORMATS = {**PRINTED, **WRITTEN}
_ENCODINGS = {"text": ("utf-8", "utf-8-sig", "gb18030", "utf-16"), "html": ("utf-8", "gb18030")}
_YEARS = (2019, 2025)
_LIKELY = {Facet.FIGURES: 0.15, Facet.MARKUP: 0.75, Facet.LAYOUT: 0.9, Facet.WHOLE: 0.04, Facet.SIGNS: 0.06}
"""How often a paper has a variant of that facet; a third of them otherwise."""
_UNTOUCHED_BY_DEFECTS = (Facet.CELLS, Facet.TABLES, Facet.HEADINGS, Facet.WORDING, Facet.WHOLE)
"""What stays as the form has it where a defect is planted: a paper has one thing wrong with it that way."""

_IN_THE_REPORT = (Facet.FIGURES, Facet.WORDING, Facet.SIGNS, Facet.MARKUP)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the caller wants: formats, variants and defects by name (none: drawn by chance), share with a defect."""

    formats: Sequence[str] = tuple(PRINTED)
    variants: Sequence[str] = ()
    defects: Sequence[str] = ()
    defective: float = 0.3


@dataclass(frozen=True, slots=True)
class Sample:
    """A made paper: the name of its file, its bytes, and what it truly is."""

    file: str
    data: bytes
    truth: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What one paper is to be."""

    format: str
    defect: Defect | None
    chosen: Mapping[Facet, Variant] = field(default_factory=dict)

    def act(self, facet: Facet) -> Any:
        variant = self.chosen.get(facet)
        return variant.act if variant else None


def samples(number: int, *, seed: int, wish: Wish = Wish()) -> Iterator[Sample]:
    """That many papers. The same seed and wish give the same bytes.

    Raises CorpusError for a name that is none.
    """
    _require_known(wish)
    chance = Random(seed)  # noqa: S311
    return islice(_series(chance, wish), number)


def _require_known(wish: Wish) -> None:
    for what, named, known in (
        ("格式", wish.formats, FORMATS),
        ("变体", wish.variants, VARIANTS),
        ("差错", wish.defects, DEFECTS),
    ):
        for name in named:
            if name not in known:
                raise CorpusError(f"没有名为 {name} 的{what}。可用的名称见 gongkai corpus names。")


def _series(chance: Random, wish: Wish) -> Iterator[Sample]:
    """Organ after organ, each through one to four years in a row."""
    numbers = count(1)
    for organ in organs(chance):
        desk = Desk(organ, chance)
        first = chance.randint(*_YEARS)
        for year in range(first, min(first + chance.randint(1, 4), _YEARS[1] + 1)):
            yield _sample(organ, desk, year, index=next(numbers), chance=chance, wish=wish)


def _sample(organ: Organ, desk: Desk, year: int, *, index: int, chance: Random, wish: Wish) -> Sample:
    plan = _plan(chance, wish)
    made = _draft(organ, desk, year, plan, chance)
    fits = plan.defect and made.form.year in plan.defect.forms
    planted = plan.defect.plant(made, chance) if plan.defect and fits else None
    made = planted.draft if planted else made
    for facet in (Facet.TABLES, Facet.HEADINGS, Facet.CELLS):
        if change := plan.act(facet):
            made = change(made, chance)
    if signs := plan.act(Facet.SIGNS):
        made = signs(made)
    if any(variant.blurs_blanks for variant in plan.chosen.values()):
        made = made.with_blurred_blanks()
    encodings = _ENCODINGS.get(plan.format, ("",))
    encoding = chance.choices(encodings, [6, *[1] * (len(encodings) - 1)])[0]
    file = f"{index // 1000:03d}/{index:06d}-{organ.name}-{year}.{FORMATS[plan.format]}"
    data = _bytes(made, plan, chance, encoding)
    return Sample(file, data, _truth(file, made, plan, planted, encoding))


def _plan(chance: Random, wish: Wish) -> _Plan:
    format_name = chance.choice(wish.formats)
    defect = None
    if chance.random() < (1.0 if wish.defects else wish.defective):
        defect = DEFECTS[chance.choice(wish.defects or list(DEFECTS))]
    if wish.variants:
        fitting = [VARIANTS[name] for name in wish.variants if VARIANTS[name].only in (None, format_name)]
        chosen = {variant.facet: variant for variant in chance.sample(fitting, len(fitting))}
    else:
        chosen = dict(_chosen(format_name, chance))
    if format_name in WRITTEN:
        chosen = {facet: variant for facet, variant in chosen.items() if facet in _IN_THE_REPORT}
        defect = None if defect and defect.in_print else defect
    if defect:
        chosen = {facet: variant for facet, variant in chosen.items() if facet not in _UNTOUCHED_BY_DEFECTS}
        chosen = {facet: variant for facet, variant in chosen.items() if not variant.lossy}
    return _Plan(format_name, defect, chosen)


def _chosen(format_name: str, chance: Random) -> Iterator[tuple[Facet, Variant]]:
    for facet in Facet:
        variants = of_facet(facet, format_name)
        if variants and chance.random() < _LIKELY.get(facet, 1 / 3):
            yield facet, chance.choice(variants)


def _draft(organ: Organ, desk: Desk, year: int, plan: _Plan, chance: Random) -> Draft:
    kind = plan.act(Facet.FIGURES)
    official = form(2019) if kind == "earlier_form" else form_for(year)
    worker = Desk(replace(organ, idle=1.0), chance) if kind == "all_zero" else desk
    cells = worker.year(official, merged=kind == "merged_row" and official.year == 2021)
    if kind == "all_zero":
        cells = {cell: 0 if isinstance(value, int) else value and value * 0 for cell, value in cells.items()}
    wording = plan.act(Facet.WORDING) or plainly
    words = narrative(organ, year, cells, chance=chance, wording=wording)
    return draft(form=official, organ=organ.name, year=year, cells=cells, text=words)


def _bytes(made: Draft, plan: _Plan, chance: Random, encoding: str) -> bytes:
    if plan.format in WRITTEN:
        again = _MADE_OF_PDF.get(plan.format)
        written = write(Reading("", made.truth(), {}, {}, ()), Kind.PDF if again else Kind(WRITTEN[plan.format]))
        change = again or plan.act(Facet.MARKUP)
        return bytes(change(written)) if change else written
    return _printed(made, plan, chance, encoding).encode(encoding)


def _printed(made: Draft, plan: _Plan, chance: Random, encoding: str) -> str:
    if plan.format == "html":
        charset = chance.choice(("gb2312", "GBK")) if encoding == "gb18030" else "utf-8"
        return page.as_page(made, plan.act(Facet.MARKUP) or page.CLEAN, chance, charset=charset)
    printed = text.as_text(made, plan.act(Facet.LAYOUT) or text.tabs)
    whole = plan.act(Facet.WHOLE)
    return whole(printed) if whole else printed


def _truth(file: str, made: Draft, plan: _Plan, planted: Planted | None, encoding: str) -> dict[str, Any]:
    data = to_data(Reading(file, made.truth(), {}, {}, ()))
    for key in ("places", "printed", "findings"):
        del data[key]
    return {
        "file": file,
        "format": plan.format,
        "encoding": encoding,
        "variants": sorted(variant.name for variant in plan.chosen.values()),
        "lossy": any(variant.lossy for variant in plan.chosen.values()),
        "undecided": sorted(made.undecided),
        "defects": [_defect(plan.defect, planted)] if plan.defect and planted else [],
        **data,
    }


def _defect(defect: Defect, planted: Planted) -> dict[str, Any]:
    return {
        "name": defect.name,
        "rules": list(defect.rules),
        "where": planted.where,
        "was": planted.was,
        "now": planted.now,
    }
