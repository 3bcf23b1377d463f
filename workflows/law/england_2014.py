"""England since 1 September 2014: the duties and rights on the way to an EHC plan and through its life.

Read it from top to bottom: it stands in the order in which a family meets it. "since" is what starts the
clock. "within" is the last day the law allows, never a target; where it is left out, the law gives no
number: as soon as practicable. A row without "since" always stands. "aim" is our own working day, for
planning, and never law. Rows with confirmed=False rest on a source that a lawyer has still to confirm.
"""

from datetime import date

from workflows.clock import days, months, weeks, working_days

from .counting import Calendar, Counting
from .terms import Agency, Duty, Exception_, Moment, Right, Stage

TITLE = "England: the Children and Families Act 2014 and its regulations"
IN_FORCE_FROM = date(2014, 9, 1)

AUTHORITY = Agency.LOCAL_AUTHORITY
HEALTH = Agency.HEALTH_COMMISSIONER
FAMILY = Agency.FAMILY
ARRANGER = Agency.REVIEW_ARRANGER


# What may excuse a missed day

SCHOOL_CLOSED = (
    "advice was asked of a head teacher or principal in the time that begins one week before their school or "
    "college closes for 4 weeks or more and ends one week before it opens again"
)
NURSERY_CLOSED = (
    "advice was asked of an early years provider in the time that begins one week before it closes for "
    "4 weeks or more and ends one week before it opens again"
)
PERSONAL = (
    "exceptional personal circumstances affected the child, the parent or the young person in that time"
)
EXCEPTIONAL = "exceptional circumstances affected the child, the parent or the young person in those 6 weeks"
ABSENT = (
    "the child, the parent or the young person was away from the authority's area for 4 weeks or more on end "
    "in that time"
)
MISSED_APPOINTMENT = (
    "the child or young person did not come to an appointment for an examination or test made for a day in "
    "those 6 weeks"
)

EXCUSES_A_LATE_DECISION_TO_ASSESS = (
    Exception_(words=SCHOOL_CLOSED, law="SEND Regulations 2014, reg 5(4)(a)"),
    Exception_(words=NURSERY_CLOSED, law="SEND Regulations 2014, reg 5(4)(b)"),
    Exception_(words=PERSONAL, law="SEND Regulations 2014, reg 5(4)(c)"),
    Exception_(words=ABSENT, law="SEND Regulations 2014, reg 5(4)(d)"),
)
EXCUSES_LATE_ADVICE = (
    Exception_(words=EXCEPTIONAL, law="SEND Regulations 2014, reg 8(2)(a)"),
    Exception_(words=ABSENT, law="SEND Regulations 2014, reg 8(2)(b)"),
    Exception_(words=MISSED_APPOINTMENT, law="SEND Regulations 2014, reg 8(2)(c)"),
)
EXCUSES_A_LATE_DECISION_ON_A_PLAN = (
    Exception_(words=SCHOOL_CLOSED, law="SEND Regulations 2014, reg 10(4)(a)"),
    Exception_(words=NURSERY_CLOSED, law="SEND Regulations 2014, reg 10(4)(b)"),
    Exception_(words=PERSONAL, law="SEND Regulations 2014, reg 10(4)(c)"),
    Exception_(words=ABSENT, law="SEND Regulations 2014, reg 10(4)(d)"),
)
EXCUSES_A_LATE_PLAN = (
    Exception_(words=SCHOOL_CLOSED, law="SEND Regulations 2014, reg 13(3) with reg 10(4)(a)"),
    Exception_(words=NURSERY_CLOSED, law="SEND Regulations 2014, reg 13(3) with reg 10(4)(b)"),
    Exception_(words=PERSONAL, law="SEND Regulations 2014, reg 13(3) with reg 10(4)(c)"),
    Exception_(words=ABSENT, law="SEND Regulations 2014, reg 13(3) with reg 10(4)(d)"),
)


# ======================================================================================================

A_REQUEST_ARRIVES = Stage("A request for an assessment arrives")

