"""The questions of a request for an assessment, one page each, in the order they are asked.

What was typed is kept as it was typed, page by page; the form of the page is the only one that reads it. So a draft
can be taken up again, checked again and shown again, and what it says is decided in one place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from django import forms

from ehcp.models import Organisation, RequestDraft
from ehcp.models.case import Requester
from ehcp.models.organisations import SETTINGS, Kind
from ehcp.pages.forms import DayField, GovukForm
from workflows import clock
from workflows.law import age

LONG = 10_000
ELSEWHERE = "elsewhere"


class Council(GovukForm):
    """Asked first: it decides to whom the request goes."""

    heading = "council"
    option_hints = {"council": {ELSEWHERE: "We will show you how to find the right council."}}

    council = forms.ChoiceField(
        label="In which council’s area does the child or young person live?",
        widget=forms.RadioSelect,
        help_text="The request goes to the council where they live, even if they go to school elsewhere.",
        error_messages={"required": "Choose the council, or the last answer if you are not sure"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        councils = Organisation.objects.filter(kind=Kind.AUTHORITY)
        self.fields["council"].choices = [  # type: ignore[attr-defined]
            *((str(each.pk), each.name) for each in councils),
            (ELSEWHERE, "Another council, or I am not sure"),
        ]


class Answer(GovukForm):
    """A page of the request. `adapt` gives its labels the words of whoever is asking."""

    def __init__(self, *args: Any, draft: RequestDraft, **kwargs: Any) -> None:
        self.draft = draft
        super().__init__(*args, **kwargs)
        self.adapt()

    def adapt(self) -> None: ...

    @property
    def who(self) -> str:
        """Who is asking: a Requester."""
        return self.draft.answers.get("who", {}).get("who", "")

    @property
    def in_person(self) -> bool:
        return self.who == Requester.YOUNG_PERSON

    def say(self, name: str, label: str, hint: str | None = None) -> None:
        self.fields[name].label = label
        if hint is not None:
            self.fields[name].help_text = hint


class Who(Answer):
    heading = "who"
    reveals = {"who": {Requester.OTHER: "who_else"}}
    option_hints = {
        "who": {
            Requester.PARENT: "You have parental responsibility, or you look after the child.",
            Requester.YOUNG_PERSON: "You are past the end of year 11 and under 25.",
            Requester.SETTING: "You ask for the school, college or nursery that the child goes to.",
            Requester.OTHER: "A doctor, a social worker, a relative or a friend: anyone may bring a child to the "
            "council’s notice.",
        }
    }
    autocomplete: dict[str, str] = {}

    who = forms.ChoiceField(label="Who are you?", widget=forms.RadioSelect)  # type: ignore[assignment]
    who_else = forms.CharField(
        label="What are you to the child or young person?",
        max_length=60,
        help_text="For example: grandmother.",
    )

    def adapt(self) -> None:
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            (Requester.PARENT, "A parent or carer"),
            (Requester.YOUNG_PERSON, "The young person: I ask for myself"),
            (Requester.SETTING, "A school, college or nursery"),
            (Requester.OTHER, "Somebody else"),
        ]


class AboutTheChild(Answer):
    widths = {"name": "20", "known_as": "10"}

    name = forms.CharField(label="Full name of the child or young person", max_length=150)
    known_as = forms.CharField(
        label="What they like to be called", max_length=80, required=False, help_text="If it is another name."
    )
    born = DayField(
        label="Date of birth",
        help_text="For example, 27 3 2019",
        said_as="the date of birth",
        latest=clock.today,
    )

    def adapt(self) -> None:
        if self.in_person:
            self.autocomplete = {"name": "name", "born": "bday"}  # type: ignore[misc]
            self.say("name", "Your full name")
            self.say("known_as", "What you like to be called")
            self.say("born", "Your date of birth")

    def clean_born(self) -> date:
        born = self.cleaned_data["born"]
        today = clock.today()
        if age.age(born, today) >= age.YOUNG_PERSON_UNTIL:
            raise forms.ValidationError(
                f"A request can be made until the day before the {age.YOUNG_PERSON_UNTIL}th birthday. "
                "Check the year of birth"
            )
        if self.in_person and not age.is_young_person(born, today):
            raise forms.ValidationError(
                "At this age a parent or the school asks. You can ask for yourself from "
                f"{clock.in_words(age.compulsory_school_age_ends(born))} on. Check the date, or go back and choose "
                "another answer about who you are"
            )
        return born


class Home(Answer):
    address = forms.CharField(
        label="Where does the child or young person live?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=500,
        help_text="Address and postcode. If there are two homes, write both; you can say more at the end.",
    )
    heading = "address"

    def adapt(self) -> None:
        if self.in_person:
            self.autocomplete = {"address": "street-address"}  # type: ignore[misc]
            self.say("address", "Where do you live?")


class Setting(Answer):
    """The school, college or early years provider; one we do not know is written down in words."""

    heading = "goes_to"
    reveals = {"goes_to": {"listed": "setting", "other": "setting_name"}}

    goes_to = forms.ChoiceField(
        label="Which school, college or nursery does the child go to?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the child goes to a school, college or nursery"},
    )
    setting = forms.ModelChoiceField(
        label="Name", queryset=Organisation.objects.none(), empty_label="Choose from the list"
    )
    setting_name = forms.CharField(label="Name and town", max_length=200)

    def adapt(self) -> None:
        near = Organisation.objects.filter(kind__in=SETTINGS, works_with=self.draft.authority)
        self.fields["setting"].queryset = near  # type: ignore[attr-defined]
        listed = [("listed", f"One on the list of {self.draft.authority}")] if near.exists() else []
        self.fields["goes_to"].choices = [  # type: ignore[attr-defined]
            *listed,
            ("other", "Another one"),
            ("none", "None at the moment, or taught at home"),
        ]
        if self.in_person:
            self.say("goes_to", "Which school or college do you go to?")
        elif self.who == Requester.SETTING:
            self.say("goes_to", "Which is your school, college or nursery?")


class Needs(Answer):
    heading = "sees"

    sees = forms.CharField(
        label="What do you see, and why do you ask?",
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=LONG,
        help_text="In your own words: what is hard, at home and at school or nursery, since when, and what worries you "
        "most. You do not need a diagnosis or a report.",
    )

    def adapt(self) -> None:
        if self.in_person:
            self.say(
                "sees",
                "What is hard for you, and why do you ask?",
                "In your own words: what is hard at school or college and at home, since when, and what worries you "
                "most. You do not need a diagnosis or a report.",
            )


class Tried(Answer):
    heading = "tried"

    tried = forms.CharField(
        label="What has been tried so far?",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=LONG,
        required=False,
        help_text="Help at school or nursery, people you have seen, what made a difference and what did not. "
        "If you do not know, leave it empty: we ask the school ourselves.",
    )


class AboutYou(Answer):
    widths = {"your_name": "20", "relationship": "20"}
    autocomplete = {"your_name": "name"}

    your_name = forms.CharField(label="Your full name", max_length=150)
    relationship = forms.CharField(
        label="What you are to the child", max_length=60, help_text="For example: mother, foster carer."
    )

    def adapt(self) -> None:
        if self.who == Requester.SETTING:
            self.say("relationship", "Your role", "For example: SENCO, head teacher.")
        elif self.who == Requester.OTHER:
            del self.fields["relationship"]


class Contact(Answer):
    WAYS = (("email", "E-mail"), ("phone", "Telephone"), ("text", "Text message"), ("post", "Letter"))

    widths = {"email": "20", "phone": "10", "languages": "20"}
    autocomplete = {"email": "email", "phone": "tel"}

    email = forms.EmailField(
        label="Your e-mail address",
        required=False,
        help_text="With an address you get a link to follow what happens. Without one, letters come by post.",
    )
    phone = forms.CharField(label="Your telephone number", max_length=30, required=False)
    reach = forms.ChoiceField(
        label="How shall we reach you?", choices=WAYS, widget=forms.RadioSelect, initial="email"
    )
    languages = forms.CharField(
        label="Languages spoken at home",
        max_length=200,
        required=False,
        help_text="For example: Urdu and English.",
    )
    interpreter = forms.CharField(
        label="What would help you to take part",
        max_length=200,
        required=False,
        help_text="For example: an interpreter, British Sign Language, large print, easy read, a call in the evening.",
    )

    def adapt(self) -> None:
        if self.who in (Requester.SETTING, Requester.OTHER):
            self.say("languages", "Languages the family speaks, if you know")
            self.say("interpreter", "What would help the family to take part, if you know")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        needed = {"email": "email", "phone": "phone", "text": "phone"}.get(said.get("reach", ""))
        if needed and not said.get(needed) and needed not in self.errors:
            thing = "an e-mail address" if needed == "email" else "a telephone number"
            self.add_error(needed, f"Enter {thing}, or choose another way for us to reach you")
        return said


class AnythingElse(Answer):
    heading = "more"

    more = forms.CharField(
        label="Is there anything else we should know?",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONG,
        required=False,
        help_text="For example: two homes, an address that somebody must not learn, a court order, days on which you "
        "cannot be reached. Only the council reads this page; it is not passed on with your request.",
    )


class Question(NamedTuple):
    """One page: the last part of its address, its name on the page that lists the answers, and its form."""

    slug: str
    title: str
    form: type[Answer]
    is_asked: Callable[[RequestDraft], bool] = lambda draft: True


def _somebody_asks_for_another(draft: RequestDraft) -> bool:
    # A young person has given their name already, and nothing is asked twice.
    return bool(draft.answers.get("who", {}).get("who") != Requester.YOUNG_PERSON)


QUESTIONS = (
    Question("who", "Who is asking", Who),
    Question("child", "The child or young person", AboutTheChild),
    Question("home", "Home", Home),
    Question("setting", "School, college or nursery", Setting),
    Question("needs", "Why you ask", Needs),
    Question("tried", "What has been tried", Tried),
    Question("you", "About you", AboutYou, _somebody_asks_for_another),
    Question("contact", "How to reach you", Contact),
    Question("else", "Anything else", AnythingElse),
)


def asked_of(draft: RequestDraft) -> list[Question]:
    """The questions that this draft is asked, in order. Which they are hangs on who is asking."""
    return [question for question in QUESTIONS if question.is_asked(draft)]


def read(draft: RequestDraft, question: Question) -> Answer:
    """The page's form with what was typed; without a word of it typed, not valid."""
    return question.form(draft.answers.get(question.slug), draft=draft)


