"""The cast by role, each with a sentence on who they are and what waits for them today."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from ehcp.models import Advice, Case, FamilyMember, Membership, User
from ehcp.models.organisations import SETTINGS, Kind, Role
from workflows import clock
from workflows.lives.advice import MAY_BE_ANSWERED
from workflows.models import Deadline

from .cast import ORGANISATIONS

OURS = ORGANISATIONS["northmoor"]["name"]
BEGIN_WITH = {
    "laura.robinson@family.example": "Read the draft, comment on a line, ask for a school.",
    "ruth.adeyemi@northmoor.example": "Look at what is due, and take a case one step further.",
    "helen.marsh@northmoor.example": "See what is late and whose step it is, and take the decisions.",
    "fergus.bell@northmoor-trust.example": "Answer a request for advice that is late.",
    "joan.whitaker@icb.northmoor.example": "Agree the health part of a draft.",
    "samina.siddiqui@family.example": "Read a whole plan, and download it.",
    "chloe.bennett@family.example": "A young person with a direct payment, who speaks for herself.",
    "bianca.marchetti@family.example": "A plan that moved to another council: read both files.",
}
"""Where a first visitor learns most: address -> what to try."""

HEALTH = (Kind.HEALTH_COMMISSIONER, Kind.PAEDIATRICS, Kind.THERAPY, Kind.MENTAL_HEALTH, Kind.OTHER)


class Person(NamedTuple):
    user: User
    sentence: str


class Group(NamedTuple):
    title: str
    people: list[Person]


def groups() -> list[Group]:
    """Everybody one can become. Those who run this installation are nobody to become."""
    late = _late()
    at_work = list(_at_work(late))
    family = list(_family(late))
    by_address = {person.user.email: person for _, person in (*at_work, *family)}
    first = [
        Person(by_address[address].user, f"{by_address[address].sentence} Try this: {hint}")
        for address, hint in BEGIN_WITH.items()
        if address in by_address
    ]
    sorted_out: dict[str, list[Person]] = defaultdict(list)
    for title, person in (*at_work, *family):
        sorted_out[title].append(person)
    return [
        Group(title, people)
        for title, people in [("Begin with one of these", first), *((t, sorted_out[t]) for t in TITLES)]
        if people
    ]


TITLES = (
    "The council",
    "Health",
    "Psychology, social care and other services",
    "Schools, nursery and college",
    "Families and young people",
    "Another council: to see that they see nothing of Northmoor’s",
)
COUNCIL, IN_HEALTH, SERVICES, IN_SETTINGS, FAMILIES, STRANGERS = TITLES


def _at_work(late: Counter[int]) -> Iterator[tuple[str, Person]]:
    caseload = defaultdict(list)
    of_the_authority = defaultdict(list)
    for case in Case.objects.exclude(state__in=Case.ENDS).only("pk", "caseworker", "authority"):
        caseload[case.caseworker_id].append(case.pk)
        of_the_authority[case.authority_id].append(case.pk)
    asked = Counter(Advice.objects.filter(state__in=MAY_BE_ANSWERED).values_list("person_id", flat=True))
    owed = Counter(
        Deadline.objects.open().duties().exclude(key="give_advice").values_list("accountable_id", flat=True)
    )
    memberships = Membership.objects.current().filter(user__is_staff=False, user__is_active=True)
    for each in memberships.select_related("user", "organisation").order_by("role", "user__full_name"):
        organisation = each.organisation
        match each.role:
            case Role.CASEWORKER:
                cases = caseload[each.user_id]
                waits = f"{_cases(cases, late)}."
            case Role.MANAGER:
                waits = f"Takes decisions; {_cases(of_the_authority[organisation.pk], late)}."
            case Role.HEALTH_COMMISSIONER:
                waits = "Agrees section G of each plan."
            case _:
                to_do = asked[each.user_id] + (owed[organisation.pk] if organisation.is_setting else 0)
                waits = _things(to_do)
        yield _title(organisation), Person(each.user, f"{each.title}, {organisation}. {waits}")


def _title(organisation: Any) -> str:
    ours = organisation.name == OURS or organisation.works_with.filter(name=OURS).exists()
    if not ours:
        return STRANGERS
    if organisation.kind == Kind.AUTHORITY:
        return COUNCIL
    if organisation.kind in SETTINGS:
        return IN_SETTINGS
    return IN_HEALTH if organisation.kind in HEALTH else SERVICES


def _family(late: Counter[int]) -> Iterator[tuple[str, Person]]:
    """Each once, however many children: "Leo's mother: advice is being given. Yara's mother: ..."."""
    sentences: dict[Any, list[str]] = defaultdict(list)
    titles: dict[Any, str] = {}
    members = FamilyMember.objects.filter(user__is_staff=False, user__is_active=True)
    # Of somebody who moved, the case that goes on.
    there = Case.objects.filter(moved_to=None).select_related("authority").order_by("pk")
    cases = {case.child_id: case for case in there}
    for each in members.select_related("user", "child").order_by("child__name", "pk"):
        case = cases.get(each.child_id)
        if case is None or not each.may_see(clock.today()):
            continue
        who = "Speaks for themselves" if each.is_the_child else f"{each.relationship} of {each.child.called}"
        behind = f", with {_number(late[case.pk], 'late step')}" if late[case.pk] else ""
        stands = case.get_state_display()
        sentences[each.user].append(f"{who}, {each.child.age()}: {stands[0].lower()}{stands[1:]}{behind}.")
        titles[each.user] = FAMILIES if case.authority.name == OURS else STRANGERS
    for user, said in sentences.items():
        yield titles[user], Person(user, " ".join(said))


def _late() -> Counter[int]:
    """How many steps are late, by case."""
    return Counter(Deadline.objects.late().values_list("case_id", flat=True))


def _cases(cases: list[int], late: Counter[int]) -> str:
    behind = sum(1 for case in cases if late[case])
    return _number(len(cases), "case in hand", "cases in hand") + (
        f", {behind} with something late" if behind else ""
    )


def _things(number: int) -> str:
    return f"{_number(number, 'thing')} to do." if number else "Nothing to do today."


def _number(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
