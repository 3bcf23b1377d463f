"""Every row of the law in one sentence, and counted once by hand on a calendar where it has a period.

Read each entry as: whose it is, must or may or (guidance) should, what (its name in the table), by when, in which
case, where it is written, and (?) where a lawyer has still to confirm our source. Below it stand days: counted from
these, the last day is that. They are chosen so that the last day falls where other people stop counting: at
Christmas, at Easter, in August.
"""

import re
from datetime import date

import pytest

from tests.workflows.law.rows import LAW, TUESDAY
from workflows.law.terms import Moment, Row

ENTRIES = """
A1: The local authority must consult the family, as soon as practicable after the day the request for an
  assessment was received. Children and Families Act 2014, s36; SEND Regulations 2014, reg 3 and 4(1) (?).

A2: The local authority must tell partners, as soon as practicable after the day the request for an assessment
  was received. SEND Regulations 2014, reg 4(2) (?).

A3: The local authority must decide whether to assess, within 6 weeks of the day the request for an assessment
  was received. SEND Regulations 2014, reg 5(1).
    request_received=2026-11-13 -> 2026-12-25  (Christmas Day, and it stays)

A4: The local authority must tell partners the decision, within 6 weeks of the day the request for an assessment
  was received. SEND Regulations 2014, reg 5(2) with reg 5(1).
    request_received=2027-02-12 -> 2027-03-26  (Good Friday, and it stays)

A5: The local authority must apply the legal test, always. Children and Families Act 2014, s36(8).

B1: The local authority must seek advice, as soon as practicable after the day the authority decided to assess.
  SEND Regulations 2014, reg 6(1) and (4).

B2: The local authority must ask a qualified teacher, as soon as practicable after the day the authority decided
  to assess, where the child or young person has a hearing or vision impairment, or both. SEND Regulations 2014,
  reg 6(2) (?).

B3: The local authority must send the familys evidence, as soon as practicable after the day the authority
  decided to assess. SEND Regulations 2014, reg 6(3).

B4: Whoever was asked for advice must give advice, within 6 weeks of the day the request for advice was received
  by those asked. SEND Regulations 2014, reg 8(1).
    advice_requested=2026-07-13 -> 2026-08-24  (the summer holidays count)

B5: The local authority must consult throughout, always. SEND Regulations 2014, reg 7 and 9; Children and
  Families Act 2014, s19 (?).

C1: The local authority must decide whether to make a plan, within 16 weeks of the day the request for an
  assessment was received. SEND Regulations 2014, reg 10(1); Children and Families Act 2014, s36(9).
    request_received=2026-09-05 -> 2026-12-26  (a Saturday and Boxing Day)

C2: The local authority must prepare the draft, as soon as practicable after the day the authority decided that
  a plan is needed. Children and Families Act 2014, s38(1) to (5).

C3: The family may answer the draft, within the 15 days that begin with the day the draft plan was served on the
  family. SEND Regulations 2014, reg 13(1); Children and Families Act 2014, s38(4).
    draft_served=2026-12-11 -> 2026-12-25  (the day of serving is the first of the fifteen)

C4: The local authority must consult the setting, as soon as practicable after the day the family asked for a
  particular setting. Children and Families Act 2014, s38(3) and s39(2).

C4a: The setting that was consulted should answer the consultation, within 15 days of the day the setting was
  consulted. SEND Code of Practice 2015, para 9.83 (?).
    setting_consulted=2026-12-10 -> 2026-12-25  (the day of asking is not counted)

C5: The local authority must name the requested setting, as soon as practicable after the day the family asked
  for a particular setting. Children and Families Act 2014, s39(3) and (4).

C6: The local authority must name a setting or type, always. Children and Families Act 2014, s40 and s33.

C7: The local authority must issue the final plan, within 20 weeks of the day the request for an assessment was
  received. SEND Regulations 2014, reg 13(2).
    request_received=2023-10-12 -> 2024-02-29  (a leap day)

C8: The local authority should explain the delay, as soon as practicable after the day a statutory day was
  missed. SEND Code of Practice 2015, para 9.43.

C9: The local authority must decide afresh, always. Children and Families Act 2014, s24 and s36; SEND
  Regulations 2014, reg 5(1).

D1: The local authority must give budget information, as soon as practicable after the day the authority decided
  that a plan is needed. SEN (Personal Budgets) Regulations 2014, reg 3.

D2: The family may ask for a budget, from the day the authority decided that a plan is needed; no last day.
  Children and Families Act 2014, s49; SEN (Personal Budgets) Regulations 2014, reg 4 (?).

D3: The local authority must prepare the budget, as soon as practicable after the day the family asked for a
  personal budget. SEN (Personal Budgets) Regulations 2014, reg 5 and 6.

D4a: The family may ask for a budget review, from the day the personal budget was refused; no last day. SEN
  (Personal Budgets) Regulations 2014, reg 7 (?).

D4: The local authority must review the budget refusal, as soon as practicable after the day the family asked
  for the refusal to be reviewed. SEN (Personal Budgets) Regulations 2014, reg 7 (?).

D5: The local authority must set out the direct payment, as soon as practicable after the day the direct payment
  was agreed, where part of the budget is paid directly. SEN (Personal Budgets) Regulations 2014, reg 8 and 9
  (?).

D6: The local authority must pay enough, always. SEN (Personal Budgets) Regulations 2014, reg 10.

D7: The local authority must review the direct payment, within 3 months of the day the first direct payment was
  made. SEN (Personal Budgets) Regulations 2014, reg 11.
    first_payment=2027-11-30 -> 2028-02-29  (February has no 30th)

D7a: The local authority must review the direct payment again, with every review and re-assessment of the plan,
  so without delay after the day the plan was last reviewed, where part of the budget is paid directly. SEN
  (Personal Budgets) Regulations 2014, reg 11.

D8: The local authority must give notice of reduction, always. SEN (Personal Budgets) Regulations 2014, reg 12.

D8a: The family may ask for reconsideration, from the day notice was given that the direct payment is reduced or
  stopped; no last day. SEN (Personal Budgets) Regulations 2014, reg 12 and 14.

D8b: The local authority must reconsider the payment, as soon as practicable after the day the recipient asked
  for that to be reconsidered. SEN (Personal Budgets) Regulations 2014, reg 12 and 14.

D9: The local authority must stop the payment, as soon as practicable after the day a reason arose for which the
  direct payment must stop. SEN (Personal Budgets) Regulations 2014, reg 14.

D10: The local authority may recover the payment, always. SEN (Personal Budgets) Regulations 2014, reg 13 (?).

D11: The local authority must pass the payment on, as soon as practicable after the day the rights became the
  young person's own, where part of the budget is paid directly. SEN (Personal Budgets) Regulations 2014, reg 15
  (?).

D12: The local authority must secure what is paid for, always. Children and Families Act 2014, s42 and s49.

E1: The local authority must secure the provision, at once after the day the final plan was sent or the day the
  final amended plan was sent. Children and Families Act 2014, s42(2) and (5).

E2: The health commissioner must arrange health provision, at once after the day the final plan was sent or the
  day the final amended plan was sent, where section G of the plan contains provision. Children and Families Act
  2014, s42(3) (?).

E3: The local authority must make social care provision, always. SEND Regulations 2014, reg 12(1)(h)(i);
  Chronically Sick and Disabled Persons Act 1970, s2.

E4: The local authority must make other social care provision, always. SEND Regulations 2014, reg 12(1)(h)(ii);
  Children Act 1989, s17; Care Act 2014 (?).

E5: The local authority must review the plan, within the 12 months that begin with the day the final plan was
  sent or the day the plan was last reviewed. Children and Families Act 2014, s44(1) (?).
    final_plan_sent=2027-02-28 -> 2028-02-27  (the first day is counted)
    final_plan_sent=2026-05-04 plan_reviewed=2027-03-01 -> 2028-02-29  (the later of the two starts it)

E6: The local authority should consider an earlier review, as soon as practicable after the day the final plan
  was sent or the day the plan was last reviewed, where the child is under five. SEND Code of Practice 2015,
  para 9.178 (?).

E7: Whoever arranges the review must invite to the review, at least 2 weeks before the day the review meeting is
  to be held. SEND Regulations 2014, reg 20(1) to (3) (?).
    meeting_fixed=2027-01-15 -> 2026-12-31  (two weeks back is 1 January; whole days lie between)

E8: Whoever arranges the review must circulate the advice, at least 2 weeks before the day the review meeting is
  to be held. SEND Regulations 2014, reg 20(4) (?).
    meeting_fixed=2027-04-12 -> 2027-03-28  (Easter Sunday)

E9: Whoever arranges the review must hold the review meeting, on the day the review meeting is to be held. SEND
  Regulations 2014, reg 20(5) and (6).
    meeting_fixed=2027-05-04 -> 2027-05-04  (the day itself)

E10: Whoever arranges the review must report on the meeting, within 2 weeks of the day the review meeting was
  held, where the child or young person attends a school, college or early years provider. SEND Regulations
  2014, reg 20(7) to (9).
    meeting_held=2026-12-11 -> 2026-12-25  (school holidays do not stop it)

E11: The local authority must decide after the review, within 4 weeks of the day the review meeting was held.
  SEND Regulations 2014, reg 20(10) and (11), or 21(8) and (9).
    meeting_held=2026-11-28 -> 2026-12-26  (a Saturday)

E12: The local authority must send the amendment notice, within 4 weeks of the day the review meeting was held.
  SEND Regulations 2014, reg 22(2)(a); R (L, M and P) v Devon County Council [2022] EWHC 493 (Admin).
    meeting_held=2026-12-04 -> 2027-01-01  (New Year's Day)

E13: The family may answer the amendments, within the 15 days that begin with the day the notice of proposed
  amendments was served. SEND Regulations 2014, reg 22(2)(b) to (d).
    amendment_notice_served=2026-12-18 -> 2027-01-01  (the day of serving is the first of the fifteen)

E14: The local authority must issue the amended plan, within 8 weeks of the day the notice of proposed
  amendments was sent. SEND Regulations 2014, reg 22(3).
    amendment_notice_sent=2026-10-31 -> 2026-12-26  (a Saturday)

E15: The local authority must tell of no amendment, within 8 weeks of the day the notice of proposed amendments
  was sent. SEND Regulations 2014, reg 22(4) and (5) (?).
    amendment_notice_sent=2027-02-01 -> 2027-03-29  (Easter Monday)

E16: The local authority must review without a setting, within 2 weeks of the day the review meeting was held,
  where the child or young person attends no school, college or early years provider. SEND Regulations 2014, reg
  21.
    meeting_held=2027-04-19 -> 2027-05-03  (a bank holiday)

E17: The local authority must amend before the next phase, before 15 February of the year in which the child
  moves to the next phase of education. SEND Regulations 2014, reg 18(1)(b) (?).
    transfer_between_phases=2026-09-03 -> 2026-02-14  (a Saturday; the 15th is already too late)
    transfer_between_phases=2028-09-05 -> 2028-02-14

E18: The local authority must amend before post 16, before 31 March of the year in which the young person moves
  from school to a post-16 institution. SEND Regulations 2014, reg 18(1)(a) (?).
    transfer_to_post_16=2028-09-04 -> 2028-03-30  (the 31st is already too late)

E19: The local authority must amend before another post 16, at least 5 months before the day the young person
  moves from one post-16 institution to another. SEND Regulations 2014, reg 18(2) (?).
    transfer_between_post_16=2028-07-31 -> 2028-02-28  (29 February is five months back; whole months lie between)

E20: The local authority must amend without a review, always. SEND Regulations 2014, reg 28 with reg 22 (?).

E21: The local authority must review in the familys view, always. SEND Regulations 2014, reg 19 (?).

R1: The family may ask for reassessment, always. Children and Families Act 2014, s44(2); SEND Regulations 2014,
  reg 23 and 24.

R2: The local authority must decide whether to reassess, within 15 days of the day the request for a
  re-assessment was received. SEND Regulations 2014, reg 25(1) and (2).
    reassessment_requested=2026-12-10 -> 2026-12-25  (calendar days)

R3: The local authority must issue the reassessed plan, within 14 weeks of the day the authority told the family
  that it will re-assess. SEND Regulations 2014, reg 26 and 27(1) to (3).
    reassessment_decided=2027-02-22 -> 2027-05-31  (a bank holiday)

R4: The family may answer the reassessed draft, within the 15 days that begin with the day the draft after the
  re-assessment was served on the family. SEND Regulations 2014, reg 27(1) with reg 13(1).
    reassessed_draft_served=2027-03-12 -> 2027-03-26  (Good Friday)

T1: The local authority must transfer the plan, on the day the family moves to another authority, or within the
  15 working days that begin with the day the authority became aware of the move, whichever is later. SEND
  Regulations 2014, reg 15(2).
    move=2027-01-01 -> 2027-01-01  (the day of the move, bank holiday or not)
    move=2027-01-01 move_known=2026-12-01 -> 2027-01-01  (known long before)
    move=2027-01-01 move_known=2026-12-21 -> 2027-01-13  (fifteen working days over Christmas, the first included)

T2: The local authority must take over the plan, at once after the day the plan was transferred. SEND
  Regulations 2014, reg 15(3) and (7) (?).

T3: The local authority must tell what the new authority will do, within 6 weeks of the day the plan was
  transferred. SEND Regulations 2014, reg 15(4).
    plan_transferred=2026-11-16 -> 2026-12-28  (a bank holiday)

T4: The local authority must review the transferred plan, within the 12 months that begin with the day the
  transferred plan was made or last reviewed, or within the 3 months that begin with the day the plan was
  transferred, whichever is later. SEND Regulations 2014, reg 15(5).
    transferred_plan_last_reviewed=2024-03-01 -> 2025-02-28  (no leap day in 2025)
    transferred_plan_last_reviewed=2024-03-01 plan_transferred=2025-01-31 -> 2025-04-30  (the three months end later)

T5: The health commissioner must pass the plan to the new commissioner, on the day the family moves to another
  authority, or within the 15 working days that begin with the day the health commissioner became aware of the
  move, whichever is later. SEND Regulations 2014, reg 16.
    move=2027-08-02 -> 2027-08-02  (the day of the move)
    move=2027-08-02 commissioner_move_known=2027-08-10 -> 2027-08-31  (August counts, the bank holiday does not)

T6: The health commissioner must tell the new commissioner, within 15 working days of the day the health
  commissioner became aware that another one is responsible. SEND Regulations 2014, reg 16.
    commissioner_change_known=2026-12-17 -> 2027-01-12  (three bank holidays and four weekends are left out)

T7: The health commissioner must ask where health cannot arrange, within 15 working days of the day the new
  health commissioner became aware of the plan, where section G of the plan contains provision. SEND Regulations
  2014, reg 16.
    commissioner_told_of_plan=2027-04-27 -> 2027-05-19  (the bank holiday on 3 May does not count)

T7a: The local authority must do as the commissioner asks, as soon as practicable after the day the health
  commissioner asked for an assessment or a review. SEND Regulations 2014, reg 16.

T8: The local authority must keep the plan of a detained person, always. Children and Families Act 2014, s48 and
  s70 to s75; SI 2015/62 (?).

Z1: The local authority must consult before ceasing, as soon as practicable after the day the authority began to
  consider ceasing the plan. SEND Regulations 2014, reg 31(1).

Z2: The local authority must tell of ceasing, as soon as practicable after the day the consultation on ceasing
  the plan ended. SEND Regulations 2014, reg 31(2) and (3).

Z3: The family may keep the plan, within 2 months of the day the notice of ceasing the plan was sent, or within
  1 month of the day the mediation certificate was issued, whichever is later. Children and Families Act 2014,
  s45(4).
    ceasing_notice_sent=2027-06-15 -> 2027-09-01  (15 August moves to the Tribunal's next working day)
    ceasing_notice_sent=2027-03-01 mediation_certificate_dated=2027-04-20 -> 2027-05-20  (the certificate gives longer)

Z4: The local authority must cease under 18, always. SEND Regulations 2014, reg 29.

Z5: The local authority must cease after 18, always. SEND Regulations 2014, reg 30.

Z6: The local authority may maintain to the end of the year, always. Children and Families Act 2014, s46; SEND
  Regulations 2014, reg 46 (?).

Z7: The local authority must apply the test for ceasing, always. Children and Families Act 2014, s45(1) to (3)
  (?).

M1: The family may ask for mediation, within 2 months of the day the written notice of the decision was sent.
  SEND Regulations 2014, reg 33.
    appealable_decision_sent=2026-12-31 -> 2027-02-28  (a Sunday; it is no day of the Tribunal and stays)

M2: The mediation adviser must certify that mediation is not wanted, within 3 working days of the day the family
  told the mediation adviser that it wants no mediation. Children and Families Act 2014, s55; SEND Regulations
  2014, reg 34.
    mediation_declined=2026-12-24 -> 2026-12-31  (Christmas, the weekend and the bank holiday on the 28th are left out)

M3: The local authority must tell health the issues, within 3 working days of the day the authority was told
  that the family wants mediation, where the mediation is about health provision too. SEND Regulations 2014, reg
  35.
    mediation_wanted=2027-03-24 -> 2027-03-31  (Good Friday and Easter Monday are left out)

M4: The health commissioner must arrange health mediation, within 30 days of the day the health commissioner was
  told what the mediation is about, where the mediation is about health provision alone. Children and Families
  Act 2014, s53.
    commissioner_told_of_issues=2026-11-25 -> 2026-12-25  (calendar days)

M5: The local authority must arrange mediation, within 30 days of the day the authority was told that the family
  wants mediation, where the mediation is about education or social care, alone or with health. Children and
  Families Act 2014, s54; SEND Regulations 2014, reg 36 and 37.
    mediation_wanted=2027-07-31 -> 2027-08-30  (a bank holiday; calendar days, in August too)

M5a: The mediation adviser must certify that mediation was not arranged, within 3 working days of the day the
  adviser was told that mediation cannot be arranged in time. SEND Regulations 2014, reg 36 and 37.
    mediation_not_arranged=2026-08-27 -> 2026-09-02  (a bank holiday is left out, August is not)

M6: The mediation adviser must certify that mediation has ended, within 3 working days of the day the mediation
  ended. Children and Families Act 2014, s55(5); SEND Regulations 2014, reg 39 (?).
    mediation_ended=2027-04-29 -> 2027-05-05  (the bank holiday on 3 May is left out)

M7: The local authority must send somebody who may settle, always. SEND Regulations 2014, reg 38, 40 and 41 (?).

M8: The local authority must comply with a mediation agreement, within the time that an order of the same kind
  has (O1 to O7) after the day an agreement was reached in mediation, where the agreement is about something
  that can be appealed. SEND Regulations 2014, reg 42(2) and (5).

M9: The local authority must do what else was agreed, within 2 weeks of the day an agreement was reached in
  mediation, where the agreement also says something that cannot be appealed and the authority is to do. SEND
  Regulations 2014, reg 42(3).
    mediation_agreed=2026-12-11 -> 2026-12-25  (Christmas Day)

M9a: The health commissioner must do what health agreed, within 2 weeks of the day an agreement was reached in
  mediation, where the agreement also says something that cannot be appealed and the health commissioner is to
  do. SEND Regulations 2014, reg 42(3).
    mediation_agreed=2027-03-15 -> 2027-03-29  (Easter Monday)

M10: The health commissioner must tell the authority what was agreed, within 1 week of the day an agreement was
  reached in mediation, where the authority took no part in the mediation. SEND Regulations 2014, reg 42(4).
    mediation_agreed=2027-03-19 -> 2027-03-26  (Good Friday)

P1: The family may appeal, within 2 months of the day the written notice of the decision was sent, or within 1
  month of the day the mediation certificate was issued, whichever is later. Tribunal Procedure (First-tier
  Tribunal) (HESC Chamber) Rules 2008, rules 12 and 20(1)(c).
    appealable_decision_sent=2026-12-31 -> 2027-03-01  (28 February is a Sunday and moves)
    appealable_decision_sent=2026-10-25 -> 2027-01-04  (Christmas Day moves over New Year and the weekend)
    appealable_decision_sent=2027-06-30 -> 2027-09-01  (30 August moves out of August)
    appealable_decision_sent=2026-10-01 mediation_certificate_dated=2026-11-30 -> 2027-01-04  (and moves)

P2: The local authority must respond to the appeal, within 30 Tribunal working days of the day the Tribunal sent
  the appeal to the authority. Tribunal Procedure (First-tier Tribunal) (HESC Chamber) Rules 2008, rule 21.
    appeal_registered=2026-12-14 -> 2027-02-02  (eight days before Christmas, none until 4 January)

P3: The local authority must say which way it gives in, always. SEND Regulations 2014, reg 44 and 45; R (W) v
  Hertfordshire County Council [2023] EWHC 3138 (Admin) (?).

P3a: The local authority must start assessing as conceded, within 2 weeks of the day the authority told the
  Tribunal that it does not oppose the appeal, where it is to assess or re-assess. SEND Regulations 2014, reg
  45(3) (as substituted by SI 2015/359).
    appeal_conceded=2026-12-11 -> 2026-12-25  (Christmas Day)

P3b: The local authority must decide on no plan as conceded, within 10 weeks of the day the authority told the
  Tribunal that it does not oppose the appeal, where it is to assess or re-assess. SEND Regulations 2014, reg
  45(3A)(a) (as substituted by SI 2015/359).
    appeal_conceded=2026-10-16 -> 2026-12-25  (Christmas Day)

P3c: The local authority must issue plan as conceded, within 14 weeks of the day the authority told the Tribunal
  that it does not oppose the appeal, where it is to assess or re-assess. SEND Regulations 2014, reg 45(3A)(b)
  (as substituted by SI 2015/359).
    appeal_conceded=2026-09-25 -> 2027-01-01  (New Year's Day)

P3d: The local authority must serve draft as conceded, within 5 weeks of the day the authority told the Tribunal
  that it does not oppose the appeal, where it is to make a plan. SEND Regulations 2014, reg 45 (as substituted
  by SI 2015/359).
    appeal_conceded=2027-02-19 -> 2027-03-26  (Good Friday)

P3e: The local authority must issue made plan as conceded, within 11 weeks of the day the authority told the
  Tribunal that it does not oppose the appeal, where it is to make a plan. SEND Regulations 2014, reg 45 (as
  substituted by SI 2015/359).
    appeal_conceded=2027-01-11 -> 2027-03-29  (Easter Monday)

P3f: The local authority must amend as conceded, within 5 weeks of the day the authority told the Tribunal that
  it does not oppose the appeal, where it is to amend what the plan says about needs or provision, perhaps with
  the setting. SEND Regulations 2014, reg 45(4) (as substituted by SI 2015/359).
    appeal_conceded=2026-11-20 -> 2026-12-25  (Christmas Day)

P3g: The local authority must change setting as conceded, within 2 weeks of the day the authority told the
  Tribunal that it does not oppose the appeal, where it is to change the setting or type of setting and nothing
  else. SEND Regulations 2014, reg 45 (as substituted by SI 2015/359).
    appeal_conceded=2027-03-15 -> 2027-03-29  (Easter Monday)

P3h: The local authority must maintain as conceded, at once after the day the authority told the Tribunal that
  it does not oppose the appeal, where it is to go on with the plan as it is. SEND Regulations 2014, reg 45 (as
  substituted by SI 2015/359).

P3i: The local authority must maintain amended as conceded, within 5 weeks of the day the authority told the
  Tribunal that it does not oppose the appeal, where it is to go on with the plan and amend it. SEND Regulations
  2014, reg 45 (as substituted by SI 2015/359).
    appeal_conceded=2027-03-29 -> 2027-05-03  (a bank holiday)

C1a: The local authority should decide on no plan after agreeing, within 10 weeks of the day the authority
  agreed to assess after all, without an order. Local Government and Social Care Ombudsman, Essex 25 007 473
  (?).
    conceded_without_order=2026-10-16 -> 2026-12-25  (Christmas Day)

C7a: The local authority should issue plan after agreeing, within 14 weeks of the day the authority agreed to
  assess after all, without an order. Local Government and Social Care Ombudsman, Essex 25 007 473 (?).
    conceded_without_order=2026-09-25 -> 2027-01-01  (New Year's Day)

O1: The local authority must cease as ordered, immediately after the day the Tribunal made its order, where an
  appeal against ceasing the plan is dismissed. SEND Regulations 2014, reg 44(2)(a).

O2a: The local authority must start assessing as told, within 2 weeks of the day the Tribunal made its order or
  the day an agreement was reached in mediation, where it is to assess or re-assess. SEND Regulations 2014, reg
  44(2)(b).
    tribunal_ordered=2026-12-11 -> 2026-12-25  (the Tribunal's calendar is not the authority's)
    mediation_agreed=2026-12-11 -> 2026-12-25  (the same after mediation)

O2b: The local authority must decide on no plan as told, within 10 weeks of the day the Tribunal made its order
  or the day an agreement was reached in mediation, where it is to assess or re-assess. SEND Regulations 2014,
  reg 44(2)(b).
    tribunal_ordered=2027-06-21 -> 2027-08-30  (August counts; a bank holiday)

O2c: The local authority must issue plan as told, within 14 weeks of the day the Tribunal made its order or the
  day an agreement was reached in mediation, where it is to assess or re-assess. SEND Regulations 2014, reg
  44(2)(b).
    mediation_agreed=2027-02-22 -> 2027-05-31  (a bank holiday)

O3a: The local authority must serve draft as told, within 5 weeks of the day the Tribunal made its order or the
  day an agreement was reached in mediation, where it is to make a plan. SEND Regulations 2014, reg 44(2)(c).
    tribunal_ordered=2026-11-27 -> 2027-01-01  (New Year's Day)

O3b: The local authority must issue made plan as told, within 11 weeks of the day the Tribunal made its order or
  the day an agreement was reached in mediation, where it is to make a plan. SEND Regulations 2014, reg
  44(2)(c).
    tribunal_ordered=2026-10-09 -> 2026-12-25  (Christmas Day)

O4a: The local authority must reconsider as told, within 2 weeks of the day the Tribunal made its order or the
  day an agreement was reached in mediation, where the matter is sent back to the authority to reconsider. SEND
  Regulations 2014, reg 44(2)(d) (?).
    tribunal_ordered=2027-04-19 -> 2027-05-03  (a bank holiday)

O4b: The local authority must serve reconsidered draft, within 5 weeks of the day the Tribunal made its order or
  the day an agreement was reached in mediation, where the matter is sent back to the authority to reconsider.
  SEND Regulations 2014, reg 44(2)(d) (?).
    tribunal_ordered=2027-04-26 -> 2027-05-31  (a bank holiday)

O4c: The local authority must issue reconsidered plan, within 11 weeks of the day the Tribunal made its order or
  the day an agreement was reached in mediation, where the matter is sent back to the authority to reconsider.
  SEND Regulations 2014, reg 44(2)(d) (?).
    tribunal_ordered=2027-06-14 -> 2027-08-30  (August counts; a bank holiday)

O5: The local authority must amend as told, within 5 weeks of the day the Tribunal made its order or the day an
  agreement was reached in mediation, where it is to amend what the plan says about needs or provision, perhaps
  with the setting. SEND Regulations 2014, reg 44(2)(e).
    tribunal_ordered=2026-11-20 -> 2026-12-25  (Christmas Day)

O6: The local authority must change setting as told, within 2 weeks of the day the Tribunal made its order or
  the day an agreement was reached in mediation, where it is to change the setting or type of setting and
  nothing else. SEND Regulations 2014, reg 44(2)(f) (?).
    mediation_agreed=2026-12-18 -> 2027-01-01  (New Year's Day)

O7a: The local authority must maintain as told, at once after the day the Tribunal made its order or the day an
  agreement was reached in mediation, where it is to go on with the plan as it is. SEND Regulations 2014, reg
  44(2)(g) (?).

O7b: The local authority must maintain amended as told, within 5 weeks of the day the Tribunal made its order or
  the day an agreement was reached in mediation, where it is to go on with the plan and amend it. SEND
  Regulations 2014, reg 44(2)(h) (?).
    tribunal_ordered=2027-07-26 -> 2027-08-30  (August counts; a bank holiday)

O8: The health commissioner must answer the recommendation on health, within 5 weeks of the day the Tribunal
  made its recommendation, where it recommends something on health. SEN and Disability (First-tier Tribunal
  Recommendations Power) Regulations 2017 (SI 2017/1306) (?).
    recommendation_made=2026-11-20 -> 2026-12-25  (Christmas Day)

O8a: The local authority must answer the recommendation on social care, within 5 weeks of the day the Tribunal
  made its recommendation, where it recommends something on social care. SEN and Disability (First-tier Tribunal
  Recommendations Power) Regulations 2017 (SI 2017/1306) (?).
    recommendation_made=2027-02-19 -> 2027-03-26  (Good Friday)

O8b: The local authority must send the answer to the department, within 1 week of the day the recommendation was
  answered. SEN and Disability (First-tier Tribunal Recommendations Power) Regulations 2017 (SI 2017/1306) (?).
    recommendation_answered=2026-12-18 -> 2026-12-25  (Christmas Day)

O9: The local authority must correct by consent, always. Tribunal Procedure (First-tier Tribunal) (HESC Chamber)
  Rules 2008, rules 29 and 44 (?).

LGO: The family may complain to the ombudsman, always. Local Government Act 1974, part 3.

YP: The family may act as the parent, until the last Friday in June of the school year in which the child turns
  16. Children and Families Act 2014, s80 and s83; Education Act 1996, s8; SEND Regulations 2014, reg 63 to 65
  (?).
    born=2012-02-29 -> 2028-06-30  (born on a leap day)
    born=2011-08-31 -> 2027-06-25  (the youngest of a school year)
    born=2011-09-01 -> 2028-06-30  (the oldest of the next)

L1: The local authority must publish the local offer, always. Children and Families Act 2014, s30; SEND
  Regulations 2014, reg 53 to 55.

L2: The local authority must publish comments on the local offer, always. SEND Regulations 2014, reg 56 (?).

L3: The local authority must point to the lists of settings, always. SEND Regulations 2014, reg 13(1)(b);
  Children and Families Act 2014, s41 and s38(3).

L4: The school, college or early years provider must publish the schools report, always. SEND Regulations 2014,
  reg 49 to 51 and schedule 1 (?).
"""


