"""Who is told: of what happened (TOLD), and of what is due (the ladder). Tables first, then who reads them.

Whoever is named here must be able to open the case. That rule has its home in the file; the sender asks it once
more for each notice (`may_see`), so that a leaver or a parent whose rights have ended hears nothing. One thing is
said to a parent all the same: that their rights have ended (PARENTS).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import takewhile
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string

from workflows import clock
from workflows.clock import Period, days, weeks
from workflows.law.terms import Agency
from workflows.lives.case import BEFORE_A_PLAN, NOT_ENDED, REFUSED
from workflows.lives.dispute import Topic
from workflows.models import Deadline

# Upward names, as strings only: the file's models, the roles it knows, and its own answer to who may see a case.
MEMBERSHIP, FAMILY_MEMBER, ADVICE = "ehcp.Membership", "ehcp.FamilyMember", "ehcp.Advice"
CASEWORKER_ROLE, MANAGER_ROLE, COMMISSIONER_ROLE = "caseworker", "manager", "health_commissioner"
CASES_SEEN_BY = "ehcp.access.cases_for"


class Group(StrEnum):
    """As what somebody is told."""

    FAMILY = "family"
    CASEWORKER = "caseworker"
    MANAGERS = "managers"
    ADVISER = "adviser"
    VIEWS = "views"
    COMMISSIONER = "commissioner"
    HEALTH = "health"
    COMMISSIONER_BEFORE = "commissioner_before"
    PARENTS = "parents"
    SETTING = "setting"
    CONSULTED = "consulted"
    ARRANGER = "arranger"
    OWNERS_MANAGERS = "owners_managers"
    EXCUSED = "excused"
    RELIEVED = "relieved"


FAMILY = Group.FAMILY  # those who use the family's rights
CASEWORKER = Group.CASEWORKER  # the case's own; without one its managers
MANAGERS = Group.MANAGERS  # of the authority
ADVISER = Group.ADVISER  # whoever was asked for this advice
VIEWS = Group.VIEWS  # the family, where what was asked for are its own views
COMMISSIONER = Group.COMMISSIONER  # who speak for the health commissioner
HEALTH = Group.HEALTH  # the commissioner, where the disagreement concerns health
COMMISSIONER_BEFORE = Group.COMMISSIONER_BEFORE  # the office of the one that has told the new one
PARENTS = Group.PARENTS  # those whose rights have ended with this: the young person decides
SETTING = Group.SETTING  # the setting that the plan names; before there is a plan, the one attended
CONSULTED = Group.CONSULTED  # the setting that was consulted
ARRANGER = Group.ARRANGER  # whoever arranges this review
OWNERS_MANAGERS = Group.OWNERS_MANAGERS  # of the organisation that owes the duty
EXCUSED = Group.EXCUSED  # whoever's own day is excused, where it is not the authority's
RELIEVED = Group.RELIEVED  # those whose own duty was lifted by what happened


@dataclass(frozen=True)
class Quietly:
    """Told on the page, without an e-mail."""

    group: Group


def quietly(*groups: Group) -> tuple[Quietly, ...]:
    return tuple(Quietly(group) for group in groups)


EVERYBODY = (FAMILY, SETTING, COMMISSIONER, CASEWORKER)
TO_STOP = (FAMILY, SETTING, COMMISSIONER, RELIEVED, CASEWORKER)
EVEN_IF_THE_CASE_IS_CLOSED_TO_THEM = frozenset({PARENTS})
"""Those who are told that the case is closed to them from now on, and no more than that."""
STANDS_FOR = {VIEWS: FAMILY, HEALTH: COMMISSIONER, EXCUSED: ADVISER}
"""Groups that are told only sometimes, and then as another group."""

TOLD: dict[str, tuple[Group | Quietly, ...]] = {
    # Request and decision
    "receive_request": (FAMILY, CASEWORKER),
    "tell_partners": (FAMILY, SETTING, COMMISSIONER),
    "agree_to_assess": EVERYBODY,
    "decline_to_assess": EVERYBODY,
    # Assessment
    "seek_advice": (FAMILY,),
    "invite_views": (FAMILY,),
    "ask_for_advice": (ADVISER,),
    "acknowledge": quietly(CASEWORKER),
    "give_views": (CASEWORKER, *quietly(FAMILY)),
    "give_advice": (CASEWORKER, *quietly(FAMILY)),
    "say_not_known": (CASEWORKER,),
    "ask_again": (ADVISER,),
    "accept_not_known": (ADVISER,),
    "return_for_clarification": (ADVISER, VIEWS),
    "accept_advice": quietly(ADVISER, VIEWS),
    "propose_earlier_advice": (ADVISER, FAMILY, CASEWORKER),
    "say_it_is_enough_as_author": (CASEWORKER,),
    "say_it_is_enough_as_family": (CASEWORKER,),
    "say_it_is_not_enough": (ADVISER, CASEWORKER, FAMILY),
    "use_earlier_advice": (ADVISER, FAMILY),
    "decide_to_make_plan": EVERYBODY,
    "decide_no_plan": EVERYBODY,
    # Draft
    "draft_plan": (COMMISSIONER,),
    "agree_section_g": (CASEWORKER,),
    "ask_to_change_section_g": (CASEWORKER,),
    "serve_draft": (FAMILY, CASEWORKER),
    "comment": (CASEWORKER,),
    "answer_comment": (FAMILY,),
    "finish_commenting": (CASEWORKER,),
    "redraft": (FAMILY,),
    # Setting and money
    "prefer_setting": (CASEWORKER,),
    "consult_setting": (FAMILY,),
    "send_consultation": (CONSULTED,),
    "answer_consultation": (CASEWORKER, *quietly(FAMILY)),
    "name_setting": (FAMILY, CONSULTED, CASEWORKER),
    "decline_to_name_setting": (FAMILY, CONSULTED, CASEWORKER),
    "name_type_of_setting": (FAMILY, CASEWORKER),
    "ask_for_budget": (CASEWORKER,),
    "prepare_budget": (FAMILY,),
    "consent_to_direct_payment": (CASEWORKER,),
    "agree_budget": (FAMILY, CASEWORKER),
    "refuse_budget": (FAMILY, CASEWORKER),
    "ask_for_budget_review": (CASEWORKER, MANAGERS),
    "uphold_budget_refusal": (FAMILY, CASEWORKER),
    "overturn_budget_refusal": (FAMILY, CASEWORKER),
    "start_payments": (FAMILY, CASEWORKER),
    "review_direct_payment": (FAMILY, CASEWORKER),
    "reduce_payments": (FAMILY, CASEWORKER),
    "withdraw_consent": (CASEWORKER, FAMILY),
    "note_that_payment_must_stop": (FAMILY, CASEWORKER),
    "stop_payments": (FAMILY, CASEWORKER),
    "ask_for_reconsideration": (CASEWORKER, MANAGERS, FAMILY),
    "stand_by_the_change": (FAMILY, CASEWORKER),
    "take_the_change_back": (FAMILY, CASEWORKER),
    "pass_payment_to_young_person": (FAMILY, CASEWORKER),
    "ask_payment_back": (FAMILY, CASEWORKER),
    # The plan in force
    "issue_final_plan": EVERYBODY,
    "confirm_provision": (FAMILY, CASEWORKER),
    "confirm_health_provision": (FAMILY, CASEWORKER),
    "consider_earlier_review": (FAMILY,),
    # The yearly review
    "plan_meeting": (FAMILY, ARRANGER, CASEWORKER, COMMISSIONER),
    "move_meeting": (FAMILY, ARRANGER, CASEWORKER, COMMISSIONER),
    "invite_to_review": (FAMILY, CASEWORKER),
    "circulate_review_advice": (FAMILY, CASEWORKER),
    "hold_review_meeting": (ARRANGER, CASEWORKER, FAMILY),
    "send_review_report": (FAMILY, CASEWORKER),
    "decide_to_maintain": EVERYBODY,
    "decide_to_amend": EVERYBODY,
    "issue_amended_plan": EVERYBODY,
    "decide_not_to_amend": EVERYBODY,
    # Amending without a review, and the next phase
    "propose_amendments": EVERYBODY,
    "expect_next_phase": EVERYBODY,
    "expect_no_next_phase": EVERYBODY,
    "name_next_setting": (FAMILY, CASEWORKER),
    # Re-assessment
    "ask_for_reassessment": (FAMILY, CASEWORKER),
    "decline_reassessment": EVERYBODY,
    "agree_to_reassess": EVERYBODY,
    "draft_reassessed_plan": (COMMISSIONER,),
    "serve_reassessed_draft": (FAMILY, CASEWORKER),
    "keep_plan_after_reassessment": (*EVERYBODY, RELIEVED),
    # Departures from the clocks
    "record_exception": (FAMILY, CASEWORKER, EXCUSED),
    "agree_another_day": (FAMILY, CASEWORKER),
    "pause": (FAMILY, CASEWORKER),
    "end_pause": (FAMILY, CASEWORKER),
    # Ceasing
    "consider_ceasing": (FAMILY, SETTING, CASEWORKER),
    "decide_to_cease": EVERYBODY,
    "keep_plan_after_all": EVERYBODY,
    "cease": EVERYBODY,
    # When a day is missed
    "note_missed_day": (FAMILY, CASEWORKER),
    "explain_delay": (FAMILY,),
    # Disagreement
    "ask_for_mediation": (CASEWORKER, MANAGERS),
    "record_mediation_certificate": (FAMILY, CASEWORKER),
    "record_appeal": (CASEWORKER, MANAGERS, FAMILY, RELIEVED),
    "decline_mediation": (CASEWORKER, FAMILY),
    "tell_health_the_issues": (COMMISSIONER,),
    "arrange_mediation": (FAMILY, CASEWORKER, HEALTH),
    "say_mediation_cannot_be_arranged": (FAMILY, CASEWORKER, HEALTH),
    "end_mediation_without_agreement": (FAMILY, CASEWORKER, HEALTH),
    "agree_in_mediation": (FAMILY, CASEWORKER, HEALTH),
    "tell_the_authority_what_was_agreed": (CASEWORKER,),
    "do_what_else_was_agreed": (FAMILY, CASEWORKER),
    "do_what_health_agreed": (FAMILY, CASEWORKER),
    "register_appeal": (FAMILY, CASEWORKER),
    "respond_to_appeal": (FAMILY, CASEWORKER),
    "concede_appeal": (FAMILY, CASEWORKER),
    "record_order": (FAMILY, CASEWORKER, MANAGERS, HEALTH),
    "withdraw_appeal": (FAMILY, CASEWORKER),
    "answer_recommendation_on_health": (FAMILY, CASEWORKER),
    "answer_recommendation_on_social_care": (FAMILY, CASEWORKER),
    "close_dispute": (FAMILY, CASEWORKER),
    # Carrying out what was ordered or agreed
    "start_assessing_as_told": EVERYBODY,
    "assess_after_all": (*EVERYBODY, RELIEVED),
    "make_plan_as_told": EVERYBODY,
    "make_plan_after_all": (*EVERYBODY, RELIEVED),
    "stand_by_no_plan": EVERYBODY,
    "go_on_as_told": (FAMILY, CASEWORKER),
    "issue_plan_as_told": EVERYBODY,
    # The family moves, or health changes hands
    "note_move": EVERYBODY,
    "note_no_move": EVERYBODY,
    "transfer_plan": TO_STOP,
    "take_over_plan": EVERYBODY,
    "tell_after_transfer": (FAMILY, CASEWORKER),
    "note_other_commissioner": (COMMISSIONER, CASEWORKER),
    "tell_new_commissioner": (COMMISSIONER, COMMISSIONER_BEFORE, FAMILY, CASEWORKER),
    "tell_commissioner_of_move": (CASEWORKER,),
    "say_health_can_be_arranged": (CASEWORKER,),
    "ask_for_assessment_or_review": (CASEWORKER, FAMILY),
    # Whose rights they are
    "foresee_passing_of_rights": (FAMILY, CASEWORKER),
    "pass_rights": (FAMILY, PARENTS, CASEWORKER),
    "let_parent_act": (FAMILY, CASEWORKER),
    "let_parent_act_no_more": (FAMILY, PARENTS, CASEWORKER),
    "record_capacity": (FAMILY, CASEWORKER),
    # The law changes: a day that has moved is seen on the page; no letter goes out for it.
    "move_to_law": quietly(FAMILY, CASEWORKER),
    # The ways out
    "withdraw_request": TO_STOP,
    "move_to_another_authority": TO_STOP,
    # Nobody learns of a death by e-mail. The caseworker speaks to the family; the others hear that nothing is asked.
    "record_death": (RELIEVED, CASEWORKER, MANAGERS),
    "end_by_age": TO_STOP,
}
"""Act -> who hears of it. Whoever did it is not told again, save where it is a receipt."""

RECEIPTS = frozenset({"receive_request", "withdraw_request"})
"""Acts whose own doer is told too, so as to have it in writing."""

ONLY_IF: dict[str, Callable[[Any], bool]] = {
    # The health commissioner has nothing to agree where section G has no lines.
    "draft_plan": lambda case: bool(case.working_version and case.working_version.has_section_g()),
    "draft_reassessed_plan": lambda case: bool(case.working_version and case.working_version.has_section_g()),
}
"""Acts that need to be heard of only in some cases."""

ASKS = frozenset({"ask_for_advice", "send_consultation"})
"""Acts that only ask for something: once that has been done there is nothing left to tell."""

ONCE_A_DAY = frozenset({"comment", "answer_comment"})
"""Acts done many times in a sitting: the first of a day is told, and stands for the others of that day."""


# Duty -> ladder

TOLD_WITH = {
    # These stand beside another duty of the same day, and the same act meets both: one reminder names both.
    "tell_partners": "consult_the_family",
    "tell_partners_the_decision": "decide_whether_to_assess",
    "ask_a_qualified_teacher": "seek_advice",
    "send_the_familys_evidence": "seek_advice",
    "send_the_amendment_notice": "decide_after_the_review",
    "tell_of_no_amendment": "issue_the_amended_plan",
    # The way to an appeal leads past the mediation adviser, within the same two months.
    "ask_for_mediation": "appeal",
}


BESIDE = {
    # Where the authority gives in without an order, the weeks of the first request run on, and the Ombudsman's beside.
    "decide_on_no_plan_after_agreeing": "decide_whether_to_make_a_plan",
    "issue_plan_after_agreeing": "issue_the_final_plan",
}
"""Two days for one and the same thing. The bell rings for whichever comes first, and names the other."""


class Of(StrEnum):
    """A place on the ladder that depends on whose duty it is."""

    OWNER = "owner"


OWNER = Of.OWNER

ALSO_BEFORE: dict[str, tuple[Group, ...]] = {
    # Everybody who is to be there.
    "hold_the_review_meeting": (FAMILY, CASEWORKER),
}
"""Who else is reminded before a duty's day, and on it."""

