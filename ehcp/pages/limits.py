"""How often one visitor may do what costs others something: begin a request, have a letter sent."""

from __future__ import annotations

import hashlib

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

AN_HOUR = 60 * 60


def too_often(request: HttpRequest, what: str, limit: int, whose: str = "") -> bool:
    """Count this once more, and say whether it is now more than `limit` in the hour.

    Counted by visitor, or by `whose`. The count lies in Django's cache: with a cache of its own each process counts
    for itself, which slows a flood without a server to run for it. A family at home never comes near a limit; a
    library or a school, where many share one address, stays below these.
    """
    counted = f"{what}:{whose or get_adapter().get_client_ip(request)}"
    key = f"too-often:{hashlib.sha256(counted.encode()).hexdigest()}"
    cache.add(key, 0, AN_HOUR)
    try:
        return cache.incr(key) > limit
    except ValueError:  # it ran out between the two lines, or there is no cache
        return False
