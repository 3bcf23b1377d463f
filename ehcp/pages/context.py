"""What every page's header and footer say: whose service this is, who is signed in and for whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property

FOOTER_PAGES = (
    ("accessibility", "Accessibility"),
    ("privacy", "Privacy"),
    ("the_law", "The law"),
    ("independent_advice", "Independent advice"),
)


class Link(NamedTuple):
    text: str
    url: str
    current: bool = False


def header(request: HttpRequest) -> dict[str, Header]:
    """Context processor: gives every template `header`. Nothing is fetched until a template asks for it."""
    return {"header": Header(request)}


class Header:
    """The words around a page. Read from the request:

    - `request.council`: an organisation with a `name`, where a page is one council's (a case, a public form).
      Left out, the name is the setting COUNCIL_NAME; without that either, the service's own.
    - `request.user`: `full_name`, `is_staff`, and `memberships`, a manager of rows whose `organisation` has a `name`.
    - `request.user.notices`, if it has them: a manager whose query set has `unread()`.

    A page that is not in the URL configuration is left out rather than breaking every other page.
    """

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        user = getattr(request, "user", None)
        self._user = user if user is not None and user.is_authenticated else None

    @cached_property
    def council(self) -> str:
        of_this_page = getattr(self._request, "council", None)
        return of_this_page.name if of_this_page else getattr(settings, "COUNCIL_NAME", "")

    @cached_property
    def person(self) -> str:
        return self._user.full_name if self._user else ""

    @cached_property
    def represents(self) -> str:
        """The organisations this person acts for; nothing for a parent or young person."""
        if self._user is None:
            return ""
        names = self._user.memberships.values_list("organisation__name", flat=True)
        return " and ".join(dict.fromkeys(names))

    @cached_property
    def unread(self) -> int:
        notices = getattr(self._user, "notices", None)
        return notices.all().unread().count() if notices is not None else 0

    @property
    def home(self) -> str:
        return _address("home") or "/"

    @property
    def notices(self) -> str:
        return _address("notices")

    @property
    def how_we_tell_you(self) -> str:
        return _address("how_we_tell_you")

    @property
    def administration(self) -> str:
        """For whoever looks after the installation."""
        return _address("administration:bank_holidays") if self._user and self._user.is_staff else ""

    @property
    def sign_in(self) -> str:
        return _address("account_login")

    @property
    def sign_out(self) -> str:
        return _address("account_logout")

    @property
    def footer(self) -> Iterator[Link]:
        return (Link(text, url) for name, text in FOOTER_PAGES if (url := _address(name)))


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
