"""Letters on paper, printed and posted by GOV.UK Notify from a PDF that is laid out here.

Notify offers two ways: a template of its own, which it lays out, or a precompiled letter. This is the second, so
that the letter looks as this service's documents do, its PDF can be read here before and after, and no template
has to be kept in step. Where on the page anything may stand is in Notify's specification of letters.

A letter costs money and takes days. It goes to an office without an e-mail address, and to whom e-mail does not
reach: the last one came back, and nobody has dealt with that yet.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.module_loading import import_string

from workflows import clock

from . import notify
from .failures import NotDeliverable
from .postal import address_of

PDF_OF = "ehcp.documents.pdf.pdf_of"
"""The upward name: the file knows how to lay out a page."""
MOST_BYTES = 2 * 1024 * 1024


def can_reach(person: Any, organisation: Any) -> bool:
    if not settings.NOTIFY_LETTERS:
        return False
    if person is None:
        return bool(organisation and not organisation.email and address_of(None, organisation))
    return _email_came_back(person) and bool(address_of(person, None))


def send(notice: Any) -> str:
    if not (address := _address(notice)):
        raise NotDeliverable("There is no postal address with a postcode.")
    pdf = pdf_of(notice, address)
    if len(pdf) > MOST_BYTES:
        raise NotDeliverable("The letter is larger than GOV.UK Notify takes.")
    return notify.send_letter(notice, pdf)


def find(notice: Any) -> str | None:
    return notify.find(notice)


def pdf_of(notice: Any, address: list[str] | None = None) -> bytes:
    """The letter as it is printed: the same for the same notice and address."""
    council = notice.about.authority
    html = render_to_string(
        "notices/letter.html",
        {
            "notice": notice,
            "address": _address(notice) if address is None else address,
            "council": council,
            "council_lines": council.address.splitlines(),
            "day": clock.in_words((notice.sent_at or clock.now()).date()),
            "parts": list(_parts(notice.body)),
        },
    )
    pdf: bytes = import_string(PDF_OF)(html)
    return pdf


def _address(notice: Any) -> list[str]:
    return address_of(notice.reader, notice.organisation, notice.about.child)


def _email_came_back(person: Any) -> bool:
    notices = apps.get_model("notifications.Notice")._default_manager
    return notices.filter(
        reader=person, channel="email", receipt="permanent_failure", settled_at=None
    ).exists()


def _parts(body: str) -> Any:
    """Its paragraphs and lists, in order: what stands between empty lines; a list's points begin with a star."""
    for block in body.strip().split("\n\n"):
        if block.startswith("* "):
            yield {"points": [" ".join(point.split()) for point in f"\n{block}".split("\n* ")[1:]]}
        else:
            yield {"lines": block.splitlines()}
