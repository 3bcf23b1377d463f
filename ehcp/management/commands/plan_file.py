"""manage.py plan_file: a plan in force as a file, out to another authority and in from one (docs/plan-file.md)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ehcp.json_text import Mistake
from ehcp.models import Case, Child, Organisation, User
from ehcp.models.organisations import SETTINGS, Kind
from ehcp.planfile.reading import PlanFile, read
from ehcp.planfile.schema import schema
from ehcp.planfile.taking_over import of_this_name, same_child, take_over
from ehcp.planfile.writing import as_text, plan_file
from workflows import clock
from workflows.acts import Refused


class Command(BaseCommand):
    help = "Write the plan in force of a case to a file, or take over the plan that a file holds."

    def add_arguments(self, parser: CommandParser) -> None:
        do = parser.add_subparsers(dest="do", required=True)
        out = do.add_parser("export", help="write the plan of a case to a file")
        out.add_argument("reference", metavar="REFERENCE", help="of the case, like NM-2026-0014")
        out.add_argument("file", metavar="FILE.json")
        into = do.add_parser("import", help="take over the plan of a file as a new case")
        into.add_argument("file", metavar="FILE.json")
        into.add_argument(
            "--authority", required=True, metavar="NAME", help="the authority that takes it over"
        )
        into.add_argument(
            "--by", metavar="E-MAIL", help="who does it; left out: recorded as done by the service"
        )
        into.add_argument(
            "--on",
            type=date.fromisoformat,
            metavar="DAY",
            help="the day it was transferred, like 2026-09-01; left out: today",
        )
        who = into.add_mutually_exclusive_group()
        who.add_argument(
            "--child-of", metavar="REFERENCE", help="it is the child of this case of the authority"
        )
        who.add_argument("--new-child", action="store_true", help="it is none of the children of this name")
        into.add_argument(
            "--new-settings",
            action="store_true",
            help="the settings of section I are other ones than ours of the same name",
        )
        do.add_parser("schema", help="print the JSON Schema of the file")

    def handle(self, *args: Any, do: str, **options: Any) -> None:
        getattr(self, f"_{do}")(**options)

    def _schema(self, **options: Any) -> None:
        self.stdout.write(json.dumps(schema(), indent=2, ensure_ascii=False))

    def _export(self, *, reference: str, file: str, **options: Any) -> None:
        case = _case(reference)
        try:
            content = plan_file(case)
            Path(file).write_text(as_text(content), encoding="utf-8")
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"{file} could not be written: {error.strerror}.") from error
        self.stdout.write(f"{file}: the plan of {case}, {content['digest']}")

    def _import(self, *, file: str, authority: str, by: str | None, on: date | None, **options: Any) -> None:
        here = _authority(authority)
        try:
            found = read(file, Path(file).read_text(encoding="utf-8"))
            case = take_over(
                found,
                authority=here,
                by=_officer(by) if by else None,
                on=on or clock.today(),
                child=_child(found, here, options["child_of"], options["new_child"]),
                settings={} if options["new_settings"] else _settings(found),
            )
        except UnicodeDecodeError as error:
            raise CommandError(f"{file}, line 1: this is not text in UTF-8.") from error
        except OSError as error:
            raise CommandError(f"{file} could not be read: {error.strerror}.") from error
        except (Mistake, Refused) as mistake:
            raise CommandError(str(mistake)) from mistake
        version = case.final_version
        self.stdout.write(
            f"{case}: the plan of {found.authority} is in force at {here}. "
            f"Section I: {version.setting or version.setting_type or 'no setting'}."
        )


def _case(reference: str) -> Case:
    case = Case.objects.filter(reference__iexact=reference).first()
    if case is None:
        raise CommandError(f"There is no case {reference}. A reference looks like NM-2026-0014.")
    return case


def _authority(name: str) -> Organisation:
    authorities = Organisation.objects.filter(kind=Kind.AUTHORITY)
    found = authorities.filter(name__iexact=name).first()
    if found is None:
        known = ", ".join(str(each) for each in authorities) or "none"
        raise CommandError(f"No authority here is called “{name}”. Allowed: {known}.")
    return found


def _officer(email: str) -> User:
    found = User.objects.filter(email__iexact=email).first()
    if found is None:
        raise CommandError(f"Nobody here has the address {email}.")
    return found


def _child(file: PlanFile, authority: Organisation, reference: str | None, is_new: bool) -> Child | None:
    cases = Case.objects.filter(authority=authority)
    if reference:
        found = cases.filter(reference__iexact=reference).first()
        if found is None:
            raise CommandError(f"{authority} has no case {reference}.")
        return found.child
    if not is_new and (same := same_child(file, cases)):
        known = ", ".join(case.reference for case in same)
        raise CommandError(
            f"It may be a child whom {authority} knows already: {known}. Say --child-of REFERENCE, or --new-child."
        )
    return None


def _settings(file: PlanFile) -> dict[str, Organisation]:
    """Ours of the same name, where there is exactly one."""
    found = {name: [e for e in of_this_name(name) if e.kind in SETTINGS] for name in file.settings}
    return {name: ours[0] for name, ours in found.items() if len(ours) == 1}
