"""Every verb that a step of a story may use: its words, its fields, and the act of the machine that it is.

The parts stand in the order in which a family meets them, and so do their verbs.
"""

from . import assessment, draft, money, plan, moves, disputes, days  # isort: skip
from .table import BEGINNINGS, VERBS, Verb

__all__ = ["BEGINNINGS", "VERBS", "Verb", "assessment", "days", "disputes", "draft", "money", "moves", "plan"]
