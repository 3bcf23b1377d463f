"""Advice: asked of each body the regulations require, read as rows, accepted or returned."""

from tests import people
from tests.ehcp.pages.authority.reading import day, words
from workflows import clock


def asked(cast, **more):
    return {
        "parent_or_young_person": f"p{cast.mother.pk}",
        "education": f"o{cast.school.pk}",
        "medical": f"o{cast.paediatrics.pk}p{cast.paediatrician.pk}",
        "psychological": f"o{cast.psychology.pk}",
        "social_care": f"o{cast.social_care.pk}",
        **day("received_on", clock.today()),
        **more,
    }


def test_the_page_asks_for_each_body_that_the_regulations_require(cast, officer):
    with people.on_the_day_of(cast, "agreed") as case:
        said = words(officer.get("act", "case", case.pk, "seek_advice"))
    for body in ("Education", "Health (medical)", "Educational psychology", "Social care"):
        assert body in said
    assert "Daniel Osei, Paediatrician" in said


def test_advice_is_asked_of_an_organisation_or_of_one_person_there(cast, officer):
    with people.on_the_day_of(cast, "agreed") as case:
        other = {"what_1": "speech and language therapy", "who_1": f"o{cast.therapy.pk}"}
        officer.do(case, "seek_advice", **asked(cast, **other))
        assert case.advice.count() == 6
        medical = case.advice.get(kind="medical")
        assert (medical.organisation, medical.person) == (cast.paediatrics, cast.paediatrician)
        assert case.advice.get(kind="parent_or_young_person").person == cast.mother
        assert case.advice.get(kind="other").of_whom == "speech and language therapy"


def test_a_body_left_out_is_named_and_the_rest_stays(cast, officer):
    with people.on_the_day_of(cast, "agreed") as case:
        page = officer.do(case, "seek_advice", **asked(cast, medical="", why="He faints."))
        assert "Choose health (medical)" in words(page)
        assert "He faints.</textarea>" in page.content.decode()
        assert case.advice.count() == 0


def test_a_family_without_an_account_is_asked_by_the_officer_who_writes_down_its_views(cast, officer):
    with people.on_the_day_of(cast, "agreed") as case:
        officer.do(case, "seek_advice", **asked(cast, parent_or_young_person="ourselves"))
        views = case.advice.get(kind="parent_or_young_person")
        assert views.person is None
        empty = officer.do(views, "give_views", **day("on", clock.today()))
        assert "Write down what the family said" in words(empty)
        officer.do(views, "give_views", aspirations="To have a friend.", **day("on", clock.today()))
        views.refresh_from_db()
        assert (views.state, views.aspirations) == ("given", "To have a friend.")


def test_advice_is_not_read_before_it_is_sent(cast, officer):
    with people.on_the_day_of(cast, "advice_asked") as case:
        advice = case.advice.get(kind="other")
        people.write_advice(advice, cast)
        said = words(officer.get("advice", advice.pk))
    assert "What they write stands here once they have sent it." in said
    assert "developmental language disorder" not in said


def test_advice_is_read_as_lines_and_accepted_with_one_press(cast, officer):
    with people.on_the_day_of(cast, "advice_given") as case:
        advice = case.advice.get(kind="other")
        said = words(officer.get("advice", advice.pk))
        assert "Section F: provision" in said
        assert "45 minutes, once a week, 36 weeks a year, one to one" in said
        officer.post("act", "advice", advice.pk, "accept_advice", seen=advice.row_version)
        advice.refresh_from_db()
        assert advice.state == "accepted"


def test_advice_is_returned_with_a_question(cast, officer):
    with people.on_the_day_of(cast, "advice_given") as case:
        advice = case.advice.get(kind="medical")
        assert "There is a problem" in words(officer.do(advice, "return_for_clarification", question=""))
        officer.do(advice, "return_for_clarification", question="How often?")
        advice.refresh_from_db()
        assert (advice.state, advice.question) == ("returned", "How often?")


def test_not_known_to_a_service_opens_a_decision(cast, officer, head):
    with people.on_the_day_of(cast, "advice_asked") as case:
        advice = case.advice.get(kind="social_care")
        advice.say_not_known(by=cast.social_worker, words="No record.")
        assert "social care does not know the child" in words(officer.get("home"))
        assert "For a decision maker." in words(officer.get("advice", advice.pk))
        officer.do(advice, "ask_again", reasons="Please visit.")
        advice.refresh_from_db()
        assert advice.state == "asked"


def test_earlier_advice_waits_for_its_author_and_the_family(cast, officer):
    with people.on_the_day_of(cast, "advice_asked") as case:
        advice = case.advice.get(kind="psychological")
        officer.do(advice, "propose_earlier_advice", earlier="Dr Raman, 3 March 2026")
        advice.refresh_from_db()
        said = words(officer.get("act", "advice", advice.pk, "use_earlier_advice"))
        assert "must also say that the earlier advice is enough" in said


def test_what_the_regulations_still_require_stands_over_the_list(cast, officer):
    with people.on_the_day_of(cast, "advice_asked") as case:
        cast.child.vision_impaired = True
        cast.child.save()
        said = words(officer.get("case_advice", case.pk))
    assert (
        "Not asked yet, and required by regulation 6: a teacher qualified for hearing or vision impairment."
        in said
    )
