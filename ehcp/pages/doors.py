"""The addresses that everybody shares, each leading to the page made for whoever knocks.

A link to a case, in a notice or a letter, is the same for all; what opens is the reader's own page of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from ehcp import access
from ehcp.models import Case


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect("start")
    return redirect(f"{reader_of(request.user)}:home")


def door(fetch: Callable[[Any], QuerySet[Any]], page: str) -> Callable[..., HttpResponse]:
    """A view that finds the row through the person, and goes to this page of theirs."""

    def view(request: HttpRequest, pk: int) -> HttpResponse:
        row = get_object_or_404(fetch(request.user), pk=pk)
        return redirect(f"{reader_of(request.user, row.the_case)}:{page}", pk=row.pk)

    return view


def reader_of(user: Any, case: Case | None = None) -> str:
    """ "authority", "family" or "professional": as whom this person reads, a case or altogether."""
    if (
        access.is_officer_for(user, case)
        if case
        else access.organisations_of(user, *access.OFFICERS).exists()
    ):
        return "authority"
    if access.is_family_of(user, case) if case else user.family_of.exists():
        return "family"
    return "professional"
