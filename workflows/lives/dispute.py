"""The life of one disagreement with one decision: mediation, appeal, what came of it, and that it was carried out.

A decision is a fact and stays what it was. What mediation or the Tribunal changes is a new fact: the dispute
points back to the event of the decision (`decision`), and the acts that carry out its outcome are events of their
own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django_fsm import FSMField

from workflows.acts import WITHIN, NotNow, act
from workflows.law import england_2014 as law
from workflows.law.terms import Agency, Moment

from .base import Life

AUTHORITY = Agency.LOCAL_AUTHORITY
FAMILY = Agency.FAMILY
HEALTH = Agency.HEALTH_COMMISSIONER


class DisputeState(models.TextChoices):
    NEW = "new", "Not begun yet"
    OPEN = "open", "Disagreement told, without mediation"
    MEDIATION = "mediation", "Mediation to be arranged"
    ARRANGED = "arranged", "Mediation arranged"
    ENDED = "ended", "Mediation over, nothing agreed"
    APPEALED = "appealed", "Before the Tribunal"
    TO_COMPLY = "to_comply", "Decided, to be carried out"
    CLOSED = "closed", "Closed"


class Outcome(models.TextChoices):
    """What the authority is told to do, by an order or an agreement, or does of itself when it gives in."""

    ASSESS = "assess", "assess, or re-assess"
    MAKE_A_PLAN = "make_a_plan", "make a plan"
    RECONSIDER = "reconsider", "reconsider whether a plan is needed"
    AMEND = "amend", "amend needs or provision in the plan (B, F), perhaps with the setting"
    CHANGE_SETTING = "change_setting", "change the setting or type of setting (I) and nothing else"
    MAINTAIN = "maintain", "go on with the plan as it is"
    MAINTAIN_AMENDED = "maintain_amended", "go on with the plan and amend it"
    MAY_CEASE = "may_cease", "nothing: the appeal against ceasing is dismissed, and the plan ceases"
    NOTHING = "nothing", "nothing: the appeal is dismissed"


class Topic(models.TextChoices):
    EDUCATION = "education", "education"
    HEALTH = "health", "health"
    SOCIAL_CARE = "social_care", "social care"


class Route(models.TextChoices):
    MEDIATION = "mediation", "agreed in mediation"
    CONCEDED = "conceded", "not opposed by the authority"
    ORDER = "order", "ordered by the Tribunal"
    WITHOUT_ORDER = "without_order", "agreed to without an order"


State = DisputeState
BEFORE_AN_APPEAL = (State.OPEN, State.MEDIATION, State.ARRANGED, State.ENDED)
UNDER_WAY = (*BEFORE_AN_APPEAL, State.APPEALED)
DECIDED = (State.TO_COMPLY, State.CLOSED)

CERTIFICATES = (
    law.CERTIFY_THAT_MEDIATION_IS_NOT_WANTED,
    law.CERTIFY_THAT_MEDIATION_WAS_NOT_ARRANGED,
    law.CERTIFY_THAT_MEDIATION_HAS_ENDED,
)
"""What the mediation adviser gives the family. The authority need not know of it, and waits for none."""

TOLD_TO = {
    "told_to_assess": Outcome.ASSESS,
    "told_to_make_a_plan": Outcome.MAKE_A_PLAN,
    "told_to_reconsider": Outcome.RECONSIDER,
    "told_to_amend": Outcome.AMEND,
    "told_to_change_setting": Outcome.CHANGE_SETTING,
    "told_to_maintain": Outcome.MAINTAIN,
    "told_to_maintain_amended": Outcome.MAINTAIN_AMENDED,
    "told_it_may_cease": Outcome.MAY_CEASE,
}
"""What the law's table asks about an outcome, and the outcome that answers yes."""


def health_is_a_topic(dispute: DisputeLife, on: date) -> str:
    return "" if Topic.HEALTH in dispute.topics else "This mediation is not about health."


