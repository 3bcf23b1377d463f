"""The bank holidays that differ from the built-in list: to see, to add, to take back, and the running days they move.

For whoever looks after the installation. Everybody else is told that there is no such page.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView
from django.views.generic.base import ContextMixin, View

from ehcp.models import BankHoliday
from ehcp.pages.context import Link
from ehcp.pages.forms import DayField, GovukForm
from workflows import clock, replay
from workflows.calendars import LAST_KNOWN_YEAR, SATURDAY, bank_holidays
from workflows.law import PACKS

logger = logging.getLogger(__name__)

YEARS_SHOWN = 3
DAYS_SHOWN = 20
IS_ONE, IS_NONE = "yes", "no"


class AdministratorPage(ContextMixin, View):
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_staff:
            raise Http404
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        menu = [Link("Bank holidays", reverse("administration:bank_holidays"), True)]
        return super().get_context_data(**{"navigation": menu, **kwargs})


class DayThatDiffers(GovukForm):
    widths = {"name": "20"}
    option_hints = {
        "is_one": {
            IS_ONE: "A day that the built-in list does not have, such as a coronation.",
            IS_NONE: "The built-in list has it, but it was moved or given up.",
        }
    }

    day = DayField(
        label="Which day?",
        said_as="the day",
        help_text="For example, 8 5 2028.",
        earliest=min(law.in_force_from for law in PACKS.values()),
        latest=date(LAST_KNOWN_YEAR, 12, 31),
    )
    is_one = forms.ChoiceField(
        label="What is it?",
        choices=[(IS_ONE, "A bank holiday in England"), (IS_NONE, "Not a bank holiday")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it is a bank holiday"},
    )
    name = forms.CharField(
        label="What for?",
        max_length=120,
        help_text="As people will find it here: “Coronation of the King”, or “Moved to Friday 5 June”.",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        day, is_one = given.get("day"), given.get("is_one")
        if day and is_one and (wrong := _why_not(day, is_one == IS_ONE)):
            self.add_error("day", wrong)
        return given


def _why_not(day: date, is_one: bool) -> str:
    """What is wrong with saying this of a day; empty if nothing is."""
    words = clock.in_words(day)
    if there := BankHoliday.objects.filter(day=day).first():
        return (
            f"{words} is in the table already, as “{there.name}”. Take that back first to say something else"
        )
    if day.weekday() >= SATURDAY:
        return f"{words} is no working day anyhow. Enter the working day that is kept instead of it"
    if is_one and day in bank_holidays(day.year):
        return f"The built-in list has {words} already. Nothing needs to be added"
    if not is_one and day not in bank_holidays(day.year):
        return f"The built-in list does not have {words}. Check the day: there is nothing to take away"
    return ""


class BankHolidays(AdministratorPage, FormView):
    """Both lists, what follows from them for days that are running, and a form to add a day."""

    template_name = "administration/bank_holidays.html"
    form_class = DayThatDiffers

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        moved = list(replay.moved_by_bank_holidays())
        first = clock.today().year
        years = range(first, min(first + YEARS_SHOWN, LAST_KNOWN_YEAR + 1))
        return super().get_context_data(
            **{
                "days": BankHoliday.objects.order_by("day"),
                "built_in": sorted(chain.from_iterable(map(bank_holidays, years))),
                "known_until": LAST_KNOWN_YEAR,
                "moved": len(moved),
                "cases": len({each.case_id for each in moved}),
                "lines": list(_said(moved[:DAYS_SHOWN])),
                **kwargs,
            }
        )

    def form_valid(self, form: Any) -> HttpResponse:
        given = form.cleaned_data
        is_one = given["is_one"] == IS_ONE
        added = BankHoliday.objects.create(day=given["day"], is_one=is_one, name=given["name"])
        logger.info(
            "bank holidays: user %s said that %s is %s",
            self.request.user.pk,
            added.day,
            "one" if is_one else "none",
        )
        messages.success(self.request, f"From now on {_what(added)}.")
        return redirect("administration:bank_holidays")


class ForgetBankHoliday(AdministratorPage):
    """Take a row back: the built-in list then says again what the day is."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = get_object_or_404(BankHoliday, pk=pk)
        row.delete()
        logger.info("bank holidays: user %s took back what was said of %s", request.user.pk, row.day)
        messages.success(request, f"{clock.in_words(row.day)} is again what the built-in list says.")
        return redirect("administration:bank_holidays")


class MoveDays(AdministratorPage):
    """What `manage.py recompute --mend` does, for the days that bank holidays have moved."""

    def post(self, request: HttpRequest) -> HttpResponse:
        number = sum(replay.mend(each) for each in list(replay.moved_by_bank_holidays()))
        logger.info("bank holidays: user %s moved %s running days", request.user.pk, number)
        messages.success(request, f"{number} running day{'' if number == 1 else 's'} moved.")
        return redirect("administration:bank_holidays")


def _what(row: BankHoliday) -> str:
    return f"{clock.in_words(row.day)} is {'a bank holiday' if row.is_one else 'not a bank holiday'}"


def _said(moved: Iterable[replay.Difference]) -> Iterator[dict[str, Any]]:
    """Each running day: what it is, in which case, which day it is and which it becomes. No name of a child."""
    for each in moved:
        stored, reckoned, deadline = each.stored or {}, each.reckoned or {}, replay.deadline_of(each)
        if deadline is not None:
            yield {
                "rule": deadline.law,
                "case": deadline.case.reference,
                "now": stored["due"] or stored["aim"],
                "then": reckoned["due"] or reckoned["aim"],
            }
