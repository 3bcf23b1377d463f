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
    FamilyMember,
    Membership,
    Need,
    Organisation,
    Outcome,
    PlanVersion,
    Provision,
    User,
)
from ehcp.models.organisations import Kind, Role
from workflows.acts import NotNow, Refused

from .fields import ANY_OF_A_ROW, CHILD_FIELDS, ROW_KINDS
from .verbs import VERBS

FAMILY = ("parent", "young_person")
KEPT: dict[str, Any] = {"advice": Advice, "consultation": Consultation, "comment": Comment}
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
            self._organisations[name], _ = Organisation.objects.get_or_create(
                name=given["name"], kind=given["kind"], defaults=given
            )
        return self._organisations[name]

    def person(self, name: str) -> User:
        if name not in self._people:
            self._people[name] = self._make_person(self.file["people"][name])
        return self._people[name]

    @property
    def authority(self) -> Organisation:
        return next(each for each in self._organisations.values() if each.kind == Kind.AUTHORITY)

    @property
    def caseworker(self) -> User | None:
        found = (n for n, given in self.file["people"].items() if given["role"] == Role.CASEWORKER)
        return next((self.person(name) for name in found), None)

    def _introduce_organisations(self) -> None:
        for each in self._organisations.values():
            if each.kind == Kind.HEALTH_COMMISSIONER and not self.authority.health_commissioner:
                self.authority.health_commissioner = each
                self.authority.save()
            if each != self.authority:
                each.works_with.add(self.authority)

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
        by = self.person(step["by"]) if verb.by_somebody else None
        facts = {name: field.read(self, step[name]) for name, field in verb.fields.items() if name in step}
        try:
            if self.case is None and verb.name != "receive_request":
                raise NotNow("A story begins with `receive_request`.")
            if self.case is not None:
                if verb.name == "receive_request":
                    raise NotNow("The request has been received already. One file is one request.")
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
        rows = [case, *case.advice.all(), *case.consultations.all(), case.current_budget, case.current_review]
        acts = {act.name for row in (*rows, case.working_version) if row for act in row.open_acts(by)}
        verbs = {VERB_OF.get(name, name) for name in acts}
        listed = ", ".join(name for name in VERBS if name in verbs)
        return f"Open to {by} at this point: {listed or 'nothing'}."

    def row(self, kind: str, facts: dict[str, Any]) -> Any:
        """The row a verb is about: one that the step names, or the only one of its kind now."""
        if kind in facts:
            return facts.pop(kind)
        found = {
            "case": lambda: self.case,
            "version": lambda: self.case.working_version,
            "budget": lambda: self.case.current_budget,
            "review": lambda: self.case.current_review,
        }[kind]()
        if found is None:
            raise NotNow(NOTHING_YET[kind])
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
}
VERB_OF = {
    "ask_again": "decide_what_follows",
    "accept_not_known": "decide_what_follows",
    "decide_to_maintain": "decide_after_review",
    "decide_to_amend": "decide_after_review",
    "consult_setting": "send_consultation",
}
