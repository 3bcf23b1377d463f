"""England since 1 September 2014: the duties and rights on the way to an EHC plan and through its life.

Read it from top to bottom: it stands in the order in which a family meets it. "since" is what starts the
clock. "within" is the last day the law allows, never a target; where it is left out, the law gives no
number: as soon as practicable. A row without "since" always stands. "aim" is our own working day, for
planning, and never law. Rows with confirmed=False rest on a source that a lawyer has still to confirm.
"""

from datetime import date

from workflows.clock import (
    days,
    fixed_date,
    last_friday_in_june_at,
    months,
    tribunal_days,
    weeks,
    working_days,
)

from .counting import Calendar, Counting
from .terms import Agency, Duty, Exception_, Ground, Moment, OrLater, Right, Stage

TITLE = "England: the Children and Families Act 2014 and its regulations"
IN_FORCE_FROM = date(2014, 9, 1)

AUTHORITY = Agency.LOCAL_AUTHORITY
HEALTH = Agency.HEALTH_COMMISSIONER
FAMILY = Agency.FAMILY
ARRANGER = Agency.REVIEW_ARRANGER
ADVISER_ON_MEDIATION = Agency.MEDIATION_ADVISER
SETTING = Agency.SETTING


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
    Exception_(ground=Ground.SCHOOL_CLOSED, words=SCHOOL_CLOSED, law="SEND Regulations 2014, reg 5(4)(a)"),
    Exception_(ground=Ground.NURSERY_CLOSED, words=NURSERY_CLOSED, law="SEND Regulations 2014, reg 5(4)(b)"),
    Exception_(ground=Ground.CIRCUMSTANCES, words=PERSONAL, law="SEND Regulations 2014, reg 5(4)(c)"),
    Exception_(
        ground=Ground.ABSENT, words=ABSENT, law="SEND Regulations 2014, reg 5(4)(d)", for_at_least=weeks(4)
    ),
)
EXCUSES_LATE_ADVICE = (
    Exception_(ground=Ground.CIRCUMSTANCES, words=EXCEPTIONAL, law="SEND Regulations 2014, reg 8(2)(a)"),
    Exception_(
        ground=Ground.ABSENT, words=ABSENT, law="SEND Regulations 2014, reg 8(2)(b)", for_at_least=weeks(4)
    ),
    Exception_(
        ground=Ground.MISSED_APPOINTMENT, words=MISSED_APPOINTMENT, law="SEND Regulations 2014, reg 8(2)(c)"
    ),
)
EXCUSES_A_LATE_DECISION_ON_A_PLAN = (
    Exception_(ground=Ground.SCHOOL_CLOSED, words=SCHOOL_CLOSED, law="SEND Regulations 2014, reg 10(4)(a)"),
    Exception_(ground=Ground.NURSERY_CLOSED, words=NURSERY_CLOSED, law="SEND Regulations 2014, reg 10(4)(b)"),
    Exception_(ground=Ground.CIRCUMSTANCES, words=PERSONAL, law="SEND Regulations 2014, reg 10(4)(c)"),
    Exception_(
        ground=Ground.ABSENT, words=ABSENT, law="SEND Regulations 2014, reg 10(4)(d)", for_at_least=weeks(4)
    ),
)
EXCUSES_A_LATE_PLAN = (
    Exception_(
        ground=Ground.SCHOOL_CLOSED,
        words=SCHOOL_CLOSED,
        law="SEND Regulations 2014, reg 13(3) with reg 10(4)(a)",
    ),
    Exception_(
        ground=Ground.NURSERY_CLOSED,
        words=NURSERY_CLOSED,
        law="SEND Regulations 2014, reg 13(3) with reg 10(4)(b)",
    ),
    Exception_(
        ground=Ground.CIRCUMSTANCES, words=PERSONAL, law="SEND Regulations 2014, reg 13(3) with reg 10(4)(c)"
    ),
    Exception_(
        ground=Ground.ABSENT,
        words=ABSENT,
        law="SEND Regulations 2014, reg 13(3) with reg 10(4)(d)",
        for_at_least=weeks(4),
    ),
)
EXCUSES_A_LATE_PLAN_AFTER_REASSESSMENT = (
    Exception_(ground=Ground.SCHOOL_CLOSED, words=SCHOOL_CLOSED, law="SEND Regulations 2014, reg 27(3)"),
    Exception_(ground=Ground.NURSERY_CLOSED, words=NURSERY_CLOSED, law="SEND Regulations 2014, reg 27(3)"),
    Exception_(ground=Ground.CIRCUMSTANCES, words=PERSONAL, law="SEND Regulations 2014, reg 27(3)"),
    Exception_(
        ground=Ground.ABSENT,
        words=ABSENT,
        law="SEND Regulations 2014, reg 27(3)",
        for_at_least=weeks(4),
    ),
)
AWAY_TWO_WEEKS = (
    "the child, the parent or the young person was away from the authority's area for 2 weeks or more on end "
    "in that time"
)
EXCUSES_LATE_COMPLIANCE = (
    Exception_(ground=Ground.CIRCUMSTANCES, words=PERSONAL, law="SEND Regulations 2014, reg 44(3)"),
    Exception_(
        ground=Ground.ABSENT,
        words=AWAY_TWO_WEEKS,
        law="SEND Regulations 2014, reg 44(3)",
        for_at_least=weeks(2),
    ),
    Exception_(
        ground=Ground.SCHOOL_CLOSED,
        words=SCHOOL_CLOSED,
        law="SEND Regulations 2014, reg 44(3) with reg 13(3)",
    ),
    Exception_(
        ground=Ground.NURSERY_CLOSED,
        words=NURSERY_CLOSED,
        law="SEND Regulations 2014, reg 44(3) with reg 13(3)",
    ),
)
EXCUSES_LATE_CONCESSION = (
    Exception_(ground=Ground.CIRCUMSTANCES, words=PERSONAL, law="SEND Regulations 2014, reg 45"),
    Exception_(
        ground=Ground.ABSENT,
        words=AWAY_TWO_WEEKS,
        law="SEND Regulations 2014, reg 45",
        for_at_least=weeks(2),
    ),
    Exception_(
        ground=Ground.SCHOOL_CLOSED, words=SCHOOL_CLOSED, law="SEND Regulations 2014, reg 45 with reg 13(3)"
    ),
    Exception_(
        ground=Ground.NURSERY_CLOSED, words=NURSERY_CLOSED, law="SEND Regulations 2014, reg 45 with reg 13(3)"
    ),
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
    note="The parent, the young person, or their school or college may ask (s36(1)).",
    confirmed=False,
)

TELL_PARTNERS = Duty(
    ref="A2",
    task="Tell health, social care and the head, principal or early years SENCO about the request",
    law="SEND Regulations 2014, reg 4(2)",
    owner=AUTHORITY,
    since=Moment.REQUEST_RECEIVED,
    note="Told together with the family (A1). The same people are told the decision later (A4).",
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
        "A refusal can be appealed (Children and Families Act 2014, s51(2)(a)), as a rule with a certificate "
        "from the mediation adviser (M1). The notice gives the reasons (s36(5)), says that there is an appeal "
        "and within which time, and names the services for mediation, disagreement resolution, information and "
        "advice."
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
    task=(
        "Assess everybody who has or may have special educational needs and for whom provision under a plan may "
        "be necessary"
    ),
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
    right=(
        "The family may ask that anyone else whom it is reasonable to ask be asked as well. An assessment in "
        "which advice is missing is unlawful."
    ),
    note=(
        "From: (a) the family; (b) education; (c) health; (d) an educational psychologist; (e) social care; (f) "
        "whoever else the authority thinks appropriate; (g) from Year 9, somebody on preparing for adulthood; "
        "(h) whoever else the family reasonably asks for. It is asked for early enough to keep the 16 weeks "
        "(C1). Where advice exists, and its author, the authority and the family all find it sufficient, it is "
        "not asked for again; that does not hold for the family's own. All of it becomes section K."
    ),
)

