"""Each verb does what it says, in a story that the machine accepts. The examples tell most; the rest is told here.

A story is an example up to a day, and what comes after: "day verb who {fields}" in each line. It is checked like a
file and played step by step, each on its own day; afterwards every deadline still follows from the events.
"""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from ehcp.casefile.player import CannotBePlayed, Player
from ehcp.casefile.reading import faults
from ehcp.casefile.verbs import VERBS
from ehcp.models import Case
from tests.journeys.conftest import CASES
from workflows import clock
from workflows.replay import differences

AMIRA, CHLOE, KIT, NORA, SANA = (
    json.loads(next(CASES.glob(f"{name}-*.json")).read_text())
    for name in ("amira", "chloe", "kit", "nora", "sana")
)
THE_END = "9999-12-31"
THE_SERVICE = "service"

NO_PLAN = """
    2026-11-06 decide_no_plan helen {"reasons": "School can do this.", "sent_on": "2026-11-06"}
"""
NO_PLAN_APPEALED = f"""
    {NO_PLAN}
    2026-11-19 decline_mediation morwenna
    2026-11-20 record_mediation_certificate morwenna {{"dated_on": "2026-11-20"}}
    2026-11-27 record_appeal morwenna {{"dispute": "d-plan", "words": "He needs one."}}
    2026-12-03 register_appeal ruth {{"dispute": "d-plan"}}
"""
REASSESSED = """
    2027-01-11 ask_for_reassessment deirdre {"reasons": "She is no longer able to use her right hand."}
    2027-01-18 agree_to_reassess helen {"reasons": "Much has changed.", "sent_on": "2027-01-18"}
    2027-01-19 seek_advice marcus {"of": [
        {"advice": "b-family", "kind": "parent_or_young_person", "from": "deirdre"},
        {"advice": "b-school", "kind": "education", "from": "nicola"},
        {"advice": "b-medical", "kind": "medical", "from": "daniel"},
        {"advice": "b-psychology", "kind": "psychological", "from": "colin"},
        {"advice": "b-social-care", "kind": "social_care", "from": "carys"}]}
    2027-01-20 propose_earlier_advice marcus {"advice": "b-social-care", "earlier": "Report of 29 April 2026"}
    2027-01-21 say_it_is_enough_as_author carys {"advice": "b-social-care"}
    2027-01-22 say_it_is_enough_as_family deirdre {"advice": "b-social-care"}
    2027-01-25 use_earlier_advice marcus {"advice": "b-social-care"}
    2027-01-25 propose_earlier_advice marcus {"advice": "b-medical", "earlier": "Report of 5 May 2026"}
    2027-01-26 say_it_is_not_enough deirdre {"advice": "b-medical", "reasons": "It says nothing of her hand."}
    2027-02-01 give_views deirdre {"advice": "b-family", "views": {"child_views": "My hand went to sleep."}}
    2027-02-08 give_advice daniel {"advice": "b-medical", "needs": [
        {"key": "hand-n", "section": "C", "words": "Nora has lost the use of her right hand."}]}
    2027-02-08 give_advice nicola {"advice": "b-school", "summary": "She now dictates everything."}
    2027-02-08 give_advice colin {"advice": "b-psychology", "summary": "As before, but for the hand."}
    2027-02-09 accept_advice marcus {"advice": "b-family"}
    2027-02-09 accept_advice marcus {"advice": "b-medical"}
    2027-02-09 accept_advice marcus {"advice": "b-school"}
    2027-02-09 accept_advice marcus {"advice": "b-psychology"}
"""
CEASING = """
    2027-05-04 consider_ceasing marcus {"reasons": "The internship becomes a job."}
    2027-05-17 record_ceasing_consultation marcus {"words": "Chloe, her mother and the college agree."}
    2027-06-01 decide_to_cease helen {"reasons": "She works.", "ground": "not_necessary", "sent_on": "2027-06-01"}
"""
LESS_IS_PAID = """
    2027-05-04 reduce_payments helen {"from_on": "2027-06-01", "reasons": "Fewer hours are used.",
        "amounts": [{"row": "care-p-assistant", "amount": "7000.00"}]}
    2027-05-10 ask_for_reconsideration chloe {"words": "I use them all."}
"""

