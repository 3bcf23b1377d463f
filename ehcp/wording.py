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
from workflows.lives.dispute import DisputeState, Outcome, Route
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
    "reduce_payments": Words(
        "Give notice that less is paid",
        "Notice was given that the direct payment is reduced",
        "We told you that the direct payment will be lower, and why",
    ),
    "withdraw_consent": Words(
        "Record that the recipient wants no direct payment any more",
        "The consent to the direct payment was withdrawn",
        "You said that you no longer want the direct payment",
        family_button="Say that you no longer want the direct payment",
    ),
    "note_that_payment_must_stop": Words(
        "Record why the direct payment must stop",
        "A reason was recorded for which the direct payment must stop",
        "We found a reason for which the direct payment has to stop",
    ),
    "ask_for_reconsideration": Words(
        "Record that the recipient asks for this to be reconsidered",
        "It was asked that the reduced or stopped payment be reconsidered",
        "You asked us to think again about the direct payment",
        family_button="Ask the council to think again about the direct payment",
    ),
    "stand_by_the_change": Words(
        "Stand by the change",
        "The payment was reconsidered and stays reduced or stopped",
        "We thought again about the direct payment, and did not change our decision",
    ),
    "take_the_change_back": Words(
        "Take the change back",
        "The payment was reconsidered and is made again",
        "We thought again about the direct payment, and pay it again",
    ),
    "pass_payment_to_young_person": Words(
        "Pay the young person from now on",
        "The direct payment was passed to the young person, who consented",
        "From now on the direct payment goes to {child}",
    ),
    "ask_payment_back": Words(
        "Ask for money back",
        "A direct payment was asked back",
        "We asked for a part of the direct payment back, and told you why",
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
    "name_next_phase": Words("Name the setting of the next phase"),
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
    "propose_amendments": Words(
        "Propose amendments without a review: send the notice",
        "Amendments were proposed without a review; the notice was sent",
        "We propose changes to the plan without waiting for the yearly review, and sent them to you",
    ),
    "drop_amendments": Words(
        "Drop the amendments that were being written",
        "Amendments that had not been sent were dropped",
        "We stopped writing changes to the plan. Nothing in it changed",
    ),
    # The next phase of education
    "expect_next_phase": Words(
        "Record a coming move to the next phase of education",
        "A move to the next phase of education was noted",
        "We noted that {child} will move to another school or college",
    ),
    "expect_no_next_phase": Words(
        "Record that the move does not take place",
        "It was noted that there is no move to the next phase of education",
        "We noted that {child} will stay at the same school or college for now",
    ),
    "name_next_setting": Words(
        "Name the setting of the next phase",
        "The setting of the next phase, or its type, was written into the plan",
        "We wrote into the plan which school or college, or which type, comes next",
    ),
    # The needs are assessed again
    "ask_for_reassessment": Words(
        "Record that a re-assessment is asked for",
        "A re-assessment was asked for",
        "A request to assess {childs} needs again reached us",
        family_button="Ask for a re-assessment",
    ),
    "decline_reassessment": Words(
        "Decline to re-assess",
        "It was decided not to re-assess",
        "We decided not to assess {childs} needs again now. The plan goes on",
    ),
    "agree_to_reassess": Words(
        "Agree to re-assess",
        "It was decided to re-assess",
        "We decided to assess {childs} needs again. The plan goes on meanwhile",
    ),
    "draft_reassessed_plan": Words(
        "Put a draft together after the re-assessment",
        "A draft was put together from the plan and the new advice",
        "We began to write what changes in the plan after the re-assessment",
    ),
    "serve_reassessed_draft": Words(
        "Serve the draft after the re-assessment",
        "The draft after the re-assessment was served on the family",
        "We sent the draft of the plan after the re-assessment",
    ),
    "keep_plan_after_reassessment": Words(
        "Keep the plan as it is after the re-assessment",
        "After the re-assessment it was decided to keep the plan as it is",
        "After the re-assessment we decided to keep the plan as it is",
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
    # The family moves, or health changes hands
    "note_move": Words(
        "Record a move to another authority",
        "A move of the family to another authority was noted",
        "We noted that {childs} family moves to another council’s area",
    ),
    "note_no_move": Words(
        "Record that the family does not move",
        "It was noted that the family does not move after all",
        "We noted that {childs} family does not move after all",
    ),
    "transfer_plan": Words(
        "Transfer the plan to the new authority",
        "The plan was transferred to the new authority",
        "We sent the plan to the new council. It stays in force there",
    ),
    "take_over_plan": Words(
        "Take over the plan of another authority",
        "The plan of another authority was taken over; it stays in force",
        "We took over the plan from the council where {child} lived before. It stays in force",
    ),
    "tell_after_transfer": Words(
        "Tell the family what follows from the transfer",
        "The family was told of the transfer, whether there is a re-assessment, and when the plan is reviewed",
        "We told you that the plan is now ours, whether we assess again, and when we review the plan",
    ),
    "tell_commissioner_of_move": Words(
        "Record that the new health commissioner was told of the move",
        "The new health commissioner was told that it is now responsible, as the family moves",
        "The health service where {child} lived before told the new one that it is now responsible",
    ),
    "note_other_commissioner": Words(
        "Record that another health commissioner is responsible",
        "It was noted that another health commissioner is responsible",
        "We noted that another part of the health service is responsible for {child}",
    ),
    "tell_new_commissioner": Words(
        "Record that the new health commissioner was told",
        "The new health commissioner was told that it is now responsible",
        "The new part of the health service was told that it is now responsible",
    ),
    "say_health_can_be_arranged": Words(
        "Say that the health provision can be arranged",
        "The new health commissioner said that it can arrange the provision of section G",
        "The health service said that it can arrange what section G promises",
    ),
    "ask_for_assessment_or_review": Words(
        "Say that it cannot, and ask for an assessment or review",
        "The new health commissioner asked for an assessment or a review, as it cannot arrange section G as it stands",
        "The health service cannot arrange what section G promises as it stands, and asked us to assess again or "
        "to review the plan",
    ),
    # Whose rights they are
    "foresee_passing_of_rights": Words(
        "Note from when the rights are the young person’s own",
        "The day was noted after which the rights are the young person’s own",
        "The day was noted after which the rights in this matter are {childs} own",
    ),
    "pass_rights": Words(
        "Pass the rights to the young person",
        "Compulsory school age has ended: the rights are the young person’s own",
        "Compulsory school age has ended: from now on the rights in this matter are {childs} own",
    ),
    "let_parent_act": Words(
        "Record that a parent may act with the young person",
        "The young person agreed that a parent acts with them",
        "{child} agreed that a parent may use {childs} rights",
        family_button="Let a parent act with you",
    ),
    "let_parent_act_no_more": Words(
        "Record that a parent may no longer act",
        "The young person ended the agreement that a parent acts with them",
        "{child} decided that a parent no longer uses {childs} rights",
        family_button="Stop letting a parent act",
    ),
    "record_capacity": Words(
        "Record capacity for one kind of decision",
        "Capacity for one kind of decision was recorded",
        "We recorded whether {child} can take one kind of decision, and if not, who takes it for them",
    ),
    # Days missed
    "note_missed_day": Words(
        "Note a missed day",
        "A day that the law sets passed without the step being done",
        "A day that the law sets passed before the step was done",
    ),
    "explain_delay": Words(
        "Explain the delay", "The delay was explained to the family", "We told you why a step is late"
    ),
    "foresee_delay": Words(
        "Foresee a delay",
        "A day that the law sets cannot be kept; the family was told",
        "We told you that a step will be later than the day the law sets",
    ),
    "tell_how_it_stands": Words(
        "Tell the family how it stands with the delay",
        "The family was told how it stands with the delay",
        "We told you how it stands with the step that is late",
    ),
    "note_caught_up": Words(
        "Note that nothing is late any more",
        "Nothing is past a day of the law any more",
        "None of our steps is past its day any more",
    ),
    # Questions
    "ask_a_question": Words(
        "Ask a question",
        "The family asked a question",
        "You asked us a question",
        family_button="Ask your caseworker a question",
    ),
    "put_question": Words("Put the question"),
    "answer_question": Words(
        "Answer the question", "A question of the family was answered", "We answered your question"
    ),
    # Departures from the clocks
    "record_exception": Words(
        "Record an exception",
        "An exception was recorded: the day may pass, the duty stays",
        "We recorded why a day could not be kept. What is owed is still owed",
    ),
    "agree_another_day": Words(
        "Record that another day was agreed",
        "Another day was agreed in writing",
        "You and we agreed on another day in writing",
    ),
    "pause": Words(
        "Record that the family asks for a pause",
        "The family asked for a pause; no day of the law moves",
        "You asked us to let things rest for a time. The days that the law sets stay as they are",
        family_button="Ask for a pause",
    ),
    "end_pause": Words(
        "End the pause",
        "The pause ended",
        "The pause ended",
        family_button="End the pause",
    ),
    # Disagreement
    "ask_for_mediation": Words(
        "Record that the family asks for mediation",
        "The family asked for mediation",
        "You asked for mediation",
        family_button="Tell the council that you ask for mediation",
    ),
    "decline_mediation": Words(
        "Record that the family wants no mediation",
        "The family told the mediation adviser that it wants no mediation",
        "You told the mediation adviser that you do not want mediation",
        family_button="Tell the council that you do not want mediation",
    ),
    "want_mediation": Words("Want mediation"),
    "want_no_mediation": Words("Want no mediation"),
    "begin": Words("Begin the disagreement"),
    "tell_health_the_issues": Words(
        "Tell the health commissioner what the mediation is about",
        "The health commissioner was told what the mediation is about",
        "We told the health service what the mediation is about and what you want from it",
    ),
    "arrange_mediation": Words(
        "Record that the mediation is arranged",
        "The mediation was arranged",
        "A day was fixed for the mediation",
    ),
    "say_mediation_cannot_be_arranged": Words(
        "Record that the mediation cannot be arranged in time",
        "The mediation adviser was told that mediation cannot be arranged in time",
        "The mediation cannot be arranged in time. You get a certificate, and can appeal with it",
    ),
    "end_mediation_without_agreement": Words(
        "Record that the mediation ended without agreement",
        "The mediation ended without agreement",
        "The mediation ended, and nothing was agreed. You get a certificate, and can appeal with it",
        family_button="Tell the council that the mediation ended without agreement",
    ),
    "agree_in_mediation": Words(
        "Record what was agreed in mediation",
        "An agreement was reached in mediation",
        "You, we and whoever else took part agreed in mediation",
    ),
    "tell_the_authority_what_was_agreed": Words(
        "Tell the authority what was agreed",
        "The health commissioner told the authority what was agreed in mediation",
        "The health service told us what was agreed in mediation",
    ),
    "do_what_else_was_agreed": Words(
        "Record that the rest of the agreement is done",
        "What else was agreed in mediation was done",
        "We did what else was agreed in mediation",
    ),
    "do_what_health_agreed": Words(
        "Record that what was agreed on health is done",
        "What was agreed in mediation on health was done",
        "The health service did what it agreed to in mediation",
    ),
    "certify": Words("Keep the certificate"),
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
    "appeal": Words("Begin the appeal"),
    "register_appeal": Words(
        "Record that the Tribunal sent the appeal",
        "The Tribunal registered the appeal and sent it to the authority",
        "The Tribunal registered the appeal and sent it to us",
    ),
    "respond_to_appeal": Words(
        "Record the response to the appeal",
        "The authority responded to the appeal",
        "We sent the Tribunal our answer to the appeal",
    ),
    "concede_appeal": Words(
        "Tell the Tribunal that the appeal is not opposed",
        "The Tribunal was told that the appeal is not opposed",
        "We told the Tribunal that we do not oppose the appeal, and will do what it asks for",
    ),
    "record_order": Words(
        "Record the Tribunal’s order",
        "The Tribunal made its order",
        "The Tribunal decided the appeal",
    ),
    "withdraw_appeal": Words(
        "Record that the appeal is withdrawn",
        "The appeal was withdrawn",
        "The appeal was withdrawn",
        family_button="Tell the council that you have withdrawn the appeal",
    ),
    "answer_recommendation_on_health": Words(
        "Answer the recommendation on health",
        "The Tribunal’s recommendation on health was answered",
        "The health service answered what the Tribunal recommended",
    ),
    "answer_recommendation_on_social_care": Words(
        "Answer the recommendation on social care",
        "The Tribunal’s recommendation on social care was answered",
        "We answered what the Tribunal recommended on social care",
    ),
    "send_answer_to_department": Words(
        "Record that the answer went to the Department for Education",
        "A copy of the answer was sent to the Department for Education",
        "We sent a copy of the answer to the Department for Education",
    ),
    "give_in_without_order": Words("Give in without an order"),
    "close_dispute": Words(
        "Close the disagreement",
        "The disagreement was closed",
        "The disagreement was closed",
    ),
    # What was ordered, agreed or given in to is carried out
    "start_assessing_as_told": Words(
        "Tell the family that the assessment begins",
        "The family was told that the assessment begins, as ordered or agreed",
        "We told you that {childs} assessment begins, as was ordered or agreed",
    ),
    "assess_after_all": Words(
        "Assess after all, without an order",
        "It was decided to assess after all, without an order",
        "We changed our decision: we carry out an assessment of {child} after all",
    ),
    "make_plan_as_told": Words(
        "Make a plan, as ordered or agreed",
        "It was decided to make a plan, as ordered or agreed",
        "We make a plan for {child}, as was ordered or agreed",
    ),
    "stand_by_no_plan": Words(
        "Decide anew that no plan is needed",
        "It was decided anew, as told to reconsider, that no plan is needed",
        "We thought again, as we were told to, and decided that {child} does not need a plan. You may appeal "
        "against this new decision",
    ),
    "make_plan_after_all": Words(
        "Make a plan after all, without an order",
        "It was decided to make a plan after all, without an order",
        "We changed our decision: we make a plan for {child} after all",
    ),
    "go_on_as_told": Words(
        "Record that the plan goes on, as ordered or agreed",
        "The plan goes on as it is, as ordered or agreed",
        "The plan goes on as it is, as was ordered or agreed",
    ),
    "issue_plan_as_told": Words(
        "Issue the plan as ordered or agreed",
        "The plan was issued as ordered or agreed",
        "We sent the plan, changed as was ordered or agreed",
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
    "move_to_law": Words(
        "Put the case under another law",
        "The case was put under another law; what is open was reckoned anew",
        "The law changed. We worked out anew by when each open step has to be done",
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
    CaseState.REASSESSING: "The plan is in force, and the needs are being assessed again",
    CaseState.CEASING: "The plan goes on until the time to appeal has passed",
    CaseState.CEASED: "The plan has ended",
    CaseState.WITHDRAWN: "The request was withdrawn",
    CaseState.MOVED: "The plan moved to another council",
    CaseState.DIED: "Closed",
    CaseState.AGED_OUT: "The plan has ended",
}

FAMILY_DISPUTE_STATES: dict[str, str] = {
    DisputeState.NEW: "Your mediation certificate is recorded",
    DisputeState.OPEN: "You told the mediation adviser that you do not want mediation",
    DisputeState.MEDIATION: "You asked for mediation, and it is being arranged",
    DisputeState.ARRANGED: "A day is fixed for the mediation",
    DisputeState.ENDED: "The mediation is over, and nothing was agreed",
    DisputeState.APPEALED: "Your appeal is with the Tribunal",
    DisputeState.TO_COMPLY: "It is decided, and what was decided is being done",
    DisputeState.CLOSED: "The disagreement is closed",
}
DISPUTE_STATES: dict[str, str] = {
    DisputeState.NEW: "The family has a mediation certificate",
    DisputeState.OPEN: "The family wants no mediation",
    DisputeState.MEDIATION: "The family wants mediation; it is to be arranged",
    DisputeState.ARRANGED: "A mediation is arranged",
    DisputeState.ENDED: "Mediation is over without agreement",
    DisputeState.APPEALED: "An appeal is before the Tribunal",
    DisputeState.TO_COMPLY: "Decided, and to be carried out",
    DisputeState.CLOSED: "Closed",
}

# What came of a disagreement, as what somebody is to do about it.
OUTCOMES: dict[str, str] = {
    Outcome.ASSESS: "The authority is to assess, or re-assess",
    Outcome.MAKE_A_PLAN: "The authority is to make a plan",
    Outcome.RECONSIDER: "The authority is to reconsider whether a plan is needed",
    Outcome.AMEND: "The authority is to amend the needs or provision in the plan (sections B, F)",
    Outcome.CHANGE_SETTING: "The authority is to change the setting or its type (section I), and nothing else",
    Outcome.MAINTAIN: "The authority is to go on with the plan as it is",
    Outcome.MAINTAIN_AMENDED: "The authority is to go on with the plan and amend it",
    Outcome.MAY_CEASE: "The appeal against ceasing is dismissed: the plan ceases",
    Outcome.NOTHING: "The appeal is dismissed: nothing changes",
}
FAMILY_OUTCOMES: dict[str, str] = {
    Outcome.ASSESS: "We have to assess {childs} needs",
    Outcome.MAKE_A_PLAN: "We have to make a plan for {child}",
    Outcome.RECONSIDER: "We have to think again about whether {child} needs a plan",
    Outcome.AMEND: "We have to change what the plan says about needs or help (sections B and F)",
    Outcome.CHANGE_SETTING: "We have to change the school or college in the plan, and nothing else",
    Outcome.MAINTAIN: "We have to go on with the plan as it is",
    Outcome.MAINTAIN_AMENDED: "We have to go on with the plan, and change it",
    Outcome.MAY_CEASE: "The appeal was not successful: the plan ends",
    Outcome.NOTHING: "The appeal was not successful: our decision stays as it was",
}
ROUTES: dict[str, str] = {
    Route.MEDIATION: "Agreed in mediation",
    Route.CONCEDED: "The authority did not oppose the appeal",
    Route.ORDER: "Ordered by the Tribunal",
    Route.WITHOUT_ORDER: "The authority agreed to it without an order",
}
FAMILY_ROUTES: dict[str, str] = {
    Route.MEDIATION: "You and we agreed in mediation",
    Route.CONCEDED: "We did not oppose your appeal",
    Route.ORDER: "The Tribunal ordered it",
    Route.WITHOUT_ORDER: "We changed our decision without an order",
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
    "answer_a_question": "We answer your question",
    "keep_the_family_informed": "We tell you again how it stands, and when to expect it",
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
    # Personal budgets and direct payments
    "ask_for_a_budget_review": "You may ask us to look again at the personal budget",
    "review_the_budget_refusal": "We look again at the personal budget, and tell you the result",
    "set_out_the_direct_payment": "We set out the direct payment in writing, before the first one",
    "review_the_direct_payment_again": "We look at the direct payment together with the plan",
    "ask_for_reconsideration": "You may ask us once to think again about the direct payment",
    "reconsider_the_payment": "We think again about the direct payment, and tell you the result",
    "stop_the_payment": "We stop the direct payment, with notice and reasons",
    "pass_the_payment_on": "We ask whether the direct payment may go to {child} from now on",
    # Reviews, and the next phase of education
    "do_as_the_commissioner_asks": "We assess again or review the plan, as the health service asks",
    "review_without_a_setting": "We invite to the review, hold the meeting and send you the report",
    "amend_before_the_next_phase": "We review the plan and name in it the school that comes next",
    "amend_before_post_16": "We review the plan and name in it the college, or other place, that comes after school",
    "amend_before_another_post_16": "We review the plan and name in it the college, or other place, that comes next",
    # The needs are assessed again
    "decide_whether_to_reassess": "We decide whether to assess {childs} needs again",
    "issue_the_reassessed_plan": "We assess again, and send you the final plan that follows",
    "answer_the_reassessed_draft": "You say what you think of the draft after the re-assessment",
    # The family moves, or health changes hands
    "transfer_the_plan": "We send the plan to the council where you will live",
    "take_over_the_plan": "We make sure that what the plan promises happens here too",
    "tell_what_the_new_authority_will_do": "We tell you whether we assess again, and when we review the plan",
    "review_the_transferred_plan": "We review the plan for the first time, and decide what follows",
    "pass_the_plan_to_the_new_commissioner": "The health service tells the one where you will live about the plan",
    "tell_the_new_commissioner": "The health service tells the one that is now responsible",
    "ask_where_health_cannot_arrange": "The health service says whether it can arrange what section G promises",
    # The plan may end
    "consult_before_ceasing": "We ask you, and the school or college, what you think about ending the plan",
    "tell_of_ceasing": "We tell you whether the plan is to end, and why",
    # Mediation
    "certify_that_mediation_is_not_wanted": "The mediation adviser sends you the certificate",
    "certify_that_mediation_was_not_arranged": "The mediation adviser sends you the certificate",
    "certify_that_mediation_has_ended": "The mediation adviser sends you the certificate",
    "tell_health_the_issues": "We tell the health service what the mediation is about",
    "arrange_mediation": "We arrange the mediation, and take part in it",
    "arrange_health_mediation": "The health service arranges the mediation",
    "comply_with_a_mediation_agreement": "We do what we agreed to in mediation",
    "do_what_else_was_agreed": "We do what else we agreed to in mediation",
    "do_what_health_agreed": "The health service does what it agreed to in mediation",
    "tell_the_authority_what_was_agreed": "The health service tells us what was agreed in mediation",
    # Appeal, and what follows from it
    "respond_to_the_appeal": "We send the Tribunal our answer to your appeal",
    "cease_as_ordered": "The plan ends, as the Tribunal decided",
    **{
        f"{what}_{how}": words
        for what, words in {
            "start_assessing": "We tell you that the assessment begins",
            "decide_on_no_plan": "If no plan is needed, we tell you so",
            "serve_draft": "We send the draft plan",
            "change_setting": "We send the plan with the other school or college",
            "amend": "We send the changed plan",
            "maintain": "We go on with the plan",
            "maintain_amended": "We go on with the plan at once, and send it changed",
            "issue_plan": "We send the final plan",
            "issue_made_plan": "We send the final plan",
        }.items()
        for how in ("as_told", "as_conceded")
    },
    "decide_on_no_plan_after_agreeing": "We decide whether {child} needs a plan, by the day the Ombudsman looks at",
    "issue_plan_after_agreeing": "We send the final plan, by the day the Ombudsman looks at",
    "reconsider_as_told": "We think again about a plan, and tell you what we decide",
    "serve_reconsidered_draft": "If there is to be a plan after all, we send the draft",
    "issue_reconsidered_plan": "If there is to be a plan after all, we send the final plan",
    "answer_the_recommendation_on_health": "The health service answers what the Tribunal recommended",
    "answer_the_recommendation_on_social_care": "We answer what the Tribunal recommended on social care",
    "send_the_answer_to_the_department": "We send a copy of the answer to the Department for Education",
    # Whose rights they are
    "act_as_the_parent": "A parent uses the family’s rights; after this day they are {childs} own",
}

# States in other words than their own, by the life and whether a family reads them.
STATES: dict[tuple[str, bool], dict[str, str]] = {
    ("case", True): FAMILY_STATES,
    ("dispute", True): FAMILY_DISPUTE_STATES,
    ("dispute", False): DISPUTE_STATES,
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
    """Where a row of the file stands, such as a case or a disagreement."""
    found = STATES.get((row.life_name(), reader in FAMILY), {})
    return found.get(row.state, row.get_state_display())


def outcome_words(dispute: Any, reader: Reader) -> str:
    """What came of a disagreement: what somebody is to do now; "" while nothing is decided."""
    words = (FAMILY_OUTCOMES if reader in FAMILY else OUTCOMES).get(dispute.outcome, "")
    return _filled(words, reader, dispute.case, dispute) if words else ""


def route_words(dispute: Any, reader: Reader) -> str:
    """How it came to that: ordered, agreed, or given in to; "" while nothing is decided."""
    return (FAMILY_ROUTES if reader in FAMILY else ROUTES).get(dispute.route, "")


def task(deadline: Deadline, reader: Reader) -> str:
    """What is to be done by the day of a deadline."""
    words = FAMILY_TASKS.get(deadline.key, "") if reader in FAMILY else ""
    if words:
        return _filled(words, reader, deadline.case, deadline.subject)
    if deadline.key == "give_advice":
        return _filled("{whom}: give advice", reader, deadline.case, deadline.subject)
    return deadline.law.task


def task_naming_nobody(deadline: Deadline, reader: Reader) -> str:
    """The same where others may read along, in a calendar: no child, and nobody who was asked, can be told from it."""
    words = FAMILY_TASKS.get(deadline.key, "") if reader in FAMILY else ""
    child, childs = ("you", "your") if reader == "in_person" else ("your child", "your child’s")
    filled = words.format(child=child, childs=childs, whom="somebody whom we asked")
    return filled[:1].upper() + filled[1:] or deadline.law.task


def whose(deadline: Deadline, reader: Reader) -> str:
    """Whose step it is, by name."""
    if deadline.owner == Agency.FAMILY:
        return "you" if reader in FAMILY else deadline.case.name_of(Agency.FAMILY)
    if deadline.owner == Agency.MEDIATION_ADVISER:
        return Agency.MEDIATION_ADVISER.words
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
