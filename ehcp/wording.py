"""The same thing in each reader's own words: acts, states and duties, for the authority, the family and professionals.

Law and life carry keys; this is where they become sentences. In a family's words "we" is the council. `{child}` is
the name the child goes by, or "you" for whoever reads about their own plan; `{whom}` is the body or setting
that the act is about.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from workflows.law.terms import Agency
from workflows.lives.case import CaseState
from workflows.models import Deadline, Event

Reader = Literal["authority", "family", "in_person", "professional"]
"""In person: the child or young person, who reads a family's words with "you" in place of the name."""
FAMILY: tuple[Reader, ...] = ("family", "in_person")


@dataclass(frozen=True)
class Words:
    """One act: the words of its button, the sentence of its history, and that sentence for a family.

    No sentence: the act is a part of another one, whose sentence says it.
    """

    button: str
    happened: str = ""
    for_family: str = ""
    family_button: str = ""


ACTS: dict[str, Words] = {
    # The request
    "receive_request": Words(
        "Receive a request",
        "A request for an assessment was received",
        "A request for an assessment reached us",
    ),
    "tell_partners": Words(
        "Tell the family and partners about the request",
        "The family was asked for its views; health, social care and the setting were told of the request",
        "We asked for your views, and told health, social care and the school or college that {child} may be assessed",
    ),
    "agree_to_assess": Words(
        "Agree to assess", "It was decided to assess", "We decided to carry out an assessment of {child}"
    ),
    "decline_to_assess": Words(
        "Decline to assess",
        "It was decided not to assess",
        "We decided not to carry out an assessment of {child}",
    ),
    # Advice
    "seek_advice": Words(
        "Ask for advice",
        "Advice was asked for",
        "We asked the people who know {child}, or should, for their advice",
    ),
    "ask_for_advice": Words("Ask for this advice"),
    "invite_views": Words("Invite the family's views"),
    "acknowledge": Words(
        "Say that the request has arrived",
        "{whom}: the request for advice was acknowledged",
        "{whom} told us that our request for advice has arrived",
    ),
    "give_views": Words(
        "Give views",
        "The family gave its views",
        "You gave your views",
        family_button="Send what we want you to know",
    ),
    "give_advice": Words("Send my advice", "{whom}: advice was given", "Advice arrived: {whom}"),
    "say_not_known": Words(
        "Say that this service does not know the child",
        "{whom}: answered “not known to this service”",
        "{whom} told us that they do not know {child} yet. We now decide what follows",
    ),
    "ask_again": Words(
        "Ask again: find out",
        "{whom}: asked again, to find out",
        "We asked again ({whom}): not to know somebody is not the same as there being no needs",
    ),
    "accept_not_known": Words(
        "Accept that there is nothing to add",
        "{whom}: accepted that the service has nothing to add",
        "We accepted that {whom} has nothing to add",
    ),
    "return_for_clarification": Words(
        "Return it with a question",
        "{whom}: returned with a question",
        "We asked {whom} to make something clearer",
    ),
    "accept_advice": Words(
        "Accept this advice", "{whom}: advice was accepted", "We accepted the advice: {whom}"
    ),
    "propose_earlier_advice": Words(
        "Propose to use earlier advice",
        "{whom}: earlier advice was proposed",
        "It was proposed to use an earlier report ({whom}). That needs your agreement too",
    ),
    "say_it_is_enough_as_author": Words(
        "Say that my earlier advice is enough",
        "{whom}: the author says that the earlier advice is enough",
        "The author says that the earlier report is enough ({whom})",
    ),
    "say_it_is_enough_as_family": Words(
        "The earlier report is enough",
        "{whom}: the family says that the earlier advice is enough",
        "You said that the earlier report is enough ({whom})",
    ),
    "say_it_is_not_enough": Words(
        "The earlier advice is not enough",
        "{whom}: the earlier advice is not enough",
        "The earlier report is not enough ({whom}): new advice will be given",
        family_button="The earlier report is not enough",
    ),
    "use_earlier_advice": Words(
        "Use the earlier advice",
        "{whom}: the earlier advice is used",
        "The earlier report is used, as everybody agreed ({whom})",
    ),
    # The decision on a plan, and the draft
    "decide_to_make_plan": Words(
        "Decide to make a plan", "It was decided to make a plan", "We decided to make a plan for {child}"
    ),
    "decide_no_plan": Words(
        "Decide that no plan is needed",
        "It was decided that no plan is needed",
        "We decided that {child} does not need a plan",
    ),
    "draft_plan": Words(
        "Put a draft together", "A draft was put together from the advice", "We began to write the draft"
    ),
    "serve_draft": Words("Serve the draft", "The draft was served on the family", "We sent the draft plan"),
    "comment": Words(
        "Comment", "The family commented on the draft", "You commented on the plan", family_button="Comment"
    ),
    "answer_comment": Words(
        "Answer the comment", "A comment was answered", "We answered one of your comments"
    ),
    "finish_commenting": Words(
        "Finish commenting",
        "The family has said what it wants to say",
        "You said that you have finished commenting",
        family_button="Finish: I have said what I want to say",
    ),
    "redraft": Words(
        "Take the draft back to change it",
        "The draft was taken back to be changed",
        "We are changing the draft",
    ),
    # Settings and money
    "prefer_setting": Words(
        "Ask for a setting",
        "The family asked for a setting",
        "You asked for a school, college or other setting",
        family_button="Ask for a school or college",
    ),
    "consult_setting": Words(
        "Consult a setting",
        "A setting was consulted",
        "We asked a school or college whether it can meet the needs",
    ),
    "send_consultation": Words("Send the consultation"),
    "answer_consultation": Words(
        "Answer the consultation", "{whom} answered the consultation", "{whom} answered our question"
    ),
    "name_setting": Words(
        "Name this setting in the plan", "{whom} was named in section I", "We will name {whom} in the plan"
    ),
    "decline_to_name_setting": Words(
        "Decide not to name this setting",
        "It was decided not to name {whom}",
        "We decided not to name {whom} in the plan",
    ),
    "name_type_of_setting": Words(
        "Name a type of setting only",
        "A type of setting was written into section I",
        "We will name a type of school or college in the plan",
    ),
    "ask_for_budget": Words(
        "Ask for a personal budget",
        "The family asked for a personal budget",
        "You asked for a personal budget",
        family_button="Ask for a personal budget",
    ),
    "open": Words("Open the budget"),
    "prepare_budget": Words(
        "Prepare the budget", "The personal budget was prepared", "We worked out a personal budget"
    ),
    "consent_to_direct_payment": Words(
        "Consent to the direct payment",
        "The direct payment was consented to in writing",
        "You agreed to the direct payment",
        family_button="Agree to the direct payment",
    ),
    "agree_budget": Words(
        "Agree the budget", "The personal budget was agreed", "We agreed the personal budget"
    ),
    "refuse_budget": Words(
        "Refuse the budget", "The personal budget was refused", "We decided against a personal budget"
    ),
    "ask_for_budget_review": Words(
        "Ask for the refusal to be reviewed",
        "The family asked for the refusal to be reviewed",
        "You asked us to look again at the personal budget",
        family_button="Ask the council to look again",
    ),
    "uphold_budget_refusal": Words(
        "Uphold the refusal",
        "The refusal of the budget was upheld",
        "We looked again at the personal budget, and did not change our decision",
    ),
    "overturn_budget_refusal": Words(
        "Overturn the refusal",
        "The refusal of the budget was overturned",
        "We looked again at the personal budget, and will prepare one",
    ),
    "start_payments": Words("Start the payments", "The direct payments began", "The direct payments began"),
    "review_direct_payment": Words(
        "Review the direct payment",
        "The direct payment was reviewed",
        "We reviewed the direct payment with you",
    ),
    "stop_payments": Words(
        "Stop the payments", "The direct payments were stopped", "The direct payments stopped"
    ),
    # The plan
    "agree_section_g": Words(
        "Agree section G",
        "The health commissioner agreed section G",
        "The health service agreed the health part of the plan",
    ),
    "ask_to_change_section_g": Words(
        "Ask for section G to be changed",
        "The health commissioner asked for section G to be changed",
        "The health service asked for a change in the health part of the plan",
    ),
    "issue_final_plan": Words("Issue the final plan", "The final plan was issued", "We sent the final plan"),
    "serve": Words("Serve this version"),
    "finalise": Words("Make this version final"),
    "supersede": Words("Supersede this version"),
    "confirm_provision": Words(
        "Confirm that the provision is in place",
        "The provision of section F was confirmed to be in place",
        "We checked that what section F promises is in place",
    ),
    "confirm_health_provision": Words(
        "Confirm that the health provision is in place",
        "The provision of section G was confirmed to be in place",
        "The health service confirmed that what section G promises is in place",
    ),
    # Reviews
    "consider_earlier_review": Words(
        "Decide whether to review earlier",
        "An earlier review was considered",
        "We considered whether to review the plan sooner",
    ),
    "fix_review_meeting": Words(
        "Fix the review meeting", "The review meeting was fixed", "A day was fixed for the review meeting"
    ),
    "plan_meeting": Words("Plan the meeting"),
    "move_meeting": Words("Move the meeting", "The review meeting was moved", "The review meeting was moved"),
    "invite_to_review": Words(
        "Send the invitations",
        "People were invited to the review",
        "You and others were invited to the review",
    ),
    "circulate_review_advice": Words(
        "Send out what people wrote for the review",
        "The advice for the review was circulated",
        "What people wrote for the review was sent to everybody invited",
    ),
    "hold_review_meeting": Words(
        "Record that the meeting was held", "The review meeting was held", "The review meeting was held"
    ),
    "send_review_report": Words(
        "Send the review report", "The review report was sent", "The report of the review was sent"
    ),
    "close": Words("Close the review"),
    "abandon": Words("Abandon the review"),
    "prepare_amendments": Words(
        "Write the proposed amendments",
        "Work on proposed amendments began",
        "We began to write changes to the plan",
    ),
    "decide_to_maintain": Words(
        "Keep the plan as it is",
        "It was decided to keep the plan as it is",
        "We decided to keep the plan as it is",
    ),
    "decide_to_amend": Words(
        "Amend the plan: send the notice",
        "It was decided to amend the plan; the notice of amendments was sent",
        "We decided to change the plan, and sent you what we propose",
    ),
    "issue_amended_plan": Words(
        "Issue the amended plan", "The amended plan was issued", "We sent the amended plan"
    ),
    "decide_not_to_amend": Words(
        "Decide not to amend after all",
        "It was decided not to amend the plan after all",
        "We decided not to change the plan after all",
    ),
    # Ceasing
    "consider_ceasing": Words(
        "Consider ceasing the plan",
        "Ceasing the plan is being considered",
        "We are thinking about ending the plan, and want to hear from you first",
    ),
    "record_ceasing_consultation": Words(
        "Record the consultation on ceasing",
        "The consultation on ceasing was recorded",
        "We wrote down what you and the school or college say about ending the plan",
    ),
    "decide_to_cease": Words(
        "Decide to cease the plan",
        "It was decided to cease the plan once the appeal time has passed",
        "We decided to end the plan. It goes on until the time to appeal has passed",
    ),
    "keep_plan_after_all": Words(
        "Keep the plan after all", "The plan is kept after all", "We decided to keep the plan after all"
    ),
    "cease": Words("Cease the plan", "The plan ceased", "The plan ended"),
    # Days missed
    "note_missed_day": Words(
        "Note a missed day",
        "A day that the law sets passed without the step being done",
        "A day that the law sets passed before the step was done",
    ),
    "explain_delay": Words(
        "Explain the delay", "The delay was explained to the family", "We told you why a step is late"
    ),
    # Disagreement
    "ask_for_mediation": Words(
        "Record that the family asks for mediation",
        "The family asked for mediation",
        "You asked for mediation",
        family_button="Tell the council that you ask for mediation",
    ),
    "record_mediation_certificate": Words(
        "Record the mediation certificate",
        "A mediation certificate was recorded",
        "Your mediation certificate was recorded",
        family_button="Record your mediation certificate",
    ),
    "record_appeal": Words(
        "Record an appeal",
        "An appeal was recorded",
        "Your appeal was recorded",
        family_button="Tell the council that you have appealed",
    ),
    # Ways out
    "withdraw_request": Words(
        "Record that the request is withdrawn",
        "The request was withdrawn",
        "The request was withdrawn",
        family_button="Withdraw the request",
    ),
    "move_to_another_authority": Words(
        "Record a move to another authority",
        "The child moved to another authority",
        "{child} moved to another area",
    ),
    "record_death": Words(
        "Record that the child or young person has died", "The file was closed", "The file was closed"
    ),
    "end_by_age": Words(
        "End the plan by age", "The plan ended by age", "The plan ended because of {childs} age"
    ),
}

