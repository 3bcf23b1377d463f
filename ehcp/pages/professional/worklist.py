"""My work: what is asked of me and of my team, by several councils perhaps, what waits for others, and what is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.urls import reverse
from django.views.generic import TemplateView

from ehcp import access
from ehcp.models import Advice, Case, Membership, PlanVersion, Review
from ehcp.models.organisations import Role
from ehcp.pages.context import Link
from ehcp.pages.forms import GovukForm
from workflows import clock
from workflows.law import england_2014 as law
from workflows.law.terms import Agency
from workflows.lives.advice import AdviceState
from workflows.lives.case import IN_FORCE, CaseState
from workflows.lives.consultation import ConsultationState
from workflows.lives.plan import PlanState
from workflows.lives.review import ReviewState
from workflows.models import Deadline, Event

from . import reach
from .base import ProfessionalPage

ME, TEAM, WAITING, DONE = "me", "team", "waiting", "done"
PLACES = {
    ME: "Asked of me",
    TEAM: "Asked of my team",
    WAITING: "Waiting for others",
    DONE: "Done",
}
KINDS = {
    "advice": "Advice",
    "consultation": "Consultation",
    "section_g": "Section G",
    "health": "Health provision",
    "review": "Yearly review",
    "dispute": "Disagreement",
}
ON_A_PAGE = 25
NEVER = date.max

NEXT_IN_A_REVIEW = {
    ReviewState.PLANNED: (law.INVITE_TO_THE_REVIEW, "Invite people to the review of {child}’s plan"),
    ReviewState.INVITED: (law.CIRCULATE_THE_ADVICE, "Send out what people wrote for {child}’s review"),
    ReviewState.CIRCULATED: (law.HOLD_THE_REVIEW_MEETING, "Hold {child}’s review meeting"),
    ReviewState.HELD: (law.REPORT_ON_THE_MEETING, "Write the report of {child}’s review"),
    ReviewState.REPORTED: (law.DECIDE_AFTER_THE_REVIEW, "{child}’s review: the council decides"),
    ReviewState.DECIDED: (law.DECIDE_AFTER_THE_REVIEW, "{child}’s review"),
}
"""In each state of a review: the duty that comes next, and what it is called in a list."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One line of the list. `place` is one of PLACES."""

    kind: str
    title: str
    about: str
    """Which advice, which step: beside the kind."""
    case: Case
    url: str
    place: str
    deadline: Deadline | None = None
    note: str = ""
    before: bool = False
    """The day is another body's, for whom this has to be done before."""

    @property
    def kind_words(self) -> str:
        return KINDS[self.kind]

    @property
    def day(self) -> date:
        return (self.deadline and self.deadline.ring_on) or NEVER


