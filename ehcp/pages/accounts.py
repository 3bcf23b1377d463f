"""Signing in. People come by invitation, so nobody signs up by themselves."""

from __future__ import annotations

from collections.abc import Mapping

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def who_is_signing_in(request: HttpRequest, credentials: Mapping[str, str] | None) -> str:
    """The address that guesses are counted against: as typed, whichever form it was typed into."""
    given = credentials or request.POST
    return (given.get("email") or given.get("username") or given.get("login") or "").strip().lower()
