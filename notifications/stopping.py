"""Stopping e-mails about what is not statutory: an address that belongs to one reader and needs no signing in.

It is signed, so nobody makes one up for somebody else. All it can do is to turn these e-mails off; what it turned
off still stands on the reader's page, and they turn it on again where they choose how they are told. Mail programs
do it by one request without asking (RFC 8058).
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from .weights import Weight, of_notice

_signer = Signer(salt="notifications.stopping", sep=".")


def address_for(notice: Any) -> str:
    """Where this notice's reader stops e-mails like it; "" where they cannot be stopped."""
    if notice.reader_id is None or notice.channel != notice.Channel.EMAIL:
        return ""
    if of_notice(notice) != Weight.NEWS:
        return ""
    return f"{settings.SITE_URL}{reverse('stop_emails', args=[_signer.sign(str(notice.reader_id))])}"


def headers_for(notice: Any) -> dict[str, str]:
    """What tells a mail program that it may offer to stop these e-mails."""
    address = address_for(notice)
    if not address:
        return {}
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def reader_in(token: str) -> int | None:
    """Whose address it is; none if nobody's."""
    try:
        return int(_signer.unsign(token))
    except (BadSignature, ValueError):
        return None
