"""What this council promises families beyond the law, as rows like the law's.

A promise is the council's own: its day is an aim (`aim`), so that passing it breaks a promise and no law. It is never
counted as a statutory day missed. The promises stand beside every pack of law and do not change with it.
"""

from workflows.clock import days, working_days

from .terms import Agency, Moment, Promise, Stage

BEYOND_THE_LAW = Stage("What this council promises beyond the law")

ANSWER_A_QUESTION = Promise(
    ref="S1",
    task="Answer a question of the family",
    owner=Agency.LOCAL_AUTHORITY,
    since=Moment.QUESTION_ASKED,
    aim=working_days(3),
    remind=(working_days(1),),
    note="Where the whole answer takes longer, the family is told so within this time, and by when to expect it.",
)

KEEP_THE_FAMILY_INFORMED = Promise(
    ref="S2",
    task="Tell the family how it stands with the step that is late, and when to expect it now",
    owner=Agency.LOCAL_AUTHORITY,
    since=(Moment.STATUTORY_DAY_MISSED, Moment.TOLD_OF_THE_DELAY),
    aim=days(14),
    only_if="something_is_late",
    remind=(working_days(2),),
    note="Again and again, for as long as a day that the law sets is missed and the thing is not done.",
)

TELL_THE_DECISION = Promise(
    ref="S3",
    task="Tell the family a decision",
    owner=Agency.LOCAL_AUTHORITY,
    aim=working_days(1),
    note=(
        "Measured for every decision: from the day it was made to the day on which the first message about it went to "
        "the family. The times that the law sets for telling a decision stand with the decisions themselves."
    ),
)
