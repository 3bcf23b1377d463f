"""GOV.UK Notify, as the channels use it: send, and ask what became of it.

Its reference is the notice's key. Notify takes the same reference twice and sends twice, so whoever sends again asks
first whether it went out.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils import timezone
from notifications_python_client.errors import HTTPError
from notifications_python_client.notifications import NotificationsAPIClient

from notifications.stopping import address_for

from .failures import NotDeliverable

PATIENCE = 10
"""Seconds for one answer: a batch of the sender's, asked about and sent, stays well within its lease."""
WILL_NOT_PASS = (400, 413)
"""Answers about the message itself. What is wrong with our key, our limit or their machines passes, or is mended."""
NEVER_TRIED = timedelta(minutes=30)
"""A notice that was written down less than this ago, and is sent for the first time, cannot have gone out before."""


def send_email(notice: Any, to: str) -> str:
    words = {"subject": notice.subject, "body": notice.body}
    # Notify gives it to mail programs, as our own mail server does.
    how = partial(_client().send_email_notification, one_click_unsubscribe_url=address_for(notice) or None)
    return _send(notice, how, to, settings.NOTIFY_EMAIL_TEMPLATE, words)


def send_text(notice: Any, to: str) -> str:
    words = {"subject": notice.subject, "body": notice.body}
    return _send(notice, _client().send_sms_notification, to, settings.NOTIFY_TEXT_TEMPLATE, words)


def send_letter(notice: Any, pdf: bytes) -> str:
    return _send(notice, partial(_client().send_precompiled_letter_notification, pdf_file=BytesIO(pdf)))


def find(notice: Any) -> str | None:
    """Notify's number of the message that it has under this notice's reference. It forgets after seven days."""
    answer = _asked(_client().get_all_notifications, reference=notice.key)
    found = answer["notifications"]
    return str(found[0]["id"]) if found else None


def status(number: str) -> dict[str, Any] | None:
    """What Notify says of one message; None if it does not know it any more."""
    try:
        return dict(_client().get_notification_by_id(number))
    except HTTPError as error:
        if error.status_code == 404:
            return None
        raise


def _send(notice: Any, how: Callable[..., Any], *args: Any) -> str:
    if _may_have_gone(notice) and (before := find(notice)):
        return before
    return str(_asked(how, *args, reference=notice.key)["id"])


def _may_have_gone(notice: Any) -> bool:
    return notice.attempts > 1 or notice.written_at < timezone.now() - NEVER_TRIED


def _asked(how: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    try:
        return how(*args, **kwargs)
    except HTTPError as error:
        if error.status_code not in WILL_NOT_PASS:
            raise
        # The kind and no more: a sentence about an address may quote it.
        raise NotDeliverable(f"GOV.UK Notify refused it ({error.status_code} {_kind(error)}).") from None


def _kind(error: HTTPError) -> str:
    said = error.message
    first = said[0] if isinstance(said, list) and said else {}
    return str(first.get("error", "error"))


def _client() -> NotificationsAPIClient:
    client = NotificationsAPIClient(settings.NOTIFY_API_KEY, base_url=settings.NOTIFY_URL, timeout=PATIENCE)
    if settings.NOTIFY_IS_BUILT_IN:
        from notifications.fake_notify.built_in import adapter

        client.request_session.mount(settings.NOTIFY_URL, adapter())
    return client
