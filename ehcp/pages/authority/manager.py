"""For managers: what is late and whose step it is, what comes this week, how many plans were in time, who has how much.

Every figure is a link to the cases it counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.db.models import Count, F, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from ehcp.models import Case, Organisation, User
from ehcp.pages.authority.base import OfficerPage
from ehcp.pages.authority.lists import due_this_week, going_on, issued_in, past_and_excused
from ehcp.pages.authority.not_arrived import not_arrived_for
from ehcp.pages.authority.people import officers_of
from ehcp.pages.authority.promised import EVERY, percent
from ehcp.pages.forms import GovukForm
from workflows import clock
from workflows.law import CURRENT, pack
from workflows.lives.case import NOT_ENDED
from workflows.models import Deadline, DeadlineQuerySet


class ManagerPage(OfficerPage):
    """Only for managers, and only of their own authorities."""

    here = "manager"

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.manages:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def managed(self) -> Any:
        return self.cases.filter(authority__in=self.manages)


class Manager(ManagerPage, TemplateView):
    template_name = "authority/manager.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = clock.today()
        of_ours = Deadline.objects.filter(case__in=self.managed)
        late, soon = (
            list(by_step(of_ours.late(today))),
            list(by_step(due_this_week(of_ours, today), due="week")),
        )
        return super().get_context_data(
            **{
                "today": today,
                "late": late,
                "late_cases": _cases_in(of_ours.late(today)),
                "soon": soon,
                "excused_cases": _cases_in(past_and_excused(of_ours, today)),
                "years": [rate(of_ours, today.year), rate(of_ours, today.year - 1)],
                "not_issued": _cases_in(of_ours.late(today).filter(key="issue_the_final_plan")),
                "promises": [
                    (promise, percent(promise, self.managed, "weeks", today)) for promise in EVERY.values()
                ],
                "workload": list(self.workload(of_ours)),
                "link": cases_link,
                "not_arrived": not_arrived_for(self).count(),
                "unassigned": going_on(self.managed, today).filter(caseworker=None).count(),
                **kwargs,
            }
        )

    def workload(self, of_ours: DeadlineQuerySet) -> Iterator[dict[str, Any]]:
        """Each caseworker with their open cases, those where something is late, and those with a day this week."""
        today = clock.today()
        cases = going_on(self.managed, today).exclude(caseworker=None)
        late, soon = of_ours.late(today).values("case"), due_this_week(of_ours, today).values("case")
        counted = cases.values("caseworker").annotate(
            open=Count("pk"), late=Count("pk", filter=Q(pk__in=late)), soon=Count("pk", filter=Q(pk__in=soon))
        )
        found = {each["caseworker"]: each for each in counted}
        nothing = {"open": 0, "late": 0, "soon": 0}
        officers = User.objects.filter(Q(pk__in=found) | Q(pk__in=_officers(self.manages)))
        for officer in officers:
            yield {"officer": officer, **nothing, **found.get(officer.pk, {})}


def _officers(authorities: list[Organisation]) -> list[int]:
    return [user.pk for authority in authorities for user in officers_of(authority)]


def _cases_in(deadlines: DeadlineQuerySet) -> int:
    return deadlines.values("case").distinct().count()


def by_step(deadlines: DeadlineQuerySet, due: str = "late") -> Iterator[dict[str, Any]]:
    """How many cases wait for each organisation at each step, most first."""
    counted = (
        deadlines.order_by()
        .values("owner", "accountable", "key", "accountable__name")
        .annotate(cases=Count("case", distinct=True))
        .order_by("-cases", "accountable__name", "key")
    )
    law = pack(CURRENT)
    for each in counted:
        asked: dict[str, Any] = {"duty": each["key"], "owner": each["owner"], "whose": "all"}
        asked |= {"by": each["accountable"]} if each["accountable"] else {"by": ""}
        asked |= {"due": "week"} if due == "week" else {}
        yield {
            "who": each["accountable__name"] or "Nobody named yet",
            "what": law.row(each["key"]).task,
            "cases": each["cases"],
            "url": cases_link(**asked),
        }


def rate(deadlines: DeadlineQuerySet, year: int) -> dict[str, Any]:
    """Final plans issued in a year: how many, and how many within the time the law allows from the request.

    `percent` counts every plan; `without_excused` leaves out those whose day an exception excused.
    """
    issued = issued_in(deadlines, year)
    total, in_time = issued.count(), issued.filter(ended_on__lte=F("due")).count()
    usual = issued.filter(excused_by=None)
    counted = usual.count()
    return {
        "year": year,
        "total": total,
        "in_time": in_time,
        "late": total - in_time,
        "excused": total - counted,
        "percent": _percent(in_time, total),
        "without_excused": _percent(usual.filter(ended_on__lte=F("due")).count(), counted),
        "in_time_url": cases_link(issued=year, in_time="yes", whose="all"),
        "late_url": cases_link(issued=year, in_time="no", whose="all"),
        "excused_url": cases_link(issued=year, in_time="excused", whose="all"),
        "total_url": cases_link(issued=year, whose="all"),
    }


def _percent(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None


def cases_link(**asked: Any) -> str:
    return f"{reverse('authority:cases')}?{urlencode(asked)}"


class HandOverForm(GovukForm):
    to = forms.ModelChoiceField(
        label="To whom do the cases go?", queryset=User.objects.none(), empty_label="Choose"
    )

    def __init__(self, *args: Any, officers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = officers  # type: ignore[attr-defined]


class HandOver(ManagerPage, FormView):
    """Give all open cases of one caseworker to another: somebody leaves, or is away for long."""

    template_name = "authority/hand_over.html"
    form_class = HandOverForm

    @cached_property
    def officer(self) -> User:
        theirs = self.managed.filter(state__in=NOT_ENDED)
        known = Q(pk__in=theirs.values("caseworker")) | Q(pk__in=_officers(self.manages))
        return get_object_or_404(User.objects.filter(known).distinct(), pk=self.kwargs["user"])

    @property
    def to_hand_over(self) -> Any:
        return Case.objects.filter(
            pk__in=self.managed.filter(state__in=NOT_ENDED, caseworker=self.officer).values("pk")
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        others = User.objects.filter(pk__in=_officers(self.manages)).exclude(pk=self.officer.pk)
        return {**super().get_form_kwargs(), "officers": others}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{"officer": self.officer, "count": self.to_hand_over.count(), **kwargs}
        )

    def form_valid(self, form: Any) -> HttpResponse:
        to = form.cleaned_data["to"]
        allowed = [each for each in self.manages if officers_of(each).filter(pk=to.pk).exists()]
        count = self.to_hand_over.filter(authority__in=allowed).update(caseworker=to)
        messages.success(
            self.request, f"{count} case{'' if count == 1 else 's'} of {self.officer} went to {to}."
        )
        return redirect("authority:manager")