OVERDUE: tuple[tuple[Period, tuple[Group | Of, ...]], ...] = (
    (days(1), (OWNER, CASEWORKER)),
    (days(8), (OWNER, OWNERS_MANAGERS, CASEWORKER, MANAGERS)),
)
"""How long after its day an undone duty rings again, and for whom."""
THEN_EVERY: Period = weeks(4)
"""After the last step above, the same people again each time this has passed. A bell that stops is forgotten."""

CLOSED: dict[str, tuple[Group, ...]] = {
    "answer_the_draft": (CASEWORKER,),
    "answer_the_amendments": (CASEWORKER,),
    "answer_the_reassessed_draft": (CASEWORKER,),
    "keep_the_plan": (CASEWORKER,),
}
"""Rights whose passing lets the authority go on: who hears of it on the day after."""

UNDATED: tuple[tuple[Period, tuple[Group | Of, ...]], ...] = (
    (weeks(1), (OWNER,)),
    (weeks(3), (OWNER,)),
    (weeks(5), (OWNER, OWNERS_MANAGERS)),
)
"""What is owed "as soon as practicable" has no day to count to: it rings this long after it began."""


@dataclass(frozen=True)
class Rung:
    """One step of a deadline's ladder: its name in the ledger, its day, and who hears on it."""

    name: str
    day: date
    to: tuple[Group | Of, ...]


