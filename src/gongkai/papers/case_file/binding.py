"""Binding pages of many papers into one PDF, each numbered at its outer foot."""

from collections.abc import Callable, Iterable
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Pdf

_SIZE, _FROM_EDGE, _FROM_FOOT, _DIGIT = 10, 34, 22, 0.56
_FONT = "/PageNumber"
_TREE = ("/StructParents", "/Tabs")


class Binding:
    """The file as it grows. Pages are numbered from the first paper on; cover and contents bear no number."""

    def __init__(self) -> None:
        self._pdf = Pdf.new()
        self._font = self._pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        )
        self.numbered = 0

    def add(self, data: bytes, *, numbered: bool) -> int:
        """Append the pages of a PDF of ours; the number of the first."""
        first = self.numbered + 1
        with Pdf.open(BytesIO(data)) as source:
            for page in map(_alone, source.pages):
                self._pdf.pages.append(page)
                if numbered:
                    self.numbered += 1
                    self._number(self._pdf.pages[-1], self.numbered)
        return first

    def insert(self, parts: Iterable[bytes]) -> None:
        """Put unnumbered pages before all others, in this order."""
        place = 0
        for data in parts:
            with Pdf.open(BytesIO(data)) as source:
                for page in map(_alone, source.pages):
                    self._pdf.pages.insert(place, page)
                    place += 1

    def done(self, title: str) -> bytes:
        """The bound file; the same bytes for the same pages."""
        self._pdf.docinfo["/Title"] = pikepdf.String(title)
        self._pdf.Root.Lang = pikepdf.String("zh-CN")
        out = BytesIO()
        self._pdf.save(out, deterministic_id=True)
        return out.getvalue()

    def _number(self, page: pikepdf.Page, number: int) -> None:
        """Lay the number over the page, after whatever the page itself draws."""
        left, bottom, right, top = (float(edge) for edge in page.cropbox.as_list())
        turned = int(page.obj.get("/Rotate", 0)) % 360
        wide = top - bottom if turned in {90, 270} else right - left
        x = wide - _FROM_EDGE - _SIZE * _DIGIT * len(str(number)) if number % 2 else _FROM_EDGE
        place = " ".join(f"{value:g}" for value in _SHOWN[turned](left, bottom, right, top))
        drawn = f"\nQ q {place} cm BT {_FONT} {_SIZE} Tf 0 g {x:.2f} {_FROM_FOOT} Td ({number}) Tj ET Q\n"
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(drawn.encode())
        resources = page.obj.get("/Resources")
        if not isinstance(resources, Dictionary):
            resources = page.obj["/Resources"] = Dictionary()
        fonts = resources.get("/Font")
        if not isinstance(fonts, Dictionary):
            fonts = resources["/Font"] = Dictionary()
        fonts[_FONT] = self._font


def _alone(page: pikepdf.Page) -> pikepdf.Page:
    """The page without what ties it to its file's structure, which is not bound with it."""
    for key in _TREE:
        if key in page.obj:
            del page.obj[key]
    return page


_SHOWN: dict[int, Callable[[float, float, float, float], tuple[float, ...]]] = {
    0: lambda left, bottom, _right, _top: (1, 0, 0, 1, left, bottom),
    90: lambda _left, bottom, right, _top: (0, 1, -1, 0, right, bottom),
    180: lambda _left, _bottom, right, top: (-1, 0, 0, -1, right, top),
    270: lambda left, _bottom, _right, top: (0, -1, 1, 0, left, top),
}
"""From the page as it is shown, its lower left corner the origin, to the page's own space, by how far it is turned."""
