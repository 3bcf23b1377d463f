"""Who is told: of what happened (TOLD), and of what is due (the ladder). Tables first, then who reads them.

Whoever is named here must be able to open the case. That rule has its home in the file; the sender asks it once
more for each notice (`may_see`), so that a leaver or a parent whose rights have ended hears nothing. One thing is
said to a parent all the same: that their rights have ended (PARENTS).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.module_loading import import_string

from workflows.law.terms import Agency
from workflows.lives.case import BEFORE_A_PLAN, NOT_ENDED, REFUSED
from workflows.lives.dispute import Topic
from workflows.models import Deadline

from .groups import (
    ACCOUNTABLE,
    ADVISER,
    ARRANGER,
    CASEWORKER,
    COMMISSIONER,
    COMMISSIONER_BEFORE,
    CONSULTED,
    EXCUSED,
    FAMILY,
    HEALTH,
    MANAGERS,
    OWNERS_MANAGERS,
    PARENTS,
    RELIEVED,
    SETTING,
    VIEWS,
    Group,
)
from .ladders import ALSO_BEFORE, OWNER, Rung, find_twins
from .people import CASEWORKER_ROLE, COMMISSIONER_ROLE, MANAGER_ROLE, People, Reader, each_once

# Upward names, as strings only: requests for advice, and the file's own answer to who may see a case.
ADVICE = "ehcp.Advice"
THE_FAMILYS = "parent_or_young_person"  # the kind of advice that is the family's own views
CASES_SEEN_BY = "ehcp.access.cases_for"


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
    "foresee_delay": (FAMILY, CASEWORKER),
    "note_missed_day": (FAMILY, CASEWORKER),
    "explain_delay": (FAMILY,),
    "tell_how_it_stands": (FAMILY,),
    # Questions of the family
    "ask_a_question": (CASEWORKER,),
    "answer_question": (FAMILY,),
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


# Finding the people


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


def find_together(deadlines: list[Any], people: People, organisations: dict[int | None, Any]) -> None:
    """Read in a few queries what will be asked of all these deadlines. Their cases and organisations are read already.

    Whose families are not read here are read when they are asked for: few duties are told to a family.
    """
    asked = [(d.accountable_id, d.case.authority_id, d.case.commissioner_id) for d in deadlines]
    families = {d.case.child_id for d in deadlines if d.owner == Agency.FAMILY or d.key in ALSO_BEFORE}
    people.fetch((pk for each in asked for pk in each if pk), families)
    find_twins(deadlines)
    _find_requests([d for d in deadlines if d.owner == Agency.ADVISER], organisations)


@dataclass(slots=True)
class Request:
    """A request for advice, as far as it says who was asked."""

    kind: str
    organisation_id: int | None
    person_id: int | None
    organisation: Any = None
    person: Any = None

    @property
    def is_the_familys(self) -> bool:
        return self.kind == THE_FAMILYS


def _find_requests(deadlines: list[Any], organisations: dict[int | None, Any]) -> None:
    """Those asked for advice stand on their own requests."""
    if not deadlines:
        return
    rows = apps.get_model(ADVICE)._default_manager.filter(pk__in={d.subject_id for d in deadlines}).order_by()
    found = {pk: Request(*row) for pk, *row in rows.values_list("pk", "kind", "organisation_id", "person_id")}
    alone = {each.person_id for each in found.values() if each.organisation_id is None} - {None}
    persons = (
        get_user_model()._default_manager.select_related("notice_choice").in_bulk(alone) if alone else {}
    )
    for request in found.values():
        request.organisation = organisations.get(request.organisation_id)
        request.person = persons.get(request.person_id)
    for deadline in deadlines:
        if deadline.subject_id in found:
            deadline.subject = found[deadline.subject_id]


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
        readers += [replace(reader, quiet=quiet or reader.quiet) for reader in FIND[group](matter)]
    return each_once(r for r in readers if not r.person or r.person.pk != silent)


def told_alike(deadline: Any, rung: Rung) -> tuple[Any, ...]:
    """Whoever has the same answer here has the same readers on this rung; so many deadlines are asked about once."""
    groups = [owner_of(deadline) if step is OWNER else step for step in rung.to]
    return tuple((group, ALIKE.get(group, _each_by_itself)(deadline)) for group in groups)


def reminded_of(deadline: Any, rung: Rung, people: People | None = None) -> list[Reader]:
    """Everybody who is to hear on this rung of a deadline, each once; a reader who is nobody where somebody is missing.

    Missing is the owner, and a family without anybody who may act and has an account.
    """
    matter = Matter(deadline.case, people or People(), deadline=deadline)
    readers: list[Reader] = []
    for step in rung.to:
        group = owner_of(deadline) if step is OWNER else Group(step)
        found = FIND[group](matter)
        readers += found or ([Reader(group)] if step is OWNER or group is FAMILY else [])
    return each_once(readers)


def owner_of(deadline: Any) -> Group:
    """As what the owner of a deadline is told."""
    group = OWNERS[Agency(deadline.owner)]
    ours = deadline.accountable_id == deadline.case.authority_id
    return CASEWORKER if ours and group is not FAMILY else group


def ask_who_may_see(notices: Iterable[Any]) -> None:
    """Say at each of these whether its reader may open its case at all: what you may not see, you are not told.

    `may_be_seen` of each, in one query for each reader.
    """
    readers: dict[Any, list[Any]] = {}
    for notice in notices:
        notice.may_be_seen = notice.reader_id is None
        if notice.reader_id:
            readers.setdefault(notice.reader, []).append(notice)
    for person, theirs in readers.items():
        seen = import_string(CASES_SEEN_BY)(person).filter(pk__in={notice.about_id for notice in theirs})
        open_to_them = set(seen.values_list("pk", flat=True))
        for notice in theirs:
            notice.may_be_seen = notice.about_id in open_to_them


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


ANSWERED_FOR_BY = {
    # What these do for a plan, the health commissioner commissions.
    "therapy": "commissioner",
    "paediatrics": "commissioner",
    "mental_health": "commissioner",
    # These are as a rule the authority's own.
    "psychology": "authority",
    "sensory": "authority",
    "adulthood": "authority",
    "social_care": "authority",
    "adult_care": "authority",
}
"""Kind of organisation -> whose accountable officer answers where it names none: that of the case's body so called."""


