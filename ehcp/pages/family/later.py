"""What a family does after the plan is made: a re-assessment, a time of rest, the money, and who shares the rights."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from ehcp.models import FamilyMember
from ehcp.pages.forms import GovukForm, SeenVersion

from .acts import FamilyAct, OfABudget, long_answer

# The needs are assessed again


class ReassessmentForm(GovukForm):
    reasons = long_answer(
        "What has changed, and why should the needs be assessed again?",
        "A few words are enough. You can send reports later.",
    )


class AskForReassessment(FamilyAct):
    act = "ask_for_reassessment"
    form_class = ReassessmentForm
    title = "Ask for a re-assessment"
    lead = (
        "A re-assessment looks at all of {whose} needs again, as the first assessment did. The plan stays in force "
        "meanwhile.",
        "We may say no if the last assessment was a short while ago, or if nothing significant has changed. If we say "
        "no, you can appeal.",
    )
    what_next = (
        "We decide, and tell you. The last day for that stands on your page as soon as you have asked."
    )


# A time of rest


class PauseForm(GovukForm):
    statement = long_answer(
        "Why, and for how long, as far as you know?", "You do not have to say more than you want.", rows=4
    )


class Pause(FamilyAct):
    act = "pause"
    form_class = PauseForm
    title = "Ask us to let things rest for a time"
    lead = (
        "Something may have happened so that you need time. Tell us, and we leave you in peace as far as we can.",
        "The law stops no clock for this: our days run on, and so do yours to answer or to appeal. We tell you before "
        "one of your days ends.",
    )
    what_next = "Your person knows, and does not press you. You can end the pause at any time."


class NothingToAskForm(GovukForm):
    """Nothing more to ask: the button says it."""


class EndPause(FamilyAct):
    act = "end_pause"
    form_class = NothingToAskForm
    title = "Go on"
    lead = ("The pause ends today, and we come back to you with what is next.",)
    what_next = "Your person is told."


# Money


class ConsentBackForm(SeenVersion, GovukForm):
    words = long_answer("Is there anything we should know?", required=False, rows=4)


class WithdrawConsent(OfABudget):
    act = "withdraw_consent"
    form_class = ConsentBackForm
    title = "Give up the direct payment"
    lead = (
        "You can take back your agreement to the direct payment at any time. You lose none of the help in the plan: we "
        "arrange it ourselves from then on.",
    )
    what_next = "We stop the payments with notice, and tell you how the help goes on."


class ReconsiderForm(SeenVersion, GovukForm):
    words = long_answer("What should we think about again, and why?")


class AskForReconsideration(OfABudget):
    act = "ask_for_reconsideration"
    form_class = ReconsiderForm
    title = "Ask us to think again about the direct payment"
    lead = ("When a direct payment is reduced or stopped you may ask, once, that we think about it again.",)
    what_next = "We tell you the result in writing, with reasons."


# Whose rights they are


class OfAMember(FamilyAct):
    """The young person says whether somebody of the family acts with them."""

    form_class = NothingToAskForm

    def find(self) -> Any:
        case = super().find()
        self.member = get_object_or_404(
            FamilyMember, pk=self.kwargs["member"], child=case.child, is_the_child=False
        )
        return case

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "title": context["title"].replace("[member]", str(self.member.user))}

    def form_valid(self, form: Any) -> Any:
        form.cleaned_data["member"] = self.member
        return super().form_valid(form)

    def back(self) -> str:
        return reverse("family:case", args=[self.case.pk])


class LetParentAct(OfAMember):
    act = "let_parent_act"
    title = "Let [member] act with you"
    lead = (
        "They can then read everything, and use your rights with you: answer a draft, ask for a school, appeal.",
        "You stay the one who decides, and can take it back at any time.",
    )
    what_next = "They are told, and so is your person."


class LetParentActNoMore(OfAMember):
    act = "let_parent_act_no_more"
    title = "[member] is to act with you no more"
    lead = ("From now on only you use your rights, and only you can read the plan here.",)
    what_next = "Your person is told. You can change it again at any time."


def is_in_person(case: Any, user: Any) -> bool:
    """Whether this is the young person, by whom alone others are let act."""
    return bool(
        case.child.is_young_person() and case.child.family.filter(user=user, is_the_child=True).exists()
    )


def sharing(case: Any, user: Any) -> list[tuple[str, str]]:
    """For the young person: each of the family, with the words and the address of what can be said about them."""
    if not is_in_person(case, user):
        return []
    members = case.child.family.filter(is_the_child=False).select_related("user")
    return [
        (f"{member.user} acts with you: change that", reverse("family:act_alone", args=[case.pk, member.pk]))
        if member.young_person_agrees
        else (f"Let {member.user} act with you", reverse("family:act_together", args=[case.pk, member.pk]))
        for member in members
    ]
