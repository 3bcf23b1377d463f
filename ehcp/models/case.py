"""A case: one child's request and what became of it, at one authority."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from workflows import clock
from workflows.acts import NotNow, NotYours, event_under_way
from workflows.calendars import closure_window
from workflows.law import age, in_force
from workflows.law import england_2014 as law
from workflows.law.terms import Agency, Ground, Moment
from workflows.lives.advice import AdviceKind, AdviceState
from workflows.lives.budget import BudgetState
from workflows.lives.case import IN_FORCE, OPEN, CaseLife, CeasingGround
from workflows.lives.consultation import ConsultationState
from workflows.lives.dispute import UNDER_WAY, DisputeState, Route
from workflows.lives.plan import PlanState
from workflows.lives.review import ReviewState
from workflows.models import Departure, Mark

from .budget import Held
from .organisations import Kind, Organisation, Role
from .people import Child

CLOSURES = {Ground.SCHOOL_CLOSED: (Kind.SCHOOL, Kind.COLLEGE), Ground.NURSERY_CLOSED: (Kind.EARLY_YEARS,)}
"""The grounds that hold where advice was asked of a setting of one of these kinds."""


ROLES_OF = {
    Agency.LOCAL_AUTHORITY: (Role.CASEWORKER, Role.MANAGER),
    Agency.HEALTH_COMMISSIONER: (Role.HEALTH_COMMISSIONER,),
}
"""In which roles people act for an agency. For the others, whoever belongs to the organisation does."""


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


def case_of_a_plan(*, child: Child, authority: Organisation, on: date, **fields: Any) -> Case:
    """The case that begins with a plan of another authority. Write the plan, then call `take_over_plan`."""
    case = Case(
        **{
            "child": child,
            "authority": authority,
            "commissioner": authority.health_commissioner,
            "requested_by": Requester.OTHER,
            "reference": _next_reference(authority, on),
            "law_pack": in_force(on).name,
            **fields,
        }
    )
    case.save()
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
    next_commissioner = models.ForeignKey(
        Organisation, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    moving_to = models.ForeignKey(
        Organisation, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    moved_from = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.PROTECT, related_name="moved_to"
    )
    moved_from_words = models.CharField(max_length=200, blank=True, editable=False)
    plan_made_on = models.DateField(
        null=True, editable=False, help_text="For a plan taken over: the day another authority first made it."
    )

    READ_WITH = ("authority", "child")

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
    def budget_that_came_along(self) -> Any:
        """What another authority paid directly under the plan it made, as long as no budget was asked for here."""
        budgets = list(self.budgets.order_by("pk")[:2])
        return budgets[0] if len(budgets) == 1 and budgets[0].state == BudgetState.NEW else None

    @property
    def last_review(self) -> Any:
        return self.reviews.order_by("-pk").first()

    @property
    def current_dispute(self) -> Any:
        """The disagreement not closed yet, the latest one if there are several."""
        return self.disputes.exclude(state=DisputeState.CLOSED).order_by("-pk").first()

    @property
    def appeal_is_pending(self) -> bool:
        return self.disputes.filter(state=DisputeState.APPEALED).exists()

    @property
    def advice_of_this_round(self) -> Any:
        """The requests for advice of this assessment or re-assessment."""
        return self.advice.filter(round=self.assessment_round)

    def with_those_before(self) -> list[Case]:
        """This case, and those from which its plan came when the family moved."""
        cases, before = [self], self.moved_from
        while before:
            cases, before = [*cases, before], before.moved_from
        return cases

    @property
    def school(self) -> Organisation | None:
        """The setting attended: the one the plan names today, else the one the child goes to now."""
        final = self.final_version
        return (final.setting_on(clock.today()) if final else None) or self.child.setting

    def row(self, kind: str, pk: int) -> Any:
        """The row of this case that an event or a deadline is about."""
        if kind == self.life_name():
            return self
        return getattr(self, LIVES_OF_A_CASE[kind]).get(pk=pk)

    # Who stands for whom

    def stands_for(
        self, user: Any, agency: Agency, row: Any, *, decision: bool = False, matter: str = ""
    ) -> bool:
        if agency is Agency.SERVICE:
            return user is None
        if user is None or not getattr(user, "is_authenticated", False):
            return False
        if agency is Agency.FAMILY:
            members = self.child.family.filter(user=user).select_related("child")
            return any(member.may_act(matter=matter) for member in members)
        if agency is Agency.ADVISER and row.person_id == user.pk:
            return True
        roles = ROLES_OF.get(agency, ())
        return user.works_for(self.accountable_for(agency, row), as_one_of=roles, deciding=decision)

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
            case "something_is_late":
                return self.late_steps(on).exists()
            case "under_five":
                return self.child.age(on) < age.UNDER_FIVE
            case "section_g_has_provision":
                version = self.final_version
                return version is not None and version.has_section_g()
            case "attends_a_setting":
                return self.school is not None
            case "attends_no_setting":
                return self.school is None
            case "pays_directly":
                return any(budget.pays_directly() for budget in self.budgets.filter(state=BudgetState.PAYING))
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
        return {AdviceKind(kind) for kind in self.advice_of_this_round.values_list("kind", flat=True)}

    def advice_not_in(self) -> list[str]:
        waiting = [each.of_whom for each in self.advice_of_this_round.exclude(state=AdviceState.ACCEPTED)]
        asked = self.advice_kinds()
        return waiting + [kind.label for kind in self.advice_required(clock.today()) if kind not in asked]

    def ask_each(self, requests: list, *, by: Any, on: date, received_on: date) -> None:
        for request in requests:
            advice = self.advice.model(case=self, round=self.assessment_round, **request)
            advice.save()
            if advice.is_the_familys:
                advice.invite_views(by=by, on=on)
            else:
                advice.ask_for_advice(by=by, on=on, received_on=received_on)

    # The plan

    def assemble_draft(self, leave_out: list, *, by: Any, on: date) -> Any:
        return self.plans.model.from_advice(self, leave_out)

    def assemble_reassessed_draft(self, leave_out: list, *, by: Any, on: date) -> Any:
        version = self.final_version.copy()
        version.add_advice(list(self.advice_of_this_round.filter(state=AdviceState.ACCEPTED)), leave_out)
        return version

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
        if working.next_from:
            working.name_next_phase(by=by, on=on)

    def discard_working_version(self, *, by: Any, on: date) -> None:
        for version in self.plans.filter(state__in=(PlanState.DRAFT, PlanState.SERVED)):
            version.supersede(by=by, on=on)

    def comments_not_answered(self) -> int:
        served = self.served_version
        return served.comments.filter(answer="").count() if served else 0

    def keep_comment(self, *, row: Any, words: str, suggested: str, by: Any, on: date) -> Any:
        return self.served_version.keep_comment(row=row, words=words, suggested=suggested, by=by, on=on)

    def keep_question(self, *, words: str, by: Any, on: date) -> Any:
        enquiry = self.enquiries.create()
        enquiry.put_question(by=by, on=on, words=words)
        return enquiry

    def fill_section_i(self, *, setting: Any, setting_type: str) -> None:
        version = self.working_version
        version.setting = setting
        version.setting_type = setting_type or (setting.type_of_setting if setting else "")
        version.save()

    def write_next_setting(self, *, setting: Any, setting_type: str, from_on: date) -> None:
        version = self.working_version
        version.next_setting, version.next_from = setting, from_on
        version.next_setting_type = setting_type or (setting.type_of_setting if setting else "")
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

    def open_review(self, *, meeting_on: date, place: str, kind: str, by: Any, on: date) -> Any:
        review = self.reviews.create(
            arranged_by=self.school or self.authority, plan=self.final_version, kind=kind
        )
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

    # Disagreements

    def dispute_about(self, decision: Any) -> Any:
        event = decision or self.latest_decision()
        if event is None:
            raise NotNow("There is no decision in this case that can be appealed.")
        open_ones = self.disputes.exclude(state__in=(DisputeState.TO_COMPLY, DisputeState.CLOSED))
        return open_ones.filter(decision=event).first() or self.disputes.create(decision=event)

    def latest_decision(self) -> Any:
        """The event of the latest decision that can be appealed; none if there was none."""
        return self.events.filter(marks__moment=Moment.APPEALABLE_DECISION_SENT).order_by("-seq").first()

    def told_to(self, *outcomes: str) -> bool:
        return self.disputes.filter(state=DisputeState.TO_COMPLY, outcome__in=outcomes).exists()

    def end_dispute_without_order(self, *, by: Any, on: date) -> None:
        for dispute in self.disputes.filter(state__in=UNDER_WAY):
            dispute.give_in_without_order(by=by, on=on)

    # The young person

    def age_on(self, day: date) -> int:
        return self.child.age(day)

    def is_young_person_on(self, day: date) -> bool:
        return self.child.is_young_person(day)

    def check_ground_to_cease(self, ground: str, on: date) -> None:
        if ground not in CeasingGround.values:
            raise NotNow(f"The ground is one of: {', '.join(CeasingGround.labels)}.")
        if ground != CeasingGround.LEFT_EDUCATION:
            return
        if self.child.age(on) < age.ADULT:
            raise NotNow(f"Under 18 the plan is reviewed and amended instead ({law.CEASE_UNDER_18.law}).")
        if not (self.current_review and self.current_review.was_held):
            raise NotNow(
                f"From 18 it must be reviewed first, and the young person asked whether they want to return "
                f"({law.CEASE_AFTER_18.law})."
            )

    def set_agreement(self, member: Any, agrees: bool, by: Any) -> None:
        if not self.child.family.filter(user=by, is_the_child=True).exists():
            raise NotYours("Only the young person can say who acts with them.")
        if member.child_id != self.child_id or member.is_the_child:
            raise NotNow("Choose one of the young person's family.")
        member.young_person_agrees = agrees
        member.save()

    def keep_capacity(
        self,
        *,
        matter: str,
        has_capacity: bool,
        assessed_by: str,
        evidence: str,
        representative: Any,
        by: Any,
        on: date,
    ) -> None:
        if not has_capacity and (representative is None or representative.child_id != self.child_id):
            raise NotNow("Say who represents the young person in this: a deputy or attorney, else a parent.")
        self.child.capacity.create(
            matter=matter,
            has_capacity=has_capacity,
            assessed_on=on,
            assessed_by=assessed_by,
            evidence=evidence,
            representative=None if has_capacity else representative,
            by=by,
        )

    # Departures from the clocks

    def excuse(
        self,
        deadline: Any,
        *,
        ground: str,
        statement: str,
        evidence: str,
        began_on: date,
        ended_on: date | None,
        by: Any,
    ) -> None:
        exception = self._exception(deadline, ground)
        if not statement.strip():
            raise NotNow(
                "Say in so many words why keeping this day is impractical. Without that it is no exception."
            )
        self._check_exception(exception, deadline, began_on, ended_on)
        excused = self._with_those_met_with(deadline)
        departure = self._depart(
            Departure.Kind.EXCEPTION,
            ground=exception.ground,
            law=exception.law,
            statement=statement,
            evidence=evidence,
            began_on=began_on,
            ended_on=ended_on,
            by=by,
        )
        departure.deadlines.set(excused)
        self.deadlines.filter(pk__in=[each.pk for each in excused]).update(excused_by=departure.event)

    def _exception(self, deadline: Any, ground: str) -> Any:
        if deadline.case_id != self.pk or not deadline.is_open:
            raise NotNow("That duty is not open in this case.")
        found = deadline.law.exception(ground)
        if found is None:
            allowed = "; ".join(each.words for each in deadline.law.excused_by)
            raise NotNow(
                f"The law knows this exception only if {allowed}."
                if allowed
                else "The law makes no exception here."
            )
        return found

    def _check_exception(self, exception: Any, deadline: Any, began_on: date, ended_on: date | None) -> None:
        if ended_on and ended_on < began_on:
            raise NotNow("It cannot have ended before it began.")
        since = deadline.days.get(deadline.reckoning.start)
        if since and ended_on and ended_on < since:
            raise NotNow(
                f"It ended before this time began on {clock.in_words(since)}, and cannot excuse its day."
            )
        lasts = exception.for_at_least
        if lasts and ended_on and ended_on < lasts.beginning_with(began_on):
            raise NotNow(f"The law asks for at least {exception.for_at_least} on end ({exception.law}).")
        if exception.ground in CLOSURES:
            self._check_closure(exception, deadline, began_on, ended_on)
        if deadline.due and began_on > deadline.due:
            raise NotNow(
                f"It began after the last day, {clock.in_words(deadline.due)}, and cannot excuse that day."
            )

    def _check_closure(self, exception: Any, deadline: Any, closed_on: date, reopens_on: date | None) -> None:
        """The setting was closed long enough, and asked for advice in the window that the law names."""
        window = closure_window(closed_on, reopens_on) if reopens_on else None
        if window is None:
            raise NotNow(
                f"Give its first closed day and the day it opens again, 4 weeks later or more ({exception.law})."
            )
        first, last = window
        of_them = self.advice.filter(organisation__kind__in=CLOSURES[exception.ground])
        asked = Q(act="ask_for_advice", subject_id__in=of_them.values("pk"))
        if deadline.law.excused_by == law.DECIDE_WHETHER_TO_ASSESS.excused_by:
            asked |= Q(act="tell_partners")  # before that decision it is they who are asked what they know
        if not self.events.filter(asked, on__range=window).exists():
            raise NotNow(
                f"This holds only where advice was asked of the setting between {clock.in_words(first)} and "
                f"{clock.in_words(last)} ({exception.law}). No request of these days is recorded."
            )

    def _with_those_met_with(self, deadline: Any) -> list[Any]:
        """The deadline, and those of the same body with the same day and exceptions: A4 is told together with A3."""
        same = self.deadlines.open().filter(
            due=deadline.due, subject_kind=deadline.subject_kind, subject_id=deadline.subject_id
        )
        return [each for each in same if each.law.excused_by == deadline.law.excused_by]

    def extend(self, deadline: Any, *, until: date, statement: str, evidence: str, by: Any, on: date) -> None:
        if deadline.case_id != self.pk or not deadline.is_open:
            raise NotNow("That duty is not open in this case.")
        if not deadline.law.extended_by:
            raise NotNow("The law does not let anybody agree on another day for this.")
        if getattr(deadline.subject, "route", Route.MEDIATION) != Route.MEDIATION:
            raise NotNow(
                "An order of the Tribunal sets the day. Only an agreement in mediation can set another one."
            )
        if not evidence.strip():
            raise NotNow("Say where it is written: the law asks for an agreement in writing.")
        departure = self._depart(
            Departure.Kind.EXTENSION,
            law=deadline.law.extended_by,
            statement=statement,
            evidence=evidence,
            began_on=on,
            ended_on=until,
            by=by,
        )
        departure.deadlines.set([deadline])
        deadline.extend(until)

    def keep_pause(self, *, statement: str, evidence: str, by: Any, on: date) -> None:
        if self.pause_now:
            raise NotNow("A pause is running already.")
        self._depart(Departure.Kind.PAUSE, statement=statement, evidence=evidence, began_on=on, by=by)

    def close_pause(self, on: date) -> None:
        if not self.pause_now:
            raise NotNow("No pause is running.")
        self.departures.filter(pk=self.pause_now.pk).update(ended_on=on)

    @property
    def pause_now(self) -> Any:
        return self.departures.filter(kind=Departure.Kind.PAUSE, ended_on=None).first()

    def keep_withdrawal(self, *, statement: str, evidence: str, by: Any, on: date) -> None:
        self._depart(
            Departure.Kind.WITHDRAWAL, statement=statement, evidence=evidence, began_on=on, ended_on=on, by=by
        )

    def _depart(self, kind: str, **said: Any) -> Any:
        return self.departures.create(kind=kind, event=event_under_way(self), **said)

    # Moving

    def hand_over(self, *, by: Any, on: date) -> Any:
        """Begin the case at the new authority, with the plan as it stands; none where it is outside."""
        if self.moving_to is None:
            return None
        case = case_of_a_plan(
            child=self.child,
            authority=self.moving_to,
            on=on,
            requested_by=self.requested_by,
            requester=self.requester,
            law_pack=self.law_pack,
            moved_from=self,
        )
        commissioner = case.commissioner
        plan = self.final_version
        copy = plan.copy(case)
        case.bring_payments(
            [(copy.row_by_thread(row.thread), row.budget_line.amount) for row in plan.section_j()]
        )
        # Nobody of the new authority has done anything: the service brings it.
        case.take_over_plan(
            by=None,
            on=on,
            from_words=str(self.authority),
            made_on=self.plan_first_made_on,
            last_reviewed_on=self.plan_last_reviewed_on,
            commissioner_told_on=on if commissioner and commissioner != self.commissioner else None,
        )
        return case

    def bring_payments(self, lines: list[tuple[Any, Decimal]]) -> None:
        """What another authority paid directly, line by line. Whether it is paid on here is still to be decided."""
        if lines:
            budget = self.budgets.create()
            held = Held.DIRECT_PAYMENT
            budget.set_lines([{"provision": row, "amount": amount, "held": held} for row, amount in lines])

    @property
    def plan_first_made_on(self) -> date:
        """The day the plan was first made, by whichever authority."""
        return self.plan_made_on or self._day_of(Moment.FINAL_PLAN_SENT) or clock.today()

    @property
    def plan_last_reviewed_on(self) -> date:
        """The day the plan was last reviewed, or made if it never was."""
        reviewed = self._day_of(Moment.PLAN_REVIEWED)
        return reviewed or self._day_of(Moment.TRANSFERRED_PLAN_LAST_REVIEWED) or self.plan_first_made_on

    def _day_of(self, moment: Moment) -> date | None:
        marks = Mark.objects.filter(event__case=self, moment=moment).order_by("-pk")
        return marks.values_list("day", flat=True).first()


LIVES_OF_A_CASE = {
    "advice": "advice",
    "planversion": "plans",
    "consultation": "consultations",
    "budget": "budgets",
    "review": "reviews",
    "dispute": "disputes",
    "enquiry": "enquiries",
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
