"""For whoever watches over the service: does it answer, and do reminders go out?"""

from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """Whether this process and its database answer. Restart the process, or send nobody to it, if not."""
    return _answer(works=_database_answers())


@login_not_required
@require_safe
@never_cache
def health_of_the_work(request: HttpRequest) -> HttpResponse:
    """Whether what is owed is found and sent. Restarting this process helps nothing if not: see docs/operations.md."""
    if not _database_answers():
        return _answer(works=False)
    # The ledger knows its own signs. Only their name is known here: ehcp imports no notifications.
    signs = import_string("notifications.signs.take")()
    ringing = import_string("notifications.signs.ringing")(signs)
    return _answer(
        works=not any(alarm.urgent for alarm in ringing),
        said=[f"{alarm.name}: {alarm.words(signs)}" for alarm in ringing],
    )


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except OperationalError:
        return False
    return True


def _answer(*, works: bool, said: list[str] | None = None) -> HttpResponse:
    lines = said or ["All is well." if works else "The database does not answer."]
    return HttpResponse(
        "".join(f"{line}\n" for line in lines), status=200 if works else 503, content_type="text/plain"
    )
