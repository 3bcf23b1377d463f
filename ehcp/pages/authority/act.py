"""One page for every act: what the law asks, what stands in the way, the question, the check, and that it is done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property

from ehcp import wording
from ehcp.pages.acting import ActPage
from ehcp.pages.authority.ahead import foreseen_before
from ehcp.pages.authority.asking import ActForm, Question
from ehcp.pages.authority.base import CasePage, CaseView
from ehcp.pages.authority.choices import ON_ITS_OWN_PAGE, tab_of
from ehcp.pages.authority.dispute_acts import WAY_TO_GIVE_IN
from ehcp.pages.authority.giving_in import GIVEN_UP, WaysOfARefusal
from ehcp.pages.authority.lists import with_subjects
from ehcp.pages.authority.questions import QUESTIONS
from workflows import clock
from workflows.acts import Act, acts_of
from workflows.law import pack
from workflows.law.terms import Agency
from workflows.lives.case import REFUSED
from workflows.models import Event

CHANGE, CONFIRM = "change", "confirm"
BROUGHT_ALONG = ("deadline", "closure")


class Do(CasePage, ActPage):
    """Ask what an act needs, show the answers to be checked, and do it."""

    has_own_page = False
    """Whether this is the page of an act that needs more than a row and its name."""

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.act = self.act_name()
        if self.act not in QUESTIONS or (self.act in ON_ITS_OWN_PAGE and not self.has_own_page):
            raise Http404

    def act_name(self) -> str:
        return self.kwargs["act"]

    def find(self) -> Any:
        row = self.find_row(self.kwargs["kind"], self.kwargs["pk"])
        if self.act not in {act.name for act in acts_of_the_authority(row)}:
            raise Http404
        return row

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.posts:
            self.tab = tab_of(self.row, self.act)
            if self.way_is_not_chosen():
                return redirect("authority:give_in", pk=self.case.pk)
        return super().dispatch(request, *args, **kwargs)

    def way_is_not_chosen(self) -> bool:
        """A refusal is given up on one of several ways, each with its own days: which one is asked first."""
        way = WAY_TO_GIVE_IN.get(self.act)
        return bool(way and self.case.state in REFUSED and self.request.GET.get("way") != way)

    @property
    def question(self) -> Question:
        return QUESTIONS[self.act]

    def get_template_names(self) -> list[str]:
        return [self.question.template]

    def get_form_class(self) -> type[ActForm]:
        return self.question.form or ActForm

    def get_initial(self) -> dict[str, Any]:
        """A page that is about one duty in particular brings it along in its address; a known holiday too."""
        return {**super().get_initial(), **{name: self.request.GET.get(name, "") for name in BROUGHT_ALONG}}

    def get_form_kwargs(self) -> dict[str, Any]:
        this = self.row.act(self.act)
        return {
            **super().get_form_kwargs(),
            "row": self.row,
            "user": self.request.user,
            "question": self.question,
            "act": this,
        }

    def form_valid(self, form: Any) -> HttpResponse:
        step = self.request.POST.get("step")
        if step == CHANGE:
            return self.render_to_response(self.get_context_data(form=form))
        if step != CONFIRM and not self.question.small:
            return self.check(form)
        form.prepare()
        return super().form_valid(form)

    def check(self, form: Any) -> HttpResponse:
        """Show what was answered before anything is done. The answers travel along in the page."""
        kept = [
            (name, value)
            for name, values in self.request.POST.lists()
            for value in values
            if name not in ("csrfmiddlewaretoken", "step")
        ]
        form.suppose()
        starts = list(self.starts(self.row.act(self.act), form.cleaned_data))
        context = self.get_context_data(form=form, answers=list(form.answers()), kept=kept, starts=starts)
        return self.response_class(
            request=self.request,
            template=["authority/check.html"],
            context=context,
            using=self.template_engine,
        )

    def form_invalid(self, form: Any) -> HttpResponse:
        """What was typed stays. If somebody else came in between, say what they did, and look at that from now on."""
        meanwhile: list[str] = []
        seen = form.data.get("seen", "")
        row = get_object_or_404(type(self.row).objects.all(), pk=self.row.pk)
        if seen.isdecimal() and int(seen) != row.row_version:
            meanwhile = [
                f"{wording.happened(event, 'authority')} ({event.by or 'the service'}, {event.at:%H:%M})"
                for event in row.the_case.events.filter(
                    subject_kind=row.life_name(), subject_id=row.pk, version__gt=int(seen)
                ).select_related("by", "case__child")
            ]
            form.data = form.data.copy()
            form.data["seen"] = row.row_version
        return self.render_to_response(
            self.get_context_data(form=form, meanwhile=[words for words in meanwhile if words])
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        this = self.row.act(self.act)
        open_now = list(
            self.case.deadlines.open()
            .filter(key__in=[duty.key for duty in this.discharges])
            .select_related("accountable")
        )
        for deadline in open_now:
            deadline.case = self.case
        return super().get_context_data(
            **{
                "label": wording.act_label(self.act),
                "question": self.question,
                "asked": [
                    (duty, owed)
                    for duty in this.discharges
                    if (owed := [each for each in open_now if each.key == duty.key]) or not duty.only_if
                ],
                "back": self.back,
                "foreseen": foreseen_before(self.act, self.case, kwargs.get("form")),
                **self.about_a_decision(),
                **kwargs,
            }
        )

    def about_a_decision(self) -> dict[str, Any]:
        """For an act in a disagreement, or one that gives up a refusal: the decision, and the days of that way."""
        if self.row.life_name() == "dispute":
            return {"decision_words": wording.happened(self.row.decision, "authority")}
        if self.case.state in GIVEN_UP and self.act in GIVEN_UP[self.case.state]:
            return {"way": WaysOfARefusal(self.case, self.request.user).without_order()}
        return {}

    def starts(self, this: Any, given: Any) -> Any:
        """What the law begins to ask, of whom and by when, once this is done as it was answered."""
        today = clock.today()
        days = {
            moment: given.get(named) or given.get("on") or today
            for moment, named in this.marks.items()
            # Where a fact of the act's own is not given, the moment did not happen.
            if given.get(named) or named not in this.facts
        }
        for moment in days:
            for rule in pack(self.case.law_pack).started_by(moment):
                if moment in rule.starts and not (rule.only_if and not self.row.meets(rule.only_if, today)):
                    found = rule.due({each: days[each] for each in rule.moments if each in days})
                    yield {
                        "who": self.case.name_of(Agency(rule.owner), self.row)
                        if rule.owner not in (Agency.ADVISER, Agency.CONSULTED_SETTING)
                        else rule.owner.words,
                        "verb": rule.verb,
                        "rule": rule,
                        "due": found.due,
                        "why": found.lines,
                    }

    @cached_property
    def back(self) -> str:
        return reverse(f"authority:{self.tab}", args=[self.case.pk])

    def get_success_url(self) -> str:
        event = self.row.event_of(self.act)
        if self.question.small:
            messages.success(self.request, f"{wording.happened(event, 'authority')}.")
            return self.back
        return reverse("authority:done", args=[self.case.pk, event.seq])


def acts_of_the_authority(row: Any) -> Iterator[Act]:
    """The acts of a row that are the authority's, alone or with others."""
    return (act for act in acts_of(type(row)) if Agency.LOCAL_AUTHORITY in act.by)