class Hands:
    """In whose hands a thing is that was asked of an organisation: the one who took it on, else the whole team."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self._alone = self._where_i_am_alone()

    def place(self, person: int | None, organisation: int | None, taken_by: int | None = None) -> str:
        holder = person or taken_by
        if holder:
            return ME if holder == self.user.pk else TEAM
        return ME if organisation in self._alone else TEAM

    def _where_i_am_alone(self) -> set[int]:
        # A team of one has no second list to look at.
        mine = access.organisations_of(self.user).values("pk")
        people: dict[int, set[int]] = {}
        for place, person in (
            Membership.objects.current().filter(organisation__in=mine).values_list("organisation", "user")
        ):
            people.setdefault(place, set()).add(person)
        return {place for place, members in people.items() if members == {self.user.pk}}


def work_of(user: Any, case: Case | None = None) -> list[Item]:
    """Everything there is for a person to do, to wait for or to look back on, soonest day first."""
    hands = Hands(user)
    found = [
        item
        for lister in (
            _advice,
            _consultations,
            _section_g,
            _health_provision,
            _reviews_to_arrange,
            _reviews,
            _disputes,
            _changes_of_hands,
        )
        for item in lister(user, hands, case)
    ]
    return sorted(found, key=lambda item: (item.day, item.case.reference))


def _advice(user: Any, hands: Hands, case: Case | None) -> Iterator[Item]:
    rows = _of(reach.advice_to_give(user), case)
    days = _days(rows, law.GIVE_ADVICE)
    takers = _taken_by(rows)
    for advice in rows:
        child, council = advice.case.child, advice.case.authority
        taken = takers.get(advice.pk)
        item = Item(
            kind="advice",
            title=f"Give advice about {child}",
            about=advice.of_whom,
            case=advice.case,
            url=reverse("professional:advice", args=[advice.pk]),
            place=hands.place(advice.person_id, advice.organisation_id, taken.pk if taken else None),
            deadline=days.get(advice.pk),
            note=f"{taken or advice.person} has this in hand" if taken or advice.person else "",
        )
        yield _advice_as_it_stands(item, advice, council)


def _advice_as_it_stands(item: Item, advice: Advice, council: Any) -> Item:
    """Where a request for advice stands says whose turn it is."""
    child = advice.case.child
    if not advice.case.is_open or advice.state == AdviceState.ACCEPTED:
        said = "" if advice.case.is_open else advice.case.get_state_display()
        return replace(item, place=DONE, title=f"Advice about {child}", note=said or f"{council} accepted it")
    if advice.state == AdviceState.RETURNED:
        return replace(
            item,
            title=f"Answer a question about your advice on {child}",
            deadline=None,
            note=f"{council} asks for something to be made clearer",
        )
    if advice.state == AdviceState.GIVEN:
        return replace(item, place=WAITING, title=f"Advice about {child}", note=f"{council} is reading it")
    if advice.state == AdviceState.NOT_KNOWN:
        note = f"You said that {child.called} is not known to you. {council} decides what follows"
        return replace(item, place=WAITING, title=f"Advice about {child}", note=note)
    if advice.state == AdviceState.REUSE_PROPOSED and advice.author_satisfied_on:
        note = "Earlier advice is proposed; the family and the council have to agree"
        return replace(item, place=WAITING, title=f"Advice about {child}", note=note)
    if advice.state == AdviceState.REUSE_PROPOSED:
        return replace(item, title=f"Say whether your earlier advice about {child} is enough")
    return item


def _consultations(user: Any, hands: Hands, case: Case | None) -> Iterator[Item]:
    rows = _of(reach.consultations(user), case)
    days = _days(rows, law.ANSWER_THE_CONSULTATION)
    for consultation in rows:
        child, council = consultation.case.child, consultation.case.authority
        waiting = consultation.case.is_open and consultation.state in (
            ConsultationState.SENT,
            ConsultationState.ANSWERED,
        )
        sent = waiting and consultation.state == ConsultationState.SENT
        yield Item(
            kind="consultation",
            title=f"Say whether you can meet {child}’s needs" if sent else f"Consultation about {child}",
            about=str(consultation.setting),
            case=consultation.case,
            url=reverse("professional:consultation", args=[consultation.pk]),
            place=hands.place(None, consultation.setting_id) if sent else WAITING if waiting else DONE,
            deadline=days.get(consultation.pk),
            note="" if sent else f"{council} decides" if waiting else consultation.get_state_display(),
        )


def _section_g(user: Any, hands: Hands, case: Case | None) -> Iterator[Item]:
    drafts = PlanVersion.objects.filter(
        case__in=access.cases_as_health_commissioner(user), state=PlanState.DRAFT, provision__section="G"
    )
    rows = _of(drafts.select_related(*reach.WHOLE).distinct(), case)
    finals = _days_of_cases(rows, law.ISSUE_THE_FINAL_PLAN, law.ISSUE_THE_AMENDED_PLAN)
    for version in rows:
        if not version.case.is_open:
            continue
        agreed = version.section_g_is_agreed
        asked = None if agreed else version.event_of("ask_to_change_section_g")
        yield Item(
            kind="section_g",
            title=f"{'Section G' if agreed else 'Agree section G'} of {version.case.child}’s plan",
            about="needed before the final plan" if not agreed else "agreed",
            case=version.case,
            url=reverse("professional:plan", args=[version.pk]),
            place=DONE if agreed else hands.place(None, version.case.commissioner_id),
            deadline=None if agreed else finals.get(version.case_id),
            note=f"You asked for a change on {clock.in_words(asked.on)}" if asked else "",
            before=True,
        )


def _health_provision(user: Any, hands: Hands, case: Case | None) -> Iterator[Item]:
    mine = access.organisations_of(user, Role.HEALTH_COMMISSIONER)
    owed = Deadline.objects.filter(key=law.ARRANGE_HEALTH_PROVISION.key, accountable__in=mine)
    for deadline in _of(owed.select_related(*reach.WHOLE, "started_by"), case):
        yield Item(
            kind="health",
            title=f"Arrange what section G of {deadline.case.child}’s plan promises",
            about="",
            case=deadline.case,
            url=reverse(
                f"professional:{'health_provision' if deadline.is_open else 'case'}", args=[deadline.case_id]
            ),
            place=hands.place(None, deadline.accountable_id) if deadline.is_open else DONE,
            deadline=deadline,
        )


def _reviews_to_arrange(user: Any, hands: Hands, case: Case | None) -> Iterator[Item]:
    """Those whose first reminder has gone: the law's table says how long ahead that is."""
    for due in reviews_due(user, case):
        deadline = due.deadline
        if due.review is None and deadline and min(deadline.reminder_days) <= clock.today():
            yield Item(
                kind="review",
                title=f"Arrange the yearly review of {due.case.child}’s plan",
                about="the whole review, with the council’s decision",
                case=due.case,
                url=reverse("professional:review_fix", args=[due.case.pk]),
                place=hands.place(None, due.setting_id),
                deadline=deadline,
                before=True,
            )


