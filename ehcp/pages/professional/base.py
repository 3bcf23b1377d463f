"""What every page for professionals has: a menu, who the child is, whom to ask, and the doors that are open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic.base import ContextMixin, View

from ehcp import access
from ehcp.models import Case, Organisation
from ehcp.models.organisations import SETTINGS, Kind
from ehcp.pages.acting import ActPage
from ehcp.pages.context import Link
from ehcp.wording import act_label
from workflows import clock
from workflows.acts import Act

from . import reach

HEALTH = (Kind.HEALTH_COMMISSIONER, Kind.THERAPY, Kind.PAEDIATRICS, Kind.MENTAL_HEALTH)

PAGES = {
    ("advice", "acknowledge"): "advice_acknowledge",
    ("advice", "give_advice"): "advice_check",
    ("advice", "say_not_known"): "advice_not_known",
    ("advice", "propose_earlier_advice"): "advice_earlier",
    ("advice", "say_it_is_enough_as_author"): "advice_enough",
    ("advice", "say_it_is_not_enough"): "advice_not_enough",
    ("consultation", "answer_consultation"): "consultation_answer",
    ("planversion", "agree_section_g"): "section_g_agree",
    ("planversion", "ask_to_change_section_g"): "section_g_change",
    ("case", "confirm_health_provision"): "health_provision",
    ("case", "note_other_commissioner"): "other_commissioner",
    ("case", "tell_new_commissioner"): "tell_new_commissioner",
    ("case", "tell_commissioner_of_move"): "tell_of_move",
    ("case", "say_health_can_be_arranged"): "can_be_arranged",
    ("case", "ask_for_assessment_or_review"): "ask_authority",
    ("case", "fix_review_meeting"): "review_fix",
    ("review", "invite_to_review"): "review_invite",
    ("review", "circulate_review_advice"): "review_circulate",
    ("review", "hold_review_meeting"): "review_hold",
    ("review", "send_review_report"): "review_report",
    ("review", "move_meeting"): "review_move",
    ("dispute", "arrange_mediation"): "mediation_arrange",
    ("dispute", "say_mediation_cannot_be_arranged"): "mediation_cannot",
    ("dispute", "agree_in_mediation"): "mediation_agree",
    ("dispute", "tell_the_authority_what_was_agreed"): "agreement_told",
    ("dispute", "do_what_health_agreed"): "agreement_done",
    ("dispute", "answer_recommendation_on_health"): "recommendation_answer",
}
"""The page on which a professional does an act."""


HOMES = {"planversion": "plan"}
"""The page of a row, where it is not called as the row is."""


@dataclass(frozen=True)
class Door:
    """An act that the machine offers this person now, and the page where it is done."""

    act: str
    text: str
    url: str
    obstacles: tuple[str, ...]


def doors(row: Any, user: Any) -> dict[str, Door]:
    """By the name of the act. What is not in here is not offered on any page."""
    return {
        act.name: Door(
            act.name,
            act_label(act.name, reader="professional"),
            reverse(f"professional:{page}", args=[row.pk]),
            tuple(row.obstacles_to(act)),
        )
        for act in row.open_acts(user)
        if (page := PAGES.get((row.life_name(), act.name)))
    }


def home_of(row: Any) -> str:
    """A professional's page of a row."""
    kind = row.life_name()
    return reverse(f"professional:{HOMES.get(kind, kind)}", args=[row.pk])


class ProfessionalPage(ContextMixin, View):
    request: HttpRequest
    here = ""
    """The entry of the menu it belongs to."""

    def at_work_on(self, case: Case) -> None:
        """From here on the page is one of this case, and of its council."""
        self.request.council = case.authority  # type: ignore[attr-defined]

    @cached_property
    def menu(self) -> list[Link]:
        entries = [("home", "My work")]
        if reach.settings(self.request.user).exists():
            entries.append(("reviews", "Yearly reviews"))
        if access.organisations_of(self.request.user).exists():
            entries.append(("team", "My team"))
        return [Link(text, reverse(f"professional:{name}"), name == self.here) for name, text in entries]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"navigation": self.menu, "today": clock.today(), **kwargs})


class Step(ProfessionalPage, ActPage):
    """One act as a question page, in the words of its class.

    `heading`, `lead`, `what_next` and `done` may speak of {child}, {council} and {whom}.
    """

    template_name = "professional/step.html"
    heading = ""
    lead = ""
    what_next = ""
    button = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        act: Act = self.row.act(self.act)
        if self.row.state not in act.sources:
            # It was done meanwhile, or its time is over: the page of the row says how things stand.
            return redirect(home_of(self.row))
        if obstacles := self.row.obstacles_to(act):
            messages.warning(request, " ".join(obstacles))
            return redirect(self.back)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{
                "heading": self.say(self.heading),
                "lead": self.say(self.lead),
                "what_next": self.say(self.what_next),
                "button": self.button or act_label(self.act, reader="professional"),
                "back": self.back,
                "facts": identity(self.row.the_case),
                **kwargs,
            }
        )

    def form_valid(self, form: Any) -> HttpResponse:
        self.done = self.say(self.done)
        return super().form_valid(form)

    def say(self, words: str) -> str:
        case = self.row.the_case
        return words.format(
            child=case.child.called,
            family=f"{case.child.called}’s family",
            council=case.authority,
            whom=getattr(self.row, "of_whom", ""),
        )

    @property
    def back(self) -> str:
        return home_of(self.row)

    def get_success_url(self) -> str:
        return home_of(self.row)


def identity(case: Case) -> list[str]:
    """What the bar at the top says of a child: enough to know whom one is reading about."""
    child = case.child
    facts = [f"{child.age()} years old", child.year_in_words, case.reference]
    facts += [str(child.setting)] if child.setting else []
    facts += [f"speaks {child.languages}"] if child.languages else []
    return facts


def flags(case: Case) -> list[str]:
    """What somebody who will see or speak with the child has to know beforehand."""
    child = case.child
    return [
        words
        for words, holds in (
            (f"interpreter: {child.interpreter}", child.interpreter),
            ("hearing impairment", child.hearing_impaired),
            ("vision impairment", child.vision_impaired),
        )
        if holds
    ]


def in_their_records(case: Case, organisation: Organisation | None) -> Iterator[dict[str, Any]]:
    """What finds the child in a service's own records: to each kind of service the number that it keeps."""
    child = case.child
    yield {"key": "Name", "value": child.name}
    if child.called != child.name.split(" ")[0]:
        yield {"key": "Known as", "value": child.called}
    if child.pronouns:
        yield {"key": "Pronouns", "value": child.pronouns}
    yield {"key": "Born", "value": f"{child.born.day} {child.born:%B %Y}"}
    if organisation and organisation.kind in HEALTH and child.nhs_number:
        yield {"key": "NHS number", "value": child.nhs_number}
    if organisation and organisation.kind in SETTINGS and child.upn:
        yield {"key": "Unique pupil number", "value": child.upn}
    yield {"key": "Goes to", "value": str(child.setting) if child.setting else "no school or college now"}
    if child.languages:
        yield {"key": "Languages", "value": child.languages}
    if child.interpreter:
        yield {"key": "Interpreter", "value": child.interpreter}
