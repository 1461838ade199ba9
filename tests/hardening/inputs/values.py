"""Arguments as users, scripts and spreadsheets produce them: fitting, nearly fitting, and anything at all."""

import datetime
import inspect
import io
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from tests.client.printed_bodies import BODIES

NAMES = (
    "../../etc/passwd", "..\\..\\windows\\system32", "/etc/passwd", "C:\\boot.ini", "~/.ssh/id_rsa", "..", ".", "",
    "CON", "nul.txt", "COM1.pdf", "aux", "LPT9.tar.gz", "report.pdf\x00.exe", "a\r\nX-Evil: 1", "a\nb", "tab\there",
    'quo"te.pdf', 'x"; filename="other.pdf', "semi;colon", "back\\slash", "x" * 300, "é" * 200, "\U0001f4c8.pdf",
    "\u202efdp.exe", "\u2066a\u2069", "a\u200bb", "\ud800", "\x7f", "\x1b[31mred", " lead", "trail ", "trail.",
    "-rf", "$(id)", "`id`", "%00", "%2e%2e%2f", "%0d%0aX: 1", "a:b", "stream.txt:hidden", "*?<>|", ".hidden",
    "\ufeffbom", "e\u0301", "\u212b", "=1+1", "\uff0e\uff0e\uff0f", "desktop.ini", "CLOCK$", "con .txt", "CONIN$",
)  # fmt: skip
"""Names that have broken programs: traversal, reserved names, control and direction marks, header injection."""

TEXTS = st.one_of(st.sampled_from(NAMES), st.text(max_size=20))
_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([0, -1, 1, 2**31, 2**63, 2**64, 10**400]),
    st.floats(),
    TEXTS,
    st.binary(max_size=8),
    st.dates(),
    st.datetimes(timezones=st.sampled_from([None, datetime.UTC])),
    st.sampled_from([object(), int, Ellipsis, io.StringIO("x"), Path("x"), 1j, range(3), {1}, len]),
)
ANYTHING = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(TEXTS, st.sampled_from(["type", "id", "data", "attributes"])), inner, max_size=3),
        st.tuples(inner, inner),
    ),
    max_leaves=6,
)
_NO_PATHS = ANYTHING.filter(lambda value: not isinstance(value, str | bytes | Path))
_DAYS = st.sampled_from(["2026-01-31", datetime.date(2026, 1, 31), "0001-01-01", "9999-12-31", datetime.date.max])
_MOMENTS = st.sampled_from(
    [
        "2026-01-31T12:00:00Z", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59",
        datetime.datetime.min.replace(tzinfo=datetime.timezone(datetime.timedelta(hours=23))),
        datetime.datetime.max.replace(tzinfo=datetime.timezone(datetime.timedelta(hours=-23))),
        datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
    ]
)  # fmt: skip
_IDS = st.sampled_from(["123", 123, "a b", "ü", "%2F", " 1 ", -1, 10**30, "1;2", "1,2", "a@b", "a:b", "%00"])
_BODY = {"type": "files", "id": "123", "attributes": {"name": "x", "value": 1.5}}
_FITTING: dict[str, st.SearchStrategy[Any]] = {
    "body": st.sampled_from(
        [_BODY, [_BODY], {"data": _BODY}, {"data": [_BODY, _BODY]}, [], {"data": None}, ["1", 2], *BODIES.values()]
    ),
    "attributes": st.sampled_from([None, {}, {"_custom_x_1": [{"value": 1}]}, {"x": float("nan")}]),
    "headers": st.sampled_from([None, {}, {"X-Trace": "1"}, {"X-Trace": "a\r\nb"}, {"Host": "x"}, {"ü": "x"}]),
    "timeout": st.sampled_from([None, 1, 0.5, 1e308, 10**400, float("inf")]),
    "max_wait": st.sampled_from([None, 1, 0.5, 1e308, 10**400, float("inf")]),
    "jobs": st.sampled_from([["13"], ["13", "14"], [], "13", iter(["13"])]),
    "on_progress": st.sampled_from([None, lambda *_: None]),
    "on_poll": st.sampled_from([None, lambda job: None]),
    "columns": st.sampled_from([["value"], [{"key": "value"}], []]),
    "groupings": st.sampled_from([["security"], []]),
    "parameters": st.sampled_from([None, {}, {"x": 1}]),
    "portfolio_type": st.sampled_from(["ENTITY", "firm", "x"]),
    "output_type": st.sampled_from(["csv", "JSON", "xlsx", "pdf"]),
    "entities": st.sampled_from([(), [10000], "10000", [1, "2"]]),
    "groups": st.sampled_from([(), [1234], "x"]),
    "name": st.sampled_from(["a.txt", None]),
    "content_type": st.sampled_from([None, "text/plain", "a\r\nb", "ü"]),
    "fields": st.sampled_from([["value"], "value,units", []]),
    "status": st.sampled_from(["COMPLETED", ["COMPLETED"]]),
}


def argument(parameter: inspect.Parameter, folder: Path) -> st.SearchStrategy[Any]:
    """Something that fits the parameter, or nearly; a target is below ``folder``."""
    name = parameter.name
    if name == "to":
        return st.one_of(
            st.builds(io.BytesIO), st.just(folder), st.just(f"{folder}/whole.txt"), _paths(f"{folder}/a/b/")
        )
    if name == "source":
        return st.one_of(st.just(b"data"), st.builds(io.BytesIO, st.binary(max_size=9)), TEXTS)
    fitting = _FITTING.get(name)
    if fitting is None:
        date = name.endswith(("_before", "_after")) and name != "page_after"
        fitting = st.one_of(_DAYS, _MOMENTS) if date else _DAYS if name.endswith("_date") else _IDS
    return fitting


def _paths(folder: str) -> st.SearchStrategy[str]:
    return TEXTS.map(lambda text: folder + text)


def arguments(signature: inspect.Signature, folder: Path) -> st.SearchStrategy[dict[str, Any]]:
    """Arguments by name: all that are needed, and some of the others; at most two of them are anything at all."""
    every = {name: argument(parameter, folder) for name, parameter in signature.parameters.items()}
    optional = {name for name, one in signature.parameters.items() if one.default is not one.empty}
    needed = {name: strategy for name, strategy in every.items() if name not in optional}
    fitting = st.fixed_dictionaries(needed, optional={name: every[name] for name in sorted(optional)})
    # A random text may be any path of this machine, and must not become a target.
    wild = {name: _NO_PATHS if name == "to" else ANYTHING for name in every}
    broken = st.lists(st.sampled_from(sorted(wild)), max_size=2, unique=True).flatmap(
        lambda names: st.fixed_dictionaries({name: wild[name] for name in names})
    )
    return st.builds(lambda given, instead: given | instead, fitting, broken)
