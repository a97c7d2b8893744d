"""PDF to rows and paragraphs, with PDFium: characters and ruling lines by their places, in whatever order they come."""

from gongkai.annual_report.readers.pdf.document import source_of_pdf

__all__ = ["source_of_pdf"]
