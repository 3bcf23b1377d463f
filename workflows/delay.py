"""Whether a day of the law can still be kept and, if it cannot, which day can: reckoned from what must still happen.

Nothing is guessed. Each step takes the time that the law itself gives it: whoever was asked for advice has until
their last day, the family has its days to answer a draft. Where the law gives no time, to decide or to write, none
is reckoned. So what comes out is the earliest day that can still be reached, and that is what a family is told,
with every step by which it was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from .calendars import ONE_DAY, add_working_days, is_working_day
from .clock import days, in_words, weeks
from .law import Pack, UnknownLaw, pack
from .law import england_2014 as law
from .law.terms import Moment
from .lives.advice import AdviceKind
from .lives.case import AS_TOLD_ON_NO_PLAN, AS_TOLD_TO_ISSUE, REFUSED, WITH_THE_FAMILY, CaseState

TO_DECIDE = frozenset(
    row.key for row in (law.DECIDE_WHETHER_TO_MAKE_A_PLAN, *AS_TOLD_ON_NO_PLAN) if not row.guidance
)
TO_SEND = frozenset(
    row.key
    for row in (
        law.ISSUE_THE_FINAL_PLAN,
        *AS_TOLD_TO_ISSUE,
        law.ISSUE_THE_REASSESSED_PLAN,
        law.ISSUE_THE_AMENDED_PLAN,
    )
    if not row.guidance
)
FORESEEN = TO_DECIDE | TO_SEND
"""The duties before which others have to do something, so that a delay can be seen coming."""
AHEAD = weeks(10)
"""A day further off than this can always be kept: the steps before it together take no longer."""
AFTER_THE_ADVICE = weeks(4)
"""What follows the advice, with weekends and holidays, takes no longer: the days of the family, and of a setting."""
AGAIN = days(14)
"""A family is told anew once the expected day has moved by more than this."""
ANSWERS = (law.ANSWER_THE_DRAFT, law.ANSWER_THE_AMENDMENTS, law.ANSWER_THE_REASSESSED_DRAFT)
WAITED_FOR = frozenset(
    row.key
    for row in (
        law.GIVE_ADVICE,
        law.SEEK_ADVICE,
        law.CONSULT_THE_SETTING,
        law.ANSWER_THE_CONSULTATION,
        *ANSWERS,
    )
)
"""The duties and rights that, while they are open, say which steps are still to come."""


class What(StrEnum):
    """A step that has to come before."""

    DECIDE = "decide"
    ASK = "ask"
    ADVICE = "advice"
    EXPECTED = "expected"
    DRAFT = "draft"
    ANSWER = "answer"
    SETTING = "setting"


@dataclass(frozen=True)
class Step:
    """Something that has to come before, and the earliest day on which it can be over."""

    what: What
    until: date
    due: date | None = None
    """The last day it has by law, where its time runs already."""
    kind: str = ""
    """Of advice: its kind."""

    def as_fact(self) -> dict[str, str]:
        """As an event keeps it: days and kinds, and nobody's words."""
        said = {"what": str(self.what), "until": self.until.isoformat(), "kind": self.kind}
        return {**said, "due": self.due.isoformat()} if self.due else said

    @classmethod
    def from_fact(cls, fact: Mapping[str, str]) -> Step:
        due = date.fromisoformat(fact["due"]) if fact.get("due") else None
        return cls(What(fact["what"]), date.fromisoformat(fact["until"]), due, fact.get("kind", ""))


@dataclass(frozen=True)
class Outlook:
    """When a duty can be done, and what has to come before."""

    deadline: Any
    steps: tuple[Step, ...]
    expected_on: date
    """The earliest day that can be reached; a later one where the officer has said so."""

    @property
    def is_late(self) -> bool:
        return self.deadline.due is not None and self.expected_on > self.deadline.due

    @property
    def waiting(self) -> list[dict[str, str]]:
        return [step.as_fact() for step in self.steps]


