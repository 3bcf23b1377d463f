"""The law as everybody may read it: the whole table, one row with its day worked out, and the same for programs."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, cached_property
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from ehcp.pages.context import Link
from ehcp.pages.fields import DayInput
from ehcp.pages.forms import DayField, GovukForm
from ehcp.pages.picture import Drawing
from ehcp.pages.standing import Kind
from workflows import clock
from workflows.calendars import LAST_KNOWN_YEAR, ONE_DAY
from workflows.law import PACKS, Pack, UnknownLaw, as_json, in_force
from workflows.law.picture import ROUND_A_REVIEW, THE_WAY_TO_A_PLAN, Picture, Way, apart, distance, drawn
from workflows.law.reasons import ALWAYS
from workflows.law.terms import Agency, Moment, Reckoning, Row, Stage

from .pages import Page

LATEST_DAY = date(LAST_KNOWN_YEAR - 1, 12, 31)
"""From later days on, working days might be counted to where no bank holidays are known."""
AN_HOUR = 60 * 60
EVERYBODY = "everybody"

LOOKS = {
    "duty": Kind("Duty", "blue", "M2 2h12v12H2z"),
    "right": Kind(
        "Right", "green", "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 2.6a4.4 4.4 0 1 1 0 8.8 4.4 4.4 0 0 1 0-8.8Z"
    ),
    "guidance": Kind(
        "Guidance, not a time limit in law",
        "purple",
        "m8 0 8 8-8 8-8-8 8-8Zm0 3.4L3.4 8 8 12.6 12.6 8 8 3.4Z",
    ),
    "promise": Kind(
        "Promise of this council, no law",
        "turquoise",
        "M8 14.5 1.8 8.3a3.9 3.9 0 0 1 5.5-5.5L8 3.5l.7-.7a3.9 3.9 0 0 1 5.5 5.5Z",
    ),
    "waiting": Kind(
        "Awaiting a lawyer’s check", "yellow", "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1ZM7 4h2v5H7V4Zm0 6h2v2H7v-2Z"
    ),
}
"""How each kind of row is marked: a word, a shape and a colour."""


class Shown(NamedTuple):
    """A stage and those of its rows that the reader asked for."""

    number: int
    stage: Stage
    rows: list[Row]


class WhoForm(GovukForm):
    who = forms.ChoiceField(
        label="Whose duties and rights do you want to see?",
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose somebody from the list, or “Everybody”"
        ),
    )

    def __init__(self, law: Pack, data: Mapping[str, str]) -> None:
        super().__init__({"who": data["who"]} if "who" in data else None)
        rows = Counter(row.owner for row in law.rows)
        self.fields["who"].choices = [
            (EVERYBODY, f"Everybody ({len(law.rows)} rows)"),
            *((who.value, f"{_capital(who.words)} ({rows[who]})") for who in Agency if rows[who]),
        ]

    @property
    def chosen(self) -> Agency | None:
        if not self.is_valid() or self.cleaned_data["who"] == EVERYBODY:
            return None
        return Agency(self.cleaned_data["who"])


class DaysForm(GovukForm):
    """Asks for a day for each moment. An address to share has each as `request_received=2026-09-01`."""

    def __init__(self, moments: Iterable[Moment], given: Mapping[str, str]) -> None:
        self.moments = tuple(moments)
        self.was_typed = any(
            f"{moment}_{part}" in given for moment in self.moments for part in DayInput.PARTS
        )
        super().__init__(_in_boxes(self.moments, given))
        for moment in self.moments:
            self.fields[moment.value] = DayField(
                label=f"The day {moment.words}",
                said_as=f"the day {moment.words}",
                required=self.is_needed(moment),
                help_text=self.hint(moment),
                # A birthday only says whose rights they are; every other day is under some law.
                earliest=None if moment is Moment.BORN else min(law.in_force_from for law in PACKS.values()),
                latest=LATEST_DAY,
            )

    def is_needed(self, moment: Moment) -> bool:
        return False

    def hint(self, moment: Moment) -> str:
        return ""

    @property
    def days(self) -> dict[Moment, date]:
        """Those that were given and are days."""
        cleaned = getattr(self, "cleaned_data", {})
        return {moment: cleaned[moment] for moment in self.moments if cleaned.get(moment)}

    def address(self, path: str, place: str) -> str:
        asked = urlencode({moment.value: day.isoformat() for moment, day in self.days.items()})
        return f"{path}?{asked}#{place}" if asked else path


class RowForm(DaysForm):
    """The days that one row counts from. The law is that of the first of them, as on the command line."""

    found: Reckoning | None = None

    def __init__(self, row: Row, given: Mapping[str, str]) -> None:
        self.row = row
        super().__init__(dict.fromkeys(each for each in (*row.moments, row.aim_since) if each), given)

    def is_needed(self, moment: Moment) -> bool:
        return self.row.starts == (moment,)

    def hint(self, moment: Moment) -> str:
        if moment in self.row.starts:
            return (
                "For example, 1 9 2026."
                if self.is_needed(moment)
                else "Where there are several, the latest counts."
            )
        if self.row.or_later and moment is self.row.or_later.since:
            return "If this has happened: it may give a later day."
        return "For our own aim, which is not law."

    def clean(self) -> None:
        if self.errors:
            return
        if not self.days.keys() & set(self.row.starts):
            wanted = ", or ".join(f"the day {moment.words}" for moment in self.row.starts)
            raise forms.ValidationError(f"Enter a day that {self.row.ref} counts from: {wanted}")
        under_a_law = [day for moment, day in self.days.items() if moment is not Moment.BORN]
        try:
            row = in_force(min(under_a_law)).row(self.row.ref) if under_a_law else self.row
        except UnknownLaw as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        self.found = row.due(self.days)


class LawPage(Page):
    extra_context = {"looks": LOOKS}

    @cached_property
    def law(self) -> Pack:
        return in_force(clock.today())


class TheLaw(LawPage):
    """The whole table: the rows that every date in the service is reckoned from."""

    template_name = "public/the_law.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.days.was_typed and self.days.is_valid():
            return redirect(self.days.address(request.path, "pictures"))
        return super().get(request, *args, **kwargs)

    @cached_property
    def days(self) -> DaysForm:
        return DaysForm((THE_WAY_TO_A_PLAN.zero, ROUND_A_REVIEW.zero), self.request.GET)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        who = WhoForm(self.law, self.request.GET)
        chosen = who.chosen
        shown = [
            Shown(number, stage, [row for row in rows if chosen in (None, row.owner)])
            for number, (stage, rows) in enumerate(self.law.stages, start=1)
        ]
        rows = [row for each in shown for row in each.rows]
        return super().get_context_data(
            pack=self.law,
            who=who,
            chosen=chosen,
            days=self.days,
            form=who if who.errors else self.days,
            shown=[each for each in shown if each.rows],
            rows=rows,
            promises=[row for row in self.law.promises if chosen in (None, row.owner)],
            waiting=[row for row in rows if not row.confirmed],
            drawings=[] if chosen else self._drawings(),
            **kwargs,
        )

    def _drawings(self) -> list[Drawing]:
        self.days.is_valid()
        given, today = self.days.days, clock.today()
        plan = _picture(THE_WAY_TO_A_PLAN, given.get(THE_WAY_TO_A_PLAN.zero, today))
        review = _picture(ROUND_A_REVIEW, given.get(ROUND_A_REVIEW.zero) or _next_meeting(today))
        before, after = distance(review.day, review.first), distance(review.day, review.last)
        return [
            Drawing(plan, "plan", f"The way to a plan: {apart(plan.first, plan.last)}"),
            Drawing(review, "review", f"The yearly review: from {before} the meeting to {after} it"),
        ]


class OneRow(LawPage):
    """One row in full, and its day worked out from the days the reader gives."""

    template_name = "public/law_one.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs["ref"] != self.row.ref:
            asked = request.META["QUERY_STRING"]
            return redirect(reverse("law_row", args=[self.row.ref]) + (f"?{asked}" if asked else ""))
        if self.form.was_typed and self.form.is_valid():
            return redirect(self.form.address(request.path, "answer"))
        return super().get(request, *args, **kwargs)

    @cached_property
    def row(self) -> Row:
        try:
            return self.law.row(self.kwargs["ref"])
        except UnknownLaw as wrong:
            raise Http404(str(wrong)) from wrong

    @property
    def stage(self) -> Stage:
        found = (stage for stage, rows in self.law.stages if self.row in rows)
        return next(found, self.law.beyond)

    @cached_property
    def form(self) -> RowForm:
        return RowForm(self.row, self.request.GET)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.form.found if self.form.is_valid() else None if self.row.starts else self.row.due({})
        return super().get_context_data(
            pack=self.law,
            row=self.row,
            way_back=[Link("The law", f"{reverse('the_law')}#{self.row.ref}")],
            stage=self.stage,
            form=self.form,
            found=found,
            today=clock.today(),
            how_soon=_how_soon(found),
            **kwargs,
        )


def _how_soon(found: Reckoning | None) -> str:
    """What is said where there is no last day."""
    if found and found.row.is_promise:
        return f"promised by {clock.in_words(found.aim)}" if found.aim else found.row.by_when
    return found.row.how_soon if found and found.row.starts else ALWAYS


@cache
def _table(law: Pack) -> str:
    return as_json.text(law) + "\n"


@cache
def _etag(body: str) -> str:
    return f'"{hashlib.sha256(body.encode()).hexdigest()}"'


def _for_programs(body: str, kind: str, request: HttpRequest) -> HttpResponseBase:
    """Public and the same for everybody, so that any site's page may read it and any cache may keep it."""

    @condition(etag_func=lambda request: _etag(body))
    def answer(request: HttpRequest) -> HttpResponse:
        return HttpResponse(body, content_type=kind)

    response = answer(request)
    response["Access-Control-Allow-Origin"] = "*"
    return response


