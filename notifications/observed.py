"""What the service itself notices as days pass, and says to a case through the same door as everybody else.

A day that cannot be kept, a missed day, rights that pass to a young person, a move to the next phase of education:
nobody does these, so nobody would record them. Each is noted once, however often and by however many this is run.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import Exists, F, Max, OuterRef, Q, Subquery
from django.db.models.fields.json import KeyTextTransform

from workflows import clock, delay
from workflows.acts import Refused
from workflows.law import age, promises
from workflows.law import england_2014 as law
from workflows.law.terms import Agency
from workflows.lives.case import IN_FORCE, NEXT_PHASE, NOT_ENDED
from workflows.lives.plan import PlanState
from workflows.models import Deadline, Event

from .ladders import TOLD_WITH

log = logging.getLogger(__name__)

# Upward names, as strings only.
CASE, ORGANISATION, ADVICE, SCHOOL = "ehcp.Case", "ehcp.Organisation", "ehcp.Advice", "school"
BATCH = 500
"""Deadlines that are looked at together."""
AHEAD = clock.months(12)
"""How long before it the passing of rights is foreseen. Ours; the law sets no time for it."""


def observe(today: date) -> Iterator[int]:
    """Note everything that the days have brought. One for each case to which something was said."""
    yield from note_delays_ahead(today)
    yield from note_missed_days(today)
    yield from note_what_is_caught_up(today)
    yield from note_rights_that_pass(today)
    yield from note_moves_ahead(today)


# Days of the authority that will be missed


def note_delays_ahead(today: date) -> Iterator[int]:
    """Tell of each day of the law that cannot be kept any more, once; again when the expected day moves far."""
    for deadlines in _in_batches(may_be_late(today)):
        cases = {each.case_id for each in deadlines}
        waited_for, told = _waited_for(cases), _told_of_delays(cases)
        for deadline in deadlines:
            for found in delay.foreseen([deadline], waited_for[deadline.case_id], today):
                if _is_news(found, told) and _said_of(found, "foresee_delay", today):
                    yield 1


def may_be_late(today: date) -> list[int]:
    """The open duties whose day is near, and perhaps too near for what has to come before it, soonest first.

    Nearly every case keeps its days: what cannot be late is left out by a sum of a few days, without its case.
    """
    of_the_case = Deadline.objects.open().filter(case=OuterRef("case"))
    advice = of_the_case.filter(key=law.GIVE_ADVICE.key).order_by("-due").values("due")[:1]
    near = Deadline.objects.open().filter(key__in=delay.FORESEEN, case__state__in=NOT_ENDED)
    found = near.filter(due__range=(today, delay.AHEAD.after(today))).annotate(
        advice_by=Subquery(advice), is_to_ask=Exists(of_the_case.filter(key=law.SEEK_ADVICE.key))
    )
    rows = found.order_by("due", "pk").values_list(
        "pk", "due", "case__state", "advice_by", "is_to_ask", "case__expected_on"
    )
    return [pk for pk, due, *facts in rows if delay.at_most(today, *facts) >= due]


def _in_batches(ids: list[int]) -> Iterator[list[Deadline]]:
    waiting = iter(ids)
    while batch := list(islice(waiting, BATCH)):
        found = list(Deadline.objects.filter(pk__in=batch).select_related("case").order_by("due", "pk"))
        cases = {each.case_id: each.case for each in found}
        for each in found:
            # What is said to a case about one of its days is known when it is told about another.
            each.case = cases[each.case_id]
        yield found


def _waited_for(cases: set[int]) -> dict[int, list[Deadline]]:
    """What each of these cases waits for; of requests for advice it is known of which kind they are."""
    found: dict[int, list[Deadline]] = defaultdict(list)
    running = list(Deadline.objects.open().filter(case__in=cases, key__in=delay.WAITED_FOR))
    asked = [each for each in running if each.key == law.GIVE_ADVICE.key]
    advice = apps.get_model(ADVICE)._default_manager.in_bulk([each.subject_id for each in asked])
    for each in asked:
        each.subject = advice[each.subject_id]
    for each in running:
        found[each.case_id].append(each)
    return found


def _told_of_delays(cases: set[int]) -> dict[tuple[int, str], Event]:
    """The last event that told of a delay, for each of these cases and duty."""
    told = Event.objects.filter(case__in=cases, act="foresee_delay").select_related("content").order_by("seq")
    return {(event.case_id, event.facts["duty"]): event for event in told if event.facts}


def _is_news(found: delay.Outlook, told: dict[tuple[int, str], Event]) -> bool:
    """Whether this delay was not told of yet, or the day now expected lies far from the one that was told."""
    last = told.get((found.deadline.case_id, found.deadline.key))
    if last is None or last.pk < found.deadline.started_by_id:
        return True
    expected = date.fromisoformat(last.facts["expected_on"])
    return not delay.AGAIN.back_from(expected) <= found.expected_on <= delay.AGAIN.after(expected)


def _said_of(found: delay.Outlook, act: str, today: date) -> bool:
    key = found.deadline.key
    return _said(
        found.deadline.case, act, today, duty=key, expected_on=found.expected_on, waiting=found.waiting
    )


# Days of the authority that were missed


def note_missed_days(today: date) -> Iterator[int]:
    """Note each missed statutory day of the authority, once: from then on it owes the family a reason."""
    missed = missed_and_not_noted(today)
    for pk in list(missed.order_by("due", "pk").values_list("pk", flat=True)):
        # The case is read together with the answer that its day is not noted: if another sweep notes it now, the case
        # has moved on from the version we saw, and the act refuses.
        deadline = missed.filter(pk=pk).select_related("case").first()
        if deadline and _said(
            deadline.case, "note_missed_day", today, duty=deadline.key, **delay.why_late(deadline, today)
        ):
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
    late = Deadline.objects.missed_by_the_authority(today).filter(case__state__in=NOT_ENDED)
    return late.exclude(key__in=TOLD_WITH).filter(~Exists(noted))


def note_what_is_caught_up(today: date) -> Iterator[int]:
    """Where nothing is late any more, the family need not be told again and again how it stands."""
    running = Deadline.objects.open().filter(key=promises.KEEP_THE_FAMILY_INFORMED.key)
    late = Deadline.objects.missed_by_the_authority(today).filter(case=OuterRef("case"))
    for deadline in running.filter(~Exists(late), case__state__in=NOT_ENDED).select_related("case"):
        if _said(deadline.case, "note_caught_up", _caught_up_on(deadline, today)):
            yield 1


def _caught_up_on(promise: Deadline, today: date) -> date:
    """The day on which the last late thing was done; today, where it was excused or ended another way."""
    done = Deadline.objects.filter(case=promise.case_id, owner=Agency.LOCAL_AUTHORITY, ended_on__gt=F("due"))
    last = done.aggregate(last=Max("ended_on"))["last"]
    return max(last, promise.started_by.on) if last else today


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
        if first <= age.compulsory_school_age_ends(_first_of_september(year)) <= last
    ]
    if not years:
        return date.max, date.min
    return _first_of_september(min(years)), clock.days(1).back_from(_first_of_september(max(years) + 1))


# A move to the next phase of education


def note_moves_ahead(today: date) -> Iterator[int]:
    """For whoever is in the last year group of the setting: on 1 September they move on."""
    moves_on = _first_of_september(clock.school_year(today) + 1)
    for case in _leavers(today):
        school = case.school
        if school and school.last_year_group == case.child.year_group(today):
            which = _which_move(school.kind, school.last_year_group)
            if _said(case, "expect_next_phase", today, **{which: moves_on}):
                yield 1


def _which_move(kind: str, last_year: int) -> str:
    if last_year < age.LAST_YEAR_BEFORE_POST_16:
        return "next_phase_on"
    return "post_16_on" if kind == SCHOOL else "between_post_16_on"


def _leavers(today: date) -> Any:
    """Plans in force of those in the last year at a setting, with no move noted, or called off, this school year."""
    noted = Event.objects.filter(
        case=OuterRef("pk"),
        act__in=("expect_next_phase", "expect_no_next_phase"),
        on__gte=_first_of_september(clock.school_year(today)),
    )
    running = Deadline.objects.open().filter(case=OuterRef("pk"), key__in=[row.key for row in NEXT_PHASE])
    years = apps.get_model(ORGANISATION).objects.exclude(last_year_group=None)
    years = years.values_list("last_year_group", flat=True).distinct().order_by()
    in_a_last_year = reduce(or_, (_in_its_last_year(year, today) for year in years), Q(pk=None))
    cases = apps.get_model(CASE).objects.filter(in_a_last_year, state__in=IN_FORCE)
    return cases.filter(~Exists(noted), ~Exists(running)).select_related("child__setting").distinct()


def _in_its_last_year(year: int, today: date) -> Q:
    """In this year group now, at a setting, attended or named, that ends with it."""
    born_in = clock.school_year(today) - age.RECEPTION - year
    born = Q(child__born__gte=_first_of_september(born_in), child__born__lt=_first_of_september(born_in + 1))
    attended = Q(child__setting__last_year_group=year)
    named = Q(plans__setting__last_year_group=year) | Q(plans__next_setting__last_year_group=year)
    return born & (attended | (named & Q(plans__state=PlanState.FINAL)))


def _first_of_september(year: int) -> date:
    return date(year, clock.SEPTEMBER, 1)


def _cases_without(act: str, states: Any, first: date, last: date) -> Any:
    """Cases in these states whose child was born between two days, and to which this was not said yet."""
    noted = Event.objects.filter(case=OuterRef("pk"), act=act)
    cases = apps.get_model(CASE).objects.filter(state__in=states, child__born__range=(first, last))
    return cases.filter(~Exists(noted)).select_related("child")


def _said(case: Any, act: str, today: date, **facts: Any) -> bool:
    """Say it to the case; no, if the case moved on: it was noted, met or ended meanwhile.

    Whatever else goes wrong with one case holds up no other; the next sweep tries it again.
    """
    try:
        getattr(case, act)(by=None, on=today, **facts)
    except Refused:
        return False
    except Exception:
        log.exception("It could not be noted in case %s: %s.", case.pk, act)
        return False
    return True
