"""The second half of docs/scaling.md: a vendor with 1,000 firms, estimated and simulated."""

import re
from collections.abc import Iterable, Mapping, Sequence
from textwrap import TextWrapper
from typing import Any

from .audit import documented

KIB = 1024

ADVICE = """## A vendor with 1,000 firms

Each firm has its own limits, so more firms do not compete for requests. What grows is the state that is kept for
each. These are estimates, except for the measured figures:

- **One client per firm**, created once and kept. {clients}
- **Connections.** A client keeps as many connections as it had concurrent requests, and at least one after its first
  call. 1,000 firms are 1,000 open sockets, and many systems allow a process 1,024 open files. Raise that limit
  (`ulimit -n`), close clients that are idle for long, spread the firms over processes, or pass one shared
  `http_client=` to all clients of a process (OAuth applications reach all firms at one host). {connections}
- **Budgets.** One key per firm, named by the API root and the firm's number, so every worker for that firm uses the
  same key. One process: `budget="memory"`. One machine: one SQLite file. Several machines: Redis, which needs no
  persistence beyond a day. Create **one** `RedisStore` per process and pass it to all clients: an address in
  `budget=` creates a store, and so at least one connection to Redis, for each client. {budgets}
- **Workers.** The budget, not the processor, is the limit: {most} requests a day per firm are {mean} per second in
  total, on average. {workers}
- **Waiting requests.** A request without a slot waits in its thread or task, for minutes or even hours. Wait in tasks
  of an async client and not in threads, or set `budget_wait=` and return the firm to your queue for the time that
  `BudgetExceededError` gives. {waiting}
- **Tokens.** An OAuth token belongs to a firm and is refreshed about once an hour by the first call that finds it
  expired: 1,000 firms are about 0.3 refreshes per second, one at a time for each firm within a process. If several
  processes serve one firm, they must share a token store, because a refresh token may be rotated. See [OAuth for many
  firms](guides/oauth.md).
- **Starts.** Spread them. If all firms start in the same minute, they send their first 50 requests together:
  {busiest}.
- **Others.** A firm's limit counts the requests of all its programs. After a 429, no client of that budget sends
  anything before the time that the server named.
"""


def firms_page(found: Mapping[str, Any]) -> str:
    """The text, with the figures that were measured."""
    simulation = found.get("simulation")
    most = _a_day(simulation["limits"] if simulation else documented())
    result = {
        "clients": _clients(found.get("firms")),
        "connections": _connections(found.get("firms")),
        "budgets": _budgets(simulation, found.get("machine")),
        "workers": _workers(found.get("machine")),
        "waiting": _waiting(found.get("machine")),
        "most": f"{most:,.0f}",
        "mean": f"{most * 1000 / 86_400:.1f}",
        "busiest": f"in the simulation below {simulation['busiest']['second']:,} in the busiest second, and"
        f" {simulation['busiest']['minute']:,} in the busiest minute"
        if simulation
        else "see the simulation",
    }
    return "\n".join([laid_out(ADVICE.format(**result)), "", *(_simulation(simulation) if simulation else [])])


def _a_day(limits: Iterable[Sequence[int]]) -> float:
    """The requests that the limits allow in a day."""
    return min(requests * 86_400 / seconds for requests, seconds in limits)


def laid_out(text: str) -> str:
    """The text wrapped at 120 characters; paragraphs and list items are kept."""
    wrap = TextWrapper(120, break_long_words=False, break_on_hyphens=False)
    parts = []
    for part in re.split(r"\n(?=- )|\n\n", text):
        wrap.subsequent_indent = "  " if part.startswith("- ") else ""
        parts.append(wrap.fill(" ".join(part.split())) + ("" if part.startswith("- ") else "\n"))
    return "\n".join(parts)


def _last(curve: Mapping[str, Any] | None, line: str) -> Mapping[str, Any] | None:
    return curve["lines"][line][-1] if curve else None


def _clients(curve: Mapping[str, Any] | None) -> str:
    made, called = _last(curve, "made, not called"), _last(curve, "sync")
    if not made or not called:
        return ""
    return (
        f"{made['x']:,.0f} take {made['peak_mib']:.1f} MiB and {made['seconds'] * 1e3:,.0f} ms to create;"
        f" after a call each, {called['peak_mib']:.1f} MiB"
        f" ({called['peak_mib'] * KIB / called['x']:.0f} KiB per firm)."
    )


def _connections(curve: Mapping[str, Any] | None) -> str:
    own, shared = _last(curve, "sync"), _last(curve, "sync, one HTTP client for all")
    if not own or not shared:
        return ""
    return (
        f"Measured: {own['x']:,.0f} clients that were called one after the other have {own['value']:,.0f} sockets,"
        f" with one HTTP client for all {shared['value'] + 1:,.0f}."
    )


