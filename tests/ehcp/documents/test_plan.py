"""The plan as data, as a page and as PDF: what it says, to whom, and that everybody can read it."""

from __future__ import annotations

import io
from decimal import Decimal
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
from django.urls import reverse

from ehcp.access import EVERY_SECTION, FOR_HEALTH
from ehcp.documents import pdf
from ehcp.documents.lines import first_sentence
from ehcp.documents.plan import DocumentUnavailable, file_name, plan_html, plan_pdf, plan_sections
from ehcp.models import Case, Child, Organisation
from tests import people
from workflows import clock

CANARY_D = "canary of section D"
CANARY_H = "canary of section H"


@pytest.fixture
def final(cast):
    return people.at_stage(cast, "final_issued").final_version


def a_section(version, letter, sections=EVERY_SECTION):
    return next(each for each in plan_sections(version, sections).sections if each.letter == letter)


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.split())


def with_social_care(cast) -> Case:
    """Amira's case with a draft served that has a need in D and provision in H1 and H2."""
    case = people.at_stage(cast, "draft_written")
    draft = case.working_version
    need = draft.needs.create(section="D", words=f"Nobody looks after Amira on Saturdays: {CANARY_D}.")
    outcome = draft.outcomes.get(words__startswith="By July")
    outcome.needs.add(need)
    for section in ("H1", "H2"):
        line = draft.provision.create(
            section=section, what=f"A play scheme: {CANARY_H}.", provider=cast.social_care
        )
        line.needs.add(need)
        line.outcomes.add(outcome)
    draft.provision_in("F").get().needs.add(need)
    with clock.at(people.DRAFT_SERVED):
        case.serve_draft(by=cast.caseworker, sent_on=people.DRAFT_SERVED, served_on=people.DRAFT_SERVED)
    return case


# What it says


def test_the_sections_come_in_the_order_of_the_law(final):
    assert [each.letter for each in plan_sections(final).sections] == [
        *["A", "B", "C", "D", "E", "F", "G", "H1", "H2", "I", "J", "K"]
    ]


def test_each_need_stands_with_its_outcomes_and_its_provision(final):
    (needs,) = a_section(final, "B").content
    need = next(line for line in needs.lines if "developmental language disorder" in line.words)
    outcome = next(line for line in a_section(final, "E").content if line.ref in need.outcomes)
    group = next(each for each in a_section(final, "F").content if each.need and each.need.ref == need.ref)
    (line,) = group.lines
    assert outcome.needs == (need.ref,)
    assert need.provision == outcome.provision == (line.ref,)
    assert line.needs == (need.ref,) and line.outcomes == (outcome.ref,)


def test_every_need_of_section_b_has_its_place_in_section_f(final):
    (needs,) = a_section(final, "B").content
    groups = a_section(final, "F").content
    assert [group.need.ref for group in groups] == [line.ref for line in needs.lines]
    assert "No provision is linked to this need." in plan_html(final)


def test_a_line_of_provision_says_how_much_by_whom_and_who_answers_for_it(final):
    group = next(each for each in a_section(final, "F").content if each.lines)
    (line,) = group.lines
    assert line.how_much == "45 minutes, once a week, 36 weeks a year, one to one"
    assert line.who == "Speech and language therapist"
    assert line.answers == (
        "Arranged and paid for by NHS Northmoor Integrated Care Board. "
        "Provided by Northmoor Speech and Language Therapy. Checked by Millbrook Primary School."
    )


def test_until_a_setting_is_named_the_setting_of_section_i_answers(cast):
    draft = people.at_stage(cast, "draft_served").served_version
    (line,) = next(each for each in a_section(draft, "F").content if each.lines).lines
    assert line.answers.endswith("Checked by the setting named in section I.")


def test_section_i_of_a_draft_is_blank_and_says_why(cast):
    section = a_section(people.at_stage(cast, "draft_served").served_version, "I")
    assert section.content == ()
    assert "s38(5)" in section.none