def ladder(deadline: Any) -> Iterator[Rung]:
    """Every rung, in the order of their days; without end where the duty stays undone."""
    if deadline.key in TOLD_WITH:
        return
    twin = twin_of(deadline)
    if twin and (twin.ring_on, twin.pk) < (deadline.ring_on, deadline.pk):
        yield from _beside(twin, deadline)
    else:
        yield from _rungs(deadline)


def twin_of(deadline: Any) -> Any:
    """The other open deadline for the same thing (BESIDE)."""
    if not hasattr(deadline, "twin"):
        find_twins([deadline])
    return deadline.twin


def find_twins(deadlines: list[Any]) -> None:
    """Set on each of these the other open deadline for the same thing, in one query at most."""
    other = BESIDE | {second: first for first, second in BESIDE.items()}
    cases = {deadline.case_id for deadline in deadlines if deadline.key in other}
    twins: dict[Any, Any] = {}
    if cases:
        found = Deadline.objects.open().filter(case__in=cases, key__in=other, ring_on__isnull=False)
        twins = {(each.case_id, each.key): each for each in found.select_related("started_by", "case")}
    for deadline in deadlines:
        deadline.twin = twins.get((deadline.case_id, other.get(deadline.key)))


def _beside(first: Any, later: Any) -> Iterator[Rung]:
    """The later of two days rings between them, and on its own. From then on the bell of the first is for both."""
    rung_already = {rung.day for rung in _until(later.ring_on, first)}
    for rung in _until(later.ring_on, later):
        if rung.day > first.ring_on and rung.day not in rung_already:
            yield rung


