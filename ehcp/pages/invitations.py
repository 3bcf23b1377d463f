"""Invitations: a link that works once, to one address, for a week.

Opening the link changes nothing (mail programs open links by themselves); its button does. Whoever has an account with
that address already signs in first and finds the child, or the organisation, added to it.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from ehcp.models import FamilyMember, Invitation, Membership, User
from ehcp.models.organisations import Role
from ehcp.pages.forms import GovukForm
from ehcp.pages.mail import address_of, send_letter
from workflows import clock

IN_PERSON = "the young person"
"""The relationship that says: this is the child or young person in person, not a relative."""


def invite(letter: str, context: dict[str, Any] | None = None, **to: Any) -> bool:
    """Send an invitation to one address; earlier ones that the address has for the same thing end with it."""
    same = {name: to.get(name) for name in ("email", "child", "organisation")}
    Invitation.objects.filter(used_at=None, revoked_at=None, **same).update(revoked_at=clock.now())
    invitation, token = Invitation.send(**to)
    return send_letter(
        letter,
        invitation.email,
        **(context or {}),
        invitation=invitation,
        link=address_of("invitation", token),
        good_for=Invitation.GOOD_FOR.days,
    )


class Accept(GovukForm):
    """For somebody new: a name and a password."""

    widths = {"full_name": "20", "password": "20"}
    autocomplete = {"full_name": "name", "password": "new-password"}

    full_name = forms.CharField(label="Your full name", max_length=150)
    password = forms.CharField(
        label="Choose a password",
        widget=forms.PasswordInput,
        strip=False,
        help_text="At least 10 characters. Three words that do not belong together are easy to keep in mind and hard "
        "to guess.",
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        self.email = email
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("password"):
            try:
                validate_password(
                    said["password"], User(email=self.email, full_name=said.get("full_name", ""))
                )
            except forms.ValidationError as refused:
                self.add_error("password", refused)
        return said


class Connect(GovukForm):
    """For somebody who has an account and is signed in: the button alone."""


@method_decorator([login_not_required, never_cache], name="dispatch")
class AcceptInvitation(FormView):
    template_name = "public/invitation.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        invitation = Invitation.by_token(kwargs["token"])
        if invitation is None:
            # One page for used, withdrawn, too old and never sent: it must not say which.
            return render(
                request, "public/invitation_over.html", {"good_for": Invitation.GOOD_FOR.days}, status=404
            )
        self.invitation = invitation
        self.holder = User.objects.filter(email__iexact=invitation.email).first()
        if invitation.child and (case := invitation.child.cases.order_by("-pk").first()):
            request.council = case.authority  # type: ignore[attr-defined]
        return super().dispatch(request, *args, **kwargs)

    @property
    def stands_in_the_way(self) -> str:
        """Why there is no button yet: "sign_in" or "other_account"."""
        if self.request.user.is_authenticated:
            return "" if self.request.user == self.holder else "other_account"
        return "sign_in" if self.holder else ""

    def get_form(self, form_class: Any = None) -> Any:
        if self.holder:
            return Connect(**self.get_form_kwargs())
        return Accept(**self.get_form_kwargs(), email=self.invitation.email)

    def get_initial(self) -> dict[str, Any]:
        return {"full_name": self.invitation.full_name}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            invitation=self.invitation,
            stands_in_the_way=self.stands_in_the_way,
            rules=password_validators_help_texts(),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.stands_in_the_way:
            return self.get(request, *args, **kwargs)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        user = use(self.invitation, form.cleaned_data)
        if user is None:
            return render(
                self.request,
                "public/invitation_over.html",
                {"good_for": Invitation.GOOD_FOR.days},
                status=404,
            )
        if not self.request.user.is_authenticated:
            login(self.request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return redirect("home")


@transaction.atomic
def use(invitation: Invitation, said: dict[str, Any]) -> User | None:
    """Use an invitation up: the account, if there is none, and the place it opens. None if it is over by now."""
    fresh = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not fresh.is_good():
        return None
    user = User.objects.filter(email__iexact=fresh.email).first() or User.objects.create_user(
        fresh.email, said["password"], full_name=said["full_name"]
    )
    if fresh.child:
        in_person = fresh.relationship == IN_PERSON
        FamilyMember.objects.get_or_create(
            child=fresh.child,
            user=user,
            defaults={
                "relationship": fresh.relationship or "parent",
                "is_the_child": in_person,
                "parental_responsibility": not in_person,
                # Anyone can write that they are a child's mother: such a person sees nothing until it is checked.
                "to_be_checked": fresh.self_declared,
            },
        )
    if fresh.organisation:
        Membership.objects.get_or_create(
            user=user, organisation=fresh.organisation, role=fresh.role or Role.PROFESSIONAL
        )
    fresh.used_at = clock.now()
    fresh.save(update_fields=["used_at"])
    return user
