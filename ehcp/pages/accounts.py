"""Signing in by e-mail address and password. People come by invitation, so nobody signs up by themselves.

Done by django-allauth; here is what differs: the words, the look, and how little of it has an address.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.account import forms, views
from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import path, re_path

from ehcp.pages.forms import Govuk
from ehcp.pages.how_we_tell_you import HowWeTellYou


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Check your e-mail address and password: they do not belong together",
        "too_many_login_attempts": "That was tried too often. Wait 5 minutes, then try again",
        "enter_current_password": "Check the password you use now: it was not the right one",
        "incorrect_password": "Check your password: it was not the right one",
        "account_inactive": "This account is closed. Ask the council's SEND team if it should not be",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def who_is_signing_in(request: HttpRequest, credentials: Mapping[str, str] | None) -> str:
    """The address that guesses are counted against: as typed, whichever form it was typed into."""
    given = credentials or request.POST
    return (given.get("email") or given.get("username") or given.get("login") or "").strip().lower()


class Plain(Govuk):
    """allauth's own fields, without the words that it writes into the boxes and that vanish on typing."""

    LABELS: Mapping[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
            field.label = self.LABELS.get(name, field.label)
            # The page itself leads to a new password.
            if name in ("password", "oldpassword"):
                field.help_text = ""


NEW_PASSWORD = {
    "oldpassword": "The password you use now",
    "password1": "Your new password",
    "password2": "Your new password again",
}


class SignIn(Plain, forms.LoginForm):
    LABELS = {"login": "E-mail address", "password": "Password"}


class ConfirmItIsYou(Plain, forms.ReauthenticateForm):
    LABELS = {"password": "Password"}


class ChangePassword(Plain, forms.ChangePasswordForm):
    LABELS = NEW_PASSWORD


class AskForNewPassword(Plain, forms.ResetPasswordForm):
    LABELS = {"email": "E-mail address"}


class ChooseNewPassword(Plain, forms.ResetPasswordKeyForm):
    LABELS = NEW_PASSWORD


# allauth has more: pages to sign up, and to change one's address. An address here is what an invitation proved, so
# these have none.
urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("how-we-tell-you/", HowWeTellYou.as_view(), name="how_we_tell_you"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
