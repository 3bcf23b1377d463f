"""What a family does: each act is one question page. What follows it is said in done.py."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from ehcp import access, wording
from ehcp.models import Organisation
from ehcp.models.organisations import SETTINGS
from ehcp.pages.acting import ActPage
from ehcp.pages.forms import GovukForm, SeenVersion

from .base import OfACase, find, mine
from .views import answers

LONG = 5_000


class FamilyAct(OfACase, ActPage):
    """An act on the case itself. `title`, `lead` and `what_next` may say {who}, {whose}, {s}."""

    template_name = "family/act.html"
    title = ""
    lead: tuple[str, ...] = ()
    what_next = ""

    def find_case(self) -> Any:
        return self.row.the_case

    def find(self) -> Any:
        return get_object_or_404(mine(self.request.user), pk=self.kwargs["pk"])

    def offered(self) -> bool:
        """Whether the machine offers it in the present state."""
        return self.row.state in self.row.act(self.act).sources

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        # Somebody may come by an old link, or by going back after it was done.
        if not self.offered():
            return redirect(self.instead())
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        said = self.voice._asdict()
        return super().get_context_data(
            title=self.title.format(**said),
            lead=[sentence.format(**said) for sentence in self.lead],
            button=wording.act_label(self.act, "family"),
            what_next=self.what_next.format(**said),
            back=self.back(),
            **kwargs,
        )

    def instead(self) -> str:
        return reverse("family:case", args=[self.case.pk])

    def back(self) -> str:
        return reverse("family:case", args=[self.case.pk])

    def get_success_url(self) -> str:
        event = self.row.event_of(self.act)
        return reverse("family:done", args=[self.case.pk, event.seq])


def long_answer(
    label: str, hint: str = "", required: bool = True, rows: int = 6, **kwargs: Any
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": rows}),
        **kwargs,
    )


# The family's views


class GiveViewsForm(GovukForm):
    """Nothing more to ask: what was written is on the page."""


class GiveViews(FamilyAct):
    act = "give_views"
    form_class = GiveViewsForm
    template_name = "family/give_views.html"
    title = "Check what you wrote, then send it"
    what_next = (
        "Everybody who is asked for advice gets it. If a plan is made, it stands in section A, in your own "
        "words. "
        "Once sent it cannot be changed here; you can always tell your person more."
    )

    def find(self) -> Any:
        advice = find(access.advice_for(self.request.user), self.kwargs["pk"], self.request.user)
        if not advice.is_the_familys:
            raise Http404
        return advice

    def offered(self) -> bool:
        return super().offered() and self.row.has_content()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(said=answers(self.row, self.voice), **kwargs)

    def instead(self) -> str:
        return self.back()

    def back(self) -> str:
        return reverse("family:views", args=[self.row.pk])


# An earlier report


class EarlierForm(GovukForm):
    reveals = {"enough": {"no": "reasons"}}

    enough = forms.ChoiceField(
        label="Is the earlier report enough?",
        choices=(("yes", "Yes, use it"), ("no", "No, new advice is needed")),
        widget=forms.RadioSelect,
    )
    reasons = long_answer("Why is it not enough?", "For example: it is old, or things have changed.", rows=4)

    def facts(self) -> dict[str, Any]:
        return {} if self.cleaned_data["enough"] == "yes" else {"reasons": self.cleaned_data["reasons"]}


class EarlierReport(FamilyAct):
    act = "say_it_is_enough_as_family"
    form_class = EarlierForm
    title = "Is an earlier report enough?"
    what_next = (
        "If all three agree, no new examination is needed. If one of you says no, new advice is asked for."
    )

    def find(self) -> Any:
        return find(access.advice_for(self.request.user), self.kwargs["pk"], self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "button": "Send my answer",
            "lead": [
                f"Instead of new advice ({self.row.of_whom}), this could be used:",
                self.row.earlier_advice,
                f"That is allowed only if its author, the council and the family all find it enough. It is "
                f"your choice, "
                f"and {self.voice.who} would be spared another examination.",
            ],
        }

    def form_valid(self, form: Any) -> HttpResponse:
        if form.cleaned_data["enough"] == "no":
            self.act = "say_it_is_not_enough"
        return super().form_valid(form)


# Comments


class CommentForm(GovukForm):
    words = long_answer("What do you want to say about it?", required=False)
    suggested = long_answer(
        "Other words that you suggest",
        "If you would write it differently, change the words here.",
        required=False,
    )

    def __init__(self, *args: Any, now: str, **kwargs: Any) -> None:
        self.now = now
        super().__init__(*args, **kwargs)
        if not now:
            del self.fields["suggested"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        # The box for other words begins with the present ones: left as they are, nothing is suggested.
        if " ".join((said.get("suggested") or "").split()) == " ".join(self.now.split()):
            said["suggested"] = ""
        if not self.errors and not said.get("words"):
            if not said.get("suggested"):
                raise forms.ValidationError("Write what you want to say, or change the words that are there")
            said["words"] = "I suggest other words."
        return said


class CommentOnALine(FamilyAct):
    """On one line of the version before the family, or on all of it where no line is named."""

    act = "comment"
    form_class = CommentForm
    template_name = "family/comment.html"
    what_next = "You get an answer with a reason, before the plan can be made final."

    def find(self) -> Any:
        self.version = find(access.plans_for(self.request.user), self.kwargs["pk"], self.request.user)
        return get_object_or_404(mine(self.request.user), pk=self.version.case_id)

    def offered(self) -> bool:
        return super().offered() and self.row.served_version == self.version

    @property
    def line(self) -> Any:
        """The need, outcome or line of provision; None for the whole."""
        if "kind" not in self.kwargs:
            return None
        rows = {
            "need": self.version.needs,
            "outcome": self.version.outcomes,
            "provision": self.version.provision,
        }
        if self.kwargs["kind"] not in rows:
            raise Http404
        return get_object_or_404(rows[self.kwargs["kind"]], pk=self.kwargs["line"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "now": str(self.line or "")}

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "suggested": str(self.line or "")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(line=self.line, version=self.version, **kwargs) | {
            "button": "Send my comment",
            "title": "Comment on one line" if self.line else "Comment on the whole plan",
        }

    def form_valid(self, form: Any) -> HttpResponse:
        if self.line:
            form.cleaned_data["row"] = self.line
        return super().form_valid(form)

    def back(self) -> str:
        return reverse("family:plan", args=[self.version.pk])

    def get_success_url(self) -> str:
        # Back to the line just commented on: whoever comments has more lines to read.
        return f"{self.back()}?commented=1#{_anchor(self.line)}"


def _anchor(line: Any) -> str:
    return f"say-{line.kind}-{line.pk}" if line else "comments"


class FinishForm(GovukForm):
    """Nothing more to ask: the comments are on the page."""


class FinishCommenting(FamilyAct):
    act = "finish_commenting"
    form_class = FinishForm
    template_name = "family/finish.html"
    title = "Have you said what you want to say?"
    what_next = (
        "We then answer each comment. The plan can be made final sooner, because we no longer have to wait "
        "for the last "
        "day of your time."
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version = self.case.served_version
        return super().get_context_data(
            version=version,
            comments=version.comments.all(),
            preference=self.case.preferences.first(),
            **kwargs,
        )

    def back(self) -> str:
        return reverse("family:plan", args=[self.case.served_version.pk])


# A school or college


class PreferForm(GovukForm):
    widths = {"setting": "20"}

    setting = forms.ModelChoiceField(
        label="Which one do you ask for?",
        queryset=Organisation.objects.filter(kind__in=SETTINGS),
        empty_label="Choose from the list",
        error_messages={"required": "Choose a school, college or nursery"},
    )
    reasons = long_answer(
        "Why this one?",
        "You do not have to give reasons. They help us, and the setting, to understand.",
        required=False,
    )


class Prefer(FamilyAct):
    act = "prefer_setting"
    form_class = PreferForm
    title = "Ask for a school, college or nursery"
    lead = (
        "You may ask for a particular one. We must then ask it whether it can meet {whose} needs, and name "
        "it in the plan, "
        "unless it is unsuitable for {who}, or would not go together with the education of others or a "
        "sensible use of "
        "money.",
        "If the one you want is not in the list, tell your person, who adds it. If you have asked before, "
        "the latest one "
        "counts.",
    )
    what_next = "We ask the school or college. You see its answer here."


# Money


class AskForBudgetForm(GovukForm):
    reasons = long_answer(
        "What would you like to choose or buy yourself, and why?",
        "A few words are enough. For example: we want to choose the therapist.",
    )


class AskForBudget(FamilyAct):
    act = "ask_for_budget"
    form_class = AskForBudgetForm
    title = "Ask for a personal budget"
    lead = (
        "A personal budget shows what the help in the plan costs. You can take part in deciding how that "
        "money is used.",
        "The council can hold it for you, or pay some of it to you directly, so that you buy the help "
        "yourself. You can "
        "say no to a direct payment and lose nothing.",
    )
    what_next = "We work out what is possible, and tell you with reasons."


class OfABudget(FamilyAct):
    def find(self) -> Any:
        return find(access.budgets_for(self.request.user), self.kwargs["pk"], self.request.user)

    def back(self) -> str:
        return reverse("family:budget", args=[self.row.pk])


class ConsentForm(SeenVersion, GovukForm):
    widths = {"name": "20"}
    autocomplete = {"name": "name"}

    agrees = forms.BooleanField(
        label="I agree to receive the direct payment on the terms of this agreement",
        error_messages={"required": "Tick the box to say that you agree, or go back if you do not"},
    )
    name = forms.CharField(label="Your full name, as your signature", max_length=150)

    def facts(self) -> dict[str, Any]:
        words = "I agree to receive the direct payment on the terms of the agreement. Signed: "
        return {"seen": self.cleaned_data["seen"], "words": words + self.cleaned_data["name"]}


class Consent(OfABudget):
    act = "consent_to_direct_payment"
    form_class = ConsentForm
    template_name = "family/consent.html"
    title = "Agree to the direct payment"
    what_next = (
        "The council then decides on the budget. "
        "You can take your agreement back at any time: tell your person."
    )

    def form_invalid(self, form: Any) -> HttpResponse:
        # What is shown now is what will have been seen when the button is pressed next.
        self.row.refresh_from_db()
        form.data = form.data.copy()
        form.data["seen"] = self.row.row_version
        return super().form_invalid(form)


class BudgetReviewForm(GovukForm):
    words = long_answer("What should we look at again, and why?")


class AskForBudgetReview(OfABudget):
    act = "ask_for_budget_review"
    form_class = BudgetReviewForm
    title = "Ask us to look at the decision again"
    lead = ("You may ask for this at any time after a refusal; the law sets no last day.",)
    what_next = "We look at it again and tell you the result in writing, with reasons."


# Ways out


class WithdrawForm(GovukForm):
    reasons = long_answer("Why do you withdraw it?", "A few words, so that nobody has to guess.", rows=4)
    sure = forms.BooleanField(
        label="I want to withdraw the request, and know that the time starts anew if I ask again",
        error_messages={"required": "Tick the box to say that you want to withdraw it, or go back"},
    )

    def facts(self) -> dict[str, Any]:
        return {"reasons": self.cleaned_data["reasons"]}


class Withdraw(FamilyAct):
    act = "withdraw_request"
    form_class = WithdrawForm
    title = "Withdraw the request"
    lead = (
        "Everything stops: nobody goes on to assess {who}, and no plan is made. You can ask again at any "
        "time.",
        "If you want to withdraw because it takes too long, or because you do not agree, talk to the "
        "independent advice "
        "service first. You may have other ways.",
    )
    what_next = "Everybody who was asked for something is told to stop."
