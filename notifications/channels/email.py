"""E-mail, through whatever Django is set to send it with."""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage


def can_reach(person: Any, organisation: Any) -> bool:
    return bool(person.email if person else organisation and organisation.email)


def send(notice: Any) -> str:
    # The same notice sent twice carries the same Message-ID, so that mail programs show it once.
    reference = (
        f"<{hashlib.sha256(notice.key.encode()).hexdigest()[:32]}@{urlsplit(settings.SITE_URL).hostname}>"
    )
    EmailMessage(
        subject=notice.subject,
        body=notice.body,
        to=[notice.address],
        headers={"Message-ID": reference, "Auto-Submitted": "auto-generated"},
    ).send()
    return reference
