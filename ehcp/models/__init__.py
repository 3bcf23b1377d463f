"""The file: organisations and people, the case and everything that is written in it."""

from .advice import Advice
from .budget import Budget, BudgetLine
from .case import Case, SettingPreference, open_case
from .consultation import Consultation
from .organisations import Membership, Organisation
from .people import Child, FamilyMember, Invitation, RequestDraft, User
from .plan import Comment, LeftOut, Need, Outcome, PlanVersion, Provision
from .review import Progress, Review

__all__ = [
    "Advice",
    "Budget",
    "BudgetLine",
    "Case",
    "Child",
    "Comment",
    "Consultation",
    "FamilyMember",
    "Invitation",
    "LeftOut",
    "Membership",
    "Need",
    "Organisation",
    "Outcome",
    "PlanVersion",
    "Progress",
    "Provision",
    "RequestDraft",
    "Review",
    "SettingPreference",
    "User",
    "open_case",
]
