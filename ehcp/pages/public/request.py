"""Asking for an assessment without an account: begin, one question a page, check, send, receipt.

A draft is found by the link that was given out when it was begun, and by nothing else. The link stands in the
address of every page, so that two requests in two windows of one browser are never mixed up.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from ehcp import foreseen
from ehcp.models import Case, Child, RequestDraft, open_case
from ehcp.models.case import Requester
from ehcp.pages.forms import GovukForm
from ehcp.pages.invitations import IN_PERSON, invite
from ehcp.pages.limits import too_often
from ehcp.pages.mail import address_of, send_letter
from workflows import clock
from workflows.law import england_2014 as law

from . import questions
from .questions import Question

KEPT_FOR = timedelta(days=28)
"""How long a request that was begun and not sent is kept."""
BEGUN_IN_AN_HOUR = 20
LETTERS_IN_AN_HOUR = 5


class Begin(FormView):
    """The first question. Only its answer makes a draft, so that looking at the page leaves nothing behind."""

    form_class = questions.Council
    template_name = "public/request/begin.html"

    def form_valid(self, form: Any) -> HttpResponse:
        if form.cleaned_data["council"] == questions.ELSEWHERE:
            return redirect("request_elsewhere")
        if too_often(self.request, "begin a request", BEGUN_IN_AN_HOUR):
            return render(self.request, "429.html", status=429)
        forget_old_drafts()
        council = questions.Organisation.objects.get(pk=form.cleaned_data["council"])
        draft, token = RequestDraft.begin(council)
        return redirect("request_question", token, questions.asked_of(draft)[0].slug)


class OfADraft:
    """A page of one draft, found by its link."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        draft = RequestDraft.by_token(kwargs["token"])
        if draft is None or (draft.case is None and draft.begun_at + KEPT_FOR < clock.now()):
            return render(
                request, "public/request/no_such_link.html", {"kept_for": KEPT_FOR.days}, status=404
            )
        self.draft, self.token = draft, kwargs["token"]
        request.council = draft.authority  # type: ignore[attr-defined]
        if draft.case and not isinstance(self, Receipt):
            # What was sent is with the council now; the link shows the receipt and nothing of what was written.
            return redirect("request_receipt", self.token)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{**kwargs, "draft": self.draft, "token": self.token})  # type: ignore[misc]


