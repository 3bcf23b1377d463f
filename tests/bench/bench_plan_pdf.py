"""How long a plan takes to become a PDF, beside bare WeasyPrint on the same HTML without tags."""

import time

import pytest
import weasyprint
from django.contrib.staticfiles import finders

from ehcp.documents.plan import plan_html, plan_pdf
from tests import people

ROUNDS = 5
NEEDS = 12


@pytest.mark.django_db
def test_a_plan_as_pdf_beside_bare_weasyprint():
    version = _a_full_plan()
    # The stylesheets are handed over rather than fetched, and nothing is tagged.
    html = "\n".join(line for line in plan_html(version).splitlines() if 'rel="stylesheet"' not in line)
    styles = [
        weasyprint.CSS(filename=finders.find(f"css/{name}.css")) for name in ("brand", "paper", "plan-paper")
    ]

    whole, words, floor = _seconds(
        lambda: plan_pdf(version),
        lambda: plan_html(version),
        lambda: weasyprint.HTML(string=html).write_pdf(stylesheets=styles),
    )
    pages = len(weasyprint.HTML(string=html).render(stylesheets=styles).pages)
    print(
        f"\na plan of {pages} pages: {whole * 1000:,.0f} ms, of which {words * 1000:,.0f} ms to read it and put it "
        f"into words; bare WeasyPrint {floor * 1000:,.0f} ms; the plan takes {whole / floor:.1f} times as long"
    )


def _a_full_plan():
    """Amira's draft, with as many lines as a long plan has."""
    draft = people.at_stage(people.the_cast(), "draft_written").working_version
    line, outcome = draft.provision_in("F").get(), draft.outcomes.first()
    for number in range(NEEDS):
        need = draft.needs.create(
            section="B", category="SLCN", words=f"Need {number}. " + "Amira needs words. " * 12
        )
        aim = draft.outcomes.create(words=f"Outcome {number}. {outcome.words}", by_when=outcome.by_when)
        aim.needs.add(need)
        for _ in range(2):
            given = draft.provision.create(**line.content())
            given.needs.add(need)
            given.outcomes.add(aim)
    return draft


def _seconds(*jobs) -> list[float]:
    """The best of some rounds of each, by turns, so that a busy moment of the machine favours none."""
    best = [float("inf")] * len(jobs)
    for _ in range(ROUNDS):
        for number, do in enumerate(jobs):
            began = time.perf_counter()
            do()
            best[number] = min(best[number], time.perf_counter() - began)
    return best
