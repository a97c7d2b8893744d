"""The day and the people of the applications' tests."""

from tests.web.applications.conftest import application, clerk, handler, head, ledger_holds, water

__all__ = ["application", "clerk", "handler", "head", "ledger_holds", "water"]
