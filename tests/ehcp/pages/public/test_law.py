"""The page of the law, one row of it with its day, and the same for programs."""

import json
import re
from datetime import date
from html import unescape
from xml.etree import ElementTree

import pytest

from workflows import clock
from workflows.law import CURRENT, as_json, pack
from workflows.law.__main__ import reckoned
from workflows.law.terms import Agency, Right

LAW = pack(CURRENT)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def read(client, db):
    """What somebody without an account reads: the page's text, with its tags taken out."""

    def read(address, status=200):
        answer = client.get(address, follow=True)
        assert answer.status_code == status
        return words(answer.content.decode())

    return read


@pytest.fixture
def page(client, db):
    return lambda address: client.get(address, follow=True).content.decode()


def words(html):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


# The whole table


def test_every_row_is_there_by_name_and_by_reference_with_where_it_stands(page):
    html = page("/law/")
    for row in LAW.rows:
        assert html.count(f'id="{row.key}"') == html.count(f'id="{row.ref}"') == 1
    said = words(html)
    for row in LAW.rows:
        assert f"{row.ref}. {row.task}" in said
        assert row.law in said and row.by_when in said


def test_the_old_address_leads_there(client, db):
    answer = client.get("/the-law/")
    assert (answer.status_code, answer.url) == (301, "/law/")


def test_duties_and_rights_are_told_apart_by_a_word_and_not_by_colour_alone(page):
    html = page("/law/")
    for row in LAW.rows:
        part = re.search(rf'<article[^>]*id="{row.key}">.*?</article>', html, re.DOTALL)[0]
        said = words(part)
        assert (" Right " in said, " Who may: " in said) == (isinstance(row, Right),) * 2
        assert (" Duty " in said, " Who must: " in said) == (not isinstance(row, Right),) * 2
        assert ("Guidance, not a time limit in law" in said) == row.guidance
        assert ("Awaiting a lawyer’s check" in said) == (not row.confirmed)
        assert ("What follows for the family" in said) == bool(row.right)
        assert ("If that is not a working day of the Tribunal: the next one that is" in said) == bool(
            row.calendar
        )
        for exception in row.excused_by:
            assert f"{exception.words} ({exception.law})" in said


def test_what_awaits_a_lawyer_is_counted_and_listed_at_the_end(page):
    html = page("/law/")
    waiting = [row.ref for row in LAW.rows if not row.confirmed]
    end = html[html.index('id="waiting"') : html.index('id="programs"')]
    assert f"{len(waiting)} rows await a lawyer’s check" in end
    assert re.findall(r'href="#([^"]+)"', end) == waiting


def test_a_list_at_the_top_leads_to_every_stage_and_row(page):
    html = page("/law/")
    top = html[html.index('id="on-this-page"') : html.index("</nav>")]
    targets = re.findall(r'href="#([^"]+)"', top)
    assert {row.ref for row in LAW.rows} < set(targets)
    assert all(f'id="{target}"' in html for target in targets)


def test_one_owner_can_be_asked_for(read):
    health = [row for row in LAW.rows if row.owner is Agency.HEALTH_COMMISSIONER]
    said = read("/law/?who=health_commissioner")
    assert f"What the health commissioner must do, and may do {len(health)} rows." in said
    for row in LAW.rows:
        assert (f"{row.ref}. {row.task}" in said) == (row in health)


def test_an_owner_that_does_not_exist_is_told_and_the_whole_law_shown(read):
    said = read("/law/?who=the_king")
    assert "There is a problem Choose somebody from the list, or “Everybody”" in said
    assert all(f"{row.ref}. {row.task}" in said for row in LAW.rows)


def test_everybody_sees_the_same_also_the_stranger_from_another_council(client, cast):
    alone = client.get("/law/C7/?request_received=2026-09-01")
    client.force_login(cast.stranger)
    signed_in = client.get("/law/C7/?request_received=2026-09-01")
    main = re.compile(r"<main.*</main>", re.DOTALL)
    assert main.search(alone.content.decode())[0] == main.search(signed_in.content.decode())[0]


