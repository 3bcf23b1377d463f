"""Who may see what. What you may not see you cannot fetch.

A case is seen by the child's family, by the authority it lies with, by the health commissioner that answers for
it, by those asked for advice or consulted, and by the setting attended or named. A person sees it through what
they stand for on the day they look: a leaver's membership ends, and with it what it opened. The setting attended
sees that an assessment or a plan was refused, as it saw that one was asked for.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from workflows import clock
from workflows.lives.advice import AdviceKind, AdviceState
from workflows.lives.case import BEFORE_A_PLAN, REFUSED
from workflows.lives.consultation import ConsultationState
from workflows.lives.dispute import Topic
from workflows.lives.plan import PlanState

from .models import (
    Advice,
    Budget,
    Case,
    Comment,
    Consultation,
    Dispute,
    Enquiry,
    Organisation,
    PlanVersion,
    Review,
)
from .models.organisations import Role

OFFICERS = (Role.CASEWORKER, Role.MANAGER)
HAS_A_PART = (ConsultationState.SENT, ConsultationState.ANSWERED, ConsultationState.NAMED)
"""A setting reads the draft while it is asked or named. One that is not named needs it no longer."""
EVERY_SECTION = frozenset({"A", "B", "C", "D", "E", "F", "G", "H1", "H2", "I", "J", "K"})
FOR_HEALTH = frozenset({"A", "B", "C", "E", "F", "G", "I"})
FOR_AN_ADVISER = frozenset({"A"})
ABOUT_HEALTH = (
    reduce(or_, (Q(**{f"topics__{place}": Topic.HEALTH}) for place in range(len(Topic))))
    | ~Q(recommends_on_health="")
    | ~Q(for_commissioner="")
)
"""Disagreements in which health is a topic, is recommended something, or has agreed to something."""


def organisations_of(user: Any, *roles: str) -> QuerySet[Organisation]:
    """The organisations this person works for today, in one of these roles if any are named."""
    current = user.memberships.current()
    if roles:
        current = current.filter(role__in=roles)
    return Organisation.objects.filter(pk__in=current.values("organisation"))


def cases_for(user: Any) -> QuerySet[Case]:
    """The cases this person may open, in any part."""
    if not user.is_authenticated:
        return Case.objects.none()
    mine = organisations_of(user)
    asked = Advice.objects.exclude(state=AdviceState.NEW).filter(_asked_of(user))
    consulted = Consultation.objects.exclude(state=ConsultationState.NEW).filter(setting__in=mine)
    named = PlanVersion.objects.filter(state=PlanState.FINAL, setting__in=mine)
    return Case.objects.filter(
        Q(authority__in=organisations_of(user, *OFFICERS))
        | Q(commissioner__in=organisations_of(user, Role.HEALTH_COMMISSIONER))
        | Q(child__in=_children_of(user))
        | Q(pk__in=asked.values("case"))
        | Q(pk__in=consulted.values("case"))
        | Q(pk__in=named.values("case"))
        | Q(pk__in=Review.objects.filter(arranged_by__in=mine).values("case"))
        | Q(child__setting__in=mine, state__in=(*BEFORE_A_PLAN, *REFUSED))
    ).distinct()


def cases_as_authority(user: Any) -> QuerySet[Case]:
    """The cases this person sees whole, as an officer of the authority."""
    return Case.objects.filter(authority__in=organisations_of(user, *OFFICERS))


def cases_as_family(user: Any) -> QuerySet[Case]:
    return Case.objects.filter(child__in=_children_of(user))


def cases_as_health_commissioner(user: Any) -> QuerySet[Case]:
    return Case.objects.filter(commissioner__in=organisations_of(user, Role.HEALTH_COMMISSIONER))


def is_officer_for(user: Any, case: Case) -> bool:
    return cases_as_authority(user).filter(pk=case.pk).exists()


def is_family_of(user: Any, case: Case) -> bool:
    return cases_as_family(user).filter(pk=case.pk).exists()


def advice_for(user: Any) -> QuerySet[Advice]:
    """Requests for advice this person may open: asked of them or of where they work; as officer or family, all.

    The family sees an answer once it has been given.
    """
    return Advice.objects.filter(
        (_asked_of(user) & ~Q(state=AdviceState.NEW))
        | Q(case__in=cases_as_authority(user))
        | Q(case__in=cases_as_family(user))
        | Q(case__in=cases_as_health_commissioner(user), kind="medical")
    ).distinct()


def advice_asked_of(user: Any) -> QuerySet[Advice]:
    """Requests for advice that this person, or a colleague, has to answer."""
    return Advice.objects.exclude(state=AdviceState.NEW).filter(_asked_of(user)).distinct()


def may_read_advice(user: Any, advice: Advice) -> bool:
    """Its words: its own people always; the authority and the family from the day it was given.

    While it is returned for clarification its author is writing again, and what is not sent is nobody else's.
    """
    if advice_asked_of(user).filter(pk=advice.pk).exists():
        return True
    given = advice.state in (AdviceState.GIVEN, AdviceState.ACCEPTED)
    if is_officer_for(user, advice.case) or is_family_of(user, advice.case):
        return given or (advice.is_the_familys and is_family_of(user, advice.case))
    return given and advice_for(user).filter(pk=advice.pk).exists()


def plans_for(user: Any) -> QuerySet[PlanVersion]:
    """Versions of plans this person may open: officers all; the family what was served; others as they need."""
    mine = organisations_of(user)
    served = ~Q(state=PlanState.DRAFT)
    return PlanVersion.objects.filter(
        Q(case__in=cases_as_authority(user))
        | Q(case__in=cases_as_health_commissioner(user))
        | (Q(case__in=cases_as_family(user)) & served & Q(pk__in=_went_out()))
        | Q(consultations__in=Consultation.objects.filter(setting__in=mine, state__in=HAS_A_PART))
        | Q(setting__in=mine, state=PlanState.FINAL)
        | Q(reviews__in=Review.objects.filter(arranged_by__in=mine))
    ).distinct()


def consultations_for(user: Any) -> QuerySet[Consultation]:
    return Consultation.objects.filter(
        (Q(setting__in=organisations_of(user)) & ~Q(state=ConsultationState.NEW))
        | Q(case__in=cases_as_authority(user))
        | Q(case__in=cases_as_family(user))
    ).distinct()


def reviews_for(user: Any) -> QuerySet[Review]:
    return Review.objects.filter(
        Q(arranged_by__in=organisations_of(user))
        | Q(case__in=cases_as_authority(user))
        | Q(case__in=cases_as_family(user))
    ).distinct()


def budgets_for(user: Any) -> QuerySet[Budget]:
    return Budget.objects.filter(
        Q(case__in=cases_as_authority(user)) | Q(case__in=cases_as_family(user))
    ).distinct()


def disputes_for(user: Any) -> QuerySet[Dispute]:
    """Disagreements: the family's and the authority's; the health commissioner's where they concern health."""
    return Dispute.objects.filter(
        Q(case__in=cases_as_authority(user))
        | Q(case__in=cases_as_family(user))
        | (Q(case__in=cases_as_health_commissioner(user)) & ABOUT_HEALTH)
    )