STORIES: dict[str, tuple[dict[str, Any], str, str]] = {
    # Departures, and the ways out
    "excused and withdrawn": (
        KIT,
        "2026-01-14",
        """
        2026-01-20 pause morwenna {"statement": "My father has died."}
        2026-02-02 end_pause morwenna
        2026-02-17 record_exception ruth {"duty": "A3", "ground": "absent", "began_on": "2026-01-13",
            "ended_on": "2026-02-15", "statement": "Kit was abroad and could not be seen.", "evidence": "A letter."}
        2026-02-18 move_to_law service {"to": "england_2014"}
        2026-02-24 note_missed_day service {"duty": "decide_whether_to_assess"}
        2026-02-25 explain_delay ruth {"words": "We wait until Kit is back."}
        2026-02-26 withdraw_request morwenna {"reasons": "We stay abroad.", "evidence": "E-mail of today"}
        """,
    ),
    "late, asked about and caught up": (
        KIT,
        "2026-01-14",
        """
        2026-02-24 note_missed_day service {"duty": "A3"}
        2026-02-25 explain_delay ruth {"words": "A report is missing.", "expected_on": "2026-03-06"}
        2026-03-11 tell_how_it_stands ruth {"words": "It is still missing.", "expected_on": "2026-03-25"}
        2026-03-12 ask_a_question morwenna {"question": "q-report", "words": "Whose report is it?"}
        2026-03-16 answer_question ruth {"question": "q-report", "words": "The paediatrician's."}
        2026-03-24 foresee_delay service {"duty": "C1"}
        2026-03-25 agree_to_assess helen {"reasons": "He needs it.", "sent_on": "2026-03-25"}
        2026-03-26 note_caught_up service
        """,
    ),
    "moved before there is a plan": (
        KIT,
        "2026-01-14",
        '2026-02-02 move_to_another_authority helen {"authority": "Farshire Council"}',
    ),
    "died": (KIT, "2026-01-14", "2026-02-02 record_death helen"),
    "ended by age": (CHLOE, THE_END, "2031-11-04 end_by_age helen"),
    # Mediation and appeal
    "assessed after all": (
        KIT,
        "2026-02-20",
        """
        2026-02-26 decline_mediation morwenna {"words": "I go to the Tribunal."}
        2026-03-02 record_mediation_certificate morwenna {"dated_on": "2026-03-02"}
        2026-03-09 assess_after_all helen {"reasons": "We were wrong.", "sent_on": "2026-03-09"}
        """,
    ),
    "appeal withdrawn": (
        KIT,
        "2026-05-01",
        '2026-05-11 withdraw_appeal morwenna {"reasons": "School has found another way."}',
    ),
    "mediation not arranged": (
        KIT,
        "2026-03-09",
        '2026-03-16 say_mediation_cannot_be_arranged ruth {"reasons": "No mediator is free."}',
    ),
    "conceded": (
        KIT,
        "2026-10-23",
        f"""
        {NO_PLAN_APPEALED}
        2026-12-14 concede_appeal helen {{"dispute": "d-plan", "outcome": "make_a_plan", "words": "He needs one."}}
        2026-12-16 make_plan_as_told helen {{"reasons": "As we told the Tribunal."}}
        """,
    ),
    "reconsidered": (
        KIT,
        "2026-10-23",
        f"""
        {NO_PLAN_APPEALED}
        2027-01-11 respond_to_appeal ruth {{"words": "We oppose it."}}
        2027-03-02 record_order ruth {{"outcome": "reconsider", "words": "The matter is remitted."}}
        2027-03-10 stand_by_no_plan helen {{"reasons": "Thought through again.", "sent_on": "2027-03-10"}}
        """,
    ),
    "plan made after all": (
        KIT,
        "2026-10-23",
        f"""
        {NO_PLAN}
        2026-11-20 make_plan_after_all helen {{"reasons": "We were wrong."}}
        """,
    ),
    "agreed in mediation": (
        AMIRA,
        THE_END,
        """
        2027-06-01 ask_for_mediation samina {"topics": ["education", "health"], "words": "Who tests her hearing?"}
        2027-06-02 tell_health_the_issues ruth {"words": "The hearing tests."}
        2027-06-03 arrange_mediation ruth {"mediation_on": "2027-06-22", "place": "Town hall"}
        2027-06-22 agree_in_mediation joan {"words": "The plan stays; a clinic at school.", "outcome": "maintain",
            "for_authority": "A named contact.", "for_commissioner": "A clinic at school.",
            "authority_was_there": false}
        2027-06-24 tell_the_authority_what_was_agreed joan {"words": "As above."}
        2027-06-25 agree_another_day ruth {"duty": "M9", "until": "2027-07-30", "statement": "The family is away.",
            "evidence": "Letter of today, signed by both."}
        2027-06-28 go_on_as_told ruth
        2027-07-01 do_what_health_agreed joan {"words": "The clinic is on 3 October."}
        2027-07-20 do_what_else_was_agreed ruth {"words": "It is Ruth Adeyemi."}
        2027-07-21 close_dispute ruth {"words": "All is done."}
        """,
    ),
    "ordered to amend": (
        AMIRA,
        THE_END,
        """
        2027-06-01 record_mediation_certificate samina {"dated_on": "2027-06-01"}
        2027-06-10 record_appeal samina {"decision": "decide_to_maintain", "dispute": "d-hours"}
        2027-06-14 register_appeal ruth {"dispute": "d-hours"}
        2027-07-05 respond_to_appeal ruth {"words": "17 hours are enough."}
        2027-10-05 record_order ruth {"outcome": "amend", "words": "20 hours.", "dispute": "d-hours",
            "recommends_on_health": "A third hearing test.", "recommends_on_social_care": "Short breaks."}
        2027-10-11 answer_recommendation_on_health joan {"words": "Yes, in June."}
        2027-10-12 answer_recommendation_on_social_care ruth {"words": "Yes, from November."}
        2027-10-13 send_answer_to_department ruth
        2027-10-14 prepare_amendments ruth {"edit": [{"row": "psychology-p-adult", "what": "20 hours a week."}]}
        2027-10-15 ask_to_change_section_g joan {"words": "Say that there are three tests."}
        2027-10-18 edit_plan ruth {"edit": [{"row": "medical-p-audiology", "what": "Three hearing tests a year."}]}
        2027-10-19 agree_section_g joan
        2027-10-26 issue_plan_as_told helen {"sent_on": "2027-10-26"}
        2027-10-27 close_dispute ruth {"words": "The amended plan was sent."}
        """,
    ),
    # The draft and the setting
    "taken back": (
        AMIRA,
        "2026-06-05",
        """
        2026-06-08 redraft ruth {"reasons": "A page was missing."}
        2026-06-08 edit_plan ruth {"edit": [{"row": "speech-p-therapy", "reviewed": "Each half-term"}]}
        """,
    ),
    "only a type is named": (
        AMIRA,
        "2026-06-22",
        """
        2026-06-24 decline_to_name_setting helen {"consultation": "k-millbrook",
            "ground": "efficient_education_of_others", "reasons": "The school has no room."}
        2026-06-25 name_type_of_setting helen {"setting_type": "mainstream primary school", "reasons": "As above."}
        """,
    ),
    # The plan in force
    "not amended after all": (
        SANA,
        "2026-09-01",
        """
        2026-09-03 consider_earlier_review ruth {"reasons": "The next phase is near enough."}
        2026-09-04 expect_no_next_phase ruth {"reasons": "She repeats the year."}
        2026-09-07 fix_review_meeting nicola {"meeting_on": "2026-10-06", "place": "School"}
        2026-09-08 move_meeting nicola {"meeting_on": "2026-10-07", "place": "School"}
        2026-10-07 hold_review_meeting nicola {"attended": ["farida"], "views": "She stays."}
        2026-10-15 decide_after_review helen {"decision": "amend", "reasons": "Fewer hours.",
            "edit": [{"row": "school-p-steps", "what": "Work in single steps."}]}
        2026-11-05 decide_not_to_amend helen {"reasons": "The family is right."}
        """,
    ),
    "amendments dropped": (
        SANA,
        "2026-03-01",
        """
        2026-03-02 prepare_amendments ruth
        2026-03-03 drop_amendments ruth {"reasons": "It can wait for the review."}
        """,
    ),
    "re-assessed and amended": (
        NORA,
        "2026-09-21",
        f"""
        {REASSESSED}
        2027-02-10 draft_reassessed_plan marcus {{"edit": [{{"row": "school-p-writing", "what": "By voice alone."}}]}}
        2027-02-12 serve_reassessed_draft helen {{"sent_on": "2027-02-12", "served_on": "2027-02-12"}}
        2027-02-19 finish_commenting deirdre
        2027-03-01 issue_amended_plan helen {{"sent_on": "2027-03-01"}}
        """,
    ),
    "re-assessed and kept": (
        NORA,
        "2026-09-21",
        f"""
        {REASSESSED}
        2027-02-15 keep_plan_after_reassessment helen {{"reasons": "It says it all.", "sent_on": "2027-02-15"}}
        """,
    ),
    "not re-assessed": (
        NORA,
        "2026-09-21",
        """
        2027-01-11 ask_for_reassessment marcus {"reasons": "A letter.", "asked_by": "Mr Ahern, head"}
        2027-01-20 decline_reassessment helen {"reasons": "Nothing has changed.", "sent_on": "2027-01-20"}
        """,
    ),
    "ceased": (CHLOE, THE_END, f"{CEASING}\n2027-09-02 cease helen"),
    "kept after all": (
        CHLOE,
        THE_END,
        f'{CEASING}\n2027-06-14 keep_plan_after_all helen {{"reasons": "The job fell through."}}',
    ),
    # Moves
    "does not move": (NORA, "2027-05-11", '2027-05-17 note_no_move marcus {"reasons": "They stay."}'),
    "moves outside": (
        NORA,
        "2026-09-21",
        """
        2027-05-11 note_move marcus {"to_words": "Farshire Council", "moves_on": "2027-05-01", "aware_on": "2027-05-11"}
        2027-05-12 transfer_plan marcus
        """,
    ),
    "comes from outside": (
        NORA,
        "",
        """
        2027-05-20 take_over_plan marcus {"from": "Farshire Council", "made_on": "2024-03-04",
            "last_reviewed_on": "2026-03-02", "commissioner_told_on": "2027-05-20", "setting": "oakfield",
            "views": {"aspirations": "To write for a newspaper."},
            "needs": [{"key": "n", "section": "B", "words": "Her hand is slow."}],
            "outcomes": [{"key": "o", "words": "She writes a page in 30 minutes.", "needs": ["n"]}],
            "provision": [{"key": "p", "section": "F", "what": "A computer.", "for": ["n", "o"]},
                {"key": "g", "section": "G", "what": "Physiotherapy every month."}],
            "none": {"C": "None.", "D": "None.", "H1": "None.", "H2": "None."}}
        """,
    ),
    "another health commissioner": (
        NORA,
        "2026-09-21",
        """
        2027-04-01 note_other_commissioner joan {"commissioner": "southvale-icb", "aware_on": "2027-04-01"}
        2027-04-08 tell_new_commissioner joan
        2027-04-20 ask_for_assessment_or_review moira {"words": "We cannot arrange the measurements."}
        """,
    ),
    # Whose rights they are
    "rights pass": (
        {**KIT, "child": {**KIT["child"], "born": "2010-11-04"}},
        "2026-01-14",
        """
        2026-07-01 foresee_passing_of_rights service
        2027-06-28 pass_rights service
        """,
    ),
    "with her mother": (
        CHLOE,
        THE_END,
        """
        2027-05-04 let_parent_act_no_more chloe {"parent": "denise"}
        2027-05-05 let_parent_act chloe {"parent": "denise"}
        2027-05-06 record_capacity marcus {"matter": "budget", "has_capacity": false, "representative": "denise",
            "assessed_by": "Dr Hannah Cole, consultant", "evidence": "Assessment of 4 May."}
        """,
    ),
    # Money
    "budget refused and upheld": (
        CHLOE,
        "2026-02-27",
        """
        2026-03-02 refuse_budget helen {"reasons": "It harms the service of others."}
        2026-03-03 ask_for_budget_review chloe {"words": "It does not."}
        2026-03-04 uphold_budget_refusal helen {"reasons": "It does."}
        """,
    ),
    "budget refused and overturned": (
        CHLOE,
        "2026-02-27",
        """
        2026-03-02 refuse_budget helen {"reasons": "It harms the service of others."}
        2026-03-03 ask_for_budget_review chloe {"words": "It does not."}
        2026-03-04 overturn_budget_refusal helen {"reasons": "It does not."}
        """,
    ),
    "payment stopped": (
        CHLOE,
        THE_END,
        f"""
        {LESS_IS_PAID}
        2027-05-17 take_the_change_back marcus {{"reasons": "She does.",
            "amounts": [{{"row": "care-p-assistant", "amount": "7400.00"}}]}}
        2027-05-18 pass_payment_to_young_person marcus {{"words": "I, Chloe, agree."}}
        2027-06-01 withdraw_consent chloe {{"words": "I want the council to do it."}}
        2027-06-02 note_that_payment_must_stop marcus {{"reasons": "She no longer consents."}}
        2027-06-14 stop_payments marcus {{"reasons": "She no longer consents."}}
        2027-06-21 ask_for_reconsideration chloe {{"words": "Not so soon, please."}}
        2027-06-28 stand_by_the_change marcus {{"reasons": "The council's assistant has begun."}}
        2027-07-05 ask_payment_back helen {{"amount": "250.00", "reasons": "It was not spent."}}
        """,
    ),
}


