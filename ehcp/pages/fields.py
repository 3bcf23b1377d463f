"""A day and a sum of money as people type them, with errors that say what to put right."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from workflows import clock

MONTHS = tuple(name.lower() for name in calendar.month_name[1:])


class DayInput(forms.MultiWidget):
    """Three boxes: day, month, year."""

    use_fieldset = True
    PARTS = ("day", "month", "year")

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {part: forms.TextInput(attrs={"inputmode": "numeric"}) for part in self.PARTS}, attrs
        )

    def decompress(self, value: Any) -> list[Any]:
        if isinstance(value, date):
            return [value.day, value.month, value.year]
        return [None, None, None]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_{self.PARTS[0]}" if id_ else ""


class DayField(forms.Field):
    """A date typed as people write it: 3 10 2026, 3 Oct 2026, or a whole date pasted into the first box.

    `said_as` names the date inside a sentence ("the date you sent the letter") and stands in every error.
    `earliest` and `latest` are days, or functions that give one, such as `clock.today`.
    """

    widget = DayInput

    def __init__(
        self,
        *,
        said_as: str = "the date",
        earliest: date | Callable[[], date] | None = None,
        latest: date | Callable[[], date] | None = None,
        **kwargs: Any,
    ) -> None:
        self.said_as, self.earliest, self.latest = said_as, earliest, latest
        for taken in ("input_formats", "localize"):
            kwargs.pop(taken, None)
        kwargs.setdefault("error_messages", {}).setdefault("required", f"Enter {said_as}")
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        typed = [value, "", ""] if isinstance(value, str) else value
        day, month, year = _spread([str(part or "").strip() for part in typed])
        if not any((day, month, year)):
            return None
        missing = [name for name, part in zip(DayInput.PARTS, (day, month, year), strict=True) if not part]
        if missing:
            raise self._wrong(f"must include a {' and '.join(missing)}", *missing)
        if not re.fullmatch(r"(19|20|21)\d\d", year):
            raise self._wrong("must have a year of four figures, like 2026", "year")
        number = _month_number(month)
        if number is None:
            raise self._wrong("must have a month from 1 to 12, or its name", "month")
        try:
            return date(int(year), number, int(day))
        except ValueError:
            raise self._wrong("must be a real date: that month has no such day", "day") from None

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is None:
            return
        earliest, latest = _day(self.earliest), _day(self.latest)
        if earliest and value < earliest:
            raise self._wrong(f"must be {clock.in_words(earliest)} or later", *DayInput.PARTS)
        if latest and value > latest:
            raise self._wrong(f"must be {clock.in_words(latest)} or earlier", *DayInput.PARTS)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != self.to_python(initial))
        except ValidationError:
            return True

    def _wrong(self, what: str, *parts: str) -> ValidationError:
        said = self.said_as[:1].upper() + self.said_as[1:]
        return ValidationError(f"{said} {what}", code="_".join(parts))


class MoneyInput(forms.TextInput):
    """One box with a pound sign before it."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "spellcheck": "false", **(attrs or {})})


class MoneyField(forms.DecimalField):
    """Pounds and pence as a Decimal with two places. Takes "1250", "£1,250" and "1,250.50"."""

    widget = MoneyInput

    def __init__(
        self, *, said_as: str = "the amount", min_value: Decimal | int | None = 0, **kwargs: Any
    ) -> None:
        messages = {
            "required": f"Enter {said_as} in pounds",
            "invalid": f"Enter {said_as} as pounds and pence, like 1,250.50",
            **kwargs.pop("error_messages", {}),
        }
        for too_long in ("max_digits", "max_whole_digits"):
            messages.setdefault(too_long, f"Check {said_as}: it has too many figures")
        if min_value == 0:
            messages.setdefault("min_value", f"Enter {said_as} as 0 or more")
        kwargs.setdefault("max_digits", 12)
        super().__init__(min_value=min_value, decimal_places=2, error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs say int
        if isinstance(value, str):
            value = self._plain(value)
        amount = super().to_python(value)
        return amount.quantize(Decimal("0.01")) if amount is not None else None

    def prepare_value(self, value: Any) -> Any:
        """What was typed stays as typed; what was stored is shown with its pence."""
        if isinstance(value, str) or value is None:
            return value
        return f"{value:,.2f}"

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != self.to_python(initial))
        except ValidationError:
            return True

    def _plain(self, typed: str) -> str:
        """Without the pound sign and the commas between thousands; a comma elsewhere is a mistake."""
        text = re.sub(r"^\s*£|\s", "", typed)
        if text and not re.fullmatch(r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d{1,2})?", text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return text.replace(",", "")


def _spread(boxes: list[str]) -> list[str]:
    """The three parts, also where somebody put the whole date into the first box."""
    first, *rest = boxes
    if any(rest):
        return boxes
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", first)
    if iso:
        return [iso[3], iso[2], iso[1]]
    whole = re.fullmatch(
        r"(?:[A-Za-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s./-]+(\w+)[\s./,-]+(\d{2,4})", first
    )
    return [whole[1], whole[2], whole[3]] if whole else boxes


def _month_number(month: str) -> int | None:
    if month.isdecimal():
        return int(month) if 1 <= int(month) <= len(MONTHS) else None
    word = month.lower().rstrip(".")
    named = (number for number, name in enumerate(MONTHS, start=1) if name.startswith(word))
    return next(named, None) if len(word) >= len("may") else None


def _day(bound: date | Callable[[], date] | None) -> date | None:
    return bound() if callable(bound) else bound
