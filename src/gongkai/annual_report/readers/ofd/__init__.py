"""OFD (GB/T 33190) to blocks: pages of text and lines in plain XML, placed in millimetres."""

from gongkai.annual_report.readers.ofd.document import blocks_of_ofd, source_of_ofd

__all__ = ["blocks_of_ofd", "source_of_ofd"]