FAMILY_STATES: dict[str, str] = {
    CaseState.REQUESTED: "We are deciding whether to assess",
    CaseState.DECLINED: "We decided not to assess",
    CaseState.ASSESSING: "People are giving their advice",
    CaseState.NO_PLAN: "We decided that no plan is needed",
    CaseState.DRAFTING: "We are writing the draft",
    CaseState.DRAFT_SERVED: "The draft is with you",
    CaseState.MAINTAINED: "The plan is in force",
    CaseState.UNDER_REVIEW: "The plan is in force, and is being reviewed",
    CaseState.AMENDING: "The plan is in force, and changes are proposed",
    CaseState.CEASING: "The plan goes on until the time to appeal has passed",
    CaseState.CEASED: "The plan has ended",
    CaseState.WITHDRAWN: "The request was withdrawn",
    CaseState.MOVED: "The plan moved to another council",
    CaseState.DIED: "Closed",
    CaseState.AGED_OUT: "The plan has ended",
}

# What a family reads of the duties that most concern it; the others are read in the words of the law's table.
FAMILY_TASKS: dict[str, str] = {
    "decide_whether_to_assess": "We decide whether to assess {child}",
    "seek_advice": "We ask the people who should give advice",
    "give_advice": "{whom}: give advice about {child}",
    "decide_whether_to_make_a_plan": "We decide whether {child} needs a plan",
    "prepare_the_draft": "We write the draft plan",
    "answer_the_draft": "You say what you think of the draft",
    "consult_the_setting": "We ask the school or college you want",
    "answer_the_consultation": "{whom} tells us whether it can meet the needs",
    "name_the_requested_setting": "We decide about the school or college you asked for",
    "issue_the_final_plan": "We send the final plan",
    "explain_the_delay": "We tell you why a step is late",
    "secure_the_provision": "We make sure that what the plan promises happens",
    "arrange_health_provision": "The health service arranges what section G promises",
    "review_the_plan": "The plan is reviewed, and we decide what follows",
    "invite_to_the_review": "You are invited to the review meeting",
    "circulate_the_advice": "You get what people wrote for the review",
    "hold_the_review_meeting": "The review meeting",
    "report_on_the_meeting": "You get the report of the meeting",
    "decide_after_the_review": "We decide: keep, change or end the plan",
    "send_the_amendment_notice": "If the plan is to change, we send you the changes",
    "answer_the_amendments": "You say what you think of the changes",
    "issue_the_amended_plan": "We send the changed plan",
    "tell_of_no_amendment": "Or, if we do not change it after all, we tell you so",
    "ask_for_a_budget": "You may ask for a personal budget",
    "prepare_the_budget": "We work out a personal budget",
    "review_the_direct_payment": "We look at the direct payment with you",
    "ask_for_mediation": "You may ask for mediation",
    "appeal": "You may appeal to the Tribunal",
    "keep_the_plan": "The plan goes on at least until this day",
}

