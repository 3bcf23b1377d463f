"""School holidays: which hold for a setting, and a file of them that is right as a whole or not taken."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ehcp import closures
from ehcp.models import Closure

SUMMER = (date(2026, 7, 22), date(2026, 9, 2))
HALF_TERM = (date(2026, 10, 26), date(2026, 11, 2))
CHRISTMAS = (date(2026, 12, 21), date(2027, 1, 4))
HEADER = "organisation,name,first_closed_on,reopens_on\n"
THE_FILE = (
    f"{HEADER}Northmoor Council,Autumn half-term,2026-10-26,2026-11-02\n"
    "Northmoor Council,Christmas holiday,2026-12-21,2027-01-04\n"
    "Millbrook Primary School,Summer holiday,2026-07-22,2026-09-02\n"
)


def closed(organisation, name, days):
    return Closure.objects.create(
        organisation=organisation, name=name, first_closed_on=days[0], reopens_on=days[1]
    )


def stored():
    return [
        (str(each.organisation), each.name, each.first_closed_on, each.reopens_on)
        for each in Closure.objects.order_by("organisation__name", "first_closed_on")
    ]


IN_THE_FILE = [
    ("Millbrook Primary School", "Summer holiday", *SUMMER),
    ("Northmoor Council", "Autumn half-term", *HALF_TERM),
    ("Northmoor Council", "Christmas holiday", *CHRISTMAS),
]


@pytest.fixture
def take(db, tmp_path):
    """Run the command over a text."""

    def run(text, **options):
        path = tmp_path / "holidays.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        out = StringIO()
        call_command("import_closures", str(path), stdout=out, **options)
        return out.getvalue().strip().removeprefix(f"{path}: ")

    return run


@pytest.fixture
def refused(take):
    """What is said of a text that is not taken, line by line."""

    def run(text, **options):
        before = stored()
        with pytest.raises(CommandError) as wrong:
            take(text, **options)
        assert stored() == before
        first, *lines = str(wrong.value).splitlines()
        assert first.endswith("holidays.csv was not taken. Nothing was written.")
        return lines

    return run


# Which hold


def test_asking_a_school_that_closes_for_the_summer_of_2026_counts_from_15_july_to_26_august(cast):
    assert closed(cast.school, "Summer holiday", SUMMER).window == (date(2026, 7, 15), date(2026, 8, 26))


def test_a_closure_of_less_than_four_weeks_gives_no_such_time(cast):
    assert closed(cast.school, "Christmas holiday", CHRISTMAS).window is None
    assert closed(cast.school, "Summer holiday", (date(2026, 7, 22), date(2026, 8, 18))).window is None


def test_the_authoritys_dates_hold_for_a_setting_without_its_own(cast):
    usual = closed(cast.council, "Summer holiday", SUMMER)
    assert closures.closures_for(cast.school, cast.council, *SUMMER) == [usual]
    assert closures.closures_for(None, cast.council, *SUMMER) == [usual]


def test_a_settings_own_dates_hold_instead_for_the_school_years_that_it_has_them_for(cast):
    closed(cast.council, "Summer holiday", SUMMER)
    christmas = closed(cast.council, "Christmas holiday", CHRISTMAS)
    own = closed(cast.school, "Long summer", (date(2026, 7, 17), date(2026, 9, 7)))
    found = closures.closures_for(cast.school, cast.council, date(2026, 7, 1), date(2027, 1, 31))
    assert found == [own, christmas]


def test_nothing_of_another_authority_or_another_setting_holds(cast):
    closed(cast.other_council, "Summer holiday", SUMMER)
    closed(cast.therapy, "Clinic closed", SUMMER)
    assert closures.closures_for(cast.school, cast.council, *SUMMER) == []
    assert closures.closures_for(None, None, *SUMMER) == []


def test_a_closure_counts_up_to_the_day_before_it_opens_again(cast):
    usual = closed(cast.council, "Autumn half-term", HALF_TERM)
    last = date(2026, 11, 1)
    assert closures.closures_for(cast.school, cast.council, last, last) == [usual]
    assert closures.closures_for(cast.school, cast.council, HALF_TERM[1], HALF_TERM[1]) == []
    assert closures.closures_for(cast.school, cast.council, HALF_TERM[0], HALF_TERM[0]) == [usual]


# A file


def test_a_file_is_taken_whole(cast, take):
    assert take(THE_FILE) == "3 added, 0 changed, 0 removed, 0 unchanged"
    assert stored() == IN_THE_FILE


@pytest.mark.parametrize("replace", [False, True])
def test_taking_a_file_again_changes_nothing(cast, take, replace):
    take(THE_FILE, replace=replace)
    keys = set(Closure.objects.values_list("pk", flat=True))
    assert take(THE_FILE, replace=replace) == "0 added, 0 changed, 0 removed, 3 unchanged"
    assert set(Closure.objects.values_list("pk", flat=True)) == keys


def test_with_replace_the_file_takes_the_place_of_its_school_years_and_no_others(cast, take):
    closed(cast.council, "Another half-term", (date(2026, 10, 19), date(2026, 10, 26)))
    closed(cast.council, "Christmas", (date(2026, 12, 21), date(2027, 1, 5)))
    earlier = closed(cast.council, "Summer holiday", SUMMER)  # of the school year before
    elsewhere = closed(cast.other_council, "Christmas", CHRISTMAS)
    assert take(THE_FILE, replace=True) == "2 added, 1 changed, 1 removed, 0 unchanged"
    kept = [
        (str(each.organisation), each.name, each.first_closed_on, each.reopens_on)
        for each in (earlier, elsewhere)
    ]
    assert stored() == sorted([*IN_THE_FILE, *kept], key=lambda row: (row[0], row[2]))


def test_without_replace_a_line_that_contradicts_what_is_there_is_wrong(cast, refused):
    closed(cast.council, "Christmas", (date(2026, 12, 19), date(2027, 1, 4)))
    assert refused(THE_FILE) == [
        "line 3: Northmoor Council has “Christmas” from Saturday 19 December 2026, open again on "
        "Monday 4 January 2027, already. With --replace the file takes the place of what is there."
    ]


def test_with_replace_a_line_may_still_not_reach_into_another_school_year(cast, refused):
    closed(cast.council, "Summer holiday", (date(2026, 7, 22), date(2026, 9, 7)))
    text = f"{HEADER}Northmoor Council,INSET days,2026-09-01,2026-09-03\n"
    assert refused(text, replace=True) == [
        "line 2: Northmoor Council has “Summer holiday” from Wednesday 22 July 2026, open again on "
        "Monday 7 September 2026, already. It belongs to another school year than the file speaks of: change it, or "
        "take it out, first."
    ]


def test_spreadsheets_may_write_it_their_way(cast, take):
    text = (
        "\ufeffName,Reopens_on,ORGANISATION,first_closed_on\r\n"
        '"Summer, all of it",02/09/2026,  millbrook primary  school ,22/07/2026\r\n'
        ",,,\r\n"
    )
    take(text)
    assert stored() == [("Millbrook Primary School", "Summer, all of it", *SUMMER)]


def test_an_older_spreadsheets_apostrophe_is_read_too(cast, take):
    cast.school.name = "St Hilda's"
    cast.school.save()
    take(f"{HEADER}St Hilda’s,Summer,2026-07-22,2026-09-02\n".encode("cp1252"))
    assert stored() == [("St Hilda's", "Summer", *SUMMER)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "Milbrook Primary School,Summer,2026-07-22,2026-09-02",
            "No authority, school, college or early years provider here is called “Milbrook Primary School”. "
            "Is it “Millbrook Primary School”?",
        ),
        (
            "Northmoor Community Paediatrics,Summer,2026-07-22,2026-09-02",
            "No authority, school, college or early years provider here is called “Northmoor Community Paediatrics”. "
            "Add it under Organisations first.",
        ),
        (
            ",Summer,2026-07-22,2026-09-02",
            "organisation is empty. Write the name of the authority or of a setting, as it stands here.",
        ),
        (
            "Northmoor Council,,2026-07-22,2026-09-02",
            "name is empty. Say what people call it, such as Summer holiday.",
        ),
        (
            f"Northmoor Council,{'x' * 81},2026-07-22,2026-09-02",
            "name has 81 characters. It can have 80.",
        ),
        (
            "Northmoor Council,Summer,22 July,2026-09-02",
            "first_closed_on is “22 July”. Write a day like 2026-07-22 or 22/07/2026.",
        ),
        (
            "Northmoor Council,Summer,2026-07-22,2026-02-30",
            "reopens_on is “2026-02-30”. Write a day like 2026-07-22 or 22/07/2026.",
        ),
        (
            "Northmoor Council,Summer,2026-07-22,2026-07-22",
            "It opens again on Wednesday 22 July 2026, which is not after its first closed day.",
        ),
        (
            "Northmoor Council,Summer,2026-07-22,2027-09-02",
            "It is closed for more than 20 weeks. Check the years.",
        ),
        (
            "Northmoor Council,Summer,2006-07-22,2006-09-02",
            "Saturday 22 July 2006 lies before Monday 1 September 2014, with which the law here begins.",
        ),
        (
            "Northmoor Council,Summer, half of it,2026-07-22,2026-09-02",
            "there are 5 values and 4 columns. Put a value that has a comma in it into quotation marks.",
        ),
    ],
)
def test_a_wrong_line_is_named_with_its_number_and_what_is_allowed(cast, refused, line, said):
    assert refused(f"{THE_FILE}{line}\n") == [f"line 5: {said}"]


def test_everything_that_is_wrong_is_said_at_once(cast, refused):
    text = f"{HEADER}Nowhere Academy,,tomorrow,2026-09-02\nNorthmoor Council,Summer,2026-09-02,2026-07-22\n"
    assert [line.split(": ")[0] for line in refused(text)] == ["line 2", "line 2", "line 2", "line 3"]


def test_lines_of_one_organisation_have_no_day_in_common(cast, refused):
    text = f"{THE_FILE}Northmoor Council,INSET day,2026-11-01,2026-11-03\n"
    assert refused(text) == [
        "line 5: it has days in common with line 2, “Autumn half-term” from Monday 26 October 2026, open again on "
        "Monday 2 November 2026. Let one of them begin later."
    ]


def test_one_may_begin_on_the_day_another_ends(cast, take):
    take(f"{THE_FILE}Northmoor Council,INSET day,2026-11-02,2026-11-03\n")
    assert Closure.objects.count() == 4


def test_a_name_that_two_organisations_have_is_not_guessed(cast, refused):
    cast.other_council.name = "Northmoor council"
    cast.other_council.save()
    said = refused(THE_FILE)
    assert said[0] == (
        "line 2: 2 organisations are called “Northmoor Council”. Give them different names first."
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1: the columns have to be called organisation, name, first_closed_on, reopens_on, with commas "
             "between them. There is: nothing."),
        ("organisation;name;first_closed_on;reopens_on\n",
         "line 1: the columns have to be called organisation, name, first_closed_on, reopens_on, with commas between "
         "them. There is: organisation;name;first_closed_on;reopens_on."),
        (HEADER, "There is no line in the file below the names of its columns."),
        (b"\x81\x8d\xff\x00", "This is not a text file. Save the table as CSV (UTF-8), and choose that file."),
    ],
)  # fmt: skip
def test_what_is_no_such_file_is_said_plainly(cast, refused, text, said):
    assert refused(text) == [said]


def test_a_quotation_mark_left_open_is_said(cast, refused):
    (said,) = refused(f'{HEADER}"Northmoor Council,Summer,2026-07-22,2026-09-02\n')
    assert said.startswith("This is not a CSV file that can be read")


def test_an_authoritys_own_file_speaks_of_its_own_settings_only(cast, take, refused):
    assert take(THE_FILE, authority="northmoor council").startswith("3 added")
    assert refused(THE_FILE, authority="Southvale Council")[0].startswith(
        "line 2: No authority, school, college or early years provider here is called “Northmoor Council”."
    )


def test_an_authority_that_there_is_not_is_named_with_those_there_are(cast, take):
    with pytest.raises(CommandError, match=r"There are: Northmoor Council, Southvale Council\."):
        take(THE_FILE, authority="Eastmoor")


def test_a_file_that_is_not_there_is_said(db):
    with pytest.raises(CommandError, match=r"nowhere\.csv could not be read"):
        call_command("import_closures", "nowhere.csv")


def test_what_is_written_out_can_be_read_again(cast, take):
    take(THE_FILE)
    assert take(closures.as_csv(Closure.objects.all()), replace=True).startswith(
        "0 added, 0 changed, 0 removed"
    )