def test_section_i_of_a_final_plan_names_the_setting_and_its_type(final):
    assert a_section(final, "I").content == (
        ("Name", "Millbrook Primary School"),
        ("Type", "Mainstream primary school"),
    )


def test_a_section_without_rows_says_none_on_purpose(final):
    assert a_section(final, "D").none == "None. Social care visited and found no need."


def test_section_g_says_who_agreed_it(final):
    assert a_section(final, "G").note == (
        "Agreed by Joan Whitaker for NHS Northmoor Integrated Care Board on Monday 16 November 2026."
    )


def test_section_j_gives_each_direct_payment_with_what_it_meets_and_the_sum(cast):
    case = people.at_stage(cast, "setting_named")
    with clock.at(people.NAMED):
        line = case.working_version.provision_in("F").get()
        budget = case.ask_for_budget(by=cast.mother, reasons="We would like to choose the therapist.")
        lines = [{"provision": line, "amount": Decimal("2592.00"), "held": "direct_payment"}]
        budget.prepare_budget(by=cast.caseworker, lines=lines, agreement="Paid on the first of each month.")
        budget.consent_to_direct_payment(by=cast.mother, words="I agree.")
        budget.agree_budget(by=cast.manager, reasons="It is enough.")
    case.refresh_from_db()
    with clock.at(people.FINAL):
        case.issue_final_plan(by=cast.manager, sent_on=people.FINAL, served_on=people.FINAL)
    section = a_section(case.final_version, "J")
    (payment,) = section.content.lines
    assert (payment.line.ref, payment.amount, section.content.total) == ("F1", "£2,592.00", "£2,592.00")
    assert payment.line.needs and payment.line.outcomes
    assert section.content.recipient == "Samina Siddiqui"
    assert "£2,592.00" in plan_html(case.final_version)


def test_section_k_lists_each_advice_with_its_author_and_day(final):
    advice = {each.kind: (each.author, each.day) for each in a_section(final, "K").content}
    assert advice["Educational psychology"] == (
        "Priya Raman, Educational psychologist, Northmoor Educational Psychology Service",
        "9 November 2026",
    )
    assert len(advice) == 6


def test_the_familys_words_are_not_printed_twice_in_full_unless_they_changed(final):
    (family, *_) = plan_sections(final).appendices
    assert family.parts == (("", "These words stand in section A, as they were given."),)


def test_the_end_says_who_signed_and_until_when_one_may_appeal(final):
    plan = plan_sections(final)
    assert plan.signed == (
        "Signed off by Helen Marsh, Head of statutory assessment, for Northmoor Council, on Monday 11 January 2027."
    )
    assert plan.rights.mediation.until == plan.rights.appeal.until == "Thursday 11 March 2027"


def test_a_certificate_that_comes_later_does_not_change_a_plan_that_was_issued(cast, final):
    before = plan_html(final)
    day = people.FINAL.replace(month=3)
    with clock.at(day):
        Case.objects.get(pk=final.case_id).record_mediation_certificate(by=cast.mother, dated_on=day)
    assert plan_html(type(final).objects.get(pk=final.pk)) == before


def test_an_issued_plan_reads_the_same_years_later(final):
    with clock.at(people.FINAL):
        before = plan_html(final)
    with clock.at(people.AMENDED):
        assert plan_html(final) == before


@pytest.mark.parametrize(
    ("stage", "which", "status"),
    [
        ("draft_written", "working_version", "Draft, being written"),
        ("draft_served", "served_version", "Draft for your comments"),
        ("final_issued", "final_version", "Final plan"),
        ("amendments_proposed", "served_version", "Proposed amendments for your comments"),
        ("amended", "final_version", "Amended plan"),
    ],
)
def test_the_cover_says_what_kind_of_version_it_is(cast, stage, which, status):
    version = getattr(people.at_stage(cast, stage), which)
    assert plan_sections(version).status.words == status


