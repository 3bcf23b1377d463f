"""How a message fails for good. Whatever else a channel raises passes by itself: the sender tries again."""

from __future__ import annotations


class NotDeliverable(Exception):
    """Trying again would not help until somebody mends what is wrong. The words say what, and never whose it is."""