CONSULT_THE_FAMILY = Duty(
    ref="A1",
    task=(
        "Tell the family that an assessment is being considered, consult it, and invite its views and "
        "evidence"
    ),
    law="Children and Families Act 2014, s36; SEND Regulations 2014, reg 3 and 4(1)",
    owner=AUTHORITY,
    since=Moment.REQUEST_RECEIVED,
    right="The family may give its views and evidence before the decision is made.",
    confirmed=False,
)

TELL_PARTNERS = Duty(
    ref="A2",
    task="Tell health, social care and the head, principal or early years SENCO about the request",
    law="SEND Regulations 2014, reg 4(2)",
    owner=AUTHORITY,
    since=Moment.REQUEST_RECEIVED,
    note="The same people are told the decision later (A4).",
    confirmed=False,
)

DECIDE_WHETHER_TO_ASSESS = Duty(
    ref="A3",
    task="Decide whether to carry out an EHC needs assessment, and tell the family",
    law="SEND Regulations 2014, reg 5(1)",
    owner=AUTHORITY,
    since=Moment.REQUEST_RECEIVED,
    within=weeks(6),
    excused_by=EXCUSES_A_LATE_DECISION_TO_ASSESS,
    remind=(weeks(2), weeks(1), days(1)),
    right=(
        "A refusal can be appealed (Children and Families Act 2014, s51(2)(a)), as a rule after thinking "
        "about mediation. The notice says so, gives the time limits, and names the services for "
        "disagreement resolution, information and advice."
    ),
    note="Where the authority becomes responsible without a request (s24), the 6 weeks count from that day.",
)

TELL_PARTNERS_THE_DECISION = Duty(
    ref="A4",
    task="Tell health, social care and the head, principal or early years SENCO the decision",
    law="SEND Regulations 2014, reg 5(2) with reg 5(1)",
    owner=AUTHORITY,
    since=Moment.REQUEST_RECEIVED,
    within=weeks(6),
    excused_by=EXCUSES_A_LATE_DECISION_TO_ASSESS,
    remind=(weeks(1), days(1)),
    note="Told together with the family, so that it keeps the same day.",
)

APPLY_THE_LEGAL_TEST = Duty(
    ref="A5",
    task="Assess wherever there are or may be special educational needs, and a plan may be needed for them",
    law="Children and Families Act 2014, s36(8)",
    owner=AUTHORITY,
    right="A decision by another test can be appealed or taken to judicial review.",
    note="No local criteria and no panel can take the place of this test.",
)


# ======================================================================================================

ADVICE_IS_GATHERED = Stage("Advice is gathered")

SEEK_ADVICE = Duty(
    ref="B1",
    task="Seek advice on needs, provision and outcomes from everyone the regulations name",
    law="SEND Regulations 2014, reg 6(1) and (4)",
    owner=AUTHORITY,
    since=Moment.ASSESSMENT_AGREED,
    right="The family may ask that anyone else whom it is reasonable to ask be asked as well.",
    note=(
        "From: the family; education; health; an educational psychologist; social care; from Year 9, "
        "someone on preparing for adulthood; whoever else the authority thinks appropriate or the family "
        "reasonably asks for. Advice that exists is not asked for again where its author, the authority "
        "and the family all find it sufficient; that does not hold for the family's own. All of it "
        "becomes section K."
    ),
)

ASK_A_QUALIFIED_TEACHER = Duty(
    ref="B2",
    task="Get the education advice through a teacher qualified in hearing or vision impairment",
    law="SEND Regulations 2014, reg 6(2)",
    owner=AUTHORITY,
    since=Moment.ASSESSMENT_AGREED,
    only_if="hearing_or_vision_impaired",
    confirmed=False,
)

SEND_THE_FAMILYS_EVIDENCE = Duty(
    ref="B3",
    task="Give everyone who is asked for advice the family's views and evidence",
    law="SEND Regulations 2014, reg 6(3)",
    owner=AUTHORITY,
    since=Moment.ASSESSMENT_AGREED,
    note="With each request for advice.",
)