def _until(last: date, deadline: Any) -> Iterator[Rung]:
    return takewhile(lambda rung: rung.day <= last, _rungs(deadline))


def _rungs(deadline: Any) -> Iterator[Rung]:
    if deadline.ring_on is None:
        if not deadline.is_right:
            yield from _repeated(UNDATED, deadline.started_by.on, "after it began")
        return
    also = ALSO_BEFORE.get(deadline.key, ())
    yield from _before(deadline, (OWNER, *also))
    yield Rung("on the day", deadline.ring_on, (OWNER, *also))
    if not deadline.is_right:
        yield from _repeated(OVERDUE, deadline.ring_on, "after")
    elif deadline.key in CLOSED:
        yield Rung("closed", days(1).after(deadline.ring_on), CLOSED[deadline.key])


def _before(deadline: Any, to: tuple[Group | Of, ...]) -> list[Rung]:
    # A clock that was started late has not passed the rungs that lie before its start.
    begun = timezone.localdate(deadline.started_by.at)
    rungs = [
        Rung(f"{period} before", period.back_from(deadline.ring_on), to) for period in deadline.law.remind
    ]
    return sorted((r for r in rungs if begun <= r.day < deadline.ring_on), key=lambda r: r.day)


def _repeated(
    steps: tuple[tuple[Period, tuple[Group | Of, ...]], ...], start: date, words: str
) -> Iterator[Rung]:
    for period, to in steps:
        day = period.after(start)
        yield Rung(f"{period} {words}", day, to)
    while True:
        day = THEN_EVERY.after(day)
        yield Rung(f"{days((day - start).days)} {words}", day, to)


