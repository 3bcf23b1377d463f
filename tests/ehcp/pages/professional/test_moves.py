"""The health commissioner when another one becomes responsible, or the family moves."""

from datetime import date

import pytest

from ehcp.models import Organisation
from ehcp.models.organisations import Kind, Role
from tests import people
from tests.ehcp.pages.professional.conftest import at, nobody_else, seen, words
from workflows import clock

KNOWN, MOVES = date(2027, 5, 24), date(2027, 6, 1)
PAGES = ("other_commissioner", "tell_new_commissioner", "tell_of_move", "can_be_arranged", "ask_authority")


def day(name, when):
    return {f"{name}_day": when.day, f"{name}_month": when.month, f"{name}_year": when.year}


@pytest.fixture
def southvale(cast):
    icb = Organisation.objects.create(name="NHS Southvale", kind=Kind.HEALTH_COMMISSIONER)
    cast.other_council.health_commissioner = icb
    cast.other_council.save()
    return icb


@pytest.fixture
def officer_there(southvale):
    return people._member("Nia New", southvale, Role.HEALTH_COMMISSIONER, "Designated clinical officer")


@pytest.fixture
def final(cast):
    return people.at_stage(cast, "final_issued")


def test_another_commissioner_is_noted_told_and_answers(final, cast, southvale, officer_there, as_):
    old, new = as_(cast.commissioner), as_(officer_there)
    with clock.at(date(2027, 4, 1)):
        assert "Record that another health commissioner is responsible" in words(
            old.get(at("case", final.pk))
        )
        assert new.get(at("case", final.pk)).status_code == 404
        page = at("other_commissioner", final.pk)
        assert old.post(page, seen(final)).context["form"].errors
        said = {**seen(final), "commissioner": southvale.pk, **day("aware_on", date(2027, 4, 1))}
        told = words(old.post(page, said, follow=True))
        assert "Tell the health commissioner that is now responsible for Amira Siddiqui" in told
        assert "Thursday 22 April 2027" in told
        assert old.get(page).status_code == 302
        final.refresh_from_db()
        page = at("tell_new_commissioner", final.pk)
        assert "Responsible now: NHS Southvale" in words(old.get(page)).replace("<strong>", "").replace(
            "</strong>", ""
        )
        done = old.post(page, seen(final), follow=True)
        assert "The other health commissioner answers for section G from today." in words(done)
        assert old.get(at("case", final.pk)).status_code == 404
        final.refresh_from_db()
        assert final.commissioner == southvale
    with clock.at(date(2027, 4, 8)):
        work = words(new.get(at("home")))
        assert "Say whether you can arrange what section G of Amira Siddiqui’s plan promises" in work
        page = words(new.get(at("can_be_arranged", final.pk)))
        assert "Hearing test in October and February" in page
        assert "Thursday 22 April 2027" in page
        asked = words(
            new.post(at("ask_authority", final.pk), {**seen(final), "words": "No audiologist."}, follow=True)
        )
        assert "must assess again or review the plan" in asked
    assert final.deadlines.open().filter(key="do_as_the_commissioner_asks").exists()


def test_it_can_be_arranged(final, cast, southvale, officer_there, as_):
    with clock.at(date(2027, 4, 1)):
        final.note_other_commissioner(by=cast.commissioner, commissioner=southvale, aware_on=date(2027, 4, 1))
        final.tell_new_commissioner(by=cast.commissioner)
        final.refresh_from_db()
        said = {**seen(final), "words": "Southvale Child Health, from May."}
        done = words(as_(officer_there).post(at("can_be_arranged", final.pk), said, follow=True))
    assert "are told that section G can be arranged as it stands" in done
    assert not final.deadlines.open().filter(key="ask_where_health_cannot_arrange").exists()


def test_when_the_family_moves_the_old_one_tells_the_new_one(final, cast, southvale, officer_there, as_):
    with clock.at(KNOWN):
        final.note_move(by=cast.caseworker, moves_on=MOVES, aware_on=KNOWN, to=cast.other_council)
    with clock.at(MOVES):
        new = final.transfer_plan(by=cast.caseworker)
        final.refresh_from_db()
        old = as_(cast.commissioner)
        work = words(old.get(at("home")))
        assert "Tell the health commissioner where Amira Siddiqui moves" in work
        assert "Moved to another authority: Southvale Council." in words(old.get(at("case", final.pk)))
        said = {**seen(final), "words": "Rang Nia New."}
        assert "was told" in words(old.post(at("tell_of_move", final.pk), said, follow=True))
        assert not final.deadlines.open().exists()
        # Each sees its own.
        assert old.get(at("case", new.pk)).status_code == 404
        there = as_(officer_there)
        assert there.get(at("case", final.pk)).status_code == 404
        page = words(there.get(at("case", new.pk)))
    assert "Northmoor Council made the plan, and it came here on Tuesday 1 June 2027." in page
    assert "Say whether you can arrange what section G" in page


def test_nobody_else_finds_these_pages(final, cast, as_):
    addresses = [at(page, final.pk) for page in PAGES]
    with clock.at(people.FINAL):
        nobody_else(cast, as_, *addresses)
        for user in (cast.senco, cast.therapist, cast.paediatrician, cast.caseworker):
            for address in addresses:
                assert as_(user).get(address).status_code == 404
        # With nothing to do there, its own officer is led back to the case.
        for address in addresses[1:]:
            assert as_(cast.commissioner).get(address).url == at("case", final.pk)
