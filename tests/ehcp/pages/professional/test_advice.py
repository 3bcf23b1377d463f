"""One request for advice: reading it, the tasks, the sending, the question that comes back, and the short answers."""

import pytest

from ehcp.models import Organisation
from ehcp.models.organisations import Kind
from tests import people
from tests.ehcp.pages.professional.conftest import asked_of, at, colleague_of, nobody_else, seen, words
from workflows import clock

PAGES = ("advice", "advice_acknowledge", "advice_summary", "advice_check", "advice_sent", "advice_not_known",
         "advice_earlier", "advice_enough", "advice_not_enough")  # fmt: skip
LISTS = ("needs_list", "needs_add", "outcomes_list", "outcomes_add", "provision_list", "provision_add")


def fresh(advice):
    return type(advice).objects.get(pk=advice.pk)


def test_the_request_says_who_asks_why_and_who_the_child_is(cast, as_):
    with people.on_the_day_of(cast, "advice_asked") as case:
        page = words(as_(cast.therapist).get(at("advice", asked_of(case, "other").pk)))
    assert "Give advice about Amira" in page
    assert "Northmoor Council is assessing Amira" in page
    assert "12 February 2021" in page and "Millbrook Primary School" in page
    assert "Amira speaks in two-word sentences" in page
    assert "Ruth Adeyemi, Northmoor Council" in page


def test_the_health_number_is_for_health_and_the_pupil_number_for_schools(cast, as_):
    cast.child.nhs_number, cast.child.upn = "999 000 0001", "A123456789012"
    cast.child.save()
    with people.on_the_day_of(cast, "advice_asked") as case:
        pages = {
            kind: words(as_(user).get(at("advice", asked_of(case, kind).pk)))
            for kind, user in (
                ("other", cast.therapist),
                ("education", cast.senco),
                ("social_care", cast.social_worker),
            )
        }
    assert "999 000 0001" in pages["other"] and "A123456789012" not in pages["other"]
    assert "A123456789012" in pages["education"] and "999 000 0001" not in pages["education"]
    assert "999 000 0001" not in pages["social_care"] and "A123456789012" not in pages["social_care"]


def test_the_family_s_views_are_read_once_they_were_sent(cast, as_):
    with people.on_the_day_of(cast, "advice_asked") as case:
        views = asked_of(case, "parent_or_young_person")
        views.aspirations = "CANARY: to tell us about her day"
        views.save()
        page = at("advice", asked_of(case, "other").pk)
        assert "CANARY" not in as_(cast.therapist).get(page).text
        views.give_views(by=cast.mother)
        assert "CANARY" in as_(cast.therapist).get(page).text


def test_nobody_reads_another_service_s_advice(cast, as_):
    with people.on_the_day_of(cast, "advice_asked") as case:
        medical, theirs = asked_of(case, "medical"), asked_of(case, "other")
        medical.summary = "CANARY of the paediatrician"
        medical.save()
        for page in (*PAGES, *LISTS):
            assert as_(cast.therapist).get(at(page, medical.pk)).status_code == 404
            assert as_(cast.therapist).post(at(page, medical.pk)).status_code in (404, 405)
        assert "CANARY" not in as_(cast.therapist).get(at("advice", theirs.pk)).text
        assert "CANARY" not in as_(cast.senco).get(at("advice", asked_of(case, "education").pk)).text


def test_nobody_from_outside_comes_in(cast, as_):
    with people.on_the_day_of(cast, "advice_asked") as case:
        advice = asked_of(case, "other")
        nobody_else(cast, as_, *(at(page, advice.pk) for page in (*PAGES, *LISTS)))
        views = asked_of(case, "parent_or_young_person")
        nobody_else(cast, as_, at("advice", views.pk))


def test_the_shared_address_leads_a_professional_here(cast, as_):
    with people.on_the_day_of(cast, "advice_asked") as case:
        advice = asked_of(case, "other")
        answer = as_(cast.therapist).get(advice.get_absolute_url())
        assert answer.url == at("advice", advice.pk)
        assert as_(cast.stranger).get(advice.get_absolute_url()).status_code == 404