# Finding the people


@dataclass(frozen=True)
class Reader:
    """Somebody to tell: a person, for an organisation if for one; or, without a person, its office."""

    group: Group
    person: Any = None
    organisation: Any = None
    quiet: bool = False

    @property
    def identity(self) -> tuple[int | None, int | None]:
        return (self.person.pk, None) if self.person else (None, self.organisation.pk)


@dataclass
class People:
    """Who works where, and who is whose family, on one day: fetched once for all that are asked for together."""

    on: date = field(default_factory=clock.today)
    _members: dict[int, list[Any]] = field(default_factory=dict)
    _family: dict[int, list[Any]] = field(default_factory=dict)

    def fetch(self, organisations: Iterable[int], children: Iterable[int]) -> None:
        """Read in two queries what the questions below will ask."""
        new = {pk for pk in organisations if pk} - self._members.keys()
        if new:
            self._members |= {pk: [] for pk in new}
            found = apps.get_model(MEMBERSHIP).objects.current(self.on)
            found = found.filter(organisation__in=new, user__is_active=True)
            for member in found.select_related("user").order_by("user__full_name", "pk"):
                self._members[member.organisation_id].append(member)
        born = set(children) - self._family.keys()
        if born:
            self._family |= {pk: [] for pk in born}
            family = apps.get_model(FAMILY_MEMBER)._default_manager.filter(
                child__in=born, user__is_active=True
            )
            for relative in family.select_related("user", "child").order_by("pk"):
                self._family[relative.child_id].append(relative)

    def working_for(self, organisation: Any, *roles: str) -> list[Any]:
        self.fetch({organisation.pk}, ())
        members = self._members[organisation.pk]
        return [m for m in members if not roles or m.role in roles]

    def family_of(self, case: Any) -> list[Any]:
        self.fetch((), {case.child_id})
        return [each.user for each in self._family[case.child_id] if each.may_act(self.on)]