def _family(matter: Matter) -> list[Reader]:
    return [Reader(FAMILY, person) for person in matter.people.family_of(matter.case)]


def _caseworker(matter: Matter) -> list[Reader]:
    authority = matter.case.authority
    officers = matter.people.working_for(authority, CASEWORKER_ROLE, MANAGER_ROLE)
    own = [officer for officer in officers if officer.user_id == matter.case.caseworker_id]
    managers = [officer for officer in officers if officer.role == MANAGER_ROLE]
    return matter.people.tell(CASEWORKER, authority, own, managers, officers)


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
    return people.tell(group, organisation, managers, people.working_for(organisation))


def _accountable(matter: Matter) -> list[Reader]:
    """Whoever answers for what is owed and, whoever owes it, for the authority: the family waits for the authority.

    Of health services and services of the authority that name nobody of their own, whoever answers for the body
    that answers for them (ANSWERED_FOR_BY).
    """
    case, owner = matter.case, matter.deadline.accountable
    answer = _officers_of(owner, matter.people) if owner else []
    if owner and not answer:
        above = getattr(case, ANSWERED_FOR_BY.get(owner.kind, ""), None)
        answer = _officers_of(above, matter.people) if above else []
    # Where nobody is named anywhere, a letter to the office says that somebody has to answer for it.
    answer = answer or ([Reader(ACCOUNTABLE, None, owner)] if owner else [])
    return [*answer, *(_officers_of(case.authority, matter.people) if owner != case.authority else [])]


def _officers_of(organisation: Any, people: People) -> list[Reader]:
    officers = [member for member in people.working_for(organisation) if member.answers_for_it]
    return people.tell(ACCOUNTABLE, organisation, officers) if officers else []


def _adviser(matter: Matter) -> list[Reader]:
    advice = matter.row
    if advice.is_the_familys:
        return []
    if advice.organisation is None:
        return [Reader(ADVISER, advice.person)] if advice.person and advice.person.is_active else []
    team = matter.people.working_for(advice.organisation)
    asked = [member for member in team if member.user_id == advice.person_id]
    # Nobody's leaving loses what was asked of the service.
    return matter.people.tell(ADVISER, advice.organisation, asked, team)


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
    return [] if did_it or before is None else [Reader(COMMISSIONER_BEFORE, None, before)]


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
    if setting and case.state not in NOT_ENDED:
        # Its file is closed to the setting; its office is still told how it ended.
        return [Reader(SETTING, None, setting)]
    return _at(SETTING, setting, matter)


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
    people = matter.people
    return people.tell(group, organisation, people.working_for(organisation, *roles)) if organisation else []


def _each_by_itself(deadline: Any) -> Any:
    return deadline.pk


ALIKE: dict[Any, Callable[[Any], Any]] = {
    FAMILY: lambda deadline: deadline.case.child_id,
    CASEWORKER: lambda deadline: (deadline.case.authority_id, deadline.case.caseworker_id),
    MANAGERS: lambda deadline: deadline.case.authority_id,
    COMMISSIONER: lambda deadline: deadline.case.commissioner_id,
    OWNERS_MANAGERS: lambda deadline: (deadline.accountable_id, deadline.owner),
    ADVISER: lambda deadline: (
        deadline.subject.kind,
        deadline.subject.organisation_id,
        deadline.subject.person_id,
    ),
}
"""Group -> what of a deadline decides who they are: all that FIND looks at for it. Of other groups each is asked."""

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
    ACCOUNTABLE: _accountable,
    EXCUSED: _excused,
    RELIEVED: _relieved,
}
