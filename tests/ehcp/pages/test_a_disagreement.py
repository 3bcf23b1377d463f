"""One refusal through everybody's pages: mediation, certificate, appeal, order, and that it was carried out."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests import people
from tests.ehcp.pages.authority.reading import Reader, words
from tests.ehcp.pages.authority.reading import day as typed
from workflows import clock
from workflows.replay import differences

REFUSED = people.AGREED
ASKED = date(2026, 10, 20)
MEETING = date(2026, 11, 12)
CERTIFIED = date(2026, 11, 16)
APPEALED = date(2026, 11, 27)
REGISTERED = date(2026, 12, 3)
RESPONDED = date(2027, 1, 20)
ORDERED = date(2027, 3, 2)
BEGUN = date(2027, 3, 9)


class Mother:
    """Amira's mother on her pages."""

    def __init__(self, cast):
        self.client = Client()
        self.client.force_login(cast.mother)

    def reads(self, page, row):
        return words(self.client.get(reverse(f"family:{page}", args=[row.pk])))

    def tells(self, page, row, **answers):
        told = self.client.post(reverse(f"family:{page}", args=[row.pk]), answers, follow=True)
        assert "There is a problem" not in words(told), words(told)
        return words(told)


@pytest.fixture
def mother(cast):
    return Mother(cast)


def again(row):
    return type(row).objects.get(pk=row.pk)


def days(**days):
    return {name: value for key, when in days.items() for name, value in typed(key, when).items()}


def test_a_refusal_is_disputed_appealed_ordered_away_and_assessed_after_all(cast, mother):
    officer, head = Reader(cast.caseworker), Reader(cast.manager)
    case = people.requested(cast)

    with clock.at(REFUSED):
        head.do(
            case, "decline_to_assess", reasons="School can meet the needs.", sent_how="post",
            **days(on=REFUSED, sent_on=REFUSED),
        )  # fmt: skip
        case = again(case)
        assert "Monday 7 December 2026" in mother.reads("disputes", case)

    with clock.at(ASKED):
        mother.tells(
            "mediation", case, topics=["education", "health"], words="How school and therapy go together."
        )
        dispute = case.disputes.get()
        officer.do(dispute, "tell_health_the_issues", words="Therapy at school.", **days(on=ASKED))
        joan = Client()
        joan.force_login(cast.commissioner)
        assert "Therapy at school." in words(joan.get(dispute.get_absolute_url(), follow=True))
        officer.do(
            again(dispute), "arrange_mediation", place="Town hall", **days(mediation_on=MEETING, on=ASKED)
        )
        assert "The mediation is on Thursday 12 November 2026" in mother.reads("dispute", dispute)

    with clock.at(MEETING):
        officer.do(again(dispute), "end_mediation_without_agreement", **days(on=MEETING))
        assert "The mediation adviser sends you the certificate" in mother.reads("dispute", dispute)

    with clock.at(CERTIFIED):
        told = mother.tells("certificate", case, **days(dated_on=CERTIFIED))
        assert "Wednesday 16 December 2026" in told

    with clock.at(APPEALED):
        mother.tells("appeal", case, words="Amira must be assessed.", **days(on=APPEALED))
        assert case.disputes.count() == 1

    with clock.at(REGISTERED):
        officer.do(again(dispute), "register_appeal", number="EH123/26/00001", **days(on=REGISTERED))
        assert "Friday 22 January 2027" in words(officer.get("dispute", dispute.pk))

    with clock.at(RESPONDED):
        officer.do(again(dispute), "respond_to_appeal", words="Opposed.", **days(on=RESPONDED))
        assert "From now on it gives in by a consent order" in words(head.get("give_in", case.pk))

    with clock.at(ORDERED):
        officer.do(
            again(dispute), "record_order", outcome="assess", words="The authority shall assess.",
            recommends_on_social_care="A short break each month.", **days(on=ORDERED),
        )  # fmt: skip
        said = words(officer.get("dispute", dispute.pk))
        for last_day in (
            "Tuesday 16 March 2027",
            "Tuesday 11 May 2027",
            "Tuesday 8 June 2027",
            "Tuesday 6 April 2027",
        ):
            assert last_day in said
        assert "The Tribunal ordered it" in mother.reads("dispute", dispute)

    with clock.at(BEGUN):
        case = again(case)
        officer.do(case, "start_assessing_as_told", sent_how="post", **days(on=BEGUN, sent_on=BEGUN))
        assert again(case).state == "assessing"
        refused = words(officer.do(again(dispute), "close_dispute", words="Too soon."))
        assert "Still owed:" in refused
        officer.do(
            again(dispute), "answer_recommendation_on_social_care", words="Yes, from April.", **days(on=BEGUN)
        )
        officer.do(again(dispute), "send_answer_to_department", **days(on=BEGUN))

    the_plan_follows(again(case), cast)

    with clock.at(date(2027, 6, 7)):
        officer.do(again(dispute), "close_dispute", words="The plan was sent on 7 June.")
        assert "The disagreement is closed" in mother.reads("dispute", dispute)
        said = words(officer.get("dispute", dispute.pk))
        assert "It was decided not to assess Monday 5 October 2026, by Helen Marsh" in said
        assert "Nothing is owed in this disagreement now." in said
    assert case.events.get(act="decline_to_assess").facts["reasons"] == "School can meet the needs."
    assert list(differences([case.pk])) == []


