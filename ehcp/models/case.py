"""A case: one child's request and what became of it, at one authority."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse

from workflows import clock
from workflows.acts import NotNow
from workflows.law import age, in_force
from workflows.law.terms import Agency
from workflows.lives.advice import AdviceKind, AdviceState
from workflows.lives.case import IN_FORCE, OPEN, CaseLife
from workflows.lives.consultation import ConsultationState
from workflows.lives.plan import PlanState
from workflows.lives.review import ReviewState

from .organisations import Organisation, Role
from .people import Child


class Requester(models.TextChoices):
    PARENT = "parent", "A parent"
    YOUNG_PERSON = "young_person", "The young person"
    SETTING = "setting", "A school, college or early years provider"
    OTHER = "other", "Somebody else"


@transaction.atomic
def open_case(
    *,
    child: Child,
    authority: Organisation,
    by: Any,
    on: date,
    via: str,
    reasons: str,
    requested_by: str = Requester.PARENT,
    requester: str = "",
    caseworker: Any = None,
) -> Case:
    """A request has arrived: make the case and receive the request on the day it came."""
    case = Case(
        child=child,
        authority=authority,
        commissioner=authority.health_commissioner,
        caseworker=caseworker,
        requested_by=requested_by,
        requester=requester,
        reference=_next_reference(authority, on),
        law_pack=in_force(on).name,
    )
    case.save()
    case.receive_request(by=by, on=on, via=via, reasons=reasons)
    return case


def _next_reference(authority: Organisation, on: date) -> str:
    # The authority's row is locked so that two requests at once do not take the same number.
    Organisation.objects.select_for_update().get(pk=authority.pk)
    start = f"{authority.reference_prefix or 'EHC'}-{on.year}-"
    last = Case.objects.filter(reference__startswith=start).order_by("-reference").first()
    return f"{start}{int(last.reference.removeprefix(start)) + 1 if last else 1:04d}"


class Case(CaseLife):
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="cases")
    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="cases")
    commissioner = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="commissioned_cases",
        help_text="The responsible commissioning body for health.",
    )
    caseworker = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="caseload"
    )
    reference = models.CharField(max_length=20, unique=True, editable=False)
    requested_by = models.CharField(max_length=20, choices=Requester)
    requester = models.CharField(
        max_length=200, blank=True, help_text="Name, and what they are to the child."
    )
    law_pack = models.CharField(max_length=40, editable=False)

    class Meta(CaseLife.Meta):
        ordering = ["reference"]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("case", args=[self.pk])

    # Where things are

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def plan_is_in_force(self) -> bool:
        return self.state in IN_FORCE

    @property
    def working_version(self) -> Any:
        """The version being written, if there is one."""
        return self.plans.filter(state=PlanState.DRAFT).order_by("-number").first()

    @property
    def served_version(self) -> Any:
        """The draft or proposed amendments that the family has before it."""
        return self.plans.filter(state=PlanState.SERVED).order_by("-number").first()

    @property
    def final_version(self) -> Any:
        """The plan in force."""
        return self.plans.filter(state=PlanState.FINAL).order_by("-number").first()

    @property
    def current_review(self) -> Any:
        return self.reviews.exclude(state=ReviewState.DECIDED).order_by("-pk").first()

    @property
    def current_budget(self) -> Any:
        return self.budgets.order_by("-pk").first()

    @property
    def school(self) -> Organisation | None:
        """The setting attended: the one the plan names, else the one the child goes to now."""
        final = self.final_version
        return (final.setting if final else None) or self.child.setting

    def row(self, kind: str, pk: int) -> Any:
        """The row of this case that an event or a deadline is about."""
        if kind == self.life_name():
            return self
        return getattr(self, LIVES_OF_A_CASE[kind]).get(pk=pk)

    # Who stands for whom

    def stands_for(self, user: Any, agency: Agency, row: Any, *, decision: bool = False) -> bool:
        if agency is Agency.SERVICE:
            return user is None
        if user is None or not getattr(user, "is_authenticated", False):
            return False
        if agency is Agency.FAMILY:
            return any(member.may_act() for member in self.child.family.filter(user=user))
        if agency is Agency.ADVISER and row.person_id == user.pk:
            return True
        conditions: dict[str, Any] = {"may_decide": True} if decision else {}
        if agency is Agency.LOCAL_AUTHORITY:
            conditions["role__in"] = (Role.CASEWORKER, Role.MANAGER)
        elif agency is Agency.HEALTH_COMMISSIONER:
            conditions["role"] = Role.HEALTH_COMMISSIONER
        return user.works_for(self.accountable_for(agency, row), **conditions)

    def accountable_for(self, agency: str, row: Any) -> Organisation | None:
        """The organisation that owes what this agency owes here; none where it is the family's."""
        match Agency(agency):
            case Agency.LOCAL_AUTHORITY:
                return self.authority
            case Agency.HEALTH_COMMISSIONER:
                return self.commissioner
            case Agency.ADVISER:
                return row.organisation
            case Agency.CONSULTED_SETTING:
                return row.setting
            case Agency.REVIEW_ARRANGER:
                return getattr(row, "arranged_by", None) or self.school or self.authority
        return None

    def name_of(self, agency: Agency, row: Any = None) -> str:
        if agency is Agency.FAMILY:
            return self.child.called if self.child.is_young_person() else f"{self.child.called}'s family"
        if agency is Agency.SERVICE:
            return "this service"
        organisation = self.accountable_for(agency, row)
        return str(organisation) if organisation else "an organisation not yet known"

    def meets(self, question: str, on: date) -> bool:
        match question:
            case "hearing_or_vision_impaired":
                return self.child.hearing_impaired or self.child.vision_impaired
            case "in_or_beyond_year_9":
                return self.child.year_group(on) >= age.YEAR_NINE
            case "under_five":
                return self.child.age(on) < age.UNDER_FIVE
            case "section_g_has_provision":
                version = self.final_version
                return version is not None and version.has_section_g()
        raise ValueError(f"The law's table asks “{question}”, which a case cannot answer.")

    # Advice

    def advice_required(self, on: date) -> list[Any]:
        kinds = [
            AdviceKind.PARENT_OR_YOUNG_PERSON,
            AdviceKind.EDUCATION,
            AdviceKind.MEDICAL,
            AdviceKind.PSYCHOLOGICAL,
            AdviceKind.SOCIAL_CARE,
        ]
        if self.meets("in_or_beyond_year_9", on):
            kinds.append(AdviceKind.ADULTHOOD)
        if self.meets("hearing_or_vision_impaired", on):
            kinds.append(AdviceKind.QUALIFIED_TEACHER)
        return kinds

    def advice_kinds(self) -> set[Any]:
        return {AdviceKind(kind) for kind in self.advice.values_list("kind", flat=True)}

    def advice_not_in(self) -> list[str]:
        waiting = [each.of_whom for each in self.advice.exclude(state=AdviceState.ACCEPTED)]
        asked = self.advice_kinds()
        return waiting + [kind.label for kind in self.advice_required(clock.today()) if kind not in asked]

    def ask_each(self, requests: list, *, by: Any, on: date, received_on: date) -> None:
        for request in requests:
            advice = self.advice.model(case=self, **request)
            advice.save()
            if advice.is_the_familys:
                advice.invite_views(by=by, on=on)
            else:
                advice.ask_for_advice(by=by, on=on, received_on=received_on)

    # The plan

    def assemble_draft(self, leave_out: list, *, by: Any, on: date) -> Any:
        return self.plans.model.from_advice(self, leave_out)

    def copy_final_version(self, *, by: Any, on: date) -> Any:
        return self.final_version.copy()

    def serve_working_version(self, *, by: Any, on: date) -> None:
        """Serve what was written, and begin the copy in which the answers to the family will be written."""
        working, before = self.working_version, self.served_version
        if before:
            before.supersede(by=by, on=on)
        working.keep_budget()
        working.serve(by=by, on=on)
        working.copy()

    def finalise_working_version(self, *, by: Any, on: date) -> None:
        for version in self.plans.filter(state__in=(PlanState.SERVED, PlanState.FINAL)):
            version.supersede(by=by, on=on)
        working = self.working_version
        working.keep_budget()
        working.finalise(by=by, on=on)

    def discard_working_version(self, *, by: Any, on: date) -> None:
        for version in self.plans.filter(state__in=(PlanState.DRAFT, PlanState.SERVED)):
            version.supersede(by=by, on=on)

    def comments_not_answered(self) -> int:
        served = self.served_version
        return served.comments.filter(answer="").count() if served else 0

    def keep_comment(self, *, row: Any, words: str, suggested: str, by: Any, on: date) -> Any:
        return self.served_version.keep_comment(row=row, words=words, suggested=suggested, by=by, on=on)

    def fill_section_i(self, *, setting: Any, setting_type: str) -> None:
        version = self.working_version
        version.setting = setting
        version.setting_type = setting_type or (setting.type_of_setting if setting else "")
        version.save()

    # Settings, money, reviews

    def keep_preference(self, *, setting: Any, reasons: str, by: Any, on: date) -> None:
        self.preferences.create(setting=setting, reasons=reasons, by=by, on=on)

    def send_to_setting(self, setting: Any, *, by: Any, on: date) -> Any:
        if self.consultations.filter(setting=setting, state=ConsultationState.SENT).exists():
            raise NotNow(f"{setting} has been asked and has not answered yet.")
        consultation = self.consultations.create(setting=setting, plan=self.served_version)
        consultation.send_consultation(by=by, on=on)
        return consultation

    def open_budget(self, *, reasons: str, by: Any, on: date) -> Any:
        budget = self.budgets.create()
        budget.open(by=by, on=on, reasons=reasons)
        return budget

    def open_review(self, *, meeting_on: date, place: str, by: Any, on: date) -> Any:
        review = self.reviews.create(arranged_by=self.school or self.authority, plan=self.final_version)
        review.plan_meeting(by=by, on=on, meeting_on=meeting_on, place=place)
        return review

    def close_review(self, decision: str, *, by: Any, on: date) -> None:
        review = self.current_review
        if review is None:
            return
        if review.was_held:
            review.close(by=by, on=on, decision=decision)
        else:
            review.abandon(by=by, on=on)


LIVES_OF_A_CASE = {
    "advice": "advice",
    "planversion": "plans",
    "consultation": "consultations",
    "budget": "budgets",
    "review": "reviews",
}


class SettingPreference(models.Model):
    """The setting a family asks for under section 38(3), and why. The latest one counts."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="preferences")
    setting = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reasons = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        ordering = ["-on", "-pk"]
