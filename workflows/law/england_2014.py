"""England since 1 September 2014: every duty and right on the way to and through an EHC plan.

Read it from top to bottom: it stands in the order in which a family meets it. "within" is the last day
the law allows, never a target; where it is left out, the law says "as soon as practicable" and gives no
number. "aim" is our own working day and never law. `confirmed=False` marks what a lawyer still has to
confirm.
"""

from datetime import date

from workflows.clock import days, months, weeks, working_days

from .terms import Agency, Calendar, Counting, Duty, Exception_, Moment, Right, Stage

TITLE = "England: Children and Families Act 2014 and its regulations"
IN_FORCE_FROM = date(2014, 9, 1)

AUTHORITY = Agency.LOCAL_AUTHORITY

# A request

A_REQUEST = Stage("A request for an assessment")

CONSULT_THE_FAMILY = Duty(
    ref="A1",
    task="Consult the family, tell it that an assessment is being considered, and invite its views and evidence",
    law="CFA 2014 s36; SEND Regs 2014 reg 3 and 4(1)",
    owner=AUTHORITY,
    since=Moment.REQUEST_RECEIVED,
    confirmed=False,
)

TELL_PARTNERS = Duty(
    ref="A2", task="Tell health, social care and the setting",
    law="SEND Regs 2014 reg 4(2)", owner=AUTHORITY, since=Moment.REQUEST_RECEIVED, confirmed=False,
)  # fmt: skip

DECIDE_WHETHER_TO_ASSESS = Duty(
    ref="A3", task="Decide whether to carry out an EHC needs assessment, and tell the family",
    law="SEND Regs 2014 reg 5(1)", owner=AUTHORITY, since=Moment.REQUEST_RECEIVED, within=weeks(6),
    remind=(weeks(2), weeks(1), days(1)),
)  # fmt: skip

TELL_PARTNERS_THE_DECISION = Duty(
    ref="A4", task="Tell health, social care and the setting the decision",
    law="SEND Regs 2014 reg 5(2)", owner=AUTHORITY, since=Moment.REQUEST_RECEIVED, within=weeks(6),
    remind=(weeks(1), days(1)),
)  # fmt: skip

APPLY_THE_LEGAL_TEST = Duty(ref="A5", task="Apply the legal test", law="CFA 2014 s36(8)", owner=AUTHORITY)

# Advice

ADVICE = Stage("Advice")

SEEK_ADVICE = Duty(
    ref="B1", task="Seek advice", law="SEND Regs 2014 reg 6(1)", owner=AUTHORITY, since=Moment.ASSESSMENT_AGREED
)
ASK_A_QUALIFIED_TEACHER = Duty(
    ref="B2", task="Ask a qualified teacher", law="SEND Regs 2014 reg 6(2)", owner=AUTHORITY,
    since=Moment.ASSESSMENT_AGREED, only_if="hearing_or_vision_impaired", confirmed=False,
)  # fmt: skip
SEND_THE_FAMILYS_EVIDENCE = Duty(
    ref="B3", task="Send the family's evidence with each request", law="SEND Regs 2014 reg 6(3)", owner=AUTHORITY,
    since=Moment.ASSESSMENT_AGREED,
)  # fmt: skip
GIVE_ADVICE = Duty(
    ref="B4", task="Give the advice that was asked for", law="SEND Regs 2014 reg 8(1)", owner=Agency.ADVISER,
    since=Moment.ADVICE_REQUESTED, within=weeks(6), remind=(weeks(2), weeks(1), days(1)),
)  # fmt: skip
CONSULT_THROUGHOUT = Duty(
    ref="B5", task="Consult throughout", law="SEND Regs 2014 reg 7 and 9", owner=AUTHORITY, confirmed=False
)

# The plan

THE_PLAN = Stage("The plan")

