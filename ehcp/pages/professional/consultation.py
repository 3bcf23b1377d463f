"""A consultation: a school or college reads the draft and says whether it can meet the child's needs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from ehcp import access, foreseen
from ehcp.documents.plan import plan_sections
from ehcp.models import Consultation
from ehcp.pages.forms import GovukForm, SeenVersion
from workflows.law import england_2014 as law
from workflows.lives.consultation import Ground
from workflows.models import Deadline

from . import reach
from .base import ProfessionalPage, Step, doors, flags, identity


class ConsultationView(ProfessionalPage, TemplateView):
    template_name = "professional/consultation.html"
    here = "home"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        consultation = get_object_or_404(reach.consultations(user), pk=self.kwargs["pk"])
        case = consultation.case
        self.at_work_on(case)
        version = consultation.plan if case.is_open and consultation.state in access.HAS_A_PART else None
        deadline = deadline_of(consultation)
        final = reach.plans(user).filter(case=case, state="final").first()
        return super().get_context_data(
            **{
                "consultation": consultation,
                "case": case,
                "facts": identity(case),
                "flags": flags(case),
                "deadline": deadline,
                "foreseen": foreseen.on_a_consultation(consultation, deadline) if case.is_open else None,
                "doors": doors(consultation, user) if case.is_open else {},
                "plan": plan_sections(version, access.sections_for(user, case)) if version else None,
                "final": final,
                "answered": consultation.event_of("answer_consultation"),
                **kwargs,
            }
        )


def deadline_of(consultation: Consultation) -> Deadline | None:
    found = Deadline.objects.of(consultation).filter(key=law.ANSWER_THE_CONSULTATION.key)
    return found.select_related("case").order_by("-pk").first()


class AnswerForm(SeenVersion, GovukForm):
    reveals = {"answer": {"no": "ground"}}

    answer = forms.ChoiceField(label="", choices=(), widget=forms.RadioSelect)
    ground = forms.ChoiceField(
        label="On which ground?",
        choices=[(value, label[:1].upper() + label[1:]) for value, label in Ground.choices],
        widget=forms.RadioSelect,
        help_text="The Act knows no other (section 39(4)).",
    )
    reasons = forms.CharField(
        label="Your reasons",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=(
            "If you can: what you would put in place, and what you need for it. If you cannot: the facts that show "
            "it, for this child and this provision, and what you have considered to overcome it."
        ),
    )

    def __init__(self, *args: Any, child: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answer: Any = self.fields["answer"]
        answer.label = f"Can you meet {child}’s needs?"
        answer.choices = [("yes", f"Yes, we can meet {child}’s needs"), ("no", "No, we cannot")]
        answer.error_messages["required"] = f"Choose whether you can meet {child}’s needs"

    def facts(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "seen": said["seen"],
            "can_meet_need": said["answer"] == "yes",
            "ground": said["ground"],
            "reasons": said["reasons"],
        }


class Answer(Step):
    act = "answer_consultation"
    form_class = AnswerForm
    template_name = "professional/consultation_answer.html"
    here = "home"
    heading = "Answer the consultation about {child}"
    button = "Send our answer"
    what_next = "{council} is told, and {family} can read your answer. {council} then decides whom to name."
    done = "Your answer is with {council}. It decides which school or college the plan names, and you will be told."

    def find(self) -> Consultation:
        return get_object_or_404(reach.consultations(self.request.user), pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "child": self.row.case.child.called}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"deadline": deadline_of(self.row), **kwargs})
