"""OFD (GB/T 33190) to rows and paragraphs: pages of text and lines in plain XML, placed in millimetres."""

from gongkai.annual_report.readers.ofd.document import source_of_ofd

__all__ = ["source_of_ofd"]
