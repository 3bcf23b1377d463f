"""A family asks its council, and reads what it answered."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import View

from ehcp import access
from ehcp.pages.enquiring import told
from ehcp.pages.forms import GovukForm
from workflows.law import promises

from .acts import FamilyAct, long_answer
from .base import FamilyPage, find


class QuestionForm(GovukForm):
    words = long_answer("What do you want to know?", "For example: who is asked next, and what happens then?")


class Ask(FamilyAct):
    act = "ask_a_question"
    form_class = QuestionForm
    title = "Ask your caseworker a question"
    lead = (
        "Ask anything about what happens with {whose} plan. Your council reads the question, and so does everybody "
        "of your family who can open this page. Schools and services do not.",
        "If somebody is in danger now, ring 999.",
    )
    what_next = f"We answer within {promises.ANSWER_A_QUESTION.aim}, and tell you when the answer is here."

    def back(self) -> str:
        if self.case.enquiries.exists():
            return reverse("family:questions", args=[self.case.pk])
        return super().back()


class Questions(FamilyPage):
    """Each question with its answer, the latest first."""

    template_name = "family/questions.html"
    here = "questions"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            asked=list(told(self.case))[::-1],
            may_ask=self.case.can(self.request.user, "ask_a_question"),
            **kwargs,
        )


class OneQuestion(View):
    """Where a notice leads: to the question among the others."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        enquiry = find(access.enquiries_for(request.user), pk, request.user)
        return redirect(f"{reverse('family:questions', args=[enquiry.case_id])}#question-{enquiry.pk}")
