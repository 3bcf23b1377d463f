"""E-mail: by GOV.UK Notify if the settings name a template for it, else by whatever Django is set to send it with."""

from __future__ import annotations

import hashlib
import smtplib
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from notifications.stopping import headers_for

from . import notify
from .failures import NotDeliverable


def can_reach(person: Any, organisation: Any) -> bool:
    return bool(person.email if person else organisation and organisation.email)


def send(notice: Any) -> str:
    if not notice.address:
        raise NotDeliverable("There is no e-mail address.")
    if settings.NOTIFY_EMAIL_TEMPLATE:
        return notify.send_email(notice, notice.address)
    return _by_mail_server(notice)


def find(notice: Any) -> str | None:
    """Mail servers cannot be asked what they were given; the same message twice shows once, by its Message-ID."""
    return notify.find(notice) if settings.NOTIFY_EMAIL_TEMPLATE else None


def _by_mail_server(notice: Any) -> str:
    digest = hashlib.sha256(notice.key.encode()).hexdigest()[:32]
    message_id = f"<{digest}@{urlsplit(settings.SITE_URL).hostname}>"
    message = EmailMessage(
        subject=notice.subject,
        body=notice.body,
        to=[notice.address],
        headers={"Message-ID": message_id, "Auto-Submitted": "auto-generated", **headers_for(notice)},
    )
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refusal:
        (code,) = {code for code, _ in refusal.recipients.values()}
        if code < 500:  # "not now": a greylist, a full mailbox
            raise
        raise NotDeliverable(f"The mail server refused the address ({code}).") from None
    return message_id
