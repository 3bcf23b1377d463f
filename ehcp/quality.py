"""Whether the lines of a plan hold together: each need met, each outcome an outcome, each provision said in full.

    check_plan(version)    what a version still lacks, line by line in reading order
    check_row(row)         the same for one line, of a plan or of an advice

What a rule finds is worth a person's look; no rule stands in the way of anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from ehcp.models import Need, Outcome, PlanVersion, Provision
from workflows import clock


@dataclass(frozen=True)
class Finding:
    row: Any
    rule: str
    words: str
    """What is missing or doubtful, and what to do about it."""
    legal: bool
    """Whether the law requires it; otherwise it is good advice."""


def check_plan(version: PlanVersion) -> list[Finding]:
    rows: list[Any] = [
        *version.needs.prefetch_related("outcomes", "provision").order_by("section", "position", "pk"),
        *version.outcomes.prefetch_related("needs", "provision"),
        *version.provision.prefetch_related("needs", "outcomes").order_by("section", "position", "pk"),
    ]
    return [finding for row in rows for finding in check_row(row)]


def check_row(row: Any) -> list[Finding]:
    return [
        Finding(row, rule.name, words, legal=row.section in rule.binding_in)
        for rule in RULES
        if isinstance(row, rule.of) and (words := rule(row))
    ]


# Needs


def need_without_provision(need: Need) -> str:
    meets = MEETS[need.section]
    if any(line.section in meets for line in need.provision.all()):
        return ""
    if need.section == "B":
        return (
            "No line of section F meets this need. Every need in section B must have its provision: write one, or link "
            "a line that is there."
        )
    where = "section G" if need.section == "C" else "section H1 or H2"
    return f"No line of {where} meets this need. Write or link one, or say in its words why none is required."


def need_without_outcome(need: Need) -> str:
    return "" if need.outcomes.all() else "No outcome goes with this need. What should become possible?"


def need_without_category(need: Need) -> str:
    if need.section != "B" or need.category:
        return ""
    return "Choose the type of need: the plan is sorted by it, and the yearly return to the government asks for it."


# Outcomes


def outcome_without_need(outcome: Outcome) -> str:
    return (
        ""
        if outcome.needs.all()
        else "This outcome is for none of the needs. Link the need that it is about."
    )


def outcome_without_provision(outcome: Outcome) -> str:
    return (
        "" if outcome.provision.all() else "No provision works towards this outcome. Link or write what does."
    )


def outcome_without_date(outcome: Outcome) -> str:
    return (
        ""
        if outcome.by_when
        else "Say by when. An outcome is for a set time, usually the end of a key stage."
    )


def outcome_that_has_passed(outcome: Outcome) -> str:
    if outcome.by_when is None or outcome.by_when >= clock.today():
        return ""
    return f"Its day was {clock.in_words(outcome.by_when)}. Say what came of it, and set what comes next."


def outcome_that_is_provision(outcome: Outcome) -> str:
    if not (found := PROVIDES.search(outcome.words)):
        return ""
    return (
        f"“{found[0]}” says what is given, which is provision. Say here what the child or young person will be able to "
        "do because of it, and put what is given into section F, G or H."
    )


# Provision


def provision_without_need(line: Provision) -> str:
    return "" if line.needs.all() else "This meets none of the needs. Link the need that it is for."


def provision_without_outcome(line: Provision) -> str:
    return "" if line.outcomes.all() else "This works towards no outcome. Link the outcome that it is for."


def provision_without_amount(line: Provision) -> str:
    if line.amount:
        return ""
    return "Say how much: how long, how often, for how many weeks a year, and with how many others."


def provision_in_vague_words(line: Provision) -> str:
    if is_quantified(line) or not (found := VAGUE.search(f"{line.what}\n{line.amount_note}")):
        return ""
    return (
        f"“{found[0]}” leaves open how much there will be, and nobody can be held to it. "
        "Say how long, how often and with how many others."
    )


def provision_by_nobody(line: Provision) -> str:
    return "" if line.delivered_by else "Say who does it: the role, and if it matters, for whom they work."


def provision_without_skill(line: Provision) -> str:
    if line.qualification:
        return ""
    return "Say with which qualification, training or experience, so that it cannot be done by just anybody."


def education_outside_section_f(line: Provision) -> str:
    if line.section == "F" or not (found := EDUCATES.search(line.what)):
        return ""
    return (
        f"“{found[0]}”: does it educate or train the child or young person? Then it is special educational provision "
        "(Children and Families Act 2014, s21(5)) and belongs in section F."
    )


# All


def jargon(row: Any) -> str:
    words = _all_words(row)
    for term, plain in JARGON.items():
        # Abbreviations in capitals only: "TA" is not "ta", nor is "OT" a part of "both".
        if found := re.search(rf"\b({term})\b", words, 0 if term.isupper() else re.IGNORECASE):
            return f"Not everybody knows “{found[0]}”. Plainer: “{plain}”."
    return ""


# What the rules look for

MEETS = {"B": {"F"}, "C": {"G"}, "D": {"H1", "H2"}}
"""Where the provision stands that meets the needs of a section."""

VAGUE = re.compile(
    r"\b(as (and when )?(required|needed|necessary|appropriate)|(where|when|if) (required|needed|necessary|appropriate"
    r"|possible)|access to|opportunit(y|ies) (for|to)|up to(?! date)|regular(ly)?|frequent(ly)?|periodic(ally)?"
    r"|on-?going|(would|will|may) benefit from|some support|a high level of|from time to time)\b",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|once|twice|each|every|daily"
    r"|weekly|always|all)\b",
    re.IGNORECASE,
)
PROVIDES = re.compile(
    r"\bwill (receive|be given|be provided with|be supported by|be offered|have (access to|support|help|the support of"
    r"|a teaching assistant|one[- ]to[- ]one)|access|attend \w+ (therapy|sessions|groups?))\b",
    re.IGNORECASE,
)
EDUCATES = re.compile(
    r"\b(teach(es|ing)?|taught|educat(e|es|ing|ion|ional)|trains? (her|him|them)|training for \w+ (in|to)|lessons?"
    r"|tuition|learns? (to|how)|speech and language therapy)\b",
    re.IGNORECASE,
)
# Abbreviations and terms that families ask about, each with what it means.
JARGON = {
    r"SALT|SLT": "speech and language therapy",
    r"EHCNA": "education, health and care needs assessment",
    r"OT": "occupational therapy",
    r"EP": "educational psychologist",
    r"TA|LSA": "teaching assistant",
    r"CAMHS": "child and adolescent mental health service",
    r"ELSA": "teaching assistant trained in emotional support",
    r"ASC|ASD": "autism",
    r"SEMH": "social, emotional and mental health",
    r"SLCN": "speech, language and communication needs",
    r"MLD|SLD|SPLD": "learning difficulty",
    r"IEP": "school support plan",
    r"QFT": "good teaching for the whole class",
    r"wave (2|3|two|three)": "what is done beyond good teaching for the whole class",
    r"differentiat(ed|ion)": "work set at the right level",
    r"receptive language": "understanding of spoken language",
    r"expressive language": "talking",
    r"pragmatic language": "using language with other people",
    r"phonological awareness": "hearing the sounds in words",
    r"executive function(s|ing)?": "planning, remembering and keeping going",
    r"dysregulat(ed|ion)": "too upset or excited to think",
    r"proprioceptive|vestibular": "sense of where the body is and how it moves",
    r"fine motor( skills)?": "using hands and fingers",
    r"gross motor( skills)?": "moving the whole body",
}


def is_quantified(line: Provision) -> bool:
    """Whether its amount, as the plan prints it, can be counted."""
    if line.amount_note:
        return bool(NUMBER.search(line.amount_note)) and not VAGUE.search(line.amount_note)
    return bool(line.sessions and line.every)


def _all_words(row: Any) -> str:
    fields: Iterable[str] = (
        [row.what, row.amount_note, row.delivered_by, row.qualification]
        if isinstance(row, Provision)
        else [row.words, *getattr(row, "steps", [])]
    )
    return "\n".join(fields)


@dataclass(frozen=True)
class Rule:
    """One thing to look for in the rows of one model (`of`), or of several.

    `binding_in`: the sections in which the law itself asks for it.
    """

    finds: Callable[[Any], str]
    of: Any
    binding_in: frozenset[str] = frozenset()

    def __call__(self, row: Any) -> str:
        return self.finds(row)

    @property
    def name(self) -> str:
        return self.finds.__name__


IN_B, IN_F = frozenset({"B"}), frozenset({"F"})

RULES = (
    Rule(need_without_provision, Need, IN_B),
    Rule(need_without_outcome, Need),
    Rule(need_without_category, Need),
    Rule(outcome_without_need, Outcome),
    Rule(outcome_without_provision, Outcome),
    Rule(outcome_without_date, Outcome),
    Rule(outcome_that_has_passed, Outcome),
    Rule(outcome_that_is_provision, Outcome),
    Rule(provision_without_need, Provision),
    Rule(provision_without_outcome, Provision),
    # "Specified" (Children and Families Act 2014, s37(2)(b)): so specific that nobody can doubt what is owed.
    Rule(provision_without_amount, Provision, IN_F),
    Rule(provision_in_vague_words, Provision, IN_F),
    Rule(provision_by_nobody, Provision, IN_F),
    Rule(provision_without_skill, Provision),
    Rule(education_outside_section_f, Provision),
    Rule(jargon, (Need, Outcome, Provision)),
)
