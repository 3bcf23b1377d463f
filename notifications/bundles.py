"""Several notices in one message: a reader's daily message, and what piled up for one reader while nobody could send.

Of those that go together one is the carrier: it is sent, under its own key. The others are written down as said in
it before anything is sent, in the transaction that takes the carrier; so a sender that dies, or a gateway that does
not answer, is followed by another attempt with the same carrier, the same key and the same set. Whether each is still
owed is asked of each as always, and the words are those of the day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Count, Q
from django.template.loader import render_to_string
from django.urls import reverse

from .choices import choice_of
from .compose import Words, compose
from .languages import ENGLISH, LANGUAGES
from .models import Notice
from .recipients import ask_who_may_see
from .weights import Weight, of_notice, statutory_acts

State = Notice.State
TOGETHER = (Notice.Channel.EMAIL, Notice.Channel.TEXT)
MANY = 10
"""If more than this wait for one reader at once, they come as one message, whatever was chosen. What the law makes
somebody tell of an event still comes by itself."""
MOST = 2000
"""In one message. What is more comes with the next."""
NAMED = 200
"""Of so many a message says what they are; of the others it says how many."""


class Addressee(NamedTuple):
    """To whom, and by which way: what goes together shares both."""

    reader: int | None
    office: int | None
    channel: str

    @classmethod
    def of(cls, notice: Any) -> Addressee:
        return cls(notice.reader_id, None if notice.reader_id else notice.organisation_id, notice.channel)


# When they are taken, inside the transaction of the lease


def gather(taken: Iterable[Notice], now: datetime) -> list[Notice]:
    """Of the notices about to be leased, those that are sent: the others, and more like them, are said in one of these.

    Call it in the transaction that leases them, before their attempt is counted. One that was tried before goes as it
    went then: the gateway may have it.
    """
    sent: list[Notice] = []
    carriers: dict[Addressee, Notice] = {}
    fresh = [notice for notice in taken if not notice.attempts and notice.channel in TOGETHER]
    waiting = _how_many({Addressee.of(notice) for notice in fresh}, now)
    for notice in taken:
        to = Addressee.of(notice)
        together = notice in fresh and (notice.bundled or (waiting[to] > MANY and _may_wait(notice)))
        if not together:
            sent.append(notice)
        elif to not in carriers:
            carriers[to] = notice
            sent.append(notice)
    aboard = {pk for carrier in carriers.values() for pk in _take_along(carrier, now, waiting)}
    return [notice for notice in sent if notice.pk not in aboard]


def _take_along(carrier: Notice, now: datetime, waiting: dict[Addressee, int]) -> list[int]:
    """Write down that everything else which waits for the same reader is said in this one."""
    to = Addressee.of(carrier)
    found = _waiting_for([to], now).exclude(pk=carrier.pk)
    if waiting[to] <= MANY:
        found = found.filter(bundled=True)
    locked = found.select_for_update(skip_locked=True, of=("self",), no_key=True)
    pks = list(locked.order_by("pk").values_list("pk", flat=True)[: MOST - 1])
    for chunk in _in_chunks(pks):
        Notice.objects.filter(pk__in=chunk).update(state=State.COVERED, said_in=carrier.key, bundled=True)
    if pks:
        Notice.objects.filter(pk=carrier.pk).update(bundled=True)
    return pks


def _how_many(addressees: set[Addressee], now: datetime) -> dict[Addressee, int]:
    found = dict.fromkeys(addressees, 0)
    if addressees:
        rows = _waiting_for(addressees, now).values("reader", "organisation", "channel")
        for row in rows.annotate(number=Count("pk")).order_by():
            office = None if row["reader"] else row["organisation"]
            to = Addressee(row["reader"], office, row["channel"])
            if to in found:
                found[to] += row["number"]
    return found


def _waiting_for(addressees: Iterable[Addressee], now: datetime) -> Any:
    """What waits for these, is due, was never tried, and may come with other things."""
    wanted = Q(pk__in=())
    for to in addressees:
        wanted |= Q(
            reader=to.reader, channel=to.channel, **({} if to.reader else {"organisation": to.office})
        )
    untried = Notice.objects.waiting().filter(wanted, attempts=0, leased_until=None, next_attempt_at__lte=now)
    return untried.filter(Q(bundled=True) | Q(event=None) | ~Q(event__act__in=statutory_acts()))


def _may_wait(notice: Notice) -> bool:
    return not (notice.event_id and of_notice(notice) == Weight.STATUTORY)


def _in_chunks(pks: list[int], size: int = 500) -> Iterable[list[int]]:
    rest = iter(pks)
    while chunk := list(islice(rest, size)):
        yield chunk


# When they are sent


def passengers(carrier: Notice) -> Any:
    """What is said in this message besides the carrier's own."""
    if not carrier.bundled:
        return Notice.objects.none()
    return Notice.objects.filter(
        state=State.COVERED,
        said_in=carrier.key,
        bundled=True,
        reader=carrier.reader_id,
        channel=carrier.channel,
    )