@dataclass
class Matter:
    """What somebody is to be told about: a case, and in it an event or a deadline."""

    case: Any
    people: People
    event: Any = None
    deadline: Any = None

    @property
    def row(self) -> Any:
        if self.deadline:
            return self.deadline.subject
        return self.case.row(self.event.subject_kind, self.event.subject_id)

    def accountable(self, agency: Agency) -> Any:
        if self.deadline and self.deadline.owner == agency:
            return self.deadline.accountable
        return self.case.accountable_for(agency, self.row)


def find_together(deadlines: list[Any], on: date) -> People:
    """The people of all these deadlines, read in a few queries; those asked for advice stand on their own requests."""
    people = People(on)
    organisations = [(d.accountable_id, d.case.authority_id, d.case.commissioner_id) for d in deadlines]
    people.fetch((pk for each in organisations for pk in each if pk), (d.case.child_id for d in deadlines))
    find_twins(deadlines)
    requests = [d for d in deadlines if d.owner == Agency.ADVISER]
    advice = apps.get_model(ADVICE)._default_manager.select_related("organisation", "person")
    found = advice.in_bulk([d.subject_id for d in requests])
    for deadline in requests:
        if deadline.subject_id in found:
            deadline.subject = found[deadline.subject_id]
    return people


def told_of(event: Any, people: People | None = None) -> list[Reader]:
    """Everybody who is to hear of an event, each once."""
    matter = Matter(event.case, people or People(), event=event)
    silent = None if event.act in RECEIPTS else event.by_id
    readers: list[Reader] = []
    if event.act in ONLY_IF and not ONLY_IF[event.act](event.case):
        return readers
    for entry in TOLD[event.act]:
        quiet = isinstance(entry, Quietly)
        group = entry.group if isinstance(entry, Quietly) else entry
        readers += [Reader(r.group, r.person, r.organisation, quiet) for r in FIND[group](matter)]
    return _each_once(r for r in readers if not r.person or r.person.pk != silent)


