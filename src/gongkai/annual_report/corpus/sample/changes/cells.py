"""What cells show instead of plain whole numbers, and what they then truly say."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from random import Random

from gongkai.annual_report.corpus.sample.draft import Draft, Sheet, rows_of, shown
from gongkai.annual_report.report import Value

_FEES = "table2.fees_10k_yuan"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def _zeros(draft: Draft) -> list[str]:
    return [cell for cell, value in draft.cells.items() if value == 0]


def _blanked(draft: Draft, cells: Iterable[str], text: str = "") -> Draft:
    return draft.with_cells(dict.fromkeys(cells, (text, None)))


def _dressed(draft: Draft, dress: Callable[[str, Value], str], chosen: Callable[[Value], bool]) -> Draft:
    """The draft with the same figures in another dress."""
    return draft.with_cells(
        {cell: (dress(shown(value), value), value) for cell, value in draft.cells.items() if chosen(value)}
    )


def zeros_left_blank(draft: Draft, chance: Random) -> Draft:
    return _blanked(draft, _zeros(draft))


def slashes(draft: Draft, chance: Random) -> Draft:
    return _blanked(draft, _zeros(draft), "/")


def dashes(draft: Draft, chance: Random) -> Draft:
    return _blanked(draft, _zeros(draft), chance.choice(("-", "—", "——")))


def no_numbers(draft: Draft, chance: Random) -> Draft:
    return _blanked(draft, draft.cells)


def last_table_blank(draft: Draft, chance: Random) -> Draft:
    return _blanked(draft, [cell for cell in draft.cells if cell.startswith("table4.")])


def totals_of_results_blank(draft: Draft, chance: Random) -> Draft:
    results = list(rows_of(draft.form, draft.cells))[2:-2]
    return _blanked(draft, [row[-1] for row in results])


def one_total_lost(draft: Draft, chance: Random) -> Draft:
    row = chance.choice(list(rows_of(draft.form, draft.cells)))
    return _blanked(draft, [row[-1]])


def blanks_vanished(draft: Draft, chance: Random) -> Draft:
    """One row keeps only its first figure and its total; the places of the others are gone."""
    row = chance.choice(list(rows_of(draft.form, draft.cells)))

    def without(sheet: Sheet) -> Sheet:
        kept = (tuple(square for square in line if square.cell not in row[1:-1]) for line in sheet.lines)
        return replace(sheet, lines=tuple(kept))

    return replace(draft.with_sheets(without), undecided=draft.undecided | set(row))


def fees_with_decimals(draft: Draft, chance: Random) -> Draft:
    if _FEES not in draft.cells:
        return draft
    amount = Decimal(chance.randrange(1, 10**8)) / 10_000
    return draft.with_cells({_FEES: (f"{amount:.4f}", amount)})


def fees_in_yuan(draft: Draft, chance: Random) -> Draft:
    if _FEES not in draft.cells:
        return draft
    yuan = chance.randrange(1, 10**7)
    return draft.with_cells({_FEES: (f"{yuan}元", Decimal(yuan) / 10_000)})


def remarks(draft: Draft, chance: Random) -> Draft:
    cell = "table2.normative_documents.in_force"
    if not draft.cells.get(cell):
        return draft
    return draft.with_cells({cell: (f"{draft.cells[cell]}（其中修订1件）", draft.cells[cell])})


def thousands(draft: Draft, chance: Random) -> Draft:
    mark = chance.choice((",", "，"))
    return _dressed(draft, lambda _, value: f"{value:,}".replace(",", mark), lambda v: v is not None and v >= 1000)


def full_width(draft: Draft, chance: Random) -> Draft:
    return _dressed(draft, lambda text, _: text.translate(_FULL_WIDTH), lambda value: value is not None)


def figures_after_blanks(draft: Draft, chance: Random) -> Draft:
    return _dressed(draft, lambda text, _: f" {text}\u00a0", lambda value: value is not None and value < 10)
