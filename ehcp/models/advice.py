"""Advice: what one body says the child needs, what should come of it, and what should be provided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse

from workflows.lives.advice import BEING_WRITTEN, AdviceKind, AdviceLife
from workflows.triggers import Rule, frozen_columns, frozen_unless

from .organisations import Organisation


class Views(models.Model):
    """What the child and the family say, in their own words: the material of section A."""

    history = models.TextField("Our story so far", blank=True)
    child_views = models.TextField("What I say, or what my child says", blank=True)
    how_child_took_part = models.TextField("How the child or young person took part", blank=True)
    aspirations = models.TextField("Hopes for the future", blank=True)
    good_at = models.TextField("What I am, or my child is, good at and enjoys", blank=True)
    talk_with_me = models.TextField("How to talk and be with me, or with my child", blank=True)

    VIEWS = ("child_views", "how_child_took_part", "aspirations", "good_at", "talk_with_me", "history")

    class Meta:
        abstract = True

    @property
    def views(self) -> dict[str, str]:
        """Each heading with its words, in order; those left blank are left out."""
        fields = [(self._meta.get_field(name), getattr(self, name)) for name in self.VIEWS]
        return {str(field.verbose_name): words for field, words in fields if words}  # type: ignore[union-attr]

    def take_views_from(self, other: Views) -> None:
        for name in self.VIEWS:
            setattr(self, name, getattr(other, name))


class Advice(Views, AdviceLife):
    """One request for advice and its answer. Frozen by the database once given."""

    case = models.ForeignKey("ehcp.Case", on_delete=models.PROTECT, related_name="advice")
    kind = models.CharField(max_length=30, choices=AdviceKind)
    other = models.CharField(
        max_length=120, blank=True, help_text="For another person: which service or role."
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="advice"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="advice"
    )
    why = models.TextField(blank=True, help_text="Why this body is asked.")
    summary = models.TextField(blank=True)

    class Meta(AdviceLife.Meta):
        ordering = ["pk"]
        verbose_name = "request for advice"
        verbose_name_plural = "advice"

    @classmethod
    def database_rules(cls) -> Iterator[Rule]:
        written = tuple(str(state) for state in BEING_WRITTEN)
        yield from frozen_columns(cls._meta.db_table, ["summary", *cls.VIEWS], written)
        for table in ("ehcp_need", "ehcp_outcome", "ehcp_provision"):
            yield from frozen_unless(table, "advice_id", cls._meta.db_table, written)

    def __str__(self) -> str:
        return f"advice from {self.of_whom}"

    def get_absolute_url(self) -> str:
        return reverse("advice", args=[self.pk])

    @property
    def is_the_familys(self) -> bool:  # type: ignore[override]
        return self.kind == AdviceKind.PARENT_OR_YOUNG_PERSON

    @property
    def of_whom(self) -> str:
        """ "health (medical)", or "speech and language therapy" for another person."""
        return self.other or self.get_kind_display()

    @property
    def in_words(self) -> str:
        """ "Dr Okafor, health (medical), 2 October 2026": as the source of a line."""
        event = self.event_of("give_advice", "give_views")
        if event is None:
            return self.of_whom
        return f"{event.by}, {self.of_whom}, {event.on.day} {event.on:%B %Y}"

    @property
    def given_on(self) -> Any:
        event = self.event_of("give_advice", "give_views")
        return event.on if event else None

    @property
    def received_on(self) -> Any:
        event = self.event_of("ask_for_advice")
        return (event.received_on or event.on) if event else None

    def has_content(self) -> bool:
        if self.is_the_familys:
            return bool(self.views)
        return bool(self.summary) or any(
            rows.exists() for rows in (self.needs, self.outcomes, self.provision)
        )