GIVE_ADVICE = Duty(
    ref="B4",
    task="Give the advice",
    law="SEND Regulations 2014, reg 8(1)",
    owner=Agency.ADVISER,
    since=Moment.ADVICE_REQUESTED,
    within=weeks(6),
    excused_by=EXCUSES_LATE_ADVICE,
    remind=(weeks(2), weeks(1), days(1)),
    right=(
        "Late advice can be complained of. The Ombudsman treats a shortage of psychologists as the "
        "authority's own failure."
    ),
    note=(
        "Counted from the day those who were asked received the request. A school's holidays are no "
        "exception here."
    ),
)

CONSULT_THROUGHOUT = Duty(
    ref="B5",
    task="Consult the family, give it information and support, and spare the child repeated assessments",
    law="SEND Regulations 2014, reg 7 and 9; Children and Families Act 2014, s19",
    owner=AUTHORITY,
    confirmed=False,
)


# ======================================================================================================

THE_PLAN_IS_MADE = Stage("A plan is made, or not")

DECIDE_WHETHER_TO_MAKE_A_PLAN = Duty(
    ref="C1",
    task="Decide whether a plan is needed and, if it is not, tell the family why",
    law="SEND Regulations 2014, reg 10(1); Children and Families Act 2014, s36(9)",
    owner=AUTHORITY,
    since=Moment.REQUEST_RECEIVED,
    within=weeks(16),
    excused_by=EXCUSES_A_LATE_DECISION_ON_A_PLAN,
    remind=(weeks(2), weeks(1), days(1)),
    right=(
        "The decision to make no plan can be appealed (Children and Families Act 2014, s51(2)(b)), as a "
        "rule after thinking about mediation."
    ),
    note="Counted from the request, not from the decision to assess.",
)

PREPARE_THE_DRAFT = Duty(
    ref="C2",
    task="Prepare a draft plan with the family and send it, with section I left blank",
    law="Children and Families Act 2014, s38(1) to (5)",
    owner=AUTHORITY,
    since=Moment.PLAN_NEEDED,
    aim=weeks(14),
    aim_since=Moment.REQUEST_RECEIVED,
    remind=(weeks(2), weeks(1), days(1)),
    right="A draft that names a school, or a type of school, is unlawful.",
    note=(
        "The law sets no day for the draft. Week 14 leaves room for the family's answer and for "
        "consulting a setting within the 20 weeks."
    ),
)

ANSWER_THE_DRAFT = Right(
    ref="C3",
    task="Answer the draft, ask for a particular setting, and require a meeting with an officer",
    law="SEND Regulations 2014, reg 13(1); Children and Families Act 2014, s38(4)",
    owner=FAMILY,
    since=Moment.DRAFT_SERVED,
    within=days(15),
    counted=Counting.BEGINNING_WITH,
    remind=(weeks(1), days(2)),
    right=(
        "Asking for a setting of the kinds in section 38(3) obliges the authority to consult it, and to "
        "name it unless one of two grounds applies (C5)."
    ),
    note="It is the least that the authority must give. It may give longer, but the 20 weeks do not wait.",
)

CONSULT_THE_SETTING = Duty(
    ref="C4",
    task=(
        "Send the draft to the setting the family asked for, and to the authority that maintains it, and "
        "consult them"
    ),
    law="Children and Families Act 2014, s38(3) and s39(2)",
    owner=AUTHORITY,
    since=Moment.SETTING_REQUESTED,
    note="No local list of schools can limit who is consulted.",
)

ANSWER_THE_CONSULTATION = Duty(
    ref="C4a",
    task="Answer the consultation",
    law="SEND Code of Practice 2015, para 9.83",
    owner=Agency.CONSULTED_SETTING,
    since=Moment.SETTING_CONSULTED,
    within=days(15),
    remind=(weeks(1), days(2)),
    guidance=True,
    confirmed=False,
)

NAME_THE_REQUESTED_SETTING = Duty(
    ref="C5",
    task="Name the setting the family asked for, unless it is unsuitable or incompatible in the Act's sense",
    law="Children and Families Act 2014, s39(3) and (4)",
    owner=AUTHORITY,
    since=Moment.SETTING_REQUESTED,
    right="The setting that is named, or not named, can be appealed (section I).",
    note=(
        "The grounds are closed: unsuitable for the child's age, ability, aptitude or special educational "
        "needs; or incompatible with the efficient education of others or the efficient use of resources."
    ),
)

