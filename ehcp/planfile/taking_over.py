"""Makes of a plan file the case that goes on with the plan at another authority."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from ehcp.models import Case, Child, Need, Organisation, Outcome, PlanVersion, Provision
from ehcp.models.case import case_of_a_plan
from ehcp.models.organisations import Kind
from ehcp.models.plan import NONE_FIELDS
from workflows.acts import NotNow
from workflows.law import UnknownLaw, pack

from .reading import PlanFile
from .writing import OF_THE_CHILD

OF_A_LINE = (
    "what", "minutes", "sessions", "every", "weeks_a_year", "group_size", "amount_note", "delivered_by",
    "qualification", "reviewed",
)  # fmt: skip
"""What a line of provision says in the file as in the plan; days, money and who answers are read otherwise."""


def obstacle(file: PlanFile, authority: Organisation) -> str:
    """Why this authority cannot take this plan over at all; "" if nothing stands in the way."""
    if _plain(file.authority) == _plain(authority.name):
        return f"This plan is one of {authority} itself. Only a plan of another authority is taken over."
    return ""


def same_child(file: PlanFile, cases: QuerySet[Case]) -> list[Case]:
    """Those of these cases whose child may be the one of the file: by number, or by name and birthday."""
    said = file.child
    found = cases.filter(child__name__iexact=" ".join(said["name"].split()), child__born=said["born"])
    for number in ("nhs_number", "upn"):
        if said.get(number):
            found = found | cases.filter(**{f"child__{number}": said[number]})
    return list(found.distinct().select_related("child", "authority").order_by("child__name", "-pk"))


def of_this_name(name: str) -> list[Organisation]:
    return list(Organisation.objects.filter(name__iexact=name).order_by("pk"))


@transaction.atomic
def take_over(
    file: PlanFile,
    *,
    authority: Organisation,
    by: Any,
    on: date,
    child: Child | None = None,
    caseworker: Any = None,
    settings: Mapping[str, Organisation] | None = None,
) -> Case:
    """The case at this authority, with the plan in force. Raises Refused.

    `child`: somebody known here already; else the child of the file is entered. `settings`: which of our
    organisations the settings of section I are, by name. One that is not among them is entered as a new one: the
    setting a plan names reads the plan, and schools of one name are many.
    """
    if words := obstacle(file, authority):
        raise NotNow(words)
    child = child or _child(file)
    if running := next((case for case in child.cases.filter(authority=authority) if case.is_open), None):
        raise NotNow(f"{child.called} has an open case here already: {running}. End that one first.")
    case = case_of_a_plan(
        child=child,
        authority=authority,
        on=on,
        law_pack=_law(file),
        caseworker=caseworker,
        requester=file.authority[:200],
    )
    _Plan(file, case, dict(settings or {})).write()
    changes_hands = case.commissioner and _plain(case.commissioner.name) != _plain(file.commissioner)
    case.take_over_plan(
        by=by,
        on=on,
        from_words=file.authority,
        made_on=file.day("first_made_on"),
        last_reviewed_on=file.day("last_reviewed_on"),
        commissioner_told_on=on if changes_hands else None,
    )
    return case


def _law(file: PlanFile) -> str:
    try:
        return pack(file.content["from"]["law"]).name
    except UnknownLaw as unknown:
        raise NotNow(str(unknown)) from None


def _child(file: PlanFile) -> Child:
    return Child.objects.create(**{name: file.child[name] for name in OF_THE_CHILD if name in file.child})


class _Plan:
    """Writes the plan as a version of the case that is still being written."""

    def __init__(self, file: PlanFile, case: Case, settings: dict[str, Organisation]) -> None:
        self.said, self.case = file.plan, case
        self.kinds = file.content["organisations"]
        self.settings = set(file.settings)
        self.known = settings
        self.rows: dict[str, Any] = {}

    def write(self) -> None:
        said, place = self.said, self.said["setting"]
        coming = place.get("next", {})
        self.version = PlanVersion.objects.create(
            case=self.case,
            number=1,
            **said["views"],
            **{NONE_FIELDS[letter]: words for letter, words in said["none"].items()},
            setting=self._organisation(place.get("setting")),
            setting_type=place.get("type", ""),
            next_setting=self._organisation(coming.get("setting")),
            next_setting_type=coming.get("type", ""),
            next_from=_day(coming.get("from")),
            earlier_advice=said["gathered"],
        )
        for need in said["needs"]:
            self._keep(Need, need, words=need["words"], category=need.get("category", ""))
        for outcome in said["outcomes"]:
            self._keep(
                Outcome,
                outcome,
                words=outcome["words"],
                by_when=_day(outcome.get("by_when")),
                steps=outcome.get("steps", []),
            )
        for line in said["provision"]:
            self._keep(Provision, line, **self._line(line))
        self.case.bring_payments(
            [(self.rows[each["provision"]], Decimal(each["yearly_amount"])) for each in said["payments"]]
        )

    def _keep(self, model: Any, given: Mapping[str, Any], **fields: Any) -> None:
        number = given["number"]
        if model is not Outcome:
            fields["section"] = _section(number)
        row = model.objects.create(plan=self.version, source_words=given.get("source", ""), **fields)
        self.rows[number] = row
        for link in row._meta.many_to_many:
            getattr(row, link.name).set([self.rows[each] for each in given.get(link.name, [])])

    def _line(self, given: Mapping[str, Any]) -> dict[str, Any]:
        cost = given.get("yearly_cost")
        return {
            **{name: given[name] for name in OF_A_LINE if name in given},
            **{part: self._organisation(given.get(part)) for part in Provision.ANSWERABLE},
            "starts_on": _day(given.get("starts_on")),
            "yearly_cost": Decimal(cost) if cost else None,
        }

    def _organisation(self, name: str | None) -> Organisation | None:
        """Ours of this name, else a new one. To be named in a line opens nothing; to be named in section I does."""
        if name is None:
            return None
        if name not in self.known:
            found = [] if name in self.settings else of_this_name(name)
            self.known[name] = found[0] if len(found) == 1 else self._new(name)
        return self.known[name]

    def _new(self, name: str) -> Organisation:
        said = self.kinds[name]
        # An authority here is one that works with this service and that families can ask; this one is only named.
        kind = Kind.OTHER if said["kind"] == Kind.AUTHORITY else said["kind"]
        return Organisation.objects.create(
            name=name, kind=kind, type_of_setting=said.get("type_of_setting", "")
        )


def _section(number: str) -> str:
    """ "B" of B2, "H1" of H1.3."""
    return number.partition(".")[0] if "." in number else number[0]


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
