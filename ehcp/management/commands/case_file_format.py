"""manage.py case_file_format: write the JSON Schema of a case file, and the page that describes it, anew."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand

from ehcp.casefile.reference import PAGE, page
from ehcp.casefile.schema import SHIPPED, schema


class Command(BaseCommand):
    help = "Write ehcp/casefile/case-file.schema.json and the reference in docs/case-file.md from the table of verbs."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        SHIPPED.write_text(json.dumps(schema(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        PAGE.write_text(page(), encoding="utf-8")
        self.stdout.write(f"{SHIPPED}\n{PAGE}")
