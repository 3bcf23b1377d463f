"""What everybody may read without signing in."""

import pytest

PUBLIC = (
    "/start/",
    "/law/",
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
    for address in ("/accessibility/", "/privacy/", "/law/", "/independent-advice/"):
        assert f'href="{address}"' in page


def test_the_start_page_says_how_to_reach_each_council(client, cast):
    page = client.get("/start/").content.decode()
    assert cast.council.name in page and cast.council.phone in page


def test_the_start_page_takes_its_weeks_from_the_law(client, db):
    page = client.get("/start/").content.decode()
    assert "within 6 weeks" in page and "within 20 weeks" in page
