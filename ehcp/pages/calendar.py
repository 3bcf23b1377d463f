"""One's own days in one's own calendar program, behind a secret address.

The address is the only key: whoever has it reads reference, task and law, and no name. It is shown once and kept
nowhere; a new one takes the place of the old one, and it can be taken back at any time.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import TemplateView
from icalendar import Calendar, Event, vDuration

from ehcp.pages.own_days import OwnDay, days_of
from workflows import clock

FEED = ("notifications", "CalendarFeed")
ASK_AGAIN = timedelta(hours=6)
"""How often a calendar program is asked to look. Most look when they please."""
NOTED_EVERY = timedelta(hours=1)
"""How exactly it is kept when a program last looked."""


@method_decorator(never_cache, name="dispatch")
class MyCalendar(TemplateView):
    """The page to make an address, to see it once, and to take it back."""

    template_name = "account/calendar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{"feed": _feeds(self.request.user).first(), "days": days_of(self.request.user)[:5], **kwargs}
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make one. It is shown in the answer to this and nowhere else."""
        token = _make(request.user)
        address = f"{settings.SITE_URL}{reverse('calendar_feed', args=[token])}"
        return self.render_to_response(self.get_context_data(address=address))


@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    if _feeds(request.user).update(revoked_at=clock.now()):
        messages.success(request, "The address was taken back. Calendars that had it get nothing any more.")
    return redirect("calendar")


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind an address. What was taken back looks like what never was: there is no such page."""
    found = (
        apps.get_model(*FEED)
        ._default_manager.filter(digest=_digest(token), revoked_at=None, user__is_active=True)
        .select_related("user")
        .first()
    )
    if found is None:
        raise Http404
    _note_that_it_was_read(found)
    content = calendar_of(days_of(found.user))
    response = HttpResponse(content, "text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    response["Content-Disposition"] = 'inline; filename="days.ics"'
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


def calendar_of(days: list[OwnDay]) -> bytes:
    """These days as all-day events (RFC 5545). The same days give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//EHC plans//days due//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Plans: my days")
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(ASK_AGAIN))  # the same for Outlook
    changes = _last_changes(days)
    for own in days:
        calendar.add_component(_event(own, *changes[own.deadline.case_id]))
    content: bytes = calendar.to_ical()
    return content


def _event(own: OwnDay, number: int, at: Any) -> Event:
    """A day that moves, or a clock that starts again, stays the same event, of which there is one open at a time; its
    number is how many things have happened in the case."""
    deadline = own.deadline
    link = f"{settings.SITE_URL}{deadline.case.get_absolute_url()}"
    event = Event()
    host = urlsplit(settings.SITE_URL).hostname
    about = f"{deadline.case.reference}-{deadline.key}-{deadline.subject_kind}-{deadline.subject_id}"
    event.add("uid", f"{about}@{host}")
    event.add("dtstamp", at.astimezone(UTC))
    event.add("sequence", number)
    event.add("dtstart", own.day)
    event.add("dtend", own.day + timedelta(days=1))
    event.add("summary", own.title)
    event.add("description", f"{own.under}\n\nSign in to read more: {link}")
    event.add("url", link)
    event.add("transp", "TRANSPARENT")
    event.add("class", "CONFIDENTIAL")
    return event


def _last_changes(days: list[OwnDay]) -> dict[int, tuple[int, Any]]:
    """Of each case how many things have happened in it, and when the last one was told."""
    cases = {own.deadline.case_id for own in days}
    found = apps.get_model("workflows", "Event")._default_manager.filter(case__in=cases)
    counted = found.order_by().values_list("case").annotate(Max("seq"), Max("at"))
    return {case: (number, at.replace(microsecond=0)) for case, number, at in counted}


# The addresses


@transaction.atomic
def _make(user: Any) -> str:
    """A new address in place of the old one. What is kept of it is a digest."""
    _feeds(user).update(revoked_at=clock.now())
    token = secrets.token_urlsafe(32)
    apps.get_model(*FEED)._default_manager.create(user=user, digest=_digest(token), made_at=clock.now())
    return token


def _feeds(user: Any) -> Any:
    return user.calendar_feeds.filter(revoked_at=None)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _note_that_it_was_read(found: Any) -> None:
    now = clock.now()
    if found.read_at is None or found.read_at < now - NOTED_EVERY:
        type(found)._default_manager.filter(pk=found.pk).update(read_at=now)


urlpatterns = [
    path("", MyCalendar.as_view(), name="calendar"),
    path("take-back/", revoke, name="revoke_calendar"),
    path("<str:token>.ics", feed, name="calendar_feed"),
]
