"""Write docs/everyday-tasks.md: each task with its line counts before and now, and the present program."""

from bench.tasks import FOLDER, NAMES, count, source, title

PAGE = FOLDER.parents[1] / "docs" / "everyday-tasks.md"
HEAD = """# Eleven everyday tasks

<!-- not run, this page -->

Written by `python -m bench.tasks`. Each program is complete; `tests/bench/test_tasks.py` runs it against the sandbox,
and mypy and pyright accept it in strict mode. Lines are those with code, including imports.

"Before" is commit d0e1079 of 22 November 2026, in the shortest form that worked then; those programs were run against
the sandbox of that commit, and are in `bench/tasks/before`. Some of them do less: the upload sends existing files
again, the bulk load halves without a limit, the other endpoint is read without retries, and a kill may leave reports
half unpacked.

"""


def page() -> str:
    """The text of the page."""
    texts = {name: (source("before", name), source("now", name)) for name in NAMES}
    counts = {name: (count(before), count(now)) for name, (before, now) in texts.items()}
    table = ["| Task | Lines before | Lines now |", "|---|---|---|"]
    for name, (before, now) in counts.items():
        table.append(f"| {title(texts[name][1])} | {before} | {now} |")
    sums = [sum(each) for each in zip(*counts.values(), strict=True)]
    table.append(f"| **All** | **{sums[0]}** | **{sums[1]}** |")
    programs = []
    for name, (_, now) in texts.items():
        heading = name.replace("_", " ").capitalize()
        code = now.partition('"""\n\n')[2]
        programs.append(f"## {heading}\n\n{title(now)}\n\n```python\n{code}```\n")
    return HEAD + "\n".join(table) + "\n\n" + "\n".join(programs)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
