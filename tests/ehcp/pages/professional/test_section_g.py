"""The health commissioner reads what it may, agrees section G and arranges it; the named setting reads the plan."""

import pytest

from tests import people
from tests.ehcp.pages.professional.conftest import at, nobody_else, seen, words
from workflows import clock


def fresh(row):
    return type(row).objects.get(pk=row.pk)


@pytest.fixture
def draft(cast):
    """A draft in which sections D and H hold what is no business of a health commissioner's."""
    with people.on_the_day_of(cast, "draft_written") as case:
        draft = case.working_version
        need = draft.needs.create(section="D", words="CANARY D")
        line = draft.provision_in("G").get()
        line.needs.add(need)
        draft.outcomes.get(words__startswith="Hearing").needs.add(need)
        for section in ("H1", "H2"):
            draft.provision.create(section=section, what=f"CANARY {section}").needs.add(need)
        draft.none_d = "CANARY none"
        draft.save()
        yield draft


def test_the_commissioner_reads_g_first_and_never_d_or_h(cast, as_, draft):
    client = as_(cast.commissioner)
    for page in ("plan", "section_g_agree", "section_g_change"):
        answer = client.get(at(page, draft.pk))
        assert answer.status_code == 200
        assert "Hearing test in October and February" in words(answer)
        assert "Amira has glue ear each winter." in words(answer)
        assert "CANARY" not in answer.text
    assert "CANARY" not in client.get(at("case", draft.case_id)).text
    page = words(client.get(at("plan", draft.pk)))
    assert page.index("Hearing test in October") < page.index("developmental language disorder")
    assert "Section G costs £264.00 a year." in page
    assert "Tuesday 19 January 2027" in page


def agreeing(client, draft):
    form = client.get(at("section_g_agree", draft.pk)).context["form"]
    return {name: form.initial[name] for name in ("seen", "checked")}


def test_agreeing_holds_for_the_words_that_were_read(cast, as_, draft):
    client = as_(cast.commissioner)
    page = words(client.post(at("section_g_agree", draft.pk), agreeing(client, draft), follow=True))
    assert fresh(draft).section_g_is_agreed
    assert "Section G is agreed as it now reads." in page
    assert "by Joan Whitaker" in page
    draft.provision_in("G").update(minutes=30)
    assert "It was agreed on Monday 16 November 2026, and has been changed since." in words(
        client.get(at("plan", draft.pk))
    )


def test_what_was_changed_while_it_was_read_is_not_agreed(cast, as_, draft):
    client = as_(cast.commissioner)
    was = agreeing(client, draft)
    draft.provision_in("G").update(minutes=30)
    refused = client.post(at("section_g_agree", draft.pk), was)
    assert "Something was changed after you opened this page" in words(refused)
    assert "30 minutes" in words(refused)
    assert not fresh(draft).section_g_is_agreed


def test_asking_for_a_change_says_what(cast, as_, draft):
    client, address = as_(cast.commissioner), at("section_g_change", draft.pk)
    assert "Answer the question: What should be changed, and why?" in words(client.post(address, seen(draft)))
    page = words(client.post(address, {**seen(draft), "words": "G1: within ten working days."}, follow=True))
    assert "“G1: within ten working days.”" in page
    assert draft.event_of("ask_to_change_section_g").facts["words"] == "G1: within ten working days."
    # It stays on the list until it is agreed, so that it is not forgotten.
    assert "You asked for a change on Monday 16 November 2026" in words(client.get(at("home")))


def test_without_lines_there_is_nothing_to_agree(cast, as_, draft):
    draft.provision_in("G").delete()
    client = as_(cast.commissioner)
    assert "there is nothing for you to agree" in words(client.get(at("plan", draft.pk)))
    assert "Section G has no lines to agree." in words(
        client.get(at("section_g_agree", draft.pk), follow=True)
    )


def test_nobody_else_reads_a_draft_or_agrees_it(cast, as_, draft):
    pages = [at(page, draft.pk) for page in ("plan", "section_g_agree", "section_g_change")]
    nobody_else(cast, as_, *pages)
    for user in (cast.senco, cast.therapist, cast.paediatrician, cast.caseworker):
        for page in pages:
            assert as_(user).get(page).status_code == 404
            assert as_(user).post(page).status_code in (404, 405)


def test_what_section_g_promises_is_confirmed(cast, as_):
    with people.on_the_day_of(cast, "final_issued") as case:
        client, address = as_(cast.commissioner), at("health_provision", case.pk)
        page = words(client.get(address))
        assert "Hearing test in October and February" in page and "Monday 15 February 2027" in page
        assert client.post(address, seen(case)).context["form"].errors
        done = words(client.post(address, {**seen(case), "words": "Booked with audiology."}, follow=True))
        assert "can now see that the provision of section G is in place" in done
        assert not case.deadlines.open().filter(key="arrange_health_provision").exists()
        nobody_else(cast, as_, address)
        assert as_(cast.therapist).get(address).status_code == 404


def test_a_plan_that_is_not_in_force_asks_for_no_confirmation(cast, as_, draft):
    address = at("health_provision", draft.case_id)
    assert as_(cast.commissioner).get(address).url == at("case", draft.case_id)


def test_the_named_setting_reads_the_whole_final_plan(cast, as_):
    with people.on_the_day_of(cast, "final_issued") as case:
        version = case.final_version
        page = words(as_(cast.senco).get(at("plan", version.pk)))
        assert "Social care visited and found no need." in page
        assert f"/plans/{version.pk}/plan.pdf" in page
        assert "Section G waits" not in page
        assert f"/plans/{version.pk}/plan.pdf" not in as_(cast.commissioner).get(at("plan", version.pk)).text
        nobody_else(cast, as_, at("plan", version.pk))
        assert as_(cast.therapist).get(at("plan", version.pk)).status_code == 404


def test_the_setting_never_reads_the_draft_that_is_still_being_written(cast, as_):
    with people.on_the_day_of(cast, "setting_named") as case:
        assert as_(cast.senco).get(at("plan", case.working_version.pk)).status_code == 404


def test_the_shared_address_of_a_plan_leads_here(cast, as_, draft):
    assert as_(cast.commissioner).get(draft.get_absolute_url()).url == at("plan", draft.pk)


def test_the_commissioner_sees_the_owed_provision_on_the_plan(cast, as_):
    with people.on_the_day_of(cast, "final_issued") as case:
        page = words(as_(cast.commissioner).get(at("plan", case.final_version.pk)))
    assert "Arrange what section G promises" in page
    with clock.at(people.FINAL):
        case.confirm_health_provision(by=cast.commissioner, words="Booked.")
        page = words(as_(cast.commissioner).get(at("plan", case.final_version.pk)))
    assert "was confirmed to be in place on Monday 11 January 2027" in page
