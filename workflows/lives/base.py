"""What every life has: a state that only acts move, a version that every act counts up, and a door."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import models

from workflows import clock, rows
from workflows.acts import ANYONE, WITHIN, Act, Changed, acts_of, is_at_work_on, obstacles
from workflows.law.terms import Agency

GUARDED = frozenset({"state", "row_version"})


class LifeQuerySet(models.QuerySet[Any]):
    """Refuses to write a state: only an act may, and the database holds the same rule."""

    def update(self, **fields: Any) -> int:
        _refuse(fields)
        return super().update(**fields)

    def bulk_update(self, objs: Any, fields: Any, batch_size: int | None = None) -> int:
        _refuse(fields)
        return super().bulk_update(objs, fields, batch_size)

    def create(self, **fields: Any) -> Any:
        _refuse(fields)
        return super().create(**fields)

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        for obj in objs:
            if obj.state != obj._meta.get_field("state").default or obj.row_version:
                _refuse(GUARDED)
        return super().bulk_create(objs, *args, **kwargs)


def _refuse(fields: Any) -> None:
    if touched := GUARDED.intersection(fields):
        raise TypeError(f"{', '.join(sorted(touched))} can only be changed by an act (workflows/acts.py).")


class Life(models.Model):
    """A row with a state. The concrete model says which case it belongs to and who stands for whom."""

    state: Any
    get_state_display: Any
    row_version = models.PositiveIntegerField(default=0, editable=False)

    objects = LifeQuerySet.as_manager()

    ENDS: frozenset[str] = frozenset()
    """The states from which nothing more has to happen."""
    READ_WITH: tuple[str, ...] = ()
    """Rows that nearly every act asks of a case, read together with it."""

    class Meta:
        abstract = True
        base_manager_name = "objects"

    @classmethod
    def life_name(cls) -> str:
        return cls._meta.model_name or ""

    @property
    def the_case(self) -> Any:
        """The case whose chain of events this row writes to: itself for a case."""
        return self.case  # type: ignore[attr-defined]

    def event_of(self, *acts: str) -> Any:
        """The latest event of this row by one of these acts; none if there was none."""
        events = self.the_case.events.filter(subject_kind=self.life_name(), subject_id=self.pk, act__in=acts)
        return events.select_related("by").order_by("-seq").first()

    def what_it_is(self) -> str:
        return f"this {self._meta.verbose_name}"

    def may(self, user: Any, act: Act) -> bool:
        """Whether this person stands for an agency that may do this act here."""
        if act.by == ANYONE:
            return True
        if act.by == WITHIN:
            return is_at_work_on(self.the_case)
        return any(
            self.the_case.stands_for(user, Agency(agency), self, decision=act.decision, matter=act.matter)
            for agency in act.by
        )

    def doers_of(self, act: Act) -> str:
        if act.by == WITHIN:
            return "another step"
        names = " or ".join(dict.fromkeys(self.the_case.name_of(Agency(agency), self) for agency in act.by))
        return f"somebody who may decide for {names}" if act.decision else names

    def meets(self, question: str, on: date) -> bool:
        """Whether a condition that the law's table names (`only_if`) holds here on a day."""
        return self.the_case.meets(question, on)

    def open_acts(self, user: Any) -> Iterator[Act]:
        """The acts the machine offers this person in the present state, whatever stands in their way."""
        for step in self.get_available_user_state_transitions(user):  # type: ignore[attr-defined]
            yield next(act for act in acts_of(type(self)) if act.name == step.name)

    def obstacles_to(self, act: Act | str, on: date | None = None) -> list[str]:
        """What stands in the way of an act on a day (today if not given), in words; empty if nothing."""
        this = act if isinstance(act, Act) else self.act(act)
        return obstacles(self, this, on or clock.today())

    def can(self, user: Any, name: str) -> bool:
        """Whether this person may do the act now, with nothing in the way."""
        act = self.act(name)
        return self.state in act.sources and self.may(user, act) and not self.obstacles_to(act)

    @classmethod
    def act(cls, name: str) -> Act:
        return getattr(cls, name).act

    def lock(self, seen: int | None = None) -> Any:
        """Lock the case and this row, read this row again, and answer with the case.

        `seen` is the version the person was looking at (left out: the version in hand). Unsaved changes
        to this row are not carried along. Raises Changed if somebody else's act came in between.
        """
        expected = self.row_version if seen is None else seen
        case = self.the_case
        # An act within an act finds its case locked and read already, perhaps with changes not yet saved.
        if case is self or not is_at_work_on(case):
            case._take(rows.read(type(case), case.pk, with_=case.READ_WITH, locked=True))
        if case is not self:
            self._take(rows.read(type(self), self.pk))
        if self.row_version != expected:
            raise Changed(
                "Somebody else changed this while you were looking at it. "
                "Look at what it says now, then do it again if it is still right."
            )
        return case

    def save_what_changed(self) -> None:
        """Save the fields that say something else than when the row was read: others may have written the rest."""
        changed = {
            name: value
            for name, value in self._values().items()
            if value != self._as_read[name] or isinstance(value, list | dict)  # which may have changed inside
        }
        rows.update(type(self), [self.pk], changed)
        self._as_read.update(changed)

    def refresh_from_db(self, using: Any = None, fields: Any = None, from_queryset: Any = None) -> None:
        """As Django's; it also reads a state again, which otherwise only an act may set."""
        found = from_queryset if from_queryset is not None else type(self)._base_manager.all()
        self._take((found.using(using) if using else found).get(pk=self.pk), fields)
        if fields is None:
            self._state.fields_cache.clear()

    def _take(self, fresh: Any, fields: Any = None) -> None:
        """Say what a row just read says, in these fields or in all, and forget what hung on them."""
        for field in self._meta.concrete_fields:
            if fields is None or field.name in fields or field.attname in fields:
                if self.__dict__.get(field.attname) != fresh.__dict__[field.attname]:
                    self._state.fields_cache.pop(field.name, None)
                self.__dict__[field.attname] = fresh.__dict__[field.attname]
        if fields is None:
            self._state.fields_cache.update(fresh._state.fields_cache)
            self._prefetched_objects_cache: dict[str, Any] = {}
            self._as_read = self._values()

    def _values(self) -> dict[str, Any]:
        return {field.attname: self.__dict__[field.attname] for field in self._meta.concrete_fields}
