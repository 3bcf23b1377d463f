"""UK mobile numbers: as people type them, and as a gateway wants them."""

from __future__ import annotations

import re


class NotAMobile(ValueError):
    """What was typed is no UK mobile number. The words say what to put right."""


def mobile(typed: str) -> str:
    """ "07700 900123", "+44 7700 900123" and "(0044) 7700-900123" are all "+447700900123"."""
    plain = re.sub(r"[\s().\-‐‑–]", "", typed)
    if not re.fullmatch(r"\+?\d+", plain):
        raise NotAMobile("Enter a mobile number with figures only, like 07700 900123")
    rest = re.sub(r"^(\+44|0044|44)?0?", "", plain)
    if plain.startswith(("+", "00")) and not plain.startswith(("+44", "0044")):
        raise NotAMobile("Enter a UK mobile number: we cannot send text messages abroad")
    # 070 are personal numbers and 076 pagers, save for 07624, which is the Isle of Man.
    if not rest.startswith("7") or re.match(r"70|76(?!24)", rest):
        raise NotAMobile("Enter a mobile number, which begins with 07, like 07700 900123")
    if len(rest) != 10:
        much = "few" if len(rest) < 10 else "many"
        raise NotAMobile(
            f"Check the mobile number: it has too {much} figures. It needs 11, like 07700 900123"
        )
    return f"+44{rest}"