STAGE_OF_STATE: dict[str, str] = {
    CaseState.REQUESTED: "decide",
    CaseState.DECLINED: "decide",
    CaseState.ASSESSING: "advice",
    CaseState.NO_PLAN: "advice",
    CaseState.DRAFTING: "draft",
    CaseState.DRAFT_SERVED: "your comments",
}


def act_label(name: str, reader: Reader = "authority") -> str:
    """The words of the button that leads to an act."""
    words = ACTS[name]
    return (reader in FAMILY and words.family_button) or words.button


def happened(event: Event, reader: Reader) -> str:
    """What happened, as a sentence of a timeline; "" for an act that is a part of another."""
    words = ACTS[event.act]
    sentence = (reader in FAMILY and words.for_family) or words.happened
    if "{" not in sentence:
        return sentence
    return _filled(sentence, reader, event.case, event.case.row(event.subject_kind, event.subject_id))


def state_words(row: Any, reader: Reader) -> str:
    if reader in FAMILY and row.life_name() == "case":
        return FAMILY_STATES.get(row.state, row.get_state_display())
    return row.get_state_display()


def task(deadline: Deadline, reader: Reader) -> str:
    """What is to be done by the day of a deadline."""
    words = FAMILY_TASKS.get(deadline.key, "") if reader in FAMILY else ""
    if words:
        return _filled(words, reader, deadline.case, deadline.subject)
    if deadline.key == "give_advice":
        return _filled("{whom}: give advice", reader, deadline.case, deadline.subject)
    return deadline.law.task


def whose(deadline: Deadline, reader: Reader) -> str:
    """Whose step it is, by name."""
    if deadline.owner == Agency.FAMILY:
        return "you" if reader in FAMILY else deadline.case.name_of(Agency.FAMILY)
    return str(deadline.accountable) if deadline.accountable_id else "nobody named yet"


def stage(case: Any) -> str:
    """Where the case stands on the way from request to final plan: one of the stages of the stage bar."""
    return STAGE_OF_STATE.get(case.state, "final plan")


def _filled(sentence: str, reader: Reader, case: Any, row: Any) -> str:
    called = case.child.called
    child, childs = ("you", "your") if reader == "in_person" else (called, f"{called}’s")
    filled = sentence.format(child=child, childs=childs, whom=_whom(row))
    return filled[:1].upper() + filled[1:]


def _whom(row: Any) -> str:
    """The body or setting a row is about."""
    return getattr(row, "of_whom", "") or str(getattr(row, "setting", "") or "")
