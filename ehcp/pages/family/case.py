"""The first pages: the children this person is family of, and where each plan is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView

from ehcp import foreseen, wording
from ehcp.models import Case
from ehcp.pages import reassessing
from ehcp.pages.departing import departures_of
from ehcp.pages.moved import present, whereabouts

from .base import FamilyPage, mine, voice_for
from .later import sharing
from .story import Story

SHOWN_AT_FIRST = 6


class Home(TemplateView):
    """A card for each child; with one child, straight to it."""

    template_name = "family/home.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # A plan that went on at another council is shown once: where it is now.
        cases = present(mine(request.user).order_by("child__name", "-received_on", "-pk"))
        to_be_checked = request.user.family_of.filter(to_be_checked=True)
        waiting = Case.objects.filter(child__in=to_be_checked.values("child")).select_related("authority")
        if len(cases) == 1 and not waiting:
            return redirect("family:case", cases[0].pk)
        cards = [_card(case, request.user) for case in cases]
        return self.render_to_response(self.get_context_data(cards=cards, waiting=waiting))


def _card(case: Any, user: Any) -> dict[str, Any]:
    voice = voice_for(user, case)
    story = Story(case, user, voice)
    return {
        "case": case,
        "voice": voice,
        "state": wording.state_words(case, "family"),
        "late": story.late(),
        "next": story.next()[:1],
        "to_do": story.waits_for_you()[:1],
    }


class WhereIsThePlan(FamilyPage):
    template_name = "family/case.html"
    here = "case"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        story = Story(self.case, self.request.user, self.voice)
        happenings = story.happenings()
        return super().get_context_data(
            story=story,
            stage=wording.stage(self.case),
            stage_again=reassessing.step(self.case),
            stages_again=reassessing.STEPS,
            weeks=story.weeks(),
            late=story.late(),
            will_be_late=story.will_be_late(),
            asked_of_you=story.waits_for_you(),
            can_do=story.can_do(),
            way_out=story.way_out(),
            latest=happenings[-SHOWN_AT_FIRST:],
            earlier=happenings[:-SHOWN_AT_FIRST],
            helpers=story.helpers(),
            disputes=list(story.disputes()),
            departures=list(departures_of(self.case, self.voice.reader)),
            sharing=sharing(self.case, self.request.user),
            capacity=self.case.child.capacity_now(),
            foreseen=foreseen.for_the_family(self.case),
            moved=whereabouts(self.case),
            **kwargs,
        )