ASK_A_QUALIFIED_TEACHER = Duty(
    ref="B2",
    task="Get the education advice through a teacher qualified in hearing or vision impairment",
    law="SEND Regulations 2014, reg 6(2)",
    owner=AUTHORITY,
    since=Moment.ASSESSMENT_AGREED,
    only_if="hearing_or_vision_impaired",
    note=(
        "Where whoever advises on education is not qualified to teach such pupils, the advice is given together "
        "with somebody who is."
    ),
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
        "Late advice can be complained of, to the authority first and then to the Ombudsman, who treats a "
        "shortage of educational psychologists as the authority's own failure."
    ),
    note=(
        "Counted from the day on which those who were asked received the request. Holidays of a school or "
        "nursery are no exception here."
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
        "The decision to make no plan can be appealed (Children and Families Act 2014, s51(2)(b)), as a rule "
        "with a certificate from the mediation adviser (M1). The notice says the same things as in A3."
    ),
    note=(
        "Counted from the request, not from the decision to assess. Without a request (s24), it counts from the "
        "day the authority became responsible. Health and the head, principal or early years provider are told "
        "too."
    ),
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
        "With the draft goes notice of the family's rights (C3). The law sets no day for it; many authorities "
        "plan for week 16. Week 14 leaves room within the 20 weeks for the family's answer and for consulting a "
        "setting (C4)."
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
        "Asking for a setting of the kinds in section 38(3) obliges the authority to consult it (C4), and to "
        "name it unless one of the grounds in the Act applies (C5)."
    ),
    note=(
        "The day on which it was served is the first of the 15. They are the least that the authority must give. "
        "It may give longer, but the 20 weeks do not wait."
    ),
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
    note=(
        "The kinds in section 38(3): a maintained school or nursery school, an academy, a further education "
        "college, a non-maintained special school, an approved institution (s41). No local list of schools can "
        "limit who is consulted."
    ),
)

ANSWER_THE_CONSULTATION = Duty(
    ref="C4a",
    task="Answer the consultation",
    law="SEND Code of Practice 2015, para 9.83",
    owner=Agency.CONSULTED_SETTING,
    since=Moment.SETTING_CONSULTED,
    within=days(15),
    remind=(weeks(1), days(2)),
    note="Neither the Act nor the regulations give a number of days.",
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
        "The grounds are closed: unsuitable for the child's or young person's age, ability, aptitude or special "
        "educational needs; or incompatible with the efficient education of others or with the efficient use of "
        "resources."
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
    right="The setting or type of setting that is named can be appealed (section I).",
    note="A mainstream setting is presumed (s33).",
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
        "Sections B, F and I can be appealed (Children and Families Act 2014, s51(2)(c)); the notice with the "
        "plan says how (SEND Regulations 2014, reg 14). From now on the provision is owed (E1, E2). A maintained "
        "school or nursery school, academy, further education college, non-maintained special school or approved "
        "institution that is named must admit (s43)."
    ),
    note=(
        "Counted from the request, not from the decision to assess. Without a request (s24), it counts from the "
        "day the authority became responsible."
    ),
)

EXPLAIN_THE_DELAY = Duty(
    ref="C8",
    task="Tell the family why a step is late and when to expect it",
    law="SEND Code of Practice 2015, para 9.43",
    owner=AUTHORITY,
    since=Moment.STATUTORY_DAY_MISSED,
    aim=working_days(3),
    remind=(working_days(1),),
    guidance=True,
)

DECIDE_AFRESH = Duty(
    ref="C9",
    task="Decide afresh for a child who moves in while another authority was assessing",
    law="Children and Families Act 2014, s24 and s36; SEND Regulations 2014, reg 5(1)",
    owner=AUTHORITY,
    note=(
        "The other authority's decisions do not bind, and are not taken over. The 6, 16 and 20 weeks count anew "
        "from the day on which the new authority becomes responsible; here that day is entered as the day of the "
        "request."
    ),
)


# ======================================================================================================

A_BUDGET_IS_ASKED_FOR = Stage("A personal budget and direct payments")

GIVE_BUDGET_INFORMATION = Duty(
    ref="D1",
    task="Tell the family what a personal budget can be for, on which conditions, and who advises on it",
    law="SEN (Personal Budgets) Regulations 2014, reg 3",
    owner=AUTHORITY,
    since=Moment.PLAN_NEEDED,
    note="The same is owed as long as there is a plan.",
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
        "A direct payment needs: a provision for which it is an appropriate way; a recipient who is capable of "
        "it, acts in the best interests of the child or young person and is not excluded by the regulations' "
        "schedule; no harm to other services; efficient use of the authority's resources."
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
        "The notice says what is to be bought, how much is paid and when, on which conditions, and how it is "
        "reviewed. Whoever receives the payment consents in writing; a setting consents to what is delivered on "
        "its premises."
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
    right="The recipient may ask for a review at any time, and the authority must consider it.",
    note="Afterwards it is reviewed with the plan (D7a).",
)

REVIEW_THE_DIRECT_PAYMENT_AGAIN = Duty(
    ref="D7a",
    task="Review the direct payment together with the plan",
    law="SEN (Personal Budgets) Regulations 2014, reg 11",
    owner=AUTHORITY,
    since=Moment.PLAN_REVIEWED,
    how_soon="with every review and re-assessment of the plan, so without delay",
    only_if="pays_directly",
    right="The recipient may ask for a review at any time, and the authority must consider it.",
)

GIVE_NOTICE_OF_REDUCTION = Duty(
    ref="D8",
    task="Give reasonable notice, with reasons, before a direct payment is reduced",
    law="SEN (Personal Budgets) Regulations 2014, reg 12",
    owner=AUTHORITY,
    right="The recipient may ask once for the reduction to be reconsidered (D8a).",
    note="The law gives no number of days; what is reasonable depends on what has to be arranged meanwhile.",
)

ASK_FOR_RECONSIDERATION = Right(
    ref="D8a",
    task="Ask once that a reduced or stopped direct payment be reconsidered",
    law="SEN (Personal Budgets) Regulations 2014, reg 12 and 14",
    owner=FAMILY,
    since=Moment.PAYMENT_REDUCED,
)

RECONSIDER_THE_PAYMENT = Duty(
    ref="D8b",
    task="Reconsider the reduced or stopped direct payment and tell the recipient the result, with reasons",
    law="SEN (Personal Budgets) Regulations 2014, reg 12 and 14",
    owner=AUTHORITY,
    since=Moment.RECONSIDERATION_REQUESTED,
)

STOP_THE_PAYMENT = Duty(
    ref="D9",
    task="Stop the direct payment, with notice and reasons",
    law="SEN (Personal Budgets) Regulations 2014, reg 14",
    owner=AUTHORITY,
    since=Moment.PAYMENT_MUST_STOP,
    right="The recipient may ask once for that to be reconsidered (D8a). The provision itself is still owed (E1).",
    note=(
        "Where the recipient withdraws consent or is no longer eligible; or where a review shows harm to other "
        "services, inefficient use of resources, or that it is not in the child's best interests."
    ),
)

