"""My team: who works where I work, who is away and who covers, and who answers for what we owe.

Everybody enters their own leave. Whoever leads there enters that of others, and says who answers for it.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from ehcp import access
from ehcp.models import Membership
from ehcp.pages.forms import GovukModelForm
from ehcp.pages.leave import EndLeave, Leave, absences_at, leads

from .base import ProfessionalPage


class Team(ProfessionalPage, TemplateView):
    template_name = "professional/team.html"
    here = "team"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        teams = [
            {"organisation": each, "leads": leads(user, each), "members": list(_members(each))}
            for each in access.organisations_of(user)
        ]
        if not teams:
            raise Http404
        return super().get_context_data(**{"teams": teams, **kwargs})


def _members(organisation: Any) -> Any:
    absences = absences_at(organisation)
    members = organisation.memberships.current().select_related("user").order_by("user__full_name", "pk")
    return ((member, absences.get(member.pk, [])) for member in members)


class OfColleague(ProfessionalPage, FormView):
    """A question about somebody of the reader's own team."""

    template_name = "parts/titled_question.html"
    here = "team"
    may_be_oneself = True

    @cached_property
    def membership(self) -> Membership:
        mine = access.organisations_of(self.request.user)
        found = (
            Membership.objects.current().filter(organisation__in=mine).select_related("user", "organisation")
        )
        membership = get_object_or_404(found, pk=self.kwargs["pk"])
        oneself = self.may_be_oneself and membership.user_id == self.request.user.pk
        if not oneself and not leads(self.request.user, membership.organisation):
            raise Http404
        return membership

    @property
    def back(self) -> str:
        return reverse("professional:team")

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        self.membership  # noqa: B018  (or there is no such page)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{"title": self.title, "button": self.button, "next": self.next, "back": self.back, **kwargs}
        )


class ColleagueLeave(Leave, OfColleague):
    pass


class EndColleagueLeave(EndLeave, OfColleague):
    pass


class AnswersForm(GovukModelForm):
    class Meta(GovukModelForm.Meta):
        model = Membership
        fields = ("answers_for_it",)
        labels = {"answers_for_it": "Answers for what we owe: the accountable officer"}
        help_texts = {
            "answers_for_it": "They are told when something stays undone although those who do it were reminded, and "
            "they may enter leave for everybody here."
        }


class Answers(OfColleague):
    form_class = AnswersForm
    may_be_oneself = False
    button = "Save"
    next = ""

    @property
    def title(self) -> str:
        return str(self.membership.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.membership}

    def form_valid(self, form: Any) -> HttpResponse:
        form.save()
        messages.success(self.request, "Saved.")
        return redirect(self.back)
