"""A plan that comes from another authority, and one that leaves as a file.

The acts of a move are asked for on the page of every act (act.py), with the questions of move_questions.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView

from ehcp.json_text import Mistake
from ehcp.models import Organisation
from ehcp.models.organisations import SETTINGS
from ehcp.pages.authority.base import CasePage, OfficerPage
from ehcp.pages.error_words import say_what_to_do
from ehcp.pages.forms import DayField, GovukForm
from ehcp.planfile.reading import PlanFile, read
from ehcp.planfile.taking_over import of_this_name, same_child, take_over
from ehcp.planfile.writing import as_text, file_name, plan_file
from workflows import clock
from workflows.acts import NotNow, Refused
from workflows.law import england_2014 as law
from workflows.law import pack
from workflows.law.terms import Moment

FILE_AT_MOST = 2_000_000
"""Bytes. What is uploaded is shown, and travels once more with the answer."""
CHECK, CONFIRM = "check", "confirm"
ANOTHER = "another"
BEGINS = (
    law.TAKE_OVER_THE_PLAN,
    law.TELL_WHAT_THE_NEW_AUTHORITY_WILL_DO,
    law.REVIEW_THE_TRANSFERRED_PLAN,
)
"""What the law asks of an authority that takes a plan over."""


class PlanFileOfACase(CasePage):
    """The plan in force as a file, to be sent to an authority that does not work with this service."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            content = plan_file(self.case)
        except NotNow as none:
            raise Http404 from none
        return HttpResponse(
            as_text(content),
            content_type="application/json; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="{file_name(self.case)}"',
                "Cache-Control": "private, no-store",
            },
        )


