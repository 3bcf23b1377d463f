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
from workflows.acts import ANYONE, EVERYTHING, NotNow, act, event_under_way
from workflows.law import age, pack, promises
from workflows.law import england_2014 as law
from workflows.law.terms import Agency, Moment
from workflows.words import listed

from .base import Life
from .review import ReviewKind

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
    REASSESSING = "reassessing", "Plan in force, being re-assessed"
    CEASING = "ceasing", "Plan in force until the appeal time has passed"
    CEASED = "ceased", "Plan ceased"
    WITHDRAWN = "withdrawn", "Request withdrawn"
    MOVED = "moved", "Moved to another authority"
    DIED = "died", "Child or young person has died"
    AGED_OUT = "aged_out", "Ended by age"


State = CaseState
BEFORE_A_PLAN = (State.REQUESTED, State.ASSESSING, State.DRAFTING, State.DRAFT_SERVED)
IN_FORCE = (State.MAINTAINED, State.UNDER_REVIEW, State.AMENDING, State.REASSESSING, State.CEASING)
OPEN = (*BEFORE_A_PLAN, *IN_FORCE)
REFUSED = (State.DECLINED, State.NO_PLAN)
WITH_A_DECISION = (*REFUSED, *IN_FORCE)
NOT_ENDED = (*OPEN, *REFUSED)
"""Something may be owed: also after a refusal, while it can be appealed."""
WITH_THE_FAMILY = (State.DRAFT_SERVED, State.AMENDING)
BUDGET_MAY_BE_ASKED = (
    State.DRAFTING,
    State.DRAFT_SERVED,
    State.UNDER_REVIEW,
    State.REASSESSING,
    State.AMENDING,
)

AS_TOLD_TO_ASSESS = (law.START_ASSESSING_AS_TOLD, law.START_ASSESSING_AS_CONCEDED)
AS_TOLD_ON_NO_PLAN = (
    law.DECIDE_ON_NO_PLAN_AS_TOLD,
    law.DECIDE_ON_NO_PLAN_AS_CONCEDED,
    law.DECIDE_ON_NO_PLAN_AFTER_AGREEING,
)
AS_TOLD_TO_DRAFT = (law.SERVE_DRAFT_AS_TOLD, law.SERVE_DRAFT_AS_CONCEDED, law.SERVE_RECONSIDERED_DRAFT)
AS_TOLD_TO_ISSUE = (
    law.ISSUE_PLAN_AS_TOLD,
    law.ISSUE_PLAN_AS_CONCEDED,
    law.ISSUE_PLAN_AFTER_AGREEING,
    law.ISSUE_MADE_PLAN_AS_TOLD,
    law.ISSUE_MADE_PLAN_AS_CONCEDED,
    law.ISSUE_RECONSIDERED_PLAN,
)
AS_TOLD_TO_MAINTAIN = (law.MAINTAIN_AS_TOLD, law.MAINTAIN_AS_CONCEDED)
AS_TOLD_TO_AMEND = (
    law.AMEND_AS_TOLD,
    law.CHANGE_SETTING_AS_TOLD,
    law.MAINTAIN_AMENDED_AS_TOLD,
    law.AMEND_AS_CONCEDED,
    law.CHANGE_SETTING_AS_CONCEDED,
    law.MAINTAIN_AMENDED_AS_CONCEDED,
)
NEXT_PHASE = (law.AMEND_BEFORE_THE_NEXT_PHASE, law.AMEND_BEFORE_POST_16, law.AMEND_BEFORE_ANOTHER_POST_16)
REVIEWED = (law.REVIEW_THE_PLAN, law.REVIEW_THE_TRANSFERRED_PLAN)


class CeasingGround(models.TextChoices):
    NOT_RESPONSIBLE = "not_responsible", "the authority is no longer responsible"
    NOT_NECESSARY = "not_necessary", "the plan is no longer necessary"
    LEFT_EDUCATION = "left_education", "the young person has left education or training and will not return"


class Matter(models.TextChoices):
    """Kinds of decision. Whether a young person has the capacity for one is asked for each anew."""

    REQUEST = "request", "asking for an assessment or re-assessment, or withdrawing it"
    VIEWS = "views", "giving views, and answering a draft"
    SETTING = "setting", "asking for a school or college"
    BUDGET = "budget", "a personal budget and direct payments"
    DISPUTE = "dispute", "mediation and appeal"


# What stands in the way of an act, in words for the person who wants to do it.


def advice_is_in(case: CaseLife, on: date) -> str:
    if waiting := case.advice_not_in():
        return f"Advice is still to come, or to be accepted: {listed(waiting)} (regulation 6)."
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
            f"Section{'' if one else 's'} {listed(silent)} {'has' if one else 'have'} no rows and "
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
    for right in (law.ANSWER_THE_DRAFT, law.ANSWER_THE_AMENDMENTS, law.ANSWER_THE_REASSESSED_DRAFT):
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
    if case.told_to("may_cease"):
        return ""
    if case.appeal_is_pending:
        return "There is an appeal. The plan goes on until it is finally decided (section 45(4) of the Act)."
    kept = case.deadlines.filter(key=law.KEEP_THE_PLAN.key).open().first()
    if kept and kept.due >= on:
        last = clock.in_words(kept.due)
        return f"The plan goes on until the appeal time has passed on {last} (section 45(4) of the Act)."
    return ""