def test_a_draft_says_until_when_to_comment(cast):
    version = people.at_stage(cast, "draft_served").served_version
    assert plan_sections(version).status.note.startswith("Until 14 December 2026 you can say")


def test_a_version_that_was_replaced_says_so_and_since_when(cast):
    first, *_, plan, _, _ = people.at_stage(cast, "amended").plans.order_by("number")
    assert plan_sections(first).status.words == "Earlier draft"
    status = plan_sections(plan).status
    assert status.words == "Final plan, replaced"
    assert status.note == "No longer in force: a newer version took its place on Monday 17 January 2028."
    assert "No longer in force" in text_of(plan_pdf(plan))


def test_a_plan_that_has_ended_says_so(cast, final):
    case = Case.objects.get(pk=final.case_id)
    with clock.at(people.FINAL):
        case.note_move(
            by=cast.caseworker, moves_on=people.FINAL, aware_on=people.FINAL, to_words="Southvale Council"
        )
        case.transfer_plan(by=cast.caseworker)
    assert plan_sections(case.plans.get(pk=final.pk)).status.note == (
        "No longer in force: moved to another authority."
    )


def test_a_row_without_its_particulars_leaves_no_empty_place_in_what_was_served(cast):
    case = people.at_stage(cast, "draft_written")
    case.working_version.provision.create(section="F", what="Small group teaching.")
    assert "Not said yet" in plan_html(case.working_version)
    with clock.at(people.DRAFT_SERVED):
        case.serve_draft(by=cast.caseworker, sent_on=people.DRAFT_SERVED, served_on=people.DRAFT_SERVED)
    assert "Not said yet" not in plan_html(case.served_version)


def test_long_views_are_shortened_on_the_one_page_and_whole_in_section_a(cast):
    case = people.at_stage(cast, "draft_written")
    draft = case.working_version
    draft.child_views = "I like the water tray. " * 100
    draft.save()
    plan = plan_sections(draft)
    words = dict(plan.one_page.parts)["What Amira says"]
    assert words.endswith("I like the water tray. …") and len(words) < 430
    assert plan.one_page.goes_on
    assert dict(a_section(draft, "A").content)["What Amira says"] == draft.child_views


def test_a_heading_is_the_first_sentence_of_a_need():
    assert first_sentence("Amira has glue ear. It comes each winter.") == "Amira has glue ear"
    assert first_sentence("word " * 40) == ("word " * 24).strip() + " …"


# Who reads what


def test_a_health_commissioner_reads_nothing_of_social_care(cast, client):
    case = with_social_care(cast)
    version = case.served_version
    client.force_login(cast.commissioner)
    page = client.get(reverse("plan_page", args=[version.pk])).content.decode()
    document = text_of(client.get(reverse("plan_pdf", args=[version.pk])).content)
    for text in (page, document):
        assert "developmental language disorder" in text
        assert "This copy holds sections A, B, C, E, F, G and I only." in text
        for word in (CANARY_D, CANARY_H, "D1", "H1.1", "H2.1", "Carys Bevan", "Visited on 20 October"):
            assert word not in text


def test_the_family_and_the_consulted_school_read_everything(cast, client):
    version = with_social_care(cast).served_version
    case = Case.objects.get(pk=version.case_id)
    with clock.at(people.COMMENTED):
        case.consult_setting(by=cast.caseworker, setting=cast.school, sent_on=people.COMMENTED)
        for reader in (cast.mother, cast.caseworker, cast.senco):
            client.force_login(reader)
            page = client.get(reverse("plan_page", args=[version.pk])).content.decode()
            assert CANARY_D in page and CANARY_H in page


def test_all_readers_mean_the_same_line_by_its_number(cast):
    version = with_social_care(cast).served_version
    whole, part = plan_sections(version), plan_sections(version, FOR_HEALTH)
    for letter in ("E", "G"):
        of_each = [next(s for s in plan.sections if s.letter == letter).content for plan in (whole, part)]
        numbers = [
            [getattr(line, "ref", None) or line.lines[0].ref for line in content] for content in of_each
        ]
        assert numbers[0] == numbers[1]