def still_owed(carrier: Notice, ended: Callable[[Notice], dict[str, str]]) -> list[Notice]:
    """What a message has to say: the carrier and what goes with it, as far as owed, of each matter the latest.

    `ended` says what is to be recorded of one that is not owed any more. Of a message so long that it only counts the
    last of them, those are not asked of.
    """
    if not carrier.bundled:
        return [] if ended(carrier) else [carrier]
    latest: dict[Any, Notice] = {}
    found = passengers(carrier).whole().order_by("for_day", "pk")[: NAMED - 1]
    ask_who_may_see(found)
    for notice in (carrier, *found):
        if result := ended(notice):
            if notice != carrier:
                passengers(carrier).filter(pk=notice.pk).update(**({"said_in": ""} | result))
            continue
        matter = (notice.event_id, notice.deadline_id)
        if matter not in latest or latest[matter].for_day <= notice.for_day:
            latest[matter] = notice
    return sorted(latest.values(), key=lambda each: (each.about.reference, each.for_day, each.pk))


def words_of(carrier: Notice, owed: list[Notice]) -> Words:
    """The words of a message that says several things; of one thing, the words it has by itself."""
    more = max(0, passengers(carrier).count() - (NAMED - 1))
    if len(owed) == 1 and not more:
        return compose(owed[0])
    in_full = len(owed) <= MANY
    context = {
        **_about(carrier, owed),
        "items": [_item(notice, in_full) for notice in owed],
        "number": len(owed) + more,
        "more": more,
        "daily": in_full and not more,
    }
    text = render_to_string(f"notices/base/several_{carrier.channel}.txt", context)
    subject, _, body = text.strip().partition("\n")
    body = re.sub(r"\n{3,}", "\n\n", body).strip() + "\n"
    return Words(subject.removeprefix("Subject:").strip(), body, reverse("notices"))


def _about(carrier: Notice, owed: list[Notice]) -> dict[str, Any]:
    councils = sorted({notice.about.authority.name for notice in owed})
    authority = owed[0].about.authority
    return {
        "cases": len(
            {*passengers(carrier).values_list("about", flat=True), *(each.about_id for each in owed)}
        ),
        "councils": " and ".join(councils),
        "contact": " or ".join(filter(None, (authority.phone, authority.email)))
        if len(councils) == 1
        else "",
        "office": carrier.reader_id is None,
        "help": LANGUAGES.get(choice_of(carrier.reader).language, LANGUAGES[ENGLISH]).help,
        "page": f"{settings.SITE_URL}{reverse('notices')}",
        "choices": f"{settings.SITE_URL}{reverse('how_we_tell_you')}",
    }


def _item(notice: Notice, in_full: bool) -> dict[str, str]:
    """What a message of several says of one: its subject and where to go, and its own words if there is room."""
    words = compose(notice, frame=Notice.Channel.IN_APP)
    return {
        "title": words.subject,
        "words": words.body.strip() if in_full else "",
        "link": f"{settings.SITE_URL}{words.path}" if words.path else "",
    }


def fall_with(carrier: Notice, error: str) -> None:
    """A message that could not be sent has said nothing: whatever was to be said in it could not be sent either."""
    passengers(carrier).update(state=State.FAILED, error=error, said_in="")