def steps_of(name: str) -> list[dict[str, Any]]:
    example, until, then = STORIES[name]
    told = [step for step in example["story"] if step["on"] <= until]
    return told + [_step(line) for line in _lines(then)]


def _lines(then: str) -> list[str]:
    """The steps, each of them perhaps over several lines: a step begins with its day."""
    lines: list[str] = []
    for line in filter(None, map(str.strip, then.splitlines())):
        if line[:2] == "20":
            lines.append(line)
        else:
            lines[-1] += f" {line}"
    return lines


def _step(line: str) -> dict[str, Any]:
    on, do, *rest = line.split(" ", 3)
    who, said = (*rest, "", "")[:2]
    by = {"by": who} if who != THE_SERVICE else {}
    return {"on": on, "do": do, **by, **(json.loads(said) if said else {})}


def file_of(name: str) -> dict[str, Any]:
    return deepcopy({**STORIES[name][0], "story": steps_of(name)})


def played(name: str) -> Case:
    """The case at the end of a story."""
    return play(file_of(name))


def play(file: dict[str, Any]) -> Case:
    player = Player(file)
    player.set_the_scene()
    for step in file["story"]:
        with clock.at(date.fromisoformat(step["on"])):
            player.play(step)
    return Case.objects.get(pk=player.case.pk)


