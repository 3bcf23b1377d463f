"""A fictional council with as many deadlines as a scenario asks for, written by a few statements of SQL.

Every row is one that the service could have written: the rules of the database itself stand while it is filled.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import psycopg

from workflows.law import CURRENT, pack

DUTIES = (
    "decide_whether_to_assess",
    "review_the_plan",
    "decide_after_the_review",
    "decide_whether_to_reassess",
    "transfer_the_plan",
    "tell_what_the_new_authority_will_do",
    "review_the_transferred_plan",
    "review_the_direct_payment",
    "respond_to_the_appeal",
    "send_the_answer_to_the_department",
)
"""Duties of the authority with a day and a reminder on it, none of which waits for others.

Each case owes all of them, which no real one would: as many as one reader is told of in letters of their own.
"""
LONG_AGO = timedelta(days=500)
"""When each case began. It was written down on the day itself: no rung before that day is owed."""


@dataclass(frozen=True)
class Council:
    """What was filled in: `deadlines` ring on `day`, the first `by_mail` of them by e-mail."""

    deadlines: int
    by_mail: int
    day: date

    @property
    def on_the_page(self) -> int:
        return self.deadlines - self.by_mail


def fill(database: psycopg.Connection[Any], deadlines: int, day: date, by_mail: int | None = None) -> Council:
    """So many deadlines, all due on this day and not yet reminded of.

    The first `by_mail` (all, if it is not said) ring by e-mail: each of their cases lies with a council of its own
    where nobody has an account, at its office. The others ring for one caseworker, who reads the page of notices and
    has no address. All the children have one mother, who does have one.
    """
    by_mail = deadlines if by_mail is None else by_mail
    if deadlines % len(DUTIES) or by_mail % len(DUTIES):
        raise ValueError(f"a case owes {len(DUTIES)} duties; {deadlines} and {by_mail} are not made of them")
    said = {
        "cases": deadlines // len(DUTIES),
        "by_mail": by_mail // len(DUTIES),
        "day": day,
        "began": day - LONG_AGO,
        "law": CURRENT,
        "duties": json.dumps([_duty(key, day) for key in DUTIES]),
    }
    with database.transaction():
        for statement in _STATEMENTS:
            database.execute(statement, said)
        for table in ("ehcp_organisation", "ehcp_user", "ehcp_child", "ehcp_case", "workflows_event"):
            database.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")
    database.execute("ANALYZE")
    return Council(deadlines, by_mail, day)


def _duty(key: str, day: date) -> dict[str, Any]:
    """A duty with the moment that makes it due on this day by the law's own reckoning."""
    row = pack(CURRENT).row(key)
    moment, since = row.starts[0], day
    while row.due({moment: since}).due != day:
        since -= timedelta(days=1)
        if since < day - LONG_AGO:
            raise ValueError(f"{key} is never due on {day}")
    return {"key": key, "moments": {str(moment): since.isoformat()}}


_STATEMENTS = (
    """
    INSERT INTO ehcp_organisation (id, name, kind, email, phone, address, type_of_setting, reference_prefix)
    SELECT i, 'Council ' || i, 'authority', 'office-' || i || '@council.example', '', '', '', 'C' || i
    FROM generate_series(1, 1 + %(by_mail)s) i
    """,
    """
    INSERT INTO ehcp_user (id, password, is_superuser, is_staff, is_active, date_joined, email, full_name, phone)
    VALUES (1, '!', false, false, true, now(), '', 'Ruth Adeyemi', ''),
           (2, '!', false, false, true, now(), 'head@northmoor.example', 'Helen Marsh', ''),
           (3, '!', false, false, true, now(), 'parent@family.example', 'Samina Siddiqui', '')
    """,
    """
    INSERT INTO ehcp_membership (user_id, organisation_id, role, title, may_decide, answers_for_it)
    VALUES (1, 1, 'caseworker', 'SEND officer', false, false),
           (2, 1, 'manager', 'Head of statutory assessment', true, false)
    """,
    """
    INSERT INTO ehcp_child (id, name, known_as, pronouns, born, nhs_number, upn, address, languages, interpreter,
                            hearing_impaired, vision_impaired)
    SELECT i, 'Child ' || i, '', '', %(day)s::date - 3000, '', '', '', '', '', false, false
    FROM generate_series(1, %(cases)s) i
    """,
    """
    INSERT INTO ehcp_familymember (relationship, is_the_child, parental_responsibility, lives_with_child,
                                   young_person_agrees, to_be_checked, child_id, user_id)
    SELECT 'mother', false, true, true, false, false, id, 3 FROM ehcp_child
    """,
    """
    INSERT INTO ehcp_case (id, row_version, state, via, reasons, received_on, reference, requested_by, requester,
                           law_pack, caseworker_id, child_id, authority_id, assessment_round, moved_from_words,
                           moving_to_words)
    SELECT i, 0, 'new', 'online', '', %(began)s, 'NM-' || i, 'parent', '', %(law)s,
           CASE WHEN i > %(by_mail)s THEN 1 END, i, CASE WHEN i > %(by_mail)s THEN 1 ELSE 1 + i END, 0, '', ''
    FROM generate_series(1, %(cases)s) i
    """,
    """
    INSERT INTO workflows_event (id, seq, subject_kind, subject_id, version, act, source, target, "on", at, digest,
                                 previous, hash, case_id)
    SELECT id, 1, 'case', id, 1, 'receive_request', 'new', 'requested', %(began)s, %(day)s, md5('' || id), '',
           md5('event ' || id), id
    FROM ehcp_case
    """,
    "UPDATE ehcp_case SET state = 'requested', row_version = 1",
    # The news of the request has been told.
    """
    INSERT INTO notifications_notice (key, about_id, event_id, rung, for_day, organisation_id, "group", channel, state,
                                      said_in, attempts, next_attempt_at, gateway_ref, bundled, receipt, error,
                                      subject, body, path, written_at, sent_at)
    SELECT 'event ' || e.id || ': office ' || c.authority_id || ', email', c.id, e.id, '', %(began)s,
           c.authority_id, 'caseworker', 'email', 'sent', '', 1, %(began)s, '', false, '', '', 'A request', '', '',
           %(began)s, %(began)s
    FROM workflows_event e JOIN ehcp_case c ON c.id = e.case_id
    """,
    """
    INSERT INTO workflows_deadline (key, is_right, subject_kind, subject_id, owner, moments, due, ring_on,
                                    next_reminder_on, ended_how, accountable_id, case_id, started_by_id)
    SELECT duty->>'key', false, 'case', c.id, 'local_authority', duty->'moments', %(day)s, %(day)s, %(day)s, '',
           c.authority_id, c.id, c.id
    FROM ehcp_case c CROSS JOIN jsonb_array_elements(%(duties)s::jsonb) duty
    """,
)
