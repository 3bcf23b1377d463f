from typing import Any

import pytest
from django.test import Client

from tests import people


def words(answer: Any) -> str:
    """A page as one line, so that a sentence is found however its template breaks it."""
    return " ".join(answer.text.split())


@pytest.fixture
def mother(client: Client, cast: people.Cast) -> Client:
    """The browser of Amira's mother, signed in."""
    client.force_login(cast.mother)
    return client


@pytest.fixture
def page(mother: Client) -> Any:
    """Open a page as Amira's mother and read it as one line."""
    return lambda address: words(mother.get(address, follow=True))
