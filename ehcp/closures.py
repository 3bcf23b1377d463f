"""School holidays: which of them hold for a setting, and reading many from a file.

A file is read whole before anything is written. What is wrong in it is told line by line (docs/calendars.md).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from itertools import pairwise

from django.db import transaction
from django.db.models import Q, QuerySet

from workflows.clock import in_words, school_year
from workflows.law import PACKS

from .models import Closure, Organisation
from .models.organisations import SETTINGS, Kind

COLUMNS = ("organisation", "name", "first_closed_on", "reopens_on")
NAME_AT_MOST = 80
EARLIEST = min(law.in_force_from for law in PACKS.values())
LONGEST = timedelta(weeks=20)
"""No school or college is closed longer; a longer time is a slip of the year."""
WAYS_TO_WRITE_A_DAY = ("%Y-%m-%d", "%d/%m/%Y")
"""As the documentation says it, and as a spreadsheet in England writes it back."""


def closures_for(
    setting: Organisation | None, authority: Organisation | None, first: date, last: date
) -> list[Closure]:
    """The closures that touch these days and hold for a setting at an authority, soonest first.

    The setting's own. In a school year for which it has none, and for a child at no setting, the authority's.
    """
    touching = Closure.objects.filter(first_closed_on__lte=last, reopens_on__gt=first)
    own = list(touching.filter(organisation=setting)) if setting else []
    said = Closure.objects.filter(organisation=setting).values_list("first_closed_on", flat=True)
    own_years = {school_year(day) for day in said} if setting else set()
    usual = touching.filter(organisation=authority) if authority else Closure.objects.none()
    others = [each for each in usual if school_year(each.first_closed_on) not in own_years]
    return sorted([*own, *others], key=lambda each: (each.first_closed_on, each.reopens_on))


def holders(authorities: Iterable[Organisation] | None = None) -> QuerySet[Organisation]:
    """The organisations that can have closures: authorities and settings, all or those of these authorities."""
    if authorities is None:
        return Organisation.objects.filter(kind__in=(Kind.AUTHORITY, *SETTINGS))
    ours = [each.pk for each in authorities]
    settings = Q(kind__in=SETTINGS, works_with__in=ours)
    return Organisation.objects.filter(Q(pk__in=ours) | settings).distinct()


def what_is_wrong(first_closed_on: date, reopens_on: date) -> str:
    """What is wrong with these two days of one closure; empty if nothing is."""
    if reopens_on <= first_closed_on:
        return f"It opens again on {in_words(reopens_on)}, which is not after its first closed day"
    if first_closed_on < EARLIEST:
        return f"{in_words(first_closed_on)} lies before {in_words(EARLIEST)}, with which the law here begins"
    if reopens_on - first_closed_on > LONGEST:
        return f"It is closed for more than {LONGEST.days // 7} weeks. Check the years"
    return ""


def overlapping(organisation: Organisation, first_closed_on: date, reopens_on: date) -> QuerySet[Closure]:
    """The stored closures of an organisation that have a day in common with these."""
    return organisation.closures.filter(first_closed_on__lt=reopens_on, reopens_on__gt=first_closed_on)


def in_a_line(closure: Closure | Line) -> str:
    """ "Summer holiday", closed from 22 July 2026, open again on 2 September 2026: to tell one from another."""
    return f"“{closure.name}” from {in_words(closure.first_closed_on)}, open again on {in_words(closure.reopens_on)}"


# A file


class Wrong(ValueError):
    """The file cannot be taken. `lines` says of each wrong line what is wrong and what is allowed."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


@dataclass(frozen=True)
class Line:
    """One line of a file that says something whole."""

    number: int
    organisation: Organisation
    name: str
    first_closed_on: date
    reopens_on: date

    def same_as(self, closure: Closure) -> bool:
        return all(getattr(self, name) == getattr(closure, name) for name in COLUMNS[1:])