def test_the_health_commissioner_reads_medical_advice_once_given_and_writes_none(cast, as_):
    with people.on_the_day_of(cast, "advice_asked") as case:
        medical = asked_of(case, "medical")
        medical.summary = "CANARY of the paediatrician"
        medical.save()
        client = as_(cast.commissioner)
        before = client.get(at("advice", medical.pk))
        assert before.status_code == 200 and "CANARY" not in before.text
        assert "has not been given yet" in words(before)
        assert client.get(at("advice_summary", medical.pk)).status_code == 404
        medical.give_advice(by=cast.paediatrician)
        assert "CANARY" in client.get(at("advice", medical.pk)).text
        assert client.get(at("advice", asked_of(case, "social_care").pk)).status_code == 404


def test_saying_that_it_has_arrived(cast, as_):
    with people.on_the_day_of(cast, "advice_asked") as case:
        advice = asked_of(case, "other")
        page = as_(cast.therapist).post(at("advice_acknowledge", advice.pk), seen(advice), follow=True)
    assert fresh(advice).state == "acknowledged"
    assert "Siobhan Kelly said that the request has arrived" in words(page)
    assert "Say that the request has arrived" not in words(page)


def test_an_act_whose_time_is_over_leads_back(cast, as_):
    with people.on_the_day_of(cast, "advice_given") as case:
        advice = asked_of(case, "other")
        for page in ("advice_acknowledge", "advice_not_known", "advice_check", "advice_summary", "needs_add"):
            answer = as_(cast.therapist).get(at(page, advice.pk))
            assert answer.url == at("advice", advice.pk), page


def test_the_tasks_say_what_is_written_and_checking_waits_for_it(cast, as_):
    with people.on_the_day_of(cast, "advice_asked") as case:
        advice = asked_of(case, "other")
        client = as_(cast.therapist)
        empty = words(client.get(at("advice", advice.pk)))
        assert "Cannot begin yet" in empty
        assert client.get(at("advice_check", advice.pk)).url == at("advice", advice.pk)
        people.write_advice(advice, cast)
        written = words(client.get(at("advice", advice.pk)))
    assert written.count("1 written") == 3 and "Cannot begin yet" not in written


def test_the_summary_is_saved_at_once(cast, as_):
    with people.on_the_day_of(cast, "advice_asked") as case:
        advice = asked_of(case, "other")
        page = as_(cast.therapist).post(
            at("advice_summary", advice.pk), {"summary": "I have seen Amira since May."}, follow=True
        )
    assert fresh(advice).summary == "I have seen Amira since May."
    assert "Your summary is saved" in words(page)


def test_a_colleague_s_summary_is_not_overwritten_unread(cast, as_):
    with people.on_the_day_of(cast, "advice_asked") as case:
        advice = asked_of(case, "other")
        client, address = as_(cast.therapist), at("advice_summary", advice.pk)
        was = client.get(address).context["form"].initial["as_it_was"]
        type(advice).objects.filter(pk=advice.pk).update(summary="Nia wrote this.")
        # An empty summary has nothing to protect; a written one has.
        assert was == ""
        was = client.get(address).context["form"].initial["as_it_was"]
        type(advice).objects.filter(pk=advice.pk).update(summary="Nia wrote more.")
        refused = client.post(address, {"summary": "Mine", "as_it_was": was})
        assert "Somebody else changed this" in words(refused)
        assert "Nia wrote more." in refused.text and "Mine" in refused.text
        again = refused.context["form"].data["as_it_was"]
        client.post(address, {"summary": "Mine", "as_it_was": again})
    assert fresh(advice).summary == "Mine"


def test_checking_shows_the_whole_and_what_a_reader_would_ask(cast, as_):
    with people.on_the_day_of(cast, "advice_asked") as case:
        advice = asked_of(case, "other")
        people.write_advice(advice, cast)
        advice.needs.create(section="B", words="A need of which nothing follows.")
        page = words(as_(cast.therapist).get(at("advice_check", advice.pk)))
    assert "Individual speech and language therapy at school." in page
    assert "45 minutes, once a week, 36 weeks a year, one to one" in page
    assert "£2,592.00" in page
    assert "Worth a look before you send it" in page and "No outcome goes with this need" in page


