"""A log line says what happened and where; about whom stays out."""

import logging

from celery.app.trace import LOG_FAILURE

from ehcp.logs import Line

CHILD = "Amira Saleh"


def record_of(message, *arguments, error=None):
    info = None
    if error is not None:
        try:
            raise error
        except type(error) as raised:
            info = (type(raised), raised, raised.__traceback__)
    return logging.getLogger("ehcp").makeRecord("ehcp", logging.ERROR, __file__, 1, message, arguments, info)


def line(record, **options):
    return Line("{levelname} {name} {message}", style="{", **options).format(record)


def test_an_errors_own_words_are_left_out_and_its_place_is_kept():
    written = line(record_of("a page failed", error=ValueError(f"no such child: {CHILD}")))
    assert CHILD not in written
    assert written.startswith("ERROR ehcp a page failed\nbuiltins.ValueError\n")
    assert "test_logs.py" in written


def test_an_error_that_led_to_another_is_named_too():
    error = RuntimeError(f"could not save {CHILD}")
    error.__cause__ = KeyError(CHILD)
    written = line(record_of("a page failed", error=error))
    assert CHILD not in written
    assert "\nbecause of builtins.KeyError" in written


def test_an_error_about_a_machine_keeps_its_words():
    written = line(record_of("beat ended", error=ModuleNotFoundError("No module named 'nonesuch'")))
    assert "builtins.ModuleNotFoundError: No module named 'nonesuch'\n" in written


def test_an_error_among_the_words_of_a_line_is_named_by_its_kind():
    assert (
        line(record_of("could not send: %s", OSError(f"{CHILD} refused")))
        == "ERROR ehcp could not send: OSError"
    )


def test_a_failed_task_is_found_by_its_number_and_says_nothing_of_what_it_was_given():
    error = ValueError(CHILD)
    said = {
        "id": "7",
        "name": "notifications.send",
        "exc": repr(error),
        "traceback": f"... {CHILD}",
        "args": f"({CHILD!r},)",
        "kwargs": "{}",
        "description": "raised unexpected",
        "internal": False,
    }
    written = line(record_of(LOG_FAILURE, said, error=error))
    assert CHILD not in written
    assert "notifications.send[7] raised unexpected: ValueError" in written


def test_the_traceback_that_another_formatter_left_on_a_record_is_not_repeated():
    record = record_of("a page failed", error=ValueError(CHILD))
    logging.Formatter().format(record)
    assert CHILD in record.exc_text
    assert CHILD not in line(record)


def test_a_developer_sees_the_words():
    assert CHILD in line(record_of("a page failed", error=ValueError(CHILD)), with_words=True)
