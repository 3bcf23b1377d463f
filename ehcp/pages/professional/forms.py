"""Forms of which several people may have the same page open: nothing is overwritten, and nothing sent, unread."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms

from ehcp.pages.forms import GovukForm, SeenVersion
from workflows.models import canonical


class AsItWas(forms.Form):
    """Mixin for a form that several people of a service may have open at once.

    It carries what it said when it was opened, so that nobody's words are overwritten unread.
    """

    as_it_was = forms.CharField(required=False, widget=forms.HiddenInput)

    def it_says(self, said: Any, words: str) -> None:
        """What stands there now, and how to quote it. Nothing said: it is new."""
        self._now = fingerprint(said) if said else ""
        self._words = words
        self.initial["as_it_was"] = self._now

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        was = cleaned.get("as_it_was")
        if was and self._now and was != self._now:
            self.data = self.data.copy()
            self.data["as_it_was"] = self._now
            raise forms.ValidationError(
                f"Somebody else changed this while you had it open. It now says: “{self._words}”. "
                "What you wrote is still here: save it again to put it in place of that."
            )
        return cleaned


def fingerprint(said: Any) -> str:
    return hashlib.sha256(canonical(said).encode()).hexdigest()


class AsChecked(SeenVersion):
    """Mixin for sending what stood on the page: `now` is the fingerprint of what stands there now.

    Rows are written without an act, so the version of what they belong to does not tell that they changed.
    """

    checked = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.initial["checked"] = now

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("checked") != self.now:
            self.data = self.data.copy()
            self.data["checked"] = self.now
            raise forms.ValidationError(
                "Something was changed after you opened this page, so nothing has been sent. Read it again as it "
                "now stands below."
            )
        return cleaned

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "checked"}


class JustSay(SeenVersion, GovukForm):
    """Nothing to answer but whether to do it."""


def lines_of_text(text: str) -> list[str]:
    """One entry on each line, without the empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]
