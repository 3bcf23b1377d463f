"""A professional's pages as they are met: without a mouse, without a script, on a phone, by a screen reader's rules."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests import people
from tests.browser.conftest import Person
from workflows import clock

pytestmark = pytest.mark.django_db(transaction=True)

# GOV.UK Frontend says with aria-expanded whether a radio button's further question is open. It is read well, though
# the standard does not list it for radio buttons: https://github.com/alphagov/govuk-frontend/issues/979
KNOWN = {"aria-allowed-attr"}
PHONE = {"width": 375, "height": 800}


def look_over(person: Person, *paths: str) -> None:
    """Each page has no fault that axe finds, and never scrolls sideways on a phone."""
    for path in paths:
        person.go(f"/professional/{path}")
        found = Axe().run(person.page).response["violations"]
        faults = [
            (each["id"], [node["html"] for node in each["nodes"]])
            for each in found
            if each["id"] not in KNOWN
        ]
        assert faults == [], path
        person.page.set_viewport_size(PHONE)
        too_wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not person.page.evaluate(too_wide), path
        person.page.set_viewport_size({"width": 1280, "height": 900})


def sees_everything_of(sits_down: Any, user: Any) -> Person:
    # Axe is a script of the test's own, which the pages' policy would not let in.
    return sits_down(user, bypass_csp=True)


def test_advice_is_written_on_pages_without_fault(sits_down: Any, calendar: Any, cast: people.Cast) -> None:
    case = people.at_stage(cast, "advice_asked")
    calendar.go_to(people.AGREED)
    advice = case.advice.get(kind="other")
    therapist = sees_everything_of(sits_down, cast.therapist)
    empty = [
        "",
        f"cases/{case.pk}/",
        *(f"advice/{advice.pk}/{page}" for page in ("", "arrived/", "not-known/")),
    ]
    look_over(therapist, *empty, f"advice/{advice.pk}/earlier/", f"advice/{advice.pk}/needs/")
    people.write_advice(advice, cast)
    line, need = advice.provision.get(), advice.needs.get()
    rows = ["needs/", "needs/add/", f"needs/{need.pk}/remove/", "outcomes/", "outcomes/add/", "provision/"]
    parts = [f"provision/{line.pk}/{part}/" for part in ("what", "amount", "people", "answers")]
    look_over(therapist, *(f"advice/{advice.pk}/{page}" for page in ("summary/", *rows, *parts, "check/")))
    with clock.at(people.AGREED):
        advice.give_advice(by=cast.therapist)
    look_over(therapist, f"advice/{advice.pk}/", f"advice/{advice.pk}/sent/", "?show=waiting")


def test_the_plan_is_read_and_answered_on_pages_without_fault(
    sits_down: Any, calendar: Any, cast: people.Cast
) -> None:
    case = people.at_stage(cast, "draft_written")
    calendar.go_to(people.PLAN_DECIDED)
    draft = case.working_version
    commissioner = sees_everything_of(sits_down, cast.commissioner)
    pages = ("", "section-g/agree/", "section-g/change/")
    look_over(commissioner, "", *(f"plans/{draft.pk}/{page}" for page in pages))
    for name, step, _ in people.STAGES[people.STAGES.index(_stage("section_g_agreed")) :]:
        if name == "setting_named":
            break
        step(case, cast)
        case.refresh_from_db()
    calendar.go_to(people.COMMENTED)
    with clock.at(people.COMMENTED):
        asked = case.consult_setting(by=cast.caseworker, setting=cast.school, sent_on=people.COMMENTED)
    senco = sees_everything_of(sits_down, cast.senco)
    look_over(senco, "", f"consultations/{asked.pk}/", f"consultations/{asked.pk}/answer/")


def test_the_review_is_run_on_pages_without_fault(sits_down: Any, calendar: Any, cast: people.Cast) -> None:
    case = people.at_stage(cast, "meeting_fixed")
    calendar.go_to(people.INVITED)
    review = case.current_review
    senco = sees_everything_of(sits_down, cast.senco)
    pages = ("", "invite/", "move/", "meeting/")
    look_over(
        senco, "reviews/", f"plans/{case.final_version.pk}/", *(f"reviews/{review.pk}/{p}" for p in pages)
    )
    people._meeting_held(case, cast)
    calendar.go_to(people.REPORTED)
    first = review.plan.outcomes.first()
    look_over(senco, *(f"reviews/{review.pk}/{page}" for page in ("", "report/", f"report/{first.pk}/")))
    commissioner = sees_everything_of(sits_down, cast.commissioner)
    look_over(commissioner, "", f"cases/{case.pk}/health-provision/")


def _stage(name: str) -> Any:
    return next(stage for stage in people.STAGES if stage[0] == name)


def test_without_a_script_advice_is_written_sent_and_put_right(
    sits_down: Any, calendar: Any, cast: people.Cast
) -> None:
    case = people.at_stage(cast, "advice_asked")
    calendar.go_to(people.AGREED)
    therapist = sits_down(cast.therapist, java_script_enabled=False, viewport=PHONE)
    therapist.go("/professional/")
    therapist.follow("Give advice about Amira Siddiqui")
    therapist.task("Needs")
    therapist.follow("Add a need")
    therapist.write("words", "Amira uses two-word sentences.")
    therapist.press("Save")
    therapist.sees("There is a problem", "Choose an answer: What kind of need is it?")
    assert therapist.page.locator('[name="words"]').input_value() == "Amira uses two-word sentences."
    therapist.choose("Special educational need (section B)")
    therapist.page.locator('[name="category"]').select_option("SLCN")
    therapist.press("Save")
    therapist.follow("Go on to outcomes")
    therapist.follow("Add an outcome")
    therapist.fill("What will be different?", "Amira will tell a familiar adult about her day.")
    therapist.fill_day("By when?", people.AMENDED.replace(year=2028, month=7, day=21))
    therapist.choose("Amira uses two-word sentences.")
    therapist.press("Save")
    therapist.follow("Go on to provision")
    therapist.follow("Add a line of provision")
    therapist.fill("What should be provided?", "Individual speech and language therapy at school.")
    therapist.choose("Special educational provision (section F)")
    therapist.choose("Amira uses two-word sentences.")
    therapist.press("Save and continue")
    therapist.fill("Minutes in one session (optional)", "45")
    therapist.fill("How many sessions? (optional)", "1")
    therapist.pick("In each (optional)", "week")
    therapist.press("Save and continue")
    therapist.fill("Who does it? (optional)", "Speech and language therapist")
    therapist.press("Save and continue")
    therapist.press("Save")
    therapist.sees("45 minutes, once a week")
    therapist.follow("Go on to check and send")
    therapist.press("Send my advice")
    therapist.sees("Your advice is sent", "Northmoor Council has been told")
    advice = case.advice.get(kind="other")
    assert advice.state == "given"
    assert advice.provision.get().needs.get().words == "Amira uses two-word sentences."


def test_without_a_mouse_a_consultation_is_answered(sits_down: Any, calendar: Any, cast: people.Cast) -> None:
    case = people.at_stage(cast, "commented")
    calendar.go_to(people.COMMENTED)
    with clock.at(people.COMMENTED):
        asked = case.consult_setting(by=cast.caseworker, setting=cast.school, sent_on=people.COMMENTED)
    senco = sits_down(cast.senco)
    senco.go(f"/professional/consultations/{asked.pk}/answer/")
    page, keys = senco.page, senco.page.keyboard
    page.locator('[name="answer"]').first.focus()
    keys.press("ArrowDown")
    expect(page.get_by_role("group", name="On which ground?")).to_be_visible()
    keys.press("Tab")
    keys.press("Space")
    keys.press("Tab")
    expect(page.get_by_label("Your reasons")).to_be_focused()
    keys.type("We could not keep Amira safe.")
    keys.press("Tab")
    keys.press("Enter")
    senco.sees("Your answer is with Northmoor Council", "We could not keep Amira safe.")
    asked = type(asked).objects.get(pk=asked.pk)
    assert (asked.can_meet_need, asked.ground) == (False, "unsuitable")
