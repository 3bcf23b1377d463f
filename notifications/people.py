"""Who works where, who is away and who stands in, and who is whose family: the people behind a name in a table.

Nobody's leaving loses anything, and nobody's holiday either. Who is away is told on their own page alone; the same
goes to whoever covers for them or, where nobody does, to those who would be told if they were not there at all, and
in the end to the organisation's office.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps

from workflows import clock

from .groups import Group

# Upward names, as strings only.
MEMBERSHIP, ABSENCE, FAMILY_MEMBER = "ehcp.Membership", "ehcp.Absence", "ehcp.FamilyMember"
CASEWORKER_ROLE, MANAGER_ROLE, COMMISSIONER_ROLE = "caseworker", "manager", "health_commissioner"

MAY_COVER = {
    CASEWORKER_ROLE: (CASEWORKER_ROLE, MANAGER_ROLE),
    MANAGER_ROLE: (CASEWORKER_ROLE, MANAGER_ROLE),
    COMMISSIONER_ROLE: (COMMISSIONER_ROLE,),
}
"""Role -> the roles in which a colleague sees the same cases, so that they can stand in; elsewhere, any colleague."""


@dataclass(frozen=True)
class Reader:
    """Somebody to tell: a person, for an organisation if for one; without a person its office; without both, nobody."""

    group: Group
    person: Any = None
    organisation: Any = None
    quiet: bool = False
    """Told on the page, and not by any other way."""

    @property
    def identity(self) -> tuple[int | None, int | None]:
        if self.person:
            return (self.person.pk, None)
        return (None, self.organisation.pk if self.organisation else None)

    @property
    def is_nobody(self) -> bool:
        return self.person is None and self.organisation is None


@dataclass
class People:
    """Who works where, and who is whose family, on one day: fetched once for all that are asked for together."""

    on: date = field(default_factory=clock.today)
    _members: dict[int, list[Any]] = field(default_factory=dict)
    _away: dict[int, dict[int, set[int]]] = field(default_factory=dict)
    """By organisation: who is away, each with those who cover for them."""
    _family: dict[int, list[Any]] = field(default_factory=dict)

    def for_others(self) -> People:
        """The same people at work, to be asked of other children. Families are many, and soon forgotten."""
        return People(self.on, self._members, self._away)

    def fetch(self, organisations: Iterable[int], children: Iterable[int]) -> None:
        """Read in three queries what the questions below will ask."""
        if new := {pk for pk in organisations if pk} - self._members.keys():
            self._fetch_members(new)
        if born := set(children) - self._family.keys():
            self._family |= {pk: [] for pk in born}
            family = apps.get_model(FAMILY_MEMBER)._default_manager.filter(
                child__in=born, user__is_active=True
            )
            for relative in family.select_related("user__notice_choice", "child").order_by("pk"):
                self._family[relative.child_id].append(relative)

    def _fetch_members(self, organisations: set[int]) -> None:
        self._members |= {pk: [] for pk in organisations}
        self._away |= {pk: {} for pk in organisations}
        found = apps.get_model(MEMBERSHIP).objects.current(self.on)
        found = found.filter(organisation__in=organisations, user__is_active=True)
        for member in found.select_related("user__notice_choice").order_by("user__full_name", "pk"):
            self._members[member.organisation_id].append(member)
        absences = apps.get_model(ABSENCE).objects.current(self.on)
        absences = absences.filter(membership__organisation__in=organisations)
        for organisation, user, cover in absences.values_list(
            "membership__organisation", "membership__user", "covered_by"
        ):
            self._away[organisation].setdefault(user, set()).add(cover)

    def working_for(self, organisation: Any, *roles: str) -> list[Any]:
        """The members, in one of these roles if any are named, whether they are at work or away today."""
        self.fetch({organisation.pk}, ())
        members = self._members[organisation.pk]
        return [m for m in members if not roles or m.role in roles]

    def family_of(self, case: Any) -> list[Any]:
        self.fetch((), {case.child_id})
        return [each.user for each in self._family[case.child_id] if each.may_act(self.on)]

    def tell(self, group: Group, organisation: Any, *circles: list[Any]) -> list[Reader]:
        """The first of these circles of members in which somebody is at work or covered; else its office.

        Whoever is away in the circles that were asked reads it on their own page.
        """
        away: list[Any] = []
        for members in circles:
            there = self._there(organisation, members)
            away += [each for each in members if self._is_away(each)]
            if there:
                break
        else:
            there = []
        return [
            *(
                [Reader(group, each.user, organisation) for each in there]
                or [Reader(group, None, organisation)]
            ),
            *(Reader(group, each.user, organisation, quiet=True) for each in away),
        ]

    def _there(self, organisation: Any, members: list[Any]) -> list[Any]:
        """Those of them who are at work, and for each who is not, whoever covers and is."""
        there: list[Any] = []
        for each in members:
            there += self._covering(each) if self._is_away(each) else [each]
        return there

    def _is_away(self, member: Any) -> bool:
        return member.user_id in self._away[member.organisation_id]

    def _covering(self, away: Any) -> list[Any]:
        covers = self._away[away.organisation_id][away.user_id]
        roles = MAY_COVER.get(away.role)
        return [
            each
            for each in self._members[away.organisation_id]
            if each.user_id in covers and not self._is_away(each) and (not roles or each.role in roles)
        ]


def each_once(readers: Iterable[Reader]) -> list[Reader]:
    """Each reader once, as what they are named first; who is told aloud anywhere is not told quietly."""
    first: dict[Any, Reader] = {}
    for reader in readers:
        if reader.identity not in first or (first[reader.identity].quiet and not reader.quiet):
            first[reader.identity] = reader
    return list(first.values())
