"""Where a case is, told to a family: now, late, next, what they can do, who is helping, what happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.urls import reverse

from ehcp import access, wording
from ehcp.models import Case
from ehcp.pages import delays, reassessing
from ehcp.pages.context import Link
from ehcp.pages.disputing import decisions
from ehcp.pages.moved import whereabouts
from ehcp.pages.standing import standing
from ehcp.templatetags.govuk import from_now
from workflows import clock, delay
from workflows.law import england_2014 as law
from workflows.law import promises
from workflows.law.terms import Agency
from workflows.lives.advice import AdviceState
from workflows.lives.case import BEFORE_A_PLAN, CaseState
from workflows.lives.review import ReviewState
from workflows.models import Deadline, Event
from workflows.words import listed

from .base import Voice

IN = (AdviceState.GIVEN, AdviceState.ACCEPTED)


class Story:
    """One case as one person of the family reads it today. Deadlines are fetched once."""

    def __init__(self, case: Case, user: Any, voice: Voice) -> None:
        self.case, self.user, self.voice = case, user, voice
        self.today = clock.today()
        self.deadlines = list(case.deadlines.select_related("accountable", "ended_by", "case__child"))
        self.advice = list(
            case.advice_of_this_round.exclude(state=AdviceState.NEW).select_related("organisation", "person")
        )

    @property
    def on_the_way(self) -> bool:
        """Whether a plan is still being worked towards, so that the 20 weeks are being counted."""
        return self.case.state in BEFORE_A_PLAN

    @property
    def is_closed_quietly(self) -> bool:
        return bool(self.case.state == CaseState.DIED)

    # Now

    def now(self) -> list[str]:
        tell = NOW.get(self.case.state)
        return tell(self) if tell else [f"{wording.state_words(self.case, 'family')}."]

    # Late

    def late(self) -> list[Late]:
        """What is late. Advice that several owe since one day is told together, so that nothing is said six times."""
        found: dict[Any, list[Deadline]] = {}
        for deadline in self.deadlines:
            if deadline.is_open and deadline.is_late(self.today) and deadline.key not in BESIDE_ANOTHER:
                advice = deadline.key == law.GIVE_ADVICE.key
                found.setdefault((deadline.key, deadline.due) if advice else deadline.pk, []).append(deadline)
        return [self._late(together) for together in found.values()]

    def _late(self, together: list[Deadline]) -> Late:
        first = together[0]
        words = wording.task(first, self.voice.reader)
        if first.key == law.GIVE_ADVICE.key:
            whom = listed([self._advice_of(deadline).of_whom for deadline in together])
            words = f"Advice about {self.voice.who}: {whom}"
        return Late(
            first,
            words,
            _whose(together),
            max(filter(None, map(_asked_again, together)), default=None),
            delays.outlook_on(self.case, first, self.deadlines, self.today),
        )

    def _advice_of(self, deadline: Deadline) -> Any:
        return next(advice for advice in self.advice if advice.pk == deadline.subject_id)

    def explanation(self) -> Event | None:
        """What we last said about a delay, as long as something is late."""
        told, over = (
            self.case.event_of("explain_delay", "tell_how_it_stands"),
            self.case.event_of("note_caught_up"),
        )
        return told if told and self.late() and not (over and over.seq > told.seq) else None

    def next_news(self) -> Deadline | None:
        """Our promise to say again how it stands."""
        return self._open(promises.KEEP_THE_FAMILY_INFORMED)

    def will_be_late(self) -> list[WillBeLate]:
        """The steps whose day is still to come and cannot be kept."""
        return [
            WillBeLate(found.deadline, wording.task(found.deadline, self.voice.reader), found)
            for found in self._foreseen
        ]

    @cached_property
    def _foreseen(self) -> list[delays.Told]:
        return delays.ahead(self.case, self.deadlines, self.today)

    def explanation_owed(self) -> Deadline | None:
        return self._open(law.EXPLAIN_THE_DELAY)

    # Next

    def next(self) -> list[Step]:
        """What comes next and by when: the council's own steps in their order, those that are late left out."""
        steps = [
            deadline
            for deadline in self.deadlines
            if deadline.is_open
            and not deadline.is_right
            and deadline.key in wording.FAMILY_TASKS
            and deadline.key not in BESIDE_ANOTHER | TOLD_ELSEWHERE
            and deadline.ring_on
            and not deadline.is_late(self.today)
            and deadline not in [found.deadline for found in self._foreseen]
        ]
        steps.sort(key=lambda deadline: (deadline.ring_on, deadline.pk))
        return [Step(deadline, wording.task(deadline, self.voice.reader)) for deadline in steps[:3]]

    # What you can do

    def waits_for_you(self) -> list[Link]:
        """What cannot go on well without them: each begins with what they are asked."""
        return [Link(text, url) for text, url in self._asked_of_you()]

    def can_do(self) -> list[Link]:
        """The other acts that the machine offers this person now."""
        return [Link(text, url) for text, url in self._offers()]

    def way_out(self) -> Link | None:
        if not self.case.can(self.user, "withdraw_request"):
            return None
        return Link(wording.act_label("withdraw_request", "family"), _to("withdraw", self.case.pk))

    def _asked_of_you(self) -> Iterator[tuple[str, str]]:
        case, user = self.case, self.user
        for advice in self.advice:
            if may_write(advice, user):
                yield f"Tell us what we should know about {self.voice.who}", _to("views", advice.pk)
            if advice.can(user, "say_it_is_enough_as_family") and not advice.family_satisfied_on:
                yield f"Say whether an earlier report is enough: {advice.of_whom}", _to("earlier", advice.pk)
        version = case.served_version
        if version and case.can(user, "comment"):
            what = "changes" if case.state == CaseState.AMENDING else "draft"
            yield f"Read the {what} and say what you think", _to("plan", version.pk)
        budget = case.current_budget
        if budget and budget.can(user, "consent_to_direct_payment") and not budget.consented_on:
            yield wording.act_label("consent_to_direct_payment", "family"), _to("consent", budget.pk)

    def _offers(self) -> Iterator[tuple[str, str]]:
        case, user = self.case, self.user
        if case.plan_is_in_force and (plan := case.final_version):
            yield "Read the plan in force", _to("plan", plan.pk)
        offered = {act.name for act in case.open_acts(user)}
        if "prefer_setting" in offered:
            yield wording.act_label("prefer_setting", "family"), _to("prefer", case.pk)
        budget = case.current_budget
        if "ask_for_budget" in offered and (
            budget is None or budget.came_along or budget.state in ENDED_BUDGETS
        ):
            yield wording.act_label("ask_for_budget", "family"), _to("ask_for_budget", case.pk)
        if budget and budget.can(user, "ask_for_budget_review"):
            yield wording.act_label("ask_for_budget_review", "family"), _to("budget_review", budget.pk)
        if "ask_for_reassessment" in offered and self._open(law.DECIDE_WHETHER_TO_REASSESS) is None:
            yield wording.act_label("ask_for_reassessment", "family"), _to("reassessment", case.pk)
        if budget and budget.can(user, "ask_for_reconsideration") and self._open(law.ASK_FOR_RECONSIDERATION):
            yield wording.act_label("ask_for_reconsideration", "family"), _to("reconsider", budget.pk)
        if budget and budget.can(user, "withdraw_consent") and self._open(law.STOP_THE_PAYMENT) is None:
            yield wording.act_label("withdraw_consent", "family"), _to("withdraw_consent", budget.pk)
        if "pause" in offered:
            name = "end_pause" if case.pause_now else "pause"
            yield wording.act_label(name, "family"), _to(name, case.pk)
        if DISAGREEING & offered and any(each.takes("record_appeal") for each in decisions(case)):
            yield "If you do not agree with our decision", _to("disputes", case.pk)

    @property
    def may_ask(self) -> bool:
        return self.case.can(self.user, "ask_a_question")

    answered_within = promises.ANSWER_A_QUESTION.aim

    # Who is helping

    def helpers(self) -> list[Helper]:
        return [self._helper(advice) for advice in self.advice]

    def helped_before(self) -> list[Helper]:
        """Those who gave advice in an earlier assessment, the latest first."""
        before = self.case.advice.exclude(state=AdviceState.NEW).filter(round__lt=self.case.assessment_round)
        rows = before.select_related("organisation", "person").order_by("-round", "pk")
        return [self._helper(advice) for advice in rows]

    def _helper(self, advice: Any) -> Helper:
        deadline = self._latest_of(advice, law.GIVE_ADVICE)
        kind, words = HELPER_STATES[advice.state]
        return Helper(
            who=self._who_of_the_family(advice) if advice.is_the_familys else _capital(advice.of_whom),
            where=str(advice.organisation or advice.person or "") if not advice.is_the_familys else "",
            kind=kind,
            words=words,
            deadline=deadline if kind == "waiting" else None,
            given_on=advice.given_on if advice.state in IN else None,
            url=_to("advice", advice.pk) if access.may_read_advice(self.user, advice) else "",
        )

    def _who_of_the_family(self, advice: Any) -> str:
        if advice.person_id == self.user.pk:
            return "You"
        return str(advice.person) if advice.person_id else "Your family"

    # Disagreements

    def disputes(self) -> Iterator[dict[str, Any]]:
        """Each disagreement as the family reads where it stands, the latest first."""
        for dispute in self.case.disputes.order_by("-pk"):
            yield {"pk": dispute.pk, "words": wording.state_words(dispute, self.voice.reader)}

    # Rights

    def rights(self) -> list[Step]:
        """The rights that can be used now, the one that ends first at the top."""
        return self._rights(closed=False)

    def rights_passed(self) -> list[Step]:
        """Those whose day has passed without their being used."""
        return self._rights(closed=True)

    def _rights(self, *, closed: bool) -> list[Step]:
        found = [
            each
            for each in self.deadlines
            if each.is_right and each.is_open and each.is_closed(self.today) is closed
        ]
        found.sort(key=lambda each: (each.due or date.max, each.pk))
        return [Step(each, wording.task(each, self.voice.reader)) for each in found]

    def what_the_law_says(self) -> list[Deadline]:
        """The duties now running from which something follows for the family."""
        seen = {
            each.key: each for each in self.deadlines if each.is_open and not each.is_right and each.law.right
        }
        return list(seen.values())

    # The 20 weeks

    def weeks(self) -> dict[str, Any] | None:
        # After an order the plan is owed by another day, and these weeks do not apply any more.
        last = self._open(law.ISSUE_THE_FINAL_PLAN)
        if not self.on_the_way or last is None:
            return self._weeks_again()
        return self._weeks(self.case.received_on, last, MARKS)

    def _weeks_again(self) -> dict[str, Any] | None:
        """The same for a re-assessment, from the day it was decided."""
        last = self._open(law.ISSUE_THE_REASSESSED_PLAN)
        return self._weeks(last.days[last.reckoning.start], last, reassessing.STOPS) if last else None

    def _weeks(self, start: date, last: Deadline, rows: Any) -> dict[str, Any]:
        marks = [mark for row, label in rows if (mark := self._mark(row, label))]
        return {"start": start, "end": last.due, "marks": marks}

    def _mark(self, row: Any, label: str) -> Mark | None:
        deadlines = [
            each for each in self.deadlines if each.key == row.key and each.due and each.ended_how != "lifted"
        ]
        if not deadlines:
            return None
        # Of several, such as each body's advice, the one still open that is due last says how the step stands.
        latest = max(deadlines, key=lambda each: (each.is_late(self.today), each.is_open, each.due))
        return Mark(day=latest.due, label=label.format(**self.voice._asdict()), state=standing(latest).kind)

    # What happened

    def happenings(self) -> list[Happening]:
        events = self.case.events.select_related("by", "content", "case__child").order_by("seq")
        return [
            Happening(title=words, by=self._doer(event), on=event.on, body=told_with(event))
            for event in events
            if event.act not in TOLD_AMONG_THE_HELPERS
            and (words := wording.happened(event, self.voice.reader))
        ]

    def _doer(self, event: Event) -> str:
        if event.by is None:
            return ""
        return "you" if event.by == self.user else str(event.by)

    # Helpers

    def _open(self, row: Any) -> Deadline | None:
        return next((each for each in self.deadlines if each.key == row.key and each.is_open), None)

    def _latest(self, row: Any) -> Deadline | None:
        found = [each for each in self.deadlines if each.key == row.key]
        return max(found, key=lambda each: each.pk, default=None)

    def _latest_of(self, subject: Any, row: Any) -> Deadline | None:
        found = [
            each
            for each in self.deadlines
            if (each.key, each.subject_kind, each.subject_id) == (row.key, subject.life_name(), subject.pk)
        ]
        return max(found, key=lambda each: each.pk, default=None)

    def _may_still_use(self, right: Any) -> bool:
        standing_right = self._open(right)
        return standing_right is not None and not standing_right.is_closed(self.today)


