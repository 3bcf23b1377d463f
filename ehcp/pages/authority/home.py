"""The officer's first page: my day, then my cases by what is due. And the list of all cases."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.views.generic import TemplateView

from ehcp.models import Case
from ehcp.pages.authority.base import OfficerPage
from ehcp.pages.authority.lists import STEPS, Narrowed, page_of
from ehcp.pages.authority.my_day import MyDay
from ehcp.pages.authority.not_arrived import not_arrived_for
from workflows import clock


class Home(OfficerPage, TemplateView):
    template_name = "authority/home.html"
    here = "home"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = clock.today()
        mine = self.cases.filter(caseworker=self.request.user)
        narrowed = Narrowed(
            self.request.GET, self.request.user, self.cases, "mine" if mine.exists() else "all"
        )
        day = MyDay(mine, self.decides_for, self.request.user)
        return super().get_context_data(
            **{
                "today": today,
                "groups": list(day.groups()),
                "came_in": day.came_in(),
                "not_arrived": not_arrived_for(self).count(),
                "narrowed": narrowed,
                "steps": [(key, words) for key, (words, _) in STEPS.items()],
                "page": page_of(narrowed.found, self.request.GET.get("page")),
                **kwargs,
            }
        )

    @property
    def decides_for(self) -> QuerySet[Case]:
        """The cases in which the reader may take the authority's decisions."""
        where = [post.organisation_id for post in self.posts if post.may_decide]
        return self.cases.filter(authority__in=where)


class CaseList(OfficerPage, TemplateView):
    """All the authority's cases, or those behind a figure."""

    template_name = "authority/cases.html"
    here = "cases"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        narrowed = Narrowed(self.request.GET, self.request.user, self.cases)
        return super().get_context_data(
            **{
                "narrowed": narrowed,
                "steps": [(key, words) for key, (words, _) in STEPS.items()],
                "page": page_of(narrowed.found, self.request.GET.get("page")),
                **kwargs,
            }
        )
