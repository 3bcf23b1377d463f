"""One child's plan, from the day of the request to the amended plan, by everybody whose step it is, in a browser."""

import re
from datetime import date

import pytest
from django.core import mail
from playwright.sync_api import expect

from ehcp.models import Case, Invitation
from tests import people

# The addresses in this story count from one.
pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)

SEES = "Zara speaks in two-word sentences, and cannot follow what the class is told."


def test_one_child_from_the_request_to_the_amended_plan(sits_down, calendar):
    cast = people.the_cast()
    mother = the_mother_asks(sits_down, cast)
    case = Case.objects.get()
    manager, caseworker = sits_down(cast.manager), sits_down(cast.caseworker)
    the_mother_is_let_in(caseworker, mother)
    the_authority_agrees_to_assess(manager, caseworker, calendar)
    advice_is_asked_for(caseworker)
    calendar.go_to(people.ADVICE_IN)
    the_mother_gives_her_views(mother)
    for adviser, what in (
        (cast.senco, the_school_writes),
        (cast.psychologist, the_psychologist_writes),
        (cast.paediatrician, the_paediatrician_writes),
        (cast.social_worker, the_social_worker_writes),
        (cast.therapist, the_therapist_writes),
    ):
        what(sits_down(adviser))
    advice_is_accepted(caseworker)
    calendar.go_to(people.PLAN_DECIDED)
    a_plan_is_decided_on(manager)
    the_draft_is_written(caseworker)
    commissioner = sits_down(cast.commissioner)
    section_g_is_agreed(commissioner)
    calendar.go_to(people.DRAFT_SERVED)
    the_draft_is_served(caseworker)
    calendar.go_to(people.COMMENTED)
    the_mother_reads_and_comments(mother)
    the_comment_is_answered(caseworker)
    the_school_is_consulted(caseworker)
    senco = sits_down(cast.senco)
    the_school_answers(senco)
    the_school_is_named(manager)
    calendar.go_to(people.FINAL)
    the_final_plan_is_issued(manager)
    the_mother_reads_the_plan(mother)
    the_school_reviews_the_plan(senco, calendar)
    calendar.go_to(people.DECIDED)
    amendments_are_proposed(caseworker, manager)
    calendar.go_to(people.AMENDED)
    the_amended_plan_is_issued(manager)
    case.refresh_from_db()
    assert case.state == "maintained"
    assert case.final_version.provision_in("F").get().minutes == 60
    assert not [deadline for deadline in case.deadlines.all() if deadline.is_late()]


def the_mother_asks(sits_down, cast):
    mother = sits_down(viewport={"width": 375, "height": 740}, is_mobile=True, has_touch=True)
    mother.go("/")
    mother.has_opened("Ask for an EHC needs assessment")
    mother.follow("Start now")
    mother.choose("Northmoor Council")
    mother.press("Continue")
    mother.choose("A parent or carer")
    mother.press("Save and go on")
    mother.fill("Full name of the child or young person", "Zara Khan")
    mother.fill("What they like to be called (optional)", "Zara")
    mother.fill_day("Date of birth", cast.child.born)
    mother.press("Save and go on")
    mother.fill("Where does the child or young person live?", "1 Mill Lane, Northmoor")
    mother.press("Save and go on")
    mother.choose("One on the list of Northmoor Council")
    mother.pick("Name", "Millbrook Primary School")
    mother.press("Save and go on")
    mother.press("Save and go on")
    mother.sees("There is a problem")
    mother.fill("What do you see, and why do you ask?", SEES)
    mother.press("Save and go on")
    mother.press("Save and go on")
    mother.fill("Your full name", "Nasreen Khan")
    mother.fill("What you are to the child", "mother")
    mother.press("Save and go on")
    mother.fill("Your e-mail address (optional)", "nasreen@family.example")
    mother.press("Save and go on")
    mother.press("Save and go on")
    mother.has_opened("Check your answers")
    mother.sees(SEES, "Millbrook Primary School", "nasreen@family.example")
    mother.picture("mother-check")
    for box in mother.page.get_by_role("checkbox").all():
        box.check()
    mother.press("Send my request")
    mother.sees("NM-2026-0001", "Tuesday 13 October 2026")
    mother.picture("mother-receipt")
    (letter,) = [
        each for each in mail.outbox if "nasreen@family.example" in each.to and "/invitation/" in each.body
    ]
    mother.go(re.search(r"/invitation/\S+", letter.body)[0])
    assert not Invitation.objects.get().used_at, "to open the link is not to use it"
    mother.fill("Choose a password", people.PASSWORD)
    mother.press("Accept the invitation")
    mother.sees("Your request NM-2026-0001", "we make sure who is asking")
    mother.does_not_see("Zara")
    mother.picture("mother-waits")
    return mother


