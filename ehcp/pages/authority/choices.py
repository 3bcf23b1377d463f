"""What is open to this officer in a case: asked of the machine, row by row, never kept in a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from ehcp import wording
from ehcp.models import Advice, Case, Consultation, Dispute, Enquiry
from ehcp.pages.authority.base import TAB_OF
from ehcp.pages.authority.dispute_acts import ON_THE_TAB, WAY_TO_GIVE_IN, is_offered
from ehcp.pages.authority.later_questions import is_of_use
from ehcp.pages.authority.questions import QUESTIONS
from workflows.acts import Act, acts_of
from workflows.law.terms import Agency
from workflows.lives.case import REFUSED, no_draft_is_written

ON_ITS_OWN_PAGE = {"answer_comment": "comments", "answer_question": "questions"}
"""Acts about something further: the page where that is chosen."""


@dataclass(frozen=True)
class Choice:
    """One act, as it stands open to the reader now."""

    row: Any
    act: Act
    mine: bool
    """Whether the reader may do it; else it is shown as a decision maker's."""
    obstacles: tuple[str, ...]
    urgent: bool
    """Whether it discharges something that is owed now; a comment is owed an answer."""

    @property
    def label(self) -> str:
        return wording.act_label(self.act.name)

    @property
    def url(self) -> str:
        if self.act.name in ON_ITS_OWN_PAGE:
            return reverse(f"authority:{ON_ITS_OWN_PAGE[self.act.name]}", args=[self.row.the_case.pk])
        if self.act.name in WAY_TO_GIVE_IN and self.row.the_case.state in REFUSED:
            return reverse("authority:give_in", args=[self.row.the_case.pk])
        return reverse("authority:act", args=[self.row.life_name(), self.row.pk, self.act.name])

    @property
    def is_free(self) -> bool:
        return self.mine and not self.obstacles

    @property
    def is_a_way_out(self) -> bool:
        question = QUESTIONS.get(self.act.name)
        return bool(question and question.way_out)


def choices(row: Any, user: Any) -> list[Choice]:
    """What the authority may do with a row now: what this person may, and what waits for a decision maker."""
    mine = {act.name for act in row.open_acts(user)}
    owed = set(row.the_case.deadlines.open().duties().values_list("key", flat=True))
    waiting = row is row.the_case and row.comments_not_answered()
    return [
        Choice(
            row,
            act,
            act.name in mine,
            tuple(row.obstacles_to(act)),
            bool(owed.intersection(duty.key for duty in act.discharges))
            or bool(waiting and act.name == "answer_comment"),
        )
        for act in acts_of(type(row))
        if Agency.LOCAL_AUTHORITY in act.by
        and row.state in act.sources
        and (act.name in QUESTIONS or act.name in ON_ITS_OWN_PAGE)
        and (act.name in mine or act.decision)
        and not (no_draft_is_written in act.guards and row.working_version)
        and is_offered(row, act)
        and is_of_use(row, act.name)
    ]


ON_TAB = {
    "case_advice": ("seek_advice", "ask_for_reassessment", "decline_reassessment", "agree_to_reassess"),
    "case_plan": (
        "draft_plan", "serve_draft", "redraft", "issue_final_plan", "prepare_amendments", "decide_to_amend",
        "issue_amended_plan", "decide_not_to_amend", "confirm_provision", "propose_amendments", "drop_amendments",
        "name_next_setting", "draft_reassessed_plan", "serve_reassessed_draft", "keep_plan_after_reassessment",
    ),
    "comments": ("answer_comment",),
    "consultations": ("consult_setting", "name_type_of_setting"),
    "reviews": (
        "fix_review_meeting", "consider_earlier_review", "prepare_amendments", "decide_to_maintain", "decide_to_amend",
        "decide_not_to_amend", "issue_amended_plan", "consider_ceasing", "record_ceasing_consultation",
        "decide_to_cease", "keep_plan_after_all", "cease", "expect_next_phase", "expect_no_next_phase",
    ),
    "disputes": ON_THE_TAB,
}  # fmt: skip
"""Which acts of a case are offered again on which of its pages, beside what they are about."""


def tab_of(row: Any, act: str) -> str:
    """The page of the case to which an act belongs."""
    found = (tab for tab, acts in ON_TAB.items() if row is row.the_case and act in acts)
    return next(found, TAB_OF[row.life_name()])


def on_tab(case: Case, user: Any, tab: str) -> list[Choice]:
    return [each for each in choices(case, user) if each.act.name in ON_TAB[tab]]


def live_rows(case: Case) -> Iterator[Any]:
    """The rows of a case in which something may be to do: nothing that has come to its end."""
    yield from case.advice.exclude(state=Advice.State.ACCEPTED).select_related("organisation", "person")
    yield from case.consultations.exclude(state__in=Consultation.ENDS).select_related("setting")
    yield from case.disputes.exclude(state__in=Dispute.ENDS).select_related(
        "decision__content", "decision__by"
    )
    yield from case.enquiries.exclude(state__in=Enquiry.ENDS)
    for row in (case.current_budget, case.current_review):
        if row is not None and row.state not in row.ENDS:
            yield row
