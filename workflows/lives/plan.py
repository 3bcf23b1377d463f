"""The life of one version of a plan. Once served it is never changed: what changes is the next version."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django_fsm import FSMField

from workflows.acts import WITHIN, act
from workflows.law import england_2014 as law
from workflows.law.terms import Agency

from .base import Life


class PlanState(models.TextChoices):
    DRAFT = "draft", "Being written"
    SERVED = "served", "Served on the family"
    FINAL = "final", "Final"
    SUPERSEDED = "superseded", "Superseded"


State = PlanState


def there_is_section_g(version: PlanVersionLife, on: date) -> str:
    return "" if version.has_section_g() else "Section G has no lines to agree."


class PlanVersionLife(Life):
    State = PlanState
    ENDS = frozenset({State.SUPERSEDED})

    state = FSMField(choices=State, default=State.DRAFT, protected=True, editable=False)
    section_g_agreed_on = models.DateField(null=True, editable=False)
    section_g_agreed_by = models.ForeignKey(
        "ehcp.User", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    section_g_digest = models.CharField(max_length=64, blank=True, editable=False)
    signed_on = models.DateField(null=True, editable=False)
    signed_by = models.ForeignKey(
        "ehcp.User", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Life.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(state__in=PlanState.values), name="%(class)s_state_is_known")
        ]

    @act(source=State.DRAFT, target=None, by=Agency.HEALTH_COMMISSIONER, guards=[there_is_section_g])
    def agree_section_g(self, *, by: Any, on: date) -> None:
        """The responsible commissioning body agrees section G as it now reads (regulation 12(2))."""
        self.section_g_agreed_on, self.section_g_agreed_by = on, by
        self.section_g_digest = self.digest_of_section_g()

    @act(source=State.DRAFT, target=None, by=Agency.HEALTH_COMMISSIONER)
    def ask_to_change_section_g(self, *, words: str) -> None: ...

    @act(source=State.DRAFT, target=State.SERVED, by=WITHIN)
    def serve(self) -> None: ...

    @act(source=State.DRAFT, target=State.FINAL, by=WITHIN)
    def finalise(self, *, by: Any, on: date) -> None:
        self.signed_by, self.signed_on = by, on

    @act(
        source=State.FINAL,
        target=None,
        by=WITHIN,
        discharges=(
            law.AMEND_BEFORE_THE_NEXT_PHASE,
            law.AMEND_BEFORE_POST_16,
            law.AMEND_BEFORE_ANOTHER_POST_16,
        ),
    )
    def name_next_phase(self) -> None:
        """This version says which setting, or type of setting, comes next."""

    @act(source=(State.DRAFT, State.SERVED, State.FINAL), target=State.SUPERSEDED, by=WITHIN)
    def supersede(self) -> None: ...

    @property
    def section_g_is_agreed(self) -> bool:
        """Agreed as it reads now: an agreement to other words does not count. Nothing in G needs none."""
        return not self.has_section_g() or self.section_g_digest == self.digest_of_section_g()

    # What the file brings

    def has_section_g(self) -> bool:
        raise NotImplementedError

    def digest_of_section_g(self) -> str:
        raise NotImplementedError

    def silent_sections(self) -> list[str]:
        """Sections that have no rows and do not say “none” on purpose."""
        raise NotImplementedError