def first_open(draft: RequestDraft, after: str = "") -> Question | None:
    """The next question without a valid answer, from the one after `after` on, else from the beginning."""
    asked = asked_of(draft)
    slugs = [question.slug for question in asked]
    at = slugs.index(after) + 1 if after in slugs else 0
    return next((q for q in [*asked[at:], *asked[:at]] if not read(draft, q).is_valid()), None)


def keep(draft: RequestDraft, question: Question, typed: Any) -> None:
    """Write down what was typed on this page, and only that."""
    names = set(question.form.base_fields)
    parts = {f"{name}_{part}" for name in names for part in ("day", "month", "year")}
    draft.answers[question.slug] = {name: typed[name] for name in sorted(names | parts) if name in typed}
    draft.save(update_fields=["answers"])


def facts(draft: RequestDraft) -> dict[str, Any]:
    """Every answer as a value, by the name of its field. Only for a draft with no open question."""
    found: dict[str, Any] = {}
    for question in asked_of(draft):
        form = read(draft, question)
        form.full_clean()
        found.update(form.cleaned_data)
    return found


def in_words(draft: RequestDraft) -> Iterator[tuple[Question, list[dict[str, Any]]]]:
    """Each page with its questions and answers as rows of key and value: for whoever checks or reads the request."""
    for question in asked_of(draft):
        form = read(draft, question)
        form.full_clean()
        yield (
            question,
            [
                {"key": form[name].label, "value": _worded(form, name)}
                for name in form.fields
                if name not in form.unasked
            ],
        )


def _worded(form: Answer, name: str) -> str:
    value = form.cleaned_data.get(name)
    if isinstance(value, date):
        return clock.in_words(value)
    choices = dict(getattr(form.fields[name], "choices", ())) if isinstance(value, str) else {}
    return str(choices.get(value, value) or "")
