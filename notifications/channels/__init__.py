"""The ways to reach a reader. Each is a module with the same two functions:

- `can_reach(person, organisation) -> bool`: whether it reaches this person or, without one, that organisation;
- `send(notice) -> str`: sends a notice whose words are put together; answers with the gateway's own reference.
  It raises whatever went wrong, and it may be asked to send the same notice again: `notice.key` stays the same.
"""

from types import ModuleType

from . import email, in_app

CHANNELS: dict[str, ModuleType] = {"in_app": in_app, "email": email}
