"""The rows of a version as numbered lines: B2, E1, F3, each with the lines it belongs together with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ehcp.models import Need, PlanVersion, Provision
from workflows.words import listed

NEEDS, OUTCOMES, PROVISION = ("B", "C", "D"), ("E",), ("F", "G", "H1", "H2")
SOURCES = ("source_advice__case", "source_comment__by")
THE_SETTING = "the setting named in section I"

DOES = {
    "commissioner": "arranged",
    "funder": "paid for",
    "provider": "provided",
    "monitor": "checked",
}
"""How each of Provision.ANSWERABLE answers for a line."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """What every line has. `needs`, `outcomes` and `provision` are the numbers of the lines it goes with."""

    ref: str
    """Its number in this version: "B2"."""
    row: Any
    words: str
    source: str
    """Where it comes from, for a reader."""
    needs: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    provision: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NeedLine(Line):
    category: str
    """The type of need in words; empty for needs of health and social care."""

    @property
    def title(self) -> str:
        """Its first sentence, as a heading."""
        return first_sentence(self.words)


@dataclass(frozen=True, kw_only=True)
class OutcomeLine(Line):
    by_when: str
    steps: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ProvisionLine(Line):
    how_much: str
    who: str
    skill: str
    starts: str
    reviewed: str
    answers: str
    """Who answers for it: "Arranged and paid for by Northmoor Council. Provided by Millbrook Primary School."""


@dataclass(frozen=True)
class Needs:
    """The needs of one section that are of one type."""

    category: str
    lines: tuple[NeedLine, ...]


@dataclass(frozen=True)
class Group:
    """A need with the provision that meets it. No need: provision that is linked to none."""

    need: NeedLine | None
    lines: tuple[ProvisionLine, ...]
    elsewhere: tuple[str, ...] = ()
    """The numbers of lines that also meet this need and stand with another one."""


class Lines:
    """The lines of a version, as far as a reader of these sections may see them."""

    def __init__(self, version: PlanVersion, sections: Iterable[str]) -> None:
        self._readable = frozenset(sections)
        self._setting = str(version.setting) if version.setting and "I" in self._readable else ""
        self._sources: dict[int, str] = {}
        # All are numbered before any is left out, so that every reader means the same line by B2.
        needs = _by_category(version.needs.select_related(*SOURCES))
        outcomes = list(version.outcomes.select_related(*SOURCES).prefetch_related("needs"))
        provision = _with_their_needs(
            version.provision.select_related(*SOURCES, *Provision.ANSWERABLE).prefetch_related(
                "needs", "outcomes"
            ),
            [need.pk for need in needs],
        )
        self._refs = {**_numbers(needs), **_numbers(outcomes), **_numbers(provision)}
        self._links = {row: _linked(row) for row in (*outcomes, *provision)}
        self.needs = [self._need(row) for row in needs if row.section in self._readable]
        self.outcomes = [self._outcome(row) for row in outcomes if "E" in self._readable]
        self.provision = [self._provision(row) for row in provision if row.section in self._readable]

    def needs_in(self, section: str) -> tuple[Needs, ...]:
        """The needs of a section, those of one type together."""
        here = [line for line in self.needs if line.row.section == section]
        types = dict.fromkeys(line.category for line in here)
        return tuple(Needs(each, tuple(line for line in here if line.category == each)) for each in types)

    def provision_in(self, section: str) -> tuple[Group, ...]:
        """The provision of a section, each line with the first of the needs it meets.

        In section F every need of section B has its place, also one that other lines meet or that none does.
        """
        here = [line for line in self.provision if line.row.section == section]
        if not here:
            return ()
        groups = []
        for need in self.needs:
            own = tuple(line for line in here if line.needs[:1] == (need.ref,))
            elsewhere = tuple(line.ref for line in here if need.ref in line.needs[1:])
            if own or (section == "F" and need.row.section == "B"):
                groups.append(Group(need, own, elsewhere))
        for_none = tuple(line for line in here if not line.needs)
        return (*groups, Group(None, for_none)) if for_none else tuple(groups)

    def numbers_of(self, rows: Iterable[Any]) -> tuple[str, ...]:
        """The numbers of these rows, in reading order; those of sections that may not be read are left out."""
        wanted = {_identity(row) for row in rows if row.section in self._readable}
        return tuple(ref for identity, ref in self._refs.items() if identity in wanted)

    def _need(self, row: Any) -> NeedLine:
        return NeedLine(
            **self._common(row, row.words),
            outcomes=self._that_name(row, "outcome"),
            provision=self._that_name(row, "provision"),
            category=row.get_category_display() if row.category else "",
        )

    def _outcome(self, row: Any) -> OutcomeLine:
        return OutcomeLine(
            **self._common(row, row.words),
            needs=self.numbers_of(row.needs.all()),
            provision=self._that_name(row, "provision"),
            by_when=day_words(row.by_when),
            steps=tuple(row.steps),
        )

    def _provision(self, row: Any) -> ProvisionLine:
        return ProvisionLine(
            **self._common(row, row.what),
            needs=self.numbers_of(row.needs.all()),
            outcomes=self.numbers_of(row.outcomes.all()),
            how_much=capital(row.amount),
            who=row.delivered_by,
            skill=row.qualification,
            starts=day_words(row.starts_on),
            reviewed=row.reviewed,
            answers=self._answers(row),
        )

    def _common(self, row: Any, words: str) -> dict[str, Any]:
        return {"ref": self._refs[_identity(row)], "row": row, "words": words, "source": self._source(row)}

    def _that_name(self, row: Any, kind: str) -> tuple[str, ...]:
        """The numbers of the rows of this kind that name this row."""
        return self.numbers_of(
            each for each, linked in self._links.items() if each.kind == kind and _identity(row) in linked
        )

    def _source(self, row: Any) -> str:
        if row.source_comment_id or not row.source_advice_id:
            return row.source
        # Who gave an advice and when is looked up once, not for each of its lines.
        if row.source_advice_id not in self._sources:
            self._sources[row.source_advice_id] = row.source
        return self._sources[row.source_advice_id]

    def _answers(self, row: Provision) -> str:
        by: dict[str, list[str]] = {}
        for part in row.ANSWERABLE:
            by.setdefault(str(getattr(row, part) or self._setting or THE_SETTING), []).append(DOES[part])
        return " ".join(capital(f"{listed(does)} by {name}.") for name, does in by.items())


