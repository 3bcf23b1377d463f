"""The life of a personal budget: asked for, prepared, agreed or refused, paid and reviewed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q
from django_fsm import FSMField

from workflows.acts import WITHIN, act
from workflows.law import england_2014 as law
from workflows.law.terms import Agency, Moment

from .base import Life

AUTHORITY = Agency.LOCAL_AUTHORITY
FAMILY = Agency.FAMILY


class BudgetState(models.TextChoices):
    NEW = "new", "Not asked yet"
    ASKED = "asked", "Asked for"
    PREPARED = "prepared", "Prepared, to be decided"
    REFUSED = "refused", "Refused"
    REVIEW_ASKED = "review_asked", "Refusal being reviewed"
    REFUSED_AFTER_REVIEW = "refused_after_review", "Refused after review"
    AGREED = "agreed", "Agreed"
    PAYING = "paying", "Direct payment running"
    STOPPED = "stopped", "Direct payment stopped"


State = BudgetState


def every_line_is_prepared(budget: BudgetLife, on: date) -> str:
    return "" if budget.has_lines() else "No line of provision has been given an amount yet."


def direct_payments_are_enough(budget: BudgetLife, on: date) -> str:
    if short := budget.direct_payments_too_small():
        return f"The direct payment is too small to secure: {'; '.join(short)} (Personal Budgets Regulations, reg 10)."
    return ""


def the_recipient_consents(budget: BudgetLife, on: date) -> str:
    if budget.pays_directly() and not budget.consented_on:
        return "The person who will receive the direct payment has not consented in writing (reg 8)."
    return ""


def there_is_an_agreement(budget: BudgetLife, on: date) -> str:
    if budget.pays_directly() and not budget.agreement:
        return (
            "There is no written agreement yet: what is bought, the amount, the days of payment, "
            "the conditions and the review."
        )
    return ""


def something_is_paid_directly(budget: BudgetLife, on: date) -> str:
    return "" if budget.pays_directly() else "No line of this budget is a direct payment."


class BudgetLife(Life):
    State = BudgetState
    ENDS = frozenset({State.REFUSED_AFTER_REVIEW, State.STOPPED})

    state = FSMField(choices=State, default=State.NEW, protected=True, editable=False)
    asked_because = models.TextField(blank=True, editable=False)
    decision_reasons = models.TextField(blank=True, editable=False)
    agreement = models.TextField(blank=True, editable=False)
    consent_words = models.TextField(blank=True, editable=False)
    consented_on = models.DateField(null=True, editable=False)
    first_paid_on = models.DateField(null=True, editable=False)

    class Meta(Life.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(state__in=BudgetState.values), name="%(class)s_state_is_known")
        ]

    @act(source=State.NEW, target=State.ASKED, by=WITHIN, marks=Moment.BUDGET_REQUESTED)
    def open(self, *, reasons: str) -> None:
        self.asked_because = reasons

    @act(source=(State.ASKED, State.PREPARED), target=State.PREPARED, discharges=law.PREPARE_THE_BUDGET)
    def prepare_budget(self, *, lines: list[Any], agreement: str = "") -> None:
        """`lines`: dicts of provision, amount (Decimal) and how it is held. `agreement`: for direct payments."""
        self.set_lines(lines)
        self.agreement, self.consented_on, self.consent_words = agreement, None, ""

    @act(
        source=State.PREPARED,
        target=None,
        by=FAMILY,
        guards=[something_is_paid_directly, there_is_an_agreement],
        matter="budget",
    )
    def consent_to_direct_payment(self, *, on: date, words: str) -> None:
        self.consented_on, self.consent_words = on, words

    @act(
        source=State.PREPARED,
        target=State.AGREED,
        by=AUTHORITY,
        marks=Moment.DIRECT_PAYMENT_AGREED,
        guards=[
            every_line_is_prepared,
            direct_payments_are_enough,
            there_is_an_agreement,
            the_recipient_consents,
        ],
        decision=True,
    )
    def agree_budget(self, *, reasons: str) -> None:
        self.decision_reasons = reasons

    @act(
        source=(State.ASKED, State.PREPARED),
        target=State.REFUSED,
        discharges=law.PREPARE_THE_BUDGET,
        marks=Moment.BUDGET_REFUSED,
        decision=True,
    )
    def refuse_budget(self, *, reasons: str) -> None:
        self.decision_reasons = reasons

    @act(
        source=State.REFUSED,
        target=State.REVIEW_ASKED,
        discharges=law.ASK_FOR_A_BUDGET_REVIEW,
        marks=Moment.BUDGET_REVIEW_REQUESTED,
        matter="budget",
    )
    def ask_for_budget_review(self, *, words: str) -> None: ...

    @act(
        source=State.REVIEW_ASKED,
        target=State.REFUSED_AFTER_REVIEW,
        discharges=law.REVIEW_THE_BUDGET_REFUSAL,
        decision=True,
    )
    def uphold_budget_refusal(self, *, reasons: str) -> None:
        self.decision_reasons = reasons

    @act(
        source=State.REVIEW_ASKED,
        target=State.ASKED,
        discharges=law.REVIEW_THE_BUDGET_REFUSAL,
        marks=Moment.BUDGET_REQUESTED,
        decision=True,
    )
    def overturn_budget_refusal(self, *, reasons: str) -> None:
        self.decision_reasons = reasons

    @act(
        source=State.AGREED,
        target=State.PAYING,
        discharges=law.SET_OUT_THE_DIRECT_PAYMENT,
        marks={Moment.FIRST_PAYMENT: "first_paid_on"},
        guards=[something_is_paid_directly, the_recipient_consents, there_is_an_agreement],
    )
    def start_payments(self, *, first_paid_on: date) -> None:
        self.first_paid_on = first_paid_on

    @act(
        source=State.PAYING,
        target=None,
        discharges=(law.REVIEW_THE_DIRECT_PAYMENT, law.REVIEW_THE_DIRECT_PAYMENT_AGAIN),
    )
    def review_direct_payment(self, *, outcome: str, words: str) -> None: ...

    @act(source=State.PAYING, target=None, by=AUTHORITY, marks=Moment.PAYMENT_REDUCED, decision=True)
    def reduce_payments(self, *, from_on: date, amounts: list[Any], reasons: str) -> None:
        """Notice that less will be paid from a day. `amounts`: dicts of provision and amount (Decimal)."""
        self.set_amounts(amounts)

    @act(
        source=State.PAYING,
        target=None,
        by=FAMILY,
        marks=Moment.PAYMENT_MUST_STOP,
        matter="budget",
    )
    def withdraw_consent(self, *, words: str) -> None:
        """The recipient wants no direct payment any more; it must then stop."""

    @act(source=State.PAYING, target=None, by=AUTHORITY, marks=Moment.PAYMENT_MUST_STOP)
    def note_that_payment_must_stop(self, *, reasons: str) -> None: ...

    @act(
        source=State.PAYING,
        target=State.STOPPED,
        by=AUTHORITY,
        discharges=law.STOP_THE_PAYMENT,
        lifts=(
            law.REVIEW_THE_DIRECT_PAYMENT,
            law.REVIEW_THE_DIRECT_PAYMENT_AGAIN,
            law.PASS_THE_PAYMENT_ON,
        ),
        marks=Moment.PAYMENT_REDUCED,
    )
    def stop_payments(self, *, reasons: str) -> None: ...

    @act(
        source=(State.PAYING, State.STOPPED),
        target=None,
        discharges=law.ASK_FOR_RECONSIDERATION,
        marks=Moment.RECONSIDERATION_REQUESTED,
        matter="budget",
    )
    def ask_for_reconsideration(self, *, words: str) -> None: ...

    @act(source=(State.PAYING, State.STOPPED), target=None, discharges=law.RECONSIDER_THE_PAYMENT)
    def stand_by_the_change(self, *, reasons: str) -> None:
        """Reconsidered: the payment stays reduced or stopped."""

    @act(
        source=(State.PAYING, State.STOPPED),
        target=State.PAYING,
        discharges=law.RECONSIDER_THE_PAYMENT,
        guards=[something_is_paid_directly, the_recipient_consents],
    )
    def take_the_change_back(self, *, amounts: list[Any], reasons: str) -> None:
        """Reconsidered: it is paid again, in these amounts."""
        self.set_amounts(amounts)

    @act(source=State.PAYING, target=None, discharges=law.PASS_THE_PAYMENT_ON)
    def pass_payment_to_young_person(self, *, on: date, words: str) -> None:
        """`words`: the young person's written consent."""
        self.consented_on, self.consent_words = on, words

    @act(source=(State.PAYING, State.STOPPED), target=None, by=AUTHORITY, decision=True)
    def ask_payment_back(self, *, amount: Decimal, reasons: str) -> None: ...

    def meets(self, question: str, on: date) -> bool:
        return self.pays_directly() if question == "pays_directly" else super().meets(question, on)

    # What the file brings

    def set_lines(self, lines: list[Any]) -> None:
        raise NotImplementedError

    def set_amounts(self, amounts: list[Any]) -> None:
        raise NotImplementedError

    def has_lines(self) -> bool:
        raise NotImplementedError

    def pays_directly(self) -> bool:
        raise NotImplementedError

    def direct_payments_too_small(self) -> list[str]:
        raise NotImplementedError
