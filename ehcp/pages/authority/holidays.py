"""School holidays, kept by the managers of an authority for itself and its settings: a list, and a whole file."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from ehcp import closures
from ehcp.models import Closure, Organisation
from ehcp.models.organisations import Kind
from ehcp.pages.authority.organisations import OrganisationQuestion, OrganisationsPage
from ehcp.pages.forms import DayField, GovukForm
from workflows import clock
from workflows.clock import SEPTEMBER, school_year

FILE_AT_MOST = 500_000
"""Bytes: the holidays of some thousand settings."""
MISTAKES_SHOWN = 30
CONFIRM = "confirm"


class HolidaysPage(OrganisationsPage):
    """For managers, about what their own authorities keep."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.manages:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def holders(self) -> QuerySet[Organisation]:
        return closures.holders(self.manages)

    @property
    def closures(self) -> QuerySet[Closure]:
        return Closure.objects.filter(organisation__in=self.holders).select_related("organisation")

    @property
    def back(self) -> str:
        return reverse("authority:holidays")


class Holidays(HolidaysPage, TemplateView):
    template_name = "authority/holidays.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        begins = date(school_year(clock.today()), SEPTEMBER, 1)
        earlier = "earlier" in self.request.GET
        shown = (
            self.closures.filter(reopens_on__lt=begins)
            if earlier
            else self.closures.filter(reopens_on__gte=begins)
        )
        found: dict[Organisation, list[Closure]] = {}
        for each in shown.order_by("organisation__name", "first_closed_on"):
            found.setdefault(each.organisation, []).append(each)
        # The authority's own first: they hold for whoever has none.
        groups = sorted(found.items(), key=lambda pair: pair[0].kind != Kind.AUTHORITY)
        return super().get_context_data(
            **{
                "groups": groups,
                "earlier": earlier,
                "has_earlier": self.closures.filter(reopens_on__lt=begins).exists(),
                "without": [each for each in self.holders.order_by("name") if each not in found],
                **kwargs,
            }
        )


class HolidayForm(GovukForm):
    widths = {"name": "20"}

    organisation = forms.ModelChoiceField(
        label="Whose school holiday is it?",
        queryset=Organisation.objects.none(),
        empty_label="Choose",
        help_text="The authority’s own hold for each of its settings that has none of its own.",
    )
    name = forms.CharField(
        label="What do people call it?",
        max_length=closures.NAME_AT_MOST,
        help_text="For example, Summer holiday.",
    )
    first_closed_on = DayField(label="First day closed", said_as="the first day it is closed")
    reopens_on = DayField(label="Open again on", said_as="the day it opens again")

    def __init__(self, *args: Any, holders: Any, closure: Closure | None = None, **kwargs: Any) -> None:
        self.closure = closure
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = holders.order_by("name")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, reopens, organisation = (
            given.get(name) for name in ("first_closed_on", "reopens_on", "organisation")
        )
        if not (first and reopens):
            return given
        if wrong := closures.what_is_wrong(first, reopens):
            self.add_error("reopens_on", wrong)
        elif organisation:
            others = closures.overlapping(organisation, first, reopens)
            clash = others.exclude(pk=self.closure.pk if self.closure else None).first()
            if clash:
                self.add_error(
                    "first_closed_on",
                    f"{organisation} has {closures.in_a_line(clash)}, already. Change one of the two",
                )
        return given


class AddHoliday(HolidaysPage, OrganisationQuestion):
    title = "Add a school holiday"
    form_class = HolidayForm
    button = "Add it"
    next = "No day of any case moves for it. Pages say from now on which time falls into it."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "holders": self.holders}

    def get_initial(self) -> dict[str, Any]:
        return {"organisation": self.request.GET.get("organisation")}

    def form_valid(self, form: Any) -> HttpResponse:
        added = Closure.objects.create(**form.cleaned_data)
        messages.success(self.request, f"{added} was added.")
        return redirect(self.back)