def _reviews(user: Any, hands: Hands, case: Case | None) -> Iterator[Item]:
    rows = _of(reach.reviews(user), case)
    days = _days(rows, *(rule for rule, _ in NEXT_IN_A_REVIEW.values()))
    for review in rows:
        rule, title = NEXT_IN_A_REVIEW[review.state]
        ours = review.case.is_open and review.state not in (ReviewState.REPORTED, ReviewState.DECIDED)
        waiting = review.case.is_open and review.state == ReviewState.REPORTED
        yield Item(
            kind="review",
            title=title.format(child=str(review.case.child)),
            about=f"meeting on {clock.in_words(review.held_on or review.meeting_on)}",
            case=review.case,
            url=reverse("professional:review", args=[review.pk]),
            place=hands.place(None, review.arranged_by_id) if ours else WAITING if waiting else DONE,
            deadline=days.get((review.pk, rule.key)),
            note=review.get_decision_display() if review.decision else "",
        )


def _disputes(user: Any, hands: Hands, case: Case | None) -> Iterator[Item]:
    """What the health commissioner owes in disagreements: a line for each duty."""
    rows = {dispute.pk: dispute for dispute in _of(reach.disputes(user), case)}
    owed = Deadline.objects.filter(
        subject_kind="dispute", subject_id__in=rows, owner=Agency.HEALTH_COMMISSIONER
    ).exclude(ended_how=Deadline.Ended.LIFTED)
    for deadline in owed.select_related("case"):
        dispute = rows[deadline.subject_id]
        yield Item(
            kind="dispute",
            title=f"{deadline.law.task} ({dispute.case.child})",
            about="",
            case=dispute.case,
            url=reverse("professional:dispute", args=[dispute.pk]),
            place=hands.place(None, deadline.accountable_id) if deadline.is_open else DONE,
            deadline=deadline,
        )


CHANGES_OF_HANDS = {
    law.PASS_THE_PLAN_TO_THE_NEW_COMMISSIONER.key: (
        "tell_of_move",
        "Tell the health commissioner where {child} moves",
    ),
    law.TELL_THE_NEW_COMMISSIONER.key: (
        "tell_new_commissioner",
        "Tell the health commissioner that is now responsible for {child}",
    ),
    law.ASK_WHERE_HEALTH_CANNOT_ARRANGE.key: (
        "can_be_arranged",
        "Say whether you can arrange what section G of {child}’s plan promises",
    ),
}
"""What the health commissioner owes when a family moves or another one becomes responsible: its page and its title."""


def _changes_of_hands(user: Any, hands: Hands, case: Case | None) -> Iterator[Item]:
    mine = access.organisations_of(user, Role.HEALTH_COMMISSIONER)
    owed = Deadline.objects.filter(key__in=CHANGES_OF_HANDS, accountable__in=mine).exclude(
        ended_how=Deadline.Ended.LIFTED
    )
    theirs = owed.filter(case__in=access.cases_as_health_commissioner(user))
    for deadline in _of(theirs.select_related(*reach.WHOLE, "started_by"), case):
        page, title = CHANGES_OF_HANDS[deadline.key]
        yield Item(
            kind="health",
            title=title.format(child=deadline.case.child),
            about="",
            case=deadline.case,
            url=reverse(f"professional:{page if deadline.is_open else 'case'}", args=[deadline.case_id]),
            place=hands.place(None, deadline.accountable_id) if deadline.is_open else DONE,
            deadline=deadline,
        )


@dataclass(frozen=True)
class Due:
    """A plan that names a setting of mine: when its review has to be complete, and the review if one is under way."""

    case: Case
    setting_id: int
    deadline: Deadline | None
    review: Review | None

    @property
    def day(self) -> date:
        return (self.deadline and self.deadline.ring_on) or NEVER

    @property
    def may_be_arranged(self) -> bool:
        return self.case.state == CaseState.MAINTAINED

    @property
    def meet_by(self) -> date | None:
        """The last day on which a meeting leaves the council its time to decide."""
        decide = law.DECIDE_AFTER_THE_REVIEW.within
        return decide.back_from(self.deadline.due) if decide and self.deadline and self.deadline.due else None