def the_mother_is_let_in(caseworker, mother):
    open_the_case(caseworker)
    caseworker.page.get_by_role("link", name="People", exact=True).first.click()
    caseworker.sees("To be checked")
    caseworker.page.get_by_role("link", name="Change Nasreen Khan").click()
    caseworker.page.get_by_label("Still to be checked").uncheck()
    caseworker.press("Save")
    mother.go("/")
    mother.has_opened("Where is Zara’s plan?")
    mother.sees("Tuesday 13 October 2026")
    mother.picture("mother-home")


def the_authority_agrees_to_assess(manager, caseworker, calendar):
    open_the_case(caseworker)
    caseworker.follow("Tell the family and partners")
    go_on(caseworker)
    caseworker.go("/authority/cases/1/")
    caseworker.sees("For a decision maker")
    caseworker.follow("The whole request")
    caseworker.sees("nasreen@family.example", "1 Mill Lane")
    calendar.go_to(people.AGREED)
    open_the_case(manager)
    manager.follow("Agree to assess")
    manager.sees("section 36(8)")
    manager.press("Continue")
    manager.sees("There is a problem")
    manager.fill("Reasons", "Zara may have needs that call for a plan.")
    go_on(manager)
    manager.picture("manager-agreed")


def open_the_case(officer):
    officer.go("/")
    officer.follow("Zara Khan")


def go_on(officer):
    """Say how it is sent where that is asked, check, confirm."""
    through_this_service = officer.page.get_by_label("Through this service", exact=True)
    if through_this_service.count():
        through_this_service.check()
    officer.press("Continue")
    officer.has_opened("Check before you go on")
    officer.page.locator('main button[value="confirm"]').click()
    expect(officer.page.get_by_role("heading", level=1)).not_to_contain_text("Check before you go on")
    officer.does_not_see("There is a problem")


def advice_is_asked_for(caseworker):
    caseworker.go("/authority/cases/1/")
    caseworker.follow("Ask for advice")
    caseworker.pick("Health (medical)", "Northmoor Community Paediatrics")
    caseworker.page.locator('[name="what_1"]').fill("speech and language therapy")
    caseworker.page.locator('[name="who_1"]').select_option(label="Northmoor Speech and Language Therapy")
    caseworker.picture("caseworker-seek-advice")
    go_on(caseworker)
    caseworker.picture("caseworker-advice-asked")


def the_mother_gives_her_views(mother):
    mother.go("/")
    mother.picture("mother-advice")
    mother.follow("What we should know about Zara")
    mother.follow("What are the hopes for the future?")
    mother.write("words", "We want Zara to tell us about her day.")
    mother.press("Save")
    mother.follow("Check and send")
    mother.sees("We want Zara to tell us about her day.")
    mother.press("Send what we want you to know")
    mother.picture("mother-views-sent")


def begin(person):
    """Open what is asked of me, and say that it has arrived."""
    person.go("/")
    person.follow("Zara Khan")
    person.has_opened("Give advice about Zara")
    person.task("Say that the request has arrived")
    person.press("Say that the request has arrived")


def the_school_writes(person):
    begin(person)
    person.picture("senco-advice")
    write_summary(person, "Observed in class over three terms.")
    add_need(person, "Special educational need (section B)", "In class Zara learns through her eyes.")
    check_and_send(person)


def the_psychologist_writes(person):
    begin(person)
    write_summary(person, "Non-verbal reasoning in the average range.")
    check_and_send(person)


def the_social_worker_writes(person):
    begin(person)
    write_summary(person, "Visited on 20 October. No social care needs arise.")
    check_and_send(person)


def the_paediatrician_writes(person):
    begin(person)
    add_need(person, "Health need (section C)", "Zara has glue ear each winter.")
    add_outcome(person, "Hearing loss is found within eight weeks.", "Zara has glue ear each winter.")
    add_provision(
        person,
        "Health provision (section G)",
        "Hearing test in October and February, with a written result within five working days.",
        every="year",
        sessions="2",
    )
    check_and_send(person)


def the_therapist_writes(person):
    begin(person)
    add_need(person, "Special educational need (section B)", "Zara has developmental language disorder.")
    add_outcome(
        person, "Zara tells a familiar adult about her day.", "Zara has developmental language disorder."
    )
    add_provision(
        person,
        "Special educational provision (section F)",
        "Individual speech and language therapy at school.",
        every="week",
        sessions="1",
    )
    check_and_send(person)


