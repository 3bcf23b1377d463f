"""The table of the law as a whole: complete, named once, readable, and with an answer for every question."""

from datetime import date

import pytest

from workflows.clock import TribunalDays, WorkingDays, weeks
from workflows.law import CURRENT, UnknownLaw, england_2014, in_force, pack
from workflows.law.terms import QUESTIONS, Agency, Duty, Moment, Right, Row, Stage

LAW = pack(CURRENT)
ROWS = pytest.mark.parametrize("row", LAW.rows, ids=lambda row: row.ref)
REFS = [
    "A1", "A2", "A3", "A4", "A5",
    "B1", "B2", "B3", "B4", "B5",
    "C1", "C2", "C3", "C4", "C4a", "C5", "C6", "C7", "C8", "C9",
    "D1", "D2", "D3", "D4a", "D4", "D5", "D6", "D7", "D7a", "D8", "D8a", "D8b", "D9", "D10", "D11", "D12",
    "E1", "E2", "E3", "E4",
    "E5", "E6", "E7", "E8", "E9", "E10", "E11", "E12", "E13", "E14", "E15", "E16", "E17", "E18", "E19", "E20", "E21",
    "R1", "R2", "R3", "R4",
    "T1", "T2", "T3", "T4", "T5", "T6", "T7", "T7a", "T8",
    "Z1", "Z2", "Z3", "Z4", "Z5", "Z6", "Z7",
    "M1", "M2", "M3", "M4", "M5", "M5a", "M6", "M7", "M8", "M9", "M9a", "M10",
    "P1", "P2", "P3", "P3a", "P3b", "P3c", "P3d", "P3e", "P3f", "P3g", "P3h", "P3i", "C1a", "C7a",
    "O1", "O2a", "O2b", "O2c", "O3a", "O3b", "O4a", "O4b", "O4c", "O5", "O6", "O7a", "O7b", "O8", "O8a", "O8b", "O9",
    "LGO", "YP",
    "L1", "L2", "L3", "L4",
]  # fmt: skip


def test_the_rows_stand_in_the_order_a_family_meets_them():
    assert [row.ref for row in LAW.rows] == REFS


COLLECTED = [
    "A1", "A2", "A3", "A4", "A5",
    "B1", "B2", "B3", "B4", "B5",
    "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9",
    "E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8", "E9", "E10", "E11", "E12", "E13", "E14", "E15", "E16", "E17", "E18",
    "E19", "E20", "E21",
    "R1", "R2", "R3", "R4",
    "T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8",
    "Z1", "Z2", "Z3", "Z4", "Z5", "Z6", "Z7",
    "M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8", "M9", "M10",
    "P1", "P2", "P3",
    "O1", "O2", "O3", "O4", "O5", "O6", "O7", "O8", "O9", "LGO",
    "D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9", "D10", "D11", "D12",
    "L1", "L2", "L3", "L4",
]  # fmt: skip
"""The rows of our collection of the law, sections 1a to 1k. What 1l says has no numbers; it is our row YP."""
SEVERAL_DAYS = {
    "O2": ["O2a", "O2b", "O2c"],
    "O3": ["O3a", "O3b"],
    "O4": ["O4a", "O4b", "O4c"],
    "O7": ["O7a", "O7b"],
}
"""One row there, and one of ours for each of its days."""


@pytest.mark.parametrize("ref", [*COLLECTED, "YP"])
def test_every_row_of_our_collection_of_the_law_is_here(ref):
    here = {row.ref for row in LAW.rows}
    assert here.issuperset(SEVERAL_DAYS.get(ref, [ref]))


def test_what_is_not_numbered_there_is_a_part_of_a_row_that_is():
    parts = {part: ref for ref, rows in SEVERAL_DAYS.items() for part in rows}
    for row in LAW.rows:
        assert row.ref in (*COLLECTED, *parts, "YP") or row.ref[:-1] in COLLECTED


