"""Plays a case file: makes its people, then does each step by the verbs that the pages use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import DatabaseError

from ehcp.models import (
    Advice,
    Case,
    Child,
    Comment,
    Consultation,
    Dispute,
    Enquiry,
    FamilyMember,
    Membership,
    Need,
    Organisation,
    Outcome,
    PlanVersion,
    Provision,
    User,
)
from ehcp.models.case import case_of_a_plan
from ehcp.models.organisations import Kind, Role
from workflows import delay
from workflows.acts import NotNow, Refused
from workflows.law import UnknownLaw, pack
from workflows.models import Deadline

from .fields import ANY_OF_A_ROW, CHILD_FIELDS, ROW_KINDS
from .verbs import BEGINNINGS, VERBS

FAMILY = ("parent", "young_person")
KEPT: dict[str, Any] = {
    "advice": Advice,
    "consultation": Consultation,
    "comment": Comment,
    "dispute": Dispute,
    "question": Enquiry,
}
ROWS: dict[str, Any] = {"needs": Need, "outcomes": Outcome, "provision": Provision}
FIELD_OF = {"from": "starts_on"}
"""Words of the file that are not the names of fields."""


class CannotBePlayed(Exception):
    """A step that the machine refused. The message says why, and what was open instead."""


class Player:
    """One child's file in play. People and organisations that exist already (by e-mail, by name) are used."""

    def __init__(self, file: Mapping[str, Any]) -> None:
        self.file = file
        self.case: Any = None
        """The case in which the story goes on: after a transfer, the one at the new authority."""
        self._organisations: dict[str, Organisation] = {}
        self._people: dict[str, User] = {}
        self._kept: dict[tuple[str, str], int] = {}
        self._threads: dict[str, tuple[Any, Any]] = {}

    # Who is there

    def set_the_scene(self) -> None:
        """Make the child, the family and everybody else whom the file names."""
        for name in self.file["organisations"]:
            self.organisation(name)
        self._introduce_organisations()
        self.child = self._make_child()
        for name in self.file["people"]:
            self.person(name)

    def organisation(self, name: str) -> Organisation:
        if name not in self._organisations:
            given = self.file["organisations"][name]
            fields = {field: value for field, value in given.items() if field != "works_with"}
            self._organisations[name], _ = Organisation.objects.get_or_create(
                name=given["name"], kind=given["kind"], defaults=fields
            )
        return self._organisations[name]

    def person(self, name: str) -> User:
        if name not in self._people:
            self._people[name] = self._make_person(self.file["people"][name])
        return self._people[name]

    @property
    def authority(self) -> Organisation:
        """Where the story is: the authority of the case, before there is one the first in the file."""
        if self.case is not None:
            return self.case.authority
        return next(each for each in self._organisations.values() if each.kind == Kind.AUTHORITY)

    @property
    def caseworker(self) -> User | None:
        """The first caseworker of that authority in the file."""
        here = self.authority
        found = (
            name
            for name, given in self.file["people"].items()
            if given["role"] == Role.CASEWORKER and self.organisation(given["organisation"]) == here
        )
        return next((self.person(name) for name in found), None)

    def _introduce_organisations(self) -> None:
        for name, each in self._organisations.items():
            if each.kind != Kind.AUTHORITY:
                named = self.file["organisations"][name].get("works_with")
                for authority in map(self.organisation, named) if named else [self.authority]:
                    self._introduce(each, authority)

    def _introduce(self, each: Organisation, authority: Organisation) -> None:
        if each.kind == Kind.HEALTH_COMMISSIONER and not authority.health_commissioner:
            authority.health_commissioner = each
            authority.save()
        each.works_with.add(authority)

    def _make_child(self) -> Child:
        given = {name: CHILD_FIELDS[name].read(self, value) for name, value in self.file["child"].items()}
        return Child.objects.create(**given | {"languages": ", ".join(given.get("languages", []))})

    def _make_person(self, given: Mapping[str, Any]) -> User:
        user = User.objects.filter(email=given["email"].lower()).first()
        if user is None:
            user = User.objects.create_user(
                given["email"], full_name=given["name"], phone=given.get("phone", "")
            )
        if given["role"] in FAMILY:
            self._join_family(user, given)
        else:
            Membership.objects.get_or_create(
                user=user,
                organisation=self.organisation(given["organisation"]),
                role=given["role"],
                defaults={
                    "title": given.get("title", ""),
                    "may_decide": given.get("may_decide", given["role"] == Role.MANAGER),
                },
            )
        return user

    def _join_family(self, user: User, given: Mapping[str, Any]) -> None:
        in_person = given["role"] == "young_person"
        FamilyMember.objects.create(
            child=self.child,
            user=user,
            is_the_child=in_person,
            relationship=given.get("relationship", "The young person" if in_person else "Parent"),
            parental_responsibility=given.get("parental_responsibility", not in_person),
            lives_with_child=given.get("lives_with_child", True),
            young_person_agrees=given.get("young_person_agrees", False),
        )

    # What happens

    def play(self, step: Mapping[str, Any]) -> None:
        """Do one step on the day that the clock says. Raises CannotBePlayed if the machine refuses."""
        verb = VERBS[step["do"]]
        by = self.person(step["by"]) if "by" in step else None
        facts = {name: field.read(self, step[name]) for name, field in verb.fields.items() if name in step}
        try:
            if self.case is None and verb.name not in BEGINNINGS:
                raise NotNow(f"A story begins with {' or '.join(f'`{name}`' for name in BEGINNINGS)}.")
            if self.case is not None:
                if verb.name in BEGINNINGS:
                    raise NotNow("The story has begun already. One file is one request.")
                self.case = Case.objects.get(pk=self.case.pk)
            verb.play(self, by=by, on=date.fromisoformat(step["on"]), **facts)
        except Refused as refusal:
            raise CannotBePlayed(f"{refusal} {self._open_to(by)}".strip())
        except DatabaseError as refusal:
            raise CannotBePlayed(f"The database refuses: {refusal}.")

    def _open_to(self, by: User | None) -> str:
        if by is None or self.case is None:
            return ""
        case = Case.objects.get(pk=self.case.pk)
        rows: list[Any] = [case, *case.advice.all(), *case.consultations.all(), *case.disputes.all()]
        rows += [case.moved_from, case.current_budget, case.current_review, case.working_version]
        acts = {act.name for row in rows if row for act in row.open_acts(by)}
        verbs = {VERB_OF.get(name, name) for name in acts}
        listed = ", ".join(name for name in VERBS if name in verbs)
        return f"Open to {by} at this point: {listed or 'nothing'}."

    def row(self, kind: str, facts: dict[str, Any]) -> Any:
        """The row a verb is about: one that the step names, or the only one of its kind now."""
        if kind in facts:
            return facts.pop(kind)
        found = {
            "case": lambda: self.case,
            "case_moved_from": lambda: self.case.moved_from or self.case,
            "version": lambda: self.case.working_version,
            "budget": lambda: self.case.current_budget,
            "review": lambda: self.case.current_review,
            "dispute": lambda: self.case.current_dispute or self.case.disputes.last(),
        }[kind]()
        if found is None:
            raise NotNow(NOTHING_YET[kind])
        return found

    def latest(self, act: str) -> Any:
        """The latest event of the case by this act."""
        event = self.case.event_of(act)
        if event is None:
            raise NotNow(f"There has been no `{act}` yet.")
        return event

    def family_member(self, person: User) -> FamilyMember:
        member = self.child.family.filter(user=person).first()
        if member is None:
            raise NotNow(f"{person} is not of the family.")
        return member

    # Another authority

    def go_on_in(self, case: Any, caseworker: User | None) -> None:
        """From here on the story is about this case, at the new authority."""
        self.case = case
        case.caseworker = caseworker or self.caseworker
        case.save()

    def open_moved_case(self, on: date, by: User, caseworker: User | None) -> PlanVersion:
        """Make the case that begins with a plan of another authority, and the plan, to be written."""
        self.case = case_of_a_plan(child=self.child, authority=self.authority, on=on)
        self.case.caseworker = caseworker or self.caseworker
        self.case.save()
        return PlanVersion.objects.create(case=self.case, number=1)

    # What is owed

    def row_of_law(self, name: str) -> Any:
        try:
            return pack(self.case.law_pack).row(name)
        except UnknownLaw as unknown:
            raise NotNow(str(unknown)) from None

    def open_duty(self, name: str, advice: Advice | None) -> Deadline:
        """What is owed now by this row of the law, for one request for advice if there are several."""
        row = self.row_of_law(name)
        open_ones = self.case.deadlines.open()
        found = open_ones.filter(key=row.key)
        if advice:
            found = found.of(advice)
        match list(found):
            case [deadline]:
                return deadline
            case []:
                owed = ", ".join(dict.fromkeys(each.law.ref for each in open_ones)) or "nothing"
                raise NotNow(f"{row.ref} is not open now. Open: {owed}.")
        raise NotNow(f"{row.ref} is open several times. Say with `advice` which request it is about.")

    def outlook(self, duty: str, on: date) -> delay.Outlook:
        """When this duty can be done, as it stands on a day on which its own day cannot be kept any more."""
        found = delay.outlook_of(self.open_duty(duty, None), on)
        if not found.is_late:
            raise NotNow(f"{found.deadline.law.ref} can still be done in time.")
        return found

    # What the file has named

    def keep(self, kind: str, name: str, row: Any) -> None:
        self._kept[kind, name] = row.pk

    def advice(self, name: str) -> Advice:
        return self._find("advice", name)

    def consultation(self, name: str) -> Consultation:
        return self._find("consultation", name)

    def comment(self, name: str) -> Comment:
        return self._find("comment", name)

    def dispute(self, name: str) -> Dispute:
        return self._find("dispute", name)

    def question(self, name: str) -> Enquiry:
        return self._find("question", name)

    def _find(self, kind: str, name: str) -> Any:
        return KEPT[kind].objects.get(pk=self._kept[kind, name])

    # Rows of advice and of the plan

    def write_advice(self, advice: Advice, content: Mapping[str, Any]) -> None:
        """Write advice as the file has it. Rows of the same key are written anew and stay the same rows."""
        rows = {name: content.get(name, []) for name in ROW_KINDS}
        if any(rows.values()):
            keys = {given["key"] for each in rows.values() for given in each}
            kept = {thread for key, (_, thread) in self._threads.items() if key in keys}
            for model in ROWS.values():
                model.objects.filter(advice=advice).exclude(thread__in=kept).delete()
        advice.summary = content.get("summary", advice.summary)
        advice.save()
        self.write_rows({"advice": advice}, rows)

    def write_rows(self, holder: Mapping[str, Any], rows: Mapping[str, Any]) -> None:
        """`holder`: {"advice": advice} or {"plan": version, ...}, the fields that every new row begins with."""
        written = []
        for name, model in ROWS.items():
            for given in rows.get(name, []):
                fields = self.row_fields(given)
                thread = self._threads.get(given["key"], (None, None))[1]
                row = (
                    model.objects.filter(thread=thread, advice=holder.get("advice")).first()
                    if thread
                    else None
                )
                row = row or model(**holder)
                for field, value in fields.items():
                    setattr(row, field, value)
                row.save()
                self._threads[given["key"]] = (model, row.thread)
                written.append((row, [*given.get("needs", []), *given.get("for", [])]))
        for row, keys in written:
            self._link(row, holder, keys)

    def _link(self, row: Any, holder: Mapping[str, Any], keys: list[str]) -> None:
        linked = [self._row_by_key(key, holder) for key in keys]
        for link in row._meta.many_to_many:
            getattr(row, link.name).set([each for each in linked if isinstance(each, link.related_model)])

    def _row_by_key(self, key: str, holder: Mapping[str, Any]) -> Any:
        if version := holder.get("plan"):
            return self.row_in(version, key)
        return self.row_of_advice(key)

    def row_in(self, version: PlanVersion | None, key: str) -> Any:
        """The row of this key as it stands in a version of the plan."""
        model, thread = self._threads[key]
        row = model.objects.filter(plan=version, thread=thread).first() if version else None
        if row is None:
            raise NotNow(f"The row “{key}” does not stand in {version or 'a plan: there is none yet'}.")
        return row

    def provision_in_budget(self, budget: Any, key: str) -> Any:
        """The line of provision of this key as the budget has it."""
        _, thread = self._threads[key]
        line = budget.lines.filter(provision__thread=thread).first()
        if line is None:
            raise NotNow(f"The budget has no line for “{key}”.")
        return line.provision

    def row_of_advice(self, key: str) -> Any:
        model, thread = self._threads[key]
        row = model.objects.filter(advice__case=self.case, thread=thread).first()
        if row is None:
            raise NotNow(f"The row “{key}” does not stand in any advice.")
        return row

    def row_fields(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """What the file says of a row, as fields of the model. Its key and its links are no fields."""
        said: dict[str, Any] = {}
        for name, value in given.items():
            if name == "amount":
                said |= {
                    field: value.get(field) for field in ("minutes", "sessions", "weeks_a_year", "group_size")
                }
                said |= {"every": value.get("every", ""), "amount_note": value.get("in_words", "")}
            elif name in ANY_OF_A_ROW:
                said[FIELD_OF.get(name, name)] = ANY_OF_A_ROW[name].read(self, value)
        return said


NOTHING_YET = {
    "version": "No version of the plan is being written.",
    "budget": "No personal budget has been asked for.",
    "review": "No review meeting has been fixed.",
    "dispute": (
        "There is no disagreement yet. It begins with `ask_for_mediation`, `decline_mediation`, "
        "`record_mediation_certificate` or `record_appeal`."
    ),
}
VERB_OF = {
    "ask_again": "decide_what_follows",
    "accept_not_known": "decide_what_follows",
    "decide_to_maintain": "decide_after_review",
    "decide_to_amend": "decide_after_review",
    "consult_setting": "send_consultation",
}