def at_most(
    today: date, state: str, advice_by: date | None, is_to_ask: bool, expected_on: date | None
) -> date:
    """A day that no reckoning of a case goes beyond, from few facts: whoever is owed later need not be looked at.

    `advice_by`: the last day of the advice that is out. `is_to_ask`: whether advice has still to be asked for.
    """
    begun = state not in (CaseState.REQUESTED, *REFUSED) and not is_to_ask
    asked = today if begun or law.GIVE_ADVICE.within is None else law.GIVE_ADVICE.within.after(today)
    return AFTER_THE_ADVICE.after(max(today, asked, advice_by or today, expected_on or today))


def outlook(deadline: Any, running: Iterable[Any], today: date) -> Outlook:
    """When this duty can be done. `running`: the open deadlines of its case with these keys (WAITED_FOR)."""
    way = _Way(deadline.case, list(running), today)
    sending = deadline.key in TO_SEND
    steps = tuple(way.steps(sending=sending))
    earliest = _work_day(way.day)
    officers = deadline.case.expected_on
    # Before the draft, what an officer said was the day of the decision: it is one of the steps to a plan.
    counts = officers and not (sending and way.is_before_the_draft)
    return Outlook(deadline, steps, max(earliest, officers) if counts else earliest)


def outlook_of(deadline: Any, today: date) -> Outlook:
    """The same, where what its case waits for is not at hand."""
    return outlook(deadline, deadline.case.deadlines.open().filter(key__in=WAITED_FOR), today)


def why_late(deadline: Any, today: date) -> dict[str, Any]:
    """Facts for the event that notes a missed day: what has still to come before, and the day that can be reached.

    Nothing where it cannot be reckoned, or where nothing has to come before.
    """
    if deadline.key not in FORESEEN:
        return {}
    found = outlook_of(deadline, today)
    return {"expected_on": found.expected_on, "waiting": found.waiting} if found.steps else {}


def foreseen(deadlines: Iterable[Any], running: Iterable[Any], today: date) -> Iterator[Outlook]:
    """Those of these duties of one case whose day is still to come and cannot be kept."""
    waited_for = list(running)
    for deadline in deadlines:
        if deadline.key in FORESEEN and deadline.is_open and deadline.due and deadline.due >= today:
            found = outlook(deadline, waited_for, today)
            if found.is_late:
                yield found


class _Way:
    """The steps still to come in a case, and the day that is reached with each."""

    def __init__(self, case: Any, running: list[Any], today: date) -> None:
        self.case, self.running, self.today, self.day = case, running, today, today
        self.law = pack(case.law_pack)

    @property
    def is_before_the_draft(self) -> bool:
        begun = (CaseState.REQUESTED, CaseState.DECLINED, CaseState.ASSESSING, CaseState.REASSESSING)
        return self.case.state in begun

    def steps(self, *, sending: bool) -> Iterator[Step]:
        if self.is_before_the_draft:
            yield from self._to_the_advice()
        if not sending:
            return
        if self.is_before_the_draft and self.case.expected_on and self.case.expected_on > self.day:
            yield self._reach(Step(What.EXPECTED, self.case.expected_on))
        if self.case.state in WITH_THE_FAMILY:
            yield from self._answer_under_way()
            yield from self._setting(consulted=self.today)
        else:
            served = self.day
            yield Step(What.DRAFT, served)
            yield from self._answer_to_come(served)
            yield from self._setting(consulted=served)

    def _to_the_advice(self) -> Iterator[Step]:
        not_begun = self.case.state in (CaseState.REQUESTED, *REFUSED)
        if not_begun:
            yield Step(What.DECIDE, self.today)
        last = _last_day(self.law, law.GIVE_ADVICE, Moment.ADVICE_REQUESTED, self.today)
        if last and (not_begun or self._open(law.SEEK_ADVICE.key)):
            yield self._reach(Step(What.ASK, last))
        for asked in sorted(self._open(law.GIVE_ADVICE.key), key=lambda each: (each.due, each.pk)):
            # What was due and is not here today can be here on the next working day at the earliest.
            until = asked.due if asked.due >= self.today else add_working_days(self.today, 1)
            yield self._reach(Step(What.ADVICE, until, asked.due, asked.subject.kind))

    def _answer_under_way(self) -> Iterator[Step]:
        for row in ANSWERS:
            for right in self._open(row.key):
                if right.due >= self.today:
                    yield self._reach(Step(What.ANSWER, right.due, right.due))
                    self.day += ONE_DAY

    def _answer_to_come(self, served: date) -> Iterator[Step]:
        again = self.case.state == CaseState.REASSESSING
        right = law.ANSWER_THE_REASSESSED_DRAFT if again else law.ANSWER_THE_DRAFT
        if last := _last_day(self.law, right, right.starts[0], served):
            yield self._reach(Step(What.ANSWER, last))
            self.day += ONE_DAY

    def _setting(self, consulted: date) -> Iterator[Step]:
        for asked in self._open(law.ANSWER_THE_CONSULTATION.key):
            # A setting that does not answer in its time is not waited for.
            if asked.due >= self.today:
                yield self._reach(Step(What.SETTING, asked.due, asked.due))
        if self._open(law.CONSULT_THE_SETTING.key):
            row = law.ANSWER_THE_CONSULTATION
            if last := _last_day(self.law, row, Moment.SETTING_CONSULTED, consulted):
                yield self._reach(Step(What.SETTING, last))

    def _reach(self, step: Step) -> Step:
        self.day = max(self.day, step.until)
        return step

    def _open(self, key: str) -> list[Any]:
        return [each for each in self.running if each.key == key]


