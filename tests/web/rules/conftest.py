"""A county with a water bureau, whose head sets things, on a day in 2025."""

from tests.web.directory.conftest import clerk, county, head, ledger_holds, operator, school, water

__all__ = ["clerk", "county", "head", "ledger_holds", "operator", "school", "water"]
