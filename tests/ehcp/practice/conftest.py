from __future__ import annotations

from datetime import date

import pytest

from ehcp.practice import days
from workflows import clock

TODAY = date(2026, 11, 24)


@pytest.fixture
def practice(db):
    """Practice has begun, on a day that tests know, with nobody in it yet."""
    days.move_in(TODAY)
    days.install()
    yield
    clock.use(None)
    days.forget()
