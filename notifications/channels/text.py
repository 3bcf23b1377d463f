"""Text messages, by GOV.UK Notify, to those who chose to have them and gave a mobile number."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from . import notify
from .failures import NotDeliverable
from .phones import NotAMobile, mobile


def can_reach(person: Any, organisation: Any) -> bool:
    if not settings.NOTIFY_TEXT_TEMPLATE or person is None or not person.phone:
        return False
    choice = getattr(person, "notice_choice", None)
    return bool(choice and choice.text and _is_mobile(person.phone))


def send(notice: Any) -> str:
    try:
        number = mobile(notice.reader.phone if notice.reader else "")
    except NotAMobile:
        raise NotDeliverable("The mobile number is missing, or is not a UK mobile number.") from None
    return notify.send_text(notice, number)


def find(notice: Any) -> str | None:
    return notify.find(notice)


def _is_mobile(number: str) -> bool:
    try:
        return bool(mobile(number))
    except NotAMobile:
        return False
