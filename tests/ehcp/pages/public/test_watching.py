"""The pages for whoever watches over the service: health, and the figures for Prometheus."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError
from django.utils import timezone

from ehcp import VERSION
from notifications.models import Heartbeat
from notifications.signs import ALARMS, EVERY_SO_OFTEN
from tests import people
from workflows import clock

ROOT = Path(__file__).resolve().parents[4]
TOKEN = "a word between two machines"
LINE = re.compile(r'[a-z_]+(\{([a-z]+="[\w.]*",?)+\})? (\+Inf|\d+(\.\d+)?)')


@pytest.fixture
def all_ran(db):
    for name in EVERY_SO_OFTEN:
        Heartbeat.beat(name)


@pytest.fixture
def no_database(monkeypatch):
    """As it is while the server is away: whoever asks for a cursor is told so."""

    def refuse(*args):
        raise OperationalError("the server is away")

    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.cursor", refuse)


def said(client, address: str, **headers: str) -> tuple[int, str]:
    answer = client.get(address, headers=headers)
    return answer.status_code, answer.content.decode()


def figures(client) -> dict[str, str]:
    status, page = said(client, "/metrics", authorization=f"Bearer {TOKEN}")
    assert status == 200
    lines = [line for line in page.splitlines() if not line.startswith("#")]
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    return dict(line.rsplit(" ", 1) for line in lines)


def test_all_is_well_while_reminders_go_out(client, all_ran):
    assert said(client, "/health") == (200, "All is well.\n")
    assert said(client, "/health/work") == (200, "All is well.\n")


def test_a_site_whose_reminders_stand_still_answers_but_says_so_to_whoever_asks_about_them(client, all_ran):
    Heartbeat.objects.filter(name="sweep").update(at=timezone.now() - timedelta(hours=3))
    assert said(client, "/health") == (200, "All is well.\n")
    assert said(client, "/health/work") == (503, "sweep_stands_still: The sweep last ran 3 hours ago.\n")


def test_a_database_that_does_not_answer_is_named(client, no_database, settings):
    settings.METRICS_TOKEN = TOKEN
    for address in ("/health", "/health/work"):
        assert said(client, address) == (503, "The database does not answer.\n")
    assert figures(client) == {"ehcp_database_up": "0", f'ehcp_info{{version="{VERSION}"}}': "1"}


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer guess"}, {"authorization": TOKEN}])
def test_without_the_word_there_is_no_page_of_figures(client, db, settings, headers):
    settings.METRICS_TOKEN = TOKEN
    assert said(client, "/metrics", **headers)[0] == 404


def test_where_no_word_was_set_nobody_sees_figures(client, db):
    assert said(client, "/metrics", authorization="Bearer ")[0] == 404


def test_nobody_who_is_signed_in_sees_figures_for_that(client, cast, settings):
    settings.METRICS_TOKEN = TOKEN
    for person in (cast.manager, cast.stranger):
        client.force_login(person)
        assert said(client, "/metrics")[0] == 404


def test_the_figures_say_what_is_owed_and_late_by_kind_of_body(client, cast, all_ran, settings):
    settings.METRICS_TOKEN = TOKEN
    people.requested(cast)
    with clock.at(people.REQUEST):
        owed = figures(client)
    assert owed['ehcp_duties_late{owner="local_authority"}'] == "0"
    with clock.at(people.REQUEST + timedelta(weeks=7)):
        late = figures(client)
    assert int(owed['ehcp_duties_open{owner="local_authority"}']) >= 2
    assert int(late['ehcp_duties_late{owner="local_authority"}']) >= 1
    assert owed['ehcp_notices{state="waiting",channel="email"}'] == "0"
    assert owed['ehcp_alarm{name="sweep_stands_still",urgent="true"}'] == "0"
    assert owed["ehcp_database_up"] == "1"


def test_the_figures_name_nobody(client, cast, all_ran, settings):
    settings.METRICS_TOKEN = TOKEN
    people.at_stage(cast, "draft_written")
    page = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"}).content.decode()
    assert not re.search(r"Northmoor|Millbrook|Amira|Siddiqui|NM-", page)


def test_what_never_happened_is_infinitely_long_ago(client, db, settings):
    settings.METRICS_TOKEN = TOKEN
    assert figures(client)['ehcp_heartbeat_age_seconds{of="sweep"}'] == "+Inf"


def test_every_alarm_is_a_figure(client, db, settings):
    settings.METRICS_TOKEN = TOKEN
    found = set(re.findall(r'ehcp_alarm\{name="(\w+)"', "\n".join(figures(client))))
    assert found == {alarm.name for alarm in ALARMS}


def test_the_version_is_that_of_the_package():
    assert f'\nversion = "{VERSION}"\n' in (ROOT / "pyproject.toml").read_text()
