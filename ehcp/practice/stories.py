"""From a few words about a child to a whole case file: who did what on which day, up to today and beyond.

A story is written from the request on, at the pace below or at the child's own; what lies after today has not
happened yet and is left to whoever practises.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from workflows.calendars import add_working_days, is_working_day
from workflows.clock import SEPTEMBER, school_year
from workflows.law import age
from workflows.law import england_2014 as law
from workflows.law.terms import Duty, Moment

from .cast import Part
from .needs import FOR_ADULTHOOD, NO_HEALTH_NEED, PROFILES, Line, Says

PACE = {
    # Days after the request
    "tell": 1, "decide": 34, "ask": 35, "acknowledge": 39, "views": 49,
    "education": 54, "social_care": 57, "other": 61, "adulthood": 62, "medical": 65, "qualified_teacher": 66,
    "psychological": 69, "accept": 74, "make_plan": 82,
    # Days after it was decided to make a plan
    "draft": 2, "agree_g": 7, "serve": 10, "comment": 16, "prefer": 17, "consult": 19, "finish": 21,
    "consult_answer": 27, "answers": 29, "name": 32, "final": 37,
    # Days after the final plan
    "confirm_health": 14, "confirm": 29, "earlier_review": 150, "meeting": 315, "first_payment": 21,
    # Days after the review meeting
    "fix": -45, "invite": -31, "circulate": -20, "report": 9, "amend": 14, "decide_review": 19,
    # Days after the notice of amendments
    "answer_amendments": 14, "amended": 24,
}  # fmt: skip
"""When each step is usually taken. Every one of them in time."""

EXPLAINED_AFTER = 4
TOLD_AGAIN_AFTER = 12
NO_DAY_AFTER = 180
MADE_FOR_THE_LAST_YEAR = (1, 11)
"""When the request came in the year before the last one at a setting: month and day."""
AGAIN = "again-"
"""Before the name of a request for advice in a re-assessment."""
THAT_DAY = "that day"
"""In place of a day: the day of the step itself."""
NONE = {
    "C": "The paediatrician found no health need related to the special educational needs.",
    "D": "Social care visited and found no need arising from the special educational needs.",
    "G": "No health provision is reasonably required.",
    "H1": "No provision under section 2 of the Chronically Sick and Disabled Persons Act 1970 is needed.",
    "H2": "No other social care provision is reasonably required.",
}
PRONOUNS = {
    "she": {"they": "she", "them": "her", "their": "her", "said": "she/her"},
    "he": {"they": "he", "them": "him", "their": "his", "said": "he/him"},
    "they": {"they": "they", "them": "them", "their": "their", "said": "they/them"},
}
HEALTH = ("paediatrics", "speech", "therapies", "camhs", "learning-disability")


class After(int):
    """In place of a day: so many days after the request."""


@dataclass(frozen=True, kw_only=True)
class Council:
    """Where the story plays."""

    key: str
    organisations: Part
    people: Part
    senco: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Spec:
    """One child in a few words. `asked`: how many days ago the request came."""

    name: str
    asked: int
    age: int
    profile: str
    setting: str
    pronouns: str = "she"
    family: tuple[str, ...] = ("Mother",)
    """What each is to the child: "Mother", "Father, lives elsewhere", or "self" for a young person."""
    names: tuple[str, ...] = ()
    """Their names, in the same order."""
    pace: Mapping[str, int] = field(default_factory=dict)
    """Where this child's steps are taken on other days than usual."""
    way: str = "plan"
    """plan, declined or no_plan."""
    unknown: str = ""
    """What the authority makes of "not known" from social care: waiting, ask_again or nothing_more."""
    returned: str = ""
    earlier: str = ""
    """What becomes of a psychologist's earlier report: waiting, used or not_enough."""
    g_changes: bool = False
    says_no: str = ""
    """A setting that was asked for first and could not."""
    named: str = ""
    """The setting that is named, if another than the one attended."""
    redrafted: bool = False
    budget: str = ""
    """agreed, refused, review_asked, upheld or overturned."""
    review: str = "maintain"
    """maintain, amend, not_amend, cease or kept."""
    year: int | None = None
    """The year group today, where it matters; else nobody is in the last one of their setting by chance."""
    next_setting: str = ""
    """Where somebody in the last year group of the setting goes next; the plan is a year old, whatever `asked` says."""
    assessed_again: bool = False
    """Whether a re-assessment is under way."""
    ends: tuple[int, str, Mapping[str, Any]] | None = None
    """How many days after the request the story ends another way, and how."""
    also: tuple[tuple[int, str, str, Mapping[str, Any]], ...] = ()
    """Further steps: days after the request, verb, who, fields; THAT_DAY and After(30) are days."""
    late: frozenset[str] = frozenset()
    """Keys of the duties that are, or were, late: so and not otherwise."""
    told_why: bool = True