@dataclass(frozen=True)
class Step:
    deadline: Deadline
    words: str


@dataclass(frozen=True)
class Late(Step):
    whose: str
    asked_again: date | None
    outlook: delays.Told | None


@dataclass(frozen=True)
class WillBeLate(Step):
    outlook: delays.Told


@dataclass(frozen=True)
class Mark:
    day: date
    label: str
    state: str


@dataclass(frozen=True)
class Helper:
    who: str
    where: str
    kind: str
    words: str
    deadline: Deadline | None
    given_on: date | None
    url: str


@dataclass(frozen=True)
class Happening:
    title: str
    by: str
    on: date
    body: str = field(default="")


# Duties that stand beside another with the same day, and those that the page tells in a place of their own.
BESIDE_ANOTHER = frozenset(
    {"tell_partners_the_decision", "send_the_amendment_notice", "tell_of_no_amendment"}
)
TOLD_ELSEWHERE = frozenset(
    {
        "give_advice",
        "explain_the_delay",
        promises.ANSWER_A_QUESTION.key,
        promises.KEEP_THE_FAMILY_INFORMED.key,
    }
)
ENDED_BUDGETS = ("refused_after_review", "stopped")
DISAGREEING = frozenset({"ask_for_mediation", "record_appeal"})
MARKS = (
    (law.DECIDE_WHETHER_TO_ASSESS, "We decide whether to assess {who}"),
    (law.GIVE_ADVICE, "People give their advice"),
    (law.DECIDE_WHETHER_TO_MAKE_A_PLAN, "We decide whether {who} need{s} a plan"),
    (law.ANSWER_THE_DRAFT, "Your comments on the draft"),
    (law.ISSUE_THE_FINAL_PLAN, "We send the final plan"),
)
HELPER_STATES = {
    AdviceState.ASKED: ("waiting", "Asked"),
    AdviceState.ACKNOWLEDGED: ("waiting", "At work on it"),
    AdviceState.RETURNED: ("waiting", "Asked to make something clearer"),
    AdviceState.REUSE_PROPOSED: ("waiting", "An earlier report may be enough"),
    AdviceState.NOT_KNOWN: ("waiting", "Do not know the child yet: we decide what follows"),
    AdviceState.GIVEN: ("done", "Given"),
    AdviceState.ACCEPTED: ("done", "Given"),
}
TOLD_AMONG_THE_HELPERS = frozenset({"acknowledge", "accept_advice"})
# Decisions and explanations are told with their reasons; what somebody else wrote is not.
TOLD_WITH = {
    "agree_to_assess": "reasons",
    "decline_to_assess": "reasons",
    "decide_to_make_plan": "reasons",
    "decide_no_plan": "reasons",
    "redraft": "reasons",
    "refuse_budget": "reasons",
    "agree_budget": "reasons",
    "uphold_budget_refusal": "reasons",
    "overturn_budget_refusal": "reasons",
    "decline_to_name_setting": "reasons",
    "name_type_of_setting": "reasons",
    "decide_to_maintain": "reasons",
    "decide_to_amend": "reasons",
    "decide_not_to_amend": "reasons",
    "consider_ceasing": "reasons",
    "decide_to_cease": "reasons",
    "keep_plan_after_all": "reasons",
    "explain_delay": "words",
    "tell_how_it_stands": "words",
    "ask_a_question": "words",
    "answer_question": "words",
    "decline_reassessment": "reasons",
    "agree_to_reassess": "reasons",
    "keep_plan_after_reassessment": "reasons",
    "propose_amendments": "reasons",
    "name_next_setting": "reasons",
    "expect_no_next_phase": "reasons",
    "reduce_payments": "reasons",
    "stop_payments": "reasons",
    "note_that_payment_must_stop": "reasons",
    "stand_by_the_change": "reasons",
    "take_the_change_back": "reasons",
    "ask_payment_back": "reasons",
    "confirm_provision": "words",
    "confirm_health_provision": "words",
    "say_mediation_cannot_be_arranged": "reasons",
    "agree_in_mediation": "words",
    "do_what_else_was_agreed": "words",
    "do_what_health_agreed": "words",
    "respond_to_appeal": "words",
    "concede_appeal": "words",
    "record_order": "words",
    "withdraw_appeal": "reasons",
    "answer_recommendation_on_health": "words",
    "answer_recommendation_on_social_care": "words",
    "close_dispute": "words",
    "assess_after_all": "reasons",
    "make_plan_as_told": "reasons",
    "stand_by_no_plan": "reasons",
    "make_plan_after_all": "reasons",
}


