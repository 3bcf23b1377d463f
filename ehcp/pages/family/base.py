"""What every page of a family has: the case found through the person, how the child is spoken of, and the way about."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from ehcp import access, wording
from ehcp.models import Case
from ehcp.pages.context import Link


class Voice(NamedTuple):
    """How the child is spoken of: "Amira", "Amira’s", "needs", "has"; or "you", "your", "need", "have"."""

    who: str
    whose: str
    s: str
    has: str
    was: str
    reader: wording.Reader
    """Whose words the rest of the page is in."""

    @property
    def Whose(self) -> str:  # noqa: N802  (as a template writes it at the start of a sentence)
        return self.whose[:1].upper() + self.whose[1:]


def voice_for(user: Any, case: Case) -> Voice:
    """Whoever the plan is about is spoken to, whatever their age; everybody else reads the name."""
    if case.child.family.filter(user=user, is_the_child=True).exists():
        return Voice("you", "your", "", "have", "were", "in_person")
    called = case.child.called
    return Voice(called, f"{called}’s", "s", "has", "was", "family")


class OfACase:
    """Finds the case and fills in the page's frame. A page about another row overrides `find_case`."""

    request: Any
    kwargs: dict[str, Any]
    here = ""
    """Which link of the case's navigation this page stands under."""

    @method_decorator(never_cache)
    def dispatch(self, *args: Any, **kwargs: Any) -> Any:
        return super().dispatch(*args, **kwargs)  # type: ignore[misc]

    def find_case(self) -> Case:
        return get_object_or_404(mine(self.request.user), pk=self.kwargs["pk"])

    @cached_property
    def case(self) -> Case:
        case = self.find_case()
        self.request.council = case.authority
        return case

    @cached_property
    def voice(self) -> Voice:
        return voice_for(self.request.user, self.case)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(  # type: ignore[misc]
            **{
                "case": self.case,
                "voice": self.voice,
                "links": ways(self.case, self.here, self.request.user),
                **kwargs,
            }
        )


class FamilyPage(OfACase, TemplateView):
    """A page that a family reads."""


def mine(user: Any) -> Any:
    return access.cases_as_family(user).select_related("child__setting", "authority", "caseworker")


def find(rows: Any, pk: int, user: Any) -> Any:
    """A row of a case of this family. `rows` is what the person may open, in whatever part they play."""
    row = get_object_or_404(rows, pk=pk)
    if not access.is_family_of(user, row.case):
        raise Http404
    return row


def ways(case: Case, here: str, user: Any) -> list[Link]:
    """The pages of a case that have something on them by now."""
    versions = access.plans_for(user).filter(case=case)
    pages = [
        ("case", "Where things are", True),
        ("plans", "The plan", versions.exists()),
        ("comments", "Comments", versions.filter(comments__isnull=False).exists()),
        ("settings", "School or college", case.preferences.exists() or case.consultations.exists()),
        ("budgets", "Personal budget", case.budgets.exists()),
        ("reviews", "Yearly review", case.reviews.exists()),
        ("questions", "Your questions", case.enquiries.exists()),
        ("disputes", "If you disagree", case.latest_decision() is not None),
    ]
    return [
        Link(text, reverse(f"family:{page}", args=[case.pk]), current=page == here)
        for page, text, there_is in pages
        if there_is
    ]
