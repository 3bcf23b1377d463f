"""The ways to reach a reader. Each is a module with the same three functions:

- `can_reach(person, organisation) -> bool`: whether it reaches this person or, without one, that organisation;
- `send(notice) -> str`: sends a notice whose words are put together; answers with the gateway's own reference.
  It may be asked to send the same notice again: `notice.key` stays the same. It raises NotDeliverable where trying
  again would not help, and says why; whatever else it raises is tried again.
- `find(notice) -> str | None`: the gateway's reference, if the gateway had this notice already and can be asked.
"""

from types import ModuleType

from . import email, in_app, letter, text
from .failures import NotDeliverable

__all__ = ["CHANNELS", "NotDeliverable"]

CHANNELS: dict[str, ModuleType] = {"in_app": in_app, "email": email, "text": text, "letter": letter}
