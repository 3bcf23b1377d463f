"""Advice: who was asked, what is in and what is late; and one answer, read as rows, to be accepted or returned."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from ehcp import access
from ehcp.models import Advice
from ehcp.models.plan import rows_of
from ehcp.pages.authority.base import CaseView
from ehcp.pages.authority.choices import choices, on_tab
from workflows import clock
from workflows.law import england_2014 as law
from workflows.models import Deadline


class CaseAdvice(CaseView):
    """Everybody who was asked in a case, and who has still to be asked."""

    template_name = "authority/case_advice.html"
    tab = "case_advice"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case = self.case
        advice = list(case.advice.select_related("organisation", "person"))
        deadlines = latest_by_subject(case.deadlines.filter(key=law.GIVE_ADVICE.key))
        for deadline in deadlines.values():
            deadline.case = case
        now = case.assessment_round
        asked = {each.kind for each in advice if each.round == now}
        return super().get_context_data(
            **{
                "rounds": [
                    (round_in_words(number), [(each, deadlines.get(each.pk)) for each in of_it])
                    for number in range(now, 0, -1)
                    if (of_it := [each for each in advice if each.round == number])
                ],
                "asked_now": bool(asked),
                "choices": [
                    each
                    for each in on_tab(case, self.request.user, "case_advice")
                    if each.act.name != "seek_advice"
                ],
                "lacking": [kind for kind in case.advice_required(clock.today()) if kind not in asked],
                "ask": next(
                    (each for each in choices(case, self.request.user) if each.act.name == "seek_advice"),
                    None,
                ),
                **kwargs,
            }
        )


def round_in_words(number: int) -> str:
    """The assessment that advice was asked for: the first, or which re-assessment."""
    if number == 1:
        return "For the assessment"
    return "For the re-assessment" if number == 2 else f"For re-assessment {number - 1}"


def latest_by_subject(deadlines: Any) -> dict[int, Deadline]:
    return {each.subject_id: each for each in deadlines.select_related("accountable").order_by("pk")}


class OneAdvice(CaseView, TemplateView):
    """One request for advice and its answer."""

    template_name = "authority/advice.html"
    tab = "case_advice"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        advice: Advice = self.find_row("advice", self.kwargs["pk"])
        deadlines = latest_by_subject(
            self.case.deadlines.filter(key=law.GIVE_ADVICE.key, subject_id=advice.pk)
        )
        for deadline in deadlines.values():
            deadline.case = self.case
        reads = access.may_read_advice(self.request.user, advice)
        return super().get_context_data(
            **{
                "advice": advice,
                "deadline": deadlines.get(advice.pk),
                "reads": reads,
                "rows": list(rows_of(advice)) if reads else [],
                "choices": choices(advice, self.request.user),
                "given": advice.event_of("give_advice", "give_views"),
                **kwargs,
            }
        )