def _by_category(needs: Iterable[Need]) -> list[Need]:
    """Those of one section together, and in it those of one type, in the order in which the types come up."""
    rows = list(needs)
    types = list(dict.fromkeys((row.section, row.category) for row in rows))
    return sorted(rows, key=lambda row: (row.section, types.index((row.section, row.category))))


def _with_their_needs(provision: Iterable[Provision], needs: list[int]) -> list[Provision]:
    """By section, and in it in the order of the needs; what is linked to no need comes last."""

    def first_need(row: Provision) -> int:
        return min((needs.index(need.pk) for need in row.needs.all()), default=len(needs))

    return sorted(provision, key=lambda row: (row.section, first_need(row)))


def _numbers(rows: Iterable[Any]) -> dict[tuple[str, int], str]:
    """ "B1", "B2", "C1"; "H1.1", where the section's own name ends in a number."""
    count: dict[str, int] = {}
    numbers = {}
    for row in rows:
        count[row.section] = count.get(row.section, 0) + 1
        dot = "." if row.section[-1].isdigit() else ""
        numbers[_identity(row)] = f"{row.section}{dot}{count[row.section]}"
    return numbers


def _linked(row: Any) -> set[tuple[str, int]]:
    return {_identity(each) for link in row._meta.many_to_many for each in getattr(row, link.name).all()}


def _identity(row: Any) -> tuple[str, int]:
    return row.kind, row.pk


def day_words(day: date | None) -> str:
    """ "21 July 2028": without the day of the week, which says nothing two years ahead."""
    return f"{day.day} {day:%B %Y}" if day else ""


def first_sentence(words: str, at_most: int = 120) -> str:
    """The first sentence, shortened at a word where it is long; without its full stop."""
    sentence = words.split("\n", 1)[0].split(". ", 1)[0].strip().removesuffix(".")
    if len(sentence) <= at_most:
        return sentence
    return sentence[:at_most].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]
