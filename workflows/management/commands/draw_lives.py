"""manage.py draw_lives: the machines draw themselves into docs/lives.md."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from workflows.acts import Act, acts_of
from workflows.checks import lives

HEAD = """# The lives, as the machines draw them

Written by `manage.py draw_lives` from `workflows/lives/`; a test fails when this page is out of date. In each picture
an arrow is an act that changes the state. The table under it lists every act, with who may do it, what it discharges
and which clocks it starts.
"""
ORDER = ("case", "advice", "planversion", "consultation", "budget", "review", "dispute", "enquiry")


class Command(BaseCommand):
    help = "Draw every life into docs/lives.md (--check: only say whether the drawing is current)."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail if the drawing is not current"
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        page = Path(settings.BASE_DIR) / "docs" / "lives.md"
        text = drawing()
        if check:
            if not page.exists() or page.read_text() != text:
                raise CommandError(
                    "docs/lives.md is not what the machines are now. Run: manage.py draw_lives"
                )
            return
        page.write_text(text)
        self.stdout.write(f"Drawn into {page}.")


def drawing() -> str:
    by_name = {life.life_name(): life for life in lives()}
    ordered = [by_name.pop(name) for name in ORDER if name in by_name] + list(by_name.values())
    return "\n".join([HEAD, *(line for life in ordered for line in _life(life))]) + "\n"


def _life(life: Any) -> Iterator[str]:
    acts = list(acts_of(life))
    labels = dict(life.State.choices)
    yield f"## {str(life._meta.verbose_name).capitalize()}\n"
    yield "```mermaid\nstateDiagram-v2"
    for value, label in labels.items():
        yield f'    state "{label}" as {value}'
    yield f"    [*] --> {life._meta.get_field('state').default}"
    for act in acts:
        yield from (f"    {source} --> {act.target}: {act.label}" for source in act.sources if act.target)
    yield from (f"    {end} --> [*]" for end in labels if end in life.ENDS)
    yield "```\n"
    yield "| act | who | from | to | discharges or uses | starts the clocks of |"
    yield "| --- | --- | --- | --- | --- | --- |"
    yield from (_row(act, labels) for act in acts)
    yield ""


def _row(act: Act, labels: dict[str, str]) -> str:
    cells = [
        act.label,
        ", ".join(str(who).replace("_", " ") for who in act.by) + (" (decision)" if act.decision else ""),
        "; ".join(labels[source] for source in act.sources),
        labels[act.target] if act.target else "the same",
        ", ".join(row.ref for row in act.discharges),
        ", ".join(str(moment).replace("_", " ") for moment in act.marks),
    ]
    return f"| {' | '.join(cells)} |"
