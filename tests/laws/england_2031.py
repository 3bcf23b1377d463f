"""A law that does not exist: what another Act might say one day. It shows that cases under two laws live
side by side.

As the law of 2014, but the final plan is owed within 18 weeks, advice within 30 days, the yearly review every 24
months;
and nobody owes an explanation of delay (C8) any more.
"""

from dataclasses import replace
from datetime import date

from workflows.clock import days, months, weeks
from workflows.law import england_2014
from workflows.law.terms import Row, Stage

TITLE = "A law that does not exist, for tests"
IN_FORCE_FROM = date(2031, 9, 1)

CHANGED = {
    "ISSUE_THE_FINAL_PLAN": {"within": weeks(18)},
    "GIVE_ADVICE": {"within": days(30)},
    "REVIEW_THE_PLAN": {"within": months(24)},
}
GONE = {"EXPLAIN_THE_DELAY"}

for _name, _value in list(vars(england_2014).items()):
    if isinstance(_value, Stage):
        globals()[_name] = _value
    elif isinstance(_value, Row) and _name not in GONE:
        globals()[_name] = replace(_value, **CHANGED.get(_name, {}))

# Or the last row of the old law would be a row of this one too, by the name of `_value`.
del _name, _value