@pytest.mark.parametrize(
    ("moment", "rows"),
    [
        (Moment.APPEAL_CONCEDED, {"P3a": 2, "P3b": 10, "P3c": 14}),
        (Moment.TRIBUNAL_ORDERED, {"O2a": 2, "O2b": 10, "O2c": 14}),
        (Moment.MEDIATION_AGREED, {"O2a": 2, "O2b": 10, "O2c": 14}),
        (Moment.REQUEST_RECEIVED, {"C1": 16, "C7": 20}),
        (Moment.CONCEDED_WITHOUT_ORDER, {"C1a": 10, "C7a": 14}),
    ],
)
def test_each_way_of_giving_in_after_a_refusal_to_assess_has_its_own_weeks(moment, rows):
    """Before responding; by order or agreement; without an order, in law and by the Ombudsman's measure."""
    for ref, number in rows.items():
        assert LAW.row(ref) in LAW.started_by(moment)
        assert LAW.row(ref).within == weeks(number)


def test_every_row_is_known_by_the_name_it_is_written_under():
    constants = {name: value for name, value in vars(england_2014).items() if isinstance(value, Row)}
    assert {name.lower() for name in constants} == {row.key for row in LAW.rows}
    for name, row in constants.items():
        assert row.key == name.lower()
        assert LAW.row(row.key) is LAW.row(row.ref) is LAW.row(row.ref.lower()) is row


def test_no_reference_and_no_name_is_used_twice():
    assert len({row.ref.lower() for row in LAW.rows} | {row.key for row in LAW.rows}) == 2 * len(REFS)


def test_every_row_stands_in_one_stage():
    assert [row for _, rows in LAW.stages for row in rows] == list(LAW.rows)
    assert all(isinstance(stage, Stage) and rows for stage, rows in LAW.stages)


AUTHORITYS_RIGHTS = {"D10", "Z6"}
"""What the authority may do and need not: asking money back, and keeping a plan to the end of a year."""


def test_what_the_family_holds_is_a_right_and_everything_else_a_duty():
    for row in LAW.rows:
        assert isinstance(row, Right) == (row.owner is Agency.FAMILY or row.ref in AUTHORITYS_RIGHTS)
        assert isinstance(row, Duty) != isinstance(row, Right)


SOURCES = (
    "Regulations 2014", "Act 2014", "Code of Practice", "Rules 2008", "Regulations 2017", "Government Act 1974",
    "Ombudsman",
)  # fmt: skip


@ROWS
def test_a_row_says_what_who_and_where_it_is_written(row):
    assert row.task[0].isupper() and not row.task.endswith(".")
    assert any(source in row.law for source in SOURCES)
    assert row.owner.words and row.by_when


@ROWS
def test_what_follows_and_what_is_noted_are_whole_sentences(row):
    for words in (row.right, row.note):
        assert not words or (words.lstrip("“")[0].isupper() and words.endswith("."))


@ROWS
def test_only_guidance_rests_on_the_code_of_practice_or_the_ombudsman(row):
    assert row.guidance == any(source in row.law for source in ("Code of Practice", "Ombudsman, "))


@ROWS
def test_a_row_is_reminded_of_only_before_a_day(row):
    assert not row.remind or row.within or row.aim
    assert len(set(row.remind)) == len(row.remind)


@ROWS
def test_a_row_without_a_moment_has_no_time_limit(row):
    assert row.starts or not (row.within or row.aim or row.or_later or row.remind)


@ROWS
def test_every_question_a_row_asks_has_its_words(row):
    assert row.condition == (QUESTIONS[row.only_if] if row.only_if else "")


def test_every_question_is_asked_by_some_row():
    assert {row.only_if for row in LAW.rows_and_promises if row.only_if} == set(QUESTIONS)


