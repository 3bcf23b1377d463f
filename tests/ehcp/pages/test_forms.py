"""Every kind of field comes out as its component, right and wrong; dates and money are read as people write them."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test.html import parse_html

from ehcp.pages.forms import DayField, GovukForm, GovukModelForm, MoneyField, SeenVersion
from workflows import clock

SUNDAY = date(2026, 10, 4)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: SUNDAY)


class Everything(GovukForm):
    reveals = {"how": {"post": "lines"}}
    option_hints = {"how": {"email": "The quickest way."}}
    widths = {"places": "3"}
    autocomplete = {"email": "email", "born": "bday"}

    name = forms.CharField(label="Your name", help_text="As on letters.")
    email = forms.EmailField(label="E-mail address", required=False)
    how = forms.ChoiceField(
        label="How shall we write to you?",
        choices=[("email", "E-mail"), ("post", "Post")],
        widget=forms.RadioSelect,
    )
    lines = forms.CharField(label="Postal address", widget=forms.Textarea)
    needs = forms.MultipleChoiceField(
        label="Where does she need help?",
        choices=[("talk", "Talking"), ("learn", "Learning")],
        widget=forms.CheckboxSelectMultiple,
    )
    born = DayField(label="When was she born?", said_as="her date of birth", help_text="Like 3 10 2020")
    why = forms.CharField(label="Why do you ask?", widget=forms.Textarea, max_length=50)
    cost = MoneyField(label="Cost a year", said_as="the yearly cost")
    places = forms.IntegerField(label="How many in the group?", min_value=1)
    school = forms.ChoiceField(label="School", choices=[("", "Choose"), ("1", "Hill Top")])
    report = forms.FileField(label="Your report")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    sure = forms.BooleanField(label="She has read this")


def group(name, form=None):
    return parse_html((form or Everything())[name].as_field_group())


def wrong(name, /, **data):
    return group(name, Everything(data))


def error(name, text):
    return (
        f'<p id="id_{name}_error" class="govuk-error-message">'
        f'<span class="govuk-visually-hidden">Error:</span> {text}</p>'
    )


def plain(inside):
    return parse_html(f'<div class="govuk-form-group">{inside}</div>')


def bad(inside):
    return parse_html(f'<div class="govuk-form-group govuk-form-group--error">{inside}</div>')


def test_a_line_of_text_has_its_label_and_hint():
    assert group("name") == plain(
        '<label class="govuk-label govuk-label--s" for="id_name">Your name</label>'
        '<div id="id_name_helptext" class="govuk-hint">As on letters.</div>'
        '<input type="text" name="name" class="govuk-input" aria-describedby="id_name_helptext" id="id_name">'
    )


def test_a_line_left_empty_names_hint_and_error_in_that_order():
    assert wrong("name", name="") == bad(
        '<label class="govuk-label govuk-label--s" for="id_name">Your name</label>'
        '<div id="id_name_helptext" class="govuk-hint">As on letters.</div>'
        + error("name", "Enter your name")
        + '<input type="text" name="name" class="govuk-input govuk-input--error" aria-invalid="true"'
        ' aria-describedby="id_name_helptext id_name_error" id="id_name">'
    )


def test_a_question_that_need_not_be_answered_says_so_and_tells_the_browser_what_fits():
    assert group("email") == plain(
        '<label class="govuk-label govuk-label--s" for="id_email">E-mail address (optional)</label>'
        '<input type="email" name="email" class="govuk-input" autocomplete="email" id="id_email">'
    )


def test_a_wrong_e_mail_address_is_kept_and_shown_an_example():
    assert wrong("email", email="amira at home") == bad(
        '<label class="govuk-label govuk-label--s" for="id_email">E-mail address (optional)</label>'
        + error("email", "Enter an e-mail address like name@example.com")
        + '<input type="email" name="email" value="amira at home" class="govuk-input govuk-input--error"'
        ' autocomplete="email" aria-invalid="true" aria-describedby="id_email_error" id="id_email">'
    )


HOW = (
    '<div class="govuk-radios" data-module="govuk-radios">'
    '<div class="govuk-radios__item"><input class="govuk-radios__input" id="id_how_0" name="how" type="radio"'
    ' value="email" aria-describedby="id_how_0_hint">'
    '<label class="govuk-label govuk-radios__label" for="id_how_0">E-mail</label>'
    '<div id="id_how_0_hint" class="govuk-hint govuk-radios__hint">The quickest way.</div></div>'
    '<div class="govuk-radios__item"><input class="govuk-radios__input" id="id_how_1" name="how" type="radio"'
    ' value="post"{checked} data-aria-controls="conditional-id_how_1">'
    '<label class="govuk-label govuk-radios__label" for="id_how_1">Post</label></div>'
    '<div class="govuk-radios__conditional{hidden}" id="conditional-id_how_1"><div class="govuk-form-group">'
    '<label class="govuk-label govuk-label--s" for="id_lines">Postal address</label>'
    '<textarea name="lines" cols="40" rows="10" class="govuk-textarea" id="id_lines">{lines}</textarea>'
    "</div></div></div>"
)
HOW_LEGEND = (
    '<legend class="govuk-fieldset__legend govuk-fieldset__legend--m">How shall we write to you?</legend>'
)


def test_radios_reveal_the_question_that_follows_from_an_answer():
    answers = HOW.format(checked="", hidden=" govuk-radios__conditional--hidden", lines="")
    assert group("how") == plain(f'<fieldset class="govuk-fieldset">{HOW_LEGEND}{answers}</fieldset>')


def test_radios_keep_the_answer_given_and_open_what_it_reveals():
    answers = HOW.format(checked=" checked", hidden="", lines="1 High Street")
    assert wrong("how", how="post", lines="1 High Street") == plain(
        f'<fieldset class="govuk-fieldset">{HOW_LEGEND}{answers}</fieldset>'
    )


def test_radios_unanswered_describe_their_fieldset_by_the_error():
    answers = HOW.format(checked="", hidden=" govuk-radios__conditional--hidden", lines="")
    said = error("how", "Choose an answer: How shall we write to you?")
    assert wrong("how") == bad(
        f'<fieldset class="govuk-fieldset" aria-describedby="id_how_error">{HOW_LEGEND}{said}{answers}</fieldset>'
    )


def test_a_revealed_question_stands_only_under_its_answer():
    assert [field.name for field in Everything().shown if field.name in ("how", "lines")] == ["how"]
    assert str(Everything()).count('name="lines"') == 1


class Follow(GovukForm):
    reveals = {"how": {"email": "address", "post": "when"}, "when": {"later": "day"}}

    how = forms.ChoiceField(choices=[("email", "E-mail"), ("post", "Post")], widget=forms.RadioSelect)
    address = forms.EmailField(label="E-mail address")
    when = forms.ChoiceField(
        label="When", choices=[("now", "Now"), ("later", "Later")], widget=forms.RadioSelect
    )
    day = DayField(said_as="the day")


@pytest.mark.parametrize(
    ("typed", "errors", "kept"),
    [
        ({"how": "email"}, {"address": ["Enter e-mail address"]}, {}),
        ({"how": "email", "address": "a@b.example"}, {}, {"address": "a@b.example", "when": "", "day": None}),
        ({"how": "post", "address": "half an add"}, {"when": ["Choose when"]}, {}),
        ({"how": "post", "when": "now", "day_day": "x"}, {}, {"address": "", "when": "now", "day": None}),
        ({"how": "post", "when": "later"}, {"day": ["Enter the day"]}, {}),
        ({"how": "email", "address": "a@b.example", "when": "later"}, {}, {"when": "", "day": None}),
        ({}, {"how": ["Choose how"]}, {}),
    ],
)
def test_a_revealed_question_is_asked_only_where_its_answer_was_given(typed, errors, kept):
    form = Follow(typed)
    assert form.errors == errors
    assert {name: form.cleaned_data[name] for name in kept} == kept


def test_a_question_that_was_not_asked_does_not_become_optional():
    form = Follow({"how": "email"})
    form.is_valid()
    assert "(optional)" not in str(form)


def test_checkboxes_are_one_group():
    assert wrong("needs", needs=["learn"]) == plain(
        '<fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend govuk-fieldset__legend--m">'
        "Where does she need help?</legend>"
        '<div class="govuk-checkboxes" data-module="govuk-checkboxes">'
        '<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" id="id_needs_0" name="needs"'
        ' type="checkbox" value="talk"><label class="govuk-label govuk-checkboxes__label" for="id_needs_0">Talking'
        '</label></div><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" id="id_needs_1"'
        ' name="needs" type="checkbox" value="learn" checked>'
        '<label class="govuk-label govuk-checkboxes__label" for="id_needs_1">Learning</label></div>'
        "</div></fieldset>"
    )


def boxes(day="", month="", year="", at_fault=()):
    def box(part, width, value):
        css = " govuk-input--error" if part in at_fault else ""
        invalid = ' aria-invalid="true"' if part in at_fault else ""
        filled = f' value="{value}"' if value else ""
        return (
            '<div class="govuk-date-input__item"><div class="govuk-form-group">'
            f'<label class="govuk-label govuk-date-input__label" for="id_born_{part}">{part.title()}</label>'
            f'<input class="govuk-input govuk-date-input__input govuk-input--width-{width}{css}"'
            f' id="id_born_{part}" name="born_{part}" type="text" inputmode="numeric"{filled}'
            f' autocomplete="bday-{part}"{invalid}></div></div>'
        )

    three = box("day", 2, day) + box("month", 2, month) + box("year", 4, year)
    return f'<div class="govuk-date-input" id="id_born">{three}</div>'


BORN = (
    '<legend class="govuk-fieldset__legend govuk-fieldset__legend--m">When was she born?</legend>'
    '<div id="id_born_helptext" class="govuk-hint">Like 3 10 2020</div>'
)


def test_a_date_is_three_boxes_in_one_group():
    assert group("born") == plain(
        f'<fieldset class="govuk-fieldset" role="group" aria-describedby="id_born_helptext">{BORN}{boxes()}</fieldset>'
    )


def test_a_stored_date_is_shown_in_its_boxes():
    assert group("born", Everything(initial={"born": date(2020, 10, 3)})) == plain(
        '<fieldset class="govuk-fieldset" role="group" aria-describedby="id_born_helptext">'
        f"{BORN}{boxes('3', '10', '2020')}</fieldset>"
    )


def test_a_date_with_a_wrong_month_keeps_all_three_and_marks_the_month():
    said = error("born", "Her date of birth must have a month from 1 to 12, or its name")
    assert wrong("born", born_day="3", born_month="13", born_year="2020") == bad(
        '<fieldset class="govuk-fieldset" role="group" aria-describedby="id_born_helptext id_born_error">'
        f"{BORN}{said}{boxes('3', '13', '2020', at_fault=('month',))}</fieldset>"
    )


def test_a_long_answer_counts_down_and_is_never_cut():
    assert wrong("why", why="x" * 51) == bad(
        '<label class="govuk-label govuk-label--s" for="id_why">Why do you ask?</label>'
        + error("why", "Write at most 50 characters; you have written 51")
        + '<div class="govuk-character-count" data-module="govuk-character-count" data-maxlength="50">'
        '<textarea name="why" cols="40" rows="10" class="govuk-textarea govuk-textarea--error'
        ' govuk-js-character-count" aria-invalid="true" aria-describedby="id_why_error id_why-info" id="id_why">'
        + "x"
        * 51
        + "</textarea>"
        '<div id="id_why-info" class="govuk-hint govuk-character-count__message">You can enter up to 50 characters'
        "</div></div>"
    )


def test_a_line_break_counts_as_one_character_as_it_does_on_the_page():
    form = Everything({"why": "a\r\n" * 25})
    form.is_valid()
    assert form.cleaned_data["why"] == ("a\n" * 25).strip()


def test_money_has_its_pound_sign_and_keeps_what_was_typed():
    assert wrong("cost", cost="12.345") == bad(
        '<label class="govuk-label govuk-label--s" for="id_cost">Cost a year</label>'
        + error("cost", "Enter the yearly cost as pounds and pence, like 1,250.50")
        + '<div class="govuk-input__wrapper"><div class="govuk-input__prefix" aria-hidden="true">£</div>'
        '<input type="text" name="cost" value="12.345" inputmode="decimal" spellcheck="false"'
        ' class="govuk-input govuk-input--error" aria-invalid="true" aria-describedby="id_cost_error" id="id_cost">'
        "</div>"
    )


def test_a_number_is_typed_as_text_in_a_box_of_its_size():
    assert group("places") == plain(
        '<label class="govuk-label govuk-label--s" for="id_places">How many in the group?</label>'
        '<input type="text" name="places" inputmode="numeric" class="govuk-input govuk-input--width-3" id="id_places">'
    )


def test_a_list_to_choose_from():
    assert wrong("school", school="9") == bad(
        '<label class="govuk-label govuk-label--s" for="id_school">School</label>'
        + error("school", "Choose from the answers given: school")
        + '<select name="school" class="govuk-select govuk-select--error" aria-invalid="true"'
        ' aria-describedby="id_school_error" id="id_school">'
        '<option value="">Choose</option><option value="1">Hill Top</option></select>'
    )


def test_a_file():
    assert group("report") == plain(
        '<label class="govuk-label govuk-label--s" for="id_report">Your report</label>'
        '<input type="file" name="report" class="govuk-file-upload" id="id_report">'
    )


def test_a_file_we_have_is_named_and_never_ticked_away():
    kept = SimpleUploadedFile("report.pdf", b"")
    kept.url = "/anywhere/"
    assert group("report", Everything(initial={"report": kept})) == plain(
        '<label class="govuk-label govuk-label--s" for="id_report">Your report</label>'
        '<p class="govuk-body">We have report.pdf. Choose a file only to put another in its place.</p>'
        '<input type="file" name="report" class="govuk-file-upload" id="id_report">'
    )


def test_an_empty_file_says_what_to_do():
    form = Everything({}, {"report": SimpleUploadedFile("report.pdf", b"")})
    assert form.errors["report"] == ["That file is empty. Choose another, or save it again first"]


def test_a_password_can_be_shown_and_is_never_sent_back():
    assert wrong("password", password="hunter") == plain(
        '<label class="govuk-label govuk-label--s" for="id_password">Password</label>'
        '<div class="govuk-password-input" data-module="govuk-password-input">'
        '<div class="govuk-input__wrapper govuk-password-input__wrapper">'
        '<input type="password" name="password" id="id_password"'
        ' class="govuk-input govuk-password-input__input govuk-js-password-input-input">'
        '<button type="button" class="govuk-button govuk-button--secondary govuk-password-input__toggle'
        ' govuk-js-password-input-toggle" data-module="govuk-button" aria-controls="id_password"'
        ' aria-label="Show password" hidden>Show</button></div></div>'
    )


def test_one_box_to_tick_has_its_label_beside_it():
    assert wrong("sure") == bad(
        error("sure", "Tick the box “She has read this”")
        + '<div class="govuk-checkboxes"><div class="govuk-checkboxes__item">'
        '<input type="checkbox" name="sure" class="govuk-checkboxes__input" aria-invalid="true"'
        ' aria-describedby="id_sure_error" id="id_sure">'
        '<label class="govuk-label govuk-checkboxes__label" for="id_sure">She has read this</label></div></div>'
    )


def test_the_one_question_of_a_page_is_its_heading():
    class When(GovukForm):
        heading = "on"
        on = DayField(label="When did you send it?")

    class Who(GovukForm):
        heading = "who"
        who = forms.CharField(label="Who sent it?")

    assert '<h1 class="govuk-fieldset__heading">When did you send it?</h1>' in When()["on"].as_field_group()
    assert group("who", Who()) == plain(
        '<h1 class="govuk-label-wrapper"><label class="govuk-label govuk-label--l" for="id_who">Who sent it?</label>'
        '</h1><input type="text" name="who" class="govuk-input" id="id_who">'
    )


def summary(*forms_given):
    template = Template("{% load govuk %}{% error_summary form %}")
    return parse_html(template.render(Context({"form": forms_given[0]})))


def test_the_summary_links_every_error_to_the_box_to_put_right():
    form = Everything(
        {
            "name": "Amira",
            "born_day": "31",
            "born_month": "2",
            "born_year": "2020",
            "cost": "1",
            "places": "2",
        }
        | {"why": "She asked", "school": "1", "password": "x", "sure": "on"}
    )
    assert summary(form) == parse_html(
        '<div class="govuk-error-summary" data-module="govuk-error-summary"><div role="alert">'
        '<h2 class="govuk-error-summary__title">There is a problem</h2>'
        '<div class="govuk-error-summary__body"><ul class="govuk-list govuk-error-summary__list">'
        '<li><a href="#id_how_0">Choose an answer: How shall we write to you?</a></li>'
        '<li><a href="#id_needs_0">Choose an answer: Where does she need help?</a></li>'
        '<li><a href="#id_born_day">Her date of birth must be a real date: that month has no such day</a></li>'
        '<li><a href="#id_report">Choose a file: your report</a></li>'
        "</ul></div></div></div>"
    )


def test_every_link_of_the_summary_finds_its_box():
    form = Everything({})
    page = str(form)
    targets = [field.error_target for field in form if field.errors]
    assert [target for target in targets if f'id="{target}"' not in page] == []
    assert len(targets) == 11


def test_a_form_without_errors_has_no_summary():
    assert summary(Everything()) == parse_html("")


def test_errors_of_the_whole_form_come_first_and_link_nowhere():
    class Pair(GovukForm):
        name = forms.CharField(label="Your name")

        def clean(self):
            raise forms.ValidationError("Those two do not agree.")

    assert [str(each) for each in Pair({}).non_field_errors()] == ["Those two do not agree."]
    template = Template("{% load govuk %}{% error_summary form %}").render(Context({"form": Pair({})}))
    assert template.index("<li>Those two do not agree.</li>") < template.index('href="#id_name"')


def test_a_formset_gathers_the_errors_of_its_forms():
    class Line(GovukForm):
        what = forms.CharField(label="What")

    lines = forms.formset_factory(Line, extra=0, min_num=2, validate_min=True)(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-what": "a", "form-1-what": ""}
    )
    template = Template("{% load govuk %}{% error_summary form %}").render(Context({"form": lines}))
    assert template.count("<li>") == 2
    assert '<a href="#id_form-1-what">Enter what</a>' in template


def test_words_of_the_forms_own_stay():
    class Own(GovukForm):
        name = forms.CharField(label="Name", error_messages={"required": "Say who you are"})

    assert Own({}).errors["name"] == ["Say who you are"]


@pytest.mark.parametrize(
    "typed",
    [
        ("3", "10", "2026"),
        ("03", "10", "2026"),
        (" 3 ", "Oct", "2026"),
        ("3", "oct.", "2026"),
        ("3", "OCTOBER", "2026"),
        ("3 Oct 2026", "", ""),
        ("3rd October, 2026", "", ""),
        ("Saturday 3 October 2026", "", ""),
        ("3/10/2026", "", ""),
        ("3.10.2026", "", ""),
        ("2026-10-03", "", ""),
    ],
)
def test_a_date_is_read_as_people_write_it(typed):
    assert DayField().clean(list(typed)) == date(2026, 10, 3)


@pytest.mark.parametrize("month", ["Sep", "Sept", "september", "9"])
def test_september_has_two_short_names(month):
    assert DayField().clean(["1", month, "2026"]) == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("typed", "said", "code"),
    [
        (("", "", ""), "Enter the date you sent it", "required"),
        (("3", "", "2026"), "The date you sent it must include a month", "month"),
        (("", "", "2026"), "The date you sent it must include a day and month", "day_month"),
        (("3", "10", "26"), "The date you sent it must have a year of four figures, like 2026", "year"),
        (("3", "10", "0026"), "The date you sent it must have a year of four figures, like 2026", "year"),
        (("3/10/26", "", ""), "The date you sent it must have a year of four figures, like 2026", "year"),
        (("3", "Ju", "2026"), "The date you sent it must have a month from 1 to 12, or its name", "month"),
        (
            ("3", "Octember", "2026"),
            "The date you sent it must have a month from 1 to 12, or its name",
            "month",
        ),
        (("3", "0", "2026"), "The date you sent it must have a month from 1 to 12, or its name", "month"),
        (("29", "2", "2026"), "The date you sent it must be a real date: that month has no such day", "day"),
        (("0", "2", "2026"), "The date you sent it must be a real date: that month has no such day", "day"),
        (("x", "2", "2026"), "The date you sent it must be a real date: that month has no such day", "day"),
        (("tomorrow", "", ""), "The date you sent it must include a month and year", "month_year"),
        (
            ("5", "10", "2026"),
            "The date you sent it must be Sunday 4 October 2026 or earlier",
            "day_month_year",
        ),
        (
            ("31", "8", "2026"),
            "The date you sent it must be Tuesday 1 September 2026 or later",
            "day_month_year",
        ),
    ],
)
def test_a_wrong_date_is_told_what_to_put_right(typed, said, code):
    field = DayField(said_as="the date you sent it", earliest=date(2026, 9, 1), latest=lambda: SUNDAY)
    with pytest.raises(forms.ValidationError) as told:
        field.clean(list(typed))
    assert [(error.messages, error.code) for error in told.value.error_list] == [([said], code)]


def test_the_29th_of_february_exists_in_a_leap_year():
    assert DayField().clean(["29", "2", "2028"]) == date(2028, 2, 29)


def test_a_date_that_is_not_asked_for_may_stay_empty():
    assert DayField(required=False).clean(["", "", ""]) is None


def test_a_date_has_changed_only_when_it_is_another_day():
    field = DayField()
    assert field.has_changed(date(2026, 10, 3), ["3", "Oct", "2026"]) is False
    assert field.has_changed(date(2026, 10, 3), ["4", "Oct", "2026"]) is True
    assert field.has_changed(None, ["", "", ""]) is False
    assert field.has_changed(None, ["x", "", ""]) is True


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1250", "1250.00"),
        ("£1,250", "1250.00"),
        (" £ 1 250.5 ", "1250.50"),
        ("1,250.50", "1250.50"),
        ("0", "0.00"),
        ("0.05", "0.05"),
        ("1,234,567.89", "1234567.89"),
    ],
)
def test_money_is_read_as_people_write_it(typed, amount):
    read = MoneyField().clean(typed)
    assert (read, str(read)) == (Decimal(amount), amount)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter the amount in pounds"),
        ("12.345", "Enter the amount as pounds and pence, like 1,250.50"),
        ("1.250,50", "Enter the amount as pounds and pence, like 1,250.50"),
        ("12,50", "Enter the amount as pounds and pence, like 1,250.50"),
        ("about 30", "Enter the amount as pounds and pence, like 1,250.50"),
        ("1e3", "Enter the amount as pounds and pence, like 1,250.50"),
        ("NaN", "Enter the amount as pounds and pence, like 1,250.50"),
        ("-5", "Enter the amount as 0 or more"),
        ("99999999999", "Check the amount: it has too many figures"),
    ],
)
def test_wrong_money_is_told_what_to_put_right(typed, said):
    with pytest.raises(forms.ValidationError) as told:
        MoneyField().clean(typed)
    assert told.value.messages == [said]


def test_stored_money_is_shown_with_its_pence():
    class Cost(GovukForm):
        cost = MoneyField()

    assert 'value="1,250.50"' in str(Cost(initial={"cost": Decimal("1250.5")}))
    assert Cost({"cost": "1,250.50"}, initial={"cost": Decimal("1250.5")}).has_changed() is False


class Decide(SeenVersion, GovukForm):
    reason = forms.CharField(label="Reason")


def test_a_decision_carries_the_version_that_was_seen():
    assert '<input type="hidden" name="seen" value="7" id="id_seen">' in str(Decide(initial={"seen": 7}))
    form = Decide({"seen": "7", "reason": "No evidence of need"})
    assert form.is_valid()
    assert form.cleaned_data == {"seen": 7, "reason": "No evidence of need"}


@pytest.mark.parametrize("seen", ["", "-1", "seven"])
def test_a_decision_without_the_version_seen_says_to_open_the_page_again(seen):
    form = Decide({"seen": seen, "reason": "x"})
    assert form.errors == {
        "seen": ["We cannot tell which version you were looking at. Open the page again before you decide."]
    }
    assert "#id_seen" not in str(summary(form))


def test_a_model_form_that_decides_is_a_model_form():
    class Rename(SeenVersion, GovukModelForm):
        class Meta(GovukModelForm.Meta):
            model = _a_model_with_a_date()
            fields = ["born"]

    assert type(Rename.base_fields["born"]) is DayField
    assert list(Rename.base_fields) == ["born", "seen"]


def _a_model_with_a_date():
    from django.db import models
    from django.test.utils import isolate_apps

    with isolate_apps("ehcp"):

        class Child(models.Model):
            born = models.DateField()

            class Meta:
                app_label = "ehcp"

    return Child
