"""The form kit: Django forms that come out as GOV.UK Design System components.

Write an ordinary form on `GovukForm` or `GovukModelForm` with Django's own fields and widgets, and put
`{{ form }}` on the page: hints, errors, `aria-describedby` and classes follow. What Django cannot know is
said in class attributes, all optional:

    class AskedHow(GovukForm):
        heading = "how"                                  # its label is the page's <h1>
        reveals = {"how": {"email": "address"}}          # the question asked only after that answer
        option_hints = {"how": {"email": "The quickest way."}}
        widths = {"postcode": "10"}                      # 2, 3, 4, 5, 10, 20, or a grid word: "one-half"
        autocomplete = {"address": "email"}

        how = forms.ChoiceField(label="How shall we write to you?", choices=..., widget=forms.RadioSelect)
        address = forms.EmailField(label="E-mail address")

A field that is not required says "(optional)". A revealed field is asked only where its answer was given:
then it is required if it says so; otherwise it is neither checked nor kept, whatever stands in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.db import models
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.utils import pretty_name

from ehcp.pages.error_words import say_what_to_do
from ehcp.pages.fields import DayField, DayInput, MoneyField, MoneyInput

__all__ = ["DayField", "GovukForm", "GovukModelForm", "GovukRenderer", "MoneyField", "SeenVersion"]


class Component(NamedTuple):
    """How one kind of widget looks.

    Its class; the template that puts around it what belongs around it; the kind of list its answers make; the
    role of its fieldset; and whether its label stands inside that template.
    """

    css: str
    template: str = "forms/controls/plain.html"
    kind: str = ""
    role: str = ""
    holds_label: bool = False


# The first that fits, so the narrower kind stands before the wider.
COMPONENTS: tuple[tuple[type[forms.Widget], Component], ...] = (
    (forms.CheckboxInput, Component("govuk-checkboxes__input", "forms/controls/tick.html", holds_label=True)),
    (forms.FileInput, Component("govuk-file-upload")),
    (forms.Textarea, Component("govuk-textarea", "forms/controls/textarea.html")),
    (
        forms.CheckboxSelectMultiple,
        Component("govuk-checkboxes__input", "forms/controls/options.html", "checkboxes"),
    ),
    (forms.RadioSelect, Component("govuk-radios__input", "forms/controls/options.html", "radios")),
    (forms.Select, Component("govuk-select")),
    (MoneyInput, Component("govuk-input", "forms/controls/money.html")),
    (DayInput, Component("", "forms/controls/day.html", role="group")),
    (
        forms.PasswordInput,
        Component(
            "govuk-input govuk-password-input__input govuk-js-password-input-input",
            "forms/controls/password.html",
        ),
    ),
    (forms.widgets.Input, Component("govuk-input")),
)


class GovukBoundField(BoundField):
    """A field with what its component needs: the id errors link to, sizes, what its answers reveal."""

    form: Any

    @property
    def data(self) -> Any:
        # A browser sends a line break as two characters and counts it as one; so do we.
        value = super().data
        return value.replace("\r\n", "\n") if isinstance(value, str) else value

    @property
    def component(self) -> Component:
        return _component(self.field.widget)

    @property
    def is_heading(self) -> bool:
        return bool(self.form.heading == self.name)

    @property
    def label_size(self) -> str:
        return "l" if self.is_heading else "m" if self.use_fieldset else "s"

    @property
    def says_optional(self) -> bool:
        return not self.field.required and self.name not in self.form.unasked

    @property
    def error_target(self) -> str:
        """The id of the box to put right: of several boxes the first at fault, of answers the first."""
        if isinstance(self.field.widget, DayInput):
            return next(box["id"] for box in self.boxes if box["wrong"] or not self.errors)
        if isinstance(self.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            return f"{self.auto_id}_0"
        return self.auto_id

    @property
    def boxes(self) -> list[dict[str, Any]]:
        """The boxes of a date. Those that an error names are at fault; where it names none, all are."""
        value = self.value()
        typed = value if isinstance(value, list) else self.field.widget.decompress(value)
        named = {part for error in self.errors.as_data() for part in str(error.code).split("_")}
        at_fault = named.intersection(DayInput.PARTS) or (DayInput.PARTS if self.errors else ())
        purpose = self.form.autocomplete.get(self.name)
        return [
            {
                "part": part,
                "id": f"{self.auto_id}_{part}",
                "name": f"{self.html_name}_{part}",
                "value": "" if text is None else text,
                "wrong": part in at_fault,
                "autocomplete": f"{purpose}-{part}" if purpose else "",
            }
            for part, text in zip(DayInput.PARTS, typed, strict=True)
        ]

    @property
    def options(self) -> list[dict[str, Any]]:
        """Each answer of a radio or checkbox question: its widget, its hint and the field it reveals."""
        hints = self.form.option_hints.get(self.name, {})
        reveals = self.form.reveals.get(self.name, {})
        answers = [(widget.data, str(widget.data["value"])) for widget in self.subwidgets]
        return [
            {
                "widget": widget,
                "hint": hints.get(value, ""),
                "reveals": self.form[reveals[value]] if value in reveals else None,
            }
            for widget, value in answers
        ]

    def build_widget_attrs(self, attrs: Any, widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        component = _component(widget)
        if widget.is_hidden or not component.css:
            return built
        purpose = self.form.autocomplete.get(self.name)
        return {
            **built,
            "class": self._css(component, widget),
            # A browser's own limit cuts what is pasted, without a word. An error loses nothing.
            **({"maxlength": False} if "maxlength" in widget.attrs else {}),
            **({"autocomplete": purpose} if purpose else {}),
            **(self._counted(built, widget) if _is_counted(widget) else {}),
            **(_figures(widget) if isinstance(widget, forms.NumberInput) else {}),
        }

    def _css(self, component: Component, widget: forms.Widget) -> str:
        width = self.form.widths.get(self.name, "")
        wide = f"govuk-input--width-{width}" if width.isdigit() else f"govuk-!-width-{width}" if width else ""
        wrong = f"{component.css.split()[0]}--error" if self.errors and not component.holds_label else ""
        return " ".join(filter(None, (component.css, wide, wrong, widget.attrs.get("class"))))

    def _counted(self, built: dict[str, Any], widget: forms.Widget) -> dict[str, Any]:
        """A long answer with a limit: what is left is counted down under the box, and read out from there."""
        described = " ".join(filter(None, (built.get("aria-describedby"), f"{self.auto_id}-info")))
        css = f"{self._css(_component(widget), widget)} govuk-js-character-count"
        return {"aria-describedby": described, "class": css}


# A number is typed as text: a browser's number box changes it on a turn of the mouse wheel.
OUR_TEMPLATES = {
    "django/forms/widgets/number.html": "forms/widgets/number.html",
    "django/forms/widgets/clearable_file_input.html": "forms/widgets/file.html",
}


class GovukRenderer(TemplatesSetting):
    """Renders forms, fields and widgets with templates/forms/. Needs "django.forms" in INSTALLED_APPS."""

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"
    bound_field_class = GovukBoundField

    def get_template(self, template_name: str) -> Any:
        return super().get_template(OUR_TEMPLATES.get(template_name, template_name))


class Govuk:
    """What both kinds of form share. Use `GovukForm` or `GovukModelForm`."""

    default_renderer = GovukRenderer
    # Browsers' own bubbles come one at a time, in their words, and vanish. Ours stay and say what to do.
    use_required_attribute = False

    heading: ClassVar[str] = ""
    reveals: ClassVar[Mapping[str, Mapping[str, str]]] = {}
    option_hints: ClassVar[Mapping[str, Mapping[str, str]]] = {}
    widths: ClassVar[Mapping[str, str]] = {}
    autocomplete: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.unasked: frozenset[str] = frozenset()
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            say_what_to_do(field, str(field.label or pretty_name(name)))

    @property
    def shown(self) -> list[BoundField]:
        """The fields in order, less the hidden ones and those that stand under the answer revealing them."""
        revealed = {name for answers in self.reveals.values() for name in answers.values()}
        return [field for field in self.visible_fields() if field.name not in revealed]  # type: ignore[attr-defined]

    def _clean_fields(self) -> None:
        self.unasked = frozenset(self._not_asked())
        for name in self.unasked:
            self.fields[name].required = False  # type: ignore[attr-defined]
        super()._clean_fields()  # type: ignore[misc]
        for name in self.unasked:
            self._errors.pop(name, None)  # type: ignore[attr-defined]
            self.cleaned_data[name] = self.fields[name].to_python(None)  # type: ignore[attr-defined]

    def _not_asked(self) -> set[str]:
        """The fields whose answer was not given, and those that hang on one of these in turn."""
        found: set[str] = set()
        for question, answers in self.reveals.items():
            data = self[question].data  # type: ignore[index]
            given = () if question in found else data if isinstance(data, list) else (data,)
            found.update(name for answer, name in answers.items() if answer not in given)
            found.difference_update(name for answer, name in answers.items() if answer in given)
        return found


class GovukForm(Govuk, forms.Form):
    """A form of GOV.UK components; see the top of this module."""


def day_in_boxes(field: models.Field, **kwargs: Any) -> forms.Field | None:
    """Meta.formfield_callback: three boxes for a date; Django's own choice for the rest."""
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        kwargs["form_class"] = DayField
    return field.formfield(**kwargs)


class GovukModelForm(Govuk, forms.ModelForm):
    """A model form of GOV.UK components. `class Meta(GovukModelForm.Meta)` puts dates in three boxes."""

    class Meta:
        formfield_callback = day_in_boxes


class SeenVersion(forms.Form):
    """Mixin for a form that decides: it carries the version of the row that the person was looking at.

    class Decline(SeenVersion, GovukForm): ...
    form = Decline(initial={"seen": case.row_version})
    case.decline_to_assess(by=..., seen=form.cleaned_data["seen"], ...)
    """

    seen = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value"),
            "We cannot tell which version you were looking at. Open the page again before you decide.",
        ),
    )


def _component(widget: forms.Widget) -> Component:
    return next((component for kind, component in COMPONENTS if isinstance(widget, kind)), Component(""))


def _is_counted(widget: forms.Widget) -> bool:
    return isinstance(widget, forms.Textarea) and "maxlength" in widget.attrs


def _figures(widget: forms.Widget) -> dict[str, Any]:
    whole = str(widget.attrs.get("step", 1)) == "1"
    return {"inputmode": "numeric" if whole else "decimal", "min": False, "max": False, "step": False}
