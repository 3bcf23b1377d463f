"""What one professional sees of a case: what is asked of them, the plan if it is theirs to read, and whom to ask."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from ehcp import access
from ehcp.pages.moved import whereabouts
from ehcp.wording import stage, state_words
from workflows.lives.case import BEFORE_A_PLAN
from workflows.lives.plan import PlanState

from . import reach
from .base import ProfessionalPage, doors, flags, identity
from .later import reassessment_for
from .moves import open_doors
from .worklist import DONE, ME, PLACES, TEAM, WAITING, work_of


class CaseView(ProfessionalPage, TemplateView):
    template_name = "professional/case.html"
    here = "home"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        case = get_object_or_404(reach.cases(user), pk=self.kwargs["pk"])
        self.at_work_on(case)
        sections = access.sections_for(user, case)
        work = work_of(user, case)
        return super().get_context_data(
            **{
                "case": case,
                "facts": identity(case),
                "flags": flags(case),
                "stage": stage(case) if case.state in BEFORE_A_PLAN else "",
                "to_do": [item for item in work if item.place in (ME, TEAM)],
                "later": [
                    (PLACES[place], items)
                    for place in (WAITING, DONE)
                    if (items := [item for item in work if item.place == place])
                ],
                "plans": reach.plans(user).filter(case=case, state__in=(PlanState.FINAL, PlanState.DRAFT)),
                "doors": doors(case, user),
                "reassessment": reassessment_for(case, user),
                "of_health": open_doors(case, user),
                "moved": whereabouts(case),
                "disputes": [
                    (dispute, state_words(dispute, "professional"))
                    for dispute in reach.disputes(user).filter(case=case)
                ],
                "reads_a": "A" in sections,
                "views": reach.words_of_the_family(user, case),
                **kwargs,
            }
        )
