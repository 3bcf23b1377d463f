"""One child's file as text: read with line numbers, checked, and played through the verbs that the pages use.

`manage.py journey` plays a file by itself; practice mode fills its council from many. The format is in
docs/case-file.md; its one home is the table of verbs (verbs.py), from which the JSON Schema is made.
"""
