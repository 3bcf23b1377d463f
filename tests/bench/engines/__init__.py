"""Three well-known engines doing what comes nearest to one of our acts: `python -m engines`, with DATABASE_URL.

A step is: the row locked and read, a permission asked, the state moved from "requested" to "assessing", who did it and
when written down, all in one transaction. None of them reckons a day, starts a clock or chains what it writes down.
"""