def told_with(event: Event) -> str:
    """What a family reads of what was said with an event."""
    if waiting := event.facts.get("waiting"):
        return "\n".join(delay.sentences(waiting, event.on))
    return str(event.facts.get(TOLD_WITH.get(event.act, ""), "") or "")


def _whose(together: list[Deadline]) -> str:
    first = together[0]
    if first.owner == Agency.LOCAL_AUTHORITY:
        return "This is our step."
    names = listed(list(dict.fromkeys(wording.whose(deadline, "family") for deadline in together)))
    return f"This is the step of {names}. It is for us to see that it happens."


def _asked_again(deadline: Deadline) -> date | None:
    """The last day on which whoever owes it was reminded after it was due, as the ledger of notices has it."""
    if deadline.owner == Agency.LOCAL_AUTHORITY:
        return None
    sent = deadline.notices.filter(state="sent", for_day__gt=deadline.due).order_by("-for_day").first()
    return sent.for_day if sent else None


def _requested(story: Story) -> list[str]:
    received = clock.in_words(story.case.received_on)
    return [
        f"The request reached us on {received}. "
        f"We are deciding whether to carry out an assessment of {story.voice.who}."
    ]


def _assessing(story: Story) -> list[str]:
    asked = [advice for advice in story.advice if not advice.is_the_familys]
    if not asked:
        return [
            f"We decided to carry out an assessment of {story.voice.who}. "
            "Next we ask the people who should give their advice."
        ]
    given = [advice for advice in asked if advice.state in IN]
    said = [f"{len(given)} of {len(asked)} {'has' if len(given) == 1 else 'have'} given their advice."]
    if not given:
        said = [f"We have asked {len(asked)} for their advice, and none has come yet."]
    waiting = [advice for advice in asked if advice.state not in IN]
    if waiting:
        said.append(f"We are waiting for {_waited_for(story, waiting)}.")
    else:
        said.append(f"We are reading it, and decide whether {story.voice.who} need{story.voice.s} a plan.")
    return said


