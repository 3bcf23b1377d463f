"""How a person of the cast opens the authority's pages, and sends them."""

import re
from html import unescape

from django.test import Client
from django.urls import reverse

CONFIRM = {"step": "confirm"}


class Reader:
    """Somebody signed in: `get` and `post` take the name of a page and its arguments, or a whole address."""

    def __init__(self, user):
        self.user = user
        self.client = Client()
        self.client.force_login(user)

    def get(self, name, /, *args, **query):
        return self.client.get(address(name, args), query)

    def post(self, name, /, *args, follow=False, **data):
        return self.client.post(address(name, args), data, follow=follow)

    def do(self, row, act, /, **data):
        """Ask for an act, check the answers, confirm."""
        data.setdefault("seen", row.row_version)
        return self.post("act", row.life_name(), row.pk, act, **data, **CONFIRM)


def address(name, args):
    return name if name.startswith("/") else reverse(f"authority:{name}", args=args)


def words(response):
    """What a page says, as one line of text."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", response.content.decode())))


def day(name, when):
    return {f"{name}_day": when.day, f"{name}_month": when.month, f"{name}_year": when.year}
