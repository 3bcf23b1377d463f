"""The table of questions: what the authority is asked for each act, and what it should think of first.

An act that stands here has a page (`authority:act`). The words of its button are in ehcp/wording.py, the duty it
discharges is in the law, and who may do it in the act itself; here is only what the page asks.
"""

from __future__ import annotations

from ehcp.pages.authority.asking import Question
from ehcp.pages.authority.dispute_forms import AgreementForm, ConcedeForm, OrderForm, ToldForm
from ehcp.pages.authority.later_forms import CeaseForm
from ehcp.pages.authority.later_questions import LATER
from ehcp.pages.authority.longer import (
    AnswerCommentForm,
    DraftForm,
    FamilysViewsForm,
    PrepareBudgetForm,
    ReviewReportForm,
    SeekAdviceForm,
)
from ehcp.pages.authority.move_questions import MOVES
from workflows.acts import SENT_HOW

LEGAL_TEST_TO_ASSESS = (
    "Does the child or young person have special educational needs, or may they have them?",
    "May it be necessary for special educational provision to be made for them in accordance with a plan?",
    "If both answers are yes or maybe, the assessment must be carried out (section 36(8) of the Act). "
    "No local criterion and no panel can take the place of this test.",
)
LEGAL_TEST_FOR_A_PLAN = (
    "In the light of the assessment, is it necessary for special educational provision to be made in accordance "
    "with a plan (section 37(1) of the Act)?",
    "What provision does the advice call for, and can the setting reasonably make it from its own resources?",
)
GROUNDS_TO_CEASE = (
    "Is the authority no longer responsible, or is the plan no longer necessary (section 45(1) of the Act)? "
    "There is no other ground.",
    "Over 18: have the educational outcomes in the plan been achieved (section 45(3))?",
    "The plan goes on until the time to appeal has passed, and, if there is an appeal, until it is decided.",
)
NOTICE_OF_APPEAL = (
    "The notice says why, that the family may appeal and until when, and where it finds mediation, disagreement "
    "resolution, information and advice."
)
SERVED_FOR_GOOD = "Once it is served, this version can never be changed: what changes is the next version."

A_DISPUTE = "authority/dispute_act.html"
WITHOUT_ORDER = "authority/without_order.html"

DECIDED = ("reasons", "on", "sent_on", SENT_HOW)
ISSUED = ("on", "sent_on", SENT_HOW, "served_on")
ISSUED_WORDS = {"on": "When was it signed?", "sent_on": "When is it sent?"}

