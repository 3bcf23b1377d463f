"""A version of a plan as a document: as plain data, as HTML and as PDF.

    plan = plan_sections(version, sections_for(reader, version.case))
    plan_pdf(version, sections_for(reader, version.case))

Pages show the data with templates/documents/plan_body.html; the PDF is made of the same templates, so that a fact
is put into words once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.template.loader import render_to_string

from ehcp.access import EVERY_SECTION
from ehcp.models import PlanVersion
from workflows import clock
from workflows.law import england_2014 as law
from workflows.law import pack
from workflows.law.terms import Agency, Moment
from workflows.lives.plan import PlanState
from workflows.words import listed

from .lines import Group, Line, Lines, Needs, OutcomeLine, capital, day_words
from .pdf import DocumentUnavailable, pdf_of
from .section_k import Entry, gathered, with_title

__all__ = ["DocumentUnavailable", "Plan", "file_name", "plan_html", "plan_pdf", "plan_sections"]

# Letters of the family's words: so many fit beside the outcomes; where there are more, so many of each part.
ENOUGH_FOR_ONE_PAGE, ENOUGH_FOR_ONE_PART = 1700, 420
OUTCOMES_ON_ONE_PAGE = 6


def plan_sections(version: PlanVersion, sections: Iterable[str] = EVERY_SECTION) -> Plan:
    """The plan in reading order, with nothing of a section that is not among these."""
    return _Writer(version, frozenset(sections)).plan()


def plan_html(version: PlanVersion, sections: Iterable[str] = EVERY_SECTION) -> str:
    """The plan on paper, as the HTML that the PDF is made of."""
    return render_to_string("documents/plan_paper.html", {"plan": plan_sections(version, sections)})


def plan_pdf(version: PlanVersion, sections: Iterable[str] = EVERY_SECTION) -> bytes:
    """The plan as PDF. Raises DocumentUnavailable where this machine cannot make one."""
    return pdf_of(plan_html(version, sections))


def file_name(version: PlanVersion) -> str:
    """A name for the file that says nothing of whose plan it is."""
    return f"{version.case.reference}-plan-version-{version.number}.pdf"


@dataclass(frozen=True, kw_only=True)
class Plan:
    version: PlanVersion
    name: str
    """What the child or young person is called."""
    full_name: str
    authority: str
    reference: str
    status: Status
    facts: tuple[tuple[str, str], ...]
    contact: tuple[str, ...]
    """Who to ask: name, phone and e-mail."""
    holds: str
    """Which sections this copy holds, if not all."""
    being_written: bool
    one_page: OnePage | None
    sections: tuple[Section, ...]
    signed: str
    rights: Rights | None
    appendices: tuple[Appendix, ...]

    @property
    def title(self) -> str:
        """Without the name: it stands in windows and lists of files."""
        return f"Education, health and care plan {self.reference}, {self.status.words.lower()}"

    @property
    def footer(self) -> str:
        return f"{self.reference}, version {self.version.number}, {self.status.words.lower()}"


@dataclass(frozen=True)
class Status:
    """What kind of version this is, and what that means for its reader."""

    words: str
    note: str


@dataclass(frozen=True)
class OnePage:
    """The child or young person in one page: what matters, and what everybody works towards."""

    parts: tuple[tuple[str, str], ...]
    outcomes: tuple[OutcomeLine, ...]
    goes_on: bool
    """Whether the words go on in section A, since they are too many for one page."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """One section. Its `content` is what its kind holds: views, needs, outcomes, provision and so on."""

    letter: str
    name: str
    about: str
    """What the section is for, and who must secure what stands in it."""
    kind: str
    content: Any
    none: str
    """What it says in place of content: that there is none, and why."""
    note: str = ""

    @property
    def template(self) -> str:
        return f"documents/sections/{self.kind}.html"


@dataclass(frozen=True)
class Payments:
    """Section J: what is paid for by direct payments."""

    lines: tuple[Payment, ...]
    recipient: str
    total: str


@dataclass(frozen=True)
class Payment:
    line: Line
    amount: str
    held: str


@dataclass(frozen=True)
class Right:
    until: str
    law: str


@dataclass(frozen=True)
class Rights:
    """What may be done about a final plan that one does not agree with, and until when."""

    mediation: Right
    appeal: Right
    after_certificate: str


@dataclass(frozen=True)
class Appendix:
    """One advice or piece of information gathered in the assessment: section K."""

    number: int
    kind: str
    author: str
    day: str
    parts: tuple[tuple[str, str], ...]
    """What it says in free words: heading and text."""
    needs: tuple[str, ...]
    outcomes: tuple[str, ...]
    provision: tuple[str, ...]


# Headings over the family's words, in the order in which they are read.
VIEWS = {
    "child_views": "What {name} says",
    "how_child_took_part": "How {name} took part",
    "aspirations": "Hopes for the future",
    "good_at": "What {name} is good at and enjoys",
    "talk_with_me": "How to talk and be with {name}",
    "history": "The story so far",
}
ON_ONE_PAGE = ("child_views", "good_at", "talk_with_me", "aspirations")


@dataclass(frozen=True)
class About:
    """A section's name, the kind of its content, and what it is for. `secured` is the duty to see that it is done."""

    name: str
    kind: str
    words: str
    secured: Any = None