DECIDE_WHETHER_TO_MAKE_A_PLAN = Duty(
    ref="C1", task="Decide whether a plan is needed", law="SEND Regs 2014 reg 10(1)", owner=AUTHORITY,
    since=Moment.REQUEST_RECEIVED, within=weeks(16), remind=(weeks(2), weeks(1), days(1)),
)  # fmt: skip
PREPARE_THE_DRAFT = Duty(
    ref="C2", task="Prepare the draft", law="CFA 2014 s38(1)-(5)", owner=AUTHORITY, since=Moment.PLAN_NEEDED,
    aim=weeks(14), aim_since=Moment.REQUEST_RECEIVED, remind=(weeks(1), days(1)),
)  # fmt: skip
ANSWER_THE_DRAFT = Right(
    ref="C3", task="Answer the draft", law="SEND Regs 2014 reg 13(1); CFA 2014 s38(4)", owner=Agency.FAMILY,
    since=Moment.DRAFT_SERVED, within=days(15), counted=Counting.BEGINNING_WITH, remind=(weeks(1), days(1)),
)  # fmt: skip
CONSULT_THE_SETTING = Duty(
    ref="C4", task="Consult the setting", law="CFA 2014 s39(2)", owner=AUTHORITY, since=Moment.SETTING_REQUESTED
)
ANSWER_THE_CONSULTATION = Duty(
    ref="C4a", task="Answer the consultation", law="SEND Code of Practice 2015, 9.83 (guidance)",
    owner=Agency.CONSULTED_SETTING, since=Moment.SETTING_CONSULTED, within=days(15), remind=(days(7), days(1)),
    confirmed=False,
)  # fmt: skip
NAME_THE_REQUESTED_SETTING = Duty(
    ref="C5", task="Name the requested setting", law="CFA 2014 s39(3)-(4)", owner=AUTHORITY,
    since=Moment.SETTING_REQUESTED,
)  # fmt: skip
NAME_A_SETTING_OR_TYPE = Duty(
    ref="C6", task="Name a setting or type", law="CFA 2014 s40", owner=AUTHORITY
)
ISSUE_THE_FINAL_PLAN = Duty(
    ref="C7", task="Issue the final plan", law="SEND Regs 2014 reg 13(2)", owner=AUTHORITY,
    since=Moment.REQUEST_RECEIVED, within=weeks(20), remind=(weeks(4), weeks(2), weeks(1), days(1)),
)  # fmt: skip
EXPLAIN_THE_DELAY = Duty(
    ref="C8", task="Explain the delay", law="SEND Code of Practice 2015, 9.43", owner=AUTHORITY,
    since=Moment.STATUTORY_DAY_MISSED, aim=working_days(3), aim_since=Moment.STATUTORY_DAY_MISSED,
    remind=(days(1),),
)  # fmt: skip

# Personal budget

BUDGET = Stage("Personal budget and direct payment")

GIVE_BUDGET_INFORMATION = Duty(
    ref="D1", task="Give budget information", law="PBR 2014 reg 3", owner=AUTHORITY, since=Moment.PLAN_NEEDED
)
ASK_FOR_A_BUDGET = Right(
    ref="D2", task="Ask for a budget", law="CFA 2014 s49; PBR 2014 reg 4", owner=Agency.FAMILY,
    since=Moment.PLAN_NEEDED, confirmed=False,
)  # fmt: skip
PREPARE_THE_BUDGET = Duty(
    ref="D3", task="Prepare the budget", law="PBR 2014 reg 5 and 6", owner=AUTHORITY, since=Moment.BUDGET_REQUESTED
)
ASK_FOR_A_BUDGET_REVIEW = Right(
    ref="D4a", task="Ask for a review of the refusal", law="PBR 2014 reg 7", owner=Agency.FAMILY,
    since=Moment.BUDGET_REFUSED, confirmed=False,
)  # fmt: skip
REVIEW_THE_BUDGET_REFUSAL = Duty(
    ref="D4", task="Review the refusal", law="PBR 2014 reg 7", owner=AUTHORITY,
    since=Moment.BUDGET_REVIEW_REQUESTED, confirmed=False,
)  # fmt: skip
SET_OUT_THE_DIRECT_PAYMENT = Duty(
    ref="D5", task="Set out the direct payment", law="PBR 2014 reg 8 and 9", owner=AUTHORITY,
    since=Moment.DIRECT_PAYMENT_AGREED, confirmed=False,
)  # fmt: skip
PAY_ENOUGH = Duty(ref="D6", task="Pay enough", law="PBR 2014 reg 10", owner=AUTHORITY)
REVIEW_THE_DIRECT_PAYMENT = Duty(
    ref="D7", task="Review the direct payment", law="PBR 2014 reg 11", owner=AUTHORITY,
    since=Moment.FIRST_PAYMENT, within=months(3), remind=(weeks(2), weeks(1), days(1)),
)  # fmt: skip