def reminded_of(deadline: Any, rung: Rung, people: People | None = None) -> list[Reader]:
    """Everybody who is to hear on this rung of a deadline, each once."""
    matter = Matter(deadline.case, people or People(), deadline=deadline)
    groups = [owner_of(deadline) if step is OWNER else Group(step) for step in rung.to]
    return _each_once(reader for group in groups for reader in FIND[group](matter))


def owner_of(deadline: Any) -> Group:
    """As what the owner of a deadline is told."""
    group = OWNERS[Agency(deadline.owner)]
    ours = deadline.accountable_id == deadline.case.authority_id
    return CASEWORKER if ours and group is not FAMILY else group


def may_see(person: Any, case: Any) -> bool:
    """Whether this person may open the case at all: what you may not see, you are not told."""
    return import_string(CASES_SEEN_BY)(person).filter(pk=case.pk).exists()


OWNERS = {
    Agency.LOCAL_AUTHORITY: CASEWORKER,
    Agency.FAMILY: FAMILY,
    Agency.ADVISER: ADVISER,
    Agency.HEALTH_COMMISSIONER: COMMISSIONER,
    Agency.CONSULTED_SETTING: CONSULTED,
    Agency.REVIEW_ARRANGER: ARRANGER,
    Agency.SETTING: SETTING,
    # The adviser is not a reader here: the caseworker is reminded to ask.
    Agency.MEDIATION_ADVISER: CASEWORKER,
}


def _each_once(readers: Iterable[Reader]) -> list[Reader]:
    first: dict[Any, Reader] = {}
    for reader in readers:
        first.setdefault(reader.identity, reader)
    return list(first.values())


def _family(matter: Matter) -> list[Reader]:
    return [Reader(FAMILY, person) for person in matter.people.family_of(matter.case)]


def _caseworker(matter: Matter) -> list[Reader]:
    authority = matter.case.authority
    officers = matter.people.working_for(authority, CASEWORKER_ROLE, MANAGER_ROLE)
    own = [officer for officer in officers if officer.user_id == matter.case.caseworker_id]
    managers = [officer for officer in officers if officer.role == MANAGER_ROLE]
    return _team(CASEWORKER, authority, own or managers or officers)


def _managers(matter: Matter) -> list[Reader]:
    return _managers_of(MANAGERS, matter.case.authority, matter.people)


def _owners_managers(matter: Matter) -> list[Reader]:
    owner = matter.deadline.accountable
    if owner is None:
        return []
    if matter.deadline.owner == Agency.HEALTH_COMMISSIONER:
        # Others who work there do not see the case.
        return _at(OWNERS_MANAGERS, owner, matter, COMMISSIONER_ROLE)
    return _managers_of(OWNERS_MANAGERS, owner, matter.people)


def _managers_of(group: Group, organisation: Any, people: People) -> list[Reader]:
    managers = people.working_for(organisation, MANAGER_ROLE)
    return _team(group, organisation, managers or people.working_for(organisation))


def _adviser(matter: Matter) -> list[Reader]:
    advice = matter.row
    if advice.is_the_familys:
        return []
    team = matter.people.working_for(advice.organisation) if advice.organisation else []
    if advice.person and (not advice.organisation or advice.person_id in {m.user_id for m in team}):
        return [Reader(ADVISER, advice.person, advice.organisation)]
    # Nobody's leaving loses what was asked of the service.
    return _team(ADVISER, advice.organisation, team)


def _views(matter: Matter) -> list[Reader]:
    return _family(matter) if matter.row.is_the_familys else []


def _commissioner(matter: Matter) -> list[Reader]:
    return _at(COMMISSIONER, matter.case.commissioner, matter, COMMISSIONER_ROLE)


def _health(matter: Matter) -> list[Reader]:
    return _commissioner(matter) if concerns_health(matter.row) else []


def concerns_health(dispute: Any) -> bool:
    """Whether a disagreement is the health commissioner's to know of."""
    about = (dispute.recommends_on_health, dispute.for_commissioner)
    return Topic.HEALTH in dispute.topics or any(about)


