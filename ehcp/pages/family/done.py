"""After an act: what happened, who was told, what is next, by when."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.shortcuts import get_object_or_404

from ehcp import wording
from workflows.law import promises
from workflows.models import Event

from .base import FamilyPage
from .story import Story

CASEWORKER = "{person} has been told."
EVERYBODY = "{person} has been told, and so has everybody who had been asked for something."


class Done(NamedTuple):
    title: str
    next: str
    told: str = CASEWORKER


DONE = {
    "give_views": Done(
        "Your views have been sent",
        "Everybody who is asked for advice gets them. If a plan is made, they stand in section A.",
    ),
    "say_it_is_enough_as_family": Done(
        "Your answer has been sent", "The earlier report is used if its author and the council agree as well."
    ),
    "say_it_is_not_enough": Done(
        "Your answer has been sent",
        "New advice is asked for.",
        "{person} has been told, and so have those who were asked for advice.",
    ),
    "finish_commenting": Done(
        "You have said what you want to say", "We answer each of your comments, with a reason."
    ),
    "prefer_setting": Done(
        "You have asked for a school, college or nursery",
        "We ask it whether it can meet the needs. Its answer stands on your page.",
    ),
    "ask_for_budget": Done(
        "You have asked for a personal budget", "We work out what is possible, and tell you with reasons."
    ),
    "consent_to_direct_payment": Done(
        "You have agreed to the direct payment",
        "The council decides on the budget, and then starts the payments.",
    ),
    "ask_for_budget_review": Done(
        "You have asked us to look again",
        "We look at the decision again, and tell you the result in writing.",
        "{person} and the managers have been told.",
    ),
    "ask_for_mediation": Done(
        "You have asked for mediation",
        "The council arranges it with you. If you may want to appeal, contact the mediation adviser named in "
        "our "
        "letter as well: the time to appeal goes on running.",
        "{person} and the managers have been told.",
    ),
    "decline_mediation": Done(
        "The council knows that you do not want mediation",
        "The mediation adviser sends you a certificate. With it you can appeal; record its date here, since it can "
        "give you longer.",
        "{person} and the managers have been told.",
    ),
    "end_mediation_without_agreement": Done(
        "The council knows that the mediation has ended",
        "The mediation adviser sends you a certificate. With it you can appeal.",
        "{person} and the managers have been told.",
    ),
    "withdraw_appeal": Done(
        "The council knows that the appeal is withdrawn",
        "The disagreement is closed. The decision stays as it is.",
        "{person} and the managers have been told.",
    ),
    "record_mediation_certificate": Done(
        "Your certificate has been recorded", "Your last day to appeal has been reckoned anew."
    ),
    "record_appeal": Done(
        "The council knows that you have appealed",
        "The Tribunal writes to you and to the council.",
        "{person} and the managers have been told.",
    ),
    "ask_for_reassessment": Done(
        "You have asked for a re-assessment", "We decide whether to carry it out, and tell you."
    ),
    "pause": Done(
        "We let things rest",
        "You can end the pause at any time. The law stops no clock: we tell you before one of your days ends.",
    ),
    "end_pause": Done("Things go on", "Your person comes back to you with what is next."),
    "withdraw_consent": Done(
        "You have given up the direct payment",
        "We stop the payments with notice. The help in the plan goes on, arranged by us.",
    ),
    "ask_for_reconsideration": Done(
        "You have asked us to think again",
        "We tell you the result in writing, with reasons.",
        "{person} and the managers have been told.",
    ),
    "ask_a_question": Done(
        "Your question has been sent",
        f"We answer it within {promises.ANSWER_A_QUESTION.aim}. The answer stands under “Your questions”, and you are "
        "told when it is there.",
    ),
    "let_parent_act": Done("They may now act with you", "You can take it back at any time, on your page."),
    "let_parent_act_no_more": Done("Only you use your rights now", "You can change it again at any time."),
    "withdraw_request": Done("The request has been withdrawn", "You can ask again at any time.", EVERYBODY),
}


class Confirmation(FamilyPage):
    """Of one act of one's own."""

    template_name = "family/done.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        event = get_object_or_404(
            Event, case=self.case, seq=self.kwargs["seq"], by=self.request.user, act__in=DONE
        )
        done = DONE[event.act]
        story = Story(self.case, self.request.user, self.voice)
        return super().get_context_data(
            event=event,
            done=done,
            told=done.told.format(person=_person(self.case)),
            steps=story.next()[:2],
            rights=[step for step in story.rights() if event.act == "record_mediation_certificate"],
            what=wording.happened(event, self.voice.reader),
            **kwargs,
        )


def _person(case: Any) -> str:
    return (
        f"{case.caseworker} at {case.authority}" if case.caseworker else f"The SEND team at {case.authority}"
    )
