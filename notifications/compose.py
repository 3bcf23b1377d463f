"""The words of a notice, from templates/notices/.

`happened/<act>.txt` has the words for each reader of an act: the family, the authority, professionals. A reminder
has those of `due/<duty>.txt`, or else of `base/reminder.txt`. The words hold a reference, days and the law; no name,
no date of birth, nothing of what was said: those stay behind the sign-in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Q
from django.template import TemplateDoesNotExist
from django.template.loader import select_template
from django.urls import reverse

from workflows import clock, delay
from workflows.law import CURRENT, pack, promises
from workflows.law.terms import Agency
from workflows.lives.advice import AdviceKind
from workflows.models import Deadline

from . import stopping
from .choices import choice_of
from .groups import Group
from .ladders import TOLD_WITH, twin_of
from .languages import ENGLISH, LANGUAGES
from .recipients import TOLD, concerns_health, owner_of
from .told_before import Rang, rungs_that_rang
from .weights import Weight, of_notice

FAMILY, AUTHORITY, PROFESSIONAL = "family", "authority", "professional"
PARENTS = "parents"
READERS = {
    Group.FAMILY: FAMILY,
    Group.PARENTS: PARENTS,
    Group.CASEWORKER: AUTHORITY,
    Group.MANAGERS: AUTHORITY,
}
"""Whose words a group reads; those not named here read the professionals'."""

BECAUSE = {
    Group.FAMILY: "you are, or you speak for, the child or young person whom the case is about",
    Group.CASEWORKER: "you are the caseworker, or stand in for one",
    Group.MANAGERS: "you manage the council's work on plans",
    Group.ADVISER: "you, or the service you work for, were asked for advice",
    Group.COMMISSIONER: "you act for the health commissioner",
    Group.COMMISSIONER_BEFORE: "you were the health commissioner of the case",
    Group.PARENTS: "you used the rights in this case as a parent",
    Group.SETTING: "the case is about somebody at your school, college or nursery, or about to join it",
    Group.CONSULTED: "your school, college or nursery was consulted",
    Group.ARRANGER: "your school, college or nursery arranges the review",
    Group.OWNERS_MANAGERS: "you manage, or work for, the service that has to do this",
    Group.ACCOUNTABLE: "you answer for what your organisation owes to families here",
    Group.RELIEVED: "you, or the service you work for, had been asked to do something",
}

WHOSE = {
    Agency.LOCAL_AUTHORITY: "The council",
    Agency.FAMILY: "The family",
    Agency.ADVISER: "The service that was asked for advice",
    Agency.HEALTH_COMMISSIONER: "The health commissioner",
    Agency.CONSULTED_SETTING: "The setting that was consulted",
    Agency.REVIEW_ARRANGER: "Whoever arranges the review",
    Agency.SETTING: "The setting",
    Agency.MEDIATION_ADVISER: "The mediation adviser",
}


OUTSIDERS = (Agency.MEDIATION_ADVISER,)
"""Those who owe something here and read nothing from us: the caseworker asks them."""

DAYS_TOLD = (
    "meeting_on",
    "expected_on",
    "first_paid_on",
    "dated_on",
    "mediation_on",
    "moves_on",
    "next_phase_on",
    "post_16_on",
    "between_post_16_on",
    "from_on",
    "until",
    "reviewed_by",
    "passed_on",
)
"""The facts of acts that a notice may say: days, and nothing else."""


ANY_DAY = date(2026, 10, 13)
"""A day for the check that every notice can be written."""

NO_WORDS = "[no words]"
"""What the shared templates say where a notice's own file says nothing to a reader."""


class NoWords(LookupError):
    """A notice has no words for one of its readers."""


class Words(NamedTuple):
    subject: str
    body: str
    path: str


class Task(NamedTuple):
    """Something the reader now has to do: what, by when in words, and under which law."""

    what: str
    by: str
    law: str


def compose(notice: Any, frame: str = "") -> Words:
    """Put a notice's words together as of today; in the frame of its channel, if no other is named."""
    context = {**_always(notice), **(_of_event(notice) if notice.event else _of_deadline(notice))}
    path = _path(notice, context["reader"])
    name = notice.event.act if notice.event else notice.deadline.key
    subject, body = written(
        name, frame or notice.channel, {**context, "link": f"{settings.SITE_URL}{path}" if path else ""}
    )
    return Words(subject, body, path)


def written(name: str, frame: str, context: dict[str, Any]) -> tuple[str, str]:
    """Subject and body from the template of this name, in this frame: in its reader's language, else in English."""
    language = context["language"]
    paths = (
        [f"happened/{name}.txt"] if context["mood"] == "news" else [f"due/{name}.txt", "base/reminder.txt"]
    )
    framed = {**context, "frame": f"notices/base/{frame}.txt", "help": ""}
    text = NO_WORDS
    if language != ENGLISH:
        framed["help"] = LANGUAGES[language].help if language in LANGUAGES else ""
        with suppress(TemplateDoesNotExist):
            theirs = select_template([f"notices/{language}/{path}" for path in paths])
            text = theirs.render({**framed, "help": ""})
    if NO_WORDS in text:
        text = select_template([f"notices/{path}" for path in paths]).render(framed)
    if NO_WORDS in text:
        raise NoWords(f"{name} says nothing to {context['reader']} ({context['mood']}).")
    first, _, rest = text.strip().partition("\n")
    subject = " ".join(first.removeprefix("Subject:").split())
    body = re.sub(r"\n{3,}", "\n\n", rest).strip() + "\n"
    return subject, body


