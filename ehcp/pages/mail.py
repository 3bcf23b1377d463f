"""Letters that a page sends by itself, to people who may have no account: a link and a reference, never a story."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

log = logging.getLogger(__name__)


def send_letter(name: str, to: str, **context: Any) -> bool:
    """Send templates/public/mail/<name>.txt, whose first line is the subject. Says whether the mail server took it.

    Call it after commit: a mail server that is slow must not hold a row.
    """
    subject, _, body = render_to_string(f"public/mail/{name}.txt", context).strip().partition("\n")
    try:
        send_mail(subject, body.strip() + "\n", None, [to])
    except OSError:
        # What was done stays done. The page says that no letter went out and what to do.
        log.exception("a letter could not be sent: %s", name)
        return False
    return True


def address_of(page: str, *args: Any) -> str:
    """The whole address of a page, as a letter needs it."""
    return f"{settings.SITE_URL}{reverse(page, args=args)}"