RECOVER_THE_PAYMENT = Right(
    ref="D10",
    task="Ask for a direct payment back that was not spent, spent on something else, or got by fraud",
    law="SEN (Personal Budgets) Regulations 2014, reg 13",
    owner=AUTHORITY,
    confirmed=False,
)

PASS_THE_PAYMENT_ON = Duty(
    ref="D11",
    task="Ask the young person's consent to receive the direct payment, and pay it to them from then on",
    law="SEN (Personal Budgets) Regulations 2014, reg 15",
    owner=AUTHORITY,
    since=Moment.YOUNG_PERSON,
    only_if="pays_directly",
    confirmed=False,
)

SECURE_WHAT_IS_PAID_FOR = Duty(
    ref="D12",
    task="See that the provision paid for is in fact secured",
    law="Children and Families Act 2014, s42 and s49",
    owner=AUTHORITY,
    note="A direct payment discharges the duty in section 42 only as far as the provision is really there.",
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
        "The duty is absolute: best endeavours are not enough, and it cannot be passed on (R (JSH) v Westmorland "
        "and Furness Council [2024] EWHC 3362 (Admin)). If it is not met: judicial review, or a complaint to the "
        "Ombudsman."
    ),
    note=(
        "It is owed from the first day and all the time, unless the family has made suitable arrangements of its "
        "own (s42(5)). The 5 weeks are no time limit: a court took them, from the time that an order has (O5), "
        "as a measure for when most of it must be there (R (BA) v Nottinghamshire County Council [2021] EWHC "
        "1348 (Admin))."
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
    note=(
        "It is owed from the first day and all the time, unless the family has made suitable arrangements of its "
        "own (s42(5)). The 5 weeks are the same measure as for section F (E1), and no time limit."
    ),
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
    right=(
        "A late review can be complained of, to the authority first and then to the Ombudsman: it also delays "
        "the right to appeal."
    ),
    note=(
        "The first 12 months begin with the day the plan was made, the next with the day of the last review. The "
        "review is complete when the authority gives notice of its decision, not when the meeting is held. A "
        "shortage of staff is no excuse."
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
        "Invited are: the family; the head, principal or early years provider; an officer of the authority for "
        "special educational needs; a health professional whom the health commissioner names; an officer for "
        "social care. The authority may require the head of a maintained school to arrange the meeting; others "
        "it can only ask. A lawyer has to confirm that “at least two weeks” means whole days in between."
    ),
    confirmed=False,
)