def test_only_moves_mediation_and_the_tribunal_count_working_days():
    counted = [row.ref for row in LAW.rows if isinstance(row.within, WorkingDays | TribunalDays)]
    assert counted == ["T6", "T7", "M2", "M3", "M5a", "M6", "P2"]
    later = [row.ref for row in LAW.rows if row.or_later and isinstance(row.or_later.within, WorkingDays)]
    assert later == ["T1", "T5"]


def test_only_an_agreement_in_mediation_can_set_another_day():
    for row in LAW.rows:
        counts = Moment.MEDIATION_AGREED in row.starts and row.within is not None and row.ref != "M10"
        assert bool(row.extended_by) == counts


def test_an_exception_cites_its_own_law_and_is_written_to_follow_because():
    for row in LAW.rows:
        for exception in row.excused_by:
            assert "reg" in exception.law
            assert exception.words[0].islower() and not exception.words.endswith(".")


def test_school_holidays_excuse_the_authority_and_not_whoever_gives_advice():
    assert "closes" in england_2014.DECIDE_WHETHER_TO_ASSESS.excused_by[0].words
    assert not any("closes" in exception.words for exception in england_2014.GIVE_ADVICE.excused_by)


def test_nothing_excuses_a_late_review_or_a_late_amended_plan():
    assert england_2014.REVIEW_THE_PLAN.excused_by == ()
    assert england_2014.ISSUE_THE_AMENDED_PLAN.excused_by == ()


@pytest.mark.parametrize(
    ("row", "citations"),
    [
        ("A3", ["reg 5(4)(a)", "reg 5(4)(b)", "reg 5(4)(c)", "reg 5(4)(d)"]),
        ("B4", ["reg 8(2)(a)", "reg 8(2)(b)", "reg 8(2)(c)"]),
        ("C1", ["reg 10(4)(a)", "reg 10(4)(b)", "reg 10(4)(c)", "reg 10(4)(d)"]),
        ("C7", [f"reg 13(3) with reg 10(4)({letter})" for letter in "abcd"]),
    ],
)
def test_the_exceptions_of_a_row(row, citations):
    assert [e.law for e in LAW.row(row).excused_by] == [f"SEND Regulations 2014, {c}" for c in citations]


# Moments


def test_every_moment_counts_for_some_row():
    assert [moment for moment in Moment if not LAW.started_by(moment)] == []


def test_a_request_starts_the_rows_that_count_from_it():
    assert [row.ref for row in LAW.started_by(Moment.REQUEST_RECEIVED)] == [
        "A1",
        "A2",
        "A3",
        "A4",
        "C1",
        "C7",
    ]


def test_a_certificate_moves_the_end_of_the_time_to_appeal_and_so_of_keeping_the_plan():
    assert [row.ref for row in LAW.started_by(Moment.MEDIATION_CERTIFICATE_DATED)] == ["Z3", "P1"]


def test_a_moment_and_an_agency_are_their_names_and_have_words():
    assert Moment("request_received") is Moment.REQUEST_RECEIVED
    assert Agency("family") is Agency.FAMILY
    for member in (*Moment, *Agency):
        assert str(member) == member.value == member.name.lower()
        assert member.words


# Packs


def test_the_law_of_a_day():
    assert in_force(date(2014, 9, 1)) is in_force(date(2026, 9, 1)) is pack("england_2014")
    assert LAW.name == CURRENT == "england_2014"


def test_before_september_2014_there_is_no_law_here():
    with pytest.raises(UnknownLaw, match="begins on 2014-09-01; 2014-08-31 is before that"):
        in_force(date(2014, 8, 31))


def test_an_unknown_row_is_a_key_error_that_says_what_there_is():
    with pytest.raises(KeyError) as wrong:
        LAW.row("X9")
    assert str(wrong.value).startswith("There is no row “X9” in england_2014. There are: A1, A2, A3,")


def test_an_unknown_pack_is_a_key_error_that_says_what_there_is():
    with pytest.raises(KeyError) as wrong:
        pack("wales_2018")
    assert str(wrong.value) == "There is no law called “wales_2018”. There are: england_2014."
