"""A personal budget: lines of provision with an amount and the way it is held. Section J follows from these."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Sum
from django.urls import reverse

from workflows.lives.budget import BudgetLife, BudgetState


class Held(models.TextChoices):
    NOTIONAL = "notional", "Notional: the council arranges it within this amount"
    ORGANISED = "organised", "Organised: the council buys what the family chooses"
    THIRD_PARTY = "third_party", "Third party: another organisation holds the money"
    DIRECT_PAYMENT = "direct_payment", "Direct payment: the family or young person buys it"


class Budget(BudgetLife):
    case = models.ForeignKey("ehcp.Case", on_delete=models.PROTECT, related_name="budgets")

    class Meta(BudgetLife.Meta):
        ordering = ["pk"]
        verbose_name = "personal budget"

    def __str__(self) -> str:
        return f"personal budget for {self.case}"

    def get_absolute_url(self) -> str:
        return reverse("budget", args=[self.pk])

    @property
    def came_along(self) -> bool:
        """Whether it says what another authority paid under the plan it made, and nothing was decided here yet."""
        return self.state == BudgetState.NEW

    @property
    def total(self) -> Decimal:
        return self.lines.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)

    def set_lines(self, lines: list) -> None:
        self.lines.all().delete()
        BudgetLine.objects.bulk_create(BudgetLine(budget=self, **line) for line in lines)

    def set_amounts(self, amounts: list) -> None:
        """Other amounts for some of its lines. `amounts`: dicts of provision and amount (Decimal)."""
        for each in amounts:
            line = self.lines.get(provision=each["provision"])
            line.amount = each["amount"]
            line.save()

    def has_lines(self) -> bool:
        return self.lines.exists()

    def pays_directly(self) -> bool:
        return self.direct_lines.exists()

    @property
    def direct_lines(self) -> models.QuerySet:
        return self.lines.filter(held=Held.DIRECT_PAYMENT)

    def direct_payments_too_small(self) -> list[str]:
        return [
            f"{line.provision.what[:60]}: costs £{line.provision.yearly_cost:,.2f} a year, paid £{line.amount:,.2f}"
            for line in self.direct_lines
            if line.provision.yearly_cost is not None and line.amount < line.provision.yearly_cost
        ]


class BudgetLine(models.Model):
    """What one line of provision costs a year, and who holds the money."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="lines")
    provision = models.ForeignKey("ehcp.Provision", on_delete=models.PROTECT, related_name="budget_lines")
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    held = models.CharField(max_length=20, choices=Held)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "provision"], name="budget_line_once"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="budget_line_not_negative"),
        ]

    def __str__(self) -> Any:
        return f"£{self.amount} {self.held}"
