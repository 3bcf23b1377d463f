"""As what somebody is told: of an event (recipients.TOLD), or on a rung of a ladder (ladders)."""

from __future__ import annotations

from enum import StrEnum


class Group(StrEnum):
    """As what somebody is told."""

    FAMILY = "family"
    CASEWORKER = "caseworker"
    MANAGERS = "managers"
    ADVISER = "adviser"
    VIEWS = "views"
    COMMISSIONER = "commissioner"
    HEALTH = "health"
    COMMISSIONER_BEFORE = "commissioner_before"
    PARENTS = "parents"
    SETTING = "setting"
    CONSULTED = "consulted"
    ARRANGER = "arranger"
    OWNERS_MANAGERS = "owners_managers"
    ACCOUNTABLE = "accountable"
    EXCUSED = "excused"
    RELIEVED = "relieved"


FAMILY = Group.FAMILY  # those who use the family's rights
CASEWORKER = Group.CASEWORKER  # the case's own; without one its managers
MANAGERS = Group.MANAGERS  # of the authority
ADVISER = Group.ADVISER  # whoever was asked for this advice
VIEWS = Group.VIEWS  # the family, where what was asked for are its own views
COMMISSIONER = Group.COMMISSIONER  # who speak for the health commissioner
HEALTH = Group.HEALTH  # the commissioner, where the disagreement concerns health
COMMISSIONER_BEFORE = Group.COMMISSIONER_BEFORE  # the office of the one that has told the new one
PARENTS = Group.PARENTS  # those whose rights have ended with this: the young person decides
SETTING = Group.SETTING  # the setting that the plan names; before there is a plan, the one attended
CONSULTED = Group.CONSULTED  # the setting that was consulted
ARRANGER = Group.ARRANGER  # whoever arranges this review
OWNERS_MANAGERS = Group.OWNERS_MANAGERS  # of the organisation that owes the duty
ACCOUNTABLE = Group.ACCOUNTABLE  # whoever answers for what it owes, and for the authority in any case
EXCUSED = Group.EXCUSED  # whoever's own day is excused, where it is not the authority's
RELIEVED = Group.RELIEVED  # those whose own duty was lifted by what happened
