"""The yearly review from the side of the school or college that arranges it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from ehcp.models import Case, Outcome, Progress, Review
from ehcp.wording import task
from workflows import clock
from workflows.acts import Changed, NotNow, Refused
from workflows.law import england_2014 as law
from workflows.lives.review import ReviewState
from workflows.models import Deadline

from . import reach
from .base import ProfessionalPage, Step, doors, flags, identity
from .forms import JustSay, fingerprint
from .review_forms import (
    HeldForm,
    InviteForm,
    MeetingForm,
    ProgressForm,
    ReportForm,
    first_day_with_notice,
    whom_to_invite,
)
from .worklist import reviews_due

ON_A_PAGE = 50
DUTIES = (
    law.INVITE_TO_THE_REVIEW,
    law.CIRCULATE_THE_ADVICE,
    law.HOLD_THE_REVIEW_MEETING,
    law.REPORT_ON_THE_MEETING,
    law.DECIDE_AFTER_THE_REVIEW,
)
NEXT = {
    ReviewState.PLANNED: "invite_to_review",
    ReviewState.INVITED: "circulate_review_advice",
    ReviewState.CIRCULATED: "hold_review_meeting",
    ReviewState.HELD: "send_review_report",
}
"""In each state: the act that the law asks for next."""


class Reviews(ProfessionalPage, TemplateView):
    """Every plan that names a setting of mine, by the day on which its review has to be complete."""

    template_name = "professional/reviews.html"
    here = "reviews"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plans = reviews_due(self.request.user)
        return super().get_context_data(
            **{
                "page": Paginator(plans, ON_A_PAGE).get_page(self.request.GET.get("page")),
                "settings": list(reach.settings(self.request.user)),
                **kwargs,
            }
        )


class ReviewView(ProfessionalPage, TemplateView):
    template_name = "professional/review.html"
    here = "reviews"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        review = get_object_or_404(reach.reviews(self.request.user), pk=self.kwargs["pk"])
        case = review.case
        self.at_work_on(case)
        open_doors = doors(review, self.request.user) if case.is_open else {}
        next_door = open_doors.pop(NEXT.get(review.state, ""), None)
        return super().get_context_data(
            **{
                "review": review,
                "case": case,
                "facts": identity(case),
                "flags": flags(case),
                "duties": list(_duties(review)),
                "next": next_door,
                "too_early": _meeting_is_to_come(review),
                "doors": open_doors,
                "invited": said_in(review, "invite_to_review", "invited"),
                "attended": said_in(review, "hold_review_meeting", "attended"),
                "sent": review.event_of("send_review_report"),
                "progress": list(review.progress.select_related("outcome")) if review.recommends else [],
                **kwargs,
            }
        )


def _duties(review: Review) -> Iterator[dict[str, Any]]:
    """Each duty of the review with its day; of one that was lifted and started again, the latest."""
    found = {
        each.key: each
        for each in Deadline.objects.of(review).select_related("case", "accountable").order_by("pk")
    }
    for rule in DUTIES:
        deadline = found.get(rule.key)
        if deadline:
            yield {"words": task(deadline, "professional"), "who": deadline.accountable, "deadline": deadline}


def _meeting_is_to_come(review: Review) -> bool:
    return review.state == ReviewState.CIRCULATED and (review.meeting_on or clock.today()) > clock.today()


def said_in(review: Review, act: str, fact: str) -> list[str]:
    event = review.event_of(act)
    return event.facts.get(fact, []) if event else []


class FixMeeting(Step):
    """Of the case: with it a review begins."""

    act = "fix_review_meeting"
    form_class = MeetingForm
    template_name = "professional/review_fix.html"
    here = "reviews"
    heading = "Fix the review meeting for {child}’s plan"
    what_next = "Next you invite people. {council} and {family} are told the day."

    def find(self) -> Case:
        return get_object_or_404(reach.cases(self.request.user), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        due = next((due for due in reviews_due(self.request.user, self.row)), None)
        return super().get_context_data(**{"due": due, "first_day": first_day_with_notice(), **kwargs})

    def get_success_url(self) -> str:
        return reverse("professional:review", args=[self.answer.pk])

    @property
    def back(self) -> str:
        return reverse("professional:reviews")


class ReviewStep(Step):
    here = "reviews"
    duty: Any = None

    def find(self) -> Review:
        return get_object_or_404(reach.reviews(self.request.user), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = Deadline.objects.of(self.row).open()
        deadline = found.filter(key=self.duty.key).select_related("case").first() if self.duty else None
        return super().get_context_data(**{"review": self.row, "deadline": deadline, **kwargs})


class MoveMeeting(ReviewStep):
    act = "move_meeting"
    form_class = MeetingForm
    template_name = "professional/review_fix.html"
    heading = "Move the review meeting"
    lead = "Everybody has to be invited anew, in time for the new day."
    done = "The meeting has another day. Invite people to it again."

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "place": self.row.place}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        due = next((due for due in reviews_due(self.request.user, self.row.case)), None)
        return super().get_context_data(**{"due": due, "first_day": first_day_with_notice(), **kwargs})


class Invite(ReviewStep):
    act = "invite_to_review"
    form_class = InviteForm
    template_name = "professional/review_step.html"
    duty = law.INVITE_TO_THE_REVIEW
    heading = "Invite people to the review"
    lead = (
        "Those ticked are the ones whom the regulations name (SEND Regulations 2014, regulation 20(2)). Ask each of "
        "them now what they want to say about {child}: it has to reach everybody by the same day."
    )
    button = "They are invited"
    what_next = "{council} and {family} are told here. Write to everybody else as you usually do."
    done = "The invitations are recorded. Next, send out what people wrote for the review."

    @cached_property
    def people(self) -> tuple[list[str], list[str]]:
        return whom_to_invite(self.row.case, self.row.arranged_by)

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "people": self.people[0]}

    def get_form_kwargs(self) -> dict[str, Any]:
        named, others = self.people
        return {**super().get_form_kwargs(), "people": [*named, *others]}


class Circulate(ReviewStep):
    act = "circulate_review_advice"
    form_class = JustSay
    template_name = "professional/review_step.html"
    duty = law.CIRCULATE_THE_ADVICE
    heading = "Send out what people wrote for the review"
    lead = (
        "Everybody who is invited gets everything that was written for the review, in time before the meeting (SEND "
        "Regulations 2014, regulation 20(4)). Send it as you usually do, then say so here."
    )
    button = "It has been sent to everybody"
    done = "It is recorded that everybody invited has what was written. Next comes the meeting."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{"invited": said_in(self.row, "invite_to_review", "invited"), **kwargs}
        )


class Hold(ReviewStep):
    act = "hold_review_meeting"
    form_class = HeldForm
    template_name = "professional/review_step.html"
    duty = law.HOLD_THE_REVIEW_MEETING
    heading = "Record that the meeting was held"
    button = "The meeting was held"
    what_next = "The time for the report, and for {council} to decide, counts from the day of the meeting."
    done = "The meeting is recorded. Next, write the report."

    def get_initial(self) -> dict[str, Any]:
        day = self.row.meeting_on
        return {**super().get_initial(), "on": day if day <= clock.today() else None}

    def get_form_kwargs(self) -> dict[str, Any]:
        invited = said_in(self.row, "invite_to_review", "invited")
        people = invited or [
            name for names in whom_to_invite(self.row.case, self.row.arranged_by) for name in names
        ]
        return {**super().get_form_kwargs(), "people": people, "case": self.row.case}


class ReportPart(ProfessionalPage):
    """A page on which the report is written."""

    here = "reviews"

    @cached_property
    def review(self) -> Review:
        review = get_object_or_404(reach.reviews(self.request.user), pk=self.kwargs["pk"])  # type: ignore[attr-defined]
        self.at_work_on(review.case)
        return review

    @property
    def may_write(self) -> bool:
        return self.review.case.is_open and "send_review_report" in doors(self.review, self.request.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_write:
            return redirect("professional:review", pk=self.review.pk)
        return super().get(request, *args, **kwargs)  # type: ignore[misc]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case = self.review.case
        return super().get_context_data(
            **{"review": self.review, "case": case, "facts": identity(case), **kwargs}
        )


def progress_so_far(review: Review) -> list[tuple[Outcome, Progress | None]]:
    """Each outcome of the plan that is reviewed, and how far it has come, if that was said."""
    said = {each.outcome_id: each for each in review.progress.all()}
    return [(outcome, said.get(outcome.pk)) for outcome in review.plan.outcomes.all()]


class Report(ReportPart, TemplateView):
    template_name = "professional/report.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = Deadline.objects.of(self.review).open().filter(key=law.REPORT_ON_THE_MEETING.key)
        return super().get_context_data(
            **{"tasks": list(_tasks(self.review)), "deadline": found.select_related("case").first(), **kwargs}
        )


def _tasks(review: Review) -> Iterator[dict[str, str]]:
    progress = progress_so_far(review)
    for outcome, said in progress:
        yield {
            "title": outcome.words,
            "url": reverse("professional:report_progress", args=[review.pk, outcome.pk]),
            "kind": "done" if said else "to_do",
            "text": said.get_progress_display() if said else "Not said yet",
        }
    ready = all(said for _, said in progress)
    yield {
        "title": "Recommendation, check and send",
        "url": reverse("professional:report_send", args=[review.pk]) if ready else "",
        "hint": "" if ready else "Once you have said how far each outcome has come.",
        "kind": "to_do" if ready else "waiting",
        "text": "Not sent" if ready else "Cannot begin yet",
    }


class ReportProgress(ReportPart, FormView):
    form_class = ProgressForm
    template_name = "professional/report_progress.html"

    @cached_property
    def outcome(self) -> Outcome:
        return get_object_or_404(self.review.plan.outcomes, pk=self.kwargs["outcome"])

    def get_form_kwargs(self) -> dict[str, Any]:
        before = self.review.progress.filter(outcome=self.outcome).first()
        return {**super().get_form_kwargs(), "before": before}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{
                "outcome": self.outcome,
                "heading": "How far has this outcome come?",
                "back": self.list_url,
                **kwargs,
            }
        )

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                self._hold()
                said = {name: form.cleaned_data[name] for name in ("progress", "words")}
                Progress.objects.update_or_create(review=self.review, outcome=self.outcome, defaults=said)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        return redirect(self.list_url)

    def _hold(self) -> None:
        try:
            self.review.lock()
        except Changed:
            self.review.refresh_from_db()
        if not self.may_write:
            raise NotNow(
                "This was not saved: the report has been sent meanwhile. If you still need what you wrote, copy it "
                "before you leave this page."
            )

    @property
    def list_url(self) -> str:
        return reverse("professional:review_report", args=[self.review.pk])


class SendReport(ReviewStep):
    act = "send_review_report"
    form_class = ReportForm
    template_name = "professional/report_send.html"
    duty = law.REPORT_ON_THE_MEETING
    heading = "Recommendation, check and send"
    what_next = "{council} and {family} can read the report from then on, and you cannot change it any more."
    done = "The report is sent. {council} decides next: keep the plan, change it or end it."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not all(said for _, said in self.progress):
            # The list of outcomes says what is still to be said.
            return redirect("professional:review_report", pk=self.row.pk)
        return super().get(request, *args, **kwargs)

    @cached_property
    def progress(self) -> list[tuple[Outcome, Progress | None]]:
        return progress_so_far(self.row)

    def get_form_kwargs(self) -> dict[str, Any]:
        said = [
            {"outcome": outcome, "progress": one.progress, "words": one.words}
            for outcome, one in self.progress
            if one
        ]
        missing = [outcome.words for outcome, one in self.progress if one is None]
        return {**super().get_form_kwargs(), "now": fingerprint(said), "progress": said, "missing": missing}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"progress": self.progress, **kwargs})

    @property
    def back(self) -> str:
        return reverse("professional:review_report", args=[self.row.pk])
