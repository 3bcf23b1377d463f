"""What a family reads: advice that was given, the plan, its comments and their answers, what was left out, reviews."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property

from ehcp import access, wording
from ehcp.documents.plan import plan_sections
from ehcp.models import PlanVersion
from workflows import clock
from workflows.law import england_2014 as law
from workflows.lives.case import WITH_THE_FAMILY

from .base import FamilyPage, find
from .story import HELPER_STATES, Happening, Step, Story, may_write, told_with
from .views import answers


class AdvicePage(FamilyPage):
    """One request for advice: its answer from the day it was given, till then how it stands."""

    template_name = "family/advice.html"

    @cached_property
    def advice(self) -> Any:
        return find(access.advice_for(self.request.user), self.kwargs["pk"], self.request.user)

    def find_case(self) -> Any:
        return self.advice.case

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if may_write(self.advice, request.user):
            return redirect("family:views", self.advice.pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        advice, user = self.advice, self.request.user
        kind, words = HELPER_STATES.get(advice.state, ("waiting", "Not asked yet"))
        return super().get_context_data(
            advice=advice,
            said=answers(advice, self.voice) if advice.is_the_familys else [],
            given=advice.event_of("give_advice", "give_views"),
            may_read=access.may_read_advice(user, advice),
            kind=kind,
            state=words,
            deadline=self.case.deadlines.of(advice).filter(key=law.GIVE_ADVICE.key).order_by("-pk").first(),
            earlier=advice.can(user, "say_it_is_enough_as_family") and not advice.family_satisfied_on,
            **kwargs,
        )


TIME_TO_ANSWER = (law.ANSWER_THE_DRAFT, law.ANSWER_THE_AMENDMENTS, law.ANSWER_THE_REASSESSED_DRAFT)


class OfAVersion(FamilyPage):
    """A page of one version that was served or made final."""

    here = "plans"

    @cached_property
    def version(self) -> PlanVersion:
        return find(access.plans_for(self.request.user), self.kwargs["pk"], self.request.user)

    def find_case(self) -> Any:
        return self.version.case


class PlanPage(OfAVersion):
    """A version to read and, while it is before the family, to comment on line by line."""

    template_name = "family/plan.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case, version = self.case, self.version
        open_for_comments = case.served_version == version and case.can(self.request.user, "comment")
        comments = list(version.comments.select_related("need", "outcome", "provision", "by", "plan__case"))
        right = case.deadlines.open().filter(key__in=[each.key for each in TIME_TO_ANSWER]).first()
        lines = sum(rows.count() for rows in (version.needs, version.outcomes, version.provision))
        return super().get_context_data(
            plan=plan_sections(version, access.sections_for(self.request.user, case)),
            version=version,
            may_comment=open_for_comments,
            comments=comments,
            said=_by_line(comments),
            lines=lines,
            commented=len({_key(comment.row) for comment in comments if comment.row}),
            right=right if open_for_comments else None,
            may_finish=open_for_comments and right and case.can(self.request.user, "finish_commenting"),
            just_commented="commented" in self.request.GET,
            row_actions="family/parts/row_actions.html" if open_for_comments or comments else "",
            **kwargs,
        )


def _key(row: Any) -> str:
    return f"{row.kind}-{row.pk}"


def _by_line(comments: list[Any]) -> dict[str, list[Any]]:
    """The comments on each line; those on the whole under ""."""
    found: dict[str, list[Any]] = {}
    for comment in comments:
        found.setdefault(_key(comment.row) if comment.row else "", []).append(comment)
    return found


class Plans(FamilyPage):
    """Every version that came to the family, the newest first."""

    template_name = "family/plans.html"
    here = "plans"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = access.plans_for(self.request.user).filter(case=self.case).order_by("-number")
        return super().get_context_data(versions=versions, **kwargs)


class Comments(FamilyPage):
    """Each comment with its answer, and the line as it now reads."""

    template_name = "family/comments.html"
    here = "comments"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        comments = (
            access.comments_for(self.request.user)
            .filter(plan__case=self.case)
            .select_related("plan__case", "need", "outcome", "provision", "by", "answered_by")
            .order_by("-plan__number", "pk")
        )
        versions = [
            (version, list(said)) for version, said in groupby(comments, lambda comment: comment.plan)
        ]
        return super().get_context_data(
            versions=versions,
            with_you=self.case.state in WITH_THE_FAMILY and self.case.served_version,
            **kwargs,
        )


class WhatWasLeftOut(FamilyPage):
    """Each line of advice that is not in the draft, and why."""

    template_name = "family/left_out.html"
    here = "plans"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # The reasons are the family's to read from the day that a draft is.
        sent = access.plans_for(self.request.user).filter(case=self.case).order_by("-number").first()
        left = sorted(sent.not_taken() if sent else [], key=lambda each: each[0].advice_id)
        sources = [(advice, list(rows)) for advice, rows in groupby(left, key=lambda each: each[0].advice)]
        return super().get_context_data(sources=sources, sent=sent, **kwargs)


class Settings(FamilyPage):
    """What you asked for, and each school or college that was asked: its answer, and what follows."""

    template_name = "family/settings.html"
    here = "settings"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        consultations = [
            {
                "row": each,
                "asked": each.event_of("send_consultation"),
                "answered": each.event_of("answer_consultation"),
                "decided": each.event_of("name_setting", "decline_to_name_setting"),
                "deadline": self.case.deadlines.of(each).filter(key=law.ANSWER_THE_CONSULTATION.key).last(),
            }
            for each in self.case.consultations.exclude(state="new").select_related("setting")
        ]
        return super().get_context_data(
            preferences=self.case.preferences.select_related("setting", "by"),
            consultations=consultations,
            may_prefer=self.case.can(self.request.user, "prefer_setting"),
            final=self.case.final_version,
            **kwargs,
        )


class ConsultationPage(FamilyPage):
    """A link to one consultation leads to its place among all of them."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = find(access.consultations_for(request.user), self.kwargs["pk"], request.user)
        answer = redirect("family:settings", row.case_id)
        answer["Location"] += f"#consultation-{row.pk}"
        return answer