def checked(client, advice):
    form = client.get(at("advice_check", advice.pk)).context["form"]
    return {name: form.initial[name] for name in ("seen", "checked")}


def test_sending_gives_the_advice_and_says_what_comes_next(cast, as_):
    with people.on_the_day_of(cast, "advice_asked") as case:
        advice = asked_of(case, "other")
        people.write_advice(advice, cast)
        client = as_(cast.therapist)
        answer = client.post(at("advice_check", advice.pk), checked(client, advice), follow=True)
        page = words(answer)
        reading = words(client.get(at("advice", advice.pk)))
    assert fresh(advice).state == "given"
    assert "Your advice is sent" in page
    assert "Northmoor Council has been told" in page and "Amira’s family can read your advice" in page
    assert "has to decide whether Amira needs a plan" in page and "Tuesday 22 December 2026" in page
    assert "Individual speech and language therapy at school." in reading
    assert "Check and send" not in reading


def test_nothing_is_sent_that_was_changed_after_it_was_checked(cast, as_):
    with people.on_the_day_of(cast, "advice_asked") as case:
        advice = asked_of(case, "other")
        people.write_advice(advice, cast)
        client = as_(cast.therapist)
        was = checked(client, advice)
        advice.provision.update(minutes=5)
        refused = client.post(at("advice_check", advice.pk), was)
        assert "Something was changed after you opened this page" in words(refused)
        assert "5 minutes" in words(refused)
        assert fresh(advice).state == "asked"
        client.post(
            at("advice_check", advice.pk), {**was, "checked": refused.context["form"].data["checked"]}
        )
    assert fresh(advice).state == "given"


def test_an_empty_advice_is_not_sent(cast, as_):
    with people.on_the_day_of(cast, "advice_asked") as case:
        advice = asked_of(case, "other")
        advice.summary = "x"
        advice.save()
        client = as_(cast.therapist)
        was = checked(client, advice)
        type(advice).objects.filter(pk=advice.pk).update(summary="")
        refused = client.post(at("advice_check", advice.pk), was)
    assert refused.status_code == 200
    assert fresh(advice).state == "asked"


def test_there_is_no_confirmation_of_what_was_not_sent(cast, as_):
    with people.on_the_day_of(cast, "advice_asked") as case:
        advice = asked_of(case, "other")
        assert as_(cast.therapist).get(at("advice_sent", advice.pk)).url == at("advice", advice.pk)


def test_a_question_that_comes_back_stands_at_the_top_and_can_be_answered(cast, as_):
    with people.on_the_day_of(cast, "advice_given") as case:
        advice = asked_of(case, "other")
        advice.return_for_clarification(by=cast.caseworker, question="Is 45 minutes enough?")
        client = as_(cast.therapist)
        page = words(client.get(at("advice", advice.pk)))
        assert page.index("Is 45 minutes enough?") < page.index("Your advice")
        line = advice.provision.get()
        client.post(
            at("provision_change", advice.pk, line.pk, "amount"),
            {"minutes": 60, "sessions": 1, "every": "week"},
        )
        client.post(at("advice_check", advice.pk), checked(client, advice))
    assert fresh(advice).state == "given"
    assert advice.provision.get().minutes == 60


def test_not_known_is_an_answer_with_what_was_looked_at(cast, as_):
    with people.on_the_day_of(cast, "advice_asked") as case:
        advice = asked_of(case, "social_care")
        client, address = as_(cast.social_worker), at("advice_not_known", asked_of(case, "social_care").pk)
        assert "Amira is not known to this service" in words(client.get(address))
        wrong = client.post(address, seen(advice))
        assert "What have you looked at?" in words(wrong) and wrong.context["form"].errors
        page = words(client.post(address, {**seen(advice), "words": "No record by 6 October."}, follow=True))
        assert fresh(advice).state == "not_known"
        assert "Northmoor Council decides what follows" in page and "No record by 6 October." in page
        fresh(advice).ask_again(by=cast.caseworker, reasons="Please meet the family.")
        again = words(client.get(at("advice", advice.pk)))
    assert "Northmoor Council asks" in again and "Please meet the family." in again


