"""A disagreement with one decision. It points back to the decision, which stays what it was."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from workflows.lives.dispute import DisputeLife


class Dispute(DisputeLife):
    case = models.ForeignKey("ehcp.Case", on_delete=models.PROTECT, related_name="disputes")
    decision = models.ForeignKey(
        "workflows.Event",
        on_delete=models.PROTECT,
        related_name="disputes",
        help_text="The event of the decision that the family disagrees with.",
    )

    class Meta(DisputeLife.Meta):
        ordering = ["pk"]
        verbose_name = "disagreement"

    def __str__(self) -> str:
        return f"disagreement about {self.case}"

    def get_absolute_url(self) -> str:
        return reverse("dispute", args=[self.pk])
