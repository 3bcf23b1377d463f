"""What every page of the authority has: a reader who is an officer, a menu, and of a case its bar and its pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from django.views.generic.base import ContextMixin, View

from ehcp import access
from ehcp.models import (
    Advice,
    Budget,
    Case,
    Consultation,
    Dispute,
    Enquiry,
    Organisation,
    PlanVersion,
    Review,
)
from ehcp.models.organisations import Membership, Role
from ehcp.pages.context import Link

ROWS: dict[str, type[Any]] = {
    "advice": Advice,
    "planversion": PlanVersion,
    "consultation": Consultation,
    "budget": Budget,
    "review": Review,
    "dispute": Dispute,
    "enquiry": Enquiry,
}
"""The rows of a case that have a life of their own, by the name that events and deadlines give them."""

TABS = (
    ("case", "Overview"),
    ("people", "People"),
    ("case_advice", "Advice"),
    ("case_plan", "Plan"),
    ("comments", "Comments"),
    ("consultations", "Consultations"),
    ("money", "Money"),
    ("reviews", "Review"),
    ("disputes", "Disagreements"),
    ("questions", "Questions"),
    ("history", "History"),
)
"""The pages of a case: the name of the address, and what it is called."""

TAB_OF = {
    "case": "case",
    "advice": "case_advice",
    "planversion": "case_plan",
    "consultation": "consultations",
    "budget": "money",
    "review": "reviews",
    "dispute": "disputes",
    "enquiry": "questions",
}
"""On which page of a case a row is shown."""


class OfficerPage(ContextMixin, View):
    """A page for officers. Whoever is none of an authority is told that there is no such page."""

    request: HttpRequest
    here = ""
    """The entry of the menu it belongs to."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.posts:
            raise Http404
        request.council = self.authority  # type: ignore[attr-defined]
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]

    @cached_property
    def posts(self) -> list[Membership]:
        """The reader's places as an officer today."""
        current = self.request.user.memberships.current().filter(role__in=access.OFFICERS)  # type: ignore[union-attr]
        return list(current.select_related("organisation__health_commissioner"))

    @property
    def authority(self) -> Organisation:
        return self.posts[0].organisation

    @property
    def manages(self) -> list[Organisation]:
        """The authorities in which the reader is a manager."""
        return [post.organisation for post in self.posts if post.role == Role.MANAGER]

    def manages_at(self, authority_id: int | None) -> bool:
        return any(each.pk == authority_id for each in self.manages)

    @property
    def cases(self) -> QuerySet[Case]:
        return access.cases_as_authority(self.request.user)

    @property
    def menu(self) -> Iterator[Link]:
        entries = [("home", "My day"), ("cases", "Cases"), ("new_case", "Enter a request")]
        entries += [("manager", "For managers")] if self.manages else []
        entries += [("organisations", "Organisations")]
        return (Link(text, reverse(f"authority:{name}"), name == self.here) for name, text in entries)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"navigation": self.menu, **kwargs})


class CasePage(OfficerPage):
    """A page of one case, which this officer's authority answers for."""

    here = "cases"
    tab = "case"

    @cached_property
    def case(self) -> Case:
        return self.find_case(self.kwargs["pk"])  # type: ignore[attr-defined]

    def find_case(self, pk: int) -> Case:
        case = get_object_or_404(whole(self.cases), pk=pk)
        self.request.council = case.authority  # type: ignore[attr-defined]
        return case

    def find_row(self, kind: str, pk: int) -> Any:
        """A row of one of the officer's cases; it and this page speak of the same case in memory."""
        if kind == "case":
            self.case = self.find_case(pk)
            return self.case
        if kind not in ROWS:
            raise Http404
        row = get_object_or_404(ROWS[kind].objects.filter(case__in=self.cases), pk=pk)
        self.case = row.case = self.find_case(row.case_id)
        return row

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case = self.case
        return super().get_context_data(
            **{
                "case": case,
                "facts": facts_about(case),
                "flags": flags_of(case),
                "tabs": [
                    Link(text, reverse(f"authority:{name}", args=[case.pk]), name == self.tab)
                    for name, text in TABS
                ],
                **kwargs,
            }
        )


class CaseView(CasePage, TemplateView):
    """A page of a case that only shows."""


def whole(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Cases with what every line about them names."""
    return cases.select_related("child__setting", "authority", "commissioner", "caseworker")


def facts_about(case: Case) -> list[str]:
    """Age, year, setting and language, as the identity bar says them."""
    child = case.child
    facts = [f"{child.age()} years old", child.year_in_words, case.reference]
    if case.moved_to.exists():
        # Where they go to school now is said in the file of the authority they moved to.
        return facts
    facts += [str(child.setting)] if child.setting else ["no setting now"]
    facts += [f"speaks {child.languages}"] if child.languages else []
    return facts


def flags_of(case: Case) -> list[str]:
    """What nobody who opens this file may overlook."""
    child = case.child
    homes = {member.lives_with_child for member in child.family.all() if not member.is_the_child}
    return [
        words
        for words, holds in (
            ("a relative to be checked", any(member.to_be_checked for member in child.family.all())),
            ("two households", homes == {True, False}),
            (f"interpreter: {child.interpreter}", child.interpreter),
            ("hearing impairment", child.hearing_impaired),
            ("vision impairment", child.vision_impaired),
            ("the young person decides", child.is_young_person()),
            (case.get_state_display(), not case.is_open),
        )
        if holds
    ]