@dataclass
class Import:
    """What taking a file would do. Nothing is written before `write`."""

    added: list[Line] = field(default_factory=list)
    changed: list[tuple[Closure, Line]] = field(default_factory=list)
    removed: list[Closure] = field(default_factory=list)
    unchanged: list[Line] = field(default_factory=list)

    @property
    def changes_anything(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    @transaction.atomic
    def write(self) -> None:
        for gone in self.removed:
            gone.delete()
        for closure, line in self.changed:
            closure.name, closure.reopens_on = line.name, line.reopens_on
            closure.save()
        Closure.objects.bulk_create(
            Closure(**{name: getattr(line, name) for name in COLUMNS}) for line in self.added
        )

    def __str__(self) -> str:
        counted = (
            (self.added, "added"),
            (self.changed, "changed"),
            (self.removed, "removed"),
            (self.unchanged, "unchanged"),
        )
        return ", ".join(f"{len(rows)} {words}" for rows, words in counted)


def text_of(content: bytes) -> str:
    """A file's text: as most programs write it, or as an older spreadsheet does. Raises Wrong."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Wrong(["This is not a text file. Save the table as CSV (UTF-8), and choose that file."])


def read(text: str, among: QuerySet[Organisation]) -> list[Line]:
    """The lines of a file. Raises Wrong, with everything that is wrong in it."""
    wrong: list[str] = []
    lines: list[Line] = []
    names = _by_name(among)
    try:
        for number, row in _rows(text):
            said = dict(zip(COLUMNS, row, strict=True))
            mistakes = list(_mistakes(said, names))
            wrong += [f"line {number}: {mistake}" for mistake in mistakes]
            if not mistakes:
                organisation = names[_plain(said["organisation"])][0]
                first, reopens = _day(said["first_closed_on"]), _day(said["reopens_on"])
                lines.append(Line(number, organisation, said["name"], first, reopens))  # type: ignore[arg-type]
    except csv.Error as error:
        wrong.append(
            f"This is not a CSV file that can be read ({error}). Save the table as CSV (UTF-8) again."
        )
    except Wrong as unreadable:
        wrong += unreadable.lines
    wrong += _overlaps(lines)
    if not wrong and not lines:
        wrong.append("There is no line in the file below the names of its columns.")
    if wrong:
        raise Wrong(wrong)
    return lines


def compared(lines: Iterable[Line], *, replace: bool) -> Import:
    """What taking these lines would change. Raises Wrong where they contradict what is there.

    With `replace`, an organisation has afterwards, in each school year of which the file says something for it,
    what the file says and nothing else.
    """
    found, wrong = Import(), []
    for organisation, own in _together(lines).items():
        stored = list(organisation.closures.all())
        years = {school_year(line.first_closed_on) for line in own}
        replaced = [each for each in stored if replace and school_year(each.first_closed_on) in years]
        kept = [each for each in stored if each not in replaced]
        begins = {each.first_closed_on: each for each in replaced}
        for line in own:
            if any(line.same_as(each) for each in stored):
                found.unchanged.append(line)
            elif clash := next((each for each in kept if _overlap(each, line)), None):
                wrong.append(_clash(line, clash, replace))
            elif before := begins.get(line.first_closed_on):
                found.changed.append((before, line))
            else:
                found.added.append(line)
        starts = {line.first_closed_on for line in own}
        found.removed += [each for each in replaced if each.first_closed_on not in starts]
    if wrong:
        raise Wrong(wrong)
    return found


def as_csv(closures: Iterable[Closure]) -> str:
    """Closures as a file that can be read again."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([getattr(each, name) for name in COLUMNS] for each in closures)
    return written.getvalue()


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each line that says something, with its number; its values in the order of COLUMNS."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = [_plain(each) for each in next(reader, [])]
    if sorted(header) != sorted(COLUMNS):
        raise Wrong(
            [
                f"line 1: the columns have to be called {', '.join(COLUMNS)}, with commas between them. "
                f"There is: {', '.join(header) or 'nothing'}."
            ]
        )
    unreadable = []
    for row in reader:
        values = [each.strip() for each in row]
        if len(values) == len(header):
            if any(values):
                yield reader.line_num, [values[header.index(name)] for name in COLUMNS]
        elif any(values):
            unreadable.append(
                f"line {reader.line_num}: there are {len(values)} values and {len(header)} columns. "
                "Put a value that has a comma in it into quotation marks."
            )
    if unreadable:
        raise Wrong(unreadable)


def _mistakes(said: dict[str, str], names: dict[str, list[Organisation]]) -> Iterator[str]:
    named = names.get(_plain(said["organisation"]), [])
    if len(named) != 1:
        yield _unknown(said["organisation"], named, names)
    if not said["name"]:
        yield "name is empty. Say what people call it, such as Summer holiday."
    elif len(said["name"]) > NAME_AT_MOST:
        yield f"name has {len(said['name'])} characters. It can have {NAME_AT_MOST}."
    days = [_day(said[column]) for column in COLUMNS[2:]]
    for column, day in zip(COLUMNS[2:], days, strict=True):
        if day is None:
            yield f"{column} is “{said[column]}”. Write a day like 2026-07-22 or 22/07/2026."
    first, reopens = days
    if first and reopens and (words := what_is_wrong(first, reopens)):
        yield f"{words}."


def _unknown(name: str, named: list[Organisation], names: dict[str, list[Organisation]]) -> str:
    if not name:
        return "organisation is empty. Write the name of the authority or of a setting, as it stands here."
    if named:
        return f"{len(named)} organisations are called “{name}”. Give them different names first."
    near = get_close_matches(_plain(name), names, n=1, cutoff=0.8)
    meant = f"Is it “{names[near[0]][0]}”?" if near else "Add it under Organisations first."
    return f"No authority, school, college or early years provider here is called “{name}”. {meant}"


def _overlaps(lines: list[Line]) -> Iterator[str]:
    """Lines of one organisation that have days in common."""
    for own in _together(lines).values():
        in_order = sorted(own, key=lambda line: (line.first_closed_on, line.number))
        for before, after in pairwise(in_order):
            if _overlap(before, after):
                yield (
                    f"line {after.number}: it has days in common with line {before.number}, {in_a_line(before)}. "
                    "Let one of them begin later."
                )


def _together(lines: Iterable[Line]) -> dict[Organisation, list[Line]]:
    found: dict[Organisation, list[Line]] = {}
    for line in lines:
        found.setdefault(line.organisation, []).append(line)
    return found


def _overlap(one: Closure | Line, other: Closure | Line) -> bool:
    return one.first_closed_on < other.reopens_on and other.first_closed_on < one.reopens_on


def _clash(line: Line, there: Closure, replace: bool) -> str:
    what_to_do = (
        "It belongs to another school year than the file speaks of: change it, or take it out, first."
        if replace
        else "With --replace the file takes the place of what is there."
    )
    return f"line {line.number}: {line.organisation} has {in_a_line(there)}, already. {what_to_do}"


def _by_name(organisations: QuerySet[Organisation]) -> dict[str, list[Organisation]]:
    found: dict[str, list[Organisation]] = {}
    for each in organisations:
        found.setdefault(_plain(each.name), []).append(each)
    return found


def _plain(name: str) -> str:
    """A name without what spreadsheets and people write differently."""
    return " ".join(name.replace("’", "'").casefold().split())


def _day(words: str) -> date | None:
    for way in WAYS_TO_WRITE_A_DAY:
        try:
            return datetime.strptime(words, way).date()  # noqa: DTZ007  (a day has no time zone)
        except ValueError:
            continue
    return None
