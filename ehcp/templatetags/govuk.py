"""The parts a page is made of. Each docstring's first line is how to write it.

Dates come out in words. Rows may be objects, named tuples or dicts with the names given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil
from typing import Any

from django import template
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from ehcp.pages.standing import KINDS, standing
from workflows import clock

register = template.Library()

# Of the bar's width on the narrowest phone.
ROOM_FOR_A_MARK = 7.5

STAGES = ("request", "decide", "advice", "draft", "your comments", "final plan")


@register.filter
def day(value: date | None) -> str:
    """{{ deadline.due|day }}: "Tuesday 13 October 2026"; nothing for no date."""
    return clock.in_words(value) if value else ""


@register.filter
def from_now(value: date | None) -> str:
    """{{ deadline.due|from_now }}: "today", "tomorrow", "in 9 days", "yesterday", "9 days ago"."""
    if not value:
        return ""
    days = (value - clock.today()).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    return near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")


@register.simple_tag
def status_tag(kind: str, text: str = "") -> SafeString:
    """{% status_tag "late" %} or {% status_tag "late" "late since Friday" %}: a word and a shape.

    Kinds: on_time, due_soon, late, done, lifted (does not apply any more), closed, to_do, waiting.
    """
    return _inline("status", kind=kind, text=text or KINDS[kind].word, look=KINDS[kind])


@register.simple_tag
def deadline_status(deadline: Any) -> SafeString:
    """{% deadline_status deadline %}: how a Deadline stands today."""
    kind, words = standing(deadline)
    return status_tag(kind, words)


@register.simple_tag
def why_date(deadline: Any) -> SafeString:
    """{% why_date deadline %}: its date, opening "Why this date?" in place, and beside it how it stands.

    Where the law gives no day it says how soon, and the day we aim at ourselves; of a promise, its day.

    It is a block: put it in a <div>, <dd> or <td>, never in a <p>.
    """
    found = deadline.reckoning
    return _inline(
        "why_date",
        deadline=deadline,
        due=deadline.due,
        how_soon=found.row.how_soon,
        aim=deadline.aim,
        promised=found.row.is_promise,
        lines=deadline.why,
    )


@register.inclusion_tag("parts/error_summary.html")
def error_summary(*forms: Any) -> dict[str, Any]:
    """{% error_summary form formset %}: what is wrong, linked to the box. The base page has it already."""
    return {"errors": [error for form in forms if form for error in _errors(form)]}


@register.inclusion_tag("parts/back_link.html")
def back_link(url: str, text: str = "Back") -> dict[str, Any]:
    """{% back_link url %} or {% back_link url "Back to the case" %}: in the block before_content."""
    return {"url": url, "text": text}


@register.inclusion_tag("parts/breadcrumbs.html")
def breadcrumbs(links: Iterable[Any]) -> dict[str, Any]:
    """{% breadcrumbs links %}: rows of text, url; in the block before_content."""
    return {"links": links}


@register.inclusion_tag("parts/summary_list.html")
def summary_list(rows: Iterable[Any]) -> dict[str, Any]:
    """{% summary_list rows %}: rows of key, value and perhaps change (a url); no value says "Not given"."""
    return {"rows": rows}


@register.inclusion_tag("parts/task_list.html")
def task_list(tasks: Iterable[Any], name: str = "task") -> dict[str, Any]:
    """{% task_list tasks %}: rows of title, url, hint, kind, text. No url: cannot begin yet."""
    return {"tasks": tasks, "name": name}


@register.inclusion_tag("parts/timeline.html")
def timeline(happenings: Iterable[Any], level: int = 2) -> dict[str, Any]:
    """{% timeline happenings %}: rows of title, by, on, body, given as they happened, shown newest first."""
    in_order = sorted(happenings, key=lambda row: row["on"] if isinstance(row, dict) else row.on)
    return {"happenings": in_order[::-1], "heading": f"h{level}"}


@register.inclusion_tag("parts/identity_bar.html")
def identity_bar(name: str, facts: Iterable[str] = (), flags: Iterable[str] = ()) -> dict[str, Any]:
    """{% identity_bar child.name facts=facts flags=flags %}: age, year, setting; and "two households"."""
    return {"name": name, "facts": facts, "flags": flags}


@register.inclusion_tag("parts/sub_navigation.html")
def sub_navigation(links: Iterable[Any], label: str = "This case") -> dict[str, Any]:
    """{% sub_navigation links label="This case" %}: rows of text, url, current."""
    return {"links": links, "label": label}


@register.inclusion_tag("parts/side_navigation.html")
def side_navigation(links: Iterable[Any], label: str = "On this page", title: str = "") -> dict[str, Any]:
    """{% side_navigation links label="Sections of the plan" %}: rows of text, url, current."""
    return {"links": links, "label": label, "title": title}


@register.inclusion_tag("parts/table.html")
def data_table(
    caption: str, headings: Sequence[str], rows: Iterable[Sequence[Any]], numeric: str = "", size: str = "m"
) -> dict[str, Any]:
    """{% data_table "Who owes what" headings rows numeric="2 3" %}: the first cell of each row names the row.

    `numeric` counts columns from 1; those stand to the right.
    """
    right = {int(column) for column in numeric.split()}
    return {
        "caption": caption,
        "size": size,
        "headings": [(heading, at in right) for at, heading in enumerate(headings, start=1)],
        "rows": [[(cell, at in right) for at, cell in enumerate(row, start=1)] for row in rows],
    }


@register.inclusion_tag("parts/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page) -> dict[str, Any]:
    """{% pagination page_obj %}: keeps the rest of the address; nothing where all is on one page."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": list(numbers), "query": context["request"].GET}


