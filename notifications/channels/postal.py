"""Where a letter goes: an address as an envelope window shows it, in at most seven lines."""

from __future__ import annotations

import re
from typing import Any

POSTCODE = re.compile(r"(?:^|[\s,])([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})$", re.IGNORECASE)
FEWEST, MOST = 3, 7
"""Lines, with the name and the postcode, that GOV.UK Notify takes."""


def address_of(person: Any, organisation: Any, child: Any = None) -> list[str]:
    """The lines, the name first and the postcode last; [] if there is no address a letter can go to.

    A person's is the child's, where they live together: of this child if one is given, else of any.
    """
    if person is None:
        return _lines(str(organisation), organisation.address) if organisation else []
    homes = person.family_of.filter(lives_with_child=True).exclude(child__address="")
    if child is not None:
        homes = homes.filter(child=child)
    found = (_lines(str(person), home.child.address) for home in homes.select_related("child"))
    return next(filter(None, found), [])


def _lines(name: str, address: str) -> list[str]:
    lines = [" ".join(line.split()).rstrip(",") for line in re.split(r"\n|,(?=\s)", address)]
    lines = [line for line in lines if line]
    if not lines or not (postcode := POSTCODE.search(lines[-1])):
        return []
    before = lines.pop()[: postcode.start()].rstrip(" ,")
    lines += [before] if before else []
    room = MOST - 2
    lines = [*lines[: room - 1], ", ".join(lines[room - 1 :])] if len(lines) > room else lines
    whole = [name, *lines, f"{postcode[1]} {postcode[2]}".upper()]
    return whole if len(whole) >= FEWEST else []
