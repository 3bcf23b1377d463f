"""A refusal, from the letter to the order that is being carried out: the mother on a phone, the council at a desk."""

from datetime import date

import pytest

from tests import people
from workflows import clock

# The addresses in this story count from one.
pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)

PHONE = {"width": 375, "height": 740}
REFUSED = people.AGREED
ASKED = date(2026, 10, 20)
MEETING = date(2026, 11, 12)
APPEALED = date(2026, 11, 27)
ORDERED = date(2027, 3, 2)


def fits(person):
    """Nothing on the page is wider than the window."""
    assert person.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), person.page.url


def test_a_refusal_is_disputed_and_ordered_away(sits_down, calendar):
    cast = people.the_cast()
    case = people.requested(cast)
    with clock.at(REFUSED):
        case.decline_to_assess(by=cast.manager, reasons="School can meet the needs.", sent_on=REFUSED)
    calendar.go_to(ASKED)
    mother, officer, head, joan = (
        sits_down(who, **how)
        for who, how in (
            (cast.mother, {"viewport": PHONE}),
            (cast.caseworker, {}),
            (cast.manager, {}),
            (cast.commissioner, {"viewport": PHONE}),
        )
    )
    the_mother_asks_for_mediation(mother)
    the_council_arranges_it(officer)
    the_commissioner_reads_what_it_is_about(joan)
    calendar.go_to(MEETING)
    it_ends_without_agreement(mother)
    the_ways_to_give_in_stand_with_their_days(head)
    calendar.go_to(APPEALED)
    the_mother_appeals(mother)
    calendar.go_to(ORDERED)
    the_order_is_recorded(officer)
    the_assessment_begins(officer)
    mother.follow("Back to where things are")
    mother.follow("It is decided, and what was decided is being done")
    mother.sees("The Tribunal ordered it", "We send the final plan", "The decision stays on record")
    fits(mother)
    mother.picture("disagreement-mother-ordered")


def the_mother_asks_for_mediation(mother):
    mother.follow("If you do not agree with our decision")
    mother.has_opened("If you disagree with a decision")
    mother.sees("School can meet the needs.", "You may appeal to the Tribunal", "Monday 7 December 2026")
    fits(mother)
    mother.picture("disagreement-mother-what-you-can-do")
    mother.follow("Tell the council that you ask for mediation")
    mother.press("Tell the council that you ask for mediation")
    mother.sees("Choose what you want to talk about")
    mother.choose("School, college and learning")
    mother.choose("Health, such as therapy or nursing")
    fits(mother)
    mother.picture("disagreement-mother-mediation")
    mother.press("Tell the council that you ask for mediation")
    mother.has_opened("You have asked for mediation")


def the_council_arranges_it(officer):
    officer.follow("Amira Siddiqui")
    officer.page.get_by_role("link", name="Disagreements").click()
    officer.has_opened("Disagreements")
    officer.sees("The family wants mediation", "Friday 23 October 2026")
    officer.picture("disagreement-authority")
    officer.page.set_viewport_size(PHONE)
    fits(officer)
    officer.picture("disagreement-authority-phone")
    officer.page.set_viewport_size({"width": 1280, "height": 900})
    officer.follow("Tell the health commissioner what the mediation is about")
    officer.fill(
        "What is the mediation about, and which health provision does the family want?", "Therapy at school."
    )
    officer.press("Continue")
    officer.press("Tell the health commissioner what the mediation is about")
    officer.page.get_by_role("link", name="Disagreements").click()
    officer.follow("Record that the mediation is arranged")
    officer.fill_day("On which day is the mediation?", MEETING)
    officer.fill("Where, and at what time?", "Town hall, 10am")
    officer.press("Continue")
    officer.picture("disagreement-authority-check")
    officer.press("Record that the mediation is arranged")


def the_commissioner_reads_what_it_is_about(joan):
    joan.page.goto(f"{joan.address}/professional/cases/1/")
    joan.follow("A mediation is arranged")
    joan.sees("Therapy at school.", "It is about more than health")
    fits(joan)
    joan.picture("disagreement-commissioner")


def it_ends_without_agreement(mother):
    mother.follow("Back to where things are")
    mother.follow("A day is fixed for the mediation")
    mother.sees("Town hall, 10am")
    mother.picture("disagreement-mother-arranged")
    mother.follow("Tell the council that the mediation ended without agreement")
    mother.fill_day("When did it end?", MEETING)
    mother.press("Tell the council that the mediation ended without agreement")
    mother.sees("The mediation adviser sends you the certificate")
    mother.picture("disagreement-mother-ended")


def the_ways_to_give_in_stand_with_their_days(head):
    head.go("/authority/cases/1/disagreements/")
    head.follow("Give up the refusal")
    head.has_opened("Give up the refusal: on which way?")
    head.sees("No appeal is before the Tribunal.", "The alarm rings for")
    head.picture("disagreement-ways")
    head.page.set_viewport_size(PHONE)
    fits(head)
    head.picture("disagreement-ways-phone")
    head.choose("Without any order or agreement: we decide anew of our own accord")
    head.press("Continue")
    head.sees("The way you chose", "as the Ombudsman measures")
    fits(head)
    head.picture("disagreement-without-order-phone")


def the_mother_appeals(mother):
    mother.follow("Back to where things are")
    mother.follow("The mediation is over, and nothing was agreed")
    mother.follow("Tell the council that you have appealed")
    mother.fill_day("When did you send the appeal?", APPEALED)
    mother.press("Tell the council that you have appealed")
    mother.has_opened("The council knows that you have appealed")
    mother.picture("disagreement-mother-appealed")


def the_order_is_recorded(officer):
    officer.go("/authority/disputes/1/")
    officer.sees("An appeal is before the Tribunal")
    officer.follow("Record the Tribunal’s order")
    officer.choose("The authority is to assess, or re-assess")
    officer.fill("The order, as it is written", "The authority shall assess the child.")
    officer.picture("disagreement-order")
    officer.press("Continue")
    officer.sees("Tuesday 16 March 2027", "Tuesday 8 June 2027")
    officer.picture("disagreement-order-check")
    officer.press("Record the Tribunal’s order")


def the_assessment_begins(officer):
    officer.go("/authority/cases/1/disagreements/")
    officer.picture("disagreement-to-comply")
    officer.follow("Tell the family that the assessment begins")
    officer.choose("By post")
    officer.press("Continue")
    officer.press("Tell the family that the assessment begins")
    officer.sees("as ordered or agreed")
