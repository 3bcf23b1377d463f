"""If the family disagrees: what it can do, and until when; what it tells the council; where a disagreement stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property

from ehcp import access, wording
from ehcp.models import Dispute
from ehcp.pages.context import Link
from ehcp.pages.disputing import (
    FAMILYS_TIME,
    Decision,
    deadlines_of,
    decisions,
    decisions_for,
    events_of,
    sent_on,
)
from ehcp.pages.error_words import say_what_to_do
from ehcp.pages.forms import DayField, GovukForm
from workflows import clock
from workflows.law.terms import Agency
from workflows.lives.dispute import Topic

from .acts import FamilyAct, long_answer
from .base import FamilyPage, find
from .story import Step, Story, told_with

DISAGREEING = {
    "ask_for_mediation": "mediation",
    "decline_mediation": "no_mediation",
    "record_mediation_certificate": "certificate",
    "record_appeal": "appeal",
}
"""What can be told about a decision, in the order in which it is mostly done, and its page."""
IN_A_DISPUTE = {
    "end_mediation_without_agreement": "end_mediation",
    "withdraw_appeal": "withdraw_appeal",
}
ON_THE_PLAN = frozenset(
    {"issue_final_plan", "issue_amended_plan", "decide_not_to_amend", "decide_to_maintain"}
)
"""Decisions that may be disputed for the setting in section I alone: that needs no certificate."""


# Reading


class Told(NamedTuple):
    """A decision as the family reads it."""

    words: str
    reasons: str
    decision: Decision
    state: str
    rights: list[Step]
    doors: list[Link]
    about_the_setting: bool


class Disagree(FamilyPage):
    """Every decision that can still be disputed, or is: what can be done about it and until when."""

    template_name = "family/disputes.html"
    here = "disputes"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(told=list(self.told()), **kwargs)

    def told(self) -> Iterator[Told]:
        story = Story(self.case, self.request.user, self.voice)
        for each in decisions(self.case):
            if each.is_latest or each.dispute or each.may_be_appealed:
                yield Told(
                    wording.happened(each.event, self.voice.reader),
                    told_with(each.event),
                    each,
                    wording.state_words(each.dispute, self.voice.reader) if each.dispute else "",
                    [step for step in story.rights() if is_time_about(step.deadline, each)],
                    list(doors(each, self.request.user)),
                    each.event.act in ON_THE_PLAN,
                )


def is_time_about(deadline: Any, decision: Decision) -> bool:
    return deadline.key in FAMILYS_TIME and deadline.started_by_id == decision.event.pk


def doors(decision: Decision, user: Any) -> Iterator[Link]:
    """What this person can tell the council about a decision now."""
    case = decision.event.case
    for act, page in DISAGREEING.items():
        if decision.takes(act) and case.can(user, act):
            where = reverse(f"family:{page}", args=[case.pk])
            yield Link(wording.act_label(act, "family"), f"{where}?decision={decision.event.pk}")


class WhereItStands(FamilyPage):
    """One disagreement: whose step it is and by when, what was ordered or agreed, and what is being done."""

    template_name = "family/dispute.html"
    here = "disputes"

    @cached_property
    def dispute(self) -> Dispute:
        return find(access.disputes_for(self.request.user), self.kwargs["pk"], self.request.user)

    def find_case(self) -> Any:
        return self.dispute.case

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        dispute, reader = self.dispute, self.voice.reader
        dispute.decision.case = self.case
        owed = deadlines_of(dispute)
        return super().get_context_data(
            dispute=dispute,
            state=wording.state_words(dispute, reader),
            decided=wording.happened(dispute.decision, reader),
            reasons=told_with(dispute.decision),
            sent_on=sent_on(dispute.decision),
            topics=[Topic(topic).label for topic in dispute.topics],
            steps=[self.step(each) for each in owed if self.is_running(each)],
            done=[self.step(each) for each in owed if not each.is_open],
            route=wording.route_words(dispute, reader),
            outcome=wording.outcome_words(dispute, reader),
            answers=list(self.answers()),
            doors=list(self.doors()),
            happened=list(self.happened()),
            **kwargs,
        )

    def is_running(self, deadline: Any) -> bool:
        return deadline.is_open and not deadline.is_closed()

    def step(self, deadline: Any) -> dict[str, Any]:
        whose = wording.whose(deadline, self.voice.reader)
        return {
            "deadline": deadline,
            "words": wording.task(deadline, self.voice.reader),
            "whose": whose if deadline.owner == Agency.HEALTH_COMMISSIONER else "",
        }

    def answers(self) -> Iterator[tuple[str, str]]:
        """What the Tribunal recommended, with the answer once it is there."""
        for what, words in (
            ("health", self.dispute.recommends_on_health),
            ("social_care", self.dispute.recommends_on_social_care),
        ):
            if words:
                answer = self.dispute.event_of(f"answer_recommendation_on_{what}")
                yield words, told_with(answer) if answer else ""

    def doors(self) -> Iterator[Link]:
        user = self.request.user
        for act, page in IN_A_DISPUTE.items():
            if self.dispute.can(user, act):
                where = reverse(f"family:{page}", args=[self.dispute.pk])
                yield Link(wording.act_label(act, "family"), where)
        for each in decisions(self.case):
            if each.dispute == self.dispute:
                yield from doors(each, user)

    def happened(self) -> Iterator[dict[str, Any]]:
        for event in events_of(self.dispute):
            if words := wording.happened(event, self.voice.reader):
                by = "you" if event.by == self.request.user else event.by
                yield {"title": words, "by": by, "on": event.on, "body": told_with(event)}


# Telling the council about a decision


class AboutADecision(GovukForm):
    """Of several decisions it is asked which one is meant."""

    def __init__(self, *args: Any, decisions: dict[str, tuple[str, Decision]], **kwargs: Any) -> None:
        self.decisions = decisions
        super().__init__(*args, **kwargs)
        if len(decisions) > 1:
            asked = forms.ChoiceField(
                label="About which decision?",
                choices=[(key, words) for key, (words, _) in decisions.items()],
                widget=forms.RadioSelect,
            )
            say_what_to_do(asked, "About which decision?")
            self.fields["decision"] = asked
            self.order_fields(["decision"])

    def facts(self) -> dict[str, Any]:
        chosen = self.cleaned_data.get("decision") or next(iter(self.decisions))
        return {**self.cleaned_data, "decision": self.decisions[chosen][1].event}


class TellOfADecision(FamilyAct):
    def offered(self) -> bool:
        return super().offered() and bool(self.decisions)

    @cached_property
    def decisions(self) -> list[Decision]:
        return decisions_for(self.row, self.act)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "decisions": {
                str(each.event.pk): (
                    f"{wording.happened(each.event, self.voice.reader)} ({clock.in_words(each.sent_on)})",
                    each,
                )
                for each in self.decisions
            },
        }

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "decision": self.request.GET.get("decision", "")}

    def instead(self) -> str:
        return self.back()

    def back(self) -> str:
        return reverse("family:disputes", args=[self.case.pk])


class MediationForm(AboutADecision):
    topics = forms.MultipleChoiceField(
        label="What do you want to talk about?",
        choices=[
            (Topic.EDUCATION, "School, college and learning"),
            (Topic.HEALTH, "Health, such as therapy or nursing"),
            (Topic.SOCIAL_CARE, "Social care, such as short breaks or help at home"),
        ],
        widget=forms.CheckboxSelectMultiple,
        help_text="Choose all that apply. It decides who has to come.",
        error_messages={"required": "Choose what you want to talk about"},
    )
    words = long_answer("Is there something you want to say about it?", required=False)


class AskForMediation(TellOfADecision):
    act = "ask_for_mediation"
    form_class = MediationForm
    title = "Ask for mediation"
    lead = (
        "In mediation somebody independent helps you and the council to find an answer. It costs you nothing, and you "
        "do not have to take part.",
        "Also contact the mediation adviser named in our letter: for most appeals you need the adviser’s certificate. "
        "The time to appeal goes on running meanwhile.",
    )
    what_next = (
        "We may not refuse. We arrange it with you; the last day for that stands on your page as soon as you have "
        "asked."
    )


class NoMediationForm(AboutADecision):
    on = DayField(
        label="When did you tell the mediation adviser?",
        help_text="For example, 20 11 2026",
        said_as="the day you told the mediation adviser",
        latest=clock.today,
    )
    words = long_answer("What do you disagree with?", "A few words are enough.", required=False, rows=4)


class DeclineMediation(TellOfADecision):
    act = "decline_mediation"
    form_class = NoMediationForm
    title = "Tell the council that you do not want mediation"
    lead = (
        "You do not have to take part in mediation. But for most appeals you must have spoken with the mediation "
        "adviser named in our letter, and said that you may appeal.",
        "If you have done so and do not want mediation, tell us here. The adviser then sends you a certificate.",
    )
    what_next = "You see here by when the adviser has to send you the certificate. With it you can appeal."


class CertificateForm(AboutADecision):
    dated_on = DayField(
        label="What is the date on the certificate?",
        help_text="For example, 20 11 2026",
        said_as="the date on the certificate",
        latest=clock.today,
    )


class RecordCertificate(TellOfADecision):
    act = "record_mediation_certificate"
    form_class = CertificateForm
    title = "Record your mediation certificate"
    lead = (
        "The certificate says that you have spoken with the mediation adviser. Its date can give you longer to appeal.",
        "Keep the certificate itself: the Tribunal wants to see it.",
    )
    what_next = "Your last day to appeal is then reckoned anew, and stands on your page."


class AppealForm(AboutADecision):
    on = DayField(
        label="When did you send the appeal?",
        help_text="For example, 20 11 2026",
        said_as="the day you sent the appeal",
        latest=clock.today,
    )
    words = long_answer("What is it about?", required=False, rows=4)


class RecordAppeal(TellOfADecision):
    act = "record_appeal"
    form_class = AppealForm
    title = "Tell the council that you have appealed"
    lead = (
        "An appeal goes to the Special Educational Needs and Disability Tribunal, not to the council. This page does "
        "not send it: it lets the council know.",
        "The independent advice service helps you to appeal, free of charge.",
    )
    what_next = "The Tribunal writes to you and to the council."


# In a disagreement


class InADispute(FamilyAct):
    def find(self) -> Any:
        return find(access.disputes_for(self.request.user), self.kwargs["pk"], self.request.user)

    def instead(self) -> str:
        return self.back()

    def back(self) -> str:
        return reverse("family:dispute", args=[self.row.pk])


class EndMediationForm(GovukForm):
    on = DayField(
        label="When did it end?",
        help_text="For example, 20 11 2026",
        said_as="the day it ended",
        latest=clock.today,
    )


class EndMediation(InADispute):
    act = "end_mediation_without_agreement"
    form_class = EndMediationForm
    title = "Tell the council that the mediation ended without agreement"
    lead = (
        "Mediation is voluntary: you can end it at any time. What was said in it stays confidential, so you do not "
        "have to say why.",
    )
    what_next = "The mediation adviser sends you a certificate. With it you can appeal."


class WithdrawAppealForm(GovukForm):
    reasons = long_answer("Why do you withdraw it?", "A few words, so that nobody has to guess.", rows=4)
    sure = forms.BooleanField(
        label="I have withdrawn the appeal, or want to, and know that the decision then stays as it is",
        error_messages={"required": "Tick the box to say that you want to withdraw it, or go back"},
    )

    def facts(self) -> dict[str, Any]:
        return {"reasons": self.cleaned_data["reasons"]}


class WithdrawAppeal(InADispute):
    act = "withdraw_appeal"
    form_class = WithdrawAppealForm
    title = "Tell the council that you have withdrawn the appeal"
    lead = (
        "An appeal is withdrawn with the Tribunal; this page lets the council know. Once the time to appeal has passed "
        "you cannot appeal against the same decision again.",
        "If somebody wants you to withdraw, talk to the independent advice service first. It is free.",
    )
    what_next = "The disagreement is closed here. The decision stays as it is."