class FileForm(GovukForm):
    file = forms.FileField(
        label="The plan file",
        help_text="As the other authority sent it: its name ends in .json, and it has at most 2 MB.",
        error_messages={"required": "Choose the file"},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > FILE_AT_MOST:
            raise forms.ValidationError("This file has more than 2 MB. A plan file is far smaller")
        return file


class TakeOverForm(GovukForm):
    """What the file does not say: since when the plan is ours, whose it is, and which setting is meant."""

    text = forms.CharField(strip=False, max_length=FILE_AT_MOST, widget=forms.HiddenInput)
    file_name = forms.CharField(max_length=300, widget=forms.HiddenInput)
    on = DayField(
        label="On which day was the plan transferred to us?",
        said_as="the day of the transfer",
        help_text="The day of the move, as a rule. The law’s days count from it.",
        initial=clock.today,
        latest=clock.today,
    )

    def __init__(
        self, *args: Any, file: PlanFile, authorities: list[Organisation], cases: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.file, self.authorities = file, authorities
        self.known = same_child(file, cases)
        self.settings = {f"setting_{at}": name for at, name in enumerate(file.settings)}
        if len(authorities) > 1:
            self._ask(
                "authority",
                forms.ModelChoiceField(
                    label="Which authority takes it over?",
                    queryset=Organisation.objects.filter(pk__in=[each.pk for each in authorities]),
                    empty_label="Choose",
                ),
            )
        if self.known:
            self._ask("child", self._whose())
        for field, name in self.settings.items():
            if ours := self._ours(name):
                self._ask(field, self._which(name, ours))

    def _ask(self, name: str, field: forms.Field) -> None:
        say_what_to_do(field, str(field.label))
        self.fields[name] = field

    def _whose(self) -> forms.ChoiceField:
        return forms.ChoiceField(
            label=f"We know somebody who may be {self.file.child['name']}. Is it the same child?",
            choices=[
                *(
                    (
                        str(case.child_id),
                        f"Yes: {case.child.name}, born {clock.in_words(case.child.born)} ({case.reference}, "
                        f"{case.get_state_display().lower()})",
                    )
                    for case in {case.child_id: case for case in reversed(self.known)}.values()
                ),
                (ANOTHER, "No, another child"),
            ],
            widget=forms.RadioSelect,
            error_messages={"required": "Say whether this is a child we know already"},
        )

    def _which(self, name: str, ours: list[Organisation]) -> forms.ChoiceField:
        return forms.ChoiceField(
            label=f"Section I names {name}. Is it the one we know?",
            help_text="Whoever works there reads the plan. There are many settings of one name.",
            choices=[
                *((str(each.pk), f"Yes: {each}, {_where(each)}") for each in ours),
                (ANOTHER, "No, another one: enter it as a new setting"),
            ],
            widget=forms.RadioSelect,
            error_messages={"required": f"Say whether {name} is the setting we know"},
        )

    @staticmethod
    def _ours(name: str) -> list[Organisation]:
        return [each for each in of_this_name(name) if each.kind in SETTINGS]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        authority = given.get("authority") or (self.authorities[0] if len(self.authorities) == 1 else None)
        running = [
            case
            for case in self.known
            if str(case.child_id) == given.get("child") and case.is_open and case.authority == authority
        ]
        if running:
            self.add_error(
                "child", f"This child has an open case here already, {running[0]}. End that one first"
            )
        return given

    @property
    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        by_pk = {str(case.child_id): case.child for case in self.known}
        chosen = {self.settings[field]: given[field] for field in self.settings if field in given}
        return {
            "authority": given.get("authority") or self.authorities[0],
            "on": given["on"],
            "child": by_pk.get(given.get("child", "")),
            "settings": {
                name: Organisation.objects.get(pk=pk) for name, pk in chosen.items() if pk != ANOTHER
            },
        }


def _where(setting: Organisation) -> str:
    """What tells a setting from another of its name."""
    works_with = ", ".join(str(each) for each in setting.works_with.all())
    parts = [setting.address.replace("\n", ", "), setting.type_of_setting]
    parts += [f"works with {works_with}"] if works_with else []
    return "; ".join(part for part in parts if part) or "of which we know no more"


class TakeOver(OfficerPage, FormView):
    """A file: read, shown as what it says and what begins with it, and taken over when that is confirmed."""

    template_name = "authority/take_over.html"
    here = "new_case"
    form_class = FileForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("step") != CONFIRM:
            return super().post(request, *args, **kwargs)
        try:
            file = read(request.POST.get("file_name", ""), request.POST.get("text", ""))
        except Mistake as mistake:
            return self.refuse(FileForm({}), str(mistake))
        form = self.question(file, request.POST)
        return self.take(form) if form.is_valid() else self.show(form)

    def form_valid(self, form: Any) -> HttpResponse:
        uploaded = form.cleaned_data["file"]
        try:
            text = uploaded.read().decode("utf-8-sig")
            file = read(uploaded.name, text)
        except UnicodeDecodeError:
            return self.refuse(form, f"{uploaded.name}, line 1: this is not text in UTF-8.")
        except Mistake as mistake:
            return self.refuse(form, str(mistake))
        return self.show(self.question(file, None, {"text": text, "file_name": uploaded.name}))

    def question(self, file: PlanFile, data: Any, initial: Any = None) -> TakeOverForm:
        return TakeOverForm(
            data,
            initial=initial,
            file=file,
            authorities=[post.organisation for post in self.posts],
            cases=self.cases,
        )

    def take(self, form: TakeOverForm) -> HttpResponse:
        person = self.request.user
        try:
            case = take_over(form.file, by=person, caseworker=person, **form.facts)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.show(form)
        return redirect("authority:done", pk=case.pk, seq=case.event_of("take_over_plan").seq)

    def show(self, form: TakeOverForm) -> HttpResponse:
        return self.response_class(
            request=self.request,
            template=["authority/take_over_check.html"],
            context=super().get_context_data(form=form, **self.what_it_says(form.file)),
            using=self.template_engine,
        )

    def refuse(self, form: Any, words: str) -> HttpResponse:
        form.errors.clear()
        form.add_error("file", ["The plan was not taken over. This is wrong in the file:", words])
        return self.form_invalid(form)

    def what_it_says(self, file: PlanFile) -> dict[str, Any]:
        return {
            "file": file,
            "said": list(summary(file)),
            "parts": parts(file),
            "begins": list(self.begins(file)),
        }

    def begins(self, file: PlanFile) -> Iterator[dict[str, Any]]:
        """What the law asks from the transfer on, if it was today."""
        rows = pack(file.content["from"]["law"])
        moments = {
            Moment.PLAN_TRANSFERRED: clock.today(),
            Moment.TRANSFERRED_PLAN_LAST_REVIEWED: file.day("last_reviewed_on"),
        }
        for duty in BEGINS:
            rule = rows.row(duty.key)
            found = rule.due({each: moments[each] for each in rule.moments})
            yield {"rule": rule, "due": found.due, "why": found.lines}


def summary(file: PlanFile) -> Iterator[dict[str, str]]:
    """What the file says of itself, for whoever compares it with the letter it came with."""
    said, plan = file.content["from"], file.plan
    place, coming = plan["setting"], plan["setting"].get("next")
    yield {"key": "From", "value": f"{file.authority}, {said['reference']}"}
    yield {"key": "Written on", "value": _day(said["written_on"])}
    yield {"key": "Child or young person", "value": f"{file.child['name']}, born {_day(file.child['born'])}"}
    yield {"key": "First made on", "value": _day(plan["first_made_on"])}
    yield {"key": "Last reviewed on", "value": _day(plan["last_reviewed_on"])}
    yield {"key": "Health commissioner there", "value": file.commissioner}
    yield {"key": "Section I", "value": _place(place)}
    if coming:
        yield {"key": f"Section I from {_day(coming['from'])}", "value": _place(coming)}
    if plan["payments"]:
        amounts = ((each["provision"], Decimal(each["yearly_amount"])) for each in plan["payments"])
        paid = "; ".join(f"{number}: £{amount:,.2f} a year" for number, amount in amounts)
        yield {"key": "Paid directly", "value": paid}


def parts(file: PlanFile) -> list[tuple[str, list[str]]]:
    """The lines of the plan, to be looked through before it is taken over."""
    plan = file.plan
    return [
        ("Needs (sections B, C and D)", [f"{each['number']}. {each['words']}" for each in plan["needs"]]),
        ("Outcomes (section E)", [f"{each['number']}. {each['words']}" for each in plan["outcomes"]]),
        (
            "Provision (sections F, G, H1 and H2)",
            [f"{each['number']}. {each['what']}" for each in plan["provision"]],
        ),
        (
            "Advice and information (section K)",
            [", ".join(filter(None, (each["kind"], each.get("who")))) for each in plan["gathered"]],
        ),
    ]


def _place(said: dict[str, Any]) -> str:
    return ", ".join(filter(None, (said.get("setting"), said.get("type")))) or "No setting and no type"


def _day(value: str) -> str:
    return clock.in_words(date.fromisoformat(value))
