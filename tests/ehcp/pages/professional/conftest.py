from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ehcp.models import Membership, User
from ehcp.models.organisations import Role
from tests import people


@pytest.fixture
def as_(db: None) -> Callable[[User], Client]:
    """The browser of one of the cast, signed in."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


def at(page: str, *args: Any) -> str:
    return reverse(f"professional:{page}", args=args)


def words(answer: Any) -> str:
    """A page as one line, so that a sentence is found however its template breaks it."""
    return " ".join(answer.text.split())


def colleague_of(user: User, full_name: str = "Nia Roberts") -> User:
    """Somebody who works where this person works."""
    post = user.memberships.get()
    other = User.objects.create_user(f"{full_name.split()[0].lower()}@people.example", full_name=full_name)
    Membership.objects.create(user=other, organisation=post.organisation, role=Role.PROFESSIONAL)
    return other


def seen(row: Any) -> dict[str, int]:
    return {"seen": row.row_version}


def asked_of(case: Any, kind: str) -> Any:
    return case.advice.get(kind=kind)


def nobody_else(cast: people.Cast, as_: Callable[[User], Client], *addresses: str) -> None:
    """Each of these is no page for the stranger, for another child's parent and for this child's own mother."""
    for user in (cast.stranger, cast.other_parent, cast.mother):
        for address in addresses:
            assert as_(user).get(address).status_code == 404, (user, address)
            assert as_(user).post(address).status_code in (404, 405), (user, address)
