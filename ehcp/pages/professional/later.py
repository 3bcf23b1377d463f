"""What the health commissioner may ask once a plan is in force: that the needs be assessed again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from ehcp import access
from ehcp.models import Case
from ehcp.pages.forms import GovukForm, SeenVersion
from workflows.law import england_2014 as law

from .base import Step


class ReassessmentForm(SeenVersion, GovukForm):
    reasons = forms.CharField(
        label="What has changed, and why should the needs be assessed again?",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="The council and the family read this.",
    )


class AskForReassessment(Step):
    act = "ask_for_reassessment"
    form_class = ReassessmentForm
    here = "home"
    heading = "Ask {council} to assess {child}’s needs again"
    lead = (
        "The health commissioner may ask for a re-assessment (Children and Families Act 2014, section 44(2)). The plan "
        "stays in force meanwhile."
    )
    button = "Ask for the re-assessment"
    what_next = "{council} decides, and tells {family}. You find here by when."
    done = "{council} has your request for a re-assessment."

    def find(self) -> Case:
        found = access.cases_as_health_commissioner(self.request.user)
        return get_object_or_404(
            found.select_related("child__setting", "authority", "caseworker"), pk=self.kwargs["pk"]
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if asked_already(self.row):
            return redirect(self.back)
        return super().get(request, *args, **kwargs)


def asked_already(case: Case) -> Any:
    """The decision that is owed since somebody asked; none if nobody has."""
    owed = case.deadlines.open().filter(key=law.DECIDE_WHETHER_TO_REASSESS.key).first()
    if owed:
        owed.case = case
    return owed


def reassessment_for(case: Case, user: Any) -> dict[str, Any]:
    """For the health commissioner: where to ask for a re-assessment or, once somebody has, by when it is decided."""
    if not access.cases_as_health_commissioner(user).filter(pk=case.pk).exists():
        return {}
    if asked := asked_already(case):
        return {"asked": asked}
    may_ask = case.can(user, "ask_for_reassessment")
    return {"url": reverse("professional:reassessment", args=[case.pk])} if may_ask else {}
