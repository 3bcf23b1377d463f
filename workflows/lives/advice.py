"""The life of one request for advice: from the day it is asked for until the authority accepts it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django_fsm import FSMField

from workflows.acts import WITHIN, act
from workflows.law import england_2014 as law
from workflows.law.terms import Agency, Moment

from .base import Life

AUTHORITY = Agency.LOCAL_AUTHORITY
FAMILY = Agency.FAMILY
ADVISER = Agency.ADVISER


class AdviceState(models.TextChoices):
    NEW = "new", "Not asked yet"
    ASKED = "asked", "Asked"
    ACKNOWLEDGED = "acknowledged", "Acknowledged"
    REUSE_PROPOSED = "reuse_proposed", "Earlier advice proposed"
    NOT_KNOWN = "not_known", "Not known to this service"
    GIVEN = "given", "Given"
    RETURNED = "returned", "Returned for clarification"
    ACCEPTED = "accepted", "Accepted"


class AdviceKind(models.TextChoices):
    """The bodies of regulation 6(1) and (2), in its order."""

    PARENT_OR_YOUNG_PERSON = "parent_or_young_person", "the parent or young person"
    EDUCATION = "education", "education"
    MEDICAL = "medical", "health (medical)"
    PSYCHOLOGICAL = "psychological", "educational psychology"
    SOCIAL_CARE = "social_care", "social care"
    OTHER = "other", "another person"
    ADULTHOOD = "adulthood", "preparing for adulthood"
    QUALIFIED_TEACHER = "qualified_teacher", "a teacher qualified for hearing or vision impairment"


State = AdviceState
BEING_WRITTEN = (
    State.NEW,
    State.ASKED,
    State.ACKNOWLEDGED,
    State.RETURNED,
    State.NOT_KNOWN,
    State.REUSE_PROPOSED,
)
MAY_BE_ANSWERED = (State.ASKED, State.ACKNOWLEDGED, State.RETURNED)


def it_says_something(advice: AdviceLife, on: date) -> str:
    if advice.has_content():
        return ""
    return "Nothing is written yet. Write a summary, or add at least one need, outcome or line of provision."


def it_is_the_familys(advice: AdviceLife, on: date) -> str:
    return "" if advice.is_the_familys else "Views are the family's to give; this is a request to a service."


def it_is_not_the_familys(advice: AdviceLife, on: date) -> str:
    return "This is the family's own place to say what they want." if advice.is_the_familys else ""


def all_three_are_satisfied(advice: AdviceLife, on: date) -> str:
    lacking = [
        words
        for said, words in (
            (advice.author_satisfied_on, "its author"),
            (advice.family_satisfied_on, "the family"),
        )
        if not said
    ]
    if lacking:
        who = " and ".join(lacking)
        return (
            f"{who[:1].upper()}{who[1:]} must also say that the earlier advice is enough (regulation 6(4))."
        )
    return ""


class AdviceLife(Life):
    State = AdviceState
    ENDS = frozenset({State.ACCEPTED})

    state = FSMField(choices=State, default=State.NEW, protected=True, editable=False)
    question = models.TextField(
        blank=True, editable=False, help_text="What the authority asks to be made clear."
    )
    not_known_words = models.TextField(blank=True, editable=False)
    earlier_advice = models.TextField(blank=True, editable=False)
    round = models.PositiveSmallIntegerField(
        default=1, editable=False, help_text="1 in the first assessment, 2 in the first re-assessment."
    )
    author_satisfied_on = models.DateField(null=True, editable=False)
    family_satisfied_on = models.DateField(null=True, editable=False)

    class Meta(Life.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(state__in=AdviceState.values), name="%(class)s_state_is_known")
        ]

    @act(source=State.NEW, target=State.ASKED, by=WITHIN, marks={Moment.ADVICE_REQUESTED: "received_on"})
    def ask_for_advice(self) -> None: ...

    @act(source=State.NEW, target=State.ASKED, by=WITHIN)
    def invite_views(self) -> None: ...

    @act(source=State.ASKED, target=State.ACKNOWLEDGED, by=ADVISER)
    def acknowledge(self) -> None: ...

    @act(
        source=(State.ASKED, State.ACKNOWLEDGED, State.RETURNED),
        target=State.GIVEN,
        by=(FAMILY, AUTHORITY),
        guards=[it_is_the_familys, it_says_something],
        matter="views",
    )
    def give_views(self) -> None:
        """The family's views; the authority may write down what it was told by telephone or in a meeting."""

    @act(
        source=MAY_BE_ANSWERED,
        target=State.GIVEN,
        discharges=law.GIVE_ADVICE,
        guards=[it_is_not_the_familys, it_says_something],
    )
    def give_advice(self) -> None: ...

    @act(
        source=(State.ASKED, State.ACKNOWLEDGED),
        target=State.NOT_KNOWN,
        by=ADVISER,
        guards=[it_is_not_the_familys],
    )
    def say_not_known(self, *, words: str) -> None:
        self.not_known_words = words

    @act(source=State.NOT_KNOWN, target=State.ASKED, by=AUTHORITY)
    def ask_again(self, *, reasons: str) -> None:
        """Not being known is not the same as having no needs: the service is asked to find out."""
        self.question = reasons

    @act(
        source=State.NOT_KNOWN, target=State.ACCEPTED, by=AUTHORITY, discharges=law.GIVE_ADVICE, decision=True
    )
    def accept_not_known(self, *, reasons: str) -> None: ...

    @act(source=State.GIVEN, target=State.RETURNED, by=AUTHORITY)
    def return_for_clarification(self, *, question: str) -> None:
        self.question = question

    @act(source=State.GIVEN, target=State.ACCEPTED, by=AUTHORITY)
    def accept_advice(self) -> None: ...

    # Earlier advice is enough only if its author, the authority and the family all say so.

    @act(
        source=(State.ASKED, State.ACKNOWLEDGED),
        target=State.REUSE_PROPOSED,
        by=(AUTHORITY, ADVISER),
        guards=[it_is_not_the_familys],
    )
    def propose_earlier_advice(self, *, earlier: str) -> None:
        """`earlier`: which report, by whom, of which day."""
        self.earlier_advice = earlier
        self.author_satisfied_on = self.family_satisfied_on = None

    @act(source=State.REUSE_PROPOSED, target=None, by=ADVISER)
    def say_it_is_enough_as_author(self, *, on: date) -> None:
        self.author_satisfied_on = on

    @act(source=State.REUSE_PROPOSED, target=None, by=FAMILY, matter="views")
    def say_it_is_enough_as_family(self, *, on: date) -> None:
        self.family_satisfied_on = on

    @act(source=State.REUSE_PROPOSED, target=State.ASKED, by=(AUTHORITY, ADVISER, FAMILY), matter="views")
    def say_it_is_not_enough(self, *, reasons: str) -> None: ...

    @act(
        source=State.REUSE_PROPOSED,
        target=State.ACCEPTED,
        by=AUTHORITY,
        discharges=law.GIVE_ADVICE,
        guards=[all_three_are_satisfied],
    )
    def use_earlier_advice(self) -> None: ...

    # What the file brings

    is_the_familys: bool

    def has_content(self) -> bool:
        raise NotImplementedError
