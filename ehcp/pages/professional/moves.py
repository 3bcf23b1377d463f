"""The health commissioner when a family moves, or when another one becomes responsible (regulation 16)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from ehcp import access
from ehcp.models import Case, Organisation
from ehcp.models.organisations import Kind
from ehcp.pages.forms import DayField, GovukForm, SeenVersion
from ehcp.pages.moved import OF_USE
from workflows import clock
from workflows.law import england_2014 as law

from .base import Door, Step, doors, home_of
from .plan import lines_of_g

OF_HEALTH = (
    "note_other_commissioner",
    "tell_new_commissioner",
    "tell_commissioner_of_move",
    "say_health_can_be_arranged",
    "ask_for_assessment_or_review",
)


def open_doors(case: Case, user: Any) -> list[Door]:
    """What of these the health commissioner has to do here now, in their order."""
    found = doors(case, user)
    return [found[act] for act in OF_HEALTH if act in found and OF_USE[act](case)]


class HealthStep(Step):
    """An act of the health commissioner about who is responsible."""

    here = "home"
    discharged: Any = None
    """The duty it meets, whose day the page shows."""
    template_name = "professional/health_step.html"

    def find(self) -> Case:
        found = access.cases_as_health_commissioner(self.request.user)
        return get_object_or_404(
            found.select_related("child__setting", "authority", "caseworker", "next_commissioner"),
            pk=self.kwargs["pk"],
        )

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not OF_USE[self.act](self.row):
            return redirect(home_of(self.row))
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        owed = self.row.deadlines.open().filter(key=self.discharged.key) if self.discharged else None
        return super().get_context_data(
            **{"deadline": owed.select_related("case").first() if owed is not None else None, **kwargs}
        )


def _text(label: str, hint: str = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, widget=forms.Textarea(attrs={"rows": 5}))


class OtherForm(SeenVersion, GovukForm):
    commissioner = forms.ModelChoiceField(
        label="Which health commissioner is responsible now?",
        queryset=Organisation.objects.none(),
        empty_label="Choose",
        help_text="As a rule the one where the family is registered with a doctor.",
    )
    aware_on = DayField(
        label="When did you become aware of it?",
        said_as="the day you became aware",
        help_text="Your time to tell the other one counts from this day.",
        initial=clock.today,
        latest=clock.today,
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Organisation.objects.filter(kind=Kind.HEALTH_COMMISSIONER).exclude(pk=case.commissioner_id)
        self.fields["commissioner"].queryset = others  # type: ignore[attr-defined]
        self.fields["aware_on"].earliest = case.received_on  # type: ignore[attr-defined]


class NoteOther(HealthStep):
    act = "note_other_commissioner"
    form_class = OtherForm
    heading = "Another health commissioner is responsible for {child}"
    lead = (
        "For a change without a move to another council, as when the family registers with another doctor. A move to "
        "another council is recorded by {council}."
    )
    button = "Record it"
    what_next = "Next, tell the other one. Until then you answer for section G."
    done = "It is recorded. Tell the other health commissioner next."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "case": self.row}


class ToldForm(SeenVersion, GovukForm):
    """Nothing to answer: that it was told is what is recorded."""


class TellNew(HealthStep):
    act = "tell_new_commissioner"
    form_class = ToldForm
    discharged = law.TELL_THE_NEW_COMMISSIONER
    heading = "Tell the health commissioner that is responsible now"
    button = "It has been told"
    what_next = "From now on it answers for section G, and you no longer see {child}’s case."
    done = "It is recorded. The other health commissioner answers for section G from today."

    def get_success_url(self) -> str:
        # The case is no longer theirs to open.
        return reverse("professional:home")


class WordsForm(SeenVersion, GovukForm):
    words = _text("Who was told, and how?", "Name the person and the day.")


class TellOfMove(HealthStep):
    act = "tell_commissioner_of_move"
    form_class = WordsForm
    discharged = law.PASS_THE_PLAN_TO_THE_NEW_COMMISSIONER
    heading = "{child}’s family moves: tell the health commissioner there"
    lead = (
        "On the day of the move, or within the 15 working days that begin with the day you became aware of it, you "
        "tell the new health commissioner that it is now responsible (regulation 16)."
    )
    button = "It has been told"
    what_next = "{council} and {family} can see that it was told."
    done = "It is recorded that the new health commissioner was told."


class CanForm(SeenVersion, GovukForm):
    words = _text("How do you know?", "For each line: which service will provide it, and from when.")


class CanBeArranged(HealthStep):
    act = "say_health_can_be_arranged"
    form_class: Any = CanForm
    discharged = law.ASK_WHERE_HEALTH_CANNOT_ARRANGE
    template_name = "professional/section_g_possible.html"
    heading = "Can you arrange what section G of {child}’s plan promises?"
    lead = (
        "The plan was made with another health commissioner. If it is not practicable to arrange what it says, you "
        "ask {council} to assess again or to review the plan, and it must."
    )
    button = "Yes, it can be arranged"
    what_next = "{council} and {family} are told. You owe every line as it stands."
    done = "{council} and {family} are told that section G can be arranged as it stands."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        final = self.row.final_version
        return super().get_context_data(**{"section_g": lines_of_g(final) if final else [], **kwargs})


class CannotForm(SeenVersion, GovukForm):
    words = _text(
        "Which line can you not arrange, and why?", "Say what you can arrange instead, if you know."
    )


class AskTheAuthority(CanBeArranged):
    act = "ask_for_assessment_or_review"
    form_class = CannotForm
    template_name = "professional/section_g.html"
    heading = "Ask for an assessment or a review of {child}’s plan"
    lead = "Until the plan is changed, everything that section G says is owed."
    button = "Send to the council"
    what_next = "{council} must assess again or review the plan."
    done = "{council} is told, and must assess again or review the plan."