def a_reassessment_was_asked_for(case: CaseLife, on: date) -> str:
    if case.deadlines.open().filter(key=law.DECIDE_WHETHER_TO_REASSESS.key).exists():
        return ""
    return "Nobody has asked for a re-assessment that is still to be decided."


def none_is_to_be_named_for_the_next_phase(case: CaseLife, on: date) -> str:
    review = case.current_review
    if review and review.kind == ReviewKind.NEXT_PHASE:
        return (
            "A move to the next phase of education is near. The plan has to be amended so that it names the setting "
            f"or its type ({law.AMEND_BEFORE_THE_NEXT_PHASE.law})."
        )
    return ""


def a_review_names_what_comes_next(case: CaseLife, on: date) -> str:
    review, version = case.last_review, case.working_version
    if (
        case.expects_next_phase()
        and review
        and review.kind == ReviewKind.NEXT_PHASE
        and version
        and not version.next_from
    ):
        return (
            "The plan does not name the setting or type of setting of the next phase yet. Write it in first."
        )
    return ""


def there_is_a_plan_in_force(case: CaseLife, on: date) -> str:
    if case.state in IN_FORCE:
        return ""
    return "There is no plan to transfer yet. Record that the request ends here; the new authority decides afresh."


def the_young_person_decides(case: CaseLife, on: date) -> str:
    if case.is_young_person_on(on):
        return ""
    return "Until the end of compulsory school age the rights are the parent's; capacity and agreement come later."


def a_move_is_known(case: CaseLife, on: date) -> str:
    return (
        ""
        if case.moving_on
        else "Record first that the family moves: to whom, on which day, and when we knew."
    )


def the_family_has_moved(case: CaseLife, on: date) -> str:
    if case.moving_on and on < case.moving_on:
        return f"The family moves on {clock.in_words(case.moving_on)}. The plan is transferred on that day."
    return ""


def another_commissioner_is_known(case: CaseLife, on: date) -> str:
    return "" if case.next_commissioner_id else "Record first which health commissioner is responsible now."


def told_to_assess(case: CaseLife, on: date) -> str:
    return _told(case, "assess")


def told_to_make_or_reconsider(case: CaseLife, on: date) -> str:
    return _told(case, "make_a_plan", "reconsider")


def told_to_reconsider(case: CaseLife, on: date) -> str:
    return _told(case, "reconsider")


def told_to_amend(case: CaseLife, on: date) -> str:
    return _told(case, "amend", "change_setting", "maintain_amended")


def _told(case: CaseLife, *outcomes: str) -> str:
    if case.told_to(*outcomes):
        return ""
    return "No order, agreement or concession that asks for this is recorded. Record it first, under disagreements."


def something_is_late(case: CaseLife, on: date) -> str:
    if case.late_steps(on).exists():
        return ""
    return "No step of ours is past a day that the law sets, so there is no delay to tell the family about."


def nothing_is_late(case: CaseLife, on: date) -> str:
    return "A step is still past a day that the law sets." if case.late_steps(on).exists() else ""


def the_young_person_is_old_enough(case: CaseLife, on: date) -> str:
    if case.age_on(on) >= age.YOUNG_PERSON_UNTIL:
        return ""
    return f"A plan ends by age only from the 25th birthday ({law.MAINTAIN_TO_THE_END_OF_THE_YEAR.law})."


