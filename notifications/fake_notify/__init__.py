"""A fake of GOV.UK Notify's HTTP interface, strict about the rules that Notify documents; for tests and practice.

`desk` has the rules and what was sent; `server` lets it be spoken to over HTTP, `built_in` inside this process.
"""