class Budgets(FamilyPage):
    """Every budget that was asked for, the newest first."""

    template_name = "family/budgets.html"
    here = "budgets"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        budgets = access.budgets_for(self.request.user).filter(case=self.case).order_by("-pk")
        return super().get_context_data(
            budgets=[(budget, budget.event_of("open")) for budget in budgets], **kwargs
        )


class BudgetPage(FamilyPage):
    template_name = "family/budget.html"
    here = "budgets"

    @cached_property
    def budget(self) -> Any:
        return find(access.budgets_for(self.request.user), self.kwargs["pk"], self.request.user)

    def find_case(self) -> Any:
        return self.budget.case

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        budget, user = self.budget, self.request.user
        decided = budget.event_of(
            "agree_budget", "refuse_budget", "uphold_budget_refusal", "overturn_budget_refusal"
        )
        return super().get_context_data(
            budget=budget,
            lines=budget.lines.select_related("provision"),
            decided=decided,
            decision=wording.happened(decided, self.voice.reader) if decided else "",
            may_consent=budget.can(user, "consent_to_direct_payment") and not budget.consented_on,
            may_ask_again=budget.can(user, "ask_for_budget_review"),
            may_withdraw=budget.can(user, "withdraw_consent") and not self._running(law.STOP_THE_PAYMENT),
            may_reconsider=budget.can(user, "ask_for_reconsideration")
            and self._running(law.ASK_FOR_RECONSIDERATION),
            changes=list(self._changes()),
            running=[
                Step(each, wording.task(each, self.voice.reader))
                for each in self._running(*CHANGES_TO_A_PAYMENT)
            ],
            **kwargs,
        )

    def _running(self, *rows: Any) -> list[Any]:
        found = self.case.deadlines.open().filter(key__in=[each.key for each in rows])
        return list(found.select_related("case__child", "accountable"))

    def _changes(self) -> Iterator[Happening]:
        """What was done to the payment after it was agreed: by whom, when, and with which reasons."""
        events = self.case.events.filter(subject_kind="budget", subject_id=self.budget.pk)
        for event in events.filter(act__in=TOLD_OF_A_PAYMENT).select_related("by", "content", "case__child"):
            yield Happening(
                title=wording.happened(event, self.voice.reader),
                by="you" if event.by == self.request.user else str(event.by or ""),
                on=event.on,
                body="\n".join(filter(None, (*_figures(event.facts), told_with(event)))),
            )