class TakeUpAgain(OfADraft, TemplateView):
    """The link itself: on to the first question still open, or to the answers."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _next_page(self.draft, self.token)


class Ask(OfADraft, FormView):
    """One question."""

    template_name = "public/request/question.html"

    @cached_property
    def question(self) -> Question:
        for question in questions.asked_of(self.draft):
            if question.slug == self.kwargs["question"]:
                return question
        raise Http404

    def get_form(self, form_class: Any = None) -> Any:
        if self.request.method == "POST":
            return self.question.form(self.request.POST, draft=self.draft)
        if self.question.slug in self.draft.answers:
            return questions.read(self.draft, self.question)
        return self.question.form(draft=self.draft, initial=self._known())

    def form_valid(self, form: Any) -> HttpResponse:
        questions.keep(self.draft, self.question, self.request.POST)
        return _next_page(self.draft, self.token, after=self.question.slug)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = questions.asked_of(self.draft)
        at = asked.index(self.question)
        return super().get_context_data(
            question=self.question,
            number=at + 1,
            count=len(asked),
            back=self._back(asked, at),
            **kwargs,
        )

    def _back(self, asked: list[Question], at: int) -> str:
        if "change" in self.request.GET:
            return reverse("request_check", args=[self.token])
        return (
            reverse("request_question", args=[self.token, asked[at - 1].slug]) if at else reverse("request")
        )

    def _known(self) -> dict[str, str]:
        """What we know of somebody who is signed in."""
        user = self.request.user
        if not user.is_authenticated:
            return {}
        return {"your_name": user.full_name, "email": user.email, "phone": user.phone}


class LinkForm(GovukForm):
    widths = {"email": "20"}
    autocomplete = {"email": "email"}

    email = forms.EmailField(
        label="E-mail address", help_text="We send the link to it, and keep the address with your request."
    )


class SaveForLater(OfADraft, FormView):
    """Shows the link, and sends it to its owner."""

    template_name = "public/request/save.html"
    form_class = LinkForm

    def get_initial(self) -> dict[str, Any]:
        return {"email": self.draft.email or self.draft.answers.get("contact", {}).get("email", "")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            link=address_of("request_draft", self.token),
            kept_until=(self.draft.begun_at + KEPT_FOR).date(),
            **kwargs,
        )

    def form_valid(self, form: Any) -> HttpResponse:
        email = form.cleaned_data["email"]
        if too_often(self.request, "send a link", LETTERS_IN_AN_HOUR) or too_often(
            self.request, "send a link", LETTERS_IN_AN_HOUR, whose=email.lower()
        ):
            form.add_error(
                None, "That is too many letters in an hour. Copy the link instead, or try again later."
            )
            return self.form_invalid(form)
        self.draft.email = email
        self.draft.save(update_fields=["email"])
        context = self.get_context_data(form=form)
        sent = send_letter(
            "go_on_with_your_request", email, link=context["link"], until=context["kept_until"]
        )
        if not sent:
            form.add_error(None, "The e-mail could not be sent just now. Copy the link, and keep it safe.")
            return self.form_invalid(form)
        return self.render_to_response({**context, "sent_to": email})


class Declaration(GovukForm):
    true = forms.BooleanField(
        label="What I have written is true as far as I know",
        error_messages={"required": "Tick the box to say that what you have written is true"},
    )
    share = forms.BooleanField(
        label="I understand that the council asks health, social care and the school or college about it",
        error_messages={"required": "Tick the box to say that you understand whom the council asks"},
    )


class CheckAndSend(OfADraft, FormView):
    form_class = Declaration
    template_name = "public/request/check.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        draft = RequestDraft.by_token(kwargs["token"])
        if draft and draft.case is None and (open_question := questions.first_open(draft)):
            return redirect("request_question", kwargs["token"], open_question.slug)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pages = [
            (question, [{**row, "change": self._change(question)} for row in rows])
            for question, rows in questions.in_words(self.draft)
        ]
        return super().get_context_data(
            pages=pages, decide=law.DECIDE_WHETHER_TO_ASSESS, back=self._back(), **kwargs
        )

    def form_valid(self, form: Any) -> HttpResponse:
        if send(self.draft, by=self.request.user):
            self.draft.refresh_from_db()
            tell_requester(self.draft)
        return redirect("request_receipt", self.token)

    def _change(self, question: Question) -> str:
        return f"{reverse('request_question', args=[self.token, question.slug])}?change=1"

    def _back(self) -> str:
        return reverse("request_question", args=[self.token, questions.asked_of(self.draft)[-1].slug])


class Receipt(OfADraft, TemplateView):
    """The reference and the day. Whoever holds the link may have the invitation sent again, to the same address."""

    template_name = "public/request/receipt.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.draft.case is None:
            return _next_page(self.draft, self.token)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sent = (
            self.draft.case is not None
            and self.draft.email
            and not too_often(request, "send a link", LETTERS_IN_AN_HOUR, whose=self.draft.email.lower())
            and tell_requester(self.draft)
        )
        return self.render_to_response(self.get_context_data(sent_again=bool(sent), not_sent=not sent))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case = self.draft.case
        decide = case.deadlines.filter(key=law.DECIDE_WHETHER_TO_ASSESS.key).first() if case else None
        return super().get_context_data(
            case=case,
            decide=decide,
            plan=law.ISSUE_THE_FINAL_PLAN,
            foreseen=foreseen.for_the_family(case) if case else None,
            follows=_may_follow(self.draft),
            in_person=_who(self.draft) == Requester.YOUNG_PERSON,
            **kwargs,
        )


@login_not_required
def elsewhere(request: HttpRequest) -> HttpResponse:
    return render(request, "public/request/elsewhere.html")


def send(draft: RequestDraft, by: Any) -> bool:
    """Make the child's file and the case from a draft, once. Says whether it was this call that did it.

    A child who has a file already gets a second one here: whether two files are one child's is for the caseworker
    to see and say, and nothing of it may show to whoever sends a request.
    """
    said = questions.facts(draft)
    with transaction.atomic():
        # Two presses of one button wait for each other here; the second finds the case made.
        if RequestDraft.objects.select_for_update().get(pk=draft.pk).case_id:
            return False
        child = Child.objects.create(
            name=said["name"],
            known_as=said["known_as"],
            born=said["born"],
            address=said["address"],
            setting=said.get("setting"),
            languages=said["languages"],
            interpreter=said["interpreter"],
        )
        draft.case = open_case(
            child=child,
            authority=draft.authority,
            by=by if by.is_authenticated else None,
            on=clock.today(),
            via="online",
            reasons=_reasons(said),
            requested_by=said["who"],
            requester=_requester(said),
        )
        draft.email = said["email"] or draft.email
        draft.save(update_fields=["case", "email"])
    return True


def tell_requester(draft: RequestDraft) -> bool:
    """Send the receipt, with an invitation for the family to follow the case. False where no letter went out."""
    if not draft.email or draft.case is None:
        return False
    case: Case = draft.case
    decide = case.deadlines.filter(key=law.DECIDE_WHETHER_TO_ASSESS.key).first()
    context = {"case": case, "decide": decide}
    if not _may_follow(draft):
        return send_letter("request_received", draft.email, **context)
    said = questions.facts(draft)
    return invite(
        "request_received",
        context,
        email=draft.email,
        full_name=said.get("your_name") or said["name"],
        child=case.child,
        relationship=said.get("relationship") or IN_PERSON,
        self_declared=True,
    )


def forget_old_drafts() -> None:
    """Remove what was begun and not sent in time. Done whenever somebody begins: no other job has to remember it."""
    RequestDraft.objects.filter(case=None, begun_at__lt=clock.now() - KEPT_FOR).delete()


def _next_page(draft: RequestDraft, token: str, after: str = "") -> HttpResponse:
    question = questions.first_open(draft, after)
    return (
        redirect("request_question", token, question.slug) if question else redirect("request_check", token)
    )


def _who(draft: RequestDraft) -> str:
    return draft.answers.get("who", {}).get("who", "")


def _may_follow(draft: RequestDraft) -> bool:
    """A family follows its own case. A school or service sees it through where its people work, not by this letter."""
    return bool(draft.email) and _who(draft) in (Requester.PARENT, Requester.YOUNG_PERSON)


def _requester(said: dict[str, Any]) -> str:
    """ "Samina Siddiqui, mother": the name, and what they are to the child."""
    if said["who"] == Requester.YOUNG_PERSON:
        return said["name"]
    return f"{said['your_name']}, {said.get('relationship') or said['who_else']}"[:200]


def _reasons(said: dict[str, Any]) -> str:
    """Why they ask. What was meant for the council alone ("anything else") stays with the draft."""
    parts = [said["sees"]]
    if said["tried"]:
        parts.append(f"What has been tried:\n{said['tried']}")
    if said["setting_name"]:
        parts.append(f"School, college or nursery: {said['setting_name']}")
    return "\n\n".join(parts)
