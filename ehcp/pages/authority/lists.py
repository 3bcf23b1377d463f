"""Lists of cases and of what is owed in them: a few queries, however many cases there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import (
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    prefetch_related_objects,
)

from ehcp import wording
from ehcp.models import Case, Dispute, User
from ehcp.pages.authority.base import ROWS, whole
from ehcp.pages.authority.promised import Promised
from workflows import clock
from workflows.law import CURRENT, england_2014, pack
from workflows.law.terms import Agency
from workflows.lives.case import OPEN, REFUSED, CaseState
from workflows.models import Deadline, DeadlineQuerySet

PAGE = 25
WEEK = timedelta(days=7)

STEPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "request": ("Request to be decided", (CaseState.REQUESTED,)),
    "advice": ("Assessment under way", (CaseState.ASSESSING,)),
    "draft": ("Draft being written", (CaseState.DRAFTING,)),
    "family": ("Draft with the family", (CaseState.DRAFT_SERVED,)),
    "force": ("Plan in force", (CaseState.MAINTAINED,)),
    "review": ("Under review", (CaseState.UNDER_REVIEW,)),
    "amending": ("Being amended", (CaseState.AMENDING,)),
    "reassessing": ("Being re-assessed", (CaseState.REASSESSING,)),
    "ceasing": ("Ceasing", (CaseState.CEASING,)),
    "refused": ("Assessment or plan refused", (CaseState.DECLINED, CaseState.NO_PLAN)),
    "ended": (
        "Ended",
        (CaseState.CEASED, CaseState.WITHDRAWN, CaseState.MOVED, CaseState.DIED, CaseState.AGED_OUT),
    ),
}
"""The steps a list can be narrowed to: in the address, in words, and the states they stand for."""

HOW_ISSUED = {
    "yes": Q(ended_on__lte=F("due")),
    "no": Q(ended_on__gt=F("due")),
    "excused": Q(excused_by__isnull=False),
}
"""Which of the plans issued in a year a figure counts."""

FAMILYS_DOORS = (england_2014.APPEAL.key, england_2014.ASK_FOR_MEDIATION.key, england_2014.KEEP_THE_PLAN.key)
"""Rights that stand open for long and that no step of the case waits for."""


def that_wait(deadlines: DeadlineQuerySet, today: date) -> DeadlineQuerySet:
    """Open deadlines with a day that the case waits for: duties, and the family's time to answer."""
    return deadlines.open().with_a_day().exclude(key__in=FAMILYS_DOORS).exclude(is_right=True, due__lt=today)


def with_subjects(deadlines: Iterable[Deadline], case: Case | None = None) -> list[Deadline]:
    """The same deadlines, each knowing the row it is about: one query for each kind of row."""
    found = list(deadlines)
    prefetch_related_objects(found, "started_by")
    if case is not None:
        for deadline in found:
            deadline.case = case
    for kind, model in ROWS.items():
        of_kind = [each for each in found if each.subject_kind == kind]
        rows = model.objects.in_bulk({each.subject_id for each in of_kind}) if of_kind else {}
        for deadline in of_kind:
            deadline.subject = rows[deadline.subject_id]
            deadline.subject.case = deadline.case
    return found


def whose_turn(deadline: Deadline) -> str:
    """ "Us", or the name of whoever has the step."""
    if deadline.accountable_id == deadline.case.authority_id:
        return "Us"
    return wording.whose(deadline, "authority")


@dataclass(frozen=True)
class CaseLine:
    """A case as one line of a table: what comes next, by when, whose turn it is."""

    case: Case
    next: Deadline | None

    @property
    def turn(self) -> str:
        return whose_turn(self.next) if self.next else ""

    @property
    def task(self) -> str:
        return wording.task(self.next, "authority") if self.next else ""


