"""One's own days, of every case at once: what an officer owes, what a professional or their team owes, and a family's
rights and the days it is waiting for. Of these nobody's name is said.

Whoever may see a case anew or no more sees its days here on the same day: they are fetched as the pages fetch them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import Q

from ehcp import access, wording
from ehcp.models import FamilyMember
from ehcp.pages.authority.lists import owed_by_us
from ehcp.pages.authority.my_day import decided_by_act
from ehcp.pages.family.story import BESIDE_ANOTHER, TOLD_ELSEWHERE
from ehcp.pages.professional.worklist import ME, TEAM, Item, work_of
from workflows import clock
from workflows.models import Deadline

WHOLE = ("case", "started_by", "accountable")


@dataclass(frozen=True)
class OwnDay:
    """A day that is somebody's own, and what it is about without a name."""

    deadline: Deadline
    what: str

    @property
    def day(self) -> date:
        # Those without one are no days, and are not fetched.
        return cast(date, self.deadline.ring_on)

    @property
    def title(self) -> str:
        return f"{self.deadline.case.reference}: {self.what}"

    @property
    def under(self) -> str:
        """Which law sets the day, or that none does."""
        law = self.deadline.law
        if self.deadline.due is None:
            return f"{law.law}. The law sets no day here; this is the day we aim for."
        return f"{law.law}{', statutory guidance' if law.guidance else ''}: {law.by_when}."


def days_of(user: Any) -> list[OwnDay]:
    """Every open day there is for this person, each once, the soonest first."""
    found: dict[int, OwnDay] = {}
    for lister in (_as_officer, _as_professional, _as_family):
        for own in lister(user):
            found.setdefault(own.deadline.pk, own)
    return sorted(found.values(), key=lambda own: (own.day, own.deadline.pk))


def _as_officer(user: Any) -> Iterator[OwnDay]:
    """In one's own cases all that the authority owes; in the others the decisions one takes for it."""
    decides = user.memberships.current().filter(role__in=access.OFFICERS, may_decide=True)
    theirs = Q(case__caseworker=user)
    to_decide = Q(case__authority__in=decides.values("organisation"), key__in=decided_by_act())
    owed = owed_by_us(Deadline.objects.all()).filter(
        theirs | to_decide, case__in=access.cases_as_authority(user), ring_on__isnull=False
    )
    for deadline in owed.select_related(*WHOLE):
        yield OwnDay(deadline, deadline.law.task)


def _as_professional(user: Any) -> Iterator[OwnDay]:
    for item in work_of(user):
        deadline = item.deadline
        if item.place in (ME, TEAM) and deadline and deadline.is_open and deadline.ring_on:
            yield OwnDay(deadline, _in_time_for(item) if item.before else deadline.law.task)


def _in_time_for(item: Item) -> str:
    """The day is another body's, and something has to be done before."""
    return f"{item.kind_words}, {item.about}" if item.about else item.kind_words


def _as_family(user: Any) -> Iterator[OwnDay]:
    cases = access.cases_as_family(user)
    in_person = set(FamilyMember.objects.filter(user=user, is_the_child=True).values_list("child", flat=True))
    days = Deadline.objects.open().filter(case__in=cases, ring_on__isnull=False).select_related(*WHOLE)
    today = clock.today()
    for deadline in days:
        reader: wording.Reader = "in_person" if deadline.case.child_id in in_person else "family"
        words = wording.task_naming_nobody(deadline, reader)
        if deadline.is_right and not deadline.is_closed(today):
            yield OwnDay(deadline, f"Last day: {words[:1].lower()}{words[1:]}")
        elif (
            not deadline.is_right
            and deadline.key in wording.FAMILY_TASKS.keys() - BESIDE_ANOTHER - TOLD_ELSEWHERE
        ):
            yield OwnDay(deadline, words)