class Done(CaseView):
    """What happened, what is settled by it, and what follows, whose step it is and by when."""

    template_name = "authority/done.html"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        self.event = get_object_or_404(self.case.events.select_related("by"), seq=self.kwargs["seq"])
        self.event.case = self.case
        words = wording.happened(self.event, "authority")
        if not words:
            return redirect("authority:case", pk=self.case.pk)
        self.tab = tab_of(self.case.row(self.event.subject_kind, self.event.subject_id), self.event.act)
        return super().get(request, *args, words=words, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        event: Event = self.event
        ended = with_subjects(event.ended.select_related("accountable"), self.case)
        return super().get_context_data(
            **{
                "event": event,
                "met": [each for each in ended if each.ended_how != each.Ended.LIFTED],
                "lifted": [each for each in ended if each.ended_how == each.Ended.LIFTED],
                "started": with_subjects(event.started.select_related("accountable"), self.case),
                "next": self.next_steps(),
                "tab_url": reverse(f"authority:{self.tab}", args=[self.case.pk]),
                **kwargs,
            }
        )

    def next_steps(self) -> list[Any]:
        """The next things owed in this case, soonest first."""
        owed = self.case.deadlines.open().duties().with_a_day().select_related("accountable")[:3]
        return with_subjects(owed, self.case)