@register.inclusion_tag("parts/stage_bar.html")
def stage_bar(present: str, stages: Sequence[str] = STAGES) -> dict[str, Any]:
    """{% stage_bar "advice" %}: the way from request to final plan, with the step we are at."""
    at = list(stages).index(present)
    return {
        "steps": [(name, index < at, index == at) for index, name in enumerate(stages)],
        "number": at + 1,
        "count": len(stages),
    }


@register.inclusion_tag("parts/weeks.html")
def twenty_week_bar(
    start: date, end: date, marks: Iterable[Any], today: date | None = None
) -> dict[str, Any]:
    """{% twenty_week_bar start=received end=last_day marks=marks %}: a picture, and the same in words.

    Marks are rows of day, label and state (a kind of status_tag). `end` is the last day the law allows.
    """
    today = today or clock.today()
    ordered = sorted(marks, key=lambda mark: mark.day)
    length = max((max([end, today, *(mark.day for mark in ordered)]) - start).days, 1)

    def along(when: date) -> float:
        return min(max((when - start).days / length * 100, 0), 100)

    return {
        "start": start,
        "end": end,
        "today": today,
        "today_at": _percent(along(today)),
        "end_at": _percent(along(end)),
        "week": _week(start, today),
        "weeks": _week(start, end),
        "marks": [
            {"number": number, "mark": mark, "at": _percent(along(mark.day)), "raised": raised}
            for number, (mark, raised) in enumerate(
                zip(ordered, _raised([along(mark.day) for mark in ordered]), strict=True), start=1
            )
        ],
    }


@register.simple_block_tag
def details(content: SafeString, summary: str, open: bool = False) -> SafeString:
    """{% details "What this part is for" %}...{% enddetails %}"""
    return render_to_string("parts/details.html", {"content": content, "summary": summary, "open": open})


@register.simple_block_tag
def inset(content: SafeString) -> SafeString:
    """{% inset %}...{% endinset %}: words set apart, such as the family's own."""
    return render_to_string("parts/inset.html", {"content": content})


@register.simple_block_tag
def warning(content: SafeString) -> SafeString:
    """{% warning %}You cannot undo this.{% endwarning %}"""
    return render_to_string("parts/warning.html", {"content": content})


@register.simple_block_tag
def confirmation(content: SafeString, title: str) -> SafeString:
    """{% confirmation "Your advice is sent" %}Reference NM-2026-014{% endconfirmation %}: the page's h1.

    Under it, in the page: who was told, what is next, by when.
    """
    return render_to_string("parts/confirmation.html", {"content": content, "title": title})


@register.simple_block_tag
def scroll(content: SafeString, label: str) -> SafeString:
    """{% scroll "My cases" %}<table>...</table>{% endscroll %}: a wide table scrolls in its own box."""
    return render_to_string("parts/scroll.html", {"content": content, "label": label})


def _inline(part: str, **context: Any) -> SafeString:
    """A part that stands in a sentence, without the line break that ends its file and would be a space."""
    return mark_safe(render_to_string(f"parts/{part}.html", context).strip())  # noqa: S308 - the template escaped it


def _errors(form: Any) -> list[dict[str, str]]:
    """What is wrong in a form or formset, top to bottom, each with the id to go to."""
    if hasattr(form, "forms"):
        whole = [{"text": text, "target": ""} for text in form.non_form_errors()]
        return whole + [error for each in form.forms for error in _errors(each)]
    whole = [{"text": text, "target": ""} for text in form.non_field_errors()]
    hidden = [{"text": text, "target": ""} for field in form.hidden_fields() for text in field.errors]
    seen = [
        {"text": text, "target": field.error_target}
        for field in form.visible_fields()
        for text in field.errors
    ]
    return whole + hidden + seen


def _raised(places: Sequence[float]) -> list[bool]:
    """Which marks to draw higher, so that two near each other can both be read on a phone."""
    raised: list[bool] = []
    for before, place in zip([-100.0, *places], places, strict=False):
        raised.append(place - before < ROOM_FOR_A_MARK and not (raised and raised[-1]))
    return raised


def _percent(number: float) -> str:
    return f"{number:.2f}%"


def _week(start: date, when: date) -> int:
    """Which week a day falls in; the last day of a week belongs to it, as the last day of a period does."""
    return max(ceil((when - start).days / 7), 1)