def _commissioner_before(matter: Matter) -> list[Reader]:
    """Its office, as its people do not see the case any more; unless it told the new one itself."""
    told = matter.event.ended.filter(owner=Agency.HEALTH_COMMISSIONER).select_related("accountable").first()
    before = told.accountable if told else None
    did_it = before and matter.event.by_id in {m.user_id for m in matter.people.working_for(before)}
    return [] if did_it else _team(COMMISSIONER_BEFORE, before, [])


def _parents(matter: Matter) -> list[Reader]:
    """Parents who do not use the rights from now on: all of them, or the one whom the act names."""
    who = matter.event.facts.get("member", "")
    family = matter.case.child.family.filter(is_the_child=False, to_be_checked=False, user__is_active=True)
    family = family.filter(pk=who.split(":")[1]) if who else family.filter(parental_responsibility=True)
    parents = [each for each in family.select_related("user", "child") if not each.may_act(matter.people.on)]
    return [Reader(PARENTS, parent.user) for parent in parents]


def _setting(matter: Matter) -> list[Reader]:
    case = matter.case
    setting = case.child.setting if case.state in (*BEFORE_A_PLAN, *REFUSED) else case.school
    # Once a case has ended its file is closed to the setting; its office is still told how it ended.
    return _at(SETTING, setting, matter) if case.state in NOT_ENDED else _team(SETTING, setting, [])


def _consulted(matter: Matter) -> list[Reader]:
    return _at(CONSULTED, matter.accountable(Agency.CONSULTED_SETTING), matter)


def _arranger(matter: Matter) -> list[Reader]:
    arranger = matter.accountable(Agency.REVIEW_ARRANGER)
    if arranger == matter.case.authority:
        return _caseworker(matter)
    return _at(ARRANGER, arranger, matter)


def _excused(matter: Matter) -> list[Reader]:
    return list(_owners(matter, matter.event.excused.all()))


def _relieved(matter: Matter) -> list[Reader]:
    of_it = Q(ended_by=matter.event) | Q(ended_by__part_of=matter.event)
    found = _owners(matter, Deadline.objects.filter(of_it, ended_how=Deadline.Ended.LIFTED))
    return [Reader(RELIEVED, reader.person, reader.organisation) for reader in found]


def _owners(matter: Matter, deadlines: Any) -> Iterator[Reader]:
    """Those who owe these, of services, settings and health: neither the authority nor the family."""
    not_theirs = (Agency.LOCAL_AUTHORITY, Agency.FAMILY, Agency.MEDIATION_ADVISER)
    for deadline in deadlines.exclude(owner__in=not_theirs).select_related("accountable", "case"):
        yield from FIND[owner_of(deadline)](Matter(matter.case, matter.people, deadline=deadline))


def _at(group: Group, organisation: Any, matter: Matter, *roles: str) -> list[Reader]:
    members = matter.people.working_for(organisation, *roles) if organisation else []
    return _team(group, organisation, members)


def _team(group: Group, organisation: Any, members: list[Any]) -> list[Reader]:
    """These members; where there are none, the organisation's office."""
    if organisation is None:
        return []
    return [Reader(group, m.user, organisation) for m in members] or [Reader(group, None, organisation)]


FIND: dict[Group, Callable[[Matter], list[Reader]]] = {
    FAMILY: _family,
    CASEWORKER: _caseworker,
    MANAGERS: _managers,
    ADVISER: _adviser,
    VIEWS: _views,
    COMMISSIONER: _commissioner,
    HEALTH: _health,
    COMMISSIONER_BEFORE: _commissioner_before,
    PARENTS: _parents,
    SETTING: _setting,
    CONSULTED: _consulted,
    ARRANGER: _arranger,
    OWNERS_MANAGERS: _owners_managers,
    EXCUSED: _excused,
    RELIEVED: _relieved,
}
