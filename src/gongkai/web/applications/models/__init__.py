"""Rows of applications. What governs them stands in the table of acts, what changes them in events."""

from gongkai.web.applications.models.application import Application
from gongkai.web.applications.models.choices import AppliesAs, Waits
from gongkai.web.applications.models.particulars import Particulars, Purpose
from gongkai.web.applications.models.register_run import RegisterRun

__all__ = ["Application", "AppliesAs", "Particulars", "Purpose", "RegisterRun", "Waits"]
