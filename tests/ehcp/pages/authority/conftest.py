"""Officers of the cast, signed in."""

import pytest

from tests.ehcp.pages.authority.reading import Reader


@pytest.fixture
def officer(cast):
    return Reader(cast.caseworker)


@pytest.fixture
def head(cast):
    return Reader(cast.manager)
