"""The rows of an advice, written one at a time and saved at once: needs, outcomes and lines of provision."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from ehcp import access
from ehcp.documents.lines import Lines
from ehcp.models import Advice, Need, Outcome, Provision
from workflows.acts import Changed, NotNow, Refused
from workflows.words import listed

from . import reach
from .advice_forms import (
    AmountForm,
    AnswerForm,
    NeedForm,
    OutcomeForm,
    PeopleForm,
    RowForm,
    SummaryForm,
    WhatForm,
)
from .base import ProfessionalPage, doors, identity


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of row: what it is called, and the pages on which one is written."""

    rows: str
    """As the advice calls them, and the address."""
    model: type[Any]
    one: str
    """One of them: "need"."""
    article: str
    title: str
    intro: str
    parts: Mapping[str, tuple[str, type[RowForm]]]
    """Each page by the end of its address: what it asks, and its form."""
    then: str
    """The page on which one goes on: another kind, or the check."""
    then_words: str

    @property
    def first(self) -> str:
        return next(iter(self.parts))

    def title_of(self, row: Any) -> str:
        """What a row is called above its words: "Health need (section C)"."""
        return row.get_section_display() if hasattr(row, "get_section_display") else self.one.capitalize()

    def after(self, part: str) -> str:
        """The part that follows when a row is being added; "" after the last."""
        names = [*self.parts, ""]
        return names[names.index(part) + 1]


KINDS = {
    kind.rows: kind
    for kind in (
        Kind(
            rows="needs",
            model=Need,
            one="need",
            article="a",
            title="Needs",
            intro="What {child} finds hard, one need at a time. The plan takes each over with where it came from.",
            parts={"words": ("Need", NeedForm)},
            then="outcomes",
            then_words="Go on to outcomes",
        ),
        Kind(
            rows="outcomes",
            model=Outcome,
            one="outcome",
            article="an",
            title="Outcomes",
            intro="What should be different for {child}, and by when.",
            parts={"words": ("Outcome", OutcomeForm)},
            then="provision",
            then_words="Go on to provision",
        ),
        Kind(
            rows="provision",
            model=Provision,
            one="line of provision",
            article="a",
            title="Provision",
            intro="What {child} should get: what exactly, how much, how often and by whom, one line at a time.",
            parts={
                "what": ("What should be provided", WhatForm),
                "amount": ("How much and how often", AmountForm),
                "people": ("By whom and from when", PeopleForm),
                "answers": ("Who answers for it", AnswerForm),
            },
            then="check",
            then_words="Go on to check and send",
        ),
    )
}


def _words(line: Any) -> Iterator[str]:
    yield line.words
    if getattr(line, "category", ""):
        yield line.category
    if getattr(line, "by_when", ""):
        yield f"By {line.by_when}"
    yield from (f"Step: {step}" for step in getattr(line, "steps", ()))
    if line.row.kind != "need":
        yield from _goes_with(line)


def _goes_with(line: Any) -> Iterator[str]:
    refs = (*line.needs, *(line.outcomes if line.row.kind == "provision" else ()))
    if refs:
        yield f"For {listed(refs)}"


def _amount(line: Any) -> Iterator[str]:
    if line.how_much:
        yield line.how_much


def _people(line: Any) -> Iterator[str]:
    yield from filter(None, (line.who, line.skill))
    if line.starts:
        yield f"From {line.starts}"
    if line.reviewed:
        yield f"Looked at: {line.reviewed}"


def _answers(line: Any) -> Iterator[str]:
    yield line.answers
    if line.row.yearly_cost is not None:
        yield f"£{line.row.yearly_cost:,.2f} a year"


SAYS: dict[str, Callable[[Any], Iterator[str]]] = {
    "words": _words,
    "what": _words,
    "amount": _amount,
    "people": _people,
    "answers": _answers,
}
"""What a row says so far, by the page on which it is asked."""


class Written:
    """An advice as `Lines` reads it: its rows, and no setting yet."""

    setting = None

    def __init__(self, advice: Advice) -> None:
        self.needs, self.outcomes, self.provision = advice.needs, advice.outcomes, advice.provision


def lines_of(advice: Advice) -> Lines:
    return Lines(Written(advice), access.EVERY_SECTION)  # type: ignore[arg-type]


def is_being_written(advice: Advice, user: Any) -> bool:
    """Whether this person may write at it now: they may still give it, and the case goes on."""
    return advice.case.is_open and "give_advice" in doors(advice, user)


class AdvicePart(ProfessionalPage):
    """A page on which a part of an advice is written."""

    here = "home"

    @cached_property
    def advice(self) -> Advice:
        advice = get_object_or_404(reach.advice_to_give(self.request.user), pk=self.kwargs["pk"])  # type: ignore[attr-defined]
        self.at_work_on(advice.case)
        return advice

    @property
    def home(self) -> str:
        return reverse("professional:advice", args=[self.advice.pk])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_being_written(self.advice, request.user):
            return redirect(self.home)
        return super().get(request, *args, **kwargs)  # type: ignore[misc]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case = self.advice.case
        return super().get_context_data(
            **{"advice": self.advice, "case": case, "facts": identity(case), "home": self.home, **kwargs}
        )

    def hold(self) -> None:
        """Within a transaction: nobody else writes at this advice until it ends. Raises Refused if it was sent."""
        try:
            self.advice.lock()
        except Changed:
            # Another act came in between; whether one may still write is asked of how it stands now.
            self.advice.refresh_from_db()
        if not is_being_written(self.advice, self.request.user):
            raise NotNow(
                f"This was not saved. The advice is now “{self.advice.get_state_display()}” and can no longer "
                "be changed. If you still need what you wrote, copy it before you leave this page."
            )


