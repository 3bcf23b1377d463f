"""The disagreements of a case, and the question on which way a refusal is given up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.views.generic import FormView

from ehcp import wording
from ehcp.models import Dispute
from ehcp.pages.authority.base import CasePage, CaseView
from ehcp.pages.authority.choices import choices, on_tab
from ehcp.pages.authority.giving_in import GIVEN_UP_AS_TOLD, WITHOUT_ORDER, Way, WaysOfARefusal
from ehcp.pages.authority.lists import whose_turn, with_subjects
from ehcp.pages.authority.telling import facts_in_words
from ehcp.pages.disputing import FAMILYS_TIME, deadlines_of, decisions, events_of, sent_on
from ehcp.pages.forms import GovukForm
from workflows.lives.case import REFUSED
from workflows.lives.dispute import DisputeState, Topic


class Disputes(CaseView):
    """Each disagreement with the decision it points back to, what is owed in it, what happened and what can be done."""

    template_name = "authority/disputes.html"
    tab = "disputes"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = list(self.told())
        open_to_us = on_tab(self.case, self.request.user, "disputes")
        return super().get_context_data(
            **{
                "told": told,
                "undisputed": list(self.undisputed()),
                "times": self.family_time(),
                "choices": [each for each in open_to_us if each.act.name not in WITHOUT_ORDER],
                "may_give_in": any(each.act.name in WITHOUT_ORDER for each in open_to_us),
                **kwargs,
            }
        )

    def undisputed(self) -> Iterator[dict[str, Any]]:
        """The latest decision that can be appealed, where the family has not said that it disagrees."""
        for each in decisions(self.case)[:1]:
            if each.dispute is None:
                yield {
                    "event": each.event,
                    "sent_on": each.sent_on,
                    "words": wording.happened(each.event, "authority"),
                }

    def disputes(self) -> list[Dispute]:
        found = self.case.disputes.select_related("decision__by", "decision__content")
        return sorted(found, key=lambda each: (each.state == DisputeState.CLOSED, -each.pk))

    def told(self) -> Iterator[dict[str, Any]]:
        for dispute in self.disputes():
            dispute.case = dispute.decision.case = self.case
            yield about(dispute, self.request.user)

    def family_time(self) -> list[Any]:
        """How long the family may ask for mediation and appeal, where it has not yet done so."""
        return with_subjects(self.case.deadlines.open().filter(key__in=FAMILYS_TIME), self.case)


class OneDispute(Disputes):
    def disputes(self) -> list[Dispute]:
        return [self.find_row("dispute", self.kwargs["pk"])]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"undisputed": [], "only": True, **kwargs})


def about(dispute: Dispute, user: Any) -> dict[str, Any]:
    owed = deadlines_of(dispute)
    told = [(words, event) for event in events_of(dispute) if (words := wording.happened(event, "authority"))]
    return {
        "row": dispute,
        "sent_on": sent_on(dispute.decision),
        "decided": wording.happened(dispute.decision, "authority"),
        "state": wording.state_words(dispute, "authority"),
        "route": wording.route_words(dispute, "authority"),
        "outcome": wording.outcome_words(dispute, "authority"),
        "topics": [Topic(topic).label for topic in dispute.topics],
        "owed": [_line(each) for each in owed if each.is_open],
        "settled": [_line(each) for each in owed if not each.is_open],
        "told": [(words, event, facts_in_words(event)) for words, event in told][::-1],
        "choices": choices(dispute, user),
    }


def _line(deadline: Any) -> tuple[str, str, Any]:
    return capfirst(whose_turn(deadline)), wording.task(deadline, "authority"), deadline


# Giving up a refusal


class WayForm(GovukForm):
    way = forms.ChoiceField(
        label="On which way is it given up?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose on which way the refusal is given up"},
    )

    def __init__(self, *args: Any, ways: list[Way], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked: Any = self.fields["way"]
        asked.choices = [(way.name, way.words) for way in ways]


class GiveIn(CasePage, FormView):
    """On which way is the refusal given up? Nothing is recorded here: each way leads to the act that records it."""

    template_name = "authority/give_in.html"
    tab = "disputes"
    form_class = WayForm

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.posts:
            raise Http404
        if self.case.state not in REFUSED or self.case.told_to(*GIVEN_UP_AS_TOLD):
            return redirect("authority:disputes", pk=self.case.pk)
        self.ways = WaysOfARefusal(self.case, request.user).all()
        return super().dispatch(request, *args, **kwargs)

    @property
    def open_ways(self) -> list[Way]:
        return [way for way in self.ways if not way.not_now]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "ways": self.open_ways}

    def form_valid(self, form: Any) -> HttpResponse:
        chosen = form.cleaned_data["way"]
        return redirect(next(way.url for way in self.open_ways if way.name == chosen))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{
                "ways": sorted(self.ways, key=lambda way: bool(way.not_now)),
                "open_ways": self.open_ways,
                "refusal": next(iter(decisions(self.case)), None),
                "what": wording.state_words(self.case, "authority"),
                "back": reverse("authority:disputes", args=[self.case.pk]),
                **kwargs,
            }
        )