@login_not_required
@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def law_json(request: HttpRequest) -> HttpResponseBase:
    return _for_programs(_table(in_force(clock.today())), "application/json; charset=utf-8", request)


@login_not_required
@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def law_schema(request: HttpRequest) -> HttpResponseBase:
    return _for_programs(as_json.SCHEMA.read_text(), "application/schema+json; charset=utf-8", request)


def _picture(way: Way, day: date) -> Picture:
    return drawn(way, in_force(day), {way.zero: day})


def _next_meeting(today: date) -> date:
    """The first meeting for which everybody can still be invited in time."""
    meeting = today
    while _picture(ROUND_A_REVIEW, meeting).first < today:
        meeting += ONE_DAY
    return meeting


def _in_boxes(moments: Iterable[Moment], given: Mapping[str, str]) -> dict[str, str] | None:
    """What the address gives, as the boxes of a day would; nothing where it gives none of the days."""
    boxes: dict[str, str] = {}
    for moment in moments:
        names = [f"{moment}_{part}" for part in DayInput.PARTS]
        boxes.update({name: given[name] for name in names if name in given})
        if moment in given:
            written = re.fullmatch(r"(\d{4})-0?(\d{1,2})-0?(\d{1,2})", given[moment], re.ASCII)
            boxes.update(
                zip(names, written.groups()[::-1] if written else (given[moment], "", ""), strict=True)
            )
    return boxes or None


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