def _waited_for(story: Story, waiting: list[Any]) -> str:
    """Whom we wait for; those of one day together: "education and social care (due Monday 16 November 2026)"."""
    together: dict[str, list[str]] = {}
    for advice in waiting:
        together.setdefault(_until(story, advice), []).append(advice.of_whom)
    return "; ".join(f"{listed(names)}{until}" for until, names in together.items())


def _until(story: Story, advice: Any) -> str:
    deadline = story._latest_of(advice, law.GIVE_ADVICE)
    if deadline is None or deadline.due is None or not deadline.is_open:
        return ""
    word = "late since" if deadline.is_late(story.today) else "due"
    return f" ({word} {clock.in_words(deadline.due)}, {from_now(deadline.due)})"


def _drafting(story: Story) -> list[str]:
    return [f"We decided that {story.voice.who} need{story.voice.s} a plan, and are writing the draft."]


def _with_the_family(story: Story) -> list[str]:
    case = story.case
    amending = case.state == CaseState.AMENDING
    what = "The changes we propose have" if amending else "The draft has"
    version = case.served_version
    said = []
    if version and version.served_on:
        said.append(f"{what} been with you since {clock.in_words(version.served_on)}.")
    rights = map(
        story._open, (law.ANSWER_THE_AMENDMENTS, law.ANSWER_THE_REASSESSED_DRAFT, law.ANSWER_THE_DRAFT)
    )
    right = next(filter(None, rights), None)
    if right and right.due and not right.is_closed(story.today):
        said.append(f"You can say what you think of it until {clock.in_words(right.due)}, at least.")
    elif right is None:
        said.append("You have said what you want to say.")
    else:
        said.append("Your time to answer has passed. What you said counts; you can still write to us.")
    comments = list(version.comments.all()) if version else []
    if comments:
        answered = sum(1 for comment in comments if comment.answer)
        said.append(f"We have answered {answered} of your {len(comments)} comments.")
    asked = case.consultations.filter(state="sent").select_related("setting")
    said.extend(
        f"We have asked {each.setting} whether it can meet {story.voice.whose} needs." for each in asked
    )
    return said


