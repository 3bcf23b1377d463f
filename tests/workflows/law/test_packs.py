"""A state of the law as a whole, put together from its module, and the law of a day where there are two."""

from datetime import date
from types import ModuleType

import pytest

from tests.laws import england_2031
from workflows import law
from workflows.clock import weeks
from workflows.law import Pack, UnknownLaw, england_2014, in_force, pack
from workflows.law.terms import Agency, Duty, Ground, Moment, Stage


def of_its_own():
    """A law of two stages and three rows, written as a module is."""
    module = ModuleType("workflows.law.elsewhere_2040")
    module.TITLE = "Elsewhere"
    module.IN_FORCE_FROM = date(2040, 1, 1)
    module.FIRST = Stage("First")
    module.WRITE = _duty("W1", Moment.REQUEST_RECEIVED)
    module.NOT_A_ROW = "words"
    module.READ = _duty("R1", Moment.DRAFT_SERVED)
    module.SECOND = Stage("Second")
    module.ANSWER_LATER = _duty("A1b", Moment.REQUEST_RECEIVED)
    return module


def _duty(ref, since):
    return Duty(
        ref=ref, task="Do it", law="An Act", owner=Agency.LOCAL_AUTHORITY, since=since, within=weeks(1)
    )


def test_a_pack_is_put_together_from_its_module_in_the_order_written():
    module = of_its_own()
    made = Pack(module)
    assert (made.name, made.title, made.in_force_from) == ("elsewhere_2040", "Elsewhere", date(2040, 1, 1))
    assert repr(made) == "<Pack elsewhere_2040>"
    assert made.stages == (
        (module.FIRST, (module.WRITE, module.READ)),
        (module.SECOND, (module.ANSWER_LATER,)),
    )
    assert made.rows == (module.WRITE, module.READ, module.ANSWER_LATER)
    assert [row.key for row in made.rows] == ["write", "read", "answer_later"]


def test_its_rows_are_found_by_reference_and_by_name_however_they_are_typed():
    module = of_its_own()
    made = Pack(module)
    for name in ("A1b", "a1b", "A1B", "answer_later", "ANSWER_LATER"):
        assert made.row(name) is module.ANSWER_LATER
    with pytest.raises(UnknownLaw) as wrong:
        made.row("X9")
    assert str(wrong.value) == "There is no row “X9” in elsewhere_2040. There are: W1, R1, A1b."


def test_its_rows_are_found_by_the_moment_that_starts_them_and_other_moments_start_none():
    module = of_its_own()
    made = Pack(module)
    assert made.started_by(Moment.REQUEST_RECEIVED) == (module.WRITE, module.ANSWER_LATER)
    assert made.started_by(Moment.MEETING_HELD) == ()


def test_the_law_of_2014_put_together_again_is_the_same():
    again = Pack(england_2014)
    assert (again.name, again.stages, again.rows) == (
        "england_2014",
        law.PACKS["england_2014"].stages,
        again.rows,
    )
    assert again.in_force_from == date(2014, 9, 1)


@pytest.fixture
def _two_laws(monkeypatch):
    other = Pack(england_2031)
    monkeypatch.setitem(law.PACKS, other.name, other)


@pytest.mark.usefixtures("_two_laws")
def test_the_later_of_two_laws_holds_from_its_day_on():
    assert in_force(date(2031, 8, 31)).name == "england_2014"
    assert in_force(date(2031, 9, 1)).name == in_force(date(2040, 1, 1)).name == "england_2031"


@pytest.mark.usefixtures("_two_laws")
def test_before_the_first_of_two_laws_there_is_none_and_an_unknown_one_says_which_there_are():
    with pytest.raises(UnknownLaw) as wrong:
        in_force(date(2014, 8, 31))
    assert str(wrong.value) == "The law here begins on 2014-09-01; 2014-08-31 is before that."
    with pytest.raises(UnknownLaw) as wrong:
        pack("wales_2018")
    assert str(wrong.value) == "There is no law called “wales_2018”. There are: england_2014, england_2031."


# Rows


def test_an_exception_is_found_by_its_ground():
    row = law.PACKS["england_2014"].row("A3")
    assert row.exception(Ground.ABSENT).law == "SEND Regulations 2014, reg 5(4)(d)"
    assert row.exception("school_closed").law == "SEND Regulations 2014, reg 5(4)(a)"
    assert row.exception(Ground.MISSED_APPOINTMENT) is None
    assert law.PACKS["england_2014"].row("E14").exception(Ground.ABSENT) is None


def test_what_always_stands_keeps_the_days_it_was_given():
    given = {Moment.REQUEST_RECEIVED: date(2026, 9, 1)}
    assert law.PACKS["england_2014"].row("A5").due(given).moments == given
