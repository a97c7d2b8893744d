"""依申请公开 as a procedure: recorded events in, where the application stands out."""

from gongkai.regulation.procedure.case import Letter
from gongkai.regulation.procedure.rules import Severity, Step
from gongkai.regulation.procedure.standing import Permit, Standing, standing

__all__ = ["Letter", "Permit", "Severity", "Standing", "Step", "standing"]
