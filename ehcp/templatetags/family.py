"""What only a family's pages need in their templates."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()


@register.filter
def on_line(said: dict[str, list[Any]], row: Any) -> list[Any]:
    """{{ said|on_line:line.row }}: the comments on one line of a plan."""
    return said.get(f"{row.kind}-{row.pk}", [])
