"""The life of one question that a family asks its council: asked, answered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_fsm import FSMField

from workflows.acts import WITHIN, act
from workflows.law import promises
from workflows.law.terms import Moment

from .base import Life


class EnquiryState(models.TextChoices):
    NEW = "new", "Being asked"
    ASKED = "asked", "Waiting for an answer"
    ANSWERED = "answered", "Answered"


State = EnquiryState


class EnquiryLife(Life):
    State = EnquiryState
    ENDS = frozenset({State.ANSWERED})

    state = FSMField(choices=State, default=State.NEW, protected=True, editable=False)
    question = models.TextField(blank=True, editable=False)
    answer = models.TextField(blank=True, editable=False)

    class Meta(Life.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=EnquiryState.values), name="%(class)s_state_is_known"
            )
        ]

    @act(source=State.NEW, target=State.ASKED, by=WITHIN, marks=Moment.QUESTION_ASKED)
    def put_question(self, *, words: str) -> None:
        self.question = words

    @act(source=State.ASKED, target=State.ANSWERED, discharges=promises.ANSWER_A_QUESTION)
    def answer_question(self, *, words: str) -> None:
        self.answer = words