@pytest.mark.parametrize("page", ["plan_pdf", "plan_page"])
def test_strangers_and_other_parents_find_nothing(cast, client, final, page):
    for reader in (cast.stranger, cast.other_parent, cast.therapist):
        client.force_login(reader)
        assert client.get(reverse(page, args=[final.pk])).status_code == 404
    client.logout()
    assert client.get(reverse(page, args=[final.pk])).status_code == 302


@pytest.mark.parametrize("page", ["plan_pdf", "plan_page"])
def test_a_draft_being_written_is_the_officers_to_read(cast, client, page):
    draft = people.at_stage(cast, "draft_written").working_version
    client.force_login(cast.mother)
    assert client.get(reverse(page, args=[draft.pk])).status_code == 404
    client.force_login(cast.caseworker)
    assert client.get(reverse(page, args=[draft.pk])).status_code == 200


def test_the_pdf_is_kept_by_nobody_on_the_way_and_its_name_says_nothing(cast, client, final):
    client.force_login(cast.mother)
    response = client.get(reverse("plan_pdf", args=[final.pk]))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="NM-2026-0001-plan-version-2.pdf"'
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert file_name(final) == "NM-2026-0001-plan-version-2.pdf"


def test_the_page_has_its_headings_in_order_and_no_style_of_its_own(cast, client, final):
    client.force_login(cast.mother)
    page = client.get(reverse("plan_page", args=[final.pk])).content.decode()
    assert page.count("<h1") == 1
    assert (
        page.index("<h1")
        < page.index("Amira in one page")
        < page.index('id="section-A"')
        < page.index("<h2") + 10**6
    )
    assert "style=" not in page and "<script>" not in page


def test_a_page_may_put_its_own_actions_under_each_line(final, settings, tmp_path):
    from django.template import engines

    (tmp_path / "act.html").write_text("[comment on {{ line.ref }} {{ line.row.kind }} {{ line.row.pk }}]")
    engine = engines["django"].engine
    engine.dirs = [*engine.dirs, tmp_path]
    try:
        template = engine.get_template("documents/plan_body.html")
        from django.template import Context

        html = template.render(Context({"plan": plan_sections(final), "row_actions": "act.html"}))
    finally:
        engine.dirs = engine.dirs[:-1]
    need, outcome, line = final.needs.first(), final.outcomes.first(), final.provision.first()
    for row in (need, outcome, line):
        assert f"{row.kind} {row.pk}]" in html


# The PDF


@pytest.fixture
def document(final):
    content = plan_pdf(final)
    with pikepdf.open(io.BytesIO(content)) as opened:
        yield opened


def tags(element, found=None):
    """Every structure element below one, in reading order."""
    found = [] if found is None else found
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found.append(kid)
            tags(kid, found)
    return found


def test_the_pdf_says_that_it_is_tagged_in_which_language_and_what_it_is_called(document):
    root = document.Root
    assert root.MarkInfo.Marked
    assert str(root.Lang) == "en-GB"
    assert root.ViewerPreferences.DisplayDocTitle
    assert str(document.docinfo["/Title"]) == "Education, health and care plan NM-2026-0001, final plan"
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_the_pdf_has_its_headings_in_order(document):
    headings = [
        str(each.S) for each in tags(document.Root.StructTreeRoot) if str(each.S) in ("/H1", "/H2", "/H3")
    ]
    assert headings[0] == "/H1"
    assert headings.count("/H1") == 1
    assert (
        headings.count("/H2") == 1 + 1 + 12 + 2 + 6
    )  # contents, one page, sections, signature and rights, appendices
    levels = [int(each[-1]) for each in headings]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_tables_of_the_pdf_have_captions_and_headers_with_a_scope(document):
    every = tags(document.Root.StructTreeRoot)
    tables = [each for each in every if each.S == "/Table"]
    assert tables
    for table in tables:
        parts = [str(each.S) for each in tags(table)]
        # A table that goes on over the page has its head again, and its caption once.
        assert parts[0] == "/Caption" or parts[0] == "/THead"
    assert {str(each.A.Scope) for each in every if each.S == "/TH"} == {"/Row", "/Column"}
    assert all(each.A.Headers for each in every if each.S == "/TD")