def test_earlier_advice_is_proposed_and_its_author_says_whether_it_is_enough(cast, as_):
    with people.on_the_day_of(cast, "advice_asked") as case:
        advice = asked_of(case, "psychological")
        client = as_(cast.psychologist)
        answer = client.post(
            at("advice_earlier", advice.pk),
            {**seen(advice), "earlier": "Report of P Raman, 3 June 2026"},
            follow=True,
        )
        assert answer.redirect_chain[-1][0] == at("advice_enough", advice.pk)
        assert "Report of P Raman, 3 June 2026" in words(answer)
        advice = fresh(advice)
        page = words(client.post(at("advice_enough", advice.pk), seen(advice), follow=True))
        assert fresh(advice).author_satisfied_on == people.AGREED
        assert "Its author said on Monday 5 October 2026 that it is enough" in page
        assert "family has not yet said" in page
        advice = fresh(advice)
        client.post(at("advice_not_enough", advice.pk), {**seen(advice), "reasons": "She has changed."})
    assert fresh(advice).state == "asked"


def test_two_people_at_once_are_told(cast, as_):
    with people.on_the_day_of(cast, "advice_asked") as case:
        advice = asked_of(case, "social_care")
        old = seen(advice)
        advice.acknowledge(by=cast.social_worker)
        refused = as_(cast.social_worker).post(
            at("advice_not_known", advice.pk), {**old, "words": "Everything I typed"}
        )
    assert "Somebody else changed this" in words(refused) and "Everything I typed" in words(refused)


def test_a_withdrawn_request_asks_nothing_and_offers_nothing(cast, as_):
    with people.on_the_day_of(cast, "advice_asked") as case:
        case.withdraw_request(by=cast.mother, reasons="We are moving abroad.")
        advice = asked_of(case, "other")
        page = words(as_(cast.therapist).get(at("advice", advice.pk)))
        assert as_(cast.therapist).get(at("needs_add", advice.pk)).url == at("advice", advice.pk)
    assert "Request withdrawn. Nothing more is asked of you." in page
    assert "Earlier advice is enough" not in page


def test_colleagues_share_one_advice(cast, as_):
    with people.on_the_day_of(cast, "advice_asked") as case:
        other = colleague_of(cast.therapist)
        advice = asked_of(case, "other")
        as_(other).post(at("advice_summary", advice.pk), {"summary": "Nia began."})
        assert "Nia began." in as_(cast.therapist).get(at("advice_summary", advice.pk)).text


def test_another_team_s_advice_of_the_same_service_is_shared_when_given(cast, as_):
    case = people.at_stage(cast, "agreed")
    requests = [
        *people.requests_for(cast),
        {"kind": "other", "other": "physiotherapy", "organisation": cast.therapy},
    ]
    with clock.at(people.AGREED):
        case.seek_advice(by=cast.caseworker, requests=requests)
        speech, physio = case.advice.filter(kind="other").order_by("pk")
        client = as_(cast.therapist)
        assert "Nothing that may be shared" in words(client.get(at("advice", speech.pk)))
        people.write_advice(physio, cast)
        physio.give_advice(by=cast.therapist)
        assert "Physiotherapy</a>, given" in words(client.get(at("advice", speech.pk)))


@pytest.mark.parametrize("kind", [Kind.SCHOOL, Kind.COLLEGE])
def test_a_setting_of_another_child_sees_nothing(cast, as_, kind):
    elsewhere = Organisation.objects.create(name="Elsewhere", kind=kind)
    cast.senco.memberships.update(organisation=elsewhere)
    with people.on_the_day_of(cast, "advice_asked") as case:
        assert as_(cast.senco).get(at("advice", asked_of(case, "education").pk)).status_code == 404
        assert as_(cast.senco).get(at("case", case.pk)).status_code == 404
