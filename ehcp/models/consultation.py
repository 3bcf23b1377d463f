"""A consultation with a setting on whether it can meet the child's needs."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from workflows.lives.consultation import ConsultationLife

from .organisations import Organisation


class Consultation(ConsultationLife):
    case = models.ForeignKey("ehcp.Case", on_delete=models.PROTECT, related_name="consultations")
    setting = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="consultations")
    plan = models.ForeignKey(
        "ehcp.PlanVersion", null=True, on_delete=models.PROTECT, related_name="consultations"
    )

    class Meta(ConsultationLife.Meta):
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"consultation with {self.setting}"

    def get_absolute_url(self) -> str:
        return reverse("consultation", args=[self.pk])