def write_summary(person, words):
    person.task("Summary of my involvement")
    person.write("summary", words)
    person.press("Save")


def add_need(person, section, words):
    person.task("Needs")
    person.follow("Add a need")
    person.fill("What is the need?", words)
    person.choose(section)
    person.press("Save")
    person.sees(words)
    person.follow("Back to")


def add_outcome(person, words, need):
    person.task("Outcomes")
    person.follow("Add an outcome")
    person.fill("What will be different?", words)
    person.fill_day("By when?", date(2028, 7, 21))
    person.page.get_by_label(re.compile(re.escape(need))).first.check()
    person.press("Save")
    person.sees(words)
    person.follow("Back to")


def add_provision(person, section, what, *, every, sessions):
    person.task("Provision")
    person.follow("Add a line of provision")
    person.fill("What should be provided?", what)
    person.choose(section)
    for box in person.page.get_by_role("checkbox").all():
        box.check()
    person.press("Save and continue")
    person.fill("Minutes in one session (optional)", "45")
    person.fill("How many sessions? (optional)", sessions)
    person.page.locator('[name="every"]').select_option(every)
    person.page.locator('[name="group_size"]').fill("1")
    person.press("Save and continue")
    person.page.locator('[name="delivered_by"]').fill("A registered specialist")
    person.page.locator('[name="qualification"]').fill(
        "Registered with the Health and Care Professions Council"
    )
    person.press("Save and continue")
    person.page.locator('[name="yearly_cost"]').fill("1,264")
    person.press("Save")
    person.sees(what, "45 minutes")
    person.picture("provision-list")
    person.follow("Back to")


def check_and_send(person):
    person.task("Check and send")
    person.picture("check-and-send")
    person.press("Send my advice")
    person.sees("Your advice")
    person.picture("advice-sent")


def advice_is_accepted(caseworker):
    for number in range(1, 7):
        caseworker.go(f"/advice/{number}/")
        caseworker.picture(f"caseworker-advice-{number}")
        caseworker.follow("Accept this advice")
        caseworker.press("Accept this advice")
        caseworker.sees("accepted")


def a_plan_is_decided_on(manager):
    open_the_case(manager)
    manager.follow("Decide to make a plan")
    manager.fill("Reasons", "School cannot make this from its own resources.")
    go_on(manager)


def the_draft_is_written(caseworker):
    open_the_case(caseworker)
    caseworker.follow("Put a draft together")
    caseworker.picture("caseworker-draft-choice")
    go_on(caseworker)
    caseworker.go("/authority/cases/1/plan/")
    caseworker.picture("caseworker-plan")
    for letter in ("D", "H1", "H2"):
        caseworker.go(f"/authority/plans/1/sections/{letter}/none/")
        caseworker.page.locator('main [name="words"]').fill("Social care visited and found no need.")
        caseworker.press("Save")


def section_g_is_agreed(commissioner):
    commissioner.go("/")
    commissioner.picture("commissioner-home")
    commissioner.follow("Zara Khan")
    commissioner.sees("Hearing test in October")
    commissioner.picture("commissioner-plan")
    commissioner.follow("Agree section G")
    commissioner.press("Agree section G")
    commissioner.picture("commissioner-agreed")


def the_draft_is_served(caseworker):
    open_the_case(caseworker)
    caseworker.follow("Serve the draft")
    go_on(caseworker)
    caseworker.sees("Monday 14 December 2026")


def the_mother_reads_and_comments(mother):
    mother.go("/")
    mother.sees("Monday 14 December 2026")
    mother.picture("mother-draft-served")
    mother.follow("Read the draft")
    mother.picture("mother-draft")
    mother.sees("Individual speech and language therapy at school.", "Siobhan Kelly")
    mother.page.locator("main a", has_text="Comment").nth(3).click()
    mother.picture("mother-comment")
    mother.fill("What do you want to say about it? (optional)", "Please add somebody who speaks Urdu.")
    mother.press("Send my comment")
    mother.go("/")
    mother.follow("Ask for a school or college")
    mother.pick("Which one do you ask for?", "Millbrook Primary School")
    mother.press("Ask for a school or college")
    mother.picture("mother-preferred")
    mother.go("/")
    mother.follow("Read the draft")
    mother.follow("Finish: I have said what I want to say")
    mother.press("Finish: I have said what I want to say")
    mother.picture("mother-finished")