def _maintained(story: Story) -> list[str]:
    plan = story.case.final_version
    said = [f"{story.voice.Whose} plan is in force."]
    said += _settings_named(plan, story.today)
    moved = whereabouts(story.case)
    if moved.came_from:
        said.append(
            f"It came from {moved.came_from}, and everything in it is owed by {story.case.authority} now, as if we had "
            "made it."
        )
    if moved.goes_to:
        said.append(
            f"You move to the area of {moved.goes_to}. On that day, or soon after, we pass the plan on. It stays in "
            "force all the time."
        )
    return said


def _settings_named(plan: Any, today: date) -> Iterator[str]:
    """The school or college that a plan names today, and the one of the next phase."""
    if plan and (setting := plan.setting_on(today)):
        yield f"It names {setting}."
    if plan and plan.next_from and plan.next_from > today:
        yield f"From {clock.in_words(plan.next_from)} it names {plan.next_setting or plan.next_setting_type}."


def _under_review(story: Story) -> list[str]:
    review = story.case.current_review
    said = [f"{story.voice.Whose} plan is in force, and is being reviewed."]
    if review:
        meeting = clock.in_words(review.meeting_on) if review.meeting_on else ""
        said.append(
            {
                ReviewState.HELD: "The meeting was held. The report is being written.",
                ReviewState.REPORTED: "The report is here. We are deciding whether to keep, change or end the plan.",
            }.get(review.state, f"The meeting is on {', '.join(filter(None, (meeting, review.place)))}.")
        )
    return said


