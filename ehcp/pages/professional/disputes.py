"""A disagreement about health, as the health commissioner reads it, and its own part in it.

Who disagrees with what else is the family's and the council's: here stands what health was told, what it agreed to
and what it is recommended.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import TemplateView

from ehcp import wording
from ehcp.models import Dispute
from ehcp.pages.disputing import deadlines_of, is_owed
from ehcp.pages.forms import DayField, GovukForm, SeenVersion
from workflows import clock
from workflows.law import england_2014 as law
from workflows.law.terms import Agency
from workflows.lives.dispute import Route, Topic

from . import reach
from .base import Door, ProfessionalPage, Step, doors, flags, home_of, identity

WHERE_HEALTH_ALONE = frozenset(
    {"arrange_mediation", "say_mediation_cannot_be_arranged", "agree_in_mediation"}
)
"""Mediation that is about more than health the council arranges, and records what was agreed."""


def open_doors(dispute: Dispute, user: Any) -> dict[str, Door]:
    """What of the machine's offers is the health commissioner's to do here now."""
    return {
        name: door
        for name, door in doors(dispute, user).items()
        if (
            dispute.topics == [Topic.HEALTH]
            if name in WHERE_HEALTH_ALONE
            else is_owed(dispute, dispute.act(name))
        )
    }


class DisputeView(ProfessionalPage, TemplateView):
    template_name = "professional/dispute.html"
    here = "home"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        dispute = get_object_or_404(reach.disputes(user), pk=self.kwargs["pk"])
        case = dispute.case
        self.at_work_on(case)
        told = dispute.event_of("tell_health_the_issues")
        answered = dispute.event_of("answer_recommendation_on_health")
        owed = [each for each in deadlines_of(dispute) if each.owner == Agency.HEALTH_COMMISSIONER]
        return super().get_context_data(
            **{
                "dispute": dispute,
                "case": case,
                "facts": identity(case),
                "flags": flags(case),
                "state": wording.state_words(dispute, "professional"),
                "decided": wording.happened(dispute.decision, "professional"),
                "told": told,
                "to_be_told": next(
                    (each for each in deadlines_of(dispute) if each.key == law.TELL_HEALTH_THE_ISSUES.key),
                    None,
                ),
                "health_alone": dispute.topics == [Topic.HEALTH],
                "agreed": dispute.outcome_words if dispute.route == Route.MEDIATION else "",
                "answered": answered,
                "owed": owed,
                "doors": open_doors(dispute, user),
                **kwargs,
            }
        )


class DisputeStep(Step):
    """An act of the health commissioner in a disagreement."""

    here = "home"

    def find(self) -> Dispute:
        return get_object_or_404(reach.disputes(self.request.user), pk=self.kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.act not in open_doors(self.row, request.user):
            return redirect(home_of(self.row))
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]


def text(label: str, hint: str = "", rows: int = 6) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, widget=forms.Textarea(attrs={"rows": rows}))


def past_day(label: str, said_as: str) -> DayField:
    return DayField(label=label, said_as=said_as, initial=clock.today, latest=clock.today)


class ArrangeForm(SeenVersion, GovukForm):
    mediation_on = DayField(label="On which day is the mediation?", said_as="the day of the mediation")
    place = forms.CharField(label="Where, and at what time?", max_length=300)


class Arrange(DisputeStep):
    act = "arrange_mediation"
    form_class = ArrangeForm
    heading = "Say when the mediation is"
    lead = (
        "The family wants mediation about health alone, and you arrange it (Children and Families Act 2014, section "
        "53). The mediator is independent, and whoever goes for you may settle the matter."
    )
    what_next = "{council} and {family} are told the day and the place."
    done = "{council} and {family} are told the day and the place."


class CannotForm(SeenVersion, GovukForm):
    reasons = text("Why can it not be arranged in time?", "The family reads this.", rows=4)
    on = past_day("When was the mediation adviser told?", "the day the mediation adviser was told")


class Cannot(DisputeStep):
    act = "say_mediation_cannot_be_arranged"
    form_class = CannotForm
    heading = "Say that the mediation cannot be arranged in time"
    lead = "Tell the mediation adviser first. The adviser then gives {family} a certificate."
    what_next = "{council} and {family} are told. {family} can appeal with the certificate."
    done = "{council} and {family} are told that the mediation cannot be arranged in time."


class AgreementForm(SeenVersion, GovukForm):
    on = past_day("When was it agreed?", "the day it was agreed")
    words = text("The agreement, as it is written", "The family and the council read it as you write it.")
    for_commissioner = forms.CharField(
        label="What are you to do?", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    for_authority = forms.CharField(
        label="What is the council to do?", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    authority_was_there = forms.TypedChoiceField(
        label="Did the council take part in the mediation?",
        choices=(("yes", "Yes"), ("no", "No")),
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the council took part"},
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.errors and not (given.get("for_commissioner") or given.get("for_authority")):
            raise ValidationError("Say what was agreed: what you are to do, or what the council is to do")
        return given


class Agree(DisputeStep):
    act = "agree_in_mediation"
    form_class = AgreementForm
    heading = "Record what was agreed in mediation"
    what_next = (
        "What you are to do is owed from the day it was agreed; the last day then stands in your work. If the council "
        "took no part, you also have to tell it what was agreed."
    )
    done = "The agreement is recorded. {council} and {family} can read it."


class SayForm(SeenVersion, GovukForm):
    words = text("What did you tell the council, and how?", rows=4)
    on = past_day("When was it told?", "the day the council was told")


class TellTheCouncil(DisputeStep):
    act = "tell_the_authority_what_was_agreed"
    form_class = SayForm
    heading = "Tell {council} what was agreed"
    lead = (
        "{council} took no part in the mediation, and has to know what was agreed (SEND Regulations 2014, "
        "regulation 42(4))."
    )
    done = "It is recorded that {council} was told."


class DoneForm(SeenVersion, GovukForm):
    words = text("What was done, and how do you know?", "The family reads this.", rows=4)
    on = past_day("When was it done?", "the day it was done")


class DoAsAgreed(DisputeStep):
    act = "do_what_health_agreed"
    form_class = DoneForm
    heading = "Say that what you agreed to is done"
    what_next = "{council} and {family} can see that it is done."
    done = "{council} and {family} can see that it is done."


class AnswerForm(SeenVersion, GovukForm):
    words = text(
        "Your answer, with reasons",
        "Say of each recommendation whether you follow it, what you will do and from when; or why you do not.",
        rows=8,
    )
    on = past_day("When was it sent?", "the day it was sent")


class Answer(DisputeStep):
    act = "answer_recommendation_on_health"
    form_class = AnswerForm
    template_name = "professional/recommendation.html"
    heading = "Answer the Tribunal’s recommendation on health"
    lead = "A recommendation binds only to an answer: in writing, and with reasons."
    button = "Send our answer"
    what_next = "{council} and {family} read it, and {council} sends a copy to the Department for Education."
    done = "Your answer is with {council} and {family}."
