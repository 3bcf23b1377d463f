"""The questions of a yearly review: when and where, who is invited, what was said, how far things have come."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms

from ehcp.models import Case, Progress
from ehcp.models.organisations import SETTINGS
from ehcp.pages.forms import DayField, GovukForm, SeenVersion
from workflows import clock
from workflows.law import england_2014 as law
from workflows.lives.advice import AdviceKind, AdviceState
from workflows.lives.review import Decision

from .base import HEALTH
from .forms import AsChecked, AsItWas, lines_of_text

RECOMMENDATIONS = {
    Decision.MAINTAIN: "Keep the plan as it is",
    Decision.AMEND: "Change the plan",
    Decision.CEASE: "End the plan",
}


def tomorrow() -> date:
    return clock.today() + timedelta(days=1)


def first_day_with_notice() -> date:
    """The first day for a meeting to which people invited today have the notice that the law gives them."""
    notice = law.INVITE_TO_THE_REVIEW.within
    return notice.after(clock.today()) if notice else clock.today()


class MeetingForm(SeenVersion, GovukForm):
    meeting_on = DayField(label="On which day?", said_as="the day of the meeting", earliest=tomorrow)
    place = forms.CharField(
        label="Where, and at what time?",
        max_length=300,
        help_text="For example: the library, at 2 o’clock; or how to join if it is online.",
    )
    # Asked only of somebody who chose a day that is too near.
    even_so = forms.BooleanField(
        label="Meet on that day even so: the invitations will be late",
        required=False,
        widget=forms.HiddenInput,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day, first = cleaned.get("meeting_on"), first_day_with_notice()
        if day and day < first:
            self.fields["even_so"].widget = forms.CheckboxInput()
            if not cleaned.get("even_so"):
                self.add_error(
                    "meeting_on",
                    f"The day of the meeting should be {clock.in_words(first)} or later, so that everybody has "
                    f"{law.INVITE_TO_THE_REVIEW.within}’ notice. Choose another day, or tick the box at the end",
                )
        return cleaned

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "even_so"}


class TickedNames(forms.MultipleChoiceField):
    """The names offered; whether any must be ticked depends on the names written beside them."""

    def validate(self, value: list[str]) -> None:
        if value:
            super().validate(value)


class PeopleForm(SeenVersion, GovukForm):
    """Names, some to tick and others to write."""

    people_label = ""
    nobody = "Tick or write at least one name"

    people = TickedNames(label="", widget=forms.CheckboxSelectMultiple)
    others = forms.CharField(
        label="Anybody else",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One name on each line, with what they are to the child.",
    )

    def __init__(self, *args: Any, people: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["people"]
        field.label = self.people_label
        field.choices = [(name, name) for name in people]
        if not people:
            del self.fields["people"]

    @property
    def names(self) -> list[str]:
        said = self.cleaned_data
        return list(dict.fromkeys([*said.get("people", []), *lines_of_text(said.get("others", ""))]))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.names:
            self.add_error("people" if "people" in self.fields else "others", self.nobody)
        return cleaned


class InviteForm(PeopleForm):
    people_label = "Who is invited?"
    nobody = "Tick or write who is invited"

    def facts(self) -> dict[str, Any]:
        return {"seen": self.cleaned_data["seen"], "invited": self.names}


class HeldForm(PeopleForm):
    people_label = "Who was there?"
    nobody = "Tick or write who was there"

    field_order = ["seen", "on", "people", "others", "child_said", "family_said"]

    on = DayField(label="On which day was it?", said_as="the day of the meeting", latest=clock.today)
    child_said = forms.CharField(
        label="",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=(
            "In their own words where you can, and how they took part. If they did not take part, how they were asked."
        ),
    )
    family_said = forms.CharField(label="What did the family say?", widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.child = case.child.called
        child_said = self.fields["child_said"]
        child_said.label = f"What did {self.child} say or show?"
        child_said.error_messages["required"] = (
            f"Write what {self.child} said or showed; if nothing, how {self.child} was asked"
        )
        self.fields["family_said"].required = not case.child.is_young_person()

    def facts(self) -> dict[str, Any]:
        said = self.cleaned_data
        views = [f"What {self.child} said or showed:\n{said['child_said']}"]
        if said["family_said"]:
            views.append(f"What the family said:\n{said['family_said']}")
        return {"seen": said["seen"], "on": said["on"], "attended": self.names, "views": "\n\n".join(views)}


class ProgressForm(AsItWas, GovukForm):
    progress = forms.ChoiceField(
        label="How far has it come?", choices=Progress.HowFar.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label="How do you know?",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="What can be seen or measured now that could not at the last review, and what stood in the way.",
    )

    def __init__(self, *args: Any, before: Progress | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if before:
            self.initial.update(progress=before.progress, words=before.words)
        self.it_says([before.progress, before.words] if before else None, before.words if before else "")


class ReportForm(AsChecked, GovukForm):
    recommends = forms.ChoiceField(
        label="What does the meeting recommend?",
        choices=[(str(value), words) for value, words in RECOMMENDATIONS.items()],
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(
        label="Why, and what should change?",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=(
            "For a change: which line of the plan, and how it should read. Say also where people at the meeting did "
            "not agree."
        ),
    )

    def __init__(self, *args: Any, progress: list[dict[str, Any]], missing: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.progress, self.missing = progress, missing

    def facts(self) -> dict[str, Any]:
        return {**super().facts(), "progress": self.progress}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.missing:
            raise forms.ValidationError(
                f"Say first how far each outcome has come. Still to say: {'; '.join(self.missing)}."
            )
        return cleaned


def whom_to_invite(case: Case, arranger: Any) -> tuple[list[str], list[str]]:
    """Whom regulation 20(2) names, as far as the file knows them by name; and others who gave advice."""
    child = case.child
    named = [f"{child.called}, whose plan it is"]
    named += [
        f"{member.user}, {member.relationship.lower()}"
        for member in child.family.select_related("user", "child")
        if member.may_see() and not member.is_the_child
    ]
    if arranger.kind in SETTINGS:
        named.append(f"The head or principal of {arranger}")
    named.append(
        f"{case.caseworker}, {case.authority}" if case.caseworker else f"A SEND officer of {case.authority}"
    )
    health, care, others = [], [], []
    for advice in case.advice_of_this_round.filter(state=AdviceState.ACCEPTED).select_related("organisation"):
        event = advice.event_of("give_advice")
        if event is None or advice.is_the_familys or advice.organisation == arranger:
            continue
        name = f"{event.by}, {advice.organisation or advice.of_whom}"
        if advice.kind == AdviceKind.SOCIAL_CARE:
            care.append(name)
        elif advice.kind == AdviceKind.MEDICAL or (
            advice.organisation and advice.organisation.kind in HEALTH
        ):
            health.append(name)
        else:
            others.append(name)
    named += health[:1] or [
        f"A health professional whom {case.commissioner or 'the health commissioner'} names"
    ]
    named += care[:1] or [f"A social care officer of {case.authority}"]
    return named, [*health[1:], *care[1:], *others]
