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

    # An address that is not ours stops the document: words that people typed must fetch nothing, not even fail quietly.
    return weasyprint.HTML(string=html, url_fetcher=OurFilesOnly(fail_on_errors=True)).write_pdf(
        pdf_variant="pdf/ua-1"
    )


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