# Living with the plan

LIVING = Stage("Living with the plan")

SECURE_THE_PROVISION = Duty(
    ref="E1", task="Secure the provision", law="CFA 2014 s42(2)", owner=AUTHORITY, since=Moment.FINAL_PLAN_SENT,
    aim=weeks(5), aim_since=Moment.FINAL_PLAN_SENT, remind=(weeks(2), days(1)),
)  # fmt: skip
ARRANGE_HEALTH_PROVISION = Duty(
    ref="E2", task="Arrange the health provision", law="CFA 2014 s42(3)", owner=Agency.HEALTH_COMMISSIONER,
    since=Moment.FINAL_PLAN_SENT, only_if="section_g_has_provision", aim=weeks(5),
    aim_since=Moment.FINAL_PLAN_SENT, remind=(weeks(2), days(1)), confirmed=False,
)  # fmt: skip
MAKE_SOCIAL_CARE_PROVISION = Duty(
    ref="E3", task="Make social care provision (H1)", law="SEND Regs 2014 reg 12(1)(h)(i)", owner=AUTHORITY
)
MAKE_OTHER_SOCIAL_CARE_PROVISION = Duty(
    ref="E4", task="Make other social care provision (H2)", law="SEND Regs 2014 reg 12(1)(h)(ii)", owner=AUTHORITY,
    confirmed=False,
)  # fmt: skip

# Review

REVIEW = Stage("The yearly review")