NAME_A_SETTING_OR_TYPE = Duty(
    ref="C6",
    task=(
        "Name a suitable setting, or the type of setting, where the family asked for none, and consult it "
        "first"
    ),
    law="Children and Families Act 2014, s40 and s33",
    owner=AUTHORITY,
    note="Mainstream is presumed (s33).",
)

ISSUE_THE_FINAL_PLAN = Duty(
    ref="C7",
    task="Send the final plan to the family, the setting it names and the health commissioner",
    law="SEND Regulations 2014, reg 13(2)",
    owner=AUTHORITY,
    since=Moment.REQUEST_RECEIVED,
    within=weeks(20),
    excused_by=EXCUSES_A_LATE_PLAN,
    remind=(weeks(4), weeks(2), weeks(1), days(1)),
    right=(
        "Sections B, F and I can be appealed (Children and Families Act 2014, s51(2)(c)); the notice with "
        "the plan says how (SEND Regulations 2014, reg 14). From now on the provision is owed (E1, E2), "
        "and a maintained school, academy, college or approved setting that is named must admit (s43)."
    ),
    note="Counted from the request, not from the decision to assess.",
)

EXPLAIN_THE_DELAY = Duty(
    ref="C8",
    task="Tell the family why a step is late and when to expect it",
    law="SEND Code of Practice 2015, para 9.43",
    owner=AUTHORITY,
    since=Moment.STATUTORY_DAY_MISSED,
    aim=working_days(3),
    aim_since=Moment.STATUTORY_DAY_MISSED,
    remind=(working_days(1),),
    guidance=True,
)


# ======================================================================================================

A_BUDGET_IS_ASKED_FOR = Stage("A personal budget and direct payments")

GIVE_BUDGET_INFORMATION = Duty(
    ref="D1",
    task="Tell the family what a personal budget can be for, on which conditions, and who advises on it",
    law="SEN (Personal Budgets) Regulations 2014, reg 3",
    owner=AUTHORITY,
    since=Moment.PLAN_NEEDED,
)

ASK_FOR_A_BUDGET = Right(
    ref="D2",
    task="Ask for a personal budget",
    law="Children and Families Act 2014, s49; SEN (Personal Budgets) Regulations 2014, reg 4",
    owner=FAMILY,
    since=Moment.PLAN_NEEDED,
    note="While the draft is being prepared, and again during every review and re-assessment.",
    confirmed=False,
)

PREPARE_THE_BUDGET = Duty(
    ref="D3",
    task="Prepare the personal budget, and decide whether any of it can be a direct payment",
    law="SEN (Personal Budgets) Regulations 2014, reg 5 and 6",
    owner=AUTHORITY,
    since=Moment.BUDGET_REQUESTED,
    note=(
        "A direct payment needs: a provision that can properly be bought in this way; a recipient who is "
        "capable of it, acts in the child's best interests and is not excluded; no harm to other "
        "services; efficient use of the authority's resources."
    ),
)

ASK_FOR_A_BUDGET_REVIEW = Right(
    ref="D4a",
    task="Ask for the refusal to be reviewed",
    law="SEN (Personal Budgets) Regulations 2014, reg 7",
    owner=FAMILY,
    since=Moment.BUDGET_REFUSED,
    note="The refusal is given in writing with its reasons.",
    confirmed=False,
)

REVIEW_THE_BUDGET_REFUSAL = Duty(
    ref="D4",
    task="Review the refusal and tell the family the result in writing, with reasons",
    law="SEN (Personal Budgets) Regulations 2014, reg 7",
    owner=AUTHORITY,
    since=Moment.BUDGET_REVIEW_REQUESTED,
    confirmed=False,
)

SET_OUT_THE_DIRECT_PAYMENT = Duty(
    ref="D5",
    task=(
        "Set out the direct payment in writing and get the written consent it needs, before the first payment"
    ),
    law="SEN (Personal Budgets) Regulations 2014, reg 8 and 9",
    owner=AUTHORITY,
    since=Moment.DIRECT_PAYMENT_AGREED,
    only_if="pays_directly",
    note=(
        "The notice says: what is to be bought, how much is paid and when, the conditions, and how it is "
        "reviewed. The recipient consents in writing; a setting consents to what is delivered on its "
        "premises."
    ),
    confirmed=False,
)