def _figures(facts: dict[str, Any]) -> Iterator[str]:
    if since := facts.get("from_on"):
        yield f"From {clock.in_words(date.fromisoformat(since))}."
    if amount := facts.get("amount"):
        yield f"£{Decimal(amount):,.2f}."


CHANGES_TO_A_PAYMENT = (
    law.ASK_FOR_RECONSIDERATION,
    law.RECONSIDER_THE_PAYMENT,
    law.STOP_THE_PAYMENT,
    law.PASS_THE_PAYMENT_ON,
)
TOLD_OF_A_PAYMENT = (
    "start_payments",
    "review_direct_payment",
    "reduce_payments",
    "withdraw_consent",
    "note_that_payment_must_stop",
    "stop_payments",
    "ask_for_reconsideration",
    "stand_by_the_change",
    "take_the_change_back",
    "pass_payment_to_young_person",
    "ask_payment_back",
)


class Reviews(FamilyPage):
    """Every yearly review, the newest first."""

    template_name = "family/reviews.html"
    here = "reviews"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reviews = access.reviews_for(self.request.user).filter(case=self.case).order_by("-pk")
        return super().get_context_data(reviews=reviews, **kwargs)


ROUND_A_REVIEW = (
    law.INVITE_TO_THE_REVIEW,
    law.CIRCULATE_THE_ADVICE,
    law.HOLD_THE_REVIEW_MEETING,
    law.REPORT_ON_THE_MEETING,
    law.DECIDE_AFTER_THE_REVIEW,
    law.ISSUE_THE_AMENDED_PLAN,
)


class ReviewPage(FamilyPage):
    """One yearly review: its days, what comes, the report, the decision."""

    template_name = "family/review.html"
    here = "reviews"

    @cached_property
    def review(self) -> Any:
        return find(access.reviews_for(self.request.user), self.kwargs["pk"], self.request.user)

    def find_case(self) -> Any:
        return self.review.case

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        review = self.review
        invited = review.event_of("invite_to_review")
        held = review.event_of("hold_review_meeting")
        decided = self.case.event_of("decide_to_maintain", "decide_to_amend", "decide_to_cease")
        return super().get_context_data(
            review=review,
            steps=list(self._steps()),
            invited=invited.facts.get("invited", []) if invited else [],
            attended=held.facts.get("attended", []) if held else [],
            decided=decided if review.decision and decided and decided.on >= review.held_on else None,
            # Written outcome by outcome, and nobody else's to read until the report with it is sent.
            progress=review.progress.select_related("outcome") if review.recommends else (),
            **kwargs,
        )

    def _steps(self) -> Any:
        """The days round this review, each with how it stands. Those of the case count from its meeting on."""
        story = Story(self.case, self.request.user, self.voice)
        began = self.review.event_of("plan_meeting")
        for row in ROUND_A_REVIEW:
            found = [
                each
                for each in story.deadlines
                if each.key == row.key
                and began
                and each.started_by_id >= began.pk
                and (each.subject_kind != "review" or each.subject_id == self.review.pk)
            ]
            if found:
                yield {"words": wording.task(found[-1], self.voice.reader), "deadline": found[-1]}