QUESTIONS: dict[str, Question] = {
    # The request
    "tell_partners": Question(
        asks=("on",),
        words={"on": "When did you tell them?"},
        prompts=(
            "The family: that an assessment is being considered, and that it may give views and evidence.",
            "Health, social care, and the head, principal or early years SENCO.",
        ),
    ),
    "agree_to_assess": Question(asks=DECIDED, prompts=LEGAL_TEST_TO_ASSESS),
    "decline_to_assess": Question(
        asks=DECIDED,
        prompts=(*LEGAL_TEST_TO_ASSESS, NOTICE_OF_APPEAL),
        warning="No assessment follows. The case stays open to the family’s disagreement and appeal.",
    ),
    # Advice
    "seek_advice": Question(form=SeekAdviceForm, template="authority/seek_advice.html"),
    "give_views": Question(form=FamilysViewsForm),
    "accept_advice": Question(
        small=True,
        prompts=(
            "Does it say what is needed, what should come of it, and what should be provided, and how much?",
        ),
    ),
    "return_for_clarification": Question(asks=("question",)),
    "ask_again": Question(
        asks=("reasons",),
        words={"reasons": "What should they find out?"},
        prompts=("Not to be known to a service is not the same as to have no needs.",),
    ),
    "accept_not_known": Question(
        asks=("reasons",),
        prompts=(
            "Why is it sure that there are no needs that this service would meet?",
            "Does the family agree? Has anybody looked?",
        ),
    ),
    "propose_earlier_advice": Question(
        asks=("earlier",),
        prompts=("Its author, the family and we must all be satisfied that it is enough (regulation 6(4)).",),
    ),
    "say_it_is_not_enough": Question(
        asks=("reasons",), words={"reasons": "Why is the earlier advice not enough?"}
    ),
    "use_earlier_advice": Question(),
    # The decision on a plan, and the draft
    "decide_to_make_plan": Question(asks=DECIDED, prompts=LEGAL_TEST_FOR_A_PLAN),
    "decide_no_plan": Question(
        asks=DECIDED,
        prompts=(*LEGAL_TEST_FOR_A_PLAN, NOTICE_OF_APPEAL),
        warning="No plan follows. The case stays open to the family’s disagreement and appeal.",
    ),
    "draft_plan": Question(form=DraftForm, template="authority/draft_plan.html"),
    "serve_draft": Question(
        asks=ISSUED,
        words={"on": "When was the draft finished?", "sent_on": "When is it sent?"},
        prompts=(
            "With it goes: what a personal budget can be for, and that the family may ask for a setting, comment, "
            "and require a meeting with an officer.",
        ),
        warning=SERVED_FOR_GOOD,
    ),
    "answer_comment": Question(form=AnswerCommentForm, template="authority/answer_comment.html"),
    "redraft": Question(
        asks=("reasons",),
        hints={"reasons": "The family will read these. Its time to answer begins anew with the next draft."},
    ),
    "issue_final_plan": Question(asks=ISSUED, words=ISSUED_WORDS, warning=SERVED_FOR_GOOD),
    "confirm_provision": Question(
        asks=("words",),
        words={"words": "How do we know that all of section F is in place?"},
        prompts=("Who told us, of which provision, on which day?", "Does the family say the same?"),
    ),
    # Settings
    "consult_setting": Question(
        asks=("setting", "sent_on"), words={"sent_on": "When is the consultation sent?"}
    ),
    "name_setting": Question(
        asks=("on",),
        prompts=("A maintained school, academy, college or approved setting that is named must admit.",),
    ),
    "decline_to_name_setting": Question(
        asks=("ground", "reasons", "on"),
        prompts=(
            "The setting the family asks for must be named unless one of these grounds is made out (section 39(4)). "
            "What is the evidence for it?",
        ),
    ),
    "name_type_of_setting": Question(
        asks=("setting_type", "reasons", "on"),
        prompts=("Mainstream is presumed (section 33 of the Act).", "Which settings were consulted first?"),
    ),
    # Money
    "prepare_budget": Question(form=PrepareBudgetForm, template="authority/prepare_budget.html"),
    "agree_budget": Question(asks=("reasons", "on")),
    "refuse_budget": Question(
        asks=DECIDED,
        prompts=(
            "For a direct payment: can the provision properly be bought this way? Would it harm other services, or "
            "the efficient use of the authority’s resources?",
            "The family may ask for the refusal to be reviewed.",
        ),
    ),
    "uphold_budget_refusal": Question(asks=DECIDED),
    "overturn_budget_refusal": Question(asks=DECIDED),
    "start_payments": Question(asks=("first_paid_on",)),
    "review_direct_payment": Question(
        asks=("outcome", "words", "on"),
        words={"words": "What the review found", "on": "When was it reviewed?"},
    ),
    "stop_payments": Question(asks=("reasons", "on")),
    # Reviews
    "consider_earlier_review": Question(asks=("reasons",)),
    "fix_review_meeting": Question(
        asks=("kind", "meeting_on", "place"),
        prompts=("Invitations and advice have to go out well before the meeting: leave room for both.",),
    ),
    "move_meeting": Question(
        asks=("meeting_on", "place"),
        prompts=("Everybody invited has to be told. The time for invitations counts anew.",),
    ),
    "invite_to_review": Question(asks=("invited", "on"), words={"on": "When were they invited?"}),
    "circulate_review_advice": Question(asks=("on",), words={"on": "When was it sent to everybody invited?"}),
    "hold_review_meeting": Question(
        asks=("on", "attended", "views"), words={"on": "When was the meeting held?"}
    ),
    "send_review_report": Question(form=ReviewReportForm, template="authority/review_report.html"),
    "prepare_amendments": Question(small=True),
    "decide_to_maintain": Question(asks=DECIDED, prompts=(NOTICE_OF_APPEAL,)),
    "decide_to_amend": Question(
        asks=("reasons", *ISSUED),
        prompts=("The notice goes out with the plan and the evidence for each proposed change.",),
        warning=SERVED_FOR_GOOD,
    ),
    "issue_amended_plan": Question(asks=ISSUED, words=ISSUED_WORDS, warning=SERVED_FOR_GOOD),
    "decide_not_to_amend": Question(asks=DECIDED, prompts=(NOTICE_OF_APPEAL,)),
    # Ceasing
    "consider_ceasing": Question(asks=("reasons",), prompts=GROUNDS_TO_CEASE),
    "record_ceasing_consultation": Question(
        asks=("words", "on"),
        words={
            "words": "What the family, and the head or principal, said",
            "on": "When were they consulted?",
        },
    ),
    "decide_to_cease": Question(form=CeaseForm, asks=DECIDED, prompts=(*GROUNDS_TO_CEASE, NOTICE_OF_APPEAL)),
    "keep_plan_after_all": Question(asks=("reasons", "on")),
    "cease": Question(warning="This ends the plan, and the duty to secure what it promises."),
    # Days missed, disagreement
    "explain_delay": Question(
        asks=("words", "expected_on"),
        words={"words": "Why is it late, and what are we doing about it?"},
        hints={"words": "The family reads this as you write it."},
        prompts=(
            "Say plainly what is late and whose step it is, without blame.",
            "Say when you now expect it.",
        ),
    ),
    "tell_how_it_stands": Question(
        asks=("words", "expected_on"),
        words={"words": "What has happened since, and what are we doing now?"},
        hints={"words": "The family reads this as you write it. Nothing new is news too."},
        prompts=(
            "Whose step is it now, and what did they say when you asked?",
            "Is the day that we told still right? If not, say so now.",
        ),
    ),
    "answer_question": Question(
        asks=("words",),
        words={"words": "Your answer"},
        hints={"words": "The family reads this as you write it."},
        prompts=("If the whole answer takes longer, say so now, and by when to expect it.",),
        template="authority/answer_question.html",
    ),
    "ask_for_mediation": Question(
        form=ToldForm,
        asks=("topics", "words", "on"),
        words={"words": "What does the family want to talk about?", "on": "When did the family tell us?"},
        prompts=("Mediation may not be refused. The time to arrange it runs from the day we were told.",),
    ),
    "decline_mediation": Question(
        form=ToldForm,
        asks=("words", "on"),
        words={
            "words": "What does the family disagree with?",
            "on": "When did it tell the mediation adviser?",
        },
    ),
    "record_mediation_certificate": Question(form=ToldForm, asks=("dated_on",)),
    "record_appeal": Question(
        form=ToldForm,
        asks=("on", "words"),
        words={"on": "When did the family appeal?", "words": "What is appealed against?"},
        prompts=(
            "When the Tribunal sends it to us, record that as well: our time to respond runs from then.",
        ),
    ),
    # Mediation and appeal
    "tell_health_the_issues": Question(
        asks=("words", "on"),
        words={
            "words": "What is the mediation about, and which health provision does the family want?",
            "on": "When was the health commissioner told?",
        },
        hints={"words": "The health commissioner reads this. Say what it needs to know, and no more."},
        template=A_DISPUTE,
    ),
    "arrange_mediation": Question(
        asks=("mediation_on", "place", "on"),
        words={"on": "When was it arranged?"},
        prompts=(
            "The mediator is independent of the authority and of health.",
            "Whoever goes for the authority may settle the matter, and the family’s expenses are paid.",
        ),
        template=A_DISPUTE,
    ),
    "say_mediation_cannot_be_arranged": Question(
        asks=("reasons", "on"),
        words={
            "reasons": "Why can it not be arranged in time?",
            "on": "When was the mediation adviser told?",
        },
        prompts=("The adviser then gives the family a certificate, and the family can appeal with it.",),
        template=A_DISPUTE,
    ),
    "end_mediation_without_agreement": Question(
        asks=("words", "on"),
        words={"words": "What should be kept of it?", "on": "When did it end?"},
        hints={"words": "What was said in mediation is confidential: say only that, and why, it ended."},
        template=A_DISPUTE,
    ),
    "agree_in_mediation": Question(form=AgreementForm, template=A_DISPUTE),
    "do_what_else_was_agreed": Question(
        asks=("words", "on"),
        words={"words": "What was done, and how do we know?", "on": "When was it done?"},
        template=A_DISPUTE,
    ),
    "register_appeal": Question(
        asks=("number", "on"),
        words={"on": "On which day did the Tribunal send us the appeal?"},
        prompts=("Our time to respond runs from this day.",),
        template=A_DISPUTE,
    ),
    "respond_to_appeal": Question(
        asks=("words", "on"),
        words={"words": "What did we answer?", "on": "When was the response sent to the Tribunal?"},
        prompts=(
            "Is the decision still right, on what is known now? Once we have responded, giving in needs an order that "
            "both sides ask for.",
        ),
        template=A_DISPUTE,
    ),
    "concede_appeal": Question(
        form=ConcedeForm,
        prompts=(
            "This is the way before our response. What the appeal asks for is then owed as if ordered.",
        ),
        template=A_DISPUTE,
    ),
    "record_order": Question(
        form=OrderForm,
        prompts=("Also an order that both sides asked for (a consent order) is recorded here.",),
        template=A_DISPUTE,
    ),
    "withdraw_appeal": Question(
        asks=("reasons", "on"),
        words={"reasons": "What did the family say?", "on": "When was it withdrawn?"},
        warning="This closes the disagreement. Once the time to appeal has passed, the family cannot appeal again.",
        template=A_DISPUTE,
    ),
    "answer_recommendation_on_social_care": Question(
        asks=("words", "on"),
        words={
            "words": "Our answer, with reasons, and what we will do",
            "on": "When was it sent to the family?",
        },
        template=A_DISPUTE,
    ),
    "send_answer_to_department": Question(
        asks=("on",), words={"on": "When was the copy sent?"}, template=A_DISPUTE
    ),
    "close_dispute": Question(
        asks=("words",),
        words={"words": "What was carried out, or why does it rest, and how do we know?"},
        prompts=("The family reads this.",),
        template=A_DISPUTE,
    ),
    # What was ordered, agreed or given in to is carried out
    "start_assessing_as_told": Question(
        asks=("on", "sent_on", SENT_HOW), words={"on": "When did the assessment begin?"}
    ),
    "assess_after_all": Question(asks=DECIDED, template=WITHOUT_ORDER),
    "make_plan_as_told": Question(asks=DECIDED),
    "stand_by_no_plan": Question(
        asks=DECIDED,
        prompts=(*LEGAL_TEST_FOR_A_PLAN, NOTICE_OF_APPEAL),
        warning="This is a new decision. The family may appeal against it.",
    ),
    "make_plan_after_all": Question(asks=DECIDED, template=WITHOUT_ORDER),
    "go_on_as_told": Question(
        asks=("words", "on"),
        words={"words": "What should be kept of it?", "on": "Since when does it go on?"},
    ),
    "issue_plan_as_told": Question(
        asks=ISSUED,
        words=ISSUED_WORDS,
        prompts=(
            "Does every line that was ordered or agreed now read as it was ordered or agreed?",
            "No notice goes before this, and no new time to answer: it was ordered or agreed.",
        ),
        warning=SERVED_FOR_GOOD,
    ),
    # Ways out
    "withdraw_request": Question(
        asks=("reasons", "on"),
        words={"reasons": "What did the family say?", "on": "When did it say so?"},
        warning="This ends the case. The family can ask again at any time.",
        way_out=True,
    ),
    "move_to_another_authority": Question(
        asks=("authority", "on"),
        words={"on": "Since when do they live there?"},
        prompts=(
            "There is no plan yet that could be transferred. The new authority decides afresh: it opens a case of its "
            "own for the day it became responsible, and its 6, 16 and 20 weeks count from that day (section 24 of the "
            "Act). Tell the family, and that authority.",
        ),
        warning="This ends the case here.",
        way_out=True,
    ),
    "record_death": Question(
        asks=("on",),
        words={"on": "When were you told?"},
        warning="This closes the file. Nobody is reminded of anything in it any more.",
        way_out=True,
    ),
    "end_by_age": Question(
        warning="This ends the plan, and the duty to secure what it promises.",
        way_out=True,
    ),
    **LATER,
    **MOVES,
}
