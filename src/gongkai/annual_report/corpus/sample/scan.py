"""A printed PDF as a scanner gives it back: each page a grey picture, without any text."""

from io import BytesIO
from time import gmtime

from pypdfium2 import PdfDocument

_RESOLUTION = 200
"""Dots per inch: what organs' copiers are set to."""
_QUALITY = 80
_LONG_AGO = gmtime(0)


def scan_of_pdf(data: bytes) -> bytes:
    """The same pages as pictures, in a PDF."""
    document = PdfDocument(data)
    try:
        pages = [page.render(scale=_RESOLUTION / 72, grayscale=True).to_pil() for page in document]
    finally:
        document.close()
    out = BytesIO()
    pages[0].save(
        out,
        format="PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=_RESOLUTION,
        quality=_QUALITY,
        creationDate=_LONG_AGO,
        modDate=_LONG_AGO,
    )
    return out.getvalue()
