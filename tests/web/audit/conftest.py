"""The people and organs of the directory serve as things that live by events."""

from tests.web.directory.conftest import clerk, county, head, operator, school, water

__all__ = ["clerk", "county", "head", "operator", "school", "water"]
