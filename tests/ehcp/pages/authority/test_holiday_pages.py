"""Managers keep the school holidays of their authority and its settings."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ehcp.models import Closure
from tests.ehcp.pages.authority.reading import Reader, day, words
from tests.ehcp.test_closures import HEADER, IN_THE_FILE, SUMMER, THE_FILE, closed, stored
from workflows import clock


@pytest.fixture(autouse=True)
def _on_a_day_of_the_school_year():
    with clock.at(date(2026, 6, 1)):
        yield


def entry(organisation, name="Summer holiday", days=SUMMER):
    return {
        "organisation": organisation.pk,
        "name": name,
        **day("first_closed_on", days[0]),
        **day("reopens_on", days[1]),
    }


def a_file(text):
    return SimpleUploadedFile("holidays.csv", text.encode(), content_type="text/csv")


def test_the_way_there_is_under_organisations_for_managers_only(cast, head, officer):
    assert "School holidays" in words(head.get("organisations"))
    assert "School holidays" not in words(officer.get("organisations"))


def test_before_any_is_entered_the_page_says_what_will_stand_there(head, cast):
    assert "None for this school year or later yet." in words(head.get("holidays"))


def test_a_manager_adds_a_holiday_and_sees_the_days_on_which_asking_may_excuse(head, cast):
    page = words(head.post("add_holiday", **entry(cast.school), follow=True))
    assert "Summer holiday of Millbrook Primary School was added." in page
    assert "from Wednesday 15 July 2026 to Wednesday 26 August 2026" in page
    assert stored() == [("Millbrook Primary School", "Summer holiday", *SUMMER)]


def test_a_short_holiday_excuses_nothing_and_says_nothing_of_it(head, cast):
    closed(cast.council, "Autumn half-term", (date(2026, 10, 26), date(2026, 11, 2)))
    assert "may excuse" not in words(head.get("holidays"))


def test_what_lies_in_earlier_school_years_stands_on_a_page_of_its_own(head, cast):
    closed(cast.council, "Summer of 2025", (date(2025, 7, 23), date(2025, 8, 31)))
    closed(cast.council, "Summer of 2026", SUMMER)
    now, earlier = words(head.get("holidays")), words(head.get("holidays", earlier=1))
    assert "Summer of 2026" in now and "Summer of 2025" not in now
    assert "Summer of 2025" in earlier and "Summer of 2026" not in earlier


def test_one_is_changed_and_removed(head, cast):
    closure = closed(cast.school, "Summer holiday", SUMMER)
    longer = (date(2026, 7, 20), date(2026, 9, 2))
    head.post("holiday", closure.pk, **entry(cast.school, "Summer", longer))
    assert stored() == [("Millbrook Primary School", "Summer", *longer)]
    page = words(head.get("remove_holiday", closure.pk))
    assert "This removes “Summer” from Monday 20 July 2026, open again on Wednesday 2 September 2026." in page
    assert Closure.objects.exists()
    head.post("remove_holiday", closure.pk)
    assert not Closure.objects.exists()


@pytest.mark.parametrize(
    ("days", "wrong"),
    [
        ((SUMMER[1], SUMMER[0]), "which is not after its first closed day"),
        ((date(2026, 7, 22), date(2027, 9, 2)), "It is closed for more than 20 weeks. Check the years"),
        (
            (date(2026, 8, 31), date(2026, 9, 7)),
            "Millbrook Primary School has “Summer holiday” from Wednesday 22 July 2026, open again on "
            "Wednesday 2 September 2026, already. Change one of the two",
        ),
    ],
)
def test_days_that_cannot_be_are_not_taken(head, cast, days, wrong):
    closed(cast.school, "Summer holiday", SUMMER)
    assert wrong in words(head.post("add_holiday", **entry(cast.school, "Another", days)))
    assert Closure.objects.count() == 1


def test_what_an_organisation_that_is_not_ours_does_is_not_ours_to_say(head, cast):
    head.post("add_holiday", **entry(cast.other_council))
    head.post("add_holiday", **entry(cast.therapy))
    assert not Closure.objects.exists()


def test_a_file_is_shown_before_it_is_taken(head, cast):
    page = words(head.post("upload_holidays", file=a_file(THE_FILE)))
    assert "3 to be added" in page and not Closure.objects.exists()
    assert "Millbrook Primary School : Summer holiday, closed from Wednesday 22 July 2026" in page
    page = words(head.post("upload_holidays", step="confirm", text=THE_FILE, follow=True))
    assert "The file was taken: 3 added, 0 changed, 0 removed, 0 unchanged." in page
    assert stored() == IN_THE_FILE


def test_what_the_check_page_sends_back_is_what_was_read(head, cast):
    assert head.post("upload_holidays", file=a_file(THE_FILE)).context["text"] == THE_FILE


def test_what_the_file_would_remove_is_named_before(head, cast):
    closed(cast.council, "Another half-term", (date(2026, 10, 19), date(2026, 10, 26)))
    page = words(head.post("upload_holidays", file=a_file(THE_FILE)))
    assert "1 to be removed" in page and "Another half-term" in page


def test_a_file_that_is_here_already_has_nothing_to_be_taken(head, cast):
    head.post("upload_holidays", step="confirm", text=THE_FILE)
    page = words(head.post("upload_holidays", file=a_file(THE_FILE)))
    assert "Everything in the file is here already: 3 school holidays." in page
    head.post("upload_holidays", step="confirm", text=THE_FILE)
    assert stored() == IN_THE_FILE


def test_a_wrong_file_is_not_taken_and_every_wrong_line_is_named(head, cast):
    text = (
        f"{THE_FILE}Nowhere School,Summer,2026-07-22,2026-09-02\nNorthmoor Council,Easter,soon,2027-04-12\n"
    )
    for page in (
        words(head.post("upload_holidays", file=a_file(text))),
        words(head.post("upload_holidays", step="confirm", text=text)),
    ):
        assert "The file was not taken, and nothing was changed." in page
        assert (
            "line 5: No authority, school, college or early years provider here is called “Nowhere School”"
            in page
        )
        assert "line 6: first_closed_on is “soon”. Write a day like 2026-07-22 or 22/07/2026." in page
    assert not Closure.objects.exists()


def test_of_very_many_wrong_lines_the_first_are_shown(head, cast):
    text = HEADER + "Nowhere School,Summer,2026-07-22,2026-09-02\n" * 50
    page = words(head.post("upload_holidays", file=a_file(text)))
    assert "line 31:" in page and "line 32:" not in page and "and 20 more like these" in page


def test_no_file_and_too_large_a_file_are_said(head, cast):
    assert "Choose the file" in words(head.post("upload_holidays"))
    assert "more than 500 KB" in words(head.post("upload_holidays", file=a_file("x" * 500_001)))


def test_another_councils_setting_cannot_be_said_in_our_file(head, cast):
    text = f"{HEADER}Southvale Council,Summer,2026-07-22,2026-09-02\n"
    assert "here is called “Southvale Council”" in words(head.post("upload_holidays", file=a_file(text)))
    head.post("upload_holidays", step="confirm", text=text)
    assert not Closure.objects.exists()


def test_what_is_here_comes_as_a_file_that_can_be_taken_again(head, cast):
    head.post("upload_holidays", step="confirm", text=THE_FILE)
    closed(cast.other_council, "Summer", SUMMER)
    answer = head.get("holidays_csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "Southvale" not in answer.text
    page = words(head.post("upload_holidays", file=a_file(answer.text)))
    assert "Everything in the file is here already" in page


def test_a_manager_of_another_council_neither_sees_nor_changes_ours(cast):
    closure = closed(cast.school, "Summer holiday", SUMMER)
    stranger = Reader(cast.stranger)
    assert "Millbrook" not in words(stranger.get("holidays"))
    for name in ("holiday", "remove_holiday"):
        assert stranger.get(name, closure.pk).status_code == 404
        assert stranger.post(name, closure.pk, **entry(cast.school)).status_code == 404
    stranger.post("add_holiday", **entry(cast.school, "Another", (date(2026, 10, 26), date(2026, 11, 2))))
    stranger.post("upload_holidays", step="confirm", text=THE_FILE)
    assert stored() == [("Millbrook Primary School", "Summer holiday", *SUMMER)]


@pytest.mark.parametrize("who", ["mother", "senco", "caseworker", "commissioner", "other_parent"])
def test_nobody_else_finds_the_pages(cast, who):
    closure = closed(cast.school, "Summer holiday", SUMMER)
    reader = Reader(getattr(cast, who))
    for name in ("holidays", "add_holiday", "upload_holidays", "holidays_csv"):
        assert (name, reader.get(name).status_code, reader.post(name).status_code) == (name, 404, 404)
    assert reader.post("remove_holiday", closure.pk).status_code == 404
    assert Closure.objects.exists()


def test_the_last_year_group_of_a_setting_is_said_with_the_setting(head, cast):
    said = {
        "name": "Millbrook Primary School",
        "kind": "school",
        "type_of_setting": "mainstream primary school",
    }
    head.post(
        "edit_organisation", cast.school.pk, **said, email="", phone="", address="", last_year_group="6"
    )
    cast.school.refresh_from_db()
    assert cast.school.last_year_group == 6
    head.post("edit_organisation", cast.school.pk, **said, email="", phone="", address="", last_year_group="")
    cast.school.refresh_from_db()
    assert cast.school.last_year_group is None
