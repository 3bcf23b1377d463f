"""A yearly review, and how far each outcome has come."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from workflows.lives.review import ReviewLife

from .organisations import Organisation


class Review(ReviewLife):
    case = models.ForeignKey("ehcp.Case", on_delete=models.PROTECT, related_name="reviews")
    plan = models.ForeignKey("ehcp.PlanVersion", null=True, on_delete=models.PROTECT, related_name="reviews")
    arranged_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="reviews_to_arrange")

    class Meta(ReviewLife.Meta):
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"review of {self.case}"

    def get_absolute_url(self) -> str:
        return reverse("review", args=[self.pk])

    def set_progress(self, progress: list) -> None:
        self.progress.all().delete()
        Progress.objects.bulk_create(Progress(review=self, **each) for each in progress)


class Progress(models.Model):
    """How far one outcome has come by the review."""

    class HowFar(models.TextChoices):
        MET = "met", "Met"
        AHEAD = "ahead", "Ahead"
        ON_TRACK = "on_track", "On track"
        SOME = "some", "Some progress"
        NONE = "none", "No progress yet"

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="progress")
    outcome = models.ForeignKey("ehcp.Outcome", on_delete=models.PROTECT, related_name="progress")
    progress = models.CharField(max_length=10, choices=HowFar)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "progress"

    def __str__(self) -> str:
        return self.get_progress_display()
