"""What everybody may read without signing in."""

import pytest

from workflows import clock
from workflows.law import CURRENT, pack

PUBLIC = (
    "/start/",
    "/the-law/",
    "/independent-advice/",
    "/accessibility/",
    "/privacy/",
    "/request/",
    "/health",
)


@pytest.mark.parametrize("address", PUBLIC)
def test_nobody_has_to_sign_in_for_it(client, db, address):
    assert client.get(address).status_code == 200


def test_the_footer_leads_to_all_four_pages(client, db):
    page = client.get("/start/").content.decode()
    for address in ("/accessibility/", "/privacy/", "/the-law/", "/independent-advice/"):
        assert f'href="{address}"' in page


def test_the_law_shows_every_row_with_where_it_stands(client, db):
    page = client.get("/the-law/").content.decode()
    for row in pack(CURRENT).rows:
        assert f'id="{row.key}"' in page and f">{row.ref}. " in page
        assert row.law.replace("'", "&#x27;") in page


def test_the_law_marks_what_a_lawyer_has_still_to_check(client, db):
    page = client.get("/the-law/").content.decode()
    waiting = [row for row in pack(CURRENT).rows if not row.confirmed]
    assert page.count("Awaiting a lawyer’s check") == len(waiting) > 0


def test_the_law_reckons_its_example_from_today(client, db):
    with clock.at(clock.date(2026, 9, 1)):
        assert "Tuesday 19 January 2027" in client.get("/the-law/").content.decode()


def test_the_start_page_says_how_to_reach_each_council(client, cast):
    page = client.get("/start/").content.decode()
    assert cast.council.name in page and cast.council.phone in page


def test_the_start_page_takes_its_weeks_from_the_law(client, db):
    page = client.get("/start/").content.decode()
    assert "within 6 weeks" in page and "within 20 weeks" in page
