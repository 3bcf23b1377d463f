"""The pages of practice: become somebody, move the day on, read the e-mails that went out.

They exist only where ehcp.practice is installed, which settings allow with ENVIRONMENT=practice alone.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, FormView, ListView, TemplateView

from ehcp.models import User
from ehcp.pages.fields import DayInput
from ehcp.pages.forms import DayField, GovukForm
from workflows import clock

from . import days, who
from .models import PracticeClock

SIGNED_IN_BY = "allauth.account.auth_backends.AuthenticationBackend"
FAR_ENOUGH = clock.months(24)
"""How far one may go at once."""
A_STRETCH = 3.0
"""Seconds of days passing for which one waits for a page."""


def open_to_anybody(view: Any) -> Any:
    """In practice one needs no account; and no page of it is kept, as it is another day a moment later."""
    for decorate in (login_not_required, never_cache):
        view = method_decorator(decorate, name="dispatch")(view)
    return view


# Be someone else


@open_to_anybody
class Cast(TemplateView):
    template_name = "practice/cast.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"groups": who.groups(), **super().get_context_data(**kwargs)}


@login_not_required
@require_POST
def become(request: HttpRequest) -> HttpResponse:
    """One click signs in. Nobody who runs the installation can be become."""
    pk = request.POST.get("user", "")
    user = get_object_or_404(
        User, pk=pk if pk.isdecimal() else 0, is_staff=False, is_superuser=False, is_active=True
    )
    login(request, user, backend=SIGNED_IN_BY)
    return redirect("home")


# Another day


@login_not_required
@require_POST
def tomorrow(request: HttpRequest) -> HttpResponse:
    return _go(request, clock.days(1).after(clock.today()))


@login_not_required
@require_POST
def next_due(request: HttpRequest) -> HttpResponse:
    """To the day that the button named, even if somebody has done the thing meanwhile."""
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        return redirect("practice_day")
    return _go(request, day)


class DayForm(GovukForm):
    heading = "day"
    day = DayField(
        label="To which day do you want to go?",
        said_as="the day",
        help_text="For example, 27 3 2027. Each day on the way has its reminders.",
    )

    def clean_day(self) -> date:
        day, here = self.cleaned_data["day"], clock.today()
        last = FAR_ENOUGH.after(here)
        if day <= here:
            raise _wrong_day(
                f"Enter a day after {clock.in_words(here)}: days only go on, and what has happened stays happened"
            )
        if day > last:
            raise _wrong_day(f"Enter a day up to {clock.in_words(last)}: go on from there afterwards")
        return day


def _wrong_day(words: str) -> ValidationError:
    return ValidationError(words, code="_".join(DayInput.PARTS))


@open_to_anybody
class AnotherDay(FormView):
    form_class = DayForm
    template_name = "practice/day.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        back = self.request.POST.get("back") or self.request.GET.get("back", "")
        return {"back": _safe(self.request, back), **super().get_context_data(**kwargs)}

    def form_valid(self, form: DayForm) -> HttpResponse:
        return _go(self.request, form.cleaned_data["day"])


def _go(request: HttpRequest, day: date) -> HttpResponse:
    back = _safe(request, request.POST.get("back", ""))
    try:
        days.set_out(day)
    except days.NoWayBack as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(back)
    return _arrived(request, back) or _to_the_way(back)


@open_to_anybody
class OnTheWay(TemplateView):
    """A long way is gone in stretches, each a page that asks for the next by itself."""

    template_name = "practice/on_the_way.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _arrived(request, self.back) or super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Stop here."""
        if moved := days.stop():
            messages.success(request, str(moved))
        return HttpResponseRedirect(self.back)

    @property
    def back(self) -> str:
        given = self.request.POST.get("back") or self.request.GET.get("back", "")
        return _safe(self.request, given)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"back": self.back, "way": PracticeClock.the_one(), **super().get_context_data(**kwargs)}


def _arrived(request: HttpRequest, back: str) -> HttpResponse | None:
    """Go on for a stretch. Where we have arrived, or were not on the way at all: the page we came from."""
    moved = days.go_on(seconds=A_STRETCH)
    if moved:
        messages.success(request, str(moved))
    way = PracticeClock.the_one()
    return None if way and way.bound_for else HttpResponseRedirect(back)


def _to_the_way(back: str) -> HttpResponse:
    return redirect(f"{reverse('practice_on_the_way')}?{urlencode({'back': back})}")


def _safe(request: HttpRequest, back: str) -> str:
    return back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "/"


# What went out

WAYS = ("email", "text", "letter")
PDF_OF = "notifications.channels.letter.pdf_of"
"""The name of what lays out a letter: notifications knows how."""


class Letters:
    context_object_name = "letters"

    def get_queryset(self) -> Any:
        notice = apps.get_model("notifications", "Notice")
        sent = notice.objects.filter(channel__in=WAYS, state="sent")
        return sent.select_related("reader", "organisation").order_by("-sent_at", "-pk")


@open_to_anybody
class Outbox(Letters, ListView):
    template_name = "practice/outbox.html"
    paginate_by = 50


@open_to_anybody
class Letter(Letters, DetailView):
    template_name = "practice/letter.html"
    context_object_name = "letter"


@open_to_anybody
class OnPaper(Letters, DetailView):
    """A letter as it would be printed and posted."""

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(channel="letter")

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        return HttpResponse(import_string(PDF_OF)(self.object), "application/pdf")