PAY_ENOUGH = Duty(
    ref="D6",
    task="Pay enough to secure what the direct payment is for",
    law="SEN (Personal Budgets) Regulations 2014, reg 10",
    owner=AUTHORITY,
)

REVIEW_THE_DIRECT_PAYMENT = Duty(
    ref="D7",
    task="Review the direct payment for the first time",
    law="SEN (Personal Budgets) Regulations 2014, reg 11",
    owner=AUTHORITY,
    since=Moment.FIRST_PAYMENT,
    within=months(3),
    remind=(weeks(4), weeks(2), weeks(1), days(1)),
    right="The recipient may ask for a review at any time.",
    note="After that, with every yearly review and every re-assessment.",
)


# ======================================================================================================

THE_PLAN_IS_LIVED = Stage("The plan is lived with")

SECURE_THE_PROVISION = Duty(
    ref="E1",
    task="Secure all the special educational provision in section F",
    law="Children and Families Act 2014, s42(2) and (5)",
    owner=AUTHORITY,
    since=(Moment.FINAL_PLAN_SENT, Moment.AMENDED_PLAN_SENT),
    how_soon="at once",
    aim=weeks(5),
    remind=(weeks(3), weeks(1), days(1)),
    right=(
        "The duty is absolute: best endeavours are not enough, and it cannot be passed on. Judicial "
        "review, or a complaint to the Ombudsman."
    ),
    note=(
        "It is owed all the time, unless the family has made suitable arrangements of its own "
        "(s42(5)). The 5 weeks are what a court took as a measure for most of it: R (BA) v "
        "Nottinghamshire [2021] EWHC 1348 (Admin)."
    ),
)

ARRANGE_HEALTH_PROVISION = Duty(
    ref="E2",
    task="Arrange the health provision in section G",
    law="Children and Families Act 2014, s42(3)",
    owner=HEALTH,
    since=(Moment.FINAL_PLAN_SENT, Moment.AMENDED_PLAN_SENT),
    how_soon="at once",
    aim=weeks(5),
    only_if="section_g_has_provision",
    remind=(weeks(3), weeks(1), days(1)),
    right="Judicial review. Complaints about health bodies go to the Health Service Ombudsman.",
    note="It is owed all the time. The 5 weeks are the same measure as for section F (E1).",
    confirmed=False,
)

MAKE_SOCIAL_CARE_PROVISION = Duty(
    ref="E3",
    task="Make the social care provision in section H1, which the Act of 1970 obliges it to make",
    law="SEND Regulations 2014, reg 12(1)(h)(i); Chronically Sick and Disabled Persons Act 1970, s2",
    owner=AUTHORITY,
    note="For those under 18. Each provision is listed on its own.",
)

MAKE_OTHER_SOCIAL_CARE_PROVISION = Duty(
    ref="E4",
    task="Make the other social care provision in section H2",
    law="SEND Regulations 2014, reg 12(1)(h)(ii); Children Act 1989, s17; Care Act 2014",
    owner=AUTHORITY,
    confirmed=False,
)


# ======================================================================================================

THE_PLAN_IS_REVIEWED = Stage("The plan is reviewed every year")

REVIEW_THE_PLAN = Duty(
    ref="E5",
    task="Complete the review of the plan with a decision",
    law="Children and Families Act 2014, s44(1)",
    owner=AUTHORITY,
    since=(Moment.FINAL_PLAN_SENT, Moment.PLAN_REVIEWED),
    within=months(12),
    counted=Counting.BEGINNING_WITH,
    # Four weeks lie between meeting and decision, two between invitation and meeting, and those who are
    # asked for advice need several more before that.
    remind=(weeks(16), weeks(12), weeks(8), weeks(4), weeks(1)),
    right="A late review can be complained of: to the authority first, then to the Ombudsman.",
    note=(
        "The review is complete when the authority gives notice of its decision, not when the meeting is "
        "held. A shortage of staff is no excuse."
    ),
    confirmed=False,
)