def reader_of(group: str, ours: bool) -> str:
    """Whose words somebody reads. The authority's own people read the authority's, as whatever they are told."""
    return AUTHORITY if ours and group != Group.FAMILY else READERS.get(Group(group), PROFESSIONAL)


def _always(notice: Any) -> dict[str, Any]:
    case = notice.about
    ours = notice.organisation_id == case.authority_id
    # Said to a young person as "you", to a parent as "your child".
    in_person = _is_in_person(case, notice.reader_id)
    return {
        "reader": reader_of(notice.group, ours),
        "group": notice.group,
        "because": BECAUSE[Group(notice.group)],
        "office": notice.reader_id is None,
        "language": choice_of(notice.reader).language,
        "weight": of_notice(notice),
        "stop": stopping.address_for(notice),
        "choices": f"{settings.SITE_URL}{reverse('how_we_tell_you')}",
        "reference": case.reference,
        "council": case.authority.name,
        "answered_within": promises.ANSWER_A_QUESTION.aim,
        "contact": " or ".join(way for way in (case.authority.phone, case.authority.email) if way),
        "in_person": in_person,
        "child": "you" if in_person else "your child",
        "childs": "your" if in_person else "your child's",
    }


def _is_in_person(case: Any, reader: int | None) -> bool:
    return case.child.family.filter(user=reader, is_the_child=True).exists() if reader else False


def _of_event(notice: Any) -> dict[str, Any]:
    event, case = notice.event, notice.about
    started = list(_started_by(event))
    standing = {d.key: d for d in [*case.deadlines.open().select_related("case"), *started]}
    return {
        "mood": "news",
        "on": clock.in_words(event.on),
        "facts": {name: _day_in_words(event.facts.get(name)) for name in DAYS_TOLD},
        **_about_a_duty(case, event.facts),
        "waiting": delay.sentences(event.facts.get("waiting") or (), event.on),
        "due": {key: clock.in_words(d.due) for key, d in standing.items() if d.due},
        "under": {row.key: row.law for row in pack(case.law_pack).rows_and_promises},
        "tasks": _tasks(notice, [d for d in started if d.is_open]),
        "promised": _promised(d for d in started if d.is_open),
        "health_is_asked": any(d.owner == Agency.HEALTH_COMMISSIONER for d in started),
    }


def _started_by(event: Any) -> Any:
    """The clocks that an event started, with those of its parts of which nobody is told separately."""
    parts = Q(started_by__part_of=event) & ~Q(started_by__act__in=TOLD)
    found = Deadline.objects.filter(Q(started_by=event) | parts)
    return found.select_related("case").order_by("ring_on", "pk")


def _about_a_duty(case: Any, facts: dict[str, Any]) -> dict[str, Any]:
    """The duty that an act is about: one of the case's by its key, or one deadline by its number."""
    found = case.deadlines.select_related("case").order_by("-pk")
    if kept := facts.get("deadline", ""):
        about = found.filter(pk=kept.rpartition(":")[2]).first()
    else:
        about = found.filter(key=facts.get("duty", ""), due__isnull=False).first()
    return {
        "missed": about.key if about else facts.get("duty", ""),
        "missed_task": about.law.task if about else "",
        "missed_due": clock.in_words(about.due) if about and about.due else "",
        "about_excused": bool(about and about.excused_by_id),
    }


def _promised(started: Iterable[Any]) -> list[Task]:
    """What the authority, or the health commissioner, now owes the family."""
    owed = [d for d in started if d.owner in (Agency.LOCAL_AUTHORITY, Agency.HEALTH_COMMISSIONER)]
    return [Task(each.law.task, _by_when(each), each.law.law) for each in owed if each.key not in TOLD_WITH]


def _tasks(notice: Any, started: Iterable[Any]) -> list[Task]:
    """What the event made the reader's to do, soonest first; the family reads of its rights in its own words."""
    if notice.group == Group.FAMILY:
        return []
    mine = [
        deadline
        for deadline in started
        if owner_of(deadline) == notice.group
        and deadline.owner not in OUTSIDERS
        and (notice.organisation_id in (None, deadline.accountable_id))
        and deadline.key not in TOLD_WITH
    ]
    mine.sort(key=lambda deadline: (deadline.ring_on is None, deadline.ring_on or date.max))
    return [Task(each.law.task, _by_when(each), each.law.law) for each in mine]