def the_comment_is_answered(caseworker):
    caseworker.go("/authority/cases/1/comments/")
    caseworker.picture("caseworker-comments")
    caseworker.follow("Answer")
    caseworker.picture("caseworker-answer")
    caseworker.choose("Accepted in part")
    caseworker.fill("Why?", "We ask the service for a co-worker.")
    go_on(caseworker)


def the_school_is_consulted(caseworker):
    caseworker.go("/authority/cases/1/consultations/")
    caseworker.follow("Consult a setting")
    caseworker.page.locator('[name="setting"]').select_option(label="Millbrook Primary School")
    go_on(caseworker)


def the_school_answers(senco):
    senco.go("/")
    senco.follow("Zara Khan")
    senco.picture("senco-consultation")
    senco.sees("Individual speech and language therapy at school.")
    senco.follow("Answer")
    senco.picture("senco-answer")
    senco.page.locator('[name="answer"][value="yes"]').check()
    senco.fill("Your reasons", "We can, with the provision in the draft.")
    senco.press("Send our answer")
    senco.picture("senco-answered")


def the_school_is_named(manager):
    manager.go("/authority/cases/1/consultations/")
    manager.picture("manager-consultations")
    manager.follow("Name this setting in the plan")
    go_on(manager)


def the_final_plan_is_issued(manager):
    open_the_case(manager)
    manager.follow("Issue the final plan")
    go_on(manager)
    manager.picture("manager-issued")


def the_mother_reads_the_plan(mother):
    mother.go("/")
    mother.sees("in force")
    mother.picture("mother-final")
    mother.go("/family/cases/1/comments/")
    mother.sees("We ask the service for a co-worker.")
    mother.go("/family/cases/1/plans/")
    mother.picture("mother-plans")


def the_school_reviews_the_plan(senco, calendar):
    calendar.go_to(people.MEETING_FIXED)
    senco.go("/professional/reviews/")
    senco.follow("Zara Khan")
    senco.fill_day("On which day?", people.MEETING)
    senco.fill("Where, and at what time?", "The library, 2pm")
    senco.picture("senco-fix-meeting")
    senco.press("Fix the review meeting")
    calendar.go_to(people.INVITED)
    next_step(senco)
    for box in senco.page.get_by_role("checkbox").all():
        box.check()
    senco.press("They are invited")
    calendar.go_to(people.CIRCULATED)
    next_step(senco)
    senco.press("It has been sent to everybody")
    calendar.go_to(people.MEETING)
    next_step(senco)
    senco.page.locator('[name="people"]').first.check()
    senco.page.locator('[name="child_said"]').fill("Zara showed her book.")
    senco.page.locator('[name="family_said"]').fill("She tells us one thing about her day.")
    senco.press("The meeting was held")
    calendar.go_to(people.REPORTED)
    next_step(senco)
    senco.picture("senco-report")
    for outcome in ("Hearing loss is found", "Zara tells a familiar adult"):
        senco.go("/professional/reviews/1/report/")
        senco.task(outcome)
        senco.choose("On track")
        senco.page.locator('[name="words"]').fill("Well on the way.")
        senco.press("Save")
    senco.go("/professional/reviews/1/report/send/")
    senco.page.locator('[name="recommends"][value="amend"]').check()
    senco.page.locator('[name="reasons"]').fill("Longer sessions are needed.")
    senco.press("Send the review report")
    senco.picture("senco-report-sent")


def next_step(senco):
    senco.go("/reviews/1/")
    senco.page.locator("main a.govuk-button").first.click()


def amendments_are_proposed(caseworker, manager):
    caseworker.go("/authority/cases/1/plan/")
    caseworker.follow("Write the proposed amendments")
    caseworker.press("Write the proposed amendments")
    caseworker.go("/authority/cases/1/plan/")
    caseworker.follow("Go on writing")
    caseworker.picture("caseworker-amending")
    caseworker.page.locator("main a[href*='/sections/F/']").first.click()
    caseworker.picture("caseworker-section-f")
    caseworker.follow("Change")
    caseworker.page.locator('[name="minutes"]').fill("60")
    caseworker.press("Save")
    open_the_case(manager)
    manager.follow("Amend the plan: send the notice")
    manager.fill("Reasons", "Longer sessions.")
    go_on(manager)
    manager.picture("manager-amending")


def the_amended_plan_is_issued(manager):
    open_the_case(manager)
    manager.follow("Issue the amended plan")
    go_on(manager)