@dataclass(frozen=True)
class Narrowed:
    """Which cases a list shows, as its address says it."""

    asked: Mapping[str, str]
    user: User
    cases: QuerySet[Case]
    default_whose: str = "all"

    @property
    def words(self) -> str:
        return self.asked.get("q", "").strip()

    @property
    def step(self) -> str:
        return self.asked.get("step", "") if self.asked.get("step") in STEPS else ""

    @property
    def late(self) -> bool:
        return bool(self.asked.get("late"))

    @property
    def whose(self) -> str:
        asked = self.asked.get("whose", "")
        return asked if asked in ("mine", "all") else self.default_whose

    @cached_property
    def found(self) -> QuerySet[Case]:
        today = clock.today()
        cases = self.cases
        if self.step:
            cases = cases.filter(state__in=STEPS[self.step][1])
        elif not self.words and not self._number("issued") and not self.promised:
            cases = going_on(cases, today)
        if self.whose == "mine":
            cases = cases.filter(caseworker=self.user)
        if self.late:
            cases = cases.filter(Exists(Deadline.objects.late(today).filter(case=OuterRef("pk"))))
        for word in self.words.split():
            cases = cases.filter(
                Q(reference__icontains=word)
                | Q(child__name__icontains=word)
                | Q(child__known_as__icontains=word)
            )
        if self.promised:
            cases = cases.filter(pk__in=self.promised.cases(cases))
        for owed in self._owed(today):
            cases = cases.filter(Exists(owed.filter(case=OuterRef("pk"))))
        if "caseworker" in self.asked:
            number = self._number("caseworker")
            cases = cases.filter(caseworker=number) if number else cases.filter(caseworker=None)
        return cases

    def _owed(self, today: date) -> Iterator[DeadlineQuerySet]:
        """What a figure of the manager's page counts, so that it opens the very cases it counted."""
        if any(self.asked.get(name) for name in ("duty", "owner", "by")):
            late = Deadline.objects.late(today)
            owed = due_this_week(Deadline.objects.all(), today) if self.asked.get("due") == "week" else late
            if duty := self.asked.get("duty"):
                owed = owed.filter(key=duty)
            if owner := self.asked.get("owner"):
                owed = owed.filter(owner=owner)
            if "by" in self.asked:
                owed = owed.filter(accountable=self._number("by"))
            yield owed
        elif self.asked.get("due") == "week":
            yield due_this_week(Deadline.objects.all(), today)
        if self.asked.get("excused"):
            yield past_and_excused(Deadline.objects.all(), today)
        if year := self._number("issued"):
            how = HOW_ISSUED.get(self.asked.get("in_time", ""), Q())
            yield issued_in(Deadline.objects.all(), year).filter(how)

    @cached_property
    def promised(self) -> Promised | None:
        return Promised.asked_for(self.asked)

    def _number(self, name: str) -> int | None:
        value = self.asked.get(name, "")
        return int(value) if value.isdecimal() and len(value) < 10 else None

    @property
    def in_words(self) -> list[str]:
        """What the list is narrowed to by a figure somebody followed here."""
        said = []
        if duty := self.asked.get("duty"):
            try:
                said.append(pack(CURRENT).row(duty).task)
            except KeyError:
                said.append("a step there is not")
        if "caseworker" in self.asked:
            person = User.objects.filter(pk=self._number("caseworker") or 0).first()
            said.append(f"with {person}" if person else "with no caseworker")
        if self.asked.get("due") == "week":
            said.append("due within seven days")
        elif self.asked.get("duty") or self.asked.get("owner") or self.asked.get("by"):
            said.append("late now")
        if self.promised:
            said.append(self.promised.words)
        if self.asked.get("excused"):
            said.append("a day has passed that an exception excuses")
        if year := self._number("issued"):
            how = {"yes": " in time", "no": " late", "excused": ", its day excused"}.get(
                self.asked.get("in_time", ""), ""
            )
            said.append(f"final plan issued in {year}{how}")
        return said


def going_on(cases: QuerySet[Case], today: date) -> QuerySet[Case]:
    """Cases in which something is to come: also refusals while they can be appealed, or something is owed there."""
    owed = Deadline.objects.open().exclude(is_right=True, due__lt=today).filter(case=OuterRef("pk"))
    disputed = Dispute.objects.exclude(state__in=Dispute.ENDS).filter(case=OuterRef("pk"))
    return cases.filter(Q(state__in=OPEN) | Q(Exists(owed) | Exists(disputed), state__in=REFUSED))


def past_and_excused(deadlines: DeadlineQuerySet, today: date) -> DeadlineQuerySet:
    """Open duties whose day has passed and is excused: they are not late, and still owed."""
    return deadlines.past(today).exclude(excused_by=None)


def due_this_week(deadlines: DeadlineQuerySet, today: date) -> DeadlineQuerySet:
    """Open duties whose day, the law's or our own, is today or in the seven days to come."""
    return deadlines.open().duties().filter(ring_on__gte=today, ring_on__lte=today + WEEK)


def issued_in(deadlines: DeadlineQuerySet, year: int) -> DeadlineQuerySet:
    """The duty to issue a first final plan, as it was met in a calendar year."""
    return deadlines.filter(
        key=england_2014.ISSUE_THE_FINAL_PLAN.key, ended_how=Deadline.Ended.MET, ended_on__year=year
    )


def page_of(cases: QuerySet[Case], number: Any) -> Page:
    """One page of lines, ordered by what is due next; cases that wait for nothing come last."""
    today = clock.today()
    soonest = that_wait(Deadline.objects.filter(case=OuterRef("pk")), today).values("ring_on")[:1]
    ordered: QuerySet[Any] = cases.annotate(next_on=Subquery(soonest)).order_by(
        F("next_on").asc(nulls_last=True), "reference"
    )
    waiting = that_wait(Deadline.objects.all(), today).select_related("accountable")
    ordered = whole(ordered).prefetch_related(Prefetch("deadlines", queryset=waiting, to_attr="waiting"))
    page: Page[Any] = Paginator(ordered, PAGE).get_page(number)
    lines = [CaseLine(case, case.waiting[0] if case.waiting else None) for case in page.object_list]
    with_subjects([line.next for line in lines if line.next])
    page.object_list = lines
    return page


def owed_by_us(deadlines: DeadlineQuerySet) -> DeadlineQuerySet:
    return deadlines.open().duties().filter(owner=Agency.LOCAL_AUTHORITY)
