"""What became of a message after a gateway took it: told to us by GOV.UK Notify, or asked of it.

Receipts come late, twice, in any order, and sometimes before we have recorded that we sent. So a notice is found by
its key, which is the reference that we gave, and what a receipt says is kept by rank and not by when it came.
"""

from __future__ import annotations

import json
import logging
import time
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.dateparse import parse_datetime
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from .channels import notify
from .models import Notice

log = logging.getLogger(__name__)

Receipt = Notice.Receipt
IN_OUR_WORDS = {
    "delivered": Receipt.DELIVERED,
    "received": Receipt.DELIVERED,  # a letter that was printed and dispatched
    "returned": Receipt.PERMANENT,
    "temporary-failure": Receipt.TEMPORARY,
    "permanent-failure": Receipt.PERMANENT,
    "technical-failure": Receipt.TECHNICAL,
    "validation-failed": Receipt.TECHNICAL,
    "virus-scan-failed": Receipt.TECHNICAL,
    "cancelled": Receipt.TECHNICAL,
}
"""Notify's words for how a message ended. Any other word says that it is on its way."""
RANK = (Receipt.DELIVERED, Receipt.TEMPORARY, Receipt.TECHNICAL, Receipt.PERMANENT)
"""Of two receipts of the same moment the later here counts: a mail server may take a message and then return it."""
CALLS_ARE_OVER = timedelta(hours=1)
"""Notify calls, and calls again, within half an hour. After that we ask."""
KEPT = timedelta(days=7)
"""How long Notify remembers a message."""
NUMBER = r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
"""How Notify numbers its messages; a Message-ID of an e-mail looks otherwise."""


# Told


@csrf_exempt
@login_not_required
@require_POST
def callback(request: HttpRequest) -> HttpResponse:
    """Notify reports on a message. Whether we know it is nobody's business: known or not, the answer is the same."""
    if not settings.NOTIFY_CALLBACK_TOKEN:
        raise Http404
    if not constant_time_compare(
        request.headers.get("Authorization", ""), f"Bearer {settings.NOTIFY_CALLBACK_TOKEN}"
    ):
        return HttpResponse(status=401)
    try:
        said = json.loads(request.body)
        take(said)
    except (ValueError, TypeError, AttributeError):
        return HttpResponse(status=400)
    return HttpResponse(status=200)


def take(said: dict[str, Any]) -> bool:
    """Record what Notify says of one message; whether that changed anything."""
    receipt = IN_OUR_WORDS.get(said.get("status", ""))
    if receipt is None:
        return False
    at = parse_datetime(said.get("completed_at") or "") or timezone.now()
    its_own = Notice.objects.filter(key=str(said.get("reference") or ""))
    return bool(its_own.filter(_older(receipt, at)).update(receipt=receipt, receipt_at=at))


def _older(receipt: Receipt, at: datetime) -> Q:
    """Notices whose receipt is of an earlier moment, or of the same moment and of a lower rank."""
    lower = RANK[: RANK.index(receipt)]
    return Q(receipt="") | Q(receipt_at__lt=at) | Q(receipt_at=at, receipt__in=lower)


# Asked


def ask(seconds: float | None = None) -> int:
    """Ask Notify about messages of which it has not told us: letters, of which it never does, and calls we missed.

    Answers with how many receipts were found. Given `seconds`, it stops after about as long, and the next run goes on.
    """
    if not settings.NOTIFY_API_KEY:
        return 0
    until = time.monotonic() + seconds if seconds else None
    now = timezone.now()
    unknown = Notice.objects.filter(
        state=Notice.State.SENT,
        receipt="",
        gateway_ref__regex=NUMBER,
        written_at__gt=now - KEPT,
        written_at__lt=now - CALLS_ARE_OVER,
    )
    found = 0
    for number in unknown.order_by("-pk").values_list("gateway_ref", flat=True):
        if until is not None and time.monotonic() > until:
            break
        if said := notify.status(number):
            found += take(said)
    return found