@pytest.mark.parametrize("name", STORIES)
def test_every_story_is_a_sound_file(name):
    assert list(faults(file_of(name))) == []


def test_every_verb_is_told():
    examples = (json.loads(path.read_text())["story"] for path in CASES.glob("*.json"))
    told = {step["do"] for steps in (*examples, *map(steps_of, STORIES)) for step in steps}
    assert VERBS.keys() - told == set()


# What each story comes to: the state of the case, what is still owed or may be done by which day, and what ended how.

COMES_TO: dict[str, tuple[str, dict[str, date | None], dict[str, str]]] = {
    "excused and withdrawn": ("withdrawn", {}, {"A3": "lifted", "C8": "met"}),
    "late, asked about and caught up": (
        "assessing",
        {"C1": date(2026, 5, 4), "C7": date(2026, 6, 1)},
        {"A3": "met", "C8": "met", "S1": "met", "S2": "lifted"},
    ),
    "moved before there is a plan": ("moved", {}, {"A3": "lifted"}),
    "died": ("died", {}, {"A3": "lifted"}),
    "ended by age": ("aged_out", {}, {"E5": "lifted"}),
    "assessed after all": (
        "assessing",
        # 10 and 14 weeks of 9 March beside the old 16 and 20 of 12 January
        {
            "C1": date(2026, 5, 4),
            "C7": date(2026, 6, 1),
            "C1a": date(2026, 5, 18),
            "C7a": date(2026, 6, 15),
        },
        {"M2": "met"},
    ),
    "appeal withdrawn": ("declined", {}, {"P2": "lifted", "P1": "used"}),
    "mediation not arranged": ("declined", {"M5a": date(2026, 3, 19)}, {"M5": "lifted"}),
    "conceded": (
        "drafting",
        {"P3d": date(2027, 1, 18), "P3e": date(2027, 3, 1)},  # 5 and 11 weeks of 14 December
        {"P2": "met", "O2b": "met"},
    ),
    "reconsidered": (
        "no_plan",
        {"M1": date(2027, 5, 10), "P1": date(2027, 5, 10)},
        {"O4a": "met", "O4b": "lifted", "O4c": "lifted"},
    ),
    "plan made after all": ("drafting", {"C7": date(2026, 6, 1)}, {"O2b": "met"}),
    "agreed in mediation": (
        "maintained",
        {},
        {"M3": "met", "M5": "met", "M8": "met", "M9": "met", "M9a": "met", "M10": "met", "O7a": "met"},
    ),
    "ordered to amend": ("maintained", {}, {"O5": "met", "O8": "met", "O8a": "met", "O8b": "met"}),
    "taken back": ("drafting", {"C7": date(2026, 7, 14)}, {"C3": "lifted"}),
    "only a type is named": ("draft_served", {"C7": date(2026, 7, 14)}, {"C5": "met"}),
    "not amended after all": (
        "maintained",
        {"E5": date(2027, 10, 14)},
        {"E17": "lifted", "E15": "met", "E14": "lifted"},
    ),
    "amendments dropped": ("maintained", {"E5": date(2027, 1, 11)}, {}),
    "re-assessed and amended": (
        "maintained",
        {"E5": date(2027, 7, 12)},
        {"R2": "met", "R3": "met", "R4": "used"},
    ),
    "re-assessed and kept": ("maintained", {"E5": date(2027, 7, 12)}, {"R2": "met", "R3": "met"}),
    "not re-assessed": ("maintained", {"P1": date(2027, 3, 22)}, {"R2": "met"}),
    "ceased": ("ceased", {}, {"Z1": "met", "Z2": "met", "Z3": "lifted"}),
    "kept after all": ("maintained", {"E5": date(2028, 6, 13)}, {"Z3": "lifted"}),
    "does not move": ("maintained", {"E5": date(2027, 7, 12)}, {"T1": "lifted", "T5": "lifted"}),
    "moves outside": ("moved", {"T5": date(2027, 5, 1)}, {"T1": "met"}),
    "comes from outside": (
        "maintained",
        # The three months from the transfer end later than the twelve from the review.
        {"T3": date(2027, 7, 1), "T4": date(2027, 8, 19), "T7": date(2027, 6, 11)},
        {},
    ),
    "another health commissioner": ("maintained", {"T7a": None}, {"T6": "met", "T7": "met"}),
    "rights pass": ("requested", {}, {"YP": "lifted"}),
    "with her mother": ("maintained", {}, {}),
    "budget refused and upheld": ("draft_served", {}, {"D4": "met", "D4a": "used"}),
    "budget refused and overturned": ("draft_served", {"D3": None}, {"D4": "met"}),
    "payment stopped": ("maintained", {}, {"D8a": "used", "D8b": "met", "D9": "met"}),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", STORIES)
def test_every_story_comes_to_what_the_law_makes_of_it(name):
    case = played(name)
    state, still_open, ended = COMES_TO[name]
    assert case.state == state
    deadlines = list(case.deadlines.order_by("pk"))
    open_now = {each.law.ref: each.due for each in deadlines if each.is_open}
    assert {ref: open_now.get(ref, "not open") for ref in still_open} == still_open
    assert {each.law.ref: each.ended_how for each in deadlines if each.law.ref in ended} == ended
    assert [str(each) for each in differences([case.pk])] == []


# What cannot be


REFUSED = {
    "there is no such row": (
        KIT,
        "2026-01-14",
        '2026-01-20 record_exception ruth {"duty": "E5", "ground": "absent", "statement": "Away.", "evidence": "A '
        'letter.", "began_on": "2026-01-13"}',
        "E5 is not open now. Open: A3, A4, C1, C7.",
    ),
    "it is open several times": (
        KIT,
        "2026-09-15",
        '2026-09-16 record_exception ruth {"duty": "give_advice", "ground": "absent", "statement": "Away.", '
        '"evidence": "A letter.", "began_on": "2026-09-16"}',
        "B4 is open several times. Say with `advice` which request it is about.",
    ),
    "nobody disagrees": (
        KIT,
        "2026-02-20",
        '2026-03-02 register_appeal ruth {"number": "EH941/26/00417"}',
        "There is no disagreement yet. It begins with `ask_for_mediation`, `decline_mediation`, "
        "`record_mediation_certificate` or `record_appeal`.",
    ),
    "that decision was never made": (
        KIT,
        "2026-02-20",
        '2026-03-02 record_appeal morwenna {"decision": "decide_no_plan"}',
        "There has been no `decide_no_plan` yet.",
    ),
    "they are not of the family": (
        CHLOE,
        THE_END,
        '2027-05-05 let_parent_act chloe {"parent": "marcus"}',
        "Marcus Webb is not of the family.",
    ),
    "that line has no money": (
        CHLOE,
        THE_END,
        '2027-05-04 reduce_payments helen {"from_on": "2027-06-01", "reasons": "Less.", "amounts": [{"row": '
        '"review-p-home", "amount": "1.00"}]}',
        "The budget has no line for “review-p-home”.",
    ),
    "it has begun": (
        NORA,
        "2026-09-21",
        '2026-10-01 receive_request deirdre {"via": "online", "reasons": "Again."}',
        "The story has begun already. One file is one request.",
    ),
    "the new authority does not ask the old one": (
        NORA,
        "2027-05-20",
        '2027-05-24 confirm_provision marcus {"words": "All is there."}',
        "Confirm provision is for Southvale Council to do.",
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("why", REFUSED)
def test_what_cannot_be_is_refused_in_words_that_say_what_there_is(why):
    example, until, then, words = REFUSED[why]
    told = [step for step in example["story"] if step["on"] <= until]
    file = deepcopy({**example, "story": [*told, _step(then)]})
    assert list(faults(file)) == []
    with pytest.raises(CannotBePlayed) as refused:
        play(file)
    assert str(refused.value).startswith(words)


def test_a_row_that_the_law_does_not_have_is_found_when_the_file_is_read():
    file = file_of("excused and withdrawn")
    [step] = [step for step in file["story"] if step["do"] == "record_exception"]
    step["duty"] = "C77"
    [fault] = faults(file)
    assert fault.words.startswith("“C77” is not known here. Did you mean “C7”? Allowed: ")


def test_a_disagreement_that_was_not_named_is_found_when_the_file_is_read():
    file = file_of("conceded")
    [step] = [step for step in file["story"] if step["do"] == "concede_appeal"]
    step["dispute"] = "d-other"
    [fault] = faults(file)
    assert fault.words == (
        "“d-other” has not been named as a `dispute` before this. Allowed: d-refusal, d-plan."
    )