# The pictures


def pictures(html):
    found = re.findall(r'<svg class="plans-way__picture.*?</g>\n</svg>', html, re.DOTALL)
    return [ElementTree.fromstring(svg) for svg in found]  # noqa: S314 - it is our own


def test_the_pictures_are_named_and_say_their_days_in_words(page):
    with clock.at(date(2026, 9, 1)):
        html = page("/law/")
    drawn = pictures(html)
    assert len(drawn) == 4  # two pictures, each in a wide and a narrow cut
    for svg in drawn:
        assert svg.get("role") == "img"
        assert svg.find(f"{SVG}title").get("id") == svg.get("aria-labelledby")
        assert svg.find(f"{SVG}desc").get("id") == svg.get("aria-describedby")
    texts = [{text.text for text in svg.iter(f"{SVG}text")} for svg in drawn]
    for said in texts[:2]:
        assert {
            "last day, 20 weeks after",
            "Tuesday 19 January 2027",
            "our own aim, not law, 14 weeks after",
        } <= said
    for said in texts[2:]:
        assert {"last day, 15 days before", "last day, 12 weeks after"} <= said


def test_a_picture_obeys_the_content_security_policy(page):
    assert "style=" not in page("/law/")


def test_a_table_says_what_the_picture_shows(read):
    with clock.at(date(2026, 9, 1)):
        said = read("/law/")
    for row, ending, day in (
        ("A3", "Last day, 6 weeks after", "Tuesday 13 October 2026"),
        ("C3", "Last day to use it, 16 weeks after", "Tuesday 22 December 2026"),
        ("C7", "Last day, 20 weeks after", "Tuesday 19 January 2027"),
    ):
        assert f"{LAW.row(row).by_when[1:]} {ending} {day}" in said


def test_the_pictures_can_be_drawn_with_ones_own_days(client, read):
    typed = "/law/?request_received_day=1&request_received_month=sept&request_received_year=2026"
    assert client.get(typed).url == "/law/?request_received=2026-09-01#pictures"
    said = read("/law/?request_received=2026-09-01&meeting_held=2027-11-15")
    assert "As you said, the request for an assessment was received on Tuesday 1 September 2026" in said
    assert "Tuesday 19 January 2027" in said and "Monday 7 February 2028" in said


def test_a_day_that_is_none_is_told_and_kept_in_its_boxes(client, db):
    answer = client.get("/law/?meeting_held_day=31&meeting_held_month=2&meeting_held_year=2027")
    html = answer.content.decode()
    assert "must be a real date: that month has no such day" in html
    assert 'name="meeting_held_day" type="text" inputmode="numeric" value="31"' in html
    assert len(pictures(html)) == 4


# One row


@pytest.mark.parametrize(
    ("ref", "moments"),
    [
        ("C7", {"request_received": "2026-09-01"}),
        ("C3", {"draft_served": "2026-11-30"}),
        ("P1", {"appealable_decision_sent": "2026-10-01", "mediation_certificate_dated": "2026-11-20"}),
        ("E1", {"amended_plan_sent": "2028-01-17"}),
        ("C2", {"plan_needed": "2026-11-20", "request_received": "2026-09-01"}),
        ("A5", {}),
    ],
)
def test_the_page_of_a_row_answers_as_the_command_line_does(client, db, ref, moments):
    answer = client.get(f"/law/{ref}/", moments)
    html = answer.content.decode()
    first, *lines = reckoned(ref, [f"{moment}={day}" for moment, day in moments.items()])
    box = html[html.index('id="answer"') : html.index("</section>")]
    heading = words(re.search(r"<h2.*?</h2>", box)[0])
    when = clock.in_words(date.fromisoformat(first)) if first[0].isdigit() else first
    assert when.lower() in heading.lower()
    reasons = [line for line in lines if not line.startswith(("For the family: ", "Note: "))]
    assert [words(line) for line in re.findall(r"<li>(.*?)</li>", box)] == reasons


