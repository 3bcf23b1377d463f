"""The file: organisations and people, the case and everything that is written in it."""

from .advice import Advice
from .budget import Budget, BudgetLine
from .calendar import BankHoliday, Closure
from .case import Case, SettingPreference, open_case
from .consultation import Consultation
from .dispute import Dispute
from .enquiry import Enquiry
from .organisations import Absence, Membership, Organisation
from .people import Capacity, Child, FamilyMember, Invitation, RequestDraft, User
from .plan import Comment, LeftOut, Need, Outcome, PlanVersion, Provision
from .review import Progress, Review

__all__ = [
    "Absence",
    "Advice",
    "BankHoliday",
    "Budget",
    "BudgetLine",
    "Capacity",
    "Case",
    "Child",
    "Closure",
    "Comment",
    "Consultation",
    "Dispute",
    "Enquiry",
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