ABOUT = {
    "A": About(
        "Views, interests and aspirations",
        "views",
        "What {speakers} say, in their own words.",
    ),
    "B": About("Special educational needs", "needs", "Each of {name}’s special educational needs."),
    "C": About(
        "Health needs",
        "needs",
        "{name}’s health needs that are related to the special educational needs.",
    ),
    "D": About(
        "Social care needs",
        "needs",
        "{name}’s social care needs that are related to the special educational needs or to a disability.",
    ),
    "E": About(
        "Outcomes", "outcomes", "What is to become possible for {name}, by when, and the steps on the way."
    ),
    "F": About(
        "Special educational provision",
        "provision",
        "What {name} must be given in order to learn, for each need in section B. {authority} must secure all of it.",
        law.SECURE_THE_PROVISION,
    ),
    "G": About(
        "Health provision",
        "provision",
        "The health provision that {name} reasonably requires. {commissioner} must arrange it.",
        law.ARRANGE_HEALTH_PROVISION,
    ),
    "H1": About(
        "Social care provision under the 1970 Act",
        "provision",
        "For those under 18: what must be provided under section 2 of the Chronically Sick and Disabled Persons Act "
        "1970. {authority} must make it.",
        law.MAKE_SOCIAL_CARE_PROVISION,
    ),
    "H2": About(
        "Other social care provision",
        "provision",
        "Any other social care provision that {name} reasonably requires.",
        law.MAKE_OTHER_SOCIAL_CARE_PROVISION,
    ),
    "I": About("School, college or other setting", "setting", "Where {name} is to be taught."),
    "J": About(
        "Personal budget",
        "payments",
        "The provision that is secured by direct payments, and the needs and outcomes it is to meet.",
    ),
    "K": About(
        "Advice and information",
        "advice",
        "What was gathered in the assessment. Each advice follows this plan as an appendix.",
    ),
}