def _last_day(law_of_the_case: Pack, row: Any, moment: Moment, day: date) -> date | None:
    """The last day of a row that would begin on a day, by the law of the case; none where it does not know it."""
    try:
        return law_of_the_case.row(row.key).due({moment: day}).due
    except UnknownLaw:
        return None


def _work_day(day: date) -> date:
    return day if is_working_day(day) else add_working_days(day, 1)


# In words: for the family to read, on the page and in a message, so that no detail of a child stands in them

OF_WHOM: dict[str, str] = {
    AdviceKind.PARENT_OR_YOUNG_PERSON: "you",
    AdviceKind.EDUCATION: "the school, college or nursery",
    AdviceKind.MEDICAL: "the health service",
    AdviceKind.PSYCHOLOGICAL: "the educational psychology service",
    AdviceKind.SOCIAL_CARE: "social care",
    AdviceKind.OTHER: "somebody else whom we asked",
    AdviceKind.ADULTHOOD: "the service for the time after school",
    AdviceKind.QUALIFIED_TEACHER: "the service of specialist teachers",
}


def sentences(waiting: Iterable[Mapping[str, str]], told_on: date) -> list[str]:
    """Why a day cannot be kept, step by step, as it was on the day it was told. `waiting`: as an event keeps it."""
    return [SAID[step.what](step, told_on) for step in map(Step.from_fact, waiting)]


def _advice(step: Step, told_on: date) -> str:
    whom = OF_WHOM[step.kind]
    if step.due and step.due < told_on:
        return f"We are still waiting for the advice of {whom}. It was due on {in_words(step.due)}."
    return f"We are still waiting for the advice of {whom}, due {in_words(step.until)}."


def _answer(step: Step, told_on: date) -> str:
    if step.due:
        return f"You have until {in_words(step.due)} to answer the draft, or sooner if you say that you have finished."
    return (
        f"You then have {law.ANSWER_THE_DRAFT.within} to answer it ({law.ANSWER_THE_DRAFT.law}): until "
        f"{in_words(step.until)} at the earliest, or sooner if you say that you have finished."
    )


def _setting(step: Step, told_on: date) -> str:
    who = (
        "The school or college that we asked"
        if step.due
        else "The school or college that you want, once asked,"
    )
    return f"{who} has until {in_words(step.until)} to answer us."


SAID = {
    What.DECIDE: lambda step, told_on: "We have still to decide whether to assess.",
    What.ASK: lambda step, told_on: (
        f"The advice has still to be asked for. Whoever is asked has {law.GIVE_ADVICE.within} ({law.GIVE_ADVICE.law}): "
        f"until {in_words(step.until)}."
    ),
    What.ADVICE: _advice,
    What.EXPECTED: lambda step, told_on: f"We told you to expect our decision by {in_words(step.until)}.",
    What.DRAFT: lambda step, told_on: (
        "The draft plan is still to be sent to you. The law sets no time for writing it, and we have counted none."
    ),
    What.ANSWER: _answer,
    What.SETTING: _setting,
}
