"""Leave: on which days somebody is away from an organisation, who stands in for them, and who may say so.

Everybody says it of themselves. Of others it is said by those who lead there: managers, and whoever answers for what
the organisation owes; at services and settings also by the authority's officers, who look after their accounts.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property

from ehcp.models import Absence, Membership, User
from ehcp.models.organisations import Role
from ehcp.pages.forms import DayField, GovukForm, GovukModelForm
from workflows import clock
from workflows.calendars import ONE_DAY


def leads(user: Any, organisation: Any) -> bool:
    """Whether somebody leads an organisation today, or answers for what it owes."""
    there = user.memberships.current().filter(organisation=organisation)
    return there.filter(Q(answers_for_it=True) | Q(role=Role.MANAGER)).exists()


def absences_at(organisation: Any) -> dict[int, list[Absence]]:
    """Who is or will be away, by their membership."""
    found: dict[int, list[Absence]] = {}
    to_come = Q(until=None) | Q(until__gte=clock.today())
    absences = Absence.objects.filter(to_come, membership__organisation=organisation)
    for absence in absences.select_related("covered_by", "membership"):
        found.setdefault(absence.membership_id, []).append(absence)
    return found


def colleagues_of(membership: Membership) -> QuerySet[User]:
    """Those who work there too and may see the same cases: they can stand in."""
    others = membership.organisation.memberships.current().exclude(user=membership.user)
    if membership.role == Role.HEALTH_COMMISSIONER:
        others = others.filter(role=membership.role)
    return User.objects.filter(pk__in=others.values("user"), is_active=True)


class LeaveForm(GovukModelForm):
    from_day = DayField(label="First day away", said_as="the first day away")
    until = DayField(
        label="Last day away",
        said_as="the last day away",
        required=False,
        help_text="Leave empty where nobody knows yet. You can say that they are back at any time.",
    )

    class Meta(GovukModelForm.Meta):
        model = Absence
        fields = ("from_day", "until", "covered_by")
        labels = {"covered_by": "Who covers?"}
        help_texts = {"covered_by": "Somebody who works here and may see the same cases."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["covered_by"].queryset = colleagues_of(self.instance.membership)
        self.fields["covered_by"].empty_label = "Nobody: tell the team"

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("from_day"), given.get("until")
        if first and last and last < first:
            self.add_error("until", "The last day away is before the first: check both")
        elif first and not self.errors and self._is_away_already(first, last):
            self.add_error("from_day", "Leave on some of these days is on record already: end that first")
        return given

    def _is_away_already(self, first: Any, last: Any) -> bool:
        others = Absence.objects.filter(membership=self.instance.membership).exclude(pk=self.instance.pk)
        others = others.filter(Q(until=None) | Q(until__gte=first))
        return (others.filter(from_day__lte=last) if last else others).exists()


class Leave:
    """A page that enters somebody's leave. Its class finds `membership`, and says where `back` is."""

    form_class = LeaveForm
    button = "Save"
    next = (
        "On these days what is due goes to whoever covers, by e-mail; without cover to the others of the team, or to "
        "the managers. It still stands on their own page of notices."
    )
    request: Any
    kwargs: dict[str, Any]
    membership: Any
    back: Any

    @property
    def title(self) -> str:
        return f"Leave of {self.membership.user}"

    def get_form_kwargs(self) -> dict[str, Any]:
        absence = Absence(membership=self.membership)
        return {**super().get_form_kwargs(), "instance": absence}

    def form_valid(self, form: Any) -> HttpResponse:
        form.save()
        messages.success(
            self.request, f"{self.membership.user} is away from {form.instance.from_day:%-d %B %Y}."
        )
        return redirect(self.back)


class EndLeave:
    """A page that says that somebody is back, or does not go."""

    form_class = GovukForm
    request: Any
    kwargs: dict[str, Any]
    membership: Any
    back: Any

    @cached_property
    def absence(self) -> Absence:
        found = Absence.objects.filter(membership=self.membership, pk=self.kwargs["absence"]).first()
        if found is None:
            raise Http404
        return found

    @property
    def has_begun(self) -> bool:
        return self.absence.from_day < clock.today()

    @property
    def title(self) -> str:
        return (
            f"{self.membership.user} is back"
            if self.has_begun
            else f"{self.membership.user} does not go away"
        )

    @property
    def button(self) -> str:
        return "They are back" if self.has_begun else "Take it out"

    @property
    def next(self) -> str:
        return "From today on what is due goes to them again."

    def form_valid(self, form: Any) -> HttpResponse:
        if self.has_begun:
            self.absence.until = clock.today() - ONE_DAY
            self.absence.save(update_fields=["until"])
        else:
            self.absence.delete()
        messages.success(self.request, "Saved.")
        return redirect(self.back)