def the_plan_follows(case, cast):
    """The assessment and the plan, within the days of the order: their own pages are tested elsewhere."""
    with clock.at(BEGUN):
        case.seek_advice(by=cast.caseworker, requests=people.requests_for(cast))
    with clock.at(date(2027, 4, 12)):
        for advice in case.advice.all():
            people.write_advice(advice, cast)
            if advice.is_the_familys:
                advice.give_views(by=cast.mother)
            else:
                advice.give_advice(by=people.adviser_for(advice, cast))
            advice.accept_advice(by=cast.caseworker)
    with clock.at(date(2027, 4, 19)):
        case.decide_to_make_plan(by=cast.manager, reasons="The advice.")
        people.say_none(case.draft_plan(by=cast.caseworker))
        case.working_version.agree_section_g(by=cast.commissioner)
        case.serve_draft(by=cast.caseworker, sent_on=clock.today(), served_on=clock.today())
    with clock.at(date(2027, 6, 7)):
        case.name_type_of_setting(
            by=cast.manager, setting_type="mainstream primary school", reasons="None asked."
        )
        case.issue_final_plan(by=cast.manager, sent_on=clock.today(), served_on=clock.today())


def test_what_a_plan_says_is_ordered_and_issued_without_another_notice(cast, mother):
    officer, head = Reader(cast.caseworker), Reader(cast.manager)
    case = people.at_stage(cast, "final_issued")
    appealed, ordered, issued = date(2027, 2, 1), date(2027, 3, 2), date(2027, 3, 30)

    with clock.at(appealed):
        mother.tells("appeal", case, words="F says too little.", **days(on=appealed))
        dispute = case.disputes.get()
    with clock.at(ordered):
        officer.do(again(dispute), "record_order", outcome="amend", words="60 minutes.", **days(on=ordered))
        assert "Tuesday 6 April 2027" in mother.reads("dispute", dispute)
    with clock.at(issued):
        case = again(case)
        offered = words(officer.get("disputes", case.pk))
        assert "Issue the plan as ordered or agreed" in offered
        officer.do(case, "prepare_amendments")
        again(case).working_version.provision_in("F").get().change({"minutes": 60})
        case = again(case)
        head.do(
            case, "issue_plan_as_told", sent_how="post", **days(on=issued, sent_on=issued, served_on=issued)
        )
        assert again(case).final_version.provision_in("F").get().minutes == 60
        assert "Issue the plan as ordered or agreed" not in words(officer.get("disputes", case.pk))
        officer.do(again(dispute), "close_dispute", words="The plan was sent on 30 March.")
    assert again(dispute).state == "closed"
    assert list(differences([case.pk])) == []


def test_a_plan_that_was_to_cease_goes_on_as_ordered(cast, mother):
    officer, head = Reader(cast.caseworker), Reader(cast.manager)
    case = people.at_stage(cast, "final_issued")
    notice, ordered = date(2027, 5, 4), date(2027, 10, 5)
    with clock.at(notice):
        case.record_ceasing_consultation(by=cast.caseworker, words="Discussed.")
        case.decide_to_cease(by=cast.manager, reasons="Needs are met.", sent_on=notice)
        mother.tells("appeal", case, words="They are not.", **days(on=notice))
        dispute = case.disputes.get()
    with clock.at(ordered):
        form = officer.get("act", "dispute", dispute.pk, "record_order").text
        assert 'value="may_cease"' in form and 'value="nothing"' not in form
        officer.do(
            again(dispute), "record_order", outcome="maintain", words="It goes on.", **days(on=ordered)
        )
        head.do(again(case), "keep_plan_after_all", reasons="Ordered.", **days(on=ordered))
        assert again(case).state == "maintained"
        officer.do(again(dispute), "close_dispute", words="The plan goes on.")
    assert again(dispute).state == "closed"