def _budgets(simulation: Mapping[str, Any] | None, machine: Mapping[str, Any] | None) -> str:
    parts = []
    redis = simulation["stores"].get("redis") if simulation else None
    if redis:
        parts.append(
            f"A firm is one key of {redis['bytes_median'] / KIB:.0f} KiB (median),"
            f" {redis['bytes_most'] / KIB:.0f} KiB at most: {redis['bytes_most'] * 1000 / KIB / KIB:.0f} MiB for 1,000."
        )
    if machine:
        parts.append(f"In memory 1,000 full budgets take {machine['budgets_in_memory']['mib']:.0f} MiB.")
        if "redis connections" in machine:
            count = machine["redis connections"]
            one, each = count["one store"], count["ten stores"]
            parts.append(
                f"{count['clients']} clients hold {one} of its connections with one store, {each} with one each."
            )
    return " ".join(parts)


def _workers(machine: Mapping[str, Any] | None) -> str:
    if not machine:
        return ""
    names = {"redis, 1 threads": "Redis", "sqlite, 1 threads": "SQLite"}
    rates = [f"{machine[key]['places_a_second']:,.0f} from {name}" for key, name in names.items() if key in machine]
    taken = " and ".join(rates)
    return (
        f"One thread takes {taken} per second here, so there is room; two workers are enough, one of them as a spare."
    )


def _waiting(machine: Mapping[str, Any] | None) -> str:
    if not machine:
        return ""
    tasks, threads = machine["waiting_tasks"]["mib"], machine["waiting_threads"]["mib"]
    waiting = f"{machine['firms']:,} waiting tasks take {tasks:.1f} MiB"
    return f"{waiting}, as many threads {threads:.1f} MiB, and room for their stacks in the address space."


def _simulation(result: Mapping[str, Any]) -> list[str]:
    limits = " and ".join(f"{one['limit']:,} in {_span(one['seconds'])}" for one in result["windows"])
    over = sum(one["over"] for one in result["windows"])
    used = result["requests"] / (result["firms"] * result["days"] * _a_day(result["limits"]))
    what = f"""The client's own budget ({limits} for each firm) on a simulated clock, over {result["days"]} days, so
        that windows of 24 hours span both; shares are those of the last day. Half of the firms run once a night, three
        in ten poll every five minutes, and two in ten use all requests, with two to four workers each. The network
        delays requests by 10 to 400 ms, one wait in a thousand ends up to a minute late, and every thirteenth firm has
        other programs that use the same limits. An independent count of each window, at any start time:"""
    lines = [
        f"### {result['firms']:,} firms over {result['days'] * 24} hours, simulated",
        "",
        laid_out(what),
        "| window | allowed | most sent by any firm | most that reached the server | firms over |",
        "|---|---|---|---|---|",
    ]
    for one in result["windows"]:
        seen = f"{one['limit']:,} | {one['sent']:,} | {one['arrived']:,} | {one['over']}"
        lines.append(f"| {_span(one['seconds'])} | {seen} |")
    verdict = "No firm was over its budget in any window" if not over else f"**{over} firms were over their budget**"
    lines += [
        "",
        laid_out(f"{verdict}, in {result['requests']:,} requests, {used:.0%} of what the limits allow."),
        "| firms | requests | share of the day's budget used | within a second | longest wait | refused (429) |",
        "|---|---|---|---|---|---|",
    ]
    for kind, one in result["kinds"].items():
        share = "{median:.1%} ({min:.1%} to {max:.1%})".format(**one["share"])
        refused = f"{one['refused_alone']}; {one['refused_with_others']} in {one['with_others']} firms with others"
        waits = f"{one['at_once']:.0%} | {_wait(one['waited_most'])}"
        lines.append(f"| {one['firms']}, {kind} | {one['requests']:,} | {share} | {waits} | {refused} |")
    lines += ["", "The same simulation on the stores that processes share:", ""]
    for name, store in result["stores"].items():
        same = "the same requests at the same microseconds" if store["same"] else "**not the same requests**"
        shared = f"{store['firms']} firms, {store['machines']} stores at the same time on one"
        place = {"sqlite": "SQLite file", "redis": "Redis server"}[name]
        lines.append(f"- {shared} {place}, {store['requests']:,} requests: {same} as in memory; {store['over']} over.")
    return [*lines, "", f"Seed {result['seed']}: the same run gives the same figures.", ""]


def _wait(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < 60 else f"{seconds / 60:.0f} min" if seconds < 3600 else _hours(seconds)


def _hours(seconds: float) -> str:
    return f"{seconds / 3600:.1f} hours"


def _span(seconds: float) -> str:
    return f"{seconds / 3600:g} hours" if seconds >= 3600 else f"{seconds / 60:g} minutes"
