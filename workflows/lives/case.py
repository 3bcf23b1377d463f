"""The life of a case: from the day a request arrives until the plan ends.

The states say where the case stands; the duties that run meanwhile are in the law's table. What an act
does to the file (a draft put together from advice, a comment kept) is done by the concrete case: the
methods it has to bring stand at the end of this page.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django_fsm import FSMField

from workflows import clock
from workflows.acts import ANYONE, EVERYTHING, NotNow, act
from workflows.law import england_2014 as law
from workflows.law.terms import Agency, Moment

from .base import Life

AUTHORITY = Agency.LOCAL_AUTHORITY
FAMILY = Agency.FAMILY


class CaseState(models.TextChoices):
    NEW = "new", "Being entered"
    REQUESTED = "requested", "Assessment requested"
    DECLINED = "declined", "Assessment declined"
    ASSESSING = "assessing", "Assessment under way"
    NO_PLAN = "no_plan", "No plan"
    DRAFTING = "drafting", "Draft being written"
    DRAFT_SERVED = "draft_served", "Draft with the family"
    MAINTAINED = "maintained", "Plan in force"
    UNDER_REVIEW = "under_review", "Plan in force, under review"
    AMENDING = "amending", "Plan in force, being amended"
    CEASING = "ceasing", "Plan in force until the appeal time has passed"
    CEASED = "ceased", "Plan ceased"
    WITHDRAWN = "withdrawn", "Request withdrawn"
    MOVED = "moved", "Moved to another authority"
    DIED = "died", "Child or young person has died"
    AGED_OUT = "aged_out", "Ended by age"


State = CaseState
BEFORE_A_PLAN = (State.REQUESTED, State.ASSESSING, State.DRAFTING, State.DRAFT_SERVED)
IN_FORCE = (State.MAINTAINED, State.UNDER_REVIEW, State.AMENDING, State.CEASING)
OPEN = (*BEFORE_A_PLAN, *IN_FORCE)
WITH_A_DECISION = (State.DECLINED, State.NO_PLAN, *IN_FORCE)
WITH_THE_FAMILY = (State.DRAFT_SERVED, State.AMENDING)
BUDGET_MAY_BE_ASKED = (State.DRAFTING, State.DRAFT_SERVED, State.UNDER_REVIEW, State.AMENDING)


# What stands in the way of an act, in words for the person who wants to do it.


def advice_is_in(case: CaseLife, on: date) -> str:
    if waiting := case.advice_not_in():
        return f"Advice is still to come, or to be accepted: {_listed(waiting)} (regulation 6)."
    return ""


def a_draft_is_written(case: CaseLife, on: date) -> str:
    return "" if case.working_version else "There is no draft yet. Put one together from the advice first."


def no_draft_is_written(case: CaseLife, on: date) -> str:
    return "There is a draft already. Work on that one." if case.working_version else ""


def section_i_is_blank(case: CaseLife, on: date) -> str:
    version = case.working_version
    if version and (version.setting_id or version.setting_type):
        return "Section I must be blank in a draft (section 38(5) of the Act). Take the setting out."
    return ""


def section_i_is_filled(case: CaseLife, on: date) -> str:
    version = case.working_version
    if version and not (version.setting_id or version.setting_type):
        return "Section I is blank. Name a setting, or the type of setting, first."
    return ""


def every_section_says_something(case: CaseLife, on: date) -> str:
    version = case.working_version
    if version and (silent := version.silent_sections()):
        one = len(silent) == 1
        return (
            f"Section{'' if one else 's'} {_listed(silent)} {'has' if one else 'have'} no rows and "
            f"{'does' if one else 'do'} not say “none”. Write what belongs there, or say on purpose that there is none."
        )
    return ""


def section_g_is_agreed(case: CaseLife, on: date) -> str:
    version = case.working_version
    if version and not version.section_g_is_agreed:
        commissioner = case.name_of(Agency.HEALTH_COMMISSIONER)
        return f"{commissioner} has not agreed section G as it now reads (regulation 12(2))."
    return ""


def the_family_has_had_its_days(case: CaseLife, on: date) -> str:
    for right in (law.ANSWER_THE_DRAFT, law.ANSWER_THE_AMENDMENTS):
        standing = case.deadlines.filter(key=right.key).open().first()
        if standing and standing.due >= on:
            return (
                f"The family may answer until {clock.in_words(standing.due)} ({right.law}). "
                "Wait until that day has passed, or until they say they have finished."
            )
    return ""


def every_comment_is_answered(case: CaseLife, on: date) -> str:
    waiting = case.comments_not_answered()
    if waiting:
        return f"{waiting} of the family's comments {'has' if waiting == 1 else 'have'} no answer yet."
    return ""


def the_meeting_was_held(case: CaseLife, on: date) -> str:
    review = case.current_review
    return "" if review and review.was_held else "The review meeting has not been recorded as held."


def ceasing_was_consulted_on(case: CaseLife, on: date) -> str:
    if case.ceasing_consulted_on:
        return ""
    return "The family and the setting have not been consulted on ceasing the plan (regulation 31(1))."


def the_appeal_time_has_passed(case: CaseLife, on: date) -> str:
    if case.appealed_on:
        return "There is an appeal. The plan goes on until it is finally decided (section 45(4) of the Act)."
    kept = case.deadlines.filter(key=law.KEEP_THE_PLAN.key).open().first()
    if kept and kept.due >= on:
        last = clock.in_words(kept.due)
        return f"The plan goes on until the appeal time has passed on {last} (section 45(4) of the Act)."
    return ""


class CaseLife(Life):
    State = CaseState
    ENDS = frozenset({State.CEASED, State.WITHDRAWN, State.MOVED, State.DIED, State.AGED_OUT})

    state = FSMField(choices=State, default=State.NEW, protected=True, editable=False)
    via = models.CharField(max_length=20, blank=True)
    reasons = models.TextField(blank=True)
    received_on = models.DateField(null=True, editable=False)
    ceasing_consulted_on = models.DateField(null=True, editable=False)
    appealed_on = models.DateField(null=True, editable=False)
    expected_on = models.DateField(
        null=True, editable=False, help_text="When a step is late: the day we now expect it."
    )

    class Meta(Life.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CaseState.values), name="%(class)s_state_is_known")
        ]

    @property
    def the_case(self) -> CaseLife:
        return self

    # Request and decision

    @act(source=State.NEW, target=State.REQUESTED, by=ANYONE, marks=Moment.REQUEST_RECEIVED)
    def receive_request(self, *, on: date, via: str, reasons: str) -> None:
        self.via, self.reasons, self.received_on = via, reasons, on

    @act(
        source=OPEN,
        target=None,
        by=AUTHORITY,
        discharges=(law.CONSULT_THE_FAMILY, law.TELL_PARTNERS),
    )
    def tell_partners(self) -> None:
        """The family is asked for its views, and health, social care and the setting are told."""

    @act(
        source=State.REQUESTED,
        target=State.ASSESSING,
        discharges=(law.DECIDE_WHETHER_TO_ASSESS, law.TELL_PARTNERS_THE_DECISION),
        marks=Moment.ASSESSMENT_AGREED,
        decision=True,
    )
    def agree_to_assess(self, *, reasons: str) -> None: ...

    @act(
        source=State.REQUESTED,
        target=State.DECLINED,
        discharges=(law.DECIDE_WHETHER_TO_ASSESS, law.TELL_PARTNERS_THE_DECISION),
        lifts=EVERYTHING,
        marks={Moment.APPEALABLE_DECISION_SENT: "sent_on"},
        decision=True,
    )
    def decline_to_assess(self, *, reasons: str) -> None: ...

    # Assessment

    @act(
        source=State.ASSESSING,
        target=None,
        discharges=(law.SEEK_ADVICE, law.ASK_A_QUALIFIED_TEACHER, law.SEND_THE_FAMILYS_EVIDENCE),
        by=AUTHORITY,
    )
    def seek_advice(self, *, by: Any, on: date, requests: list[Any], received_on: date | None = None) -> None:
        """Ask each body. `requests`: dicts of kind, organisation, and perhaps person, other, why."""
        kinds = {request["kind"] for request in requests}
        if lacking := [kind for kind in self.advice_required(on) if kind not in kinds | self.advice_kinds()]:
            raise NotNow(f"Regulation 6(1) also requires advice from: {_listed([k.label for k in lacking])}.")
        self.ask_each(requests, by=by, on=on, received_on=received_on or on)

    @act(
        source=State.ASSESSING,
        target=State.DRAFTING,
        discharges=law.DECIDE_WHETHER_TO_MAKE_A_PLAN,
        marks=Moment.PLAN_NEEDED,
        guards=[advice_is_in],
        decision=True,
    )
    def decide_to_make_plan(self, *, reasons: str) -> None: ...

    @act(
        source=State.ASSESSING,
        target=State.NO_PLAN,
        discharges=law.DECIDE_WHETHER_TO_MAKE_A_PLAN,
        lifts=EVERYTHING,
        marks={Moment.APPEALABLE_DECISION_SENT: "sent_on"},
        guards=[advice_is_in],
        decision=True,
    )
    def decide_no_plan(self, *, reasons: str) -> None: ...

    # Draft

    @act(source=State.DRAFTING, target=None, by=AUTHORITY, guards=[no_draft_is_written])
    def draft_plan(self, *, by: Any, on: date, leave_out: list[Any] | None = None) -> Any:
        """A draft puts itself together from the accepted advice. `leave_out`: pairs of a row and the reason."""
        return self.assemble_draft(leave_out or [], by=by, on=on)

    @act(
        source=State.DRAFTING,
        target=State.DRAFT_SERVED,
        discharges=(law.PREPARE_THE_DRAFT, law.GIVE_BUDGET_INFORMATION),
        marks={Moment.DRAFT_SERVED: "served_on"},
        guards=[a_draft_is_written, section_i_is_blank, every_section_says_something],
    )
    def serve_draft(self, *, by: Any, on: date) -> None:
        self.serve_working_version(by=by, on=on)

    @act(source=WITH_THE_FAMILY, target=None, by=FAMILY)
    def comment(self, *, by: Any, on: date, words: str, row: Any = None, suggested: str = "") -> Any:
        """Say something about one line of the plan, or about all of it; perhaps suggest other words."""
        return self.keep_comment(row=row, words=words, suggested=suggested, by=by, on=on)

    @act(source=WITH_THE_FAMILY, target=None, by=AUTHORITY)
    def answer_comment(
        self, *, by: Any, on: date, comment: Any, answer: str, reasons: str, new: dict[str, Any] | None = None
    ) -> None:
        """Answer with a reason; `new` gives the fields of the line that now read differently."""
        comment.give_answer(answer=answer, reasons=reasons, new=new or {}, by=by, on=on)

    @act(
        source=WITH_THE_FAMILY,
        target=None,
        discharges=(law.ANSWER_THE_DRAFT, law.ANSWER_THE_AMENDMENTS),
    )
    def finish_commenting(self) -> None: ...

    @act(source=State.DRAFT_SERVED, target=State.DRAFTING, by=AUTHORITY, lifts=law.ANSWER_THE_DRAFT)
    def redraft(self, *, reasons: str) -> None: ...

    # Setting and money

    @act(
        source=(State.DRAFTING, State.DRAFT_SERVED, State.UNDER_REVIEW, State.AMENDING),
        target=None,
        by=FAMILY,
        marks=Moment.SETTING_REQUESTED,
    )
    def prefer_setting(self, *, by: Any, on: date, setting: Any, reasons: str) -> None:
        self.keep_preference(setting=setting, reasons=reasons, by=by, on=on)

    @act(source=WITH_THE_FAMILY, target=None, by=AUTHORITY, discharges=law.CONSULT_THE_SETTING)
    def consult_setting(self, *, by: Any, on: date, setting: Any) -> Any:
        return self.send_to_setting(setting, by=by, on=on)

    @act(
        source=WITH_THE_FAMILY,
        target=None,
        by=AUTHORITY,
        discharges=law.NAME_THE_REQUESTED_SETTING,
        guards=[a_draft_is_written],
        decision=True,
    )
    def name_type_of_setting(self, *, setting_type: str, reasons: str) -> None:
        self.fill_section_i(setting=None, setting_type=setting_type)

    @act(source=BUDGET_MAY_BE_ASKED, target=None, discharges=law.ASK_FOR_A_BUDGET)
    def ask_for_budget(self, *, by: Any, on: date, reasons: str) -> Any:
        return self.open_budget(reasons=reasons, by=by, on=on)

    # Final plan

    @act(
        source=State.DRAFT_SERVED,
        target=State.MAINTAINED,
        discharges=law.ISSUE_THE_FINAL_PLAN,
        lifts=(
            law.ANSWER_THE_DRAFT,
            law.CONSULT_THE_SETTING,
            law.ANSWER_THE_CONSULTATION,
            law.NAME_THE_REQUESTED_SETTING,
            law.ASK_FOR_A_BUDGET,
        ),
        marks={Moment.FINAL_PLAN_SENT: "sent_on", Moment.APPEALABLE_DECISION_SENT: "sent_on"},
        guards=[
            a_draft_is_written,
            the_family_has_had_its_days,
            every_comment_is_answered,
            every_section_says_something,
            section_g_is_agreed,
            section_i_is_filled,
        ],
        decision=True,
    )
    def issue_final_plan(self, *, by: Any, on: date) -> None:
        self.finalise_working_version(by=by, on=on)

    @act(source=IN_FORCE, target=None, discharges=law.SECURE_THE_PROVISION)
    def confirm_provision(self, *, words: str) -> None:
        """The special educational provision of section F is in place; say how we know."""

    @act(source=IN_FORCE, target=None, discharges=law.ARRANGE_HEALTH_PROVISION)
    def confirm_health_provision(self, *, words: str) -> None: ...

    @act(source=IN_FORCE, target=None, discharges=law.CONSIDER_AN_EARLIER_REVIEW)
    def consider_earlier_review(self, *, reasons: str) -> None: ...

    # The yearly review

    @act(
        source=State.MAINTAINED,
        target=State.UNDER_REVIEW,
        by=(AUTHORITY, Agency.REVIEW_ARRANGER),
    )
    def fix_review_meeting(self, *, by: Any, on: date, meeting_on: date, place: str) -> Any:
        return self.open_review(meeting_on=meeting_on, place=place, by=by, on=on)

    @act(source=State.UNDER_REVIEW, target=None, by=AUTHORITY, guards=[no_draft_is_written])
    def prepare_amendments(self, *, by: Any, on: date) -> Any:
        """A working copy of the plan in force, in which to write the amendments we propose."""
        return self.copy_final_version(by=by, on=on)

    @act(
        source=State.UNDER_REVIEW,
        target=State.MAINTAINED,
        discharges=(law.DECIDE_AFTER_THE_REVIEW, law.REVIEW_THE_PLAN),
        lifts=(
            law.SEND_THE_AMENDMENT_NOTICE,
            law.REPORT_ON_THE_MEETING,
            law.CONSULT_BEFORE_CEASING,
            law.TELL_OF_CEASING,
            law.CONSIDER_AN_EARLIER_REVIEW,
        ),
        marks={Moment.PLAN_REVIEWED: "sent_on", Moment.APPEALABLE_DECISION_SENT: "sent_on"},
        guards=[the_meeting_was_held],
        decision=True,
    )
    def decide_to_maintain(self, *, by: Any, on: date, reasons: str) -> None:
        self.close_review("maintain", by=by, on=on)
        self.discard_working_version(by=by, on=on)

    @act(
        source=State.UNDER_REVIEW,
        target=State.AMENDING,
        discharges=(law.DECIDE_AFTER_THE_REVIEW, law.SEND_THE_AMENDMENT_NOTICE, law.REVIEW_THE_PLAN),
        lifts=(
            law.REPORT_ON_THE_MEETING,
            law.CONSULT_BEFORE_CEASING,
            law.TELL_OF_CEASING,
            law.CONSIDER_AN_EARLIER_REVIEW,
        ),
        marks={
            Moment.PLAN_REVIEWED: "sent_on",
            Moment.AMENDMENT_NOTICE_SENT: "sent_on",
            Moment.AMENDMENT_NOTICE_SERVED: "served_on",
        },
        guards=[the_meeting_was_held, a_draft_is_written, every_section_says_something],
        decision=True,
    )
    def decide_to_amend(self, *, by: Any, on: date, reasons: str) -> None:
        self.close_review("amend", by=by, on=on)
        self.serve_working_version(by=by, on=on)

    @act(
        source=State.AMENDING,
        target=State.MAINTAINED,
        discharges=law.ISSUE_THE_AMENDED_PLAN,
        lifts=(
            law.ANSWER_THE_AMENDMENTS,
            law.TELL_OF_NO_AMENDMENT,
            law.CONSULT_THE_SETTING,
            law.ANSWER_THE_CONSULTATION,
            law.NAME_THE_REQUESTED_SETTING,
        ),
        marks={Moment.AMENDED_PLAN_SENT: "sent_on", Moment.APPEALABLE_DECISION_SENT: "sent_on"},
        guards=[
            a_draft_is_written,
            the_family_has_had_its_days,
            every_comment_is_answered,
            every_section_says_something,
            section_g_is_agreed,
            section_i_is_filled,
        ],
        decision=True,
    )
    def issue_amended_plan(self, *, by: Any, on: date) -> None:
        self.finalise_working_version(by=by, on=on)

    @act(
        source=State.AMENDING,
        target=State.MAINTAINED,
        discharges=law.TELL_OF_NO_AMENDMENT,
        lifts=(law.ANSWER_THE_AMENDMENTS, law.ISSUE_THE_AMENDED_PLAN),
        marks={Moment.APPEALABLE_DECISION_SENT: "sent_on"},
        guards=[the_family_has_had_its_days],
        decision=True,
    )
    def decide_not_to_amend(self, *, by: Any, on: date, reasons: str) -> None:
        self.discard_working_version(by=by, on=on)

    # Ceasing

    @act(
        source=(State.MAINTAINED, State.UNDER_REVIEW),
        target=None,
        by=AUTHORITY,
        marks=Moment.CEASING_CONSIDERED,
    )
    def consider_ceasing(self, *, reasons: str) -> None: ...

    @act(
        source=(State.MAINTAINED, State.UNDER_REVIEW),
        target=None,
        discharges=law.CONSULT_BEFORE_CEASING,
        marks=Moment.CEASING_CONSULTED,
    )
    def record_ceasing_consultation(self, *, on: date, words: str) -> None:
        self.ceasing_consulted_on = on

    @act(
        source=(State.MAINTAINED, State.UNDER_REVIEW),
        target=State.CEASING,
        discharges=(law.TELL_OF_CEASING, law.DECIDE_AFTER_THE_REVIEW, law.REVIEW_THE_PLAN),
        lifts=(law.SEND_THE_AMENDMENT_NOTICE, law.REPORT_ON_THE_MEETING),
        marks={Moment.CEASING_NOTICE_SENT: "sent_on", Moment.APPEALABLE_DECISION_SENT: "sent_on"},
        guards=[ceasing_was_consulted_on],
        decision=True,
    )
    def decide_to_cease(self, *, by: Any, on: date, reasons: str) -> None:
        self.close_review("cease", by=by, on=on)
        self.discard_working_version(by=by, on=on)

    @act(
        source=State.CEASING,
        target=State.MAINTAINED,
        by=AUTHORITY,
        lifts=law.KEEP_THE_PLAN,
        marks=Moment.PLAN_REVIEWED,
        decision=True,
    )
    def keep_plan_after_all(self, *, reasons: str) -> None:
        self.ceasing_consulted_on = None

    @act(
        source=State.CEASING,
        target=State.CEASED,
        by=AUTHORITY,
        lifts=EVERYTHING,
        guards=[the_appeal_time_has_passed],
        decision=True,
    )
    def cease(self) -> None: ...

    # When a day is missed

    @act(source=OPEN, target=None, by=Agency.SERVICE, marks=Moment.STATUTORY_DAY_MISSED)
    def note_missed_day(self, *, duty: str) -> None: ...

    @act(source=OPEN, target=None, discharges=law.EXPLAIN_THE_DELAY)
    def explain_delay(self, *, words: str, expected_on: date | None = None) -> None:
        self.expected_on = expected_on

    # Disagreement

    @act(source=WITH_A_DECISION, target=None, discharges=law.ASK_FOR_MEDIATION)
    def ask_for_mediation(self, *, words: str = "") -> None: ...

    @act(
        source=WITH_A_DECISION,
        target=None,
        by=(FAMILY, AUTHORITY),
        marks={Moment.MEDIATION_CERTIFICATE_DATED: "dated_on"},
    )
    def record_mediation_certificate(self, *, dated_on: date) -> None: ...

    @act(source=WITH_A_DECISION, target=None, by=(FAMILY, AUTHORITY), discharges=law.APPEAL)
    def record_appeal(self, *, on: date, words: str = "") -> None:
        self.appealed_on = on

    # The ways out

    @act(source=BEFORE_A_PLAN, target=State.WITHDRAWN, by=(FAMILY, AUTHORITY), lifts=EVERYTHING)
    def withdraw_request(self, *, reasons: str) -> None: ...

    @act(source=OPEN, target=State.MOVED, by=AUTHORITY, lifts=EVERYTHING)
    def move_to_another_authority(self, *, authority: str) -> None: ...

    @act(source=OPEN, target=State.DIED, by=AUTHORITY, lifts=EVERYTHING)
    def record_death(self) -> None: ...

    @act(source=IN_FORCE, target=State.AGED_OUT, by=AUTHORITY, lifts=EVERYTHING, decision=True)
    def end_by_age(self) -> None: ...

    # What the file brings

    working_version: Any
    current_review: Any
    deadlines: Any

    def advice_required(self, on: date) -> list[Any]:
        """The kinds of advice that regulation 6(1) and (2) require for this child on a day."""
        raise NotImplementedError

    def advice_kinds(self) -> set[Any]:
        """The kinds of advice already asked for."""
        raise NotImplementedError

    def advice_not_in(self) -> list[str]:
        """What regulation 6 requires and has not been accepted, in words."""
        raise NotImplementedError

    def comments_not_answered(self) -> int:
        raise NotImplementedError

    def ask_each(self, requests: list[Any], *, by: Any, on: date, received_on: date) -> None:
        raise NotImplementedError

    def assemble_draft(self, leave_out: list[Any], *, by: Any, on: date) -> Any:
        raise NotImplementedError

    def serve_working_version(self, *, by: Any, on: date) -> None:
        raise NotImplementedError

    def finalise_working_version(self, *, by: Any, on: date) -> None:
        raise NotImplementedError

    def discard_working_version(self, *, by: Any, on: date) -> None:
        raise NotImplementedError

    def copy_final_version(self, *, by: Any, on: date) -> Any:
        raise NotImplementedError

    def keep_comment(self, *, row: Any, words: str, suggested: str, by: Any, on: date) -> Any:
        raise NotImplementedError

    def keep_preference(self, *, setting: Any, reasons: str, by: Any, on: date) -> None:
        raise NotImplementedError

    def send_to_setting(self, setting: Any, *, by: Any, on: date) -> Any:
        raise NotImplementedError

    def fill_section_i(self, *, setting: Any, setting_type: str) -> None:
        raise NotImplementedError

    def open_budget(self, *, reasons: str, by: Any, on: date) -> Any:
        raise NotImplementedError

    def open_review(self, *, meeting_on: date, place: str, by: Any, on: date) -> Any:
        raise NotImplementedError

    def close_review(self, decision: str, *, by: Any, on: date) -> None:
        raise NotImplementedError

    def stands_for(self, user: Any, agency: Agency, row: Any, *, decision: bool = False) -> bool:
        """Whether this person stands for that agency in this matter; for a decision, whether they may decide."""
        raise NotImplementedError

    def name_of(self, agency: Agency, row: Any = None) -> str:
        raise NotImplementedError


def _listed(words: list[Any]) -> str:
    *first, last = [str(word) for word in words]
    return f"{', '.join(first)} and {last}" if first else last
