"""One request for advice: what is asked, by whom and why; the writing of it, the sending, and the two short answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView

from ehcp import access, foreseen
from ehcp.models import Advice
from ehcp.pages.forms import GovukForm, SeenVersion
from ehcp.quality import check_row
from workflows.law import england_2014 as law
from workflows.lives.advice import AdviceState
from workflows.models import Deadline

from . import reach
from .base import ProfessionalPage, Step, doors, flags, identity, in_their_records
from .forms import AsChecked, JustSay, fingerprint
from .rows import KINDS, is_being_written, lines_of

ANSWERED = (AdviceState.GIVEN, AdviceState.ACCEPTED)


class AdviceView(ProfessionalPage, TemplateView):
    """The request and, as far as this person writes it, the tasks; else what it says, once it is given."""

    here = "home"

    def find(self) -> Advice:
        return get_object_or_404(reach.advice_to_read(self.request.user), pk=self.kwargs["pk"])

    def get_template_names(self) -> list[str]:
        return ["professional/advice.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, advice = self.request.user, self.find()
        case = advice.case
        self.at_work_on(case)
        writes = is_being_written(advice, user)
        asked = reach.advice_to_give(user).filter(pk=advice.pk).exists()
        deadline = deadline_of(advice)
        readable = access.may_read_advice(user, advice) and (advice.state in ANSWERED or asked)
        return super().get_context_data(
            **{
                "advice": advice,
                "case": case,
                "facts": identity(case),
                "flags": flags(case),
                "records": list(in_their_records(case, advice.organisation)),
                "deadline": deadline,
                "foreseen": foreseen.on_an_advice(advice, deadline) if writes else None,
                "doors": doors(advice, user) if case.is_open else {},
                "writes": writes,
                "asked": asked,
                "is_question": bool(advice.question) and (writes or advice.state == AdviceState.RETURNED),
                "taken_by": _taken_by(advice),
                "tasks": list(_tasks(advice)) if writes else [],
                "lines": lines_of(advice) if readable and not writes else None,
                "views": reach.words_of_the_family(user, case),
                "reads_a": "A" in access.sections_for(user, case),
                "shared": [each for each in reach.advice_shared_with(user, case) if each.pk != advice.pk],
                **kwargs,
            }
        )


class Sent(AdviceView):
    """The confirmation: what happened, who can read it, what is next and by when."""

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        advice = get_object_or_404(reach.advice_to_give(request.user), pk=self.kwargs["pk"])
        if advice.state not in ANSWERED:
            return redirect("professional:advice", pk=advice.pk)
        return super().get(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        return ["professional/advice_sent.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        decide = context["case"].deadlines.filter(key=law.DECIDE_WHETHER_TO_MAKE_A_PLAN.key).open()
        return {**context, "decide": decide.select_related("case").first()}


def deadline_of(advice: Advice) -> Deadline | None:
    return (
        Deadline.objects.of(advice)
        .filter(key=law.GIVE_ADVICE.key)
        .select_related("case")
        .order_by("-pk")
        .first()
    )


def _taken_by(advice: Advice) -> Any:
    event = advice.event_of("acknowledge")
    return event.by if event else None


def _tasks(advice: Advice) -> Iterator[dict[str, str]]:
    """The way through the writing of an advice. All of it may be done in any order, and in several sittings."""
    child = advice.case.child.called
    if advice.state == AdviceState.ASKED:
        yield _task(
            "Say that the request has arrived",
            reverse("professional:advice_acknowledge", args=[advice.pk]),
            f"{advice.case.authority} then knows that you have it in hand.",
            "to_do",
        )
    yield _task(
        "Summary of my involvement",
        reverse("professional:advice_summary", args=[advice.pk]),
        f"How you know {child}, and what you did for this advice.",
        *(("done", "Written") if advice.summary else ("to_do", "Not begun")),
    )
    for kind in KINDS.values():
        count = getattr(advice, kind.rows).count()
        yield _task(
            kind.title,
            reverse(f"professional:{kind.rows}_list", args=[advice.pk]),
            "",
            *(("done", f"{count} written") if count else ("to_do", "None yet")),
        )
    ready = advice.has_content()
    yield _task(
        "Check and send",
        reverse("professional:advice_check", args=[advice.pk]) if ready else "",
        "Read it as the council and the family will." if ready else "Once something is written.",
        *(("to_do", "Not sent") if ready else ("waiting", "Cannot begin yet")),
    )


def _task(title: str, url: str, hint: str, kind: str, text: str = "") -> dict[str, str]:
    return {"title": title, "url": url, "hint": hint, "kind": kind, "text": text}


class AdviceStep(Step):
    """An act of an advice, as a question page."""

    here = "home"

    def find(self) -> Advice:
        return get_object_or_404(reach.advice_to_give(self.request.user), pk=self.kwargs["pk"])


class Acknowledge(AdviceStep):
    act = "acknowledge"
    form_class = JustSay
    heading = "Say that the request has arrived"
    lead = (
        "You tell {council} that its request for advice about {child} has reached you. Your colleagues then see "
        "that you have it in hand. It does not change the day by which the advice is due."
    )
    done = "{council} now knows that the request has arrived and that you have it in hand."


class NotKnownForm(SeenVersion, GovukForm):
    words = forms.CharField(
        label="What have you looked at?",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Which records, on which day, under which names; any earlier contact or referral.",
    )


class SayNotKnown(AdviceStep):
    act = "say_not_known"
    form_class = NotKnownForm
    heading = "{child} is not known to this service"
    lead = (
        "Not to be known is not the same as having no needs. {council} decides what follows: it may accept your "
        "answer, or ask you to find out."
    )
    button = "Send this answer"
    what_next = "{council} is told, and decides what follows. {family} can see that you answered."
    done = "{council} has your answer that {child} is not known to you. It decides what follows."


class EarlierForm(SeenVersion, GovukForm):
    earlier = forms.CharField(
        label="Which earlier advice?",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The report, who wrote it, on which day, and why it still holds.",
    )


class ProposeEarlier(AdviceStep):
    act = "propose_earlier_advice"
    form_class = EarlierForm
    heading = "Earlier advice is enough"
    lead = (
        "Advice given before may stand in place of new advice only if three agree that it is sufficient: its author, "
        "{council} and {family} (SEND Regulations 2014, regulation 6(4)). If one of them does not, you will be asked "
        "to give new advice; the day by which it is due stays the same."
    )
    button = "Propose it"
    what_next = "Next you say whether you, as its author, hold it to be sufficient."

    def get_success_url(self) -> str:
        return reverse("professional:advice_enough", args=[self.row.pk])


class SayEnough(AdviceStep):
    act = "say_it_is_enough_as_author"
    form_class = JustSay
    template_name = "professional/earlier_enough.html"
    heading = "Is the earlier advice still enough?"
    lead = (
        "You say so as its author, or for the service that gave it. {council} and {family} have to agree too."
    )
    button = "Yes, it is enough"
    done = "You said that the earlier advice is enough. {council} and {family} say next whether they agree."


class NotEnoughForm(SeenVersion, GovukForm):
    reasons = forms.CharField(
        label="Why is it not enough?",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For example, what has changed since it was written.",
    )


class SayNotEnough(AdviceStep):
    act = "say_it_is_not_enough"
    form_class = NotEnoughForm
    heading = "The earlier advice is not enough"
    lead = "New advice is then asked of you. The day by which it is due stays the same."
    done = "You said that the earlier advice is not enough. You can now write new advice."


class SendForm(AsChecked, GovukForm):
    """Nothing to answer but whether to send it."""


class CheckAndSend(AdviceStep):
    act = "give_advice"
    form_class = SendForm
    template_name = "professional/check.html"
    heading = "Check and send your advice"
    button = "Send my advice"
    what_next = (
        "{council} and {family} can read it from then on, and you cannot change it any more, unless {council} returns "
        "it with a question."
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "now": content_of(self.row)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{
                "advice": self.row,
                "lines": (lines := lines_of(self.row)),
                "hints": list(_worth_a_look(self.row, lines)),
                "deadline": deadline_of(self.row),
                **kwargs,
            }
        )

    def get_success_url(self) -> str:
        return reverse("professional:advice_sent", args=[self.row.pk])

    @property
    def back(self) -> str:
        return reverse("professional:advice", args=[self.row.pk])


def _worth_a_look(advice: Advice, lines: Any) -> Iterator[dict[str, str]]:
    """What a reader would ask of each line; nothing of it stands in the way of sending."""
    for name, kind in KINDS.items():
        for line in getattr(lines, name):
            for finding in check_row(line.row):
                page = f"professional:{name}_change"
                url = reverse(page, args=[advice.pk, line.row.pk, kind.first])
                yield {"ref": line.ref, "words": finding.words, "url": url}


def content_of(advice: Advice) -> str:
    """A fingerprint of everything that sending it sends."""
    rows = [
        (row.kind, row.content(), *(list(getattr(row, link.name).all()) for link in row._meta.many_to_many))
        for name in KINDS
        for row in getattr(advice, name).all()
    ]
    return fingerprint([advice.summary, rows])
