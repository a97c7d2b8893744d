"""PDF to blocks, with PDFium: characters and ruling lines by their places, whatever order the file keeps them in."""

from gongkai.annual_report.readers.pdf.document import blocks_of_pdf, source_of_pdf

__all__ = ["blocks_of_pdf", "source_of_pdf"]