class _Writer:
    """Puts one version into words, for a reader of these sections."""

    def __init__(self, version: PlanVersion, readable: frozenset[str]) -> None:
        self.version, self.readable = version, readable
        self.case, self.child = version.case, version.case.child
        self.lines = Lines(version, readable)
        self.is_whole = readable >= EVERY_SECTION
        self.is_young_person = self.child.is_young_person(self._day())
        self.being_written = version.state == PlanState.DRAFT
        self.appendices = self._appendices() if "K" in readable else ()

    def plan(self) -> Plan:
        return Plan(
            version=self.version,
            name=self.child.called,
            full_name=self.child.name,
            authority=self.case.authority.name,
            reference=self.case.reference,
            status=self._status(),
            facts=tuple(self._facts()),
            contact=self._contact(),
            holds="" if self.is_whole else listed([each for each in ABOUT if each in self.readable]),
            being_written=self.being_written,
            one_page=self._one_page(),
            sections=tuple(self._section(letter) for letter in ABOUT if letter in self.readable),
            signed=self._signed(),
            rights=self._rights(),
            appendices=self.appendices,
        )

    # The cover

    def _status(self) -> Status:
        version = self.version
        signed_before = self.case.plans.filter(number__lt=version.number, signed_on__isnull=False).exists()
        final = "Amended plan" if signed_before else "Final plan"
        served = "Proposed amendments" if signed_before else "Draft"
        match version.state:
            case PlanState.DRAFT:
                return Status(
                    f"{served}, being written", "It has not been sent to the family, and may still change."
                )
            case PlanState.SERVED if self.is_whole:
                return Status(f"{served} for your comments", self._until_when_to_comment())
            case PlanState.SERVED:
                return Status(
                    served, f"{self.case.name_of(Agency.FAMILY)} has it and may still comment on it."
                )
            case PlanState.FINAL if self.case.plan_is_in_force:
                return Status(final, self._since_when())
            case PlanState.FINAL:
                return Status(
                    f"{final}, ended", f"No longer in force: {self.case.get_state_display().lower()}."
                )
        replaced = version.event_of("supersede")
        since = f" on {clock.in_words(replaced.on)}" if replaced else ""
        if version.signed_on:
            return Status(f"{final}, replaced", f"No longer in force: a newer version took its place{since}.")
        return Status(f"Earlier {served.lower()}", f"A newer version took its place{since}.")

    def _since_when(self) -> str:
        if not self.version.was_taken_over:
            return f"In force since {clock.in_words(self._day())}."
        return (
            f"In force. {self.case.moved_from_words} first made it on {clock.in_words(self.case.plan_first_made_on)}; "
            f"{self.case.authority} answers for it since {clock.in_words(self._day())}."
        )

    def _until_when_to_comment(self) -> str:
        keys = (law.ANSWER_THE_DRAFT.key, law.ANSWER_THE_AMENDMENTS.key)
        right = self.case.deadlines.filter(key__in=keys).order_by("-pk").first()
        if right is None:
            return "Tell us what you think of it."
        return (
            f"Until {day_words(right.due)} you can say what you think of it, ask for a particular school, "
            "college or other setting, and ask to meet us."
        )

    def _facts(self) -> Iterable[tuple[str, str]]:
        child, setting = self.child, self.version.setting if "I" in self.readable else None
        yield "Born", day_words(child.born)
        if child.nhs_number:
            yield "NHS number", child.nhs_number
        # As it was on the document's own day: an issued plan reads the same a year later.
        with clock.at(self._day()):
            yield "School year", capital(child.year_in_words)
        if setting or child.setting:
            yield "School, college or other setting", str(setting or child.setting)
        if child.languages:
            yield "Languages", child.languages
        if child.interpreter:
            yield "Interpreter", child.interpreter
        yield "Reference", f"{self.case.reference}, version {self.version.number}"
        taken_over = "Taken over on" if self.version.was_taken_over else "Signed off on"
        yield (taken_over if self.version.signed_on else "Date"), clock.in_words(self._day())

    def _day(self) -> date:
        return self.version.signed_on or self.version.served_on or clock.today()

    def _contact(self) -> tuple[str, ...]:
        officer, authority = self.case.caseworker, self.case.authority
        if officer is None:
            parts = [authority.name, authority.phone, authority.email]
        else:
            name = with_title(officer, authority)
            parts = [f"{name}, {authority}", officer.phone or authority.phone, officer.email]
        return tuple(part for part in parts if part)

    def _one_page(self) -> OnePage | None:
        if not {"A", "E"} <= self.readable or not self.version.views:
            return None
        parts = [
            (heading, words) for name, heading, words in self._views(self.version) if name in ON_ONE_PAGE
        ]
        too_long = sum(len(words) for _, words in parts) > ENOUGH_FOR_ONE_PAGE
        if too_long:
            parts = [(heading, _shortened(words)) for heading, words in parts]
        return OnePage(tuple(parts), tuple(self.lines.outcomes[:OUTCOMES_ON_ONE_PAGE]), too_long)

    # The sections

    def _section(self, letter: str) -> Section:
        about = ABOUT[letter]
        content = getattr(self, f"_{about.kind}_of")(letter)
        return Section(
            letter=letter,
            name=about.name,
            about=self._filled(about),
            kind=about.kind,
            content=content,
            none="" if content else self._none(letter),
            note=self._agreement() if letter == "G" and content else "",
        )

    def _filled(self, about: About) -> str:
        name = self.child.called
        words = about.words.format(
            name=name,
            speakers=f"{name} and the people close to {name}"
            if self.is_young_person
            else f"{name} and {name}’s family",
            authority=self.case.authority,
            commissioner=self.case.commissioner or "The health commissioner",
        )
        if about.secured is None:
            return words
        return f"{words.removesuffix('.')} ({pack(self.case.law_pack).row(about.secured.key).law})."

    def _none(self, letter: str) -> str:
        if words := self.version.none_words(letter):
            return words if words.lower().startswith(("no ", "none")) else f"None. {words}"
        if letter == "I":
            family = self.case.name_of(Agency.FAMILY)
            return (
                "Left blank on purpose: a draft must not name a school, college or other setting, or a type of it, "
                f"before {family} has been able to ask for one (Children and Families Act 2014, s38(5))."
            )
        if letter == "J":
            return "No part of the provision is paid for by a direct payment."
        return "Nothing is written here yet." if self.being_written else "Nothing is said here."

    def _views_of(self, letter: str) -> tuple[tuple[str, str], ...]:
        return tuple((heading, words) for _, heading, words in self._views(self.version))

    def _views(self, of: Any) -> Iterable[tuple[str, str, str]]:
        """Of a version or of an advice: each heading with its words, and the name of the field."""
        for name, heading in VIEWS.items():
            if words := getattr(of, name):
                yield name, heading.format(name=self.child.called), words

    def _needs_of(self, letter: str) -> tuple[Needs, ...]:
        return self.lines.needs_in(letter)

    def _outcomes_of(self, letter: str) -> tuple[OutcomeLine, ...]:
        return tuple(self.lines.outcomes)

    def _provision_of(self, letter: str) -> tuple[Group, ...]:
        return self.lines.provision_in(letter)

    def _agreement(self) -> str:
        version, case = self.version, self.case
        agreed_on = version.section_g_agreed_on if version.section_g_is_agreed else None
        before = agreed_on and case.received_on and agreed_on < case.received_on
        if case.moved_from_words and (before or version.was_taken_over):
            return (
                f"Agreed while the plan was with {case.moved_from_words}, by the health commissioner there."
            )
        if agreed_on:
            return f"Agreed by {version.section_g_agreed_by} for {case.commissioner} on {clock.in_words(agreed_on)}."
        return f"Not yet agreed by {self.case.commissioner or 'the health commissioner'}."

    def _setting_of(self, letter: str) -> tuple[tuple[str, str], ...]:
        setting, of_type = self.version.setting, self.version.setting_type
        parts = [
            ("Name", str(setting or "")),
            ("Type", of_type or (setting.type_of_setting if setting else "")),
            *self._next_setting(),
        ]
        return tuple((key, capital(value)) for key, value in parts if value)

    def _next_setting(self) -> Iterable[tuple[str, str]]:
        version = self.version
        if version.next_from:
            since = clock.in_words(version.next_from)
            yield "Until", clock.in_words(version.next_from - timedelta(days=1))
            yield f"From {since}", str(version.next_setting or version.next_setting_type)
            if version.next_setting:
                yield "Type from then on", version.next_setting_type or version.next_setting.type_of_setting

    def _payments_of(self, letter: str) -> Payments | None:
        paid = {row.pk: row.budget_line for row in self.version.section_j()}
        if not paid:
            return None
        consent = self.version.budget.event_of("consent_to_direct_payment")
        return Payments(
            tuple(
                Payment(line, _money(paid[line.row.pk].amount), paid[line.row.pk].get_held_display())
                for line in self.lines.provision
                if line.row.pk in paid
            ),
            consent.by.full_name if consent and consent.by else "",
            _money(sum(budget_line.amount for budget_line in paid.values())),
        )

    def _advice_of(self, letter: str) -> tuple[Appendix, ...]:
        return self.appendices

    # The end

    def _signed(self) -> str:
        version = self.version
        if not version.signed_on:
            return ""
        if version.was_taken_over:
            return self._taken_over()
        officer = with_title(version.signed_by, self.case.authority)
        return f"Signed off by {officer}, for {self.case.authority}, on {clock.in_words(version.signed_on)}."

    def _taken_over(self) -> str:
        case, rule = self.case, pack(self.case.law_pack).row(law.TAKE_OVER_THE_PLAN.key)
        return (
            f"Made by {case.moved_from_words}, first on {clock.in_words(case.plan_first_made_on)}. Taken over by "
            f"{case.authority} on {clock.in_words(self._day())}. It is in force as if {case.authority} had made it "
            f"on the day it was first made ({rule.law})."
        )

    def _rights(self) -> Rights | None:
        version = self.version
        if version.state != PlanState.FINAL or not self.is_whole or not self.case.plan_is_in_force:
            return None
        mediation, appeal = self._right(law.ASK_FOR_MEDIATION), self._right(law.APPEAL)
        if mediation is None or appeal is None:
            return None
        return Rights(mediation, appeal, law.APPEAL.or_later.within.words if law.APPEAL.or_later else "")

    def _right(self, rule: Any) -> Right | None:
        issued = self.version.event_of("finalise")
        started = self.case.deadlines.filter(key=rule.key, started_by__seq__lt=issued.seq)
        deadline = started.order_by("-started_by__seq").first()
        if deadline is None:
            return None
        # From the day it was sent alone: a certificate that comes later must not change a plan that was issued.
        sent = date.fromisoformat(deadline.moments[Moment.APPEALABLE_DECISION_SENT])
        until = deadline.law.due({Moment.APPEALABLE_DECISION_SENT: sent}).due
        return Right(clock.in_words(until), deadline.law.law)

    def _appendices(self) -> tuple[Appendix, ...]:
        return tuple(
            self._appendix(number, entry) for number, entry in enumerate(gathered(self.version), start=1)
        )

    def _appendix(self, number: int, entry: Entry) -> Appendix:
        views = entry.get("views", {})
        parts = [("", entry["summary"])] if "summary" in entry else []
        if views and views == {name: words for name, _, words in self._views(self.version)}:
            parts.append(("", "These words stand in section A, as they were given."))
        else:
            parts += [
                (heading.format(name=self.child.called), views[name])
                for name, heading in VIEWS.items()
                if name in views
            ]
        return Appendix(
            number,
            capital(entry["kind"]),
            entry.get("who", ""),
            day_words(date.fromisoformat(entry["on"])) if "on" in entry else "",
            tuple(parts),
            tuple(entry.get("needs", ())),
            tuple(entry.get("outcomes", ())),
            tuple(entry.get("provision", ())),
        )


def _money(amount: Any) -> str:
    return f"£{amount:,.2f}"


def _shortened(words: str, at_most: int = ENOUGH_FOR_ONE_PART) -> str:
    """As many whole sentences as fit; what was left out stands in section A."""
    if len(words) <= at_most:
        return words
    kept = words[:at_most]
    end = max(kept.rfind(mark) for mark in (". ", "? ", "! ", "\n"))
    return (kept[: end + 1] if end > 0 else kept.rsplit(" ", 1)[0]).rstrip() + " …"
