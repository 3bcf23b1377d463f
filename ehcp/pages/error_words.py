"""What a field says when it is filled in wrongly, where its form has not said it better."""

from __future__ import annotations

from collections.abc import Callable

from django import forms

CHOOSING = (forms.Select, forms.RadioSelect, forms.CheckboxSelectMultiple)


def say_what_to_do(field: forms.Field, label: str) -> None:
    """Put a sentence that says what to do in place of each of Django's own ("This field is required")."""
    django_says = _django_words(field)
    for code, say in WORDS.items():
        words = say(field, label)
        if words and field.error_messages.get(code) == django_says.get(code):
            field.error_messages[code] = words


def _required(field: forms.Field, label: str) -> str:
    if isinstance(field.widget, forms.CheckboxInput):
        return f"Tick the box “{label}”"
    if isinstance(field.widget, forms.FileInput):
        return f"Choose a file: {_inside(label)}"
    if label.endswith("?"):
        return (
            f"Choose an answer: {label}"
            if isinstance(field.widget, CHOOSING)
            else f"Answer the question: {label}"
        )
    return f"{'Choose' if isinstance(field.widget, CHOOSING) else 'Enter'} {_inside(label)}"


def _invalid(field: forms.Field, label: str) -> str:
    if isinstance(field, forms.EmailField):
        return "Enter an e-mail address like name@example.com"
    if isinstance(field, forms.DecimalField | forms.FloatField):
        return f"{label}: write figures, like 2.5"
    if isinstance(field, forms.IntegerField):
        return f"{label}: write a whole number in figures, like 12"
    # Text is only "invalid" by a validator of its form's own, which brings its own words.
    return "" if isinstance(field, forms.CharField) else f"Check what you wrote: {_inside(label)}"


WORDS: dict[str, Callable[[forms.Field, str], str]] = {
    "required": _required,
    "invalid": _invalid,
    "invalid_choice": lambda field, label: f"Choose from the answers given: {_inside(label)}",
    "max_length": lambda field, label: (
        "Write at most %(limit_value)d characters; you have written %(show_value)d"
    ),
    "min_length": lambda field, label: (
        "Write at least %(limit_value)d characters; you have written %(show_value)d"
    ),
    "min_value": lambda field, label: f"{label}: write %(limit_value)s or more",
    "max_value": lambda field, label: f"{label}: write %(limit_value)s or less",
    "empty": lambda field, label: "That file is empty. Choose another, or save it again first",
}


def _django_words(field: forms.Field) -> dict[str, str]:
    """The messages this kind of field has before anybody gives it others."""
    said: dict[str, str] = {}
    for kind in reversed(type(field).__mro__):
        said.update(getattr(kind, "default_error_messages", {}))
    return said


def _inside(label: str) -> str:
    """A label as it stands inside a sentence: "Your name" becomes "your name", "NHS number" stays."""
    return label if label[1:2].isupper() or label.startswith("I ") else label[:1].lower() + label[1:]
