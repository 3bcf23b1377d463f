"""GOV.UK Notify for the tests: its fake over HTTP, spoken to by the real client, strict down to what a page shows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
from django.test import override_settings

from notifications.fake_notify.desk import EMAIL, TEXT, Desk
from notifications.fake_notify.server import serving

KEY = "a-council-aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa-bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb"
A4 = (210, 297)
SCALE = 3
"""Dots for each point at which a page is looked at."""
MM = 72 / 25.4 * SCALE
TEN = 10

PRINTABLE = [(15, 95, 195, 292), (125, 5, 195, 95), (15, 5, 125, 30), (24.6, 39.5, 120, 66.3)]
"""Of the first page, in millimetres from the top left: the letter, the sender, a logo, whom it goes to."""
FURTHER = [(15, 5, 195, 292)]


@contextmanager
def notify(**how: Any) -> Iterator[Desk]:
    """Within the block messages of every kind go to a fake of Notify at an address of its own."""
    desk = Desk(KEY, look_into=what_cannot_be_printed, **how)
    with (
        serving(desk) as address,
        override_settings(
            NOTIFY_API_KEY=KEY,
            NOTIFY_URL=address,
            NOTIFY_IS_BUILT_IN=False,
            NOTIFY_EMAIL_TEMPLATE=EMAIL,
            NOTIFY_TEXT_TEMPLATE=TEXT,
            NOTIFY_LETTERS=True,
        ),
    ):
        yield desk


def what_cannot_be_printed(pdf: bytes) -> str:
    """Why Notify would not print this letter; "" if it would."""
    with pikepdf.open(BytesIO(pdf)) as document:
        if len(document.pages) > TEN:
            return "letter-too-long"
        for page in document.pages:
            size = [round(float(each) / 72 * 25.4) for each in page.mediabox[2:]]
            if tuple(size) != A4 or page.get("/Rotate", 0):
                return "letter-not-a4-portrait-oriented"
    for number, image in enumerate(pages_of(pdf)):
        if ink_outside(image, FURTHER if number else PRINTABLE):
            return f"content-outside-printable-area, page {number + 1}"
    if not words_in(pdf, PRINTABLE[-1]):
        return "address-is-empty"
    return ""


def pages_of(pdf: bytes) -> list[Any]:
    """Each page as a picture in shades of grey."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=SCALE).to_pil().convert("L") for page in document]


def ink_outside(image: Any, areas: list[tuple[float, float, float, float]]) -> bool:
    """Whether anything is printed outside these areas; a millimetre is allowed, as Notify does."""
    rest = image.copy()
    for left, top, right, bottom in areas:
        rest.paste(255, tuple(round(each * MM) for each in (left - 1, top - 1, right + 1, bottom + 1)))
    return bool(rest.getextrema()[0] < 200)


def words_in(pdf: bytes, area: tuple[float, float, float, float]) -> list[str]:
    """The lines that stand in this area of the first page."""
    page = pypdfium2.PdfDocument(pdf)[0]
    left, top, right, bottom = (each * 72 / 25.4 for each in area)
    height = page.get_height()
    found = page.get_textpage().get_text_bounded(
        left=left, right=right, top=height - top, bottom=height - bottom
    )
    return [line.strip() for line in found.splitlines() if line.strip()]