def story(spec: Spec, council: Council, number: int, today: date, note_until: date) -> dict[str, Any]:
    """The case file of one child. Days missed from `note_until` on are left to the service to note."""
    return _Story(spec, council, number, today, note_until).file()


class _Story:
    def __init__(self, spec: Spec, council: Council, number: int, today: date, note_until: date) -> None:
        self.spec, self.council, self.number = spec, council, number
        self.today, self.note_until = today, note_until
        self.profile = PROFILES[spec.profile]
        self.pace = PACE | dict(spec.pace)
        self.school_year = school_year(today)
        asked = (
            date(self.school_year, *MADE_FOR_THE_LAST_YEAR)
            if spec.next_setting
            else today - timedelta(spec.asked)
        )
        self.asked = _back_to_work(asked)
        self.born = self._birthday()
        self.called = spec.name.split()[0]
        self.words = {
            "n": self.called,
            "in2": str(self.asked.year + 2),
            **{name: PRONOUNS[spec.pronouns][name] for name in ("they", "them", "their")},
        }
        self.family = [f"family-{at}" for at in range(1, len(spec.family) + 1)]
        self.officer = self._officer()
        self.manager = ("helen", "graham")[number % 2 if "graham" in council.people else 0]
        self.steps: list[dict[str, Any]] = []
        self.owed: list[tuple[Duty, date, date | None]] = []
        # What advice has been given so far, by key
        self.sections: set[str] = set()
        self.outcomes: list[str] = []
        self.lines: dict[str, Line] = {}

    def file(self) -> dict[str, Any]:
        self._tell()
        self._add_what_else_happened()
        self.steps.sort(key=lambda step: step["on"])
        people = self._people()
        return {
            "format": 1,
            "child": self._child(),
            "organisations": self._organisations(people),
            "people": people,
            "story": self.steps,
        }

    # The life

    def _tell(self) -> None:
        self._request()
        if self.spec.way == "declined":
            return self._decline()
        self._assess()
        made = self._decide_on_a_plan()
        if self.spec.way == "no_plan":
            return None
        served = self._draft(made)
        named = self._settle(made, served)
        final = self._issue(made, named)
        if self.spec.assessed_again:
            return self._assess_again()
        if self.spec.next_setting:
            return self._move_on()
        return self._live(final)

    def _request(self) -> None:
        self._step(
            self.asked,
            "receive_request",
            self.family[0],
            via="online",
            reasons=self._say(self.profile.reasons),
        )
        self.steps[-1]["caseworker"] = self.officer
        self._after(self.asked, "tell", "tell_partners", self.officer)

    def _decline(self) -> None:
        day = self._day("decide")
        self._owe(law.DECIDE_WHETHER_TO_ASSESS, self.asked, day)
        self._step(
            day,
            "decline_to_assess",
            self.manager,
            reasons=f"School's support for {self.called} began this year and is working; what is asked for can be made "
            "from what schools have. We will look again if that changes.",
        )

    def _assess(self) -> None:
        day = self._day("decide")
        self._owe(law.DECIDE_WHETHER_TO_ASSESS, self.asked, day)
        self._step(
            day,
            "agree_to_assess",
            self.manager,
            reasons=f"{self.called} has or may have special educational needs, and may need provision that a "
            "mainstream setting cannot be expected to make from its own resources.",
        )
        asking = max(self._day("ask"), day)
        bodies = self._bodies(asking)
        self._step(
            asking, "seek_advice", self.officer, of=[self._request_to(*each) for each in bodies.items()]
        )
        later = (asking - self._day("ask")).days
        accepted = [self._gather(kind, person, later) for kind, person in bodies.items()]
        self.all_in = max(accepted)

    def _bodies(self, on: date) -> dict[str, str]:
        """Whom regulation 6(1) has us ask, and whom else."""
        grown = self.spec.age >= 18
        senco = self.council.senco[self.spec.setting]
        psychologist = ("priya", "colin")[self.number % 2 if "colin" in self.council.people else 0]
        doctor = {"anxiety": "fergus", "college": "hannah", "autism": "miriam"}.get(
            self.spec.profile, "daniel"
        )
        bodies = {
            "parent_or_young_person": self.family[0],
            "education": senco,
            "medical": doctor if doctor in self.council.people else "daniel",
            "psychological": psychologist,
            "social_care": "yvonne" if grown else "carys",
        }
        bodies |= {kind: person for kind, (person, _) in self.profile.asked.items()}
        # Whoever reaches year 9 before the decision is asked about as well.
        if age.year_group(self.born, on + timedelta(days=200)) >= age.YEAR_NINE:
            bodies["adulthood"] = "tariq"
        return bodies

    def _request_to(self, kind: str, person: str) -> dict[str, Any]:
        asked = {"advice": f"a-{kind.replace('_', '-')}", "kind": kind, "from": person}
        other = self.profile.asked.get(kind, ("", ""))[1]
        return asked | ({"other": other} if other else {})

    def _gather(self, kind: str, person: str, later: int) -> date:
        """One body's advice, from the request to the day it was accepted."""
        advice = f"a-{kind.replace('_', '-')}"
        if kind == "parent_or_young_person":
            given = self._day("views", later)
            self._step(given, "give_views", person, advice=advice, views=self._views())
            return self._accept(advice, given)
        if kind == "psychological" and self.spec.earlier:
            return self._earlier(advice, person, later)
        self._step(self._day("acknowledge", later), "acknowledge", person, advice=advice)
        if kind == "social_care" and self.spec.unknown:
            return self._not_known(advice, person, later)
        return self._give(kind, advice, person, self._day(kind, later))

    def _give(self, kind: str, advice: str, person: str, given: date) -> date:
        self._step(given, "give_advice", person, advice=advice, **self._content(kind))
        if self.spec.returned != kind:
            return self._accept(advice, given)
        back, again = _later(given, 3), _later(given, 9)
        self._step(
            back,
            "return_for_clarification",
            self.officer,
            advice=advice,
            question="Thank you for this clear report. The plan has to say how often, how long, with how many "
            "children and by whom. Please say what is needed, whatever can be offered at present.",
        )
        self._step(again, "give_advice", person, advice=advice, **self._content(kind))
        return self._accept(advice, again)

    def _accept(self, advice: str, given: date) -> date:
        day = max(self._day("accept"), _later(given, 1))
        self._step(day, "accept_advice", self.officer, advice=advice)
        return day

    def _not_known(self, advice: str, person: str, later: int) -> date:
        said = self._day("acknowledge", later + 4)
        self._step(
            said,
            "say_not_known",
            person,
            advice=advice,
            words=f"{self.called} is not known to this service. There has been no referral.",
        )
        decided = _later(said, 4)
        if self.spec.unknown == "waiting":
            return date.max
        self._step(
            decided,
            "decide_what_follows",
            self.manager,
            advice=advice,
            follows=self.spec.unknown,
            reasons="Not being known is not the same as having no needs. Please meet the family and tell us more."
            if self.spec.unknown == "ask_again"
            else "The family was asked and wants nothing of social care at present; it knows how to ask.",
        )
        if self.spec.unknown == "nothing_more":
            return decided
        return self._give("social_care", advice, person, self._day("social_care", later))

    def _earlier(self, advice: str, person: str, later: int) -> date:
        proposed = self._day("acknowledge", later)
        self._step(
            proposed,
            "propose_earlier_advice",
            self.officer,
            advice=advice,
            earlier="The educational psychologist's report of last spring, written for the school.",
            **self._content("psychological"),
        )
        self._step(_later(proposed, 3), "say_it_is_enough_as_author", person, advice=advice)
        if self.spec.earlier == "waiting":
            return date.max
        answered = _later(proposed, 6)
        if self.spec.earlier == "not_enough":
            self._step(
                answered,
                "say_it_is_not_enough",
                self.family[0],
                advice=advice,
                reasons="It was written before the operation, and much has changed.",
            )
            return self._give("psychological", advice, person, self._day("psychological", later))
        self._step(answered, "say_it_is_enough_as_family", self.family[0], advice=advice)
        used = _later(answered, 2)
        self._step(used, "use_earlier_advice", self.officer, advice=advice)
        return used

    def _decide_on_a_plan(self) -> date:
        if self.all_in == date.max:
            day = date.max
        else:
            day = max(self._day("make_plan"), _later(self.all_in, 3))
        self._owe(law.DECIDE_WHETHER_TO_MAKE_A_PLAN, self.asked, day)
        if self.spec.way == "no_plan":
            self._step(
                day,
                "decide_no_plan",
                self.manager,
                reasons=f"What {self.called} needs is known now, and can be made from what schools ordinarily have. "
                "The advice says how, and goes to the school with this letter.",
            )
        else:
            self._step(
                day,
                "decide_to_make_plan",
                self.manager,
                reasons=f"What {self.called} needs has to be joined up and is more than a mainstream setting can make "
                "from its own resources.",
            )
        return day

    def _draft(self, made: date) -> date:
        silent = {letter: words for letter, words in NONE.items() if letter not in self.sections}
        self._after(made, "draft", "draft_plan", self.officer, none=silent)
        if "G" in self.sections:
            agreed = self._after(made, "agree_g", None)
            if self.spec.g_changes:
                self._step(
                    agreed,
                    "ask_to_change_section_g",
                    "joan",
                    words="The clinic is every term and not twice a year. Please say so, and I will agree it.",
                )
                agreed = _later(agreed, 2)
                row = next(key for key, line in self.lines.items() if line.section == "G")
                self._step(agreed, "edit_plan", self.officer, edit=[{"row": row, "reviewed": "Every term"}])
            self._step(agreed, "agree_section_g", "joan")
        served = self._after(made, "serve", "serve_draft", self.officer)
        if self.spec.budget:
            self._ask_for_money(served)
        return served

    def _settle(self, made: date, served: date) -> date:
        """The family's comments, the setting, and what became of both."""
        self._comment(made)
        if self.spec.redrafted:
            made = self._redraft(made)
        elif self.spec.says_no:
            self._refused_by(made)
        else:
            self._after(
                made,
                "prefer",
                "prefer_setting",
                self.family[0],
                setting=self._named,
                reasons=f"{self.called} is known there, and friends go there.",
            )
        return self._consult(made)

    def _comment(self, made: date) -> None:
        commented = self._after(
            made,
            "comment",
            "comment",
            self.family[0],
            comment="c-line",
            row=self.first_line,
            words="Please say who does it when that person is ill.",
        )
        self._step(
            commented,
            "comment",
            self._the_other_parent,
            comment="c-whole",
            words=f"This sounds like {self.called}. Thank you.",
        )
        self._after(made, "finish", "finish_commenting", self.family[0])
        answered = self._after(
            made,
            "answers",
            "answer_comment",
            self.officer,
            comment="c-line",
            answer="accepted",
            reasons="The setting has named a second person.",
            new={"delivered_by": "Two named people, the second for absence"},
        )
        self._step(
            answered,
            "answer_comment",
            self.officer,
            comment="c-whole",
            answer="accepted",
            reasons="Thank you.",
        )

    @property
    def _the_other_parent(self) -> str:
        """The last of the family; the child in person only where there is nobody else."""
        parents = [who for who, role in zip(self.family, self.spec.family, strict=True) if role != "self"]
        return (parents or self.family)[-1]

    @property
    def _named(self) -> str:
        return self.spec.named or self.spec.setting

    def _refused_by(self, made: date) -> None:
        asked = _later(made, 12)
        first = self.spec.says_no
        self._step(
            asked,
            "prefer_setting",
            self.family[0],
            setting=first,
            reasons="It is near, and has a quiet base.",
        )
        self._step(asked, "send_consultation", self.officer, consultation="k-first", to=first)
        self._step(
            self._after(made, "prefer", None),
            "answer_consultation",
            self.council.senco[first],
            consultation="k-first",
            can_meet_need=False,
            ground="efficient_education_of_others",
            reasons="The base has 14 places and 16 pupils; one more would take the quiet room from the others, whose "
            "plans name it.",
        )
        self._step(
            self._after(made, "prefer", None),
            "prefer_setting",
            self.family[0],
            setting=self._named,
            reasons="We have seen the figures and do not want to fight for a room that is not there.",
        )

    def _redraft(self, made: date) -> date:
        """The draft is taken back after the answers, changed, and served a second time."""
        again = self._after(made, "answers", None)
        self._step(
            again,
            "redraft",
            self.officer,
            reasons="The answers changed so much that it should be read whole.",
        )
        served = _later(again, 6)
        self._step(
            served,
            "edit_plan",
            self.officer,
            edit=[{"row": self.first_line, "reviewed": "Every half-term, with the family"}],
        )
        self._step(served, "serve_draft", self.officer)
        made = served - timedelta(days=self.pace["serve"])
        self._after(
            made,
            "prefer",
            "prefer_setting",
            self.family[0],
            setting=self._named,
            reasons="As we said before.",
        )
        self._after(made, "finish", "finish_commenting", self.family[0])
        return made

    def _consult(self, made: date) -> date:
        self._after(
            made, "consult", "send_consultation", self.officer, consultation="k-setting", to=self._named
        )
        self._after(
            made,
            "consult_answer",
            "answer_consultation",
            self.council.senco[self._named],
            consultation="k-setting",
            can_meet_need=True,
            reasons="We can make this provision, with the staff that the draft names in place from next half-term.",
        )
        self._after(made, "name", "name_setting", self.manager, consultation="k-setting")
        return self._after(made, "final", None)

    def _issue(self, made: date, day: date) -> date:
        self._owe(law.ISSUE_THE_FINAL_PLAN, self.asked, day)
        self._step(day, "issue_final_plan", self.manager)
        if "G" in self.sections:
            self._after(
                day,
                "confirm_health",
                "confirm_health_provision",
                "joan",
                words="The clinic has booked the first appointment and written to the family.",
            )
        self._after(
            day,
            "confirm",
            "confirm_provision",
            self.officer,
            words="Rang the setting and the family: every line of section F is on the timetable and has begun.",
        )
        if age.age(self.born, day) < age.UNDER_FIVE:
            self._after(
                day,
                "earlier_review",
                "consider_earlier_review",
                self.officer,
                reasons="The plan fits and the setting sees no reason to meet sooner.",
            )
        return day

    # Money

    def _ask_for_money(self, served: date) -> None:
        def at(number: int) -> date:
            return _later(served, number)

        self._step(
            at(4),
            "ask_for_budget",
            self.family[0],
            reasons="We would like to choose who does this, and not have somebody new each time.",
        )
        if self.spec.budget == "agreed":
            return self._pay(at)
        self._step(
            at(13),
            "refuse_budget",
            self.manager,
            reasons="The provision is made by staff of the school for several children at once; money for one "
            "would end it for the others.",
        )
        if self.spec.budget == "refused":
            return None
        self._step(
            at(19),
            "ask_for_budget_review",
            self.family[0],
            words="One line is not made by the school at all.",
        )
        if self.spec.budget == "upheld":
            self._step(
                at(30),
                "uphold_budget_refusal",
                self.manager,
                reasons="We have looked at each line again with the school. The effect on other children stands.",
            )
        if self.spec.budget == "overturned":
            self._step(
                at(24),
                "overturn_budget_refusal",
                self.manager,
                reasons="One line can be bought without harm to others. We will prepare a budget for it.",
            )
        return None

    def _pay(self, at: Callable[[int], date]) -> None:
        row = next(key for key, line in reversed(self.lines.items()) if line.section != "G")
        cost = self.lines[row].cost
        rest = [
            {"row": key, "amount": line.cost, "held": "notional"}
            for key, line in self.lines.items()
            if line.section == "F" and key != row
        ]
        self._step(
            at(13),
            "prepare_budget",
            self.officer,
            lines=[{"row": row, "amount": cost, "held": "direct_payment"}, *rest],
            agreement=f"£{cost} a year for one line of the plan, paid every four weeks into an account of its own; "
            "receipts every three months; reviewed within three months and then each year.",
        )
        self._step(
            at(17),
            "consent_to_direct_payment",
            self.family[0],
            words="I agree to receive this payment, for this provision only, and know that I can stop it.",
        )
        self._step(
            at(22),
            "agree_budget",
            self.manager,
            reasons="A direct payment is an appropriate way to secure this line, and harms no other service.",
        )

    # The yearly review

    def _live(self, final: date) -> None:
        if self.spec.budget == "agreed":
            paid = self._after(final, "first_payment", None)
            self._step(paid, "start_payments", self.officer, first_paid_on=paid.isoformat())
            self._step(
                _later(paid, self.pace.get("review_payment", 75)),
                "review_direct_payment",
                self.officer,
                outcome="goes on",
                words="Receipts seen, the rate is sufficient, the family is content.",
            )
        meeting = self._after(final, "meeting", None)
        decided = self._meet(meeting)
        self._owe(law.REVIEW_THE_PLAN, final, decided)
        self._owe(law.DECIDE_AFTER_THE_REVIEW, meeting, decided)
        if self.spec.review in ("amend", "not_amend"):
            self._amend(meeting, decided)
        elif self.spec.review in ("cease", "kept"):
            self._cease(decided)

    def _meet(self, meeting: date) -> date:
        senco = self.council.senco[self._named]
        self._after(
            meeting,
            "fix",
            "fix_review_meeting",
            senco,
            meeting_on=meeting.isoformat(),
            place="The small hall, 2pm",
        )
        people = [*self.family, self.officer, senco]
        self._after(meeting, "invite", "invite_to_review", senco, invited=people)
        self._after(meeting, "circulate", "circulate_review_advice", senco)
        self._step(
            meeting,
            "hold_review_meeting",
            senco,
            attended=people,
            views=f"{self.called} showed three photographs of a good day. The family is pleased.",
        )
        recommends = {"not_amend": "amend", "kept": "cease"}.get(self.spec.review, self.spec.review)
        self._after(
            meeting,
            "report",
            "send_review_report",
            senco,
            recommends=recommends,
            progress=[
                {
                    "outcome": key,
                    "progress": ("on_track", "some", "ahead")[at % 3],
                    "words": "As described in the report.",
                }
                for at, key in enumerate(self.outcomes)
            ],
            reasons="What the plan says has been made. The meeting agreed what should follow.",
        )
        if recommends == "cease":
            self._consider_ceasing(meeting)
        day = self._after(meeting, "decide_review", None)
        changes: dict[str, Any] = {}
        if recommends == "amend":
            changes = {"edit": [{"row": self.first_line, "reviewed": "Every half-term from now on"}]}
            self._after(meeting, "amend", "prepare_amendments", self.officer, **changes)
        self._step(
            day,
            "decide_after_review",
            self.manager,
            decision=recommends,
            reasons="The report and the family's words have been read; this is what follows from them.",
        )
        return day

    def _amend(self, meeting: date, notice: date) -> None:
        self._owe(law.ISSUE_THE_AMENDED_PLAN, notice, self._after(notice, "amended", None))
        self._step(
            _later(notice, 6),
            "comment",
            self.family[0],
            comment="c-amended",
            row=self.first_line,
            words="Half-terms are too far apart at the start of a school year.",
        )
        self._step(_later(notice, 8), "finish_commenting", self.family[0])
        self._after(
            notice,
            "answer_amendments",
            "answer_comment",
            self.officer,
            comment="c-amended",
            answer="partly",
            reasons="In September there will be a look after three weeks.",
            new={"reviewed": "After three weeks in September, then every half-term"},
        )
        if self.spec.review == "not_amend":
            self._after(
                notice,
                "amended",
                "decide_not_to_amend",
                self.manager,
                reasons="The family would rather keep the plan as it reads, and the setting agrees.",
            )
            return
        issued = self._after(notice, "amended", "issue_amended_plan", self.manager)
        if "G" in self.sections:
            self._after(
                issued,
                "confirm_health",
                "confirm_health_provision",
                "joan",
                words="Section G goes on as before.",
            )
        self._after(
            issued, "confirm", "confirm_provision", self.officer, words="The change is in place since Monday."
        )

    def _consider_ceasing(self, meeting: date) -> None:
        self._step(
            _later(meeting, 3),
            "consider_ceasing",
            self.officer,
            reasons="The outcomes are met, and work or the next course begins without a plan.",
        )
        self._step(
            _later(meeting, 12),
            "record_ceasing_consultation",
            self.officer,
            words="Spoke with the young person, the family and the college. They see it coming and are glad.",
        )

    def _cease(self, decided: date) -> None:
        if self.spec.review == "kept":
            self._step(
                _later(decided, 25),
                "keep_plan_after_all",
                self.manager,
                reasons="The job fell through. The plan is needed for another year.",
            )
            return
        if decided < date.max and (kept := law.KEEP_THE_PLAN.due({Moment.CEASING_NOTICE_SENT: decided}).due):
            self._step(_later(kept, 3), "cease", self.manager)

    # A re-assessment

    def _assess_again(self) -> None:
        """Asked for by the family, agreed to, and half of the advice is in."""
        day = _back_to_work(self.today - timedelta(days=48))
        self._step(
            day,
            "ask_for_reassessment",
            self.family[0],
            reasons=f"{self.called} came out of hospital another child. The plan speaks of somebody else.",
        )
        agreed, asked = _later(day, 11), _later(day, 13)
        self._step(
            agreed,
            "agree_to_reassess",
            self.manager,
            reasons="Much has changed since the plan was made, and what is needed is not known.",
        )
        bodies = self._bodies(asked)
        requests = [self._request_to(*each) for each in bodies.items()]
        for request in requests:
            request["advice"] = AGAIN + request["advice"]
        self._step(asked, "seek_advice", self.officer, of=requests)
        self._step(
            _later(asked, 9),
            "give_views",
            self.family[0],
            advice=f"{AGAIN}a-parent-or-young-person",
            views=self._views(),
        )
        for kind, person in bodies.items():
            if kind in ("education", "medical"):
                words = f"Seen again this term. {self._say(self._says(kind).summary)}"
                advice = f"{AGAIN}a-{kind.replace('_', '-')}"
                self._step(_later(asked, 24), "give_advice", person, advice=advice, summary=words)

    # The next phase of education

    def _move_on(self) -> None:
        """Through the last year at a setting: reviewed in autumn, and amended before 15 February."""

        def on(month: int, day: int) -> date:
            return _work(date(self.school_year + (month < SEPTEMBER), month, day))

        senco, people = self.council.senco[self._named], [*self.family, self.officer]
        moves_on = date(self.school_year + 1, SEPTEMBER, 1)
        self.steps.append(
            {"on": on(9, 7).isoformat(), "do": "expect_next_phase", "next_phase_on": moves_on.isoformat()}
        )
        meeting = on(12, 8)
        self._step(
            on(10, 12),
            "fix_review_meeting",
            senco,
            meeting_on=meeting.isoformat(),
            place="The small hall, 2pm",
            kind="next_phase",
        )
        self._step(on(11, 9), "invite_to_review", senco, invited=people)
        self._step(on(11, 17), "circulate_review_advice", senco)
        words = f"{self.called} has visited twice and knows where the bus stops."
        self._step(meeting, "hold_review_meeting", senco, attended=people, views=words)
        progress = [
            {"outcome": key, "progress": "on_track", "words": "Ready for it."} for key in self.outcomes
        ]
        self._step(
            on(12, 16),
            "send_review_report",
            senco,
            recommends="amend",
            progress=progress,
            reasons="The meeting wants the plan to name the next school now.",
        )
        notice = on(1, 4)
        self._step(
            notice,
            "decide_after_review",
            self.manager,
            decision="amend",
            reasons="The plan has to name the next school before 15 February.",
        )
        self._step(_later(notice, 7), "finish_commenting", self.family[0])
        self._step(
            on(1, 27),
            "name_next_setting",
            self.manager,
            setting=self.spec.next_setting,
            from_on=moves_on.isoformat(),
            reasons="It is what the family asks for, and it can make the provision.",
        )
        self._step(on(2, 5), "issue_amended_plan", self.manager)

    # What else happened

    def _add_what_else_happened(self) -> None:
        for number, verb, who, fields in self.spec.also:
            doers = {"family": self.family[0], "officer": self.officer, "manager": self.manager}
            on = _later(self.asked, number)
            fields = {name: self._as_a_day(value, on) for name, value in fields.items()}
            self._step(on, verb, doers.get(who, who), **fields)
        excused = {fields["duty"] for _, verb, _, fields in self.spec.also if verb == "record_exception"}
        for duty, due, done in self.owed:
            if duty.ref not in excused:
                self._miss(duty, due, done)
        self.steps = [step for step in self.steps if step["on"] <= self.today.isoformat()]
        if self.spec.ends:
            number, verb, fields = self.spec.ends
            end = _later(self.asked, number).isoformat()
            self.steps = [step for step in self.steps if step["on"] < end]
            doer = self.family[0] if verb == "withdraw_request" else self.manager
            self.steps.append({"on": end, "do": verb, "by": doer, **fields})

    def _as_a_day(self, value: Any, on: date) -> Any:
        if isinstance(value, After):
            return _later(self.asked, value).isoformat()
        return on.isoformat() if value == THAT_DAY else value

    def _miss(self, duty: Duty, due: date, done: date) -> None:
        """The service notes a day that was missed; the family is told why."""
        noted = due + timedelta(days=1)
        if done <= noted or noted > self.today:
            return
        if noted < self.note_until:
            self.steps.append({"on": noted.isoformat(), "do": "note_missed_day", "duty": duty.key})
        told = _later(due, EXPLAINED_AFTER)
        if self.spec.told_why and (told < done or self.spec.way == "plan"):
            # Of what nobody has got round to, no day can be told.
            is_known = done < _later(self.today, NO_DAY_AFTER)
            expected = {"expected_on": done.isoformat()} if is_known else {}
            self.steps.append(
                {
                    "on": told.isoformat(),
                    "do": "explain_delay",
                    "by": self.officer,
                    "words": "One report came late and we will not decide without it. We are sorry, and this is when "
                    "we now expect it.",
                    **expected,
                }
            )
            self._say_again(told, done, expected)

    def _say_again(self, told: date, done: date, expected: Mapping[str, str]) -> None:
        """As promised, how it stands, for as long as it is late."""
        while (told := _later(told, TOLD_AGAIN_AFTER)) < done and told <= self.today:
            self.steps.append(
                {
                    "on": told.isoformat(),
                    "do": "tell_how_it_stands",
                    "by": self.officer,
                    "words": "It has not come yet. We asked again this week, and the manager of the service knows. "
                    "Everything else is ready, so that we can decide on the day it is here.",
                    **expected,
                }
            )

    def _owe(self, duty: Duty, since: date, done: date) -> None:
        due = duty.due({duty.moments[0]: since}).due if since < date.max else None
        if due is not None:
            self.owed.append((duty, due, done))

    # The words of advice

    def _content(self, kind: str) -> dict[str, Any]:
        says = self._says(kind)
        content: dict[str, Any] = {"summary": self._say(says.summary)}
        mark = kind.replace("_", "-")
        needs = [f"{mark}-n{at}" for at in range(1, len(says.needs) + 1)]
        outcomes = [f"{mark}-o{at}" for at in range(1, len(says.outcomes) + 1)]
        content["needs"] = [
            {"key": key, "section": need.section, "words": self._say(need.words)}
            | ({"category": need.category} if need.category else {})
            for key, need in zip(needs, says.needs, strict=True)
        ]
        content["outcomes"] = [
            {
                "key": key,
                "words": self._say(outcome.words),
                "steps": [self._say(step) for step in outcome.steps],
                "by_when": f"{self.words['in2']}-07-20",
                "needs": needs,
            }
            for key, outcome in zip(outcomes, says.outcomes, strict=True)
        ]
        content["provision"] = list(self._provision(mark, says, [*needs, *outcomes]))
        self.sections |= {row.section for row in (*says.needs, *says.lines)}
        self.outcomes += [key for key in outcomes if key not in self.outcomes]
        self.lines |= {row["key"]: line for row, line in zip(content["provision"], says.lines, strict=True)}
        return content

    @property
    def first_line(self) -> str:
        """The line that comments and amendments are about."""
        return next(key for key, line in self.lines.items() if line.section == "F")

    def _provision(self, mark: str, says: Says, serves: list[str]) -> Iterator[dict[str, Any]]:
        for at, line in enumerate(says.lines, start=1):
            health = line.section == "G" or line.provider in HEALTH
            payer = "icb" if health else self.council.key
            minutes, sessions, every, weeks, size = line.amount
            yield {
                "key": f"{mark}-p{at}",
                "section": line.section,
                "for": serves,
                "what": self._say(line.what),
                "amount": {"minutes": minutes, "sessions": sessions, "every": every, "group_size": size}
                | ({"weeks_a_year": weeks} if every in ("day", "week") else {}),
                "delivered_by": line.by,
                "qualification": line.skill,
                "reviewed": "At the yearly review",
                "commissioner": payer,
                "funder": payer,
                "provider": self.council.key if line.provider == "northmoor" else line.provider,
                "monitor": self.council.key,
                "yearly_cost": line.cost,
            }

    def _says(self, kind: str) -> Says:
        fallback = {"adulthood": FOR_ADULTHOOD, "medical": NO_HEALTH_NEED}
        return self.profile.bodies.get(kind) or fallback[kind]

    def _views(self) -> dict[str, str]:
        return {
            "child_views": self._say(self.profile.child_views),
            "aspirations": self._say(self.profile.hopes),
            "good_at": self._say(self.profile.good_at),
            "how_child_took_part": "With photographs, at home, in two short sittings.",
        }

    def _say(self, words: str) -> str:
        return words.format(**self.words)

    # Days and doers

    def _day(self, step: str, later: int = 0) -> date:
        return _later(self.asked, self.pace[step] + later)

    def _after(self, since: date, pace: str, verb: str | None, by: str = "", **fields: Any) -> date:
        """A step so long after a day, and its day. Without a verb: the day only."""
        day = _later(since, self.pace[pace]) if since < date.max else date.max
        if verb:
            self._step(day, verb, by, **fields)
        return day

    def _step(self, on: date, verb: str, by: str, **fields: Any) -> None:
        self.steps.append({"on": on.isoformat(), "do": verb, "by": by, **fields})

    def _birthday(self) -> date:
        """A day of birth that goes with the age, or the year group, of the story."""
        if self.spec.year is not None:
            begins = date(self.school_year - self.spec.year - age.RECEPTION, SEPTEMBER, 1)
            return begins + timedelta(days=self.number * 37 % 300)
        born = _birthday(self.asked, self.spec.age, self.number)
        where = [self.council.organisations[each] for each in (self.spec.setting, self._named)]
        last = {each["last_year_group"] for each in where if "last_year_group" in each}
        # The service looks for those who leave on each day from here on.
        while last & {age.year_group(born, day) for day in (self.note_until, self.today)}:
            born = born.replace(year=born.year + 1, day=min(born.day, 28))
        return born

    def _officer(self) -> str:
        officers = [name for name in ("ruth", "marcus", "dev") if name in self.council.people]
        if self.spec.setting == "acorns" and "tessa" in self.council.people:
            return "tessa"
        return officers[self.number % len(officers)]

    # Who is in it

    def _child(self) -> dict[str, Any]:
        return {
            "name": self.spec.name,
            "known_as": self.called,
            "pronouns": PRONOUNS[self.spec.pronouns]["said"],
            "born": self.born.isoformat(),
            "nhs_number": f"999 000 {1000 + self.number:04d}",
            "setting": self.spec.setting,
            "languages": ["English"],
            "hearing_impaired": self.spec.profile == "deaf",
            "vision_impaired": self.spec.profile == "sight",
        }

    def _people(self) -> Part:
        used = {step[part] for step in self.steps for part in ("by", "caseworker") if part in step}
        used |= {request["from"] for step in self.steps for request in step.get("of", [])}
        used |= {self.officer, "joan", self.manager, self.council.senco[self.spec.setting]}
        used |= {
            name for step in self.steps for name in (*step.get("invited", []), *step.get("attended", []))
        }
        staff = {name: person for name, person in self.council.people.items() if name in used}
        return staff | dict(zip(self.family, self._relatives(), strict=True))

    def _relatives(self) -> Iterator[dict[str, Any]]:
        grown = age.is_young_person(self.born, self.asked)
        for role, name in zip(self.spec.family, self.spec.names, strict=True):
            address = f"{name.lower().replace(' ', '.').replace(chr(39), '')}@family.example"
            if role == "self":
                yield {"name": name, "email": address, "role": "young_person"}
                continue
            relationship, _, elsewhere = role.partition(", ")
            yield {
                "name": name,
                "email": address,
                "role": "parent",
                "relationship": relationship,
                "parental_responsibility": not grown,
                "lives_with_child": not elsewhere,
                "young_person_agrees": self.spec.age >= 15,
            }

    def _organisations(self, people: Part) -> Part:
        used = {
            self.council.key,
            "icb",
            self.spec.setting,
            self._named,
            self.spec.says_no,
            self.spec.next_setting,
        }
        used |= {person["organisation"] for person in people.values() if "organisation" in person}
        for step in self.steps:
            used |= {step[part] for part in ("to", "setting", "commissioner") if part in step}
            for line in step.get("provision", []):
                used |= {line[part] for part in ("commissioner", "funder", "provider", "monitor")}
        return {name: given for name, given in self.council.organisations.items() if name in used}


def _work(day: date) -> date:
    """This day, or the first working day after it."""
    return day if is_working_day(day) else add_working_days(day, 1)


def _later(day: date, number: int) -> date:
    """The working day so many days after a day, or the first after it; never after a day that never comes."""
    return day if day == date.max else _work(day + timedelta(days=number))


def _back_to_work(day: date) -> date:
    return day if is_working_day(day) else add_working_days(day, -1)


def _birthday(on: date, years: int, number: int) -> date:
    """A day of birth for somebody of that age on a day; different ones for different children."""
    return on - timedelta(days=int(years * 365.25) + 20 + number * 37 % 300)
