"""Section K: everything that was gathered in the assessments, in words, wherever the plan was made.

An entry is plain data, as `PlanVersion.earlier_advice` keeps it and as a plan travels to another authority: `kind`,
`who`, `on` (a day like 2026-10-02), `summary`, `views` (the family's words by the name of their heading), and `needs`,
`outcomes` and `provision` as sentences. What there is none of is left out.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from ehcp.models import Advice, PlanVersion

from .lines import capital, day_words

Entry = dict[str, Any]


def gathered(version: PlanVersion) -> list[Entry]:
    """What came with the plan from another authority, then what was gathered here."""
    here = version.advice_appended().select_related("organisation")
    return [*version.earlier_advice, *(_entry(advice) for advice in here)]


def with_title(person: Any, organisation: Any) -> str:
    """ "Helen Marsh, Head of statutory assessment"."""
    membership = person.memberships.filter(organisation=organisation).exclude(title="").first()
    return f"{person}, {membership.title}" if membership else str(person)


def _entry(advice: Advice) -> Entry:
    given = advice.event_of("give_advice", "give_views")
    said = {
        "kind": advice.of_whom,
        "who": _author(given.by if given else None, advice.organisation),
        "on": given.on.isoformat() if given else "",
        "summary": advice.summary,
        "views": {name: words for name in Advice.VIEWS if (words := getattr(advice, name))},
        "needs": [row.words for row in advice.needs.all()],
        "outcomes": [
            _sentences(row.words, *row.steps, _after("By", row.by_when)) for row in advice.outcomes.all()
        ],
        "provision": [
            _sentences(
                row.what,
                capital(row.amount),
                row.delivered_by,
                row.qualification,
                _after("From", row.starts_on),
                row.reviewed and f"Looked at: {row.reviewed}",
            )
            for row in advice.provision.all()
        ],
    }
    return {name: value for name, value in said.items() if value}


def _author(person: Any, organisation: Any) -> str:
    if person is None or organisation is None:
        return str(person or organisation or "")
    return f"{with_title(person, organisation)}, {organisation}"


def _sentences(*parts: str) -> str:
    """The parts that are there, each with its full stop."""
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part)


def _after(word: str, day: date | None) -> str:
    return f"{word} {day_words(day)}" if day else ""
