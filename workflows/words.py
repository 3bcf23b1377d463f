"""Small things about English that several texts need."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def listed(words: Iterable[Any]) -> str:
    """ "a, b and c"."""
    *first, last = [str(word) for word in words]
    return f"{', '.join(first)} and {last}" if first else last
