"""The first page of a case: where it stands, who must do what by when, what is open to this officer; its history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, Max
from django.http import Http404
from django.views.generic import TemplateView

from ehcp import foreseen, wording
from ehcp.models import RequestDraft
from ehcp.pages import delays, reassessing
from ehcp.pages.authority.base import CaseView
from ehcp.pages.authority.choices import Choice, choices, live_rows
from ehcp.pages.authority.lists import whose_turn, with_subjects
from ehcp.pages.authority.telling import facts_in_words
from ehcp.pages.departing import departures_of
from ehcp.pages.disputing import WITHIN_THE_DISPUTE
from ehcp.pages.moved import whereabouts
from ehcp.pages.public.questions import in_words
from ehcp.pages.standing import standing
from workflows import clock
from workflows.law import england_2014 as law
from workflows.law.terms import Duty, Right
from workflows.lives.case import BEFORE_A_PLAN, IN_FORCE
from workflows.management.commands.verify_chain import faults
from workflows.models import Deadline


class Mark(NamedTuple):
    day: date
    label: str
    state: str


TO_THE_PLAN: tuple[tuple[Duty | Right, str], ...] = (
    (law.DECIDE_WHETHER_TO_ASSESS, "Decide whether to assess"),
    (law.GIVE_ADVICE, "Last of the advice"),
    (law.DECIDE_WHETHER_TO_MAKE_A_PLAN, "Decide whether to make a plan"),
    (law.ANSWER_THE_DRAFT, "The family’s answer to the draft"),
    (law.ISSUE_THE_FINAL_PLAN, "Final plan"),
)
"""The long-stops on the way to a first plan, as the bar shows them."""
TO_THE_REVIEW: tuple[tuple[Duty | Right, str], ...] = (
    (law.INVITE_TO_THE_REVIEW, "Invitations and advice out"),
    (law.HOLD_THE_REVIEW_MEETING, "Review meeting"),
    (law.DECIDE_AFTER_THE_REVIEW, "Decide, and send any notice of amendments"),
    (law.ISSUE_THE_AMENDED_PLAN, "Amended plan"),
    (law.REVIEW_THE_PLAN, "Review complete"),
    (law.REVIEW_THE_TRANSFERRED_PLAN, "Review complete"),
)
"""The same through the year of a plan."""


class Overview(CaseView):
    template_name = "authority/case.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reminded = self.case.deadlines.annotate(reminded_at=Max("notices__sent_at"))
        everything = with_subjects(
            reminded.select_related("accountable", "ended_by").order_by(
                F("ring_on").asc(nulls_first=True), "pk"
            ),
            self.case,
        )
        now = [each for each in everything if each.is_open and not each.is_closed()]
        mine = list(choices(self.case, self.request.user))
        return super().get_context_data(
            **{
                "bar": bar(self.case, everything),
                "owed": [(whose_turn(each), wording.task(each, "authority"), each) for each in now],
                "settled": [
                    (whose_turn(each), wording.task(each, "authority"), each)
                    for each in everything
                    if each not in now
                ],
                "late": [each for each in now if each.is_late()],
                "explain": next(
                    (each for each in mine if each.act.name == "explain_delay" and _is_owed(now)), None
                ),
                "ahead": delays.ahead(self.case, everything, clock.today()),
                "first": [each for each in mine if each.urgent and each.is_free],
                "others": [
                    each
                    for each in mine
                    if not (each.urgent and each.is_free)
                    and not each.is_a_way_out
                    and not told_elsewhere(each)
                ],
                "ways_out": [each for each in mine if each.is_a_way_out],
                "rows": list(self.open_in_rows()),
                "state": wording.state_words(self.case, "authority"),
                "written_online": RequestDraft.objects.filter(case=self.case).exists(),
                "foreseen": foreseen.on_a_request(self.case),
                "departures": list(departures_of(self.case, "authority")),
                "moved": whereabouts(self.case),
                "preference": self.case.preferences.select_related("setting").first(),
                **kwargs,
            }
        )

    def open_in_rows(self) -> Iterator[tuple[Any, list[Choice]]]:
        """What is to be done with a row of the case: an advice that is in, a setting that has answered."""
        for row in live_rows(self.case):
            row.case = self.case
            if found := choices(row, self.request.user):
                yield row, found


def _is_owed(now: list[Deadline]) -> bool:
    """Whether the family still waits for the first explanation of a delay."""
    return any(each.key == law.EXPLAIN_THE_DELAY.key for each in now)


def told_elsewhere(choice: Choice) -> bool:
    """What the family may say about a decision at any time has a page of its own, and is no step of the case."""
    return choice.act.name in WITHIN_THE_DISPUTE


def bar(case: Any, deadlines: list[Deadline]) -> dict[str, Any] | None:
    """What the picture of the weeks is drawn from; none where no time runs."""
    if case.state in BEFORE_A_PLAN:
        ends, stops = [law.ISSUE_THE_FINAL_PLAN.key], TO_THE_PLAN
    elif any(each.key == law.ISSUE_THE_REASSESSED_PLAN.key and each.is_open for each in deadlines):
        ends, stops = [law.ISSUE_THE_REASSESSED_PLAN.key], reassessing.STOPS
    elif case.state in IN_FORCE:
        ends, stops = [law.REVIEW_THE_PLAN.key, law.REVIEW_THE_TRANSFERRED_PLAN.key], TO_THE_REVIEW
    else:
        return None
    last = next((each for each in deadlines if each.key in ends and each.is_open and each.due), None)
    if last is None:
        return None
    start = min(date.fromisoformat(day) for day in last.moments.values())
    marks = [mark for duty, label in stops for mark in _marks(duty.key, label, deadlines, start)]
    return {"start": start, "end": last.due, "marks": marks}


def _marks(key: str, label: str, deadlines: list[Deadline], start: date) -> Iterator[Mark]:
    """The latest of this kind that was started in this stretch of time."""
    dated = [each for each in deadlines if each.key == key and each.due and each.due >= start]
    current = [each for each in dated if each.ended_how != Deadline.Ended.LIFTED]
    if current:
        last = max(current, key=lambda each: each.due or start)
        yield Mark(last.due, label, standing(last).kind)


class Request(CaseView):
    """What was asked and answered when the request was made on the public pages: also how to reach whoever made it."""

    template_name = "authority/request.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        draft = RequestDraft.objects.filter(case=self.case).first()
        if draft is None:
            raise Http404
        return super().get_context_data(**{"answers": list(in_words(draft)), **kwargs})


class History(CaseView, TemplateView):
    """Everything that happened, and whether the record of it is whole."""

    template_name = "authority/history.html"
    tab = "history"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        events = list(
            self.case.events.select_related("by", "content", "case__child")
            .prefetch_related("notices__reader")
            .order_by("seq")
        )
        disputes = dict(self.case.disputes.order_by("pk").values_list("decision", "pk"))
        told = [
            {
                "event": event,
                "words": wording.happened(event, "authority")
                or f"A part of a step: {wording.act_label(event.act).lower()}",
                "facts": facts_in_words(event),
                "disputed_in": disputes.get(event.pk),
                "readers": sorted(
                    {str(each.reader) for each in event.notices.all() if each.reader and each.sent_at}
                ),
            }
            for event in events
        ]
        return super().get_context_data(**{"told": told[::-1], "faults": list(faults(events)), **kwargs})