def said(entry: str) -> tuple[str, str, list[str]]:
    """The reference of an entry, its sentence, and its lines of days."""
    days = re.findall(r"^    (\S.*)$", entry, re.MULTILINE)
    words = " ".join(line.strip() for line in entry.splitlines() if not line.startswith("    "))
    ref, _, sentence = words.partition(": ")
    return ref, sentence, days


SAID = [said(entry) for entry in ENTRIES.strip().split("\n\n")]
SENTENCES = {ref: sentence for ref, sentence, _ in SAID}
DAYS = [(ref, line) for ref, _, days in SAID for line in days]


def sentence(row: Row) -> str:
    owner, verb = row.owner.words, "should" if row.guidance else row.verb
    where = f", where {row.condition}" if row.condition else ""
    doubt = "" if row.confirmed else " (?)"
    what = row.key.replace("_", " ")
    return f"{owner[0].upper()}{owner[1:]} {verb} {what}, {row.by_when}{where}. {row.law}{doubt}."


def test_every_row_has_its_sentence_and_stands_in_the_order_of_the_table():
    assert [ref for ref, _, _ in SAID] == [row.ref for row in LAW.rows]


def test_every_row_with_a_period_and_no_other_is_counted():
    assert {ref for ref, _ in DAYS} == {row.ref for row in LAW.rows if row.within is not None}


@pytest.mark.parametrize(("ref", "words"), SENTENCES.items(), ids=SENTENCES)
def test_a_row_in_one_sentence(ref, words):
    assert sentence(LAW.row(ref)) == words


@pytest.mark.parametrize(("ref", "line"), DAYS, ids=[f"{ref} {line}" for ref, line in DAYS])
def test_a_row_counted_by_hand(ref, line):
    given, _, last = line.partition("  (")[0].partition(" -> ")
    moments = {
        Moment(name): date.fromisoformat(day)
        for name, _, day in (each.partition("=") for each in given.split())
    }
    assert LAW.row(ref).due(moments).due == date.fromisoformat(last)


@pytest.mark.parametrize("ref", [row.ref for row in LAW.rows if row.within is None])
def test_a_row_without_a_number_has_no_last_day_whatever_starts_it(ref):
    row = LAW.row(ref)
    for start in row.starts or (Moment.REQUEST_RECEIVED,):
        found = row.due({start: TUESDAY})
        assert (found.due, found.counted_to, found.or_later_to) == (None, None, None)
