"""What a professional comes to, and no more.

Narrower than ehcp.access: officers and families reach the same rows through pages of their own.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from ehcp import access
from ehcp.models import Advice, Case, Consultation, Dispute, Organisation, PlanVersion, Review
from ehcp.models.organisations import SETTINGS
from workflows.lives.advice import AdviceKind, AdviceState

WHOLE = ("case__child__setting", "case__authority", "case__commissioner", "case__caseworker")
"""What every page says of the case that a row belongs to."""
GIVEN = (AdviceState.GIVEN, AdviceState.ACCEPTED)


def cases(user: Any) -> QuerySet[Case]:
    theirs_as_others = access.cases_as_authority(user) | access.cases_as_family(user)
    found = access.cases_for(user).exclude(pk__in=theirs_as_others.values("pk"))
    return found.select_related("child__setting", "authority", "commissioner", "caseworker")


def advice_to_give(user: Any) -> QuerySet[Advice]:
    """Asked of this person or of where they work."""
    return access.advice_asked_of(user).select_related(*WHOLE, "organisation", "person")


def advice_to_read(user: Any) -> QuerySet[Advice]:
    """What they are asked for, and the health commissioner its services' advice too."""
    asked = Q(pk__in=access.advice_asked_of(user).values("pk"))
    commissioned = Q(case__in=access.cases_as_health_commissioner(user))
    return (
        access.advice_for(user).filter(asked | commissioned).select_related(*WHOLE, "organisation", "person")
    )


def consultations(user: Any) -> QuerySet[Consultation]:
    mine = access.organisations_of(user)
    return access.consultations_for(user).filter(setting__in=mine).select_related(*WHOLE, "setting", "plan")


def plans(user: Any) -> QuerySet[PlanVersion]:
    mine = access.organisations_of(user)
    as_professional = (
        Q(case__in=access.cases_as_health_commissioner(user))
        | Q(consultations__setting__in=mine)
        | Q(setting__in=mine)
        | Q(reviews__arranged_by__in=mine)
    )
    return access.plans_for(user).filter(as_professional).select_related(*WHOLE, "setting").distinct()


def reviews(user: Any) -> QuerySet[Review]:
    mine = access.organisations_of(user)
    return access.reviews_for(user).filter(arranged_by__in=mine).select_related(*WHOLE, "arranged_by", "plan")


def disputes(user: Any) -> QuerySet[Dispute]:
    """The health commissioner's: those that concern health."""
    mine = access.cases_as_health_commissioner(user)
    found = access.disputes_for(user).filter(case__in=mine)
    return found.select_related(*WHOLE, "decision__by", "decision__case__child")


def settings(user: Any) -> QuerySet[Organisation]:
    """The schools, colleges and early years providers where this person works."""
    return access.organisations_of(user).filter(kind__in=SETTINGS)


def advice_shared_with(user: Any, case: Case) -> list[Advice]:
    """What others have given in a case, as far as this person may read it."""
    given = advice_to_read(user).filter(case=case, state__in=GIVEN)
    return [advice for advice in given if access.may_read_advice(user, advice)]


def words_of_the_family(user: Any, case: Case) -> Advice | None:
    """The family's latest views, from the day they were given, for those who may read section A."""
    if "A" not in access.sections_for(user, case):
        return None
    given = case.advice.filter(kind=AdviceKind.PARENT_OR_YOUNG_PERSON, state__in=GIVEN)
    return given.order_by("-round", "-pk").first()
