"""The parts of a page: what a person reads, what a screen reader is told, and what stands on paper."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.html import parse_html

from ehcp.pages.context import Header, Link
from ehcp.pages.forms import GovukForm
from ehcp.pages.standing import KINDS, standing
from workflows import clock

SUNDAY = date(2026, 10, 4)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: SUNDAY)


@dataclass
class Owed:
    """A Deadline as pages read it."""

    due: date | None = date(2026, 10, 13)
    aim: date | None = None
    late: bool = False
    closed: bool = False
    is_right: bool = False
    ended_how: str = ""
    excused_by_id: int | None = None
    reminder_days: list = field(default_factory=list)

    @property
    def is_open(self):
        return not self.ended_how

    @property
    def law(self):
        return SimpleNamespace(how_soon="as soon as practicable", is_promise=False)

    @property
    def reckoning(self):
        return SimpleNamespace(row=self.law)

    @property
    def why(self):
        return ("Received on 1 September.", "Within 6 weeks <reg 5(1)>.")

    def is_late(self, today=None):
        return self.late

    def is_past(self, today=None):
        return self.late

    def is_closed(self, today=None):
        return self.closed

    def get_ended_how_display(self):
        return {"met": "Done", "used": "Used"}[self.ended_how]


def render(written, **given):
    return Template("{% load govuk %}" + written).render(Context(given))


def words(html):
    """What is read aloud: no tags, no drawings, no spare space."""
    html = re.sub(r'<(svg|span) [^>]*aria-hidden="true".*?</\1>', "", html, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (SUNDAY, "today"),
        (SUNDAY + timedelta(days=1), "tomorrow"),
        (SUNDAY + timedelta(days=9), "in 9 days"),
        (SUNDAY - timedelta(days=1), "yesterday"),
        (SUNDAY - timedelta(days=2), "2 days ago"),
        (None, ""),
    ],
)
def test_a_date_is_said_from_today(value, said):
    assert render("{{ day|from_now }}", day=value) == said


def test_a_date_is_said_in_words():
    assert render("{{ due|day }}", due=date(2026, 10, 13)) == "Tuesday 13 October 2026"
    assert render("{{ due|day }}", due=None) == ""


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_standing_has_a_word_and_a_shape(kind):
    html = render("{% status_tag kind %}", kind=kind)
    assert words(html) == KINDS[kind].word
    assert f'<path d="{KINDS[kind].shape}"/>' in html


def test_no_two_kinds_of_standing_share_a_word_or_a_shape():
    assert len({kind.word for kind in KINDS.values()}) == len(KINDS)
    assert len({kind.shape for kind in KINDS.values()}) == len(KINDS)


@pytest.mark.parametrize(
    ("deadline", "stands"),
    [
        (Owed(), ("on_time", "On time")),
        (Owed(reminder_days=[date(2026, 10, 5)]), ("on_time", "On time")),
        (Owed(reminder_days=[SUNDAY, date(2026, 10, 13)]), ("due_soon", "Due soon")),
        (Owed(late=True), ("late", "Late")),
        (Owed(excused_by_id=7), ("excused", "Excused, still owed")),
        (Owed(excused_by_id=7, ended_how="met"), ("done", "Done")),
        (Owed(closed=True), ("closed", "Closed")),
        (Owed(is_right=True), ("on_time", "Open")),
        (Owed(is_right=True, due=None), ("on_time", "Open")),
        (Owed(is_right=True, reminder_days=[SUNDAY]), ("due_soon", "Closes soon")),
        (Owed(ended_how="met"), ("done", "Done")),
        (Owed(ended_how="met", late=True), ("done", "Done late")),
        (Owed(ended_how="used"), ("done", "Used")),
        (Owed(ended_how="lifted"), ("lifted", "Does not apply any more")),
    ],
)
def test_a_deadline_says_how_it_stands(deadline, stands):
    assert standing(deadline) == stands


def test_what_the_law_gives_no_day_for_is_to_do_and_never_late():
    assert standing(Owed(due=None)) == ("to_do", "To do")
    assert standing(Owed(due=None, aim=date(2026, 10, 5))) == ("to_do", "To do")
    assert standing(Owed(due=None, aim=date(2026, 10, 3))) == ("due_soon", "Past our own day")


def test_why_this_date_opens_in_place_without_a_script():
    html = render("{% why_date deadline %}", deadline=Owed(late=True))
    assert words(html) == (
        "Tuesday 13 October 2026 : why this date? Why this date? Received on 1 September. "
        "Within 6 weeks &lt;reg 5(1)&gt;. Late"
    )
    assert html.startswith("<details") and "</details>" in html


def test_a_duty_without_a_number_says_the_day_we_aim_at():
    assert words(
        render("{% why_date deadline %}", deadline=Owed(due=None, aim=date(2026, 10, 13)))
    ).startswith("as soon as practicable; we aim at Tuesday 13 October 2026")


def test_a_duty_without_a_number_says_as_soon_as_practicable():
    assert words(render("{% why_date deadline %}", deadline=Owed(due=None))).startswith(
        "as soon as practicable"
    )


def test_a_date_in_a_sentence_leaves_no_space_before_the_full_stop():
    assert render('{% status_tag "late" %}.')[-10:] == "</strong>."


@dataclass
class Mark:
    day: date
    label: str
    state: str


MARKS = [
    Mark(date(2027, 1, 19), "Final plan", "on_time"),
    Mark(date(2026, 10, 13), "Decide whether to assess", "done"),
]


def bar(today, marks=MARKS):
    return render(
        "{% twenty_week_bar start=start end=end today=today marks=marks %}",
        start=date(2026, 9, 1),
        end=date(2027, 1, 19),
        today=today,
        marks=marks,
    )


def test_the_bar_says_in_words_what_it_draws_in_the_order_of_the_days():
    assert words(bar(date(2026, 10, 27))) == (
        "Week 8 of 20 From Tuesday 1 September 2026 to Tuesday 19 January 2027. Today is in week 8 of 20. "
        "The dates stand in the list below. 1 2 "
        "Decide whether to assess Tuesday 13 October 2026 Done Final plan Tuesday 19 January 2027 On time"
    )


@pytest.mark.parametrize(
    ("today", "caption"),
    [
        (date(2026, 9, 1), "Week 1 of 20"),
        (date(2026, 9, 8), "Week 1 of 20"),
        (date(2026, 9, 9), "Week 2 of 20"),
        (date(2027, 1, 19), "Week 20 of 20"),
        (date(2027, 1, 20), "Week 21 of 20: past the last day"),
    ],
)
def test_the_last_day_of_a_week_belongs_to_it(today, caption):
    assert re.search(r'plans-weeks__caption">(.*?)</p>', bar(today))[1] == caption


def places(html):
    return re.findall(r'class="plans-weeks__at" x="([\d.]+)%"', html)


def test_marks_stand_where_their_days_are():
    assert places(bar(date(2026, 10, 27))) == ["30.00", "100.00"]


def test_past_the_last_day_the_bar_grows_instead_of_leaving_today_outside():
    html = bar(date(2027, 6, 8))
    assert places(html) == ["15.00", "50.00"]
    assert 'x1="100.00%"' in html


def test_marks_near_each_other_are_drawn_at_two_heights():
    near = [Mark(date(2026, 10, 13) + timedelta(days=add), "x", "on_time") for add in (0, 2, 4, 60)]
    assert re.findall(r'cy="(\d+)"', bar(SUNDAY, near)) == ["34", "11", "34", "34"]


def test_the_bar_of_one_day_is_drawn():
    html = render("{% twenty_week_bar start=day end=day today=day marks=marks %}", day=SUNDAY, marks=[])
    assert "Week 1 of 1" in html


def test_the_stage_bar_marks_the_step_we_are_at():
    html = render('{% stage_bar "advice" %}')
    assert words(html) == (
        "Step 3 of 6 Request (done) Decide (done) Advice (we are here) Draft Your comments Final plan"
    )
    assert html.count('aria-current="step"') == 1


def test_a_summary_list_says_what_was_not_given_and_what_change_would_change():
    rows = [{"key": "Name", "value": "Amira"}, {"key": "School", "value": None, "change": "/school/"}]
    html = render("{% summary_list rows %}", rows=rows)
    assert words(html) == "Name Amira School Not given Change School"


def test_a_summary_list_shows_a_nought():
    assert words(render("{% summary_list rows %}", rows=[{"key": "Hours", "value": 0}])) == "Hours 0"


def test_a_task_is_described_by_its_hint_and_standing():
    tasks = [{"title": "Needs", "url": "/needs/", "hint": "At least one", "kind": "to_do"}]
    html = render("{% task_list tasks %}", tasks=tasks)
    assert 'aria-describedby="task-1-hint task-1-status"' in html
    assert words(html) == "Needs At least one To do"


def test_a_task_that_cannot_be_begun_is_no_link():
    tasks = [{"title": "Send", "kind": "waiting", "text": "Cannot start yet"}]
    html = render("{% task_list tasks %}", tasks=tasks)
    assert "<a" not in html
    assert words(html) == "Send Cannot start yet"


def test_the_timeline_shows_the_newest_first_also_within_a_day():
    happened = [
        {"title": "Asked", "on": date(2026, 9, 1), "by": "her mother"},
        {"title": "Agreed", "on": date(2026, 9, 20)},
        {"title": "Told", "on": date(2026, 9, 20)},
    ]
    assert words(render("{% timeline rows %}", rows=happened)) == (
        "Told Sunday 20 September 2026 Agreed Sunday 20 September 2026 Asked by her mother Tuesday 1 September 2026"
    )


def test_a_table_names_its_rows_and_sets_figures_to_the_right():
    html = render(
        '{% data_table "Costs" headings rows numeric="2" %}',
        headings=["Child", "Cost"],
        rows=[["Amira", "£5.00"]],
    )
    assert parse_html(html) == parse_html(
        '<div class="plans-scroll" role="region" aria-label="Costs" tabindex="0"><table class="govuk-table">'
        '<caption class="govuk-table__caption govuk-table__caption--m">Costs</caption>'
        '<thead class="govuk-table__head"><tr class="govuk-table__row">'
        '<th scope="col" class="govuk-table__header">Child</th>'
        '<th scope="col" class="govuk-table__header govuk-table__header--numeric">Cost</th></tr></thead>'
        '<tbody class="govuk-table__body"><tr class="govuk-table__row">'
        '<th scope="row" class="govuk-table__header">Amira</th>'
        '<td class="govuk-table__cell govuk-table__cell--numeric">£5.00</td></tr></tbody></table></div>'
    )


def test_navigation_says_where_we_are():
    links = [Link("Overview", "/1/"), Link("Advice", "/1/advice/", current=True)]
    assert render("{% sub_navigation links %}", links=links).count('aria-current="page"') == 1
    assert render("{% side_navigation links %}", links=links).count('aria-current="location"') == 1


def test_pages_keep_the_rest_of_the_address():
    page = Paginator(range(60), 10).get_page(2)
    request = RequestFactory().get("/cases/", {"late": "yes", "page": "2"})
    html = render("{% pagination page %}", page=page, request=request)
    assert re.findall(r'href="([^"]+)"', html)[:2] == ["?late=yes&amp;page=1", "?late=yes&amp;page=1"]
    assert 'aria-label="Page 2" aria-current="page"' in html


def test_one_page_needs_no_numbers():
    page = Paginator(range(5), 10).get_page(1)
    assert render("{% pagination page %}", page=page, request=RequestFactory().get("/")).strip() == ""


def test_what_a_person_wrote_is_never_markup():
    html = render(
        "{% inset %}{{ said }}{% endinset %}{% details said %}x{% enddetails %}", said="<b>Hello</b>"
    )
    assert html.count("&lt;b&gt;Hello&lt;/b&gt;") == 2


class Notices(list):
    def all(self):
        return self

    def unread(self):
        return self

    def count(self):
        return len(self)


def person(notices=()):
    memberships = SimpleNamespace(values_list=lambda *names, flat: ["Community Paediatrics"])
    return SimpleNamespace(
        is_authenticated=True, full_name="Dr Adaeze Okafor", memberships=memberships, notices=Notices(notices)
    )


def header_of(user=None, **given):
    request = RequestFactory().get("/")
    if user:
        request.user = user
    vars(request).update(given)
    return Header(request)


def test_the_header_says_who_i_am_and_for_whom(settings):
    settings.COUNCIL_NAME = "Northmoor Council"
    header = header_of(person(notices=[1, 2, 3]))
    assert (header.council, header.person, header.represents, header.unread) == (
        "Northmoor Council",
        "Dr Adaeze Okafor",
        "Community Paediatrics",
        3,
    )


def test_a_stranger_is_nobody_in_the_header():
    header = header_of()
    assert (header.person, header.represents, header.unread) == ("", "", 0)


def test_a_page_of_one_council_bears_its_name(settings):
    settings.COUNCIL_NAME = "Northmoor Council"
    assert header_of(council=SimpleNamespace(name="Eastvale Council")).council == "Eastvale Council"


class Ask(GovukForm):
    heading = "name"
    name = forms.CharField(label="What is your name?")


def question(form):
    return render_to_string("parts/question.html", {"form": form}, RequestFactory().get("/"))


@pytest.mark.django_db
def test_a_page_with_errors_says_so_first_in_its_title_and_above_its_question():
    page = question(Ask({}))
    assert "<title>Error: " in page
    assert page.index("There is a problem") < page.index("<h1")
    assert 'href="#id_name"' in page and 'id="id_name"' in page


@pytest.mark.django_db
def test_a_page_without_errors_does_not_speak_of_any():
    page = question(Ask())
    assert "Error" not in page
    assert "There is a problem" not in page


@pytest.mark.django_db
def test_a_question_is_checked_by_us_and_protected():
    page = question(Ask())
    assert '<form method="post" novalidate>' in page
    assert page[page.index("<main") :].count("csrfmiddlewaretoken") == 1
    assert "required" not in page


@pytest.mark.django_db
def test_a_question_with_a_file_sends_the_file():
    class Send(GovukForm):
        report = forms.FileField()

    assert '<form method="post" novalidate enctype="multipart/form-data">' in question(Send())


@pytest.mark.django_db
def test_the_skip_link_leads_to_the_content():
    page = question(Ask())
    assert page.index('href="#main-content"') < page.index("<header") < page.index('id="main-content"')
    assert '<html lang="en"' in page


def test_what_became_of_the_last_step_is_told_once_each_in_its_own_region():
    told = [SimpleNamespace(level_tag=level) for level in ("success", "info")]
    page = render_to_string("parts/messages.html", {"messages": told})
    assert re.findall(r'role="(\w+)" aria-labelledby="(message-\d)"', page) == [
        ("alert", "message-1"),
        ("region", "message-2"),
    ]


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_an_error_page_stands_without_any_context(name):
    page = render_to_string(name)
    assert re.search(r"<title>.+ – Education, health and care plans</title>", page)
    assert page.count("<h1") == 1


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "500.html"])
def test_no_page_holds_a_script_or_a_style_of_its_own(name):
    page = render_to_string(name)
    assert re.findall(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|javascript:", page) == []
