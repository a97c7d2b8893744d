"""gongkai report …: read and check annual reports."""

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from gongkai.annual_report.errors import ReportError
from gongkai.annual_report.finding import Severity
from gongkai.annual_report.interchange import to_data, to_row
from gongkai.annual_report.paper import read_paper
from gongkai.annual_report.readers.decode import LIMIT
from gongkai.annual_report.reading import Reading
