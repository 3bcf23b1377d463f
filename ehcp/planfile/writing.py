"""Writes the plan in force of a case as a file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from ehcp.access import EVERY_SECTION
from ehcp.documents.lines import Line, Lines
from ehcp.documents.section_k import gathered
from ehcp.models import Case, Organisation, PlanVersion, Provision
from ehcp.models.plan import NONE_FIELDS
from workflows import clock
from workflows.acts import NotNow

from .schema import FORMAT, VERSION

SOURCE_AT_MOST = 200
OF_THE_CHILD = (
    "name", "known_as", "pronouns", "born", "nhs_number", "upn", "languages", "interpreter", "hearing_impaired",
    "vision_impaired",
)  # fmt: skip


def plan_file(case: Case) -> dict[str, Any]:
    """The plan of a case as it is in force, or was when it left. Raises NotNow where there is none."""
    version = case.final_version
    if version is None:
        raise NotNow(f"There is no plan in force in {case}, and so nothing to send.")
    content = {
        "format": FORMAT,
        "version": VERSION,
        "from": _said(
            authority=case.authority.name,
            reference=case.reference,
            law=case.law_pack,
            written_on=clock.today(),
            health_commissioner=str(case.commissioner or ""),
            email=case.authority.email,
            phone=case.authority.phone,
        ),
        "child": _said(**{name: getattr(case.child, name) for name in OF_THE_CHILD}),
        **_Writer(case, version).plan(),
    }
    return {**content, "digest": digest(content)}


def as_text(content: dict[str, Any]) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def file_name(case: Case) -> str:
    """A name for the file that says nothing of whose plan it is."""
    return f"{case.reference}-plan.json"


def digest(content: dict[str, Any]) -> str:
    """Of everything but the digest: names in order, nothing between the signs, in UTF-8."""
    rest = {name: value for name, value in content.items() if name != "digest"}
    told = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"sha256:{hashlib.sha256(told.encode()).hexdigest()}"


class _Writer:
    def __init__(self, case: Case, version: PlanVersion) -> None:
        self.case, self.version = case, version
        self.lines = Lines(version, EVERY_SECTION)
        self.named: dict[str, Organisation] = {}

    def plan(self) -> dict[str, Any]:
        version = self.version
        plan = {
            "first_made_on": self.case.plan_first_made_on.isoformat(),
            "last_reviewed_on": self.case.plan_last_reviewed_on.isoformat(),
            "views": _said(**{name: getattr(version, name) for name in version.VIEWS}),
            "needs": [self._need(line) for line in self.lines.needs],
            "outcomes": [self._outcome(line) for line in self.lines.outcomes],
            "provision": [self._provision(line) for line in self.lines.provision],
            "none": _said(**{letter: version.none_words(letter) for letter in NONE_FIELDS}),
            "setting": self._setting(),
            "payments": list(self._payments()),
            "gathered": gathered(version),
        }
        organisations = {
            name: _said(kind=each.kind, type_of_setting=each.type_of_setting)
            for name, each in sorted(self.named.items())
        }
        return {"plan": plan, "organisations": organisations}

    def _need(self, line: Line) -> dict[str, Any]:
        row = line.row
        return _said(number=line.ref, category=row.category, words=row.words, source=_source(line))

    def _outcome(self, line: Line) -> dict[str, Any]:
        row = line.row
        return _said(
            number=line.ref,
            words=row.words,
            by_when=row.by_when,
            steps=row.steps,
            needs=list(line.needs),
            source=_source(line),
        )

    def _provision(self, line: Line) -> dict[str, Any]:
        said = {name: value for name, value in line.row.content().items() if name != "section"}
        for part in Provision.ANSWERABLE:
            said[part] = self._name(said[part])
        serves = {"needs": list(line.needs), "outcomes": list(line.outcomes)}
        return _said(number=line.ref, **said, **serves, source=_source(line))

    def _setting(self) -> dict[str, Any]:
        version = self.version
        said = _said(setting=self._name(version.setting), type=version.setting_type)
        if version.next_from:
            said["next"] = _said(
                **{"from": version.next_from},
                setting=self._name(version.next_setting),
                type=version.next_setting_type,
            )
        return said

    def _payments(self) -> Iterator[dict[str, str]]:
        paid = {row.pk: row.budget_line.amount for row in self.version.section_j()}
        for line in self.lines.provision:
            if line.row.pk in paid:
                yield {"provision": line.ref, "yearly_amount": f"{paid[line.row.pk]:.2f}"}

    def _name(self, organisation: Organisation | None) -> str:
        if organisation is None:
            return ""
        self.named[organisation.name] = organisation
        return organisation.name


def _source(line: Line) -> str:
    return line.source[:SOURCE_AT_MOST]


def _said(**fields: Any) -> dict[str, Any]:
    """What is not empty, as JSON has it: days and money as text."""
    return {name: _plain(value) for name, value in fields.items() if not _is_empty(value)}


def _is_empty(value: Any) -> bool:
    return value is None or value is False or value in ("", [])


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, bool | int | list | dict | str) else f"{value:.2f}"