def the_authority_has_not_responded(dispute: DisputeLife, on: date) -> str:
    if dispute.event_of("respond_to_appeal"):
        return (
            "The authority has responded already. From now on it gives in by a consent order: record that order "
            "when the Tribunal has made it."
        )
    return ""


def everything_is_done(dispute: DisputeLife, on: date) -> str:
    owed = dispute.the_case.deadlines.of(dispute).open().duties()
    met_with_it = {law.COMPLY_WITH_A_MEDIATION_AGREEMENT.key, *(row.key for row in CERTIFICATES)}
    waiting = [deadline.law.task for deadline in owed if deadline.key not in met_with_it]
    return f"Still owed: {'; '.join(waiting)}." if waiting else ""


class DisputeLife(Life):
    State = DisputeState
    ENDS = frozenset({State.CLOSED})

    state = FSMField(choices=State, default=State.NEW, protected=True, editable=False)
    words = models.TextField(blank=True, editable=False, help_text="What the family disagrees with.")
    topics = models.JSONField(default=list, editable=False)
    mediation_on = models.DateField(null=True, editable=False)
    place = models.CharField(max_length=300, blank=True, editable=False)
    number = models.CharField(max_length=60, blank=True, editable=False, help_text="The Tribunal's number.")
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True, editable=False)
    route = models.CharField(max_length=20, choices=Route, blank=True, editable=False)
    outcome_words = models.TextField(blank=True, editable=False)
    decided_on = models.DateField(null=True, editable=False)
    for_authority = models.TextField(blank=True, editable=False)
    for_commissioner = models.TextField(blank=True, editable=False)
    authority_was_there = models.BooleanField(default=True, editable=False)
    recommends_on_health = models.TextField(blank=True, editable=False)
    recommends_on_social_care = models.TextField(blank=True, editable=False)

    class Meta(Life.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=DisputeState.values), name="%(class)s_state_is_known"
            )
        ]

    # The family says what it wants

    @act(source=(State.NEW, State.OPEN), target=State.OPEN, by=WITHIN, marks=Moment.MEDIATION_DECLINED)
    def want_no_mediation(self, *, words: str) -> None:
        self.words = words

    @act(source=(State.NEW, State.OPEN), target=State.MEDIATION, by=WITHIN, marks=Moment.MEDIATION_WANTED)
    def want_mediation(self, *, words: str, topics: list[Any]) -> None:
        if not topics or set(topics) - set(Topic.values):
            raise NotNow(f"Say what it is about: {', '.join(Topic.values)}.")
        self.words, self.topics = words, [str(topic) for topic in topics]

    @act(source=(State.NEW, *UNDER_WAY), target=None, by=WITHIN)
    def begin(self, *, words: str) -> None:
        """A certificate or an appeal is recorded of which nothing was known before."""
        self.words = self.words or words

    # Mediation

    @act(
        source=(State.MEDIATION, State.ARRANGED),
        target=None,
        discharges=law.TELL_HEALTH_THE_ISSUES,
        marks=Moment.COMMISSIONER_TOLD_OF_ISSUES,
        guards=[health_is_a_topic],
    )
    def tell_health_the_issues(self, *, words: str) -> None: ...

    @act(
        source=State.MEDIATION,
        target=State.ARRANGED,
        by=(AUTHORITY, HEALTH),
        discharges=(law.ARRANGE_MEDIATION, law.ARRANGE_HEALTH_MEDIATION),
    )
    def arrange_mediation(self, *, mediation_on: date, place: str) -> None:
        self.mediation_on, self.place = mediation_on, place

    @act(
        source=(State.MEDIATION, State.ARRANGED),
        target=State.ENDED,
        by=(AUTHORITY, HEALTH),
        lifts=(law.ARRANGE_MEDIATION, law.ARRANGE_HEALTH_MEDIATION, law.TELL_HEALTH_THE_ISSUES),
        marks=Moment.MEDIATION_NOT_ARRANGED,
    )
    def say_mediation_cannot_be_arranged(self, *, reasons: str) -> None: ...

    @act(
        source=State.ARRANGED,
        target=State.ENDED,
        by=(AUTHORITY, FAMILY),
        lifts=law.TELL_HEALTH_THE_ISSUES,
        marks=Moment.MEDIATION_ENDED,
    )
    def end_mediation_without_agreement(self, *, words: str = "") -> None: ...

    @act(
        source=State.ARRANGED,
        target=State.TO_COMPLY,
        by=(AUTHORITY, HEALTH),
        lifts=law.TELL_HEALTH_THE_ISSUES,
        marks=(Moment.MEDIATION_ENDED, Moment.MEDIATION_AGREED),
    )
    def agree_in_mediation(
        self,
        *,
        on: date,
        words: str,
        outcome: str = "",
        for_authority: str = "",
        for_commissioner: str = "",
        authority_was_there: bool = True,
    ) -> None:
        """`outcome` is what can be appealed and was agreed; the two others are what else each is to do."""
        if not (outcome or for_authority or for_commissioner):
            raise NotNow(
                "Say what was agreed: something that can be appealed, or what else somebody is to do."
            )
        self._decide(Route.MEDIATION, outcome, words, on)
        self.for_authority, self.for_commissioner = for_authority, for_commissioner
        self.authority_was_there = authority_was_there

    @act(source=State.TO_COMPLY, target=None, discharges=law.TELL_THE_AUTHORITY_WHAT_WAS_AGREED)
    def tell_the_authority_what_was_agreed(self, *, words: str) -> None: ...

    @act(source=State.TO_COMPLY, target=None, discharges=law.DO_WHAT_ELSE_WAS_AGREED)
    def do_what_else_was_agreed(self, *, words: str) -> None: ...

    @act(source=State.TO_COMPLY, target=None, discharges=law.DO_WHAT_HEALTH_AGREED)
    def do_what_health_agreed(self, *, words: str) -> None: ...

    @act(
        source=(State.NEW, *UNDER_WAY),
        target=None,
        by=WITHIN,
        discharges=CERTIFICATES,
    )
    def certify(self, *, dated_on: date) -> None: ...

    # Appeal

    @act(
        source=(State.NEW, *BEFORE_AN_APPEAL),
        target=State.APPEALED,
        by=WITHIN,
        lifts=(
            law.ARRANGE_MEDIATION,
            law.ARRANGE_HEALTH_MEDIATION,
            law.TELL_HEALTH_THE_ISSUES,
            *CERTIFICATES,
        ),
    )
    def appeal(self, *, words: str) -> None:
        self.words = words or self.words

    @act(source=State.APPEALED, target=None, by=AUTHORITY, marks=Moment.APPEAL_REGISTERED)
    def register_appeal(self, *, number: str = "") -> None:
        self.number = number

    @act(source=State.APPEALED, target=None, discharges=law.RESPOND_TO_THE_APPEAL)
    def respond_to_appeal(self, *, words: str) -> None: ...

    @act(
        source=State.APPEALED,
        target=State.TO_COMPLY,
        discharges=law.RESPOND_TO_THE_APPEAL,
        marks=Moment.APPEAL_CONCEDED,
        guards=[the_authority_has_not_responded],
        decision=True,
    )
    def concede_appeal(self, *, on: date, outcome: str, words: str) -> None:
        self._decide(Route.CONCEDED, outcome, words, on)

    @act(
        source=State.APPEALED,
        target=State.TO_COMPLY,
        by=AUTHORITY,
        lifts=law.RESPOND_TO_THE_APPEAL,
        marks=(Moment.TRIBUNAL_ORDERED, Moment.RECOMMENDATION_MADE),
    )
    def record_order(
        self,
        *,
        on: date,
        outcome: str,
        words: str,
        recommends_on_health: str = "",
        recommends_on_social_care: str = "",
    ) -> None:
        """The order and the recommendations of the Tribunal; `on` is the date of the order."""
        self._decide(Route.ORDER, outcome, words, on)
        self.recommends_on_health = recommends_on_health
        self.recommends_on_social_care = recommends_on_social_care

    @act(
        source=State.APPEALED,
        target=State.CLOSED,
        by=(FAMILY, AUTHORITY),
        lifts=(law.RESPOND_TO_THE_APPEAL, *CERTIFICATES),
    )
    def withdraw_appeal(self, *, reasons: str) -> None: ...

    @act(
        source=(State.TO_COMPLY, State.CLOSED),
        target=None,
        discharges=law.ANSWER_THE_RECOMMENDATION_ON_HEALTH,
        marks=Moment.RECOMMENDATION_ANSWERED,
    )
    def answer_recommendation_on_health(self, *, words: str) -> None: ...

    @act(
        source=(State.TO_COMPLY, State.CLOSED),
        target=None,
        discharges=law.ANSWER_THE_RECOMMENDATION_ON_SOCIAL_CARE,
        marks=Moment.RECOMMENDATION_ANSWERED,
    )
    def answer_recommendation_on_social_care(self, *, words: str) -> None: ...

    @act(
        source=(State.TO_COMPLY, State.CLOSED), target=None, discharges=law.SEND_THE_ANSWER_TO_THE_DEPARTMENT
    )
    def send_answer_to_department(self) -> None: ...

    # The end

    @act(
        source=UNDER_WAY,
        target=State.CLOSED,
        by=WITHIN,
        lifts=(
            law.RESPOND_TO_THE_APPEAL,
            law.ARRANGE_MEDIATION,
            law.ARRANGE_HEALTH_MEDIATION,
            law.TELL_HEALTH_THE_ISSUES,
            *CERTIFICATES,
        ),
    )
    def give_in_without_order(self, *, on: date) -> None:
        self._decide(Route.WITHOUT_ORDER, "", "", on)

    @act(
        source=(State.NEW, *BEFORE_AN_APPEAL, State.TO_COMPLY),
        target=State.CLOSED,
        by=AUTHORITY,
        discharges=law.COMPLY_WITH_A_MEDIATION_AGREEMENT,
        lifts=CERTIFICATES,
        guards=[everything_is_done],
    )
    def close_dispute(self, *, words: str) -> None:
        """Everything is carried out, or the family has let it rest; say which, and how we know."""

    def meets(self, question: str, on: date) -> bool:
        if question in TOLD_TO:
            return self.outcome == TOLD_TO[question]
        if question in ANSWERS:
            return ANSWERS[question](self)
        return super().meets(question, on)

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    def _decide(self, route: str, outcome: str, words: str, on: date) -> None:
        if outcome and outcome not in Outcome.values:
            raise NotNow(f"What is to be done is one of: {', '.join(Outcome.values)}.")
        self.route, self.outcome, self.outcome_words, self.decided_on = route, outcome, words, on


ANSWERS: dict[str, Callable[[DisputeLife], bool]] = {
    "mediation_on_health": lambda it: Topic.HEALTH in it.topics,
    "mediation_on_health_alone": lambda it: it.topics == [Topic.HEALTH],
    "mediation_on_more": lambda it: bool(set(it.topics) - {Topic.HEALTH}),
    "agreement_can_be_appealed": lambda it: bool(it.outcome),
    "agreement_binds_authority": lambda it: bool(it.for_authority),
    "agreement_binds_commissioner": lambda it: bool(it.for_commissioner),
    "authority_was_absent": lambda it: not it.authority_was_there,
    "recommends_on_health": lambda it: bool(it.recommends_on_health),
    "recommends_on_social_care": lambda it: bool(it.recommends_on_social_care),
}
"""What the law's table asks about a dispute."""
