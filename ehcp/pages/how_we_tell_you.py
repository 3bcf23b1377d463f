"""How a reader wants to be told: at once or once a day, by text too, at which hours not, in which language.

What the law makes somebody tell them is told at once and by e-mail, whatever they choose here; the page says so.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.module_loading import import_string
from django.views.generic import FormView

from ehcp.pages.context import Link
from ehcp.pages.doors import reader_of
from ehcp.pages.forms import GovukModelForm

# What notifications keeps of a reader, and the languages it knows: names only, as neither part imports the other.
CHOICE = apps.get_model("notifications", "Choice")
LANGUAGES: dict[str, Any] = import_string("notifications.languages.LANGUAGES")
MOBILE = "notifications.channels.phones.mobile"

AT_ONCE, DAILY = "at_once", "daily"


def hour_in_words(hour: int) -> str:
    """midnight, 7am, midday, 9pm."""
    if hour % 12 == 0:
        return "midday" if hour else "midnight"
    return f"{hour % 12}{'am' if hour < 12 else 'pm'}"


HOURS = [(hour, hour_in_words(hour)) for hour in range(24)]


def reads_best(user: Any) -> str:
    """The language that somebody reads best, if they said another than English: its name in English."""
    choice = getattr(user, "notice_choice", None)
    language = LANGUAGES.get(choice.language) if choice else None
    return language.in_english if language and language.help else ""


def _hour(label: str, help_text: str = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=HOURS, coerce=int, help_text=help_text)


class HowWeTellYouForm(GovukModelForm):
    reveals = {"pace": {DAILY: "daily_hour"}, "ways": {"text": "phone"}}
    option_hints = {
        "pace": {DAILY: "Decisions, rights, and days of the law that have come still reach you at once."},
        "ways": {
            "email": "Without this we still send decisions, rights, reminders, and whatever else the law asks for.",
            "text": "A text message says that something is there, and no more. It never says who it is about.",
        },
    }
    widths = {"phone": "20"}
    autocomplete = {"phone": "tel"}

    pace = forms.ChoiceField(
        label="When do you want to hear?",
        choices=[(AT_ONCE, "When it happens"), (DAILY, "In one message a day, where it can wait")],
        widget=forms.RadioSelect,
    )
    daily_hour = _hour("At what time of the day?")
    ways = forms.MultipleChoiceField(
        label="How shall we tell you, besides the page of notices?",
        choices=[
            ("email", "By e-mail, also of what the law does not make us tell you"),
            ("text", "By text message too"),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    phone = forms.CharField(label="Your mobile number", max_length=30)
    quiet_from = _hour(
        "Send me no e-mails or texts from", "Choose the same time twice to be told at any time."
    )
    quiet_until = _hour("Until")
    language = forms.ChoiceField(
        label="In which language do you read best?",
        choices=[
            (
                code,
                each.own_name if each.own_name == each.in_english else f"{each.own_name} ({each.in_english})",
            )
            for code, each in LANGUAGES.items()
        ],
        help_text="Most of what we write is in English only. Your caseworker sees what you choose, and every e-mail "
        "begins with a line in your language that says where to ask for help.",
    )

    class Meta(GovukModelForm.Meta):
        model = CHOICE
        fields = ("daily_hour", "quiet_from", "quiet_until", "language")

    field_order = ("pace", "daily_hour", "ways", "phone", "quiet_from", "quiet_until", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        choice = kwargs["instance"]
        kwargs["initial"] = {
            "pace": DAILY if choice.daily else AT_ONCE,
            "ways": [way for way in ("email", "text") if getattr(choice, way)],
            "phone": choice.user.phone,
        }
        super().__init__(*args, **kwargs)

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if "text" in self.cleaned_data.get("ways", ()) and phone:
            try:
                import_string(MOBILE)(phone)
            except ValueError as wrong:
                raise forms.ValidationError(str(wrong))
        return phone

    def save(self, commit: bool = True) -> Any:
        given, choice = self.cleaned_data, self.instance
        choice.daily = given["pace"] == DAILY
        choice.email, choice.text = "email" in given["ways"], "text" in given["ways"]
        if choice.text and choice.user.phone != given["phone"]:
            choice.user.phone = given["phone"]
            choice.user.save(update_fields=["phone"])
        return super().save(commit)


class HowWeTellYou(FormView):
    template_name = "account/how_we_tell_you.html"
    form_class = HowWeTellYouForm

    def get_form_kwargs(self) -> dict[str, Any]:
        user = self.request.user
        return {
            **super().get_form_kwargs(),
            "instance": getattr(user, "notice_choice", None) or CHOICE(user=user),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        home = Link("Home", reverse(f"{reader_of(self.request.user)}:home"))
        return super().get_context_data(
            **{"navigation": [home], "address": self.request.user.email, **kwargs}
        )

    def form_valid(self, form: Any) -> HttpResponse:
        form.save()
        messages.success(self.request, "Saved. From now on we tell you as you chose.")
        return redirect("how_we_tell_you")
