"""What a page says beforehand of school holidays and a move near by: a case's days, told by workflows.foresight."""

from __future__ import annotations

from datetime import date
from typing import Any

from workflows import clock
from workflows.calendars import ONE_WEEK
from workflows.foresight import Ahead, Foreseen, Move, Place, Running, next_move, started
from workflows.law import england_2014 as law
from workflows.law import pack
from workflows.law.terms import Agency, Ground, Moment
from workflows.lives.case import CaseState
from workflows.models import Deadline

from .closures import closures_for
from .models import Case, Organisation
from .models.organisations import Kind

MOVES = (Moment.TRANSFER_BETWEEN_PHASES, Moment.TRANSFER_TO_POST_16, Moment.TRANSFER_BETWEEN_POST_16)
ISSUES_A_PLAN = ("issue_final_plan", "issue_amended_plan", "issue_plan_as_told")
A_SETTING = "the school or college"


def on_a_request(case: Case) -> Foreseen:
    """For officers, as long as it is not decided whether to assess."""
    if case.state != CaseState.REQUESTED:
        return Foreseen()
    advice = pack(case.law_pack).row(law.GIVE_ADVICE.key)
    return _ahead(case, _of_the_request(case)).of_a_request(advice)


def for_the_family(case: Case) -> Foreseen:
    """On the day of the request: for whoever sent it and for the family."""
    if case.state != CaseState.REQUESTED or clock.today() != case.received_on:
        return Foreseen()
    return _ahead(case, _of_the_request(case)).for_the_family()


def before_asking_for_advice(case: Case, received_on: date | None = None) -> Foreseen:
    advice = _from(case, Moment.ADVICE_REQUESTED, received_on)
    running = [each for each in _owed_by_the_authority(case) if each.row.exception(_ground(case.school))]
    return _ahead(case, running, advice).of_asking_for_advice(*advice)


def before_consulting(
    case: Case, setting: Organisation | None = None, sent_on: date | None = None
) -> Foreseen:
    """Until a setting is chosen, the authority's own holidays stand for its."""
    answer = _from(case, Moment.SETTING_CONSULTED, sent_on)
    ahead = _ahead(case, _ways_to_a_plan(case), answer, of=_place(case, setting, *answer))
    return ahead.of_consulting(*answer)


def on_an_advice(advice: Any, deadline: Deadline | None) -> Foreseen:
    """For whoever is asked: their own setting's holidays if they are one, else those of the child's."""
    if deadline is None or not deadline.is_open or deadline.due is None:
        return Foreseen()
    case, own = advice.case, _running(deadline)
    asked = advice.organisation
    where = asked if asked and asked.is_setting else case.school
    ahead = _ahead(case, _ways_to_a_plan(case), (own,), of=_place(case, where, own))
    return ahead.for_an_adviser(own, case.child.called)


def on_a_consultation(consultation: Any, deadline: Deadline | None) -> Foreseen:
    if deadline is None or not deadline.is_open or deadline.due is None:
        return Foreseen()
    case, own = consultation.case, _running(deadline)
    ahead = _ahead(case, _ways_to_a_plan(case), (own,), of=_place(case, consultation.setting, own))
    return ahead.for_the_consulted_setting(own, case.child.called, str(case.authority))


def _ahead(case: Case, running: Any, others: Any = (), of: Place | None = None) -> Ahead:
    running = tuple(running)
    place = of or _place(case, case.school, *running, *others)
    return Ahead(running, place, clock.today(), _move(case))


def _of_the_request(case: Case) -> tuple[Running, ...]:
    rows = pack(case.law_pack).started_by(Moment.REQUEST_RECEIVED)
    return started(rows, {Moment.REQUEST_RECEIVED: case.received_on}) if case.received_on else ()


def _from(case: Case, moment: Moment, day: date | None) -> tuple[Running, ...]:
    """The clock that this moment will start: of advice, of an answer."""
    return started(pack(case.law_pack).started_by(moment), {moment: day or clock.today()})


def _owed_by_the_authority(case: Case) -> list[Running]:
    owed = case.deadlines.open().duties().filter(owner=Agency.LOCAL_AUTHORITY, due__isnull=False)
    return [_running(each) for each in _with(case, owed) if not each.law.guidance]


def _ways_to_a_plan(case: Case) -> list[Running]:
    """What is owed here and met by issuing a plan: it does not wait for anybody."""
    keys = {duty.key for name in ISSUES_A_PLAN for duty in case.act(name).discharges}
    return [each for each in _owed_by_the_authority(case) if each.row.key in keys]


def _with(case: Case, deadlines: Any) -> list[Deadline]:
    found = list(deadlines.order_by("due", "pk"))
    for each in found:
        each.case = case
    return found


def _running(deadline: Deadline) -> Running:
    found = deadline.reckoning
    return Running(found.row, found.moments[found.start], deadline.due)  # type: ignore[arg-type]  # it has a day


def _place(case: Case, setting: Organisation | None, *running: Running) -> Place:
    first = min((each.since for each in running), default=clock.today())
    # Asking counts from one week before a closure begins.
    last = max((each.until for each in running), default=clock.today()) + ONE_WEEK
    found = closures_for(setting, case.authority, first, last)
    return Place(str(setting) if setting else A_SETTING, found, _ground(setting))


def _ground(setting: Organisation | None) -> Ground:
    is_nursery = setting is not None and setting.kind == Kind.EARLY_YEARS
    return Ground.NURSERY_CLOSED if is_nursery else Ground.SCHOOL_CLOSED


def _move(case: Case) -> Move | None:
    """The next phase: as it was recorded for a plan in force, else as the setting's last year group tells."""
    rows = {row.key: moment for moment in MOVES for row in pack(case.law_pack).started_by(moment)}
    owed = case.deadlines.open().duties().filter(key__in=rows, due__isnull=False)
    for deadline in _with(case, owed)[:1]:
        return Move(deadline.law, deadline.days[rows[deadline.key]], deadline.due, is_owed=True)  # type: ignore[arg-type]
    school = case.school
    if school is None or school.last_year_group is None or school.kind == Kind.COLLEGE:
        return None
    return next_move(pack(case.law_pack), born=case.child.born, last_year_group=school.last_year_group)
