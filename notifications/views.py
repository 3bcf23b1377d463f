"""A reader's own notices. Through `request.user.notices`, so that nobody meets another's."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.generic import ListView

from .models import Choice, Notice
from .stopping import reader_in


class Notices(ListView):
    template_name = "notifications/notices.html"
    paginate_by = 30

    def get_queryset(self) -> Any:
        mine = _mine(self.request.user).annotate(is_read=Q(read_at__isnull=False))
        return mine.order_by("is_read", "-sent_at", "-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        unread = [notice for notice in context["object_list"] if not notice.read_at]
        read = [notice for notice in context["object_list"] if notice.read_at]
        return {**context, "unread": _by_day(unread), "read": _by_day(read)}


@require_GET
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark it read, and go to what it is about."""
    mine = _mine(request.user)
    notice = get_object_or_404(mine, pk=pk)
    mine.filter(pk=notice.pk).mark_read()
    return redirect(notice.path or "notices")


@require_POST
def mark_all_read(request: HttpRequest) -> HttpResponse:
    _mine(request.user).mark_read()
    return redirect("notices")


@csrf_exempt  # a mail program asks for it with nothing but the address
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop_emails(request: HttpRequest, token: str) -> HttpResponse:
    """Turn off e-mails about what is not statutory, for the reader whose address this is. Opening it does nothing."""
    reader = get_object_or_404(get_user_model(), pk=reader_in(token), is_active=True)
    if request.method == "POST":
        Choice.objects.update_or_create(user=reader, defaults={"email": False})
    stopped = Choice.objects.filter(user=reader, email=False).exists()
    return render(request, "notifications/stop_emails.html", {"stopped": stopped})


def _mine(user: Any) -> Any:
    return user.notices.on_the_page()


def _by_day(notices: list[Notice]) -> list[tuple[Any, list[Notice]]]:
    days = groupby(notices, key=lambda notice: timezone.localdate(notice.sent_at))
    return [(day, list(group)) for day, group in days]