class WritingPage(AdvicePart, FormView):
    """A question page whose answer is saved into the advice, or comes back with everything that was typed."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "advice": self.advice}

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                self.hold()
                self.write(form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        return redirect(self.get_success_url())

    def write(self, form: Any) -> None:
        raise NotImplementedError


class Summary(WritingPage):
    template_name = "professional/summary.html"
    form_class = SummaryForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{"heading": "Summary of my involvement", "back": self.home, **kwargs}
        )

    def write(self, form: Any) -> None:
        self.advice.summary = form.cleaned_data["summary"]
        self.advice.save(update_fields=["summary"])
        messages.success(self.request, "Your summary is saved.")

    def get_success_url(self) -> str:
        return self.home


class RowsOfAKind(AdvicePart):
    @cached_property
    def kind(self) -> Kind:
        return KINDS[self.kwargs["rows"]]  # type: ignore[attr-defined]

    @property
    def rows(self) -> Any:
        return getattr(self.advice, self.kind.rows)

    @property
    def list_url(self) -> str:
        return self.url("list")

    def url(self, page: str, *args: Any) -> str:
        return reverse(f"professional:{self.kind.rows}_{page}", args=[self.advice.pk, *args])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"kind": self.kind, "list_url": self.list_url, **kwargs})


class RowList(RowsOfAKind, TemplateView):
    template_name = "professional/rows.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        then = self.kind.then
        return super().get_context_data(
            **{
                "cards": [self._card(line) for line in getattr(lines_of(self.advice), self.kind.rows)],
                "intro": self.kind.intro.format(child=self.advice.case.child.called),
                "add": self.url("add"),
                "then": reverse(
                    f"professional:{'advice_check' if then == 'check' else f'{then}_list'}",
                    args=[self.advice.pk],
                ),
                **kwargs,
            }
        )

    def _card(self, line: Any) -> dict[str, Any]:
        return {
            "line": line,
            "what": self.kind.title_of(line.row),
            "parts": [
                {"title": title, "says": list(SAYS[name](line)), "url": self.url("change", line.row.pk, name)}
                for name, (title, _) in self.kind.parts.items()
            ],
            "remove": self.url("remove", line.row.pk),
        }


class WriteRow(RowsOfAKind, WritingPage):
    """Adds a row, or changes a part of one."""

    template_name = "professional/row.html"

    @property
    def part(self) -> str:
        part: str = self.kwargs.get("part", self.kind.first)
        if part not in self.kind.parts:
            raise Http404
        return part

    @property
    def is_adding(self) -> bool:
        """Whether this is a step in adding a row, after which the next step is asked."""
        return "row" not in self.kwargs or "adding" in self.request.GET

    def get_form_class(self) -> type[RowForm]:
        return self.kind.parts[self.part][1]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.row}

    @cached_property
    def row(self) -> Any:
        if "row" in self.kwargs:
            return get_object_or_404(self.rows, pk=self.kwargs["row"])
        thread = _uuid(self.request.POST.get("thread", ""))
        # The same page sent twice, or sent again after "Back", means the row that it wrote the first time.
        if thread and (before := self.rows.filter(thread=thread).first()):
            return before
        if thread is None or self.kind.model.objects.filter(thread=thread).exists():
            thread = uuid.uuid4()
        return self.kind.model(advice=self.advice, thread=thread)

    def write(self, form: Any) -> None:
        self.row = form.save()
        if not self._next:
            messages.success(self.request, "Saved.")

    @property
    def _next(self) -> str:
        return self.kind.after(self.part) if self.is_adding else ""

    def get_success_url(self) -> str:
        if self._next:
            return f"{self.url('change', self.row.pk, self._next)}?adding=1"
        return self.list_url

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        names = list(self.kind.parts)
        step, steps = names.index(self.part) + 1, len(names)
        what = f"{self.kind.article} {self.kind.one}"
        caption = f"Add {what}, step {step} of {steps}" if self.is_adding else f"Change {what}"
        return super().get_context_data(
            **{
                "heading": self.kind.parts[self.part][0] if steps > 1 else caption.split(",")[0],
                "caption": caption if steps > 1 else "",
                "back": self.list_url,
                "row": self.row if self.row.pk else None,
                "row_words": str(self.row) if self.part != self.kind.first else "",
                "goes_on": bool(self._next),
                "is_adding": self.is_adding,
                **kwargs,
            }
        )


class RemoveRow(RowsOfAKind, TemplateView):
    template_name = "professional/remove.html"

    @cached_property
    def row(self) -> Any:
        return get_object_or_404(self.rows, pk=self.kwargs["row"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.row
        line = next(line for line in getattr(lines_of(self.advice), self.kind.rows) if line.row.pk == row.pk)
        linked = {"need": ("outcomes", "provision"), "outcome": ("provision",)}.get(row.kind, ())
        named_by = [ref for name in linked for ref in getattr(line, name)]
        return super().get_context_data(
            **{"line": line, "named_by": listed(named_by) if named_by else "", **kwargs}
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self.row
        try:
            with transaction.atomic():
                self.hold()
                row.delete()
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(self.home)
        messages.success(request, f"The {self.kind.one} is removed.")
        return redirect(self.list_url)


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