def reviews_due(user: Any, case: Case | None = None) -> list[Due]:
    settings = set(reach.settings(user).values_list("pk", flat=True))
    named = PlanVersion.objects.filter(state=PlanState.FINAL, setting__in=settings, case__state__in=IN_FORCE)
    rows = _of(named.select_related(*reach.WHOLE), case)
    days = _days_of_cases(rows, law.REVIEW_THE_PLAN, law.REVIEW_THE_TRANSFERRED_PLAN)
    open_ones = Review.objects.filter(case__in=[row.case_id for row in rows]).exclude(
        state=ReviewState.DECIDED
    )
    reviews = {review.case_id: review for review in open_ones}
    found = [Due(row.case, row.setting_id, days.get(row.case_id), reviews.get(row.case_id)) for row in rows]
    return sorted(found, key=lambda due: due.day)


def _of(rows: Any, case: Case | None) -> list[Any]:
    return list(rows.filter(case=case) if case else rows)


def _days(rows: list[Any], *rules: Any) -> dict[Any, Deadline]:
    """The latest deadline of each row: by its number for one rule, by number and key for several."""
    if not rows:
        return {}
    kind = rows[0].life_name()
    found = Deadline.objects.filter(
        subject_kind=kind, subject_id__in=[row.pk for row in rows], key__in=[rule.key for rule in rules]
    )
    several = len(rules) > 1
    return {
        (each.subject_id, each.key) if several else each.subject_id: each
        for each in found.select_related("case", "started_by").order_by("pk")
    }


def _days_of_cases(rows: list[Any], *rules: Any) -> dict[int, Deadline]:
    """The open deadline of each row's case for one of these rules."""
    found = Deadline.objects.open().filter(
        case__in=[row.case_id for row in rows], key__in=[rule.key for rule in rules]
    )
    return {each.case_id: each for each in found.select_related("case", "started_by")}


def _taken_by(rows: Iterable[Any]) -> dict[int, Any]:
    """Who said that a request had arrived has it in hand."""
    taken = Event.objects.filter(
        subject_kind="advice", subject_id__in=[row.pk for row in rows], act="acknowledge"
    )
    return {event.subject_id: event.by for event in taken.select_related("by").order_by("seq")}


class Filter(GovukForm):
    """Which of the work to show."""

    widths = {"words": "20"}

    council = forms.ChoiceField(label="Council", required=False)
    kind = forms.ChoiceField(label="Kind of work", required=False)
    words = forms.CharField(label="Name or reference", required=False)

    def __init__(self, data: Any, items: list[Item]) -> None:
        super().__init__(data)
        councils = sorted({(str(item.case.authority_id), str(item.case.authority)) for item in items})
        kinds = {item.kind for item in items}
        self.fields["council"].choices = [("", "All councils"), *councils]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            ("", "Everything"),
            *((kind, words) for kind, words in KINDS.items() if kind in kinds),
        ]
        self.everything = items

    @property
    def chosen(self) -> dict[str, str]:
        """What was chosen. A choice that is not there any more chooses nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def items(self) -> list[Item]:
        chosen = self.chosen
        words = chosen.get("words", "").casefold()
        return [
            item
            for item in self.everything
            if chosen.get("council", str(item.case.authority_id)) == str(item.case.authority_id)
            and chosen.get("kind", item.kind) == item.kind
            and words in f"{item.case.child} {item.case.child.called} {item.case.reference}".casefold()
        ]


class Home(ProfessionalPage, TemplateView):
    template_name = "professional/home.html"
    here = "home"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        everything = work_of(self.request.user)
        wanted = Filter(self.request.GET, everything)
        by_place: dict[str, list[Item]] = {place: [] for place in PLACES}
        for item in wanted.items:
            by_place[item.place].append(item)
        place = self._place(by_place)
        shown = by_place[place]
        if place == DONE:
            shown = shown[::-1]
        return super().get_context_data(
            **{
                "place": place,
                "place_words": PLACES[place],
                "tabs": self._tabs(by_place, place, wanted.chosen),
                "page": Paginator(shown, ON_A_PAGE).get_page(self.request.GET.get("page")),
                "filter": wanted,
                "counts": {name: len(items) for name, items in by_place.items()},
                "nothing_at_all": not everything,
                "works_for": list(access.organisations_of(self.request.user)),
                **kwargs,
            }
        )

    def _place(self, by_place: dict[str, list[Item]]) -> str:
        asked = self.request.GET.get("show", "")
        if asked in PLACES:
            return asked
        # Whoever has nothing of their own begins with what their team is asked.
        return TEAM if by_place[TEAM] and not by_place[ME] else ME

    def _tabs(self, by_place: dict[str, list[Item]], place: str, chosen: dict[str, str]) -> list[Link]:
        kept = self.request.GET.copy()
        kept.pop("page", None)
        tabs = []
        for name, words in PLACES.items():
            kept["show"] = name
            tabs.append(Link(f"{words} ({len(by_place[name])})", f"?{kept.urlencode()}", name == place))
        return tabs