REVIEW_THE_PLAN = Duty(
    ref="E5", task="Review the plan", law="CFA 2014 s44(1)", owner=AUTHORITY,
    since=(Moment.FINAL_PLAN_SENT, Moment.PLAN_REVIEWED), within=months(12), counted=Counting.BEGINNING_WITH,
    remind=(weeks(12), weeks(8), weeks(4), weeks(1)), confirmed=False,
)  # fmt: skip
CONSIDER_AN_EARLIER_REVIEW = Duty(
    ref="E6", task="Consider an earlier review", law="SEND Code of Practice 2015, 9.178", owner=AUTHORITY,
    since=(Moment.FINAL_PLAN_SENT, Moment.PLAN_REVIEWED), only_if="under_five", aim=months(6),
    aim_since=Moment.FINAL_PLAN_SENT, remind=(weeks(2),), confirmed=False,
)  # fmt: skip
INVITE_TO_THE_REVIEW = Duty(
    ref="E7", task="Invite to the review", law="SEND Regs 2014 reg 20(1)-(3)", owner=Agency.REVIEW_ARRANGER,
    since=Moment.MEETING_FIXED, within=weeks(2), counted=Counting.BEFORE, remind=(weeks(2), weeks(1), days(1)),
)  # fmt: skip
CIRCULATE_THE_ADVICE = Duty(
    ref="E8", task="Circulate the advice", law="SEND Regs 2014 reg 20(4)", owner=Agency.REVIEW_ARRANGER,
    since=Moment.MEETING_FIXED, within=weeks(2), counted=Counting.BEFORE, remind=(weeks(2), weeks(1), days(1)),
)  # fmt: skip
HOLD_THE_REVIEW_MEETING = Duty(
    ref="E9", task="Hold the review meeting", law="SEND Regs 2014 reg 20(5)-(6)", owner=Agency.REVIEW_ARRANGER,
    since=Moment.MEETING_FIXED, within=days(0), remind=(weeks(1), days(1)),
)  # fmt: skip
REPORT_ON_THE_MEETING = Duty(
    ref="E10", task="Report on the meeting", law="SEND Regs 2014 reg 20(7)-(9)", owner=Agency.REVIEW_ARRANGER,
    since=Moment.MEETING_HELD, within=weeks(2), remind=(weeks(1), days(1)),
)  # fmt: skip
DECIDE_AFTER_THE_REVIEW = Duty(
    ref="E11", task="Decide after the review", law="SEND Regs 2014 reg 20(10)-(11)", owner=AUTHORITY,
    since=Moment.MEETING_HELD, within=weeks(4), remind=(weeks(2), weeks(1), days(1)),
)  # fmt: skip
SEND_THE_AMENDMENT_NOTICE = Duty(
    ref="E12", task="Send the amendment notice", law="SEND Regs 2014 reg 22(2)(a)", owner=AUTHORITY,
    since=Moment.MEETING_HELD, within=weeks(4), remind=(weeks(2), weeks(1), days(1)),
)  # fmt: skip
ANSWER_THE_AMENDMENTS = Right(
    ref="E13", task="Answer the amendments", law="SEND Regs 2014 reg 22(2)(b)-(d)", owner=Agency.FAMILY,
    since=Moment.AMENDMENT_NOTICE_SERVED, within=days(15), counted=Counting.BEGINNING_WITH,
    remind=(weeks(1), days(1)),
)  # fmt: skip
ISSUE_THE_AMENDED_PLAN = Duty(
    ref="E14", task="Issue the amended plan", law="SEND Regs 2014 reg 22(3)", owner=AUTHORITY,
    since=Moment.AMENDMENT_NOTICE_SENT, within=weeks(8), remind=(weeks(2), weeks(1), days(1)),
)  # fmt: skip
TELL_OF_NO_AMENDMENT = Duty(
    ref="E15", task="Tell of no amendment", law="SEND Regs 2014 reg 22(4)-(5)", owner=AUTHORITY,
    since=Moment.AMENDMENT_NOTICE_SENT, within=weeks(8), remind=(weeks(2), weeks(1), days(1)), confirmed=False,
)  # fmt: skip

# Ceasing

CEASING = Stage("Ceasing the plan")

CONSULT_BEFORE_CEASING = Duty(
    ref="Z1", task="Consult before ceasing", law="SEND Regs 2014 reg 31(1)", owner=AUTHORITY,
    since=Moment.CEASING_CONSIDERED,
)  # fmt: skip
TELL_OF_CEASING = Duty(
    ref="Z2", task="Tell of ceasing", law="SEND Regs 2014 reg 31(2)-(3)", owner=AUTHORITY,
    since=Moment.CEASING_CONSULTED,
)  # fmt: skip
KEEP_THE_PLAN = Right(
    ref="Z3", task="Keep the plan until the appeal time has passed", law="CFA 2014 s45(4)", owner=Agency.FAMILY,
    since=Moment.CEASING_NOTICE_SENT, within=months(2),
)  # fmt: skip

# Disagreeing

DISAGREEING = Stage("Disagreeing with a decision")

ASK_FOR_MEDIATION = Right(
    ref="M1", task="Ask for mediation", law="SEND Regs 2014 reg 33", owner=Agency.FAMILY,
    since=Moment.APPEALABLE_DECISION_SENT, within=months(2), remind=(weeks(2), weeks(1)),
)  # fmt: skip
APPEAL = Right(
    ref="P1", task="Appeal", law="Tribunal Procedure Rules 2008 r20(1)(c)", owner=Agency.FAMILY,
    since=Moment.APPEALABLE_DECISION_SENT, within=months(2),
    or_later=(months(1), Moment.MEDIATION_CERTIFICATE_DATED), calendar=Calendar.TRIBUNAL,
    remind=(weeks(2), weeks(1)),
)  # fmt: skip