def comments_for(user: Any) -> QuerySet[Comment]:
    return Comment.objects.filter(
        Q(plan__case__in=cases_as_authority(user)) | Q(plan__case__in=cases_as_family(user))
    ).distinct()


def enquiries_for(user: Any) -> QuerySet[Enquiry]:
    """Questions and answers: the family's and the authority's, and nobody else's."""
    return Enquiry.objects.filter(
        Q(case__in=cases_as_authority(user)) | Q(case__in=cases_as_family(user))
    ).distinct()


def sections_for(user: Any, case: Case) -> frozenset[str]:
    """The sections of a plan that this person may read."""
    if is_officer_for(user, case) or is_family_of(user, case):
        return EVERY_SECTION
    mine = organisations_of(user)
    if (
        case.consultations.filter(setting__in=mine, state__in=HAS_A_PART).exists()
        or case.plans.filter(setting__in=mine, state=PlanState.FINAL).exists()
        or case.reviews.filter(arranged_by__in=mine).exists()
    ):
        return EVERY_SECTION
    if cases_as_health_commissioner(user).filter(pk=case.pk).exists():
        return FOR_HEALTH
    if case.advice.filter(_asked_of(user)).exists():
        return FOR_AN_ADVISER
    return frozenset()


def _asked_of(user: Any) -> Q:
    # A parent whose views were invited sees the file as family, or, once the rights are the child's, not at all.
    asked = Q(person=user) | Q(organisation__in=organisations_of(user))
    return asked & ~Q(kind=AdviceKind.PARENT_OR_YOUNG_PERSON)


def _children_of(user: Any) -> list[int]:
    """The children whose file this person sees as family. Whether they do depends on the child's age that day."""
    today = clock.today()
    return [member.child_id for member in user.family_of.select_related("child") if member.may_see(today)]


def _went_out() -> Any:
    """Versions that were served or made final at some time: a discarded draft was the authority's own."""
    from workflows.models import Event

    return Event.objects.filter(subject_kind="planversion", act__in=("serve", "finalise")).values(
        "subject_id"
    )
