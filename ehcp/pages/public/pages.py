"""What everybody may read: the start page, the law, and what a footer leads to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_not_required
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from ehcp.models import Organisation
from ehcp.models.organisations import Kind
from workflows import clock
from workflows.clock import weeks
from workflows.law import england_2014 as law
from workflows.law import in_force
from workflows.law.terms import Moment, Right, Row

from .request import KEPT_FOR


@method_decorator(login_not_required, name="dispatch")
class Page(TemplateView):
    """A page that nobody has to sign in for."""


class Start(Page):
    template_name = "public/start.html"
    extra_context = {
        "decide": law.DECIDE_WHETHER_TO_ASSESS,
        "plan": law.ISSUE_THE_FINAL_PLAN,
        "kept_for": KEPT_FOR.days,
    }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(councils=Organisation.objects.filter(kind=Kind.AUTHORITY), **kwargs)


class Mark(NamedTuple):
    """One day on the bar of weeks."""

    day: Any
    label: str
    state: str = "to_do"


ON_THE_WAY = (
    (law.DECIDE_WHETHER_TO_ASSESS, "The council decides whether to assess"),
    (law.DECIDE_WHETHER_TO_MAKE_A_PLAN, "It decides whether a plan is needed"),
    (law.ISSUE_THE_FINAL_PLAN, "It sends the final plan"),
)
ROUND_A_REVIEW = (
    (law.INVITE_TO_THE_REVIEW, "Everybody is invited"),
    (law.CIRCULATE_THE_ADVICE, "What people wrote is sent to everybody"),
    (law.HOLD_THE_REVIEW_MEETING, "The meeting"),
    (law.REPORT_ON_THE_MEETING, "The report is sent"),
    (law.DECIDE_AFTER_THE_REVIEW, "The council decides: keep, change or end the plan"),
)


class TheLaw(Page):
    """The table of the law as a page: the same rows that every date in the service is reckoned from."""

    template_name = "public/the_law.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = clock.today()
        pack = in_force(today)
        return super().get_context_data(
            pack=pack,
            stages=[
                (
                    stage,
                    [row for row in rows if not isinstance(row, Right)],
                    [row for row in rows if isinstance(row, Right)],
                )
                for stage, rows in pack.stages
            ],
            today=today,
            marks=list(_marks(ON_THE_WAY, Moment.REQUEST_RECEIVED, today)),
            last_day=law.ISSUE_THE_FINAL_PLAN.due({Moment.REQUEST_RECEIVED: today}).due,
            review=list(_review(today)),
            **kwargs,
        )


def _marks(rows: tuple[tuple[Row, str], ...], moment: Moment, day: Any) -> Iterator[Mark]:
    for row, label in rows:
        yield Mark(day=row.due({moment: day}).due, label=label)


def _review(today: Any) -> Iterator[tuple[str, str, Any]]:
    """The days round a review meeting: as an example, one that leaves time for the invitations."""
    meeting = weeks(4).after(today)
    moments = {Moment.MEETING_FIXED: meeting, Moment.MEETING_HELD: meeting}
    for row, label in ROUND_A_REVIEW:
        yield label, row.by_when, row.due(moments).due
    decided = law.DECIDE_AFTER_THE_REVIEW.due(moments).due or meeting
    amended = law.ISSUE_THE_AMENDED_PLAN
    yield (
        "If it changes the plan: the changed plan is sent",
        amended.by_when,
        amended.due({Moment.AMENDMENT_NOTICE_SENT: decided} if decided else {}).due,
    )


class Privacy(Page):
    template_name = "public/privacy.html"
    extra_context = {"kept_for": KEPT_FOR.days}
