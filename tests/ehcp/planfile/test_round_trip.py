"""A plan goes out as a file and comes in as a case of another authority: the same plan, under the same law."""

from decimal import Decimal

import pytest

from ehcp.models import Organisation
from ehcp.planfile.taking_over import same_child, take_over
from ehcp.planfile.writing import plan_file
from tests import people
from tests.ehcp.planfile.conftest import TRANSFERRED, as_file
from workflows import clock
from workflows.acts import NotNow
from workflows.replay import differences


def taken_over(content, authority, by=None, **more):
    with clock.at(TRANSFERRED):
        return take_over(as_file(content), authority=authority, by=by, on=TRANSFERRED, **more)


def again(case):
    with clock.at(TRANSFERRED):
        return plan_file(case)


def test_what_goes_out_and_comes_in_says_the_same(content, farshire):
    case = taken_over(content, farshire)
    there = again(case)
    assert there["child"] == content["child"]
    assert there["plan"] == content["plan"]
    assert there["from"]["law"] == content["from"]["law"]
    assert there["from"]["authority"] == "Farshire Council"


def test_and_so_does_a_plan_with_everything_in_it(amended, cast, farshire):
    """Direct payments, the next phase, two needs for one line, words in place of figures, a setting that provides."""
    version = amended.final_version
    with clock.at(TRANSFERRED):
        content = plan_file(amended)
    plan = content["plan"]
    (line,) = (each for each in plan["provision"] if each["number"] == "F1")
    line |= {"needs": ["B1", "B2"], "amount_note": "As much as it takes.", "starts_on": "2028-02-01"}
    line["yearly_cost"] = "0.00"
    del line["provider"]
    plan["payments"] = [{"provision": "F1", "yearly_amount": "2592.00"}]
    plan["setting"]["next"] = {"from": "2032-09-01", "type": "mainstream secondary school"}
    plan["needs"].append({"number": "D1", "words": "Nobody looks after her on Saturdays."})
    plan["provision"].append({"number": "H2.1", "what": "A play scheme.", "needs": ["D1"]})
    del plan["none"]["D"], plan["none"]["H2"]
    plan["outcomes"][0]["steps"] = ["One", "Two"]
    case = taken_over(content, farshire)
    assert again(case)["plan"] == plan
    (paid,) = case.final_version.section_j()
    assert paid.budget_line.amount == Decimal("2592.00")
    assert version.number > 1


def test_section_k_holds_each_advice_in_full_and_is_shown(content, farshire, client, cast):
    case = taken_over(content, farshire)
    kinds = [entry["kind"] for entry in case.final_version.earlier_advice]
    assert kinds == [
        "the parent or young person",
        "education",
        "health (medical)",
        "educational psychology",
        "social care",
        "speech and language therapy",
    ]
    medical = case.final_version.earlier_advice[2]
    assert medical["who"] == "Daniel Osei, Paediatrician, Northmoor Community Paediatrics"
    assert medical["on"] == people.ADVICE_IN.isoformat()
    assert medical["needs"] == ["Amira has glue ear each winter."]
    officer = people._member("Olga Officer", farshire, "caseworker", "SEND officer")
    client.force_login(officer)
    page = client.get(f"/plans/{case.final_version.pk}/read/").text
    assert "Daniel Osei, Paediatrician, Northmoor Community Paediatrics" in page
    assert "9 November 2026" in page
    assert "first made it on Monday 11 January 2027" in " ".join(page.split())


def test_the_law_of_the_plan_and_the_days_of_its_life_come_along(content, amended, farshire):
    case = taken_over(content, farshire)
    assert case.law_pack == amended.law_pack
    assert case.plan_first_made_on == people.FINAL
    assert case.plan_last_reviewed_on == people.DECIDED
    days = {each.law.ref: each.due.isoformat() for each in case.deadlines.open() if each.due}
    # Reviewed on 6 December 2027: twelve months of it end later than three of the transfer on 17 January 2028.
    assert days["T4"] == "2028-12-05"
    assert days["T3"] == "2028-02-28"
    assert days["T7"] == "2028-02-07"  # 15 working days for the health commissioner of Farshire
    assert "E5" not in days
    assert [str(each) for each in differences([case.pk])] == []


def test_where_the_health_commissioner_is_the_same_it_is_not_asked_again(content, farshire):
    farshire.health_commissioner.name = content["from"]["health_commissioner"]
    farshire.health_commissioner.save()
    case = taken_over(content, farshire)
    assert "ask_where_health_cannot_arrange" not in {each.key for each in case.deadlines.open()}


def test_everybody_named_in_a_line_is_ours_of_that_name_or_entered(content, farshire):
    Organisation.objects.filter(name="Northmoor Community Paediatrics").update(name="Elsewhere")
    before = Organisation.objects.count()
    case = taken_over(content, farshire)
    health = case.final_version.provision_in("G").get()
    assert health.provider.name == "Northmoor Community Paediatrics"
    assert health.provider.kind == "paediatrics"
    assert not health.provider.works_with.exists()
    # That one, and the school of section I.
    assert Organisation.objects.count() == before + 2


def test_a_school_of_the_same_name_does_not_get_to_read_the_plan(content, cast, farshire, client):
    case = taken_over(content, farshire)
    named = case.final_version.setting
    assert (named.name, named.pk) != (cast.school.name, cast.school.pk)
    client.force_login(cast.senco)
    assert client.get(f"/plans/{case.final_version.pk}/read/").status_code == 404


def test_the_school_that_is_meant_is_named_by_whoever_takes_over(content, cast, farshire):
    case = taken_over(content, farshire, settings={cast.school.name: cast.school})
    assert case.final_version.setting == cast.school


def test_an_authority_that_is_only_named_is_none_that_families_can_ask(content, farshire):
    content["organisations"]["Northshire"] = {"kind": "authority"}
    content["plan"]["provision"][0]["funder"] = "Northshire"
    taken_over(content, farshire)
    assert Organisation.objects.get(name="Northshire").kind == "other"


def test_somebody_known_here_is_found_by_name_and_birthday_or_number(content, amended, cast, farshire):
    file = as_file(content)
    ours = type(amended).objects.filter(authority=cast.council)
    assert same_child(file, ours) == [amended]
    cast.child.name, cast.child.nhs_number = "Amira Khan", "999 000 0001"
    cast.child.save()
    assert same_child(file, ours) == []
    assert same_child(
        as_file({**content, "child": {**content["child"], "nhs_number": "999 000 0001"}}), ours
    ) == [amended]
    assert same_child(file, type(amended).objects.filter(authority=farshire)) == []


def test_a_child_has_one_open_case_at_an_authority(content, farshire):
    case = taken_over(content, farshire)
    with pytest.raises(NotNow, match=f"has an open case here already: {case}"):
        taken_over(content, farshire, child=case.child)


def test_an_authority_does_not_take_over_its_own_plan(content, cast):
    with pytest.raises(NotNow, match="Only a plan of another authority"):
        taken_over(content, cast.council)


def test_a_case_without_a_plan_has_no_file(cast):
    case = people.at_stage(cast, "draft_served")
    with pytest.raises(NotNow, match="There is no plan in force"):
        plan_file(case)