CIRCULATE_THE_ADVICE = Duty(
    ref="E8",
    task="Get advice for the review from everyone invited, and send all of it to all of them",
    law="SEND Regulations 2014, reg 20(4)",
    owner=ARRANGER,
    since=Moment.MEETING_FIXED,
    within=weeks(2),
    counted=Counting.BEFORE,
    remind=(weeks(2), weeks(1), days(1)),
    note=(
        "So the advice is asked for four to six weeks before the meeting. A lawyer has to confirm that “at least "
        "two weeks” means whole days in between."
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
    only_if="attends_a_setting",
    remind=(weeks(1), days(1)),
    note=(
        "Where the school need not arrange the review, the authority writes the report. School holidays do not "
        "stop the two weeks. A late report does not move the authority's day (E11)."
    ),
)

DECIDE_AFTER_THE_REVIEW = Duty(
    ref="E11",
    task="Decide to maintain, amend or cease the plan, and tell the family and the setting",
    law="SEND Regulations 2014, reg 20(10) and (11), or 21(8) and (9)",
    owner=AUTHORITY,
    since=Moment.MEETING_HELD,
    within=weeks(4),
    remind=(weeks(2), weeks(1), days(1)),
    right=(
        "Leaving the plan as it is, and ceasing it, can be appealed now; an amendment can be appealed once the "
        "amended plan is final."
    ),
    note="If no meeting is held, the decision is still owed within the 12 months of the review (E5).",
)

SEND_THE_AMENDMENT_NOTICE = Duty(
    ref="E12",
    task="Send the plan with the notice of proposed amendments and the evidence for them",
    law="SEND Regulations 2014, reg 22(2)(a); R (L, M and P) v Devon County Council [2022] EWHC 493 (Admin)",
    owner=AUTHORITY,
    since=Moment.MEETING_HELD,
    within=weeks(4),
    remind=(weeks(2), weeks(1), days(1)),
    note=(
        "Where the decision is to amend. The notice goes with that decision, within the same 4 weeks; it cannot "
        "follow later."
    ),
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
    right=(
        "As after a first draft, the authority then consults the setting that the family asks for (C4, C5)."
    ),
    note=(
        "The day on which it was served is the first of the 15. They are the least that the authority must give. "
        "It may give longer, but the 8 weeks do not wait."
    ),
)

ISSUE_THE_AMENDED_PLAN = Duty(
    ref="E14",
    task="Send the final amended plan to the family, the setting it names and the health commissioner",
    law="SEND Regulations 2014, reg 22(3)",
    owner=AUTHORITY,
    since=Moment.AMENDMENT_NOTICE_SENT,
    within=weeks(8),
    remind=(weeks(2), weeks(1), days(1)),
    right="Sections B, F and I can be appealed (Children and Families Act 2014, s51(2)(c)).",
    note=(
        "With the 4 weeks before (E12), never more than 12 weeks after the meeting. The exceptions for a first "
        "plan do not hold here."
    ),
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

REVIEW_WITHOUT_A_SETTING = Duty(
    ref="E16",
    task="Invite, circulate, meet and write the report of the review itself",
    law="SEND Regulations 2014, reg 21",
    owner=AUTHORITY,
    since=Moment.MEETING_HELD,
    within=weeks(2),
    only_if="attends_no_setting",
    remind=(weeks(1), days(1)),
    note=(
        "Where nobody else can arrange it. Two weeks of notice (E7), two for the advice (E8) and four for the "
        "decision (E11) hold here too. What is counted in this row is the report (reg 21(7))."
    ),
)

AMEND_BEFORE_THE_NEXT_PHASE = Duty(
    ref="E17",
    task="Review and amend the plan so that it names the setting, or its type, for the next phase of education",
    law="SEND Regulations 2014, reg 18(1)(b)",
    owner=AUTHORITY,
    since=Moment.TRANSFER_BETWEEN_PHASES,
    within=fixed_date(15, 2),
    counted=Counting.BEFORE_DATE,
    remind=(weeks(26), weeks(20), weeks(12), weeks(8), weeks(4), weeks(2), weeks(1), days(1)),
    right="A missed day can be complained of or taken to judicial review. The amended plan can be appealed.",
    note=(
        "From early years to school, from infant to junior, from primary to middle or secondary, from middle to "
        "secondary school. Most people say “by 15 February”; the regulation says “before”, so that the 14th is "
        "the last day. A lawyer has to confirm that reading. A weekend moves nothing."
    ),
    confirmed=False,
)

AMEND_BEFORE_POST_16 = Duty(
    ref="E18",
    task="Review and amend the plan so that it names the post-16 institution, or its type",
    law="SEND Regulations 2014, reg 18(1)(a)",
    owner=AUTHORITY,
    since=Moment.TRANSFER_TO_POST_16,
    within=fixed_date(31, 3),
    counted=Counting.BEFORE_DATE,
    remind=(weeks(30), weeks(20), weeks(12), weeks(8), weeks(4), weeks(2), weeks(1), days(1)),
    right="A missed day can be complained of or taken to judicial review. The amended plan can be appealed.",
    note=(
        "From a secondary school to a post-16 institution. The regulation says “before”, so that 30 March is the "
        "last day; a lawyer has to confirm that reading. A weekend moves nothing."
    ),
    confirmed=False,
)

AMEND_BEFORE_ANOTHER_POST_16 = Duty(
    ref="E19",
    task="Review and amend the plan so that it names the next post-16 institution, or its type",
    law="SEND Regulations 2014, reg 18(2)",
    owner=AUTHORITY,
    since=Moment.TRANSFER_BETWEEN_POST_16,
    within=months(5),
    counted=Counting.BEFORE,
    remind=(weeks(12), weeks(8), weeks(4), weeks(2), weeks(1), days(1)),
    right="The amended plan can be appealed.",
    note=(
        "If the entry requirements change, the plan is reviewed again as soon as practicable. A lawyer has to "
        "confirm that “at least five months” means whole months in between."
    ),
    confirmed=False,
)

AMEND_WITHOUT_A_REVIEW = Duty(
    ref="E20",
    task=(
        "Amend the plan without a review only in the same way as after one: notice, time to answer, decision"
    ),
    law="SEND Regulations 2014, reg 28 with reg 22",
    owner=AUTHORITY,
    right="Sections B, F and I of the amended plan can be appealed.",
    note="The notice starts the family's 15 days (E13) and the 8 weeks (E14, E15).",
    confirmed=False,
)

REVIEW_IN_THE_FAMILYS_VIEW = Duty(
    ref="E21",
    task=(
        "In every review consult the child and the family, consider their views and the progress made, and ask "
        "whether the outcomes are still right"
    ),
    law="SEND Regulations 2014, reg 19",
    owner=AUTHORITY,
    confirmed=False,
)


# ======================================================================================================

THE_NEEDS_ARE_ASSESSED_AGAIN = Stage("The needs are assessed again")

ASK_FOR_REASSESSMENT = Right(
    ref="R1",
    task="Ask for a re-assessment of the needs",
    law="Children and Families Act 2014, s44(2); SEND Regulations 2014, reg 23 and 24",
    owner=FAMILY,
    right=(
        "The authority must re-assess, unless the last assessment is less than 6 months ago or it thinks that "
        "none is necessary because nothing significant has changed."
    ),
    note=(
        "The head or principal of the school or college, and the health commissioner, may ask too. The authority "
        "may also decide of itself (s44(3))."
    ),
)

DECIDE_WHETHER_TO_REASSESS = Duty(
    ref="R2",
    task="Decide whether to re-assess, and tell the family",
    law="SEND Regulations 2014, reg 25(1) and (2)",
    owner=AUTHORITY,
    since=Moment.REASSESSMENT_REQUESTED,
    within=days(15),
    remind=(weeks(1), days(2), days(1)),
    right=(
        "A refusal can be appealed (Children and Families Act 2014, s51(2)(d)), as a rule with a certificate "
        "from the mediation adviser (M1)."
    ),
    note="Calendar days, not working days.",
)

ISSUE_THE_REASSESSED_PLAN = Duty(
    ref="R3",
    task="Re-assess, and send the final amended plan",
    law="SEND Regulations 2014, reg 26 and 27(1) to (3)",
    owner=AUTHORITY,
    since=Moment.REASSESSMENT_DECIDED,
    within=weeks(14),
    excused_by=EXCUSES_A_LATE_PLAN_AFTER_REASSESSMENT,
    remind=(weeks(6), weeks(4), weeks(2), weeks(1), days(1)),
    right="Sections B, F and I can be appealed.",
    note=(
        "Where nobody asked and the authority decides of itself (s44(3)), the 14 weeks count from that decision. "
        "Advice is sought and given as in a first assessment (B1 to B5), within the same 6 weeks (B4)."
    ),
)

ANSWER_THE_REASSESSED_DRAFT = Right(
    ref="R4",
    task="Answer the draft, ask for a particular setting, and require a meeting with an officer",
    law="SEND Regulations 2014, reg 27(1) with reg 13(1)",
    owner=FAMILY,
    since=Moment.REASSESSED_DRAFT_SERVED,
    within=days(15),
    counted=Counting.BEGINNING_WITH,
    remind=(weeks(1), days(2)),
    note=(
        "The day on which it was served is the first of the 15. They are the least that the authority must give. "
        "It may give longer, but the 14 weeks do not wait."
    ),
)


# ======================================================================================================

THE_FAMILY_MOVES = Stage("The family moves, or health changes hands")

TRANSFER_THE_PLAN = Duty(
    ref="T1",
    task="Transfer the plan to the new authority",
    law="SEND Regulations 2014, reg 15(2)",
    owner=AUTHORITY,
    since=Moment.MOVE,
    within=days(0),
    or_later=OrLater(within=working_days(15), since=Moment.MOVE_KNOWN, counted=Counting.BEGINNING_WITH),
    remind=(weeks(2), weeks(1), days(1)),
    note=(
        "On the day of the move; where the authority did not know of it at least 15 working days before, within "
        "the 15 working days that begin with the day it became aware. Taking the later of the two days comes to "
        "the same."
    ),
)

TAKE_OVER_THE_PLAN = Duty(
    ref="T2",
    task="Treat the transferred plan as the authority's own, and secure its provision at once",
    law="SEND Regulations 2014, reg 15(3) and (7)",
    owner=AUTHORITY,
    since=Moment.PLAN_TRANSFERRED,
    how_soon="at once",
    aim=weeks(5),
    remind=(weeks(3), weeks(1), days(1)),
    right="The plan stays in force as if the new authority had made it on the day it was first made.",
    note=(
        "Where it is impracticable for the child or young person to attend the setting that the plan names, they "
        "may attend another one for the time being. Until the plan is amended, the new authority goes on paying "
        "an independent or non-maintained special school that it names."
    ),
    confirmed=False,
)

TELL_WHAT_THE_NEW_AUTHORITY_WILL_DO = Duty(
    ref="T3",
    task="Tell the family that the plan was transferred, whether it will be re-assessed, and when it is reviewed",
    law="SEND Regulations 2014, reg 15(4)",
    owner=AUTHORITY,
    since=Moment.PLAN_TRANSFERRED,
    within=weeks(6),
    remind=(weeks(3), weeks(1), days(1)),
)

REVIEW_THE_TRANSFERRED_PLAN = Duty(
    ref="T4",
    task="Complete the first review of the transferred plan",
    law="SEND Regulations 2014, reg 15(5)",
    owner=AUTHORITY,
    since=Moment.TRANSFERRED_PLAN_LAST_REVIEWED,
    within=months(12),
    counted=Counting.BEGINNING_WITH,
    or_later=OrLater(within=months(3), since=Moment.PLAN_TRANSFERRED, counted=Counting.BEGINNING_WITH),
    remind=(weeks(12), weeks(8), weeks(4), weeks(1)),
    right="A late review can be complained of: to the authority first, then to the Ombudsman.",
    note="After it the yearly review counts as for every plan (E5).",
)

PASS_THE_PLAN_TO_THE_NEW_COMMISSIONER = Duty(
    ref="T5",
    task="Tell the new health commissioner that it is now responsible, when the family moves",
    law="SEND Regulations 2014, reg 16",
    owner=HEALTH,
    since=Moment.MOVE,
    within=days(0),
    or_later=OrLater(
        within=working_days(15), since=Moment.COMMISSIONER_MOVE_KNOWN, counted=Counting.BEGINNING_WITH
    ),
    remind=(weeks(1), days(1)),
    note="On the day of the move, or within the 15 working days that begin with the day it became aware.",
)

TELL_THE_NEW_COMMISSIONER = Duty(
    ref="T6",
    task="Tell the new health commissioner that it is now responsible",
    law="SEND Regulations 2014, reg 16",
    owner=HEALTH,
    since=Moment.COMMISSIONER_CHANGE_KNOWN,
    within=working_days(15),
    remind=(weeks(1), days(1)),
    note="Where the responsible commissioner changes without a move to another authority, as with a new doctor.",
)

ASK_WHERE_HEALTH_CANNOT_ARRANGE = Duty(
    ref="T7",
    task=(
        "Ask the authority for an assessment or a review if the health provision in section G cannot be arranged"
    ),
    law="SEND Regulations 2014, reg 16",
    owner=HEALTH,
    since=Moment.COMMISSIONER_TOLD_OF_PLAN,
    within=working_days(15),
    only_if="section_g_has_provision",
    remind=(weeks(1), days(1)),
    right="The authority must then assess the needs again or review the plan (T7a).",
    note="Where it can be arranged, saying so here ends the matter.",
)

DO_AS_THE_COMMISSIONER_ASKS = Duty(
    ref="T7a",
    task="Assess the needs again or review the plan, as the new health commissioner asks",
    law="SEND Regulations 2014, reg 16",
    owner=AUTHORITY,
    since=Moment.COMMISSIONER_ASKED,
)

KEEP_THE_PLAN_OF_A_DETAINED_PERSON = Duty(
    ref="T8",
    task="Keep the plan of a child or young person who is detained, send it there, and review it on release",
    law="Children and Families Act 2014, s48 and s70 to s75; SI 2015/62",
    owner=AUTHORITY,
    note=(
        "The plan is kept, not maintained. It goes to the place of detention within 5 working days, and a "
        "request made there has 6, 16 and 20 weeks of its own. This service does not work out those days yet: a "
        "lawyer has to read the regulations first."
    ),
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
    note=(
        "The law gives no number of days, but the consultation has to be a real one, before anything is decided."
    ),
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
    or_later=OrLater(within=months(1), since=Moment.MEDIATION_CERTIFICATE_DATED),
    calendar=Calendar.TRIBUNAL,
    right=(
        "The authority must go on maintaining it until then. If there is an appeal, it must do so until the "
        "appeal is finally decided."
    ),
    note="The time to appeal is the Tribunal's (P1).",
)

CEASE_UNDER_18 = Duty(
    ref="Z4",
    task="Review and amend, not cease, the plan of somebody under 18 who has left education or training",
    law="SEND Regulations 2014, reg 29",
    owner=AUTHORITY,
    right="Under 18 a plan may cease only if it is no longer necessary, or the authority is no longer responsible.",
)

CEASE_AFTER_18 = Duty(
    ref="Z5",
    task="Review the plan of somebody of 18 or over who has stopped attending, before it may cease",
    law="SEND Regulations 2014, reg 30",
    owner=AUTHORITY,
    right="It may not cease if the young person wants to return and returning is appropriate.",
)

MAINTAIN_TO_THE_END_OF_THE_YEAR = Right(
    ref="Z6",
    task="Maintain the plan to the end of the academic year in which the young person turns 25",
    law="Children and Families Act 2014, s46; SEND Regulations 2014, reg 46",
    owner=AUTHORITY,
    confirmed=False,
)

APPLY_THE_TEST_FOR_CEASING = Duty(
    ref="Z7",
    task="Cease a plan only if the authority is no longer responsible or the plan is no longer necessary",
    law="Children and Families Act 2014, s45(1) to (3)",
    owner=AUTHORITY,
    note="Over 18, whether the educational outcomes have been achieved has to be considered.",
    confirmed=False,
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

CERTIFY_THAT_MEDIATION_IS_NOT_WANTED = Duty(
    ref="M2",
    task="Issue the certificate when the family wants no mediation",
    law="Children and Families Act 2014, s55; SEND Regulations 2014, reg 34",
    owner=ADVISER_ON_MEDIATION,
    since=Moment.MEDIATION_DECLINED,
    within=working_days(3),
)

TELL_HEALTH_THE_ISSUES = Duty(
    ref="M3",
    task="Tell the health commissioner what the mediation is about and which health provision is wanted",
    law="SEND Regulations 2014, reg 35",
    owner=AUTHORITY,
    since=Moment.MEDIATION_WANTED,
    within=working_days(3),
    only_if="mediation_on_health",
    remind=(working_days(1),),
)

ARRANGE_HEALTH_MEDIATION = Duty(
    ref="M4",
    task="Arrange the mediation where it is about health alone",
    law="Children and Families Act 2014, s53",
    owner=HEALTH,
    since=Moment.COMMISSIONER_TOLD_OF_ISSUES,
    within=days(30),
    only_if="mediation_on_health_alone",
    remind=(weeks(2), weeks(1), days(2)),
    note="Calendar days; published leaflets that speak of 30 working days are wrong.",
)

ARRANGE_MEDIATION = Duty(
    ref="M5",
    task="Arrange the mediation, and take part in it",
    law="Children and Families Act 2014, s54; SEND Regulations 2014, reg 36 and 37",
    owner=AUTHORITY,
    since=Moment.MEDIATION_WANTED,
    within=days(30),
    only_if="mediation_on_more",
    remind=(weeks(2), weeks(1), days(2)),
    right="The authority may not refuse mediation.",
    note="Calendar days. If it cannot be arranged in time, the adviser is told at once and issues a certificate (M5a).",
)

CERTIFY_THAT_MEDIATION_WAS_NOT_ARRANGED = Duty(
    ref="M5a",
    task="Issue the certificate when the mediation could not be arranged in time",
    law="SEND Regulations 2014, reg 36 and 37",
    owner=ADVISER_ON_MEDIATION,
    since=Moment.MEDIATION_NOT_ARRANGED,
    within=working_days(3),
)

CERTIFY_THAT_MEDIATION_HAS_ENDED = Duty(
    ref="M6",
    task="Issue the certificate when the mediation has ended",
    law="Children and Families Act 2014, s55(5); SEND Regulations 2014, reg 39",
    owner=ADVISER_ON_MEDIATION,
    since=Moment.MEDIATION_ENDED,
    within=working_days(3),
    confirmed=False,
)

SEND_SOMEBODY_WHO_MAY_SETTLE = Duty(
    ref="M7",
    task=(
        "Send to the mediation somebody who may settle the matter, and see that the mediator is independent"
    ),
    law="SEND Regulations 2014, reg 38, 40 and 41",
    owner=AUTHORITY,
    right="The parent's expenses are paid.",
    note="The health commissioner owes the same where the mediation is about health.",
    confirmed=False,
)

COMPLY_WITH_A_MEDIATION_AGREEMENT = Duty(
    ref="M8",
    task="Do what was agreed in mediation as if the Tribunal had ordered it",
    law="SEND Regulations 2014, reg 42(2) and (5)",
    owner=AUTHORITY,
    since=Moment.MEDIATION_AGREED,
    how_soon="within the time that an order of the same kind has (O1 to O7)",
    only_if="agreement_can_be_appealed",
    note="Those concerned may agree on another time in writing (reg 42(5)).",
)

DO_WHAT_ELSE_WAS_AGREED = Duty(
    ref="M9",
    task="Do what else was agreed in mediation",
    law="SEND Regulations 2014, reg 42(3)",
    owner=AUTHORITY,
    since=Moment.MEDIATION_AGREED,
    within=weeks(2),
    only_if="agreement_binds_authority",
    extended_by="SEND Regulations 2014, reg 42(5)",
    remind=(weeks(1), days(1)),
    note="What the authority agreed to and could not have been appealed.",
)

DO_WHAT_HEALTH_AGREED = Duty(
    ref="M9a",
    task="Do what was agreed in mediation on health",
    law="SEND Regulations 2014, reg 42(3)",
    owner=HEALTH,
    since=Moment.MEDIATION_AGREED,
    within=weeks(2),
    only_if="agreement_binds_commissioner",
    extended_by="SEND Regulations 2014, reg 42(5)",
    remind=(weeks(1), days(1)),
    note="What the health commissioner agreed to.",
)

TELL_THE_AUTHORITY_WHAT_WAS_AGREED = Duty(
    ref="M10",
    task="Tell the authority what was agreed in a mediation in which it took no part",
    law="SEND Regulations 2014, reg 42(4)",
    owner=HEALTH,
    since=Moment.MEDIATION_AGREED,
    within=weeks(1),
    only_if="authority_was_absent",
    remind=(days(2),),
)

APPEAL = Right(
    ref="P1",
    task="Appeal to the SEND Tribunal",
    law="Tribunal Procedure (First-tier Tribunal) (HESC Chamber) Rules 2008, rules 12 and 20(1)(c)",
    owner=FAMILY,
    since=Moment.APPEALABLE_DECISION_SENT,
    within=months(2),
    or_later=OrLater(within=months(1), since=Moment.MEDIATION_CERTIFICATE_DATED),
    calendar=Calendar.TRIBUNAL,
    remind=(weeks(4), weeks(2), weeks(1), days(2)),
    note=(
        "The Tribunal must have received the notice of appeal by then. The month counts from the date that the "
        "certificate bears. A last day that is not a working day of the Tribunal moves to the next one that is, "
        "so over Christmas and over August (rule 12); that holds for these appeals, not for claims of disability "
        "discrimination."
    ),
)

RESPOND_TO_THE_APPEAL = Duty(
    ref="P2",
    task="Respond to the appeal",
    law="Tribunal Procedure (First-tier Tribunal) (HESC Chamber) Rules 2008, rule 21",
    owner=AUTHORITY,
    since=Moment.APPEAL_REGISTERED,
    within=tribunal_days(30),
    calendar=Calendar.TRIBUNAL,
    remind=(weeks(3), weeks(2), weeks(1), days(2), days(1)),
    note="Neither 25 December to 1 January nor August is a working day of the Tribunal.",
)

SAY_WHICH_WAY_IT_GIVES_IN = Duty(
    ref="P3",
    task=(
        "Keep to the days that go with the way it gives in to an appeal: before responding, by an order, or "
        "without any order"
    ),
    law="SEND Regulations 2014, reg 44 and 45; R (W) v Hertfordshire County Council [2023] EWHC 3138 (Admin)",
    owner=AUTHORITY,
    note=(
        "Before its response: reg 45 counts from the day it tells the Tribunal (P3a to P3i). By order, consent "
        "order or mediation agreement: reg 44 counts from that (O2 to O7). Without any order: the 16 and 20 "
        "weeks from the first request go on (C1, C7), while the Ombudsman measures 10 and 14 weeks from the day "
        "it agreed (C1a, C7a), and the earlier day is the safe one. The text of reg 45 before 2015, with its 4 "
        "weeks, still circulates and is no longer the law."
    ),
    confirmed=False,
)

START_ASSESSING_AS_CONCEDED = Duty(
    ref="P3a",
    task="Tell the family that the assessment begins",
    law="SEND Regulations 2014, reg 45(3) (as substituted by SI 2015/359)",
    owner=AUTHORITY,
    since=Moment.APPEAL_CONCEDED,
    within=weeks(2),
    only_if="told_to_assess",
    excused_by=EXCUSES_LATE_CONCESSION,
    remind=(weeks(1), days(1)),
    right="A missed day can be complained of or taken to judicial review.",
)

DECIDE_ON_NO_PLAN_AS_CONCEDED = Duty(
    ref="P3b",
    task="Tell the family if no plan is needed",
    law="SEND Regulations 2014, reg 45(3A)(a) (as substituted by SI 2015/359)",
    owner=AUTHORITY,
    since=Moment.APPEAL_CONCEDED,
    within=weeks(10),
    only_if="told_to_assess",
    excused_by=EXCUSES_LATE_CONCESSION,
    remind=(weeks(4), weeks(2), weeks(1), days(1)),
    right="The decision to make no plan can be appealed (Children and Families Act 2014, s51(2)(b)).",
)

ISSUE_PLAN_AS_CONCEDED = Duty(
    ref="P3c",
    task="Send the final plan",
    law="SEND Regulations 2014, reg 45(3A)(b) (as substituted by SI 2015/359)",
    owner=AUTHORITY,
    since=Moment.APPEAL_CONCEDED,
    within=weeks(14),
    only_if="told_to_assess",
    excused_by=EXCUSES_LATE_CONCESSION,
    remind=(weeks(4), weeks(2), weeks(1), days(1)),
    right="Sections B, F and I can be appealed (Children and Families Act 2014, s51(2)(c)).",
)

SERVE_DRAFT_AS_CONCEDED = Duty(
    ref="P3d",
    task="Send the draft plan",
    law="SEND Regulations 2014, reg 45 (as substituted by SI 2015/359)",
    owner=AUTHORITY,
    since=Moment.APPEAL_CONCEDED,
    within=weeks(5),
    only_if="told_to_make_a_plan",
    excused_by=EXCUSES_LATE_CONCESSION,
    remind=(weeks(1), days(1)),
    right="A missed day can be complained of or taken to judicial review.",
)

ISSUE_MADE_PLAN_AS_CONCEDED = Duty(
    ref="P3e",
    task="Send the final plan",
    law="SEND Regulations 2014, reg 45 (as substituted by SI 2015/359)",
    owner=AUTHORITY,
    since=Moment.APPEAL_CONCEDED,
    within=weeks(11),
    only_if="told_to_make_a_plan",
    excused_by=EXCUSES_LATE_CONCESSION,
    remind=(weeks(4), weeks(2), weeks(1), days(1)),
    right="Sections B, F and I can be appealed (Children and Families Act 2014, s51(2)(c)).",
)

AMEND_AS_CONCEDED = Duty(
    ref="P3f",
    task="Send the amended plan",
    law="SEND Regulations 2014, reg 45(4) (as substituted by SI 2015/359)",
    owner=AUTHORITY,
    since=Moment.APPEAL_CONCEDED,
    within=weeks(5),
    only_if="told_to_amend",
    excused_by=EXCUSES_LATE_CONCESSION,
    remind=(weeks(1), days(1)),
    right="A missed day can be complained of or taken to judicial review.",
)

CHANGE_SETTING_AS_CONCEDED = Duty(
    ref="P3g",
    task="Send the plan with the other setting",
    law="SEND Regulations 2014, reg 45 (as substituted by SI 2015/359)",
    owner=AUTHORITY,
    since=Moment.APPEAL_CONCEDED,
    within=weeks(2),
    only_if="told_to_change_setting",
    excused_by=EXCUSES_LATE_CONCESSION,
    remind=(weeks(1), days(1)),
    right="A missed day can be complained of or taken to judicial review.",
)

MAINTAIN_AS_CONCEDED = Duty(
    ref="P3h",
    task="Go on with the plan",
    law="SEND Regulations 2014, reg 45 (as substituted by SI 2015/359)",
    owner=AUTHORITY,
    since=Moment.APPEAL_CONCEDED,
    how_soon="at once",
    only_if="told_to_maintain",
)

MAINTAIN_AMENDED_AS_CONCEDED = Duty(
    ref="P3i",
    task="Go on with the plan at once, and send it amended",
    law="SEND Regulations 2014, reg 45 (as substituted by SI 2015/359)",
    owner=AUTHORITY,
    since=Moment.APPEAL_CONCEDED,
    within=weeks(5),
    only_if="told_to_maintain_amended",
    excused_by=EXCUSES_LATE_CONCESSION,
    remind=(weeks(1), days(1)),
    right="A missed day can be complained of or taken to judicial review.",
)


# Giving in without any order

DECIDE_ON_NO_PLAN_AFTER_AGREEING = Duty(
    ref="C1a",
    task="Decide whether a plan is needed, by the Ombudsman's measure",
    law="Local Government and Social Care Ombudsman, Essex 25 007 473",
    owner=AUTHORITY,
    since=Moment.CONCEDED_WITHOUT_ORDER,
    within=weeks(10),
    remind=(weeks(4), weeks(2), weeks(1), days(1)),
    note="In law the 16 weeks from the first request go on (C1). The earlier of the two days is the safe one.",
    guidance=True,
    confirmed=False,
)

ISSUE_PLAN_AFTER_AGREEING = Duty(
    ref="C7a",
    task="Send the final plan, by the Ombudsman's measure",
    law="Local Government and Social Care Ombudsman, Essex 25 007 473",
    owner=AUTHORITY,
    since=Moment.CONCEDED_WITHOUT_ORDER,
    within=weeks(14),
    remind=(weeks(4), weeks(2), weeks(1), days(1)),
    note=(
        "In law the 20 weeks from the first request go on (C7): R (W) v Hertfordshire County Council [2023] EWHC "
        "3138 (Admin). The earlier of the two days is the safe one."
    ),
    guidance=True,
    confirmed=False,
)


# ======================================================================================================

THE_TRIBUNAL_DECIDES = Stage("The Tribunal decides, or mediation is agreed")

MAY_AGREE_ANOTHER_DAY = "SEND Regulations 2014, reg 42(5), after mediation"

CEASE_AS_ORDERED = Duty(
    ref="O1",
    task="Cease the plan",
    law="SEND Regulations 2014, reg 44(2)(a)",
    owner=AUTHORITY,
    since=Moment.TRIBUNAL_ORDERED,
    how_soon="immediately",
    only_if="told_it_may_cease",
)

START_ASSESSING_AS_TOLD = Duty(
    ref="O2a",
    task="Tell the family that the assessment begins",
    law="SEND Regulations 2014, reg 44(2)(b)",
    owner=AUTHORITY,
    since=(Moment.TRIBUNAL_ORDERED, Moment.MEDIATION_AGREED),
    within=weeks(2),
    only_if="told_to_assess",
    excused_by=EXCUSES_LATE_COMPLIANCE,
    extended_by=MAY_AGREE_ANOTHER_DAY,
    remind=(weeks(1), days(1)),
    right="A missed day can be complained of or taken to judicial review.",
)

DECIDE_ON_NO_PLAN_AS_TOLD = Duty(
    ref="O2b",
    task="Tell the family if no plan is needed",
    law="SEND Regulations 2014, reg 44(2)(b)",
    owner=AUTHORITY,
    since=(Moment.TRIBUNAL_ORDERED, Moment.MEDIATION_AGREED),
    within=weeks(10),
    only_if="told_to_assess",
    excused_by=EXCUSES_LATE_COMPLIANCE,
    extended_by=MAY_AGREE_ANOTHER_DAY,
    remind=(weeks(4), weeks(2), weeks(1), days(1)),
    right="The decision to make no plan can be appealed (Children and Families Act 2014, s51(2)(b)).",
)

ISSUE_PLAN_AS_TOLD = Duty(
    ref="O2c",
    task="Send the final plan",
    law="SEND Regulations 2014, reg 44(2)(b)",
    owner=AUTHORITY,
    since=(Moment.TRIBUNAL_ORDERED, Moment.MEDIATION_AGREED),
    within=weeks(14),
    only_if="told_to_assess",
    excused_by=EXCUSES_LATE_COMPLIANCE,
    extended_by=MAY_AGREE_ANOTHER_DAY,
    remind=(weeks(4), weeks(2), weeks(1), days(1)),
    right="Sections B, F and I can be appealed (Children and Families Act 2014, s51(2)(c)).",
)

SERVE_DRAFT_AS_TOLD = Duty(
    ref="O3a",
    task="Send the draft plan",
    law="SEND Regulations 2014, reg 44(2)(c)",
    owner=AUTHORITY,
    since=(Moment.TRIBUNAL_ORDERED, Moment.MEDIATION_AGREED),
    within=weeks(5),
    only_if="told_to_make_a_plan",
    excused_by=EXCUSES_LATE_COMPLIANCE,
    extended_by=MAY_AGREE_ANOTHER_DAY,
    remind=(weeks(1), days(1)),
    right="A missed day can be complained of or taken to judicial review.",
)

ISSUE_MADE_PLAN_AS_TOLD = Duty(
    ref="O3b",
    task="Send the final plan",
    law="SEND Regulations 2014, reg 44(2)(c)",
    owner=AUTHORITY,
    since=(Moment.TRIBUNAL_ORDERED, Moment.MEDIATION_AGREED),
    within=weeks(11),
    only_if="told_to_make_a_plan",
    excused_by=EXCUSES_LATE_COMPLIANCE,
    extended_by=MAY_AGREE_ANOTHER_DAY,
    remind=(weeks(4), weeks(2), weeks(1), days(1)),
    right="Sections B, F and I can be appealed (Children and Families Act 2014, s51(2)(c)).",
)

RECONSIDER_AS_TOLD = Duty(
    ref="O4a",
    task="Reconsider, and tell the family the decision",
    law="SEND Regulations 2014, reg 44(2)(d)",
    owner=AUTHORITY,
    since=(Moment.TRIBUNAL_ORDERED, Moment.MEDIATION_AGREED),
    within=weeks(2),
    only_if="told_to_reconsider",
    excused_by=EXCUSES_LATE_COMPLIANCE,
    extended_by=MAY_AGREE_ANOTHER_DAY,
    remind=(weeks(1), days(1)),
    right="The family is told either that a plan will be made (O4b, O4c) or that none will, and why.",
    confirmed=False,
)

SERVE_RECONSIDERED_DRAFT = Duty(
    ref="O4b",
    task="Send the draft plan, if a plan is now to be made",
    law="SEND Regulations 2014, reg 44(2)(d)",
    owner=AUTHORITY,
    since=(Moment.TRIBUNAL_ORDERED, Moment.MEDIATION_AGREED),
    within=weeks(5),
    only_if="told_to_reconsider",
    excused_by=EXCUSES_LATE_COMPLIANCE,
    extended_by=MAY_AGREE_ANOTHER_DAY,
    remind=(weeks(1), days(1)),
    right="A missed day can be complained of or taken to judicial review.",
    confirmed=False,
)

ISSUE_RECONSIDERED_PLAN = Duty(
    ref="O4c",
    task="Send the final plan, if a plan is now to be made",
    law="SEND Regulations 2014, reg 44(2)(d)",
    owner=AUTHORITY,
    since=(Moment.TRIBUNAL_ORDERED, Moment.MEDIATION_AGREED),
    within=weeks(11),
    only_if="told_to_reconsider",
    excused_by=EXCUSES_LATE_COMPLIANCE,
    extended_by=MAY_AGREE_ANOTHER_DAY,
    remind=(weeks(4), weeks(2), weeks(1), days(1)),
    right="Sections B, F and I can be appealed (Children and Families Act 2014, s51(2)(c)).",
    confirmed=False,
)

AMEND_AS_TOLD = Duty(
    ref="O5",
    task="Send the amended plan",
    law="SEND Regulations 2014, reg 44(2)(e)",
    owner=AUTHORITY,
    since=(Moment.TRIBUNAL_ORDERED, Moment.MEDIATION_AGREED),
    within=weeks(5),
    only_if="told_to_amend",
    excused_by=EXCUSES_LATE_COMPLIANCE,
    extended_by=MAY_AGREE_ANOTHER_DAY,
    remind=(weeks(1), days(1)),
    right=(
        "The provision in it is owed from then on (E1). A missed day can be complained of or taken to judicial "
        "review."
    ),
)

CHANGE_SETTING_AS_TOLD = Duty(
    ref="O6",
    task="Send the plan with the other setting",
    law="SEND Regulations 2014, reg 44(2)(f)",
    owner=AUTHORITY,
    since=(Moment.TRIBUNAL_ORDERED, Moment.MEDIATION_AGREED),
    within=weeks(2),
    only_if="told_to_change_setting",
    excused_by=EXCUSES_LATE_COMPLIANCE,
    extended_by=MAY_AGREE_ANOTHER_DAY,
    remind=(weeks(1), days(1)),
    right="A missed day can be complained of or taken to judicial review.",
    confirmed=False,
)

MAINTAIN_AS_TOLD = Duty(
    ref="O7a",
    task="Go on with the plan",
    law="SEND Regulations 2014, reg 44(2)(g)",
    owner=AUTHORITY,
    since=(Moment.TRIBUNAL_ORDERED, Moment.MEDIATION_AGREED),
    how_soon="at once",
    only_if="told_to_maintain",
    confirmed=False,
)

MAINTAIN_AMENDED_AS_TOLD = Duty(
    ref="O7b",
    task="Go on with the plan at once, and send it amended",
    law="SEND Regulations 2014, reg 44(2)(h)",
    owner=AUTHORITY,
    since=(Moment.TRIBUNAL_ORDERED, Moment.MEDIATION_AGREED),
    within=weeks(5),
    only_if="told_to_maintain_amended",
    excused_by=EXCUSES_LATE_COMPLIANCE,
    extended_by=MAY_AGREE_ANOTHER_DAY,
    remind=(weeks(1), days(1)),
    right="A missed day can be complained of or taken to judicial review.",
    confirmed=False,
)

ANSWER_THE_RECOMMENDATION_ON_HEALTH = Duty(
    ref="O8",
    task="Answer the Tribunal's recommendation on health in writing, with reasons",
    law="SEN and Disability (First-tier Tribunal Recommendations Power) Regulations 2017 (SI 2017/1306)",
    owner=HEALTH,
    since=Moment.RECOMMENDATION_MADE,
    within=weeks(5),
    only_if="recommends_on_health",
    remind=(weeks(2), weeks(1), days(1)),
    note="The recommendation binds only to an answer, which may be no.",
    confirmed=False,
)

ANSWER_THE_RECOMMENDATION_ON_SOCIAL_CARE = Duty(
    ref="O8a",
    task="Answer the Tribunal's recommendation on social care in writing, with reasons",
    law="SEN and Disability (First-tier Tribunal Recommendations Power) Regulations 2017 (SI 2017/1306)",
    owner=AUTHORITY,
    since=Moment.RECOMMENDATION_MADE,
    within=weeks(5),
    only_if="recommends_on_social_care",
    remind=(weeks(2), weeks(1), days(1)),
    note="The recommendation binds only to an answer, which may be no.",
    confirmed=False,
)

SEND_THE_ANSWER_TO_THE_DEPARTMENT = Duty(
    ref="O8b",
    task="Send a copy of the answer to the Department for Education",
    law="SEN and Disability (First-tier Tribunal Recommendations Power) Regulations 2017 (SI 2017/1306)",
    owner=AUTHORITY,
    since=Moment.RECOMMENDATION_ANSWERED,
    within=weeks(1),
    remind=(days(2),),
    confirmed=False,
)

CORRECT_BY_CONSENT = Duty(
    ref="O9",
    task=(
        "Ask the Tribunal's permission for a consent order once the time to respond has passed, and for the "
        "correction of a slip in its decision"
    ),
    law="Tribunal Procedure (First-tier Tribunal) (HESC Chamber) Rules 2008, rules 29 and 44",
    owner=AUTHORITY,
    confirmed=False,
)

COMPLAIN_TO_THE_OMBUDSMAN = Right(
    ref="LGO",
    task="Complain to the Ombudsman, after the authority's own complaints procedure",
    law="Local Government Act 1974, part 3",
    owner=FAMILY,
    note=(
        "As a rule within 12 months of knowing of the matter, and not about what could be appealed to the Tribunal. "
        "Complaints about health bodies go to the Health Service Ombudsman."
    ),
)


# ======================================================================================================

WHOSE_RIGHTS_THEY_ARE = Stage("Whose rights they are")

ACT_AS_THE_PARENT = Right(
    ref="YP",
    task="Use these rights as the child's parent",
    law="Children and Families Act 2014, s80 and s83; Education Act 1996, s8; SEND Regulations 2014, reg 63 to 65",
    owner=FAMILY,
    since=Moment.BORN,
    within=last_friday_in_june_at(16),
    counted=Counting.UNTIL_DATE,
    remind=(weeks(12), weeks(4), weeks(1)),
    note=(
        "From the day after, they are the young person's own, and notices go to the young person. A parent acts on "
        "only with the young person's agreement, or as representative where the young person lacks capacity for "
        "the decision in question (Mental Capacity Act 2005); capacity is asked for each decision anew."
    ),
    confirmed=False,
)


# ======================================================================================================

WHAT_ALWAYS_STANDS = Stage("What is always owed, whether or not there is a plan")

PUBLISH_THE_LOCAL_OFFER = Duty(
    ref="L1",
    task="Publish the local offer, keep it under review, and consult those whom the regulations list",
    law="Children and Families Act 2014, s30; SEND Regulations 2014, reg 53 to 55",
    owner=AUTHORITY,
    note=(
        "Schedule 2 says what it contains. Those who are consulted are children, families, schools, colleges, "
        "health and others."
    ),
)

PUBLISH_COMMENTS_ON_THE_LOCAL_OFFER = Duty(
    ref="L2",
    task="Ask for comments on the local offer, and publish them with what is done about them at least once a year",
    law="SEND Regulations 2014, reg 56",
    owner=AUTHORITY,
    confirmed=False,
)

POINT_TO_THE_LISTS_OF_SETTINGS = Duty(
    ref="L3",
    task="Say with every draft plan where the lists of approved institutions and settings are",
    law="SEND Regulations 2014, reg 13(1)(b); Children and Families Act 2014, s41 and s38(3)",
    owner=AUTHORITY,
)

PUBLISH_THE_SCHOOLS_REPORT = Duty(
    ref="L4",
    task="Publish the school's report on special educational needs every year, and have a qualified SENCO",
    law="SEND Regulations 2014, reg 49 to 51 and schedule 1",
    owner=SETTING,
    note="A new SENCO qualifies within 3 years of being appointed.",
    confirmed=False,
)
