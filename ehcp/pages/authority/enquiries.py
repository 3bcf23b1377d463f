"""The questions of a family, each with its answer or the day by which one is promised."""

from __future__ import annotations

from typing import Any

from django.contrib import messages

from ehcp.pages.authority.act import Do
from ehcp.pages.authority.base import CaseView
from ehcp.pages.enquiring import told


class Questions(CaseView):
    """Those that wait first, each with the button that answers it."""

    template_name = "authority/questions.html"
    tab = "questions"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = [
            {**each, "may_answer": each["row"].can(self.request.user, "answer_question")}
            for each in told(self.case)
        ]
        return super().get_context_data(
            **{
                "waiting": [each for each in asked if not each["answered"]],
                "answered": [each for each in asked if each["answered"]][::-1],
                **kwargs,
            }
        )


class OneQuestion(Questions):
    """The same page, by the address that a notice leads to."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.find_row("enquiry", self.kwargs["pk"])
        return super().get_context_data(**kwargs)


class AnswerQuestion(Do):
    """Answer one question; the family reads the answer as it is written."""

    has_own_page = True

    def act_name(self) -> str:
        return "answer_question"

    def find(self) -> Any:
        return self.find_row("enquiry", self.kwargs["pk"])

    def get_success_url(self) -> str:
        messages.success(self.request, "The question is answered, and the family is told.")
        return self.back
