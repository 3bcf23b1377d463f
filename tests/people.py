"""The cast of every test: one fictional council, the people round one child, and a stranger from another council.

    case = requested()            the day Amira's mother asked
    case = at_stage("draft_served")   the same case, brought there by the same verbs that the pages use

Days are real days of 2026; `clock.at(day)` moves them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ehcp.models import (
    Case,
    Child,
    FamilyMember,
    Membership,
    Organisation,
    Outcome,
    Provision,
    User,
    open_case,
)
from ehcp.models.organisations import Kind, Role
from workflows import clock

REQUEST = date(2026, 9, 1)
AGREED = date(2026, 10, 5)
ADVICE_IN = date(2026, 11, 9)
PLAN_DECIDED = date(2026, 11, 16)
DRAFT_SERVED = date(2026, 11, 30)
COMMENTED = date(2026, 12, 8)
NAMED = date(2026, 12, 16)
FINAL = date(2027, 1, 11)
MEETING_FIXED = date(2027, 10, 4)
INVITED = date(2027, 10, 11)
CIRCULATED = date(2027, 10, 18)
MEETING = date(2027, 11, 15)
REPORTED = date(2027, 11, 24)
DECIDED = date(2027, 12, 6)
AMENDED = date(2028, 1, 17)
PASSWORD = "a long sentence for tests"


@dataclass
class Cast:
    """Everybody, each under the name of their part."""

    council: Organisation
    icb: Organisation
    school: Organisation
    psychology: Organisation
    therapy: Organisation
    paediatrics: Organisation
    social_care: Organisation
    caseworker: User
    manager: User
    mother: User
    senco: User
    psychologist: User
    therapist: User
    paediatrician: User
    social_worker: User
    commissioner: User
    other_council: Organisation
    stranger: User
    """A caseworker of another council, who sees nothing of ours."""
    other_parent: User
    """A parent of another child of the same council."""
    child: Child
    other_child: Child


def the_cast() -> Cast:
    """Make everybody. Once for a test."""
    icb = _organisation("NHS Northmoor Integrated Care Board", Kind.HEALTH_COMMISSIONER)
    council = _organisation(
        "Northmoor Council",
        Kind.AUTHORITY,
        health_commissioner=icb,
        reference_prefix="NM",
        phone="01632 960100",
    )
    school = _organisation(
        "Millbrook Primary School", Kind.SCHOOL, type_of_setting="mainstream primary school"
    )
    services = {
        "psychology": _organisation("Northmoor Educational Psychology Service", Kind.PSYCHOLOGY),
        "therapy": _organisation("Northmoor Speech and Language Therapy", Kind.THERAPY),
        "paediatrics": _organisation("Northmoor Community Paediatrics", Kind.PAEDIATRICS),
        "social_care": _organisation("Northmoor Children's Social Care", Kind.SOCIAL_CARE),
    }
    for each in (icb, school, *services.values()):
        each.works_with.add(council)
    other_council = _organisation("Southvale Council", Kind.AUTHORITY, reference_prefix="SV")
    child = Child.objects.create(
        name="Amira Siddiqui", known_as="Amira", pronouns="she/her", born=date(2021, 2, 12), setting=school
    )
    other_child = Child.objects.create(
        name="Toby Marsh", known_as="Toby", born=date(2019, 5, 3), setting=school
    )
    return Cast(
        council=council,
        icb=icb,
        school=school,
        **services,
        caseworker=_member("Ruth Adeyemi", council, Role.CASEWORKER, "SEND officer"),
        manager=_member(
            "Helen Marsh", council, Role.MANAGER, "Head of statutory assessment", may_decide=True
        ),
        mother=_parent("Samina Siddiqui", child),
        senco=_member("Tom Ashworth", school, Role.PROFESSIONAL, "SENCO"),
        psychologist=_member(
            "Priya Raman", services["psychology"], Role.PROFESSIONAL, "Educational psychologist"
        ),
        therapist=_member(
            "Siobhan Kelly", services["therapy"], Role.PROFESSIONAL, "Speech and language therapist"
        ),
        paediatrician=_member("Daniel Osei", services["paediatrics"], Role.PROFESSIONAL, "Paediatrician"),
        social_worker=_member("Carys Bevan", services["social_care"], Role.PROFESSIONAL, "Social worker"),
        commissioner=_member("Joan Whitaker", icb, Role.HEALTH_COMMISSIONER, "Designated clinical officer"),
        other_council=other_council,
        stranger=_member("Alex Stranger", other_council, Role.MANAGER, "Head of SEND", may_decide=True),
        other_parent=_parent("Gemma Marsh", other_child),
        child=child,
        other_child=other_child,
    )


# The life of Amira's case, a step at a time


def requested(cast: Cast, on: date = REQUEST) -> Case:
    with clock.at(on):
        return open_case(
            child=cast.child,
            authority=cast.council,
            by=cast.mother,
            on=on,
            via="online",
            reasons="Amira speaks in two-word sentences and cannot follow what the class is told.",
            requester="Samina Siddiqui, mother",
            caseworker=cast.caseworker,
        )


def _partners_told(case: Case, cast: Cast) -> None:
    with clock.at(REQUEST):
        case.tell_partners(by=cast.caseworker)


def _assessment_agreed(case: Case, cast: Cast) -> None:
    with clock.at(AGREED):
        case.agree_to_assess(by=cast.manager, reasons="Amira may have needs that call for a plan.")


def _advice_asked(case: Case, cast: Cast) -> None:
    with clock.at(AGREED):
        case.seek_advice(by=cast.caseworker, requests=requests_for(cast))


def requests_for(cast: Cast) -> list[dict[str, Any]]:
    return [
        {"kind": "parent_or_young_person", "person": cast.mother},
        {"kind": "education", "organisation": cast.school},
        {"kind": "medical", "organisation": cast.paediatrics},
        {"kind": "psychological", "organisation": cast.psychology},
        {"kind": "social_care", "organisation": cast.social_care},
        {"kind": "other", "other": "speech and language therapy", "organisation": cast.therapy},
    ]


def _advice_given(case: Case, cast: Cast) -> None:
    with clock.at(ADVICE_IN):
        for advice in case.advice.all():
            write_advice(advice, cast)
            if advice.is_the_familys:
                advice.give_views(by=cast.mother)
            else:
                advice.give_advice(by=adviser_for(advice, cast))


def _advice_accepted(case: Case, cast: Cast) -> None:
    with clock.at(ADVICE_IN):
        for advice in case.advice.all():
            advice.accept_advice(by=cast.caseworker)


def adviser_for(advice: Any, cast: Cast) -> User:
    return {
        "education": cast.senco,
        "medical": cast.paediatrician,
        "psychological": cast.psychologist,
        "social_care": cast.social_worker,
        "other": cast.therapist,
    }[advice.kind]


def write_advice(advice: Any, cast: Cast) -> None:
    """What each of the cast says: enough for every section, nothing left open."""
    match advice.kind:
        case "parent_or_young_person":
            advice.aspirations = "We want Amira to tell us about her day."
            advice.child_views = "Amira pointed to the water tray, her friend Elsie and the bus."
        case "social_care":
            advice.summary = "Visited on 20 October. No social care needs arise."
        case "medical":
            need = advice.needs.create(section="C", words="Amira has glue ear each winter.")
            aim = advice.outcomes.create(
                words="Hearing loss is found within eight weeks.", by_when=date(2028, 7, 21)
            )
            aim.needs.add(need)
            line = advice.provision.create(
                section="G",
                what="Hearing test in October and February, with a written result within five working days.",
                minutes=45,
                sessions=2,
                every="year",
                group_size=1,
                delivered_by="Paediatric audiologist",
                qualification="Registered audiologist",
                commissioner=cast.icb,
                funder=cast.icb,
                provider=cast.paediatrics,
                yearly_cost=Decimal("264.00"),
            )
            line.needs.add(need)
            line.outcomes.add(aim)
        case "other":
            need = advice.needs.create(
                section="B", category="SLCN", words="Amira has developmental language disorder."
            )
            aim = advice.outcomes.create(
                words="By July 2028, Amira will tell a familiar adult about her day in four linked sentences.",
                by_when=date(2028, 7, 21),
                steps=["By July 2027: tells two events in order with pictures"],
            )
            aim.needs.add(need)
            line = advice.provision.create(
                section="F",
                what="Individual speech and language therapy at school.",
                minutes=45,
                sessions=1,
                every="week",
                weeks_a_year=36,
                group_size=1,
                delivered_by="Speech and language therapist",
                qualification="Registered with the Health and Care Professions Council",
                commissioner=cast.icb,
                funder=cast.icb,
                provider=cast.therapy,
                yearly_cost=Decimal("2592.00"),
            )
            line.needs.add(need)
            line.outcomes.add(aim)
        case _:
            advice.summary = (
                "Observed in class over three terms; what I found agrees with the therapist's report."
            )
            advice.needs.create(
                section="B",
                category="SLCN",
                words=f"In {advice.of_whom} we see that Amira learns through her eyes.",
            )
    advice.save()


def _plan_decided(case: Case, cast: Cast) -> None:
    with clock.at(PLAN_DECIDED):
        case.decide_to_make_plan(by=cast.manager, reasons="School cannot make this from its own resources.")


def _draft_written(case: Case, cast: Cast) -> None:
    with clock.at(PLAN_DECIDED):
        draft = case.draft_plan(by=cast.caseworker)
        say_none(draft)


def say_none(draft: Any) -> None:
    for letter in ("d", "h1", "h2"):
        setattr(draft, f"none_{letter}", "Social care visited and found no need.")
    draft.save()


def _section_g_agreed(case: Case, cast: Cast) -> None:
    with clock.at(PLAN_DECIDED):
        case.working_version.agree_section_g(by=cast.commissioner)


def _draft_served(case: Case, cast: Cast) -> None:
    with clock.at(DRAFT_SERVED):
        case.serve_draft(by=cast.caseworker, sent_on=DRAFT_SERVED, served_on=DRAFT_SERVED)


def _commented(case: Case, cast: Cast) -> None:
    with clock.at(COMMENTED):
        line = case.served_version.provision_in("F").get()
        comment = case.comment(by=cast.mother, row=line, words="Please add a co-worker who speaks Urdu.")
        case.prefer_setting(by=cast.mother, setting=cast.school, reasons="Amira is happy there.")
        case.finish_commenting(by=cast.mother)
        case.answer_comment(
            by=cast.caseworker,
            comment=comment,
            answer="accepted",
            reasons="The service has found one.",
            new={
                "what": "Individual speech and language therapy at school, with an Urdu-speaking co-worker."
            },
        )


def _setting_named(case: Case, cast: Cast) -> None:
    with clock.at(COMMENTED):
        consultation = case.consult_setting(by=cast.caseworker, setting=cast.school, sent_on=COMMENTED)
    with clock.at(NAMED):
        consultation.answer_consultation(by=cast.senco, can_meet_need=True, reasons="We can.")
        consultation.name_setting(by=cast.manager)


def _final_issued(case: Case, cast: Cast) -> None:
    with clock.at(FINAL):
        case.issue_final_plan(by=cast.manager, sent_on=FINAL, served_on=FINAL)


def _meeting_fixed(case: Case, cast: Cast) -> None:
    with clock.at(MEETING_FIXED):
        case.fix_review_meeting(by=cast.senco, meeting_on=MEETING, place="The library, 2pm")


def _meeting_held(case: Case, cast: Cast) -> None:
    review = case.current_review
    with clock.at(INVITED):
        review.invite_to_review(by=cast.senco, invited=["Samina Siddiqui", "Ruth Adeyemi"])
    with clock.at(CIRCULATED):
        review.circulate_review_advice(by=cast.senco)
    with clock.at(MEETING):
        review.hold_review_meeting(
            by=cast.senco, attended=["Samina Siddiqui"], views="Amira showed her book."
        )


def _report_sent(case: Case, cast: Cast) -> None:
    review = case.current_review
    progress = [
        {"outcome": outcome, "progress": "on_track", "words": "Well on the way."}
        for outcome in Outcome.objects.filter(plan=case.final_version)
    ]
    with clock.at(REPORTED):
        review.send_review_report(
            by=cast.senco, progress=progress, recommends="amend", reasons="More is needed."
        )


def _amendments_proposed(case: Case, cast: Cast) -> None:
    with clock.at(DECIDED):
        version = case.prepare_amendments(by=cast.caseworker)
        line: Provision = version.provision_in("F").get()
        line.change({"minutes": 60})
        case.decide_to_amend(by=cast.manager, reasons="Longer sessions.", sent_on=DECIDED, served_on=DECIDED)


def _amended(case: Case, cast: Cast) -> None:
    with clock.at(AMENDED):
        case.issue_amended_plan(by=cast.manager, sent_on=AMENDED, served_on=AMENDED)


STAGES: tuple[tuple[str, Callable[[Case, Cast], None], date], ...] = (
    ("partners_told", _partners_told, REQUEST),
    ("agreed", _assessment_agreed, AGREED),
    ("advice_asked", _advice_asked, AGREED),
    ("advice_given", _advice_given, ADVICE_IN),
    ("advice_accepted", _advice_accepted, ADVICE_IN),
    ("plan_decided", _plan_decided, PLAN_DECIDED),
    ("draft_written", _draft_written, PLAN_DECIDED),
    ("section_g_agreed", _section_g_agreed, PLAN_DECIDED),
    ("draft_served", _draft_served, DRAFT_SERVED),
    ("commented", _commented, COMMENTED),
    ("setting_named", _setting_named, NAMED),
    ("final_issued", _final_issued, FINAL),
    ("meeting_fixed", _meeting_fixed, MEETING_FIXED),
    ("meeting_held", _meeting_held, MEETING),
    ("report_sent", _report_sent, REPORTED),
    ("amendments_proposed", _amendments_proposed, DECIDED),
    ("amended", _amended, AMENDED),
)


def at_stage(cast: Cast, stage: str) -> Case:
    """Amira's case, brought to a stage by everybody's own verbs. The clock is not left standing there."""
    names = [name for name, _, _ in STAGES]
    case = requested(cast)
    for _, step, _ in STAGES[: names.index(stage) + 1]:
        step(case, cast)
        case.refresh_from_db()
    return case


@contextmanager
def on_the_day_of(cast: Cast, stage: str) -> Iterator[Case]:
    """The case at a stage, with the clock standing on that stage's day."""
    case = at_stage(cast, stage)
    day = next(day for name, _, day in STAGES if name == stage)
    with clock.at(day):
        yield case


def _organisation(name: str, kind: str, **fields: Any) -> Organisation:
    return Organisation.objects.create(name=name, kind=kind, email=f"office@{_slug(name)}.example", **fields)


def _member(
    full_name: str, organisation: Organisation, role: str, title: str, may_decide: bool = False
) -> User:
    user = another_person(full_name)
    Membership.objects.create(
        user=user, organisation=organisation, role=role, title=title, may_decide=may_decide
    )
    return user


def _parent(full_name: str, child: Child) -> User:
    user = another_person(full_name)
    FamilyMember.objects.create(child=child, user=user, relationship="Mother", parental_responsibility=True)
    return user


def another_person(full_name: str) -> User:
    return User.objects.create_user(f"{_slug(full_name)}@people.example", PASSWORD, full_name=full_name)


def _slug(name: str) -> str:
    return "-".join(word for word in "".join(c if c.isalnum() else " " for c in name.lower()).split())
