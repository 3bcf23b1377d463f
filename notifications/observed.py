"""What the service itself notices as days pass, and says to a case through the same door as everybody else.

A missed day, rights that pass to a young person, a move to the next phase of education: nobody does these, so nobody
would record them. Each is noted once, however often and by however many this is run.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from django.db.models.fields.json import KeyTextTransform

from workflows import clock
from workflows.acts import Refused
from workflows.law import PACKS, age
from workflows.law import england_2014 as law
from workflows.law.terms import Agency
from workflows.lives.case import IN_FORCE, NEXT_PHASE, NOT_ENDED
from workflows.models import Deadline, Event

from .recipients import TOLD_WITH

CASE = "ehcp.Case"
AHEAD = clock.months(12)
"""How long before it the passing of rights is foreseen. Ours; the law sets no time for it."""
FIRST_OF_SEPTEMBER = clock.fixed_date(1, 9)


def observe(today: date) -> Iterator[int]:
    """Note everything that the days have brought. One for each case to which something was said."""
    yield from note_missed_days(today)
    yield from note_rights_that_pass(today)
    yield from note_moves_ahead(today)


# Days of the authority that were missed


def note_missed_days(today: date) -> Iterator[int]:
    """Note each missed statutory day of the authority, once: from then on it owes the family a reason."""
    missed = missed_and_not_noted(today)
    for pk in list(missed.order_by("due", "pk").values_list("pk", flat=True)):
        # The case is read together with the answer that its day is not noted: if another sweep notes it now, the case
        # has moved on from the version we saw, and the act refuses.
        deadline = missed.filter(pk=pk).select_related("case").first()
        if deadline and _said(deadline.case, "note_missed_day", today, duty=deadline.key):
            yield 1


def missed_and_not_noted(today: date) -> Any:
    """Open duties of the authority past the law's last day, of which no event says that it was missed.

    A duty that is reminded with another is met by the same act, and missed with it: that is one delay. Guidance sets
    no statutory day, and an exception excuses one.
    """
    noted = (
        Event.objects.filter(
            case=OuterRef("case"), act="note_missed_day", seq__gt=OuterRef("started_by__seq")
        )
        .annotate(duty=KeyTextTransform("duty", "content__facts"))
        .filter(duty=OuterRef("key"))
    )
    guidance = {row.key for pack in PACKS.values() for row in pack.rows if row.guidance}
    late = Deadline.objects.late(today).filter(owner=Agency.LOCAL_AUTHORITY, case__state__in=NOT_ENDED)
    return late.exclude(key__in={*TOLD_WITH, *guidance}).filter(~Exists(noted))


# Rights that pass to the young person


def note_rights_that_pass(today: date) -> Iterator[int]:
    """Foresee the end of compulsory school age a year before, and say that it has come on the day after."""
    for case in _cases_without(
        "foresee_passing_of_rights", NOT_ENDED, *_ends_between(today, AHEAD.after(today))
    ):
        if _said(case, "foresee_passing_of_rights", today, born=case.child.born):
            yield 1
    foreseen = Deadline.objects.open().filter(key=law.ACT_AS_THE_PARENT.key, due__lt=today)
    for deadline in foreseen.filter(case__state__in=NOT_ENDED).select_related("case"):
        passed_on = clock.days(1).after(deadline.due)
        if _said(deadline.case, "pass_rights", today, passed_on=passed_on):
            yield 1


def _ends_between(first: date, last: date) -> tuple[date, date]:
    """The birthdays of those for whom compulsory school age ends between two days."""
    # Whoever was born in the school year that begins in a September turns 16 in the one that begins 16 years later.
    years = [
        year
        for year in range(first.year - age.LAST_COMPULSORY_AGE - 2, last.year - age.LAST_COMPULSORY_AGE + 1)
        if first <= age.compulsory_school_age_ends(date(year, 9, 1)) <= last
    ]
    if not years:
        return date.max, date.min
    return date(min(years), 9, 1), date(max(years) + 1, 8, 31)


# A move to the next phase of education


def note_moves_ahead(today: date) -> Iterator[int]:
    """For whoever is in the last year group of the setting: on 1 September they move on."""
    begun = FIRST_OF_SEPTEMBER.after(date(clock.school_year(today), 9, 1))
    moves_on = FIRST_OF_SEPTEMBER.after(date(clock.school_year(today) + 1, 9, 1))
    for case in _cases_in_a_last_year(today, begun):
        school = case.school
        if school is None or school.last_year_group != case.child.year_group(today):
            continue
        to_post_16 = school.last_year_group >= LAST_YEAR_OF_SCHOOL
        facts = {"post_16_on" if to_post_16 else "next_phase_on": moves_on}
        if _said(case, "expect_next_phase", today, **facts):
            yield 1


LAST_YEAR_OF_SCHOOL = 11


def _cases_in_a_last_year(today: date, since: date) -> Any:
    """Plans in force at a setting that somebody leaves, with no move noted, or called off, in this school year."""
    noted = Event.objects.filter(
        case=OuterRef("pk"), act__in=("expect_next_phase", "expect_no_next_phase"), on__gte=since
    )
    running = Deadline.objects.open().filter(case=OuterRef("pk"), key__in=[row.key for row in NEXT_PHASE])
    at_one = Q(child__setting__last_year_group__isnull=False) | Q(
        plans__state="final", plans__setting__last_year_group__isnull=False
    )
    cases = apps.get_model(CASE).objects.filter(at_one, state__in=IN_FORCE)
    return cases.filter(~Exists(noted), ~Exists(running)).select_related("child__setting").distinct()


def _cases_without(act: str, states: Any, first: date, last: date) -> Any:
    """Cases in these states whose child was born between two days, and to which this was not said yet."""
    noted = Event.objects.filter(case=OuterRef("pk"), act=act)
    cases = apps.get_model(CASE).objects.filter(state__in=states, child__born__range=(first, last))
    return cases.filter(~Exists(noted)).select_related("child")


def _said(case: Any, act: str, today: date, **facts: Any) -> bool:
    """Say it to the case; no, if the case moved on: it was noted, met or ended meanwhile."""
    try:
        getattr(case, act)(by=None, on=today, **facts)
    except Refused:
        return False
    return True