def test_every_row_has_a_page_that_says_everything(read):
    for row in LAW.rows:
        said = read(f"/law/{row.ref}/")
        for part in (row.task, row.law, row.by_when[1:], row.condition[1:], row.right, row.note):
            assert part in said
        for moment in row.moments:
            assert f"The day {moment.words}" in said


def test_every_row_can_be_worked_out(client, db):
    for row in LAW.rows:
        answer = client.get(f"/law/{row.ref}/", dict.fromkeys(map(str, row.moments), "2026-09-01"))
        assert answer.context["found"], row.ref
        assert not answer.context["form"].errors


def test_an_answer_has_an_address_to_keep(client, db):
    typed = {"request_received_day": "1", "request_received_month": "9", "request_received_year": "2026"}
    answer = client.get("/law/C7/", typed)
    assert (answer.status_code, answer.url) == (302, "/law/C7/?request_received=2026-09-01#answer")


@pytest.mark.parametrize("name", ["c7", "issue_the_final_plan", "ISSUE_THE_FINAL_PLAN"])
def test_a_row_is_found_by_its_other_names_and_the_days_come_along(client, db, name):
    answer = client.get(f"/law/{name}/?request_received=2026-09-01")
    assert answer.url == "/law/C7/?request_received=2026-09-01"


def test_a_row_that_does_not_exist_is_not_found(client, db):
    assert client.get("/law/X9/").status_code == 404


@pytest.mark.parametrize(
    ("address", "said", "kept"),
    [
        ("C7/?request_received=", "Enter the day the request for an assessment was received", ""),
        ("C7/?request_received=soon", "must include a month and year", "soon"),
        ("C7/?request_received=2026-02-30", "must be a real date: that month has no such day", "30"),
        ("C7/?request_received=2014-08-31", "must be Monday 1 September 2014 or later", "31"),
        ("C7/?request_received=2100-01-01", "must be Thursday 31 December 2099 or earlier", "1"),
        ("P1/?mediation_certificate_dated=2026-11-20", "Enter the day the written notice of the decision was", "20"),
        ("E1/?final_plan_sent=", "Enter a day that E1 counts from: the day the final plan was sent, or the day", ""),
    ],
)  # fmt: skip
def test_a_mistake_says_what_to_do_and_loses_nothing(client, db, address, said, kept):
    answer = client.get(f"/law/{address}")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "There is a problem" in html and said in html and 'id="answer"' not in html
    assert not kept or f'value="{kept}"' in html


def test_a_birthday_says_when_the_rights_pass_also_before_there_was_this_law(read):
    assert "Friday 24 June 2016" in read("/law/YP/?born=2000-03-02")


# For programs


def test_the_table_as_json_may_be_read_by_any_site_and_kept(client, db):
    answer = client.get("/law.json")
    assert json.loads(answer.content) == as_json.as_json(LAW)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "public, max-age=3600"
    assert answer["Content-Type"].startswith("application/json")
    assert not answer.cookies


def test_who_has_it_already_is_not_sent_it_again(client, db):
    tag = client.get("/law.json")["ETag"]
    answer = client.get("/law.json", headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_its_schema_stands_beside_it(client, db):
    answer = client.get("/law.schema.json")
    assert json.loads(answer.content) == json.loads(as_json.SCHEMA.read_text())
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_the_page_leads_to_both(page):
    assert 'href="/law.json"' in page("/law/") and 'href="/law.schema.json"' in page("/law/")


# Promises


def test_promises_stand_apart_from_the_law_and_say_that_they_are_none(client, db):
    page = client.get("/law/").text
    _, _, promises = page.partition('<h2 class="govuk-heading-l" id="promises"')
    for row in LAW.promises:
        assert f"{row.ref}. {row.task}" in promises
    assert "These are promises and no law." in promises and "Promise of this council, no law" in promises
    said = client.get("/law/S1/", {"question_asked": "2026-09-04"}).text
    assert "Promised by Wednesday 9 September 2026" in said
    assert "It is a promise of the council and not a time limit in law." in said
