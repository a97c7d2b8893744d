"""Invented applications for whoever wants to see the work. Nobody in them exists; every act keeps to the rules."""

from gongkai.web.applications.demonstration.loading import load

__all__ = ["load"]