def _reassessing(story: Story) -> list[str]:
    return [
        f"{story.voice.Whose} plan is in force. We are assessing {story.voice.whose} needs again.",
        *_assessing(story)[:1],
    ]


def _declined(story: Story) -> list[str]:
    return [
        f"We decided not to carry out an assessment of {story.voice.who}. The reasons stand below, and in "
        f"our letter.",
        "If you do not agree, you can appeal. The school or college must go on helping meanwhile.",
    ]


def _no_plan(story: Story) -> list[str]:
    does = "does" if story.voice.s else "do"
    return [
        f"We carried out an assessment, and decided that {story.voice.who} {does} not need a plan. "
        "The reasons stand below, and in our letter.",
        "If you do not agree, you can appeal. The advice that people gave stays yours to use.",
    ]


def _ceasing(story: Story) -> list[str]:
    return [
        "We decided to end the plan. It goes on, with everything in it, until the time to appeal has passed.",
        "If you do not agree, you can appeal; the plan then goes on until the appeal is decided.",
    ]


def _withdrawn(story: Story) -> list[str]:
    return ["The request was withdrawn. You can ask again at any time."]


def _moved(story: Story) -> list[str]:
    moved = whereabouts(story.case)
    council = moved.went_to or "another council"
    if moved.with_a_plan:
        return [
            f"{story.voice.Whose} plan is with {council} now. It is in force there, and what it says is owed by "
            f"{council}."
        ]
    return [
        f"You live in the area of {council} now. There was no plan yet, so {council} decides afresh whether to assess "
        f"{story.voice.who}. Its time for that began on the day it became responsible. If you hear nothing from it, "
        "ask it, or ask us to help you find the right person."
    ]


def _died(story: Story) -> list[str]:
    return ["This file is closed. You will get no more messages about it."]


NOW = {
    CaseState.REQUESTED: _requested,
    CaseState.DECLINED: _declined,
    CaseState.ASSESSING: _assessing,
    CaseState.NO_PLAN: _no_plan,
    CaseState.DRAFTING: _drafting,
    CaseState.DRAFT_SERVED: _with_the_family,
    CaseState.MAINTAINED: _maintained,
    CaseState.UNDER_REVIEW: _under_review,
    CaseState.AMENDING: _with_the_family,
    CaseState.REASSESSING: _reassessing,
    CaseState.CEASING: _ceasing,
    CaseState.WITHDRAWN: _withdrawn,
    CaseState.MOVED: _moved,
    CaseState.DIED: _died,
}


def may_write(advice: Any, user: Any) -> bool:
    """Whether this person may write the family's views now."""
    give = advice.act("give_views")
    return bool(advice.is_the_familys and advice.state in give.sources and advice.may(user, give))


def _to(page: str, pk: int) -> str:
    return reverse(f"family:{page}", args=[pk])


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
