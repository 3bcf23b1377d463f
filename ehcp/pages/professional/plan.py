"""Reading a version of a plan, and what the health commissioner does about section G."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from ehcp import access
from ehcp.documents.lines import Lines
from ehcp.documents.plan import Plan, plan_sections
from ehcp.models import Case, PlanVersion
from ehcp.pages.forms import GovukForm, SeenVersion
from workflows.law import england_2014 as law
from workflows.lives.plan import PlanState

from . import reach
from .base import ProfessionalPage, Step, doors, identity
from .forms import AsChecked

FIRST_FOR_HEALTH = ("G", "C", "E")
"""What a health commissioner reads first: what it must arrange, and the needs and outcomes that it is for."""


class PlanView(ProfessionalPage, TemplateView):
    template_name = "professional/plan.html"
    here = "home"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        version = get_object_or_404(reach.plans(user), pk=self.kwargs["pk"])
        sections = access.sections_for(user, version.case)
        if not sections:
            raise Http404
        self.at_work_on(version.case)
        commissions = _commissions(user, version.case)
        return super().get_context_data(
            **{
                "version": version,
                "case": version.case,
                "facts": identity(version.case),
                "reads_all": sections == access.EVERY_SECTION,
                "commissions": commissions,
                **_parts(version, sections, commissions),
                **(_section_g(version, user) if commissions else {}),
                **kwargs,
            }
        )


def _commissions(user: Any, case: Case) -> bool:
    return access.cases_as_health_commissioner(user).filter(pk=case.pk).exists()


def _parts(version: PlanVersion, sections: frozenset[str], commissions: bool) -> dict[str, Any]:
    """The plan as a whole, or first the sections that are the health commissioner's own and then the rest."""
    plan = plan_sections(version, sections)
    if not commissions:
        return {"plan": plan, "first": plan}
    first = [section for letter in FIRST_FOR_HEALTH for section in plan.sections if section.letter == letter]
    rest = [section for section in plan.sections if section not in first]
    return {"plan": plan, "first": _with(plan, first), "rest": _with(plan, rest)}


def _with(plan: Plan, sections: list[Any]) -> Plan:
    return replace(plan, sections=tuple(sections))


def _section_g(version: PlanVersion, user: Any) -> dict[str, Any]:
    case = version.case
    open_doors = doors(version, user) if case.is_open else {}
    owed = (
        case.deadlines.filter(key=law.ARRANGE_HEALTH_PROVISION.key)
        .order_by("-pk")
        .select_related("case")
        .first()
    )
    final = version.state == PlanState.FINAL
    needed_for = case.deadlines.open().filter(
        key__in=(law.ISSUE_THE_FINAL_PLAN.key, law.ISSUE_THE_AMENDED_PLAN.key)
    )
    return {
        "doors": {**open_doors, **(doors(case, user) if final else {})},
        "has_g": version.has_section_g(),
        "agreed": version.has_section_g() and version.section_g_is_agreed,
        "asked_to_change": version.event_of("ask_to_change_section_g"),
        "needed_for": needed_for.select_related("case").first() if version.state == PlanState.DRAFT else None,
        "owed": owed if final else None,
        "costs": _costs(version),
    }


def _costs(version: PlanVersion) -> dict[str, Any]:
    """What section G costs a year, as far as those who advise it have said."""
    rows = list(version.provision_in("G"))
    known = [row.yearly_cost for row in rows if row.yearly_cost is not None]
    return {"total": sum(known, Decimal(0)), "unknown": len(rows) - len(known), "known": len(known)}


class SectionGStep(Step):
    """An act of the health commissioner on section G, with the section as it now reads."""

    here = "home"

    def find(self) -> PlanVersion:
        return get_object_or_404(reach.plans(self.request.user), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"section_g": lines_of_g(self.row), **kwargs})


def lines_of_g(version: PlanVersion) -> list[dict[str, Any]]:
    """Each line of section G, with the needs and outcomes that it is for, as far as health may read them."""
    lines = Lines(version, access.FOR_HEALTH)
    by_ref = {line.ref: line for line in (*lines.needs, *lines.outcomes)}
    return [
        {"line": line, "serves": [by_ref[ref] for ref in (*line.needs, *line.outcomes) if ref in by_ref]}
        for line in lines.provision
        if line.row.section == "G"
    ]


class AgreeForm(AsChecked, GovukForm):
    """Nothing to answer but whether to agree to what stands there."""


class AgreeSectionG(SectionGStep):
    act = "agree_section_g"
    form_class = AgreeForm
    template_name = "professional/section_g.html"
    heading = "Agree section G of {child}’s plan"
    lead = (
        "The health provision in a plan must be agreed by the health commissioner (SEND Regulations 2014, regulation "
        "12(2)). Once the plan is final, you have to arrange it (Children and Families Act 2014, section 42(3))."
    )
    what_next = "{council} is told. You agree to these words: if section G is changed, you are asked again."
    done = "Section G is agreed as it now reads. {council} is told."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "now": self.row.digest_of_section_g()}


class ChangeForm(SeenVersion, GovukForm):
    words = forms.CharField(
        label="What should be changed, and why?",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Name the line, like G1, and say how it should read.",
    )


class ChangeSectionG(SectionGStep):
    act = "ask_to_change_section_g"
    form_class = ChangeForm
    template_name = "professional/section_g.html"
    heading = "Ask for section G of {child}’s plan to be changed"
    button = "Send to the council"
    what_next = "{council} is told. It cannot make the plan final until you have agreed section G."
    done = "{council} is told what you would like changed. Section G waits here until you agree it."


class HealthForm(SeenVersion, GovukForm):
    words = forms.CharField(
        label="How do you know?",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="For each line: which service provides it, since when, and who told you.",
    )


class HealthProvision(Step):
    act = "confirm_health_provision"
    form_class = HealthForm
    template_name = "professional/section_g.html"
    here = "home"
    heading = "Confirm that the health provision is in place"
    lead = (
        "{child}’s plan is final, and everything in section G has to be arranged (Children and Families Act 2014, "
        "section 42(3)). Confirm it once it is."
    )
    button = "Confirm"
    what_next = "{council} and {family} can see that it is in place."
    done = "{council} and {family} can now see that the provision of section G is in place."

    def find(self) -> Case:
        found = access.cases_as_health_commissioner(self.request.user)
        return get_object_or_404(
            found.select_related("child__setting", "authority", "caseworker"), pk=self.kwargs["pk"]
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        final = self.row.final_version
        owed = self.row.deadlines.open().filter(key=law.ARRANGE_HEALTH_PROVISION.key)
        return super().get_context_data(
            **{
                "section_g": lines_of_g(final) if final else [],
                "deadline": owed.select_related("case").first(),
                **kwargs,
            }
        )