class OneHoliday(HolidaysPage, OrganisationQuestion):
    """A page about one that is there."""

    @cached_property
    def closure(self) -> Closure:
        return get_object_or_404(self.closures, pk=self.kwargs["closure"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.manages:
            self.closure  # noqa: B018  (whoever may not see it is told so whatever they send)
        return super().dispatch(request, *args, **kwargs)


class EditHoliday(OneHoliday):
    form_class = HolidayForm

    @property
    def title(self) -> str:  # type: ignore[override]
        return f"Change {self.closure}"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "holders": self.holders, "closure": self.closure}

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.closure, name) for name in closures.COLUMNS}

    def form_valid(self, form: Any) -> HttpResponse:
        for name, value in form.cleaned_data.items():
            setattr(self.closure, name, value)
        self.closure.save()
        messages.success(self.request, f"{self.closure} was changed.")
        return redirect(self.back)


class RemoveHoliday(OneHoliday):
    form_class = GovukForm
    button = "Remove it"

    @property
    def title(self) -> str:  # type: ignore[override]
        return f"Remove {self.closure}"

    @property
    def next(self) -> str:  # type: ignore[override]
        return f"This removes {closures.in_a_line(self.closure)}. Exceptions that were recorded stay as they are."

    def form_valid(self, form: Any) -> HttpResponse:
        words = str(self.closure)
        self.closure.delete()
        messages.success(self.request, f"{words} was removed.")
        return redirect(self.back)


class FileForm(GovukForm):
    file = forms.FileField(
        label="The file",
        help_text="A table saved as CSV (UTF-8), at most 500 KB. It is shown to you before anything changes.",
        error_messages={"required": "Choose the file"},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > FILE_AT_MOST:
            raise forms.ValidationError(
                "This file has more than 500 KB. Take it in parts, a school year at a time"
            )
        return file


class TextForm(forms.Form):
    """The text of a file that was shown, on its way back to be taken."""

    text = forms.CharField(strip=False, max_length=FILE_AT_MOST)


class UploadHolidays(HolidaysPage, OrganisationQuestion):
    """A file: read, shown as what it would change, and taken when that is confirmed."""

    template_name = "authority/holidays_file.html"
    title = "Take school holidays from a file"
    form_class = FileForm
    button = "Read the file"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"columns": ",".join(closures.COLUMNS), **kwargs})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("step") == CONFIRM:
            return self.take(TextForm(request.POST))
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            text = closures.text_of(form.cleaned_data["file"].read())
            found = self.what_would_change(text)
        except closures.Wrong as wrong:
            return self.refuse(form, wrong)
        return self.response_class(
            request=self.request,
            template=["authority/holidays_check.html"],
            context=super().get_context_data(text=text, found=found, form=None),
            using=self.template_engine,
        )

    def take(self, confirmed: TextForm) -> HttpResponse:
        form = FileForm()
        if not confirmed.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            found = self.what_would_change(confirmed.cleaned_data["text"])
        except closures.Wrong as wrong:
            return self.refuse(FileForm({}), wrong)
        found.write()
        messages.success(self.request, f"The file was taken: {found}.")
        return redirect(self.back)

    def what_would_change(self, text: str) -> closures.Import:
        return closures.compared(closures.read(text, self.holders), replace=True)

    def refuse(self, form: Any, wrong: closures.Wrong) -> HttpResponse:
        form.errors.clear()
        more = len(wrong.lines) - MISTAKES_SHOWN
        form.add_error(
            "file",
            [
                "The file was not taken, and nothing was changed. Put this right in it:",
                *wrong.lines[:MISTAKES_SHOWN],
                *([f"and {more} more like these"] if more > 0 else []),
            ],
        )
        return self.form_invalid(form)


class HolidaysAsCsv(HolidaysPage):
    """What is there as a file, to be changed and taken again."""

    def get(self, request: HttpRequest) -> HttpResponse:
        text = closures.as_csv(self.closures.order_by("organisation__name", "first_closed_on"))
        named = {"Content-Disposition": 'attachment; filename="school-holidays.csv"'}
        # With the mark by which spreadsheets know UTF-8.
        return HttpResponse(f"\ufeff{text}", content_type="text/csv; charset=utf-8", headers=named)
