"""The other pages of a case: the family's comments, the settings, the money, the reviews."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from ehcp import access
from ehcp.models import Comment
from ehcp.models.plan import rows_of
from ehcp.pages.authority.act import Do
from ehcp.pages.authority.base import CaseView
from ehcp.pages.authority.choices import choices, on_tab
from ehcp.pages.authority.lists import whose_turn
from workflows.law import england_2014 as law
from workflows.models import Deadline


class Comments(CaseView):
    """Each comment with the line it is about, and its answer."""

    template_name = "authority/comments.html"
    tab = "comments"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        comments = Comment.objects.filter(plan__case=self.case).select_related(
            "plan", "need", "outcome", "provision", "by", "answered_by"
        )
        latest = self.case.plans.order_by("-number").first()
        now = {row.thread: row for row in _rows(latest)}
        told = [
            (each, now.get(each.row.thread) if each.row else None)
            for each in comments.order_by("-plan__number", "pk")
        ]
        may_answer = any(
            each.act.name == "answer_comment" and each.mine for each in choices(self.case, self.request.user)
        )
        served = self.case.served_version
        return super().get_context_data(
            **{
                "waiting": [pair for pair in told if not pair[0].answer],
                "answered": [pair for pair in told if pair[0].answer],
                "may_answer": may_answer,
                "served": served,
                "finished": self.case.event_of("finish_commenting"),
                "answer_by": _with_case(
                    self.case,
                    self.case.deadlines.open().filter(
                        key__in=(law.ANSWER_THE_DRAFT.key, law.ANSWER_THE_AMENDMENTS.key)
                    ),
                ),
                **kwargs,
            }
        )


def _rows(version: Any) -> Iterator[Any]:
    return rows_of(version) if version else iter(())


def _with_case(case: Any, deadlines: Any) -> list[Deadline]:
    found = list(deadlines.select_related("accountable"))
    for deadline in found:
        deadline.case = case
    return found


class AnswerComment(Do):
    """Answer one comment, perhaps with other words for the line it is about."""

    has_own_page = True

    def act_name(self) -> str:
        return "answer_comment"

    @cached_property
    def comment(self) -> Comment:
        found = access.comments_for(self.request.user).filter(plan__case__in=self.cases)
        return get_object_or_404(found.select_related("plan", "by"), pk=self.kwargs["pk"])

    def find(self) -> Any:
        return self.find_row("case", self.comment.plan.case_id)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "comment": self.comment}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"comment": self.comment, **kwargs})

    def get_success_url(self) -> str:
        messages.success(self.request, "The comment is answered.")
        return self.back


class Consultations(CaseView):
    """Which setting the family asks for, which were asked, what they say, and which is named."""

    template_name = "authority/consultations.html"
    tab = "consultations"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = list(self.case.consultations.select_related("setting").order_by("-pk"))
        return super().get_context_data(
            **{
                "preferences": self.case.preferences.select_related("setting", "by"),
                "asked": [about(self, row) for row in asked],
                "choices": on_tab(self.case, self.request.user, "consultations"),
                "version": self.case.working_version or self.case.final_version,
                **kwargs,
            }
        )


def about(page: CaseView, row: Any) -> dict[str, Any]:
    """A row of a case with its deadlines and what this officer may do with it."""
    row.case = page.case
    deadlines = _with_case(page.case, page.case.deadlines.of(row).order_by("pk"))
    return {
        "row": row,
        "owed": [(whose_turn(each), each.law.task, each) for each in deadlines],
        "choices": choices(row, page.request.user),
    }


class OneConsultation(CaseView):
    template_name = "authority/consultation.html"
    tab = "consultations"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.find_row("consultation", self.kwargs["pk"])
        return super().get_context_data(**{"each": about(self, row), **kwargs})


class Money(CaseView):
    """The personal budget: what was asked, its lines, the decision, the payments."""

    template_name = "authority/money.html"
    tab = "money"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        budgets = list(self.case.budgets.order_by("-pk").prefetch_related("lines__provision"))
        return super().get_context_data(**{"budgets": [about(self, row) for row in budgets], **kwargs})


class OneBudget(CaseView):
    template_name = "authority/money.html"
    tab = "money"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.find_row("budget", self.kwargs["pk"])
        return super().get_context_data(**{"budgets": [about(self, row)], **kwargs})


class Reviews(CaseView):
    """The yearly reviews: dates, who owes what, the report, the decision."""

    template_name = "authority/reviews.html"
    tab = "reviews"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reviews = self.reviews()
        return super().get_context_data(
            **{
                "reviews": [about(self, row) for row in reviews],
                "choices": on_tab(self.case, self.request.user, "reviews"),
                "owed": [
                    (whose_turn(each), each.law.task, each)
                    for each in _with_case(
                        self.case, self.case.deadlines.open().filter(key__in=OF_A_REVIEW, subject_kind="case")
                    )
                ],
                **kwargs,
            }
        )

    def reviews(self) -> list[Any]:
        found = self.case.reviews.select_related("arranged_by").prefetch_related("progress__outcome")
        return list(found.order_by("-pk"))


OF_A_REVIEW = tuple(
    duty.key
    for duty in (
        law.REVIEW_THE_PLAN,
        law.CONSIDER_AN_EARLIER_REVIEW,
        law.DECIDE_AFTER_THE_REVIEW,
        law.SEND_THE_AMENDMENT_NOTICE,
        law.ANSWER_THE_AMENDMENTS,
        law.ISSUE_THE_AMENDED_PLAN,
        law.TELL_OF_NO_AMENDMENT,
        law.CONSULT_BEFORE_CEASING,
        law.TELL_OF_CEASING,
        law.KEEP_THE_PLAN,
    )
)
"""What is owed in the case itself, rather than by whoever arranges the meeting."""


class OneReview(Reviews):
    def reviews(self) -> list[Any]:
        return [self.find_row("review", self.kwargs["pk"])]