class CaseLife(Life):
    State = CaseState
    ENDS = frozenset({State.CEASED, State.WITHDRAWN, State.MOVED, State.DIED, State.AGED_OUT})

    state = FSMField(choices=State, default=State.NEW, protected=True, editable=False)
    via = models.CharField(max_length=20, blank=True)
    reasons = models.TextField(blank=True)
    received_on = models.DateField(null=True, editable=False)
    ceasing_consulted_on = models.DateField(null=True, editable=False)
    assessment_round = models.PositiveSmallIntegerField(default=1, editable=False)
    moving_on = models.DateField(null=True, editable=False)
    moving_to_words = models.CharField(max_length=200, blank=True, editable=False)
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
        keeps=promises.ANSWER_A_QUESTION,
        marks={Moment.APPEALABLE_DECISION_SENT: "sent_on"},
        decision=True,
    )
    def decline_to_assess(self, *, reasons: str) -> None: ...

    # Assessment

    @act(
        source=(State.ASSESSING, State.REASSESSING),
        target=None,
        discharges=(law.SEEK_ADVICE, law.ASK_A_QUALIFIED_TEACHER, law.SEND_THE_FAMILYS_EVIDENCE),
        by=AUTHORITY,
    )
    def seek_advice(self, *, by: Any, on: date, requests: list[Any], received_on: date | None = None) -> None:
        """Ask each body. `requests`: dicts of kind, organisation, and perhaps person, other, why."""
        kinds = {request["kind"] for request in requests}
        if lacking := [kind for kind in self.advice_required(on) if kind not in kinds | self.advice_kinds()]:
            raise NotNow(f"Regulation 6(1) also requires advice from: {listed([k.label for k in lacking])}.")
        self.ask_each(requests, by=by, on=on, received_on=received_on or on)

    @act(
        source=State.ASSESSING,
        target=State.DRAFTING,
        discharges=(law.DECIDE_WHETHER_TO_MAKE_A_PLAN, *AS_TOLD_ON_NO_PLAN),
        marks=Moment.PLAN_NEEDED,
        guards=[advice_is_in],
        decision=True,
    )
    def decide_to_make_plan(self, *, reasons: str) -> None: ...

    @act(
        source=State.ASSESSING,
        target=State.NO_PLAN,
        discharges=(law.DECIDE_WHETHER_TO_MAKE_A_PLAN, *AS_TOLD_ON_NO_PLAN),
        lifts=EVERYTHING,
        keeps=promises.ANSWER_A_QUESTION,
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
        discharges=(law.PREPARE_THE_DRAFT, law.GIVE_BUDGET_INFORMATION, *AS_TOLD_TO_DRAFT),
        marks={Moment.DRAFT_SERVED: "served_on"},
        guards=[a_draft_is_written, section_i_is_blank, every_section_says_something],
    )
    def serve_draft(self, *, by: Any, on: date) -> None:
        self.serve_working_version(by=by, on=on)

    @act(source=WITH_THE_FAMILY, target=None, by=FAMILY, matter=Matter.VIEWS)
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
        discharges=(law.ANSWER_THE_DRAFT, law.ANSWER_THE_AMENDMENTS, law.ANSWER_THE_REASSESSED_DRAFT),
        matter=Matter.VIEWS,
    )
    def finish_commenting(self) -> None: ...

    @act(source=State.DRAFT_SERVED, target=State.DRAFTING, by=AUTHORITY, lifts=law.ANSWER_THE_DRAFT)
    def redraft(self, *, reasons: str) -> None: ...

    # Setting and money

    @act(
        source=(State.DRAFTING, State.DRAFT_SERVED, State.UNDER_REVIEW, State.REASSESSING, State.AMENDING),
        target=None,
        by=FAMILY,
        marks=Moment.SETTING_REQUESTED,
        matter=Matter.SETTING,
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

    @act(source=BUDGET_MAY_BE_ASKED, target=None, discharges=law.ASK_FOR_A_BUDGET, matter=Matter.BUDGET)
    def ask_for_budget(self, *, by: Any, on: date, reasons: str) -> Any:
        return self.open_budget(reasons=reasons, by=by, on=on)

    # Final plan

    @act(
        source=State.DRAFT_SERVED,
        target=State.MAINTAINED,
        discharges=(law.ISSUE_THE_FINAL_PLAN, *AS_TOLD_TO_ISSUE),
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

    @act(source=IN_FORCE, target=None, discharges=(law.SECURE_THE_PROVISION, law.TAKE_OVER_THE_PLAN))
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
        discharges=law.DO_AS_THE_COMMISSIONER_ASKS,
    )
    def fix_review_meeting(self, *, by: Any, on: date, meeting_on: date, place: str, kind: str = "") -> Any:
        """`kind`: left out, it is the review before the next phase where one is expected, else the yearly one."""
        usual = ReviewKind.NEXT_PHASE if self.expects_next_phase() else ReviewKind.YEARLY
        return self.open_review(meeting_on=meeting_on, place=place, kind=kind or usual, by=by, on=on)

    @act(
        source=(State.MAINTAINED, State.UNDER_REVIEW), target=None, by=AUTHORITY, guards=[no_draft_is_written]
    )
    def prepare_amendments(self, *, by: Any, on: date) -> Any:
        """A working copy of the plan in force, in which to write the amendments we propose."""
        return self.copy_final_version(by=by, on=on)

    @act(
        source=State.UNDER_REVIEW,
        target=State.MAINTAINED,
        discharges=(law.DECIDE_AFTER_THE_REVIEW, *REVIEWED),
        lifts=(
            law.SEND_THE_AMENDMENT_NOTICE,
            law.REPORT_ON_THE_MEETING,
            law.REVIEW_WITHOUT_A_SETTING,
            law.CONSULT_BEFORE_CEASING,
            law.TELL_OF_CEASING,
            law.CONSIDER_AN_EARLIER_REVIEW,
        ),
        marks={Moment.PLAN_REVIEWED: "sent_on", Moment.APPEALABLE_DECISION_SENT: "sent_on"},
        guards=[the_meeting_was_held, none_is_to_be_named_for_the_next_phase],
        decision=True,
    )
    def decide_to_maintain(self, *, by: Any, on: date, reasons: str) -> None:
        self.close_review("maintain", by=by, on=on)
        self.discard_working_version(by=by, on=on)

    @act(
        source=State.UNDER_REVIEW,
        target=State.AMENDING,
        discharges=(law.DECIDE_AFTER_THE_REVIEW, law.SEND_THE_AMENDMENT_NOTICE, *REVIEWED),
        lifts=(
            law.REPORT_ON_THE_MEETING,
            law.REVIEW_WITHOUT_A_SETTING,
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
        discharges=(
            law.ISSUE_THE_AMENDED_PLAN,
            law.ISSUE_THE_REASSESSED_PLAN,
            *AS_TOLD_TO_ISSUE,
            *AS_TOLD_ON_NO_PLAN,
        ),
        lifts=(
            law.ANSWER_THE_AMENDMENTS,
            law.ANSWER_THE_REASSESSED_DRAFT,
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
            a_review_names_what_comes_next,
        ],
        decision=True,
    )
    def issue_amended_plan(self, *, by: Any, on: date) -> None:
        self.finalise_working_version(by=by, on=on)

    @act(
        source=State.AMENDING,
        target=State.MAINTAINED,
        discharges=(law.TELL_OF_NO_AMENDMENT, law.ISSUE_THE_REASSESSED_PLAN),
        lifts=(law.ANSWER_THE_AMENDMENTS, law.ANSWER_THE_REASSESSED_DRAFT, law.ISSUE_THE_AMENDED_PLAN),
        marks={Moment.APPEALABLE_DECISION_SENT: "sent_on"},
        guards=[the_family_has_had_its_days],
        decision=True,
    )
    def decide_not_to_amend(self, *, by: Any, on: date, reasons: str) -> None:
        self.discard_working_version(by=by, on=on)

    # Amending without a review

    @act(
        source=State.MAINTAINED,
        target=State.AMENDING,
        by=AUTHORITY,
        marks={
            Moment.AMENDMENT_NOTICE_SENT: "sent_on",
            Moment.AMENDMENT_NOTICE_SERVED: "served_on",
        },
        guards=[a_draft_is_written, every_section_says_something],
        decision=True,
    )
    def propose_amendments(self, *, by: Any, on: date, reasons: str) -> None:
        self.serve_working_version(by=by, on=on)

    @act(source=State.MAINTAINED, target=None, by=AUTHORITY, guards=[a_draft_is_written])
    def drop_amendments(self, *, by: Any, on: date, reasons: str) -> None:
        """Amendments that were being written and were never sent."""
        self.discard_working_version(by=by, on=on)

    # The next phase of education

    @act(
        source=IN_FORCE,
        target=None,
        by=(AUTHORITY, Agency.SERVICE),
        marks={
            Moment.TRANSFER_BETWEEN_PHASES: "next_phase_on",
            Moment.TRANSFER_TO_POST_16: "post_16_on",
            Moment.TRANSFER_BETWEEN_POST_16: "between_post_16_on",
        },
    )
    def expect_next_phase(
        self,
        *,
        next_phase_on: date | None = None,
        post_16_on: date | None = None,
        between_post_16_on: date | None = None,
    ) -> None:
        """The child or young person will move on a day to another school, to post-16, or between post-16."""
        if len([day for day in (next_phase_on, post_16_on, between_post_16_on) if day]) != 1:
            raise NotNow("Say which of the three moves it is, and its day.")

    @act(source=IN_FORCE, target=None, by=AUTHORITY, lifts=NEXT_PHASE)
    def expect_no_next_phase(self, *, reasons: str) -> None:
        """They stay where they are after all."""

    @act(
        source=(*WITH_THE_FAMILY, State.UNDER_REVIEW),
        target=None,
        by=AUTHORITY,
        guards=[a_draft_is_written],
        decision=True,
    )
    def name_next_setting(
        self, *, from_on: date, setting: Any = None, setting_type: str = "", reasons: str = ""
    ) -> None:
        """Write into the version in hand which setting, or type, the plan names from a day on."""
        if not (setting or setting_type):
            raise NotNow("Name the setting of the next phase, or its type.")
        self.write_next_setting(setting=setting, setting_type=setting_type, from_on=from_on)

    # Re-assessment

    @act(
        source=(State.MAINTAINED, State.UNDER_REVIEW),
        target=None,
        by=(FAMILY, AUTHORITY, Agency.HEALTH_COMMISSIONER),
        marks=Moment.REASSESSMENT_REQUESTED,
        matter=Matter.REQUEST,
    )
    def ask_for_reassessment(self, *, reasons: str, asked_by: str = "") -> None:
        """`asked_by`: who asked, where the authority records it (a head, a principal, a letter)."""

    @act(
        source=(State.MAINTAINED, State.UNDER_REVIEW),
        target=None,
        discharges=law.DECIDE_WHETHER_TO_REASSESS,
        marks={Moment.APPEALABLE_DECISION_SENT: "sent_on"},
        guards=[a_reassessment_was_asked_for],
        decision=True,
    )
    def decline_reassessment(self, *, reasons: str) -> None: ...

    @act(
        source=State.MAINTAINED,
        target=State.REASSESSING,
        discharges=(law.DECIDE_WHETHER_TO_REASSESS, law.DO_AS_THE_COMMISSIONER_ASKS, *AS_TOLD_TO_ASSESS),
        marks={Moment.REASSESSMENT_DECIDED: "sent_on", Moment.ASSESSMENT_AGREED: "on"},
        guards=[no_draft_is_written],
        decision=True,
    )
    def agree_to_reassess(self, *, reasons: str) -> None:
        """Because somebody asked, because it is ordered, or because the authority itself thinks it necessary."""
        self.assessment_round += 1

    @act(source=State.REASSESSING, target=None, by=AUTHORITY, guards=[advice_is_in, no_draft_is_written])
    def draft_reassessed_plan(self, *, by: Any, on: date, leave_out: list[Any] | None = None) -> Any:
        """The plan in force, with what the new advice says added to it, to be worked on."""
        return self.assemble_reassessed_draft(leave_out or [], by=by, on=on)

    @act(
        source=State.REASSESSING,
        target=State.AMENDING,
        by=AUTHORITY,
        marks={Moment.REASSESSED_DRAFT_SERVED: "served_on"},
        guards=[a_draft_is_written, every_section_says_something],
    )
    def serve_reassessed_draft(self, *, by: Any, on: date) -> None:
        self.serve_working_version(by=by, on=on)

    @act(
        source=State.REASSESSING,
        target=State.MAINTAINED,
        discharges=(law.ISSUE_THE_REASSESSED_PLAN, *AS_TOLD_ON_NO_PLAN, *AS_TOLD_TO_ISSUE),
        lifts=(law.SEEK_ADVICE, law.ASK_A_QUALIFIED_TEACHER, law.SEND_THE_FAMILYS_EVIDENCE, law.GIVE_ADVICE),
        marks={Moment.APPEALABLE_DECISION_SENT: "sent_on"},
        guards=[advice_is_in],
        decision=True,
    )
    def keep_plan_after_reassessment(self, *, by: Any, on: date, reasons: str) -> None:
        """The re-assessment shows that the plan is right as it is."""
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
        discharges=(law.TELL_OF_CEASING, law.DECIDE_AFTER_THE_REVIEW, *REVIEWED),
        lifts=(law.SEND_THE_AMENDMENT_NOTICE, law.REPORT_ON_THE_MEETING, law.REVIEW_WITHOUT_A_SETTING),
        marks={Moment.CEASING_NOTICE_SENT: "sent_on", Moment.APPEALABLE_DECISION_SENT: "sent_on"},
        guards=[ceasing_was_consulted_on],
        decision=True,
    )
    def decide_to_cease(
        self, *, by: Any, on: date, reasons: str, ground: str = CeasingGround.NOT_NECESSARY
    ) -> None:
        self.check_ground_to_cease(ground, on)
        self.close_review("cease", by=by, on=on)
        self.discard_working_version(by=by, on=on)

    @act(
        source=State.CEASING,
        target=State.MAINTAINED,
        by=AUTHORITY,
        discharges=AS_TOLD_TO_MAINTAIN,
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
        discharges=law.CEASE_AS_ORDERED,
        lifts=EVERYTHING,
        guards=[the_appeal_time_has_passed],
        decision=True,
    )
    def cease(self) -> None: ...

    # When a day is missed

    @act(source=NOT_ENDED, target=None, by=Agency.SERVICE)
    def foresee_delay(self, *, duty: str, expected_on: date, waiting: list[dict[str, str]]) -> None:
        """The day of a duty cannot be kept any more: `waiting` says why, step by step (workflows/delay.py)."""

    @act(source=NOT_ENDED, target=None, by=Agency.SERVICE, marks=Moment.STATUTORY_DAY_MISSED)
    def note_missed_day(
        self, *, duty: str, expected_on: date | None = None, waiting: list[dict[str, str]] | None = None
    ) -> None:
        """`expected_on` and `waiting`: as where a delay is foreseen, as far as they can be reckoned."""

    @act(
        source=NOT_ENDED,
        target=None,
        discharges=(law.EXPLAIN_THE_DELAY, promises.KEEP_THE_FAMILY_INFORMED),
        marks=Moment.TOLD_OF_THE_DELAY,
    )
    def explain_delay(self, *, words: str, expected_on: date | None = None) -> None:
        self.expected_on = expected_on

    @act(
        source=NOT_ENDED,
        target=None,
        discharges=promises.KEEP_THE_FAMILY_INFORMED,
        marks=Moment.TOLD_OF_THE_DELAY,
        guards=[something_is_late],
    )
    def tell_how_it_stands(self, *, words: str, expected_on: date | None = None) -> None:
        """For as long as something is late: what has happened since, and when it is expected now."""
        self.expected_on = expected_on

    @act(
        source=NOT_ENDED,
        target=None,
        by=Agency.SERVICE,
        lifts=promises.KEEP_THE_FAMILY_INFORMED,
        guards=[nothing_is_late],
    )
    def note_caught_up(self) -> None:
        """What was late has been done, or is not owed or not late any more."""
        self.expected_on = None

    # Questions

    @act(source=NOT_ENDED, target=None, by=FAMILY)
    def ask_a_question(self, *, by: Any, on: date, words: str) -> Any:
        """Answers with the question, which has a life of its own."""
        return self.keep_question(words=words, by=by, on=on)

    # Departures from the clocks

    @act(source=NOT_ENDED, target=None, by=AUTHORITY)
    def record_exception(
        self,
        *,
        by: Any,
        on: date,
        deadline: Any,
        ground: str,
        statement: str,
        evidence: str,
        began_on: date,
        ended_on: date | None = None,
    ) -> None:
        """A day may pass because keeping it is impractical, as `statement` says; the duty itself stays."""
        self.excuse(
            deadline,
            ground=ground,
            statement=statement,
            evidence=evidence,
            began_on=began_on,
            ended_on=ended_on,
            by=by,
        )

    @act(source=NOT_ENDED, target=None, by=AUTHORITY)
    def agree_another_day(
        self, *, by: Any, on: date, deadline: Any, until: date, statement: str, evidence: str
    ) -> None:
        """Those concerned agreed in writing on another day, where the law lets them."""
        self.extend(deadline, until=until, statement=statement, evidence=evidence, by=by, on=on)

    @act(source=NOT_ENDED, target=None, by=(FAMILY, AUTHORITY), matter=Matter.REQUEST)
    def pause(self, *, by: Any, on: date, statement: str, evidence: str = "") -> None:
        """The family wants the work to rest for a time. The law stops no clock for that, and says so here."""
        self.keep_pause(statement=statement, evidence=evidence, by=by, on=on)

    @act(source=NOT_ENDED, target=None, by=(FAMILY, AUTHORITY), matter=Matter.REQUEST)
    def end_pause(self, *, on: date) -> None:
        self.close_pause(on)

    # Disagreement

    @act(
        source=WITH_A_DECISION,
        target=None,
        by=(FAMILY, AUTHORITY),
        discharges=law.ASK_FOR_MEDIATION,
        matter=Matter.DISPUTE,
    )
    def ask_for_mediation(
        self, *, by: Any, on: date, words: str = "", topics: list[Any] | None = None, decision: Any = None
    ) -> Any:
        """`topics`: education, health, social_care. `decision`: the event disagreed with; left out, the latest."""
        dispute = self.dispute_about(decision)
        dispute.want_mediation(by=by, on=on, words=words, topics=topics or ["education"])
        return dispute

    @act(
        source=WITH_A_DECISION,
        target=None,
        by=(FAMILY, AUTHORITY),
        discharges=law.ASK_FOR_MEDIATION,
        matter=Matter.DISPUTE,
    )
    def decline_mediation(self, *, by: Any, on: date, words: str = "", decision: Any = None) -> Any:
        """The family tells the mediation adviser that it means to appeal and wants no mediation."""
        dispute = self.dispute_about(decision)
        dispute.want_no_mediation(by=by, on=on, words=words)
        return dispute

    @act(
        source=WITH_A_DECISION,
        target=None,
        by=(FAMILY, AUTHORITY),
        marks={Moment.MEDIATION_CERTIFICATE_DATED: "dated_on"},
        matter=Matter.DISPUTE,
    )
    def record_mediation_certificate(self, *, by: Any, on: date, dated_on: date, decision: Any = None) -> Any:
        dispute = self.dispute_about(decision)
        dispute.certify(by=by, on=on, dated_on=dated_on)
        return dispute

    @act(
        source=WITH_A_DECISION,
        target=None,
        by=(FAMILY, AUTHORITY),
        discharges=law.APPEAL,
        matter=Matter.DISPUTE,
    )
    def record_appeal(self, *, by: Any, on: date, words: str = "", decision: Any = None) -> Any:
        dispute = self.dispute_about(decision)
        dispute.appeal(by=by, on=on, words=words)
        return dispute

    # Carrying out what the Tribunal ordered, mediation agreed, or the authority gave in to

    @act(
        source=State.DECLINED,
        target=State.ASSESSING,
        discharges=AS_TOLD_TO_ASSESS,
        marks=Moment.ASSESSMENT_AGREED,
        guards=[told_to_assess],
    )
    def start_assessing_as_told(self) -> None: ...

    @act(
        source=State.DECLINED,
        target=State.ASSESSING,
        by=AUTHORITY,
        revives=(law.DECIDE_WHETHER_TO_MAKE_A_PLAN, law.ISSUE_THE_FINAL_PLAN),
        marks={Moment.ASSESSMENT_AGREED: "on", Moment.CONCEDED_WITHOUT_ORDER: "sent_on"},
        decision=True,
    )
    def assess_after_all(self, *, by: Any, on: date, reasons: str) -> None:
        """Without any order. The weeks of the first request go on as if there had been no refusal."""
        self.end_dispute_without_order(by=by, on=on)

    @act(
        source=State.NO_PLAN,
        target=State.DRAFTING,
        discharges=law.RECONSIDER_AS_TOLD,
        marks=Moment.PLAN_NEEDED,
        guards=[told_to_make_or_reconsider],
        decision=True,
    )
    def make_plan_as_told(self, *, reasons: str) -> None: ...

    @act(
        source=State.NO_PLAN,
        target=None,
        discharges=law.RECONSIDER_AS_TOLD,
        lifts=(law.SERVE_RECONSIDERED_DRAFT, law.ISSUE_RECONSIDERED_PLAN),
        marks={Moment.APPEALABLE_DECISION_SENT: "sent_on"},
        guards=[told_to_reconsider],
        decision=True,
    )
    def stand_by_no_plan(self, *, reasons: str) -> None:
        """Reconsidered, as told: no plan is needed. This is a new decision, with a new right to appeal."""

    @act(
        source=State.NO_PLAN,
        target=State.DRAFTING,
        by=AUTHORITY,
        revives=law.ISSUE_THE_FINAL_PLAN,
        marks=Moment.PLAN_NEEDED,
        decision=True,
    )
    def make_plan_after_all(self, *, by: Any, on: date, reasons: str) -> None:
        """Without any order. The 20 weeks of the first request go on as if there had been no refusal."""
        self.end_dispute_without_order(by=by, on=on)

    @act(
        source=(State.MAINTAINED, State.UNDER_REVIEW),
        target=None,
        discharges=AS_TOLD_TO_MAINTAIN,
    )
    def go_on_as_told(self, *, words: str = "") -> None:
        """The plan goes on as it is, as was ordered or agreed."""

    @act(
        source=(State.MAINTAINED, State.UNDER_REVIEW),
        target=None,
        discharges=(*AS_TOLD_TO_AMEND, *AS_TOLD_TO_MAINTAIN),
        marks={Moment.AMENDED_PLAN_SENT: "sent_on"},
        guards=[
            told_to_amend,
            a_draft_is_written,
            every_section_says_something,
            section_g_is_agreed,
            section_i_is_filled,
        ],
        decision=True,
    )
    def issue_plan_as_told(self, *, by: Any, on: date) -> None:
        """The amended plan as ordered or agreed: no notice before it, and no new time to answer."""
        self.finalise_working_version(by=by, on=on)

    # The family moves

    @act(
        source=OPEN,
        target=None,
        by=AUTHORITY,
        marks={
            Moment.MOVE: "moves_on",
            Moment.MOVE_KNOWN: "aware_on",
            Moment.COMMISSIONER_MOVE_KNOWN: "commissioner_aware_on",
        },
        guards=[there_is_a_plan_in_force],
    )
    def note_move(
        self,
        *,
        moves_on: date,
        aware_on: date,
        to: Any = None,
        to_words: str = "",
        commissioner_aware_on: date | None = None,
    ) -> None:
        """`to`: the new authority if it works with this service; else `to_words`, its name."""
        if not (to or to_words):
            raise NotNow("Say to which authority the family moves.")
        self.moving_on, self.moving_to, self.moving_to_words = moves_on, to, to_words or str(to)

    @act(
        source=IN_FORCE,
        target=None,
        by=AUTHORITY,
        lifts=(law.TRANSFER_THE_PLAN, law.PASS_THE_PLAN_TO_THE_NEW_COMMISSIONER),
        guards=[a_move_is_known],
    )
    def note_no_move(self, *, reasons: str) -> None:
        self.moving_on, self.moving_to, self.moving_to_words = None, None, ""

    @act(
        source=IN_FORCE,
        target=State.MOVED,
        discharges=law.TRANSFER_THE_PLAN,
        lifts=EVERYTHING,
        keeps=law.PASS_THE_PLAN_TO_THE_NEW_COMMISSIONER,
        guards=[a_move_is_known, the_family_has_moved],
    )
    def transfer_plan(self, *, by: Any, on: date) -> Any:
        """Answers with the case at the new authority; none where that authority does not work with this service."""
        return self.hand_over(by=by, on=on)

    @act(
        source=State.NEW,
        target=State.MAINTAINED,
        by=ANYONE,
        marks={
            Moment.TRANSFERRED_PLAN_LAST_REVIEWED: "last_reviewed_on",
            Moment.PLAN_TRANSFERRED: "on",
            Moment.COMMISSIONER_TOLD_OF_PLAN: "commissioner_told_on",
        },
    )
    def take_over_plan(
        self,
        *,
        by: Any,
        on: date,
        from_words: str,
        made_on: date,
        last_reviewed_on: date,
        commissioner_told_on: date | None = None,
    ) -> None:
        """The first act of a case that begins with a plan of another authority, which stays in force here."""
        self.received_on = on
        self.moved_from_words, self.plan_made_on = from_words, made_on
        self.finalise_working_version(by=by, on=on)

    @act(source=IN_FORCE, target=None, discharges=law.TELL_WHAT_THE_NEW_AUTHORITY_WILL_DO)
    def tell_after_transfer(self, *, reassesses: bool, reviewed_by: date, words: str) -> None: ...

    @act(
        source=(*IN_FORCE, State.MOVED),
        target=None,
        by=(Agency.HEALTH_COMMISSIONER, AUTHORITY),
        discharges=law.PASS_THE_PLAN_TO_THE_NEW_COMMISSIONER,
    )
    def tell_commissioner_of_move(self, *, words: str) -> None: ...

    @act(
        source=IN_FORCE,
        target=None,
        by=(AUTHORITY, Agency.HEALTH_COMMISSIONER),
        marks={Moment.COMMISSIONER_CHANGE_KNOWN: "aware_on"},
    )
    def note_other_commissioner(self, *, commissioner: Any, aware_on: date) -> None:
        self.next_commissioner = commissioner

    @act(
        source=IN_FORCE,
        target=None,
        by=(Agency.HEALTH_COMMISSIONER, AUTHORITY),
        discharges=law.TELL_THE_NEW_COMMISSIONER,
        marks=Moment.COMMISSIONER_TOLD_OF_PLAN,
        guards=[another_commissioner_is_known],
    )
    def tell_new_commissioner(self) -> None:
        """From now on the new health commissioner answers for the health provision in the plan."""
        self.commissioner, self.next_commissioner = self.next_commissioner, None

    @act(source=IN_FORCE, target=None, discharges=law.ASK_WHERE_HEALTH_CANNOT_ARRANGE)
    def say_health_can_be_arranged(self, *, words: str) -> None: ...

    @act(
        source=IN_FORCE,
        target=None,
        discharges=law.ASK_WHERE_HEALTH_CANNOT_ARRANGE,
        marks=Moment.COMMISSIONER_ASKED,
    )
    def ask_for_assessment_or_review(self, *, words: str) -> None: ...

    # Whose rights they are

    @act(source=NOT_ENDED, target=None, by=Agency.SERVICE, marks={Moment.BORN: "born"})
    def foresee_passing_of_rights(self, *, born: date) -> None: ...

    @act(
        source=NOT_ENDED,
        target=None,
        by=Agency.SERVICE,
        lifts=law.ACT_AS_THE_PARENT,
        marks={Moment.YOUNG_PERSON: "passed_on"},
    )
    def pass_rights(self, *, passed_on: date) -> None:
        """Compulsory school age has ended: the rights are the young person's own."""

    @act(source=NOT_ENDED, target=None, by=FAMILY, guards=[the_young_person_decides])
    def let_parent_act(self, *, by: Any, member: Any) -> None:
        """The young person agrees that a parent uses their rights with them, until they say otherwise."""
        self.set_agreement(member, True, by)

    @act(source=NOT_ENDED, target=None, by=FAMILY, guards=[the_young_person_decides])
    def let_parent_act_no_more(self, *, by: Any, member: Any) -> None:
        self.set_agreement(member, False, by)

    @act(source=NOT_ENDED, target=None, by=AUTHORITY, guards=[the_young_person_decides])
    def record_capacity(
        self,
        *,
        by: Any,
        on: date,
        matter: str,
        has_capacity: bool,
        assessed_by: str,
        evidence: str,
        representative: Any = None,
    ) -> None:
        """Whether the young person has the capacity for one kind of decision; if not, who decides for them."""
        self.keep_capacity(
            matter=matter,
            has_capacity=has_capacity,
            assessed_by=assessed_by,
            evidence=evidence,
            representative=representative,
            by=by,
            on=on,
        )

    # The law changes

    @act(source=NOT_ENDED, target=None, by=Agency.SERVICE)
    def move_to_law(self, *, to: str, since: str) -> None:
        """From now on the case is under another law: what is open is reckoned anew, what has ended stays.

        `since`: the law it was under till now, so that the chain of events says both.
        """
        if since != self.law_pack:
            raise NotNow(f"This case is under {self.law_pack}, not under {since}.")
        self.law_pack = pack(to).name
        self.deadlines.model.objects.recount(self, event_under_way(self))

    # The ways out

    @act(
        source=BEFORE_A_PLAN,
        target=State.WITHDRAWN,
        by=(FAMILY, AUTHORITY),
        lifts=EVERYTHING,
        matter=Matter.REQUEST,
    )
    def withdraw_request(self, *, by: Any, on: date, reasons: str, evidence: str = "") -> None:
        self.keep_withdrawal(statement=reasons, evidence=evidence, by=by, on=on)

    @act(source=BEFORE_A_PLAN, target=State.MOVED, by=AUTHORITY, lifts=EVERYTHING)
    def move_to_another_authority(self, *, authority: str) -> None:
        """Before there is a plan: the new authority decides afresh. A plan in force is transferred instead."""

    @act(source=OPEN, target=State.DIED, by=AUTHORITY, lifts=EVERYTHING)
    def record_death(self) -> None: ...

    @act(
        source=IN_FORCE,
        target=State.AGED_OUT,
        by=AUTHORITY,
        lifts=EVERYTHING,
        guards=[the_young_person_is_old_enough],
        decision=True,
    )
    def end_by_age(self) -> None: ...

    # What the file brings

    working_version: Any
    current_review: Any
    last_review: Any
    deadlines: Any
    law_pack: Any
    commissioner: Any
    next_commissioner: Any
    next_commissioner_id: Any
    moving_to: Any
    moved_from_words: Any
    plan_made_on: Any

    def late_steps(self, on: date | None = None) -> Any:
        """The authority's own duties whose day of law has passed undone and unexcused, the longest late first."""
        return self.deadlines.missed_by_the_authority(on).order_by("due", "pk")

    def keep_question(self, *, words: str, by: Any, on: date) -> Any:
        raise NotImplementedError

    def expects_next_phase(self) -> bool:
        """Whether a move to the next phase of education is near, for which the plan is still to be amended."""
        return self.deadlines.open().filter(key__in=[row.key for row in NEXT_PHASE]).exists()

    @property
    def appeal_is_pending(self) -> bool:
        raise NotImplementedError

    def told_to(self, *outcomes: str) -> bool:
        """Whether an order, an agreement or a concession asks for one of these and is still to be carried out."""
        raise NotImplementedError

    def dispute_about(self, decision: Any) -> Any:
        """The dispute about a decision (its event; the latest that can be appealed if none): found, or begun."""
        raise NotImplementedError

    def end_dispute_without_order(self, *, by: Any, on: date) -> None:
        raise NotImplementedError

    def age_on(self, day: date) -> int:
        raise NotImplementedError

    def is_young_person_on(self, day: date) -> bool:
        raise NotImplementedError

    def check_ground_to_cease(self, ground: str, on: date) -> None:
        """Raises NotNow where the plan may not cease on this ground (regulations 29 and 30)."""
        raise NotImplementedError

    def excuse(
        self,
        deadline: Any,
        *,
        ground: str,
        statement: str,
        evidence: str,
        began_on: date,
        ended_on: date | None,
        by: Any,
    ) -> None:
        raise NotImplementedError

    def extend(self, deadline: Any, *, until: date, statement: str, evidence: str, by: Any, on: date) -> None:
        raise NotImplementedError

    def keep_pause(self, *, statement: str, evidence: str, by: Any, on: date) -> None:
        raise NotImplementedError

    def close_pause(self, on: date) -> None:
        raise NotImplementedError

    def keep_withdrawal(self, *, statement: str, evidence: str, by: Any, on: date) -> None:
        raise NotImplementedError

    def write_next_setting(self, *, setting: Any, setting_type: str, from_on: date) -> None:
        raise NotImplementedError

    def assemble_reassessed_draft(self, leave_out: list[Any], *, by: Any, on: date) -> Any:
        raise NotImplementedError

    def hand_over(self, *, by: Any, on: date) -> Any:
        raise NotImplementedError

    def set_agreement(self, member: Any, agrees: bool, by: Any) -> None:
        raise NotImplementedError

    def keep_capacity(
        self,
        *,
        matter: str,
        has_capacity: bool,
        assessed_by: str,
        evidence: str,
        representative: Any,
        by: Any,
        on: date,
    ) -> None:
        raise NotImplementedError

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

    def open_review(self, *, meeting_on: date, place: str, kind: str, by: Any, on: date) -> Any:
        raise NotImplementedError

    def close_review(self, decision: str, *, by: Any, on: date) -> None:
        raise NotImplementedError

    def stands_for(
        self, user: Any, agency: Agency, row: Any, *, decision: bool = False, matter: str = ""
    ) -> bool:
        """Whether this person stands for that agency here; for a decision, whether they may decide.

        `matter`: the kind of decision, where it is the family's.
        """
        raise NotImplementedError

    def name_of(self, agency: Agency, row: Any = None) -> str:
        raise NotImplementedError
