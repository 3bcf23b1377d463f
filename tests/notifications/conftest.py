"""What several tests of notices ask for."""

import pytest

from notifications.models import Notice
from notifications.reminders import sweep
from tests import people
from workflows import clock


@pytest.fixture
def waiting(cast):
    """News of the request waits for the mother and the caseworker, by two ways each."""
    people.requested(cast)
    with clock.at(people.REQUEST):
        sweep()
        yield Notice.objects.waiting()