CONSIDER_AN_EARLIER_REVIEW = Duty(
    ref="E6",
    task="Consider reviewing the plan every 3 to 6 months",
    law="SEND Code of Practice 2015, para 9.178",
    owner=AUTHORITY,
    since=(Moment.FINAL_PLAN_SENT, Moment.PLAN_REVIEWED),
    aim=months(6),
    only_if="under_five",
    remind=(weeks(4), weeks(1)),
    note="Such a review may be simpler than the yearly one.",
    guidance=True,
    confirmed=False,
)

INVITE_TO_THE_REVIEW = Duty(
    ref="E7",
    task="Invite everyone the regulations name to the review meeting",
    law="SEND Regulations 2014, reg 20(1) to (3)",
    owner=ARRANGER,
    since=Moment.MEETING_FIXED,
    within=weeks(2),
    counted=Counting.BEFORE,
    remind=(weeks(2), weeks(1), days(1)),
    note=(
        "The family; the head, principal or early years provider; an officer of the authority for special "
        "educational needs; a health professional; an officer for social care. The authority may require "
        "the head of a maintained school to arrange it; others it can only ask. A lawyer has to confirm "
        "that whole days are meant."
    ),
    confirmed=False,
)

CIRCULATE_THE_ADVICE = Duty(
    ref="E8",
    task="Send everyone invited the advice that they have given for the review",
    law="SEND Regulations 2014, reg 20(4)",
    owner=ARRANGER,
    since=Moment.MEETING_FIXED,
    within=weeks(2),
    counted=Counting.BEFORE,
    remind=(weeks(2), weeks(1), days(1)),
    note=(
        "So the advice is asked for four to six weeks before the meeting. A lawyer has to confirm that "
        "whole days are meant."
    ),
    confirmed=False,
)

HOLD_THE_REVIEW_MEETING = Duty(
    ref="E9",
    task="Hold the review meeting and consider the progress towards the outcomes",
    law="SEND Regulations 2014, reg 20(5) and (6)",
    owner=ARRANGER,
    since=Moment.MEETING_FIXED,
    within=days(0),
    remind=(weeks(1), days(1)),
    note="From Year 9 also what prepares for adulthood and independent living.",
)

REPORT_ON_THE_MEETING = Duty(
    ref="E10",
    task="Write the report of the meeting with its recommendations, and send it to everyone invited",
    law="SEND Regulations 2014, reg 20(7) to (9)",
    owner=ARRANGER,
    since=Moment.MEETING_HELD,
    within=weeks(2),
    remind=(weeks(1), days(1)),
    note="School holidays do not stop the two weeks. A late report does not move the authority's day (E11).",
)

DECIDE_AFTER_THE_REVIEW = Duty(
    ref="E11",
    task="Decide to maintain, amend or cease the plan, and tell the family and the setting",
    law="SEND Regulations 2014, reg 20(10) and (11)",
    owner=AUTHORITY,
    since=Moment.MEETING_HELD,
    within=weeks(4),
    remind=(weeks(2), weeks(1), days(1)),
    right=(
        "Leaving the plan as it is, and ceasing it, can be appealed now; an amendment, once the amended "
        "plan is final."
    ),
)

SEND_THE_AMENDMENT_NOTICE = Duty(
    ref="E12",
    task="Send the plan with the notice of proposed amendments and the evidence for them",
    law="SEND Regulations 2014, reg 22(2)(a); R (L, M and P) v Devon County Council [2022] EWHC 493 (Admin)",
    owner=AUTHORITY,
    since=Moment.MEETING_HELD,
    within=weeks(4),
    remind=(weeks(2), weeks(1), days(1)),
    note="Where the decision is to amend: it goes with the decision, within the same 4 weeks.",
)

ANSWER_THE_AMENDMENTS = Right(
    ref="E13",
    task=(
        "Answer the proposed amendments, ask for a particular setting, and ask for a meeting with an officer"
    ),
    law="SEND Regulations 2014, reg 22(2)(b) to (d)",
    owner=FAMILY,
    since=Moment.AMENDMENT_NOTICE_SERVED,
    within=days(15),
    counted=Counting.BEGINNING_WITH,
    remind=(weeks(1), days(2)),
    note="It is the least that the authority must give. It may give longer, but the 8 weeks do not wait.",
)

