"""Section A: what the family says, one question at a time, saved as it is written."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView

from ehcp import access
from ehcp.models import Advice
from ehcp.pages.forms import GovukForm

from .base import FamilyPage, OfACase, Voice, find
from .story import may_write

LONG = 10_000

# The heading of each question, for a parent and for the child or young person, and what may help to answer it.
ASKED = {
    "child_views": (
        "What does {who} say?",
        "What do you want to say?",
        "About school, home and friends; what goes well and what does not. Words, signs, pictures described, "
        "or what "
        "somebody who knows {who} well has seen.",
    ),
    "how_child_took_part": (
        "How did {who} take part?",
        "How did you take part?",
        "For example: talked about it at home, pointed at pictures, somebody helped to write it down.",
    ),
    "aspirations": (
        "What are the hopes for the future?",
        "What are your hopes for the future?",
        "Next year, and later: friends, school, work, a home.",
    ),
    "good_at": (
        "What is {who} good at, and what does {who} enjoy?",
        "What are you good at, and what do you enjoy?",
        "",
    ),
    "talk_with_me": (
        "What is the best way to talk and be with {who}?",
        "What is the best way to talk and be with you?",
        "For example: short sentences, time to answer, a quiet room, no touching.",
    ),
    "history": (
        "What is the story so far?",
        "What is your story so far?",
        "What somebody new should know, so that you do not have to tell it again.",
    ),
}


def question(name: str, voice: Voice) -> str:
    parent, in_person, _ = ASKED[name]
    return (in_person if voice.who == "you" else parent).format(**voice._asdict())


def answers(advice: Advice, voice: Voice) -> list[tuple[str, str]]:
    """What was written, each under its question; questions left open are left out."""
    return [(question(name, voice), words) for name in Advice.VIEWS if (words := getattr(advice, name))]


class OfTheFamilysAdvice(OfACase):
    """Pages of the request for the family's own views."""

    @cached_property
    def advice(self) -> Advice:
        advice = find(access.advice_for(self.request.user), self.kwargs["pk"], self.request.user)
        if not advice.is_the_familys:
            raise Http404
        return advice

    def find_case(self) -> Any:
        return self.advice.case


class Views(OfTheFamilysAdvice, FamilyPage):
    """All questions, with what is written and what is not."""

    template_name = "family/views.html"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_write(self.advice, request.user):
            return redirect("family:advice", self.advice.pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tasks = [
            {
                "title": question(name, self.voice),
                "url": reverse("family:views_part", args=[self.advice.pk, name]),
                "kind": "done" if getattr(self.advice, name) else "to_do",
                "text": "Written" if getattr(self.advice, name) else "Empty",
            }
            for name in Advice.VIEWS
        ]
        return super().get_context_data(
            advice=self.advice, tasks=tasks, written=bool(self.advice.views), **kwargs
        )


class PartForm(GovukForm):
    heading = "words"

    words = forms.CharField(
        max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 12}), label="Your words"
    )

    def __init__(self, *args: Any, question: str, hint: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label, self.fields["words"].help_text = question, hint


class ViewsPart(OfTheFamilysAdvice, FormView):
    """One question. Saving it sends nothing."""

    template_name = "family/views_part.html"
    form_class = PartForm

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if self.kwargs["part"] not in Advice.VIEWS:
            raise Http404
        if not may_write(self.advice, request.user):
            return redirect("family:advice", self.advice.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        part = self.kwargs["part"]
        hint = ASKED[part][2].format(**self.voice._asdict())
        return {**super().get_form_kwargs(), "question": question(part, self.voice), "hint": hint}

    def get_initial(self) -> dict[str, Any]:
        return {"words": getattr(self.advice, self.kwargs["part"])}

    def form_valid(self, form: Any) -> HttpResponse:
        part = self.kwargs["part"]
        setattr(self.advice, part, form.cleaned_data["words"])
        self.advice.save(update_fields=[part])
        return redirect("family:views", self.advice.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            advice=self.advice, back=reverse("family:views", args=[self.advice.pk]), **kwargs
        )
