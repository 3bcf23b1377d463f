"""A plan in force as one file, in which it travels to another authority. Described in docs/plan-file.md.

content = plan_file(case)               as plain data; `as_text(content)` is the file
file = read("plan.json", text)          raises json_text.Mistake: file, line, what is wrong and what is allowed
case = take_over(file, child=..., authority=..., by=officer, on=day)
"""