def _by_when(deadline: Any) -> str:
    if deadline.due:
        return f"by {clock.in_words(deadline.due)}"
    if deadline.aim:
        return f"{deadline.law.how_soon}; we aim for {clock.in_words(deadline.aim)}"
    return str(deadline.law.how_soon)


def _of_deadline(notice: Any) -> dict[str, Any]:
    deadline = notice.deadline
    law = deadline.law
    left = (deadline.ring_on - clock.today()).days if deadline.ring_on else None
    together = [key for key, other in TOLD_WITH.items() if other == deadline.key]
    also = list(deadline.case.deadlines.open().filter(key__in=together).select_related("case"))
    twin = twin_of(deadline)
    return {
        "mood": _mood(deadline, left),
        "mine": owner_of(deadline) == notice.group and deadline.owner not in OUTSIDERS,
        "outsider": deadline.owner in OUTSIDERS,
        "excused": deadline.excused_by_id is not None,
        "whose": WHOSE[Agency(deadline.owner)],
        "task": law.task,
        "law": law.law,
        "guidance": law.guidance,
        "by_when": law.by_when,
        "own_day": deadline.due is None,
        "last_day": clock.in_words(deadline.ring_on) if deadline.ring_on else "",
        "began": clock.in_words(deadline.started_by.on),
        "distance": _distance(abs(left)) if left is not None else "",
        "rang": rungs_that_rang(notice) if notice.group == Group.ACCOUNTABLE else [],
        "together": [
            *(Task(each.law.task, "", each.law.law) for each in also),
            *([Task(twin.law.task, _by_when(twin), twin.law.law)] if twin else []),
        ],
    }


def _mood(deadline: Any, left: int | None) -> str:
    """How it stands today, whatever day its rung was for: before, today, late, closed (a right) or undated."""
    if left is None:
        return "undated"
    if left > 0:
        return "before"
    if left == 0:
        return "today"
    return "closed" if deadline.is_right else "late"


def _distance(number: int) -> str:
    if number and number % 7 == 0:
        return str(clock.weeks(number // 7))
    return str(clock.days(number))


def _path(notice: Any, reader: str) -> str:
    """The shared address to go to; none for an office, or a parent to whom the case is closed from now on."""
    if notice.reader_id is None or notice.group == Group.PARENTS:
        return ""
    source = notice.event or notice.deadline
    row = notice.about.row(source.subject_kind, source.subject_id)
    if notice.group == Group.COMMISSIONER and not _is_healths(row):
        return notice.about.get_absolute_url()
    return row.get_absolute_url()


def _is_healths(row: Any) -> bool:
    """Of the file, the health commissioner sees the case, its plans, and what the disagreements about health are."""
    kind = row.life_name()
    return kind == "planversion" or (kind == "dispute" and concerns_health(row))


def _day_in_words(value: Any) -> str:
    return clock.in_words(date.fromisoformat(value)) if value else ""


# For the check that every notice can be written


def sample(reader: str, group: str, mood: str, key: str = "", missed: str = "") -> dict[str, Any]:
    """A context such as compose() makes, about nobody: every day is there, every list has something in it."""
    law = pack(CURRENT)
    day = clock.in_words(ANY_DAY)
    row = law.row(key) if key else law.rows[0]
    return {
        "reader": reader,
        "group": group,
        "because": BECAUSE[Group(group)],
        "office": False,
        "language": ENGLISH,
        "weight": Weight.NEWS,
        "stop": f"{settings.SITE_URL}/",
        "choices": f"{settings.SITE_URL}/",
        "reference": "EHC-2026-0001",
        "council": "The council",
        "answered_within": promises.ANSWER_A_QUESTION.aim,
        "contact": "01632 960000",
        "child": "your child",
        "childs": "your child's",
        "link": f"{settings.SITE_URL}/",
        "mood": mood,
        "on": day,
        "facts": dict.fromkeys(DAYS_TOLD, day),
        "in_person": False,
        "missed": missed,
        "missed_task": law.row(missed).task if missed else "",
        "missed_due": day,
        "about_excused": True,
        "waiting": delay.sentences(
            [delay.Step(what, ANY_DAY, kind=AdviceKind.MEDICAL).as_fact() for what in delay.What], ANY_DAY
        ),
        "due": dict.fromkeys([each.key for each in law.rows_and_promises], day),
        "under": {each.key: each.law for each in law.rows_and_promises},
        "tasks": [Task(row.task, f"by {day}", row.law)] if mood == "news" else [],
        "promised": [Task(row.task, f"by {day}", row.law)] if mood == "news" else [],
        "health_is_asked": True,
        "mine": True,
        "outsider": row.owner in OUTSIDERS,
        "excused": False,
        "whose": WHOSE[Agency(row.owner)],
        "task": row.task,
        "law": row.law,
        "guidance": row.guidance,
        "by_when": row.by_when,
        "own_day": not row.within,
        "last_day": day,
        "began": day,
        "distance": "2 weeks",
        "rang": [Rang(day, "the caseworker")],
        "together": [],
    }
