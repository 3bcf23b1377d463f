"""A question of a family to its council, and the answer. Nobody else reads either."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from workflows.lives.enquiry import EnquiryLife


class Enquiry(EnquiryLife):
    case = models.ForeignKey("ehcp.Case", on_delete=models.PROTECT, related_name="enquiries")

    class Meta(EnquiryLife.Meta):
        ordering = ["pk"]
        verbose_name = "question of the family"
        verbose_name_plural = "questions of families"

    def __str__(self) -> str:
        return "question of the family"

    def get_absolute_url(self) -> str:
        return reverse("enquiry", args=[self.pk])
