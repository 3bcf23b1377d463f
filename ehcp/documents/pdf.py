"""From a page of HTML to a tagged PDF that a screen reader can read (PDF/UA-1)."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders

OUR_FILES = "ours:"
"""How a document names a static file of ours: <link rel="stylesheet" href="ours:css/brand.css">."""


class DocumentUnavailable(Exception):
    """A PDF cannot be made on this machine. The message says what to install."""


def pdf_of(html: str) -> bytes:
    """The document as PDF/UA-1: tagged, in the language and with the title that the HTML gives.

    The same HTML gives the same bytes on the same machine. Nothing is fetched but our own static files.
    """
    weasyprint = _weasyprint()

    class OurFilesOnly(weasyprint.urls.URLFetcher):  # type: ignore[name-defined]
        def fetch(self, url: str, headers: Any = None) -> Any:
            path = _file_of_ours(url)
            return weasyprint.urls.URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "text/css"})

    document = weasyprint.HTML(string=html, url_fetcher=OurFilesOnly(fail_on_errors=True))
    try:
        return document.write_pdf(pdf_variant="pdf/ua-1", finisher=_say_what_headers_are_for)
    except weasyprint.urls.FatalURLFetchingError as why:
        # It is not an Exception, and would end the process that serves the page.
        raise ValueError(str(why.__cause__)) from why


def _say_what_headers_are_for(document: Any, pdf: Any) -> None:
    """Give each header of a table its scope. WeasyPrint ties cells to their headers; some readers know scopes only."""
    parts = {part.reference: part for part in pdf.objects if hasattr(part, "get") and part.get("P")}
    for header in parts.values():
        if header.get("S") == "/TH":
            rows = parts[parts[header["P"]]["P"]]
            header["A"]["Scope"] = "/Column" if rows["S"] == "/THead" else "/Row"


def _file_of_ours(url: str) -> Path:
    found = finders.find(url.removeprefix(OUR_FILES)) if url.startswith(OUR_FILES) else None
    if not found:
        raise ValueError(f"A document may use our own static files only, not {url}.")
    return Path(found)


def _weasyprint() -> Any:
    # It would tell the log of every page that it lays out.
    logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)
    try:
        # Here and not above: where its libraries are missing, everything else goes on without it.
        import weasyprint
    except OSError as why:
        raise DocumentUnavailable(
            "PDFs cannot be made on this machine, because a library is missing "
            f"({str(why).splitlines()[0]}). On Debian or Ubuntu, install libpango-1.0-0 libpangoft2-1.0-0 "
            "libharfbuzz-subset0 fonts-liberation, or run scripts/system-packages pdf."
        ) from why
    return weasyprint
