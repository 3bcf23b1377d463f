"""The life of one consultation with a setting: asked, answered, named or not."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django_fsm import FSMField

from workflows.acts import WITHIN, NotNow, act
from workflows.law import england_2014 as law
from workflows.law.terms import Agency, Moment

from .base import Life

AUTHORITY = Agency.LOCAL_AUTHORITY


class ConsultationState(models.TextChoices):
    NEW = "new", "Not sent yet"
    SENT = "sent", "Waiting for an answer"
    ANSWERED = "answered", "Answered"
    NAMED = "named", "Named in the plan"
    NOT_NAMED = "not_named", "Not named"


class Ground(models.TextChoices):
    """The only grounds on which a setting that the family asked for may not be named: section 39(4)."""

    UNSUITABLE = (
        "unsuitable",
        "unsuitable for the child's age, ability, aptitude or special educational needs",
    )
    EFFICIENT_EDUCATION = (
        "efficient_education_of_others",
        "incompatible with the efficient education of others",
    )
    EFFICIENT_RESOURCES = "efficient_use_of_resources", "incompatible with the efficient use of resources"


State = ConsultationState


def a_draft_was_served(consultation: ConsultationLife, on: date) -> str:
    case = consultation.the_case
    if case.working_version and case.state in ("draft_served", "amending"):
        return ""
    return "A setting is named after the draft has been served: in a draft, section I is blank."


class ConsultationLife(Life):
    State = ConsultationState
    ENDS = frozenset({State.NAMED, State.NOT_NAMED})

    state = FSMField(choices=State, default=State.NEW, protected=True, editable=False)
    can_meet_need = models.BooleanField(null=True, editable=False)
    ground = models.CharField(max_length=40, choices=Ground, blank=True, editable=False)
    reasons = models.TextField(blank=True, editable=False)

    class Meta(Life.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ConsultationState.values), name="%(class)s_state_is_known"
            )
        ]

    @act(source=State.NEW, target=State.SENT, by=WITHIN, marks={Moment.SETTING_CONSULTED: "sent_on"})
    def send_consultation(self) -> None: ...

    @act(source=State.SENT, target=State.ANSWERED, discharges=law.ANSWER_THE_CONSULTATION)
    def answer_consultation(self, *, can_meet_need: bool, reasons: str, ground: str = "") -> None:
        """Yes with what it would take; no with the ground of section 39(4) and the reasons for it."""
        if not can_meet_need and ground not in Ground.values:
            raise NotNow(f"To say no, give a ground of section 39(4): {'; '.join(Ground.labels)}.")
        self.can_meet_need, self.reasons, self.ground = (
            can_meet_need,
            reasons,
            "" if can_meet_need else ground,
        )

    @act(
        source=(State.SENT, State.ANSWERED),
        target=State.NAMED,
        by=AUTHORITY,
        discharges=law.NAME_THE_REQUESTED_SETTING,
        guards=[a_draft_was_served],
        decision=True,
    )
    def name_setting(self) -> None:
        self.the_case.fill_section_i(setting=self.setting, setting_type="")

    @act(
        source=(State.SENT, State.ANSWERED),
        target=State.NOT_NAMED,
        by=AUTHORITY,
        discharges=law.NAME_THE_REQUESTED_SETTING,
        decision=True,
    )
    def decline_to_name_setting(self, *, ground: str, reasons: str) -> None:
        if ground not in Ground.values:
            raise NotNow(f"Section 39(4) allows only these grounds: {'; '.join(Ground.labels)}.")

    setting: Any