ISSUE_THE_AMENDED_PLAN = Duty(
    ref="E14",
    task="Send the final amended plan to the family, the setting it names and the health commissioner",
    law="SEND Regulations 2014, reg 22(3)",
    owner=AUTHORITY,
    since=Moment.AMENDMENT_NOTICE_SENT,
    within=weeks(8),
    remind=(weeks(2), weeks(1), days(1)),
    right="Sections B, F and I can be appealed.",
    note="With the 4 weeks before (E12), never more than 12 weeks after the meeting.",
)

TELL_OF_NO_AMENDMENT = Duty(
    ref="E15",
    task="Tell the family, with reasons, if the plan is not to be amended after all",
    law="SEND Regulations 2014, reg 22(4) and (5)",
    owner=AUTHORITY,
    since=Moment.AMENDMENT_NOTICE_SENT,
    within=weeks(8),
    remind=(weeks(2), weeks(1), days(1)),
    right="The decision can be appealed (Children and Families Act 2014, s51(2)(e)).",
    note="The end of this paragraph was cut off in our source.",
    confirmed=False,
)


# ======================================================================================================

THE_PLAN_CEASES = Stage("The plan ceases")

CONSULT_BEFORE_CEASING = Duty(
    ref="Z1",
    task=(
        "Tell the family that ceasing the plan is being considered, and consult it and the head or principal"
    ),
    law="SEND Regulations 2014, reg 31(1)",
    owner=AUTHORITY,
    since=Moment.CEASING_CONSIDERED,
)

TELL_OF_CEASING = Duty(
    ref="Z2",
    task="Tell the family, the setting and the health commissioner that the plan is to cease",
    law="SEND Regulations 2014, reg 31(2) and (3)",
    owner=AUTHORITY,
    since=Moment.CEASING_CONSULTED,
    right=(
        "The decision can be appealed. The notice says so, gives the time limits, and tells of mediation, "
        "disagreement resolution, information and advice."
    ),
)

KEEP_THE_PLAN = Right(
    ref="Z3",
    task="Keep the plan, and the provision in it, until the time to appeal has passed",
    law="Children and Families Act 2014, s45(4)",
    owner=FAMILY,
    since=Moment.CEASING_NOTICE_SENT,
    within=months(2),
    or_later=(months(1), Moment.MEDIATION_CERTIFICATE_DATED),
    calendar=Calendar.TRIBUNAL,
    right="If there is an appeal, the plan is kept until it is finally decided.",
    note="The time to appeal is the Tribunal's (P1).",
)


# ======================================================================================================

THE_FAMILY_DISAGREES = Stage("The family disagrees with a decision")

ASK_FOR_MEDIATION = Right(
    ref="M1",
    task="Contact the mediation adviser, say that it wishes to appeal, and say whether it wants mediation",
    law="SEND Regulations 2014, reg 33",
    owner=FAMILY,
    since=Moment.APPEALABLE_DECISION_SENT,
    within=months(2),
    remind=(weeks(4), weeks(2), weeks(1), days(2)),
    note=(
        "Not needed for an appeal that is only about the setting or type of setting in section I "
        "(Children and Families Act 2014, s55(2))."
    ),
)

APPEAL = Right(
    ref="P1",
    task="Appeal to the SEND Tribunal",
    law="Tribunal Procedure (First-tier Tribunal) (HESC Chamber) Rules 2008, rules 12 and 20(1)(c)",
    owner=FAMILY,
    since=Moment.APPEALABLE_DECISION_SENT,
    within=months(2),
    or_later=(months(1), Moment.MEDIATION_CERTIFICATE_DATED),
    calendar=Calendar.TRIBUNAL,
    remind=(weeks(4), weeks(2), weeks(1), days(2)),
    note=(
        "The Tribunal must have received the notice of appeal by then. The month counts from the date "
        "that the certificate bears."
    ),
)