def test_every_section_can_be_read_out_of_the_pdf(final):
    text = text_of(plan_pdf(final))
    for section in plan_sections(final).sections:
        assert f"Section {section.letter} {section.name}" in text
    for words in (
        "We want Amira to tell us about her day.",
        "Amira has developmental language disorder.",
        "Amira has glue ear each winter.",
        "four linked sentences",
        "with an Urdu-speaking co-worker",
        "Hearing test in October and February",
        "Millbrook Primary School",
        "Priya Raman",
    ):
        assert words in text


def test_the_footer_numbers_the_pages_and_does_not_name_the_child(final):
    document = pypdfium2.PdfDocument(plan_pdf(final))
    pages = len(document)
    for number, page in enumerate(document, start=1):
        footer = page.get_textpage().get_text_bounded(top=55)
        assert f"page {number} of {pages}" in footer
        assert "NM-2026-0001, version 2, final plan" in footer
        assert "Amira" not in footer and "Siddiqui" not in footer
    document.close()


def test_the_same_plan_gives_the_same_bytes(final):
    assert plan_pdf(final) == plan_pdf(final)


def test_what_people_type_is_printed_as_they_typed_it(cast):
    case = people.at_stage(cast, "draft_written")
    draft = case.working_version
    draft.child_views = '<img src="https://elsewhere.example/x.png"> <b>Elsie</b> & ‘Nani’ نانی'
    draft.save()
    text = text_of(plan_pdf(draft))
    assert '<img src="https://elsewhere.example/x.png"> <b>Elsie</b> & ‘Nani’' in text


@pytest.mark.parametrize(
    "url", ["https://elsewhere.example/x.png", "file:///etc/passwd", "ours:../settings.py"]
)
def test_a_document_fetches_nothing_but_our_own_files(url):
    with pytest.raises(ValueError, match=r"our own static files only|outside of the base path"):
        pdf.pdf_of(f'<html lang="en-GB"><title>x</title><img alt="x" src="{url}">')


def test_where_pango_is_missing_the_reader_gets_the_page_and_the_log_says_what_to_install(
    cast, client, final, monkeypatch, caplog
):
    def missing():
        raise DocumentUnavailable("install libpango-1.0-0")

    monkeypatch.setattr(pdf, "_weasyprint", missing)
    client.force_login(cast.mother)
    response = client.get(reverse("plan_pdf", args=[final.pk]), follow=True)
    assert response.redirect_chain == [(reverse("plan_page", args=[final.pk]), 302)]
    assert "The PDF cannot be made just now" in response.content.decode()
    assert "install libpango-1.0-0" in caplog.text


def test_a_missing_library_is_named_with_what_to_install(monkeypatch):
    import builtins

    real = builtins.__import__

    def without_pango(name, *args, **kwargs):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'\nmore")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without_pango)
    with pytest.raises(DocumentUnavailable, match=r"libpango-1\.0-0.*scripts/system-packages pdf"):
        pdf.pdf_of("<p>x</p>")


def test_a_plan_is_read_with_few_questions_to_the_database(final, django_assert_max_num_queries):
    with django_assert_max_num_queries(70):
        plan_sections(final)


def test_an_empty_draft_can_still_be_printed(db):
    council = Organisation.objects.create(name="Northmoor Council", kind="authority")
    child = Child.objects.create(name="Ada Low", born=people.REQUEST.replace(year=2020))
    case = Case.objects.create(
        child=child,
        authority=council,
        reference="NM-2026-0099",
        requested_by="parent",
        law_pack="england_2014",
    )
    draft = case.plans.create(number=1)
    assert "Nothing is written here yet." in text_of(plan_pdf(draft))
