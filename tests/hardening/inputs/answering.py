"""Answers that no API should give: any status, any headers, any bytes, and JSON that is nearly right."""

import gzip
import json
from typing import Any, NamedTuple

from hypothesis import strategies as st
from tests.hardening.inputs.values import NAMES

from addepar_api.operations import OPERATIONS


class Given(NamedTuple):
    """One answer, as it comes off the wire."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


_STATUSES = st.one_of(
    st.just(200),
    st.sampled_from([200, 201, 202, 204, 206, 301, 303, 307, 400, 401, 403, 404, 409, 410, 415, 416, 429, 500, 503]),
    st.integers(200, 999),
)
_TEXTS = st.one_of(
    st.sampled_from(["", "jobs", "files", "123", "Completed", "In Progress", "Failed", "/v1/files?page[after]=2"]),
    st.sampled_from(["2026-01-31T12:00:00Z", "0000-00-00", "99999-12-31T00:00:00Z", "https://evil.example/v1/files"]),
    st.sampled_from(["https://api.invalid/api/v1/jobs?x=1", "//", "https://[::1", "/v1/jobs/1#x", "a\r\nb: c", "\x00"]),
    st.text(max_size=10),
)
_NUMBERS = st.one_of(st.integers(), st.sampled_from([0, 10**18, 2**63, 10**400, -1]), st.floats(allow_nan=True))
_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), _NUMBERS, _TEXTS),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXTS, inner, max_size=4),
    max_leaves=10,
)
_MEMBERS = (
    "name", "status", "bytes", "created_at", "modified_at", "content_type", "errors", "value", "units", "trade_date",
    "job_type", "parameters", "percent_complete", "result_url", "completed_at", "report_count", "owner", "owned",
    "associated_entities", "associated_groups", "creator", "zipped_file", "position", "display_name",
)  # fmt: skip
_ATTRIBUTES = st.dictionaries(st.sampled_from(_MEMBERS), _JSON, max_size=5) | _JSON
_TYPES = ("files", "jobs", "job", "positions", "snapshots", "generated_reports", "entities", "groups", "archived_files")
_KINDS = st.sampled_from(_TYPES) | _JSON
_IDS = st.sampled_from(["123", "13", 123, "../1", "", None, 2**70]) | _JSON
_RESOURCE = st.fixed_dictionaries(
    {}, optional={"type": _KINDS, "id": _IDS, "attributes": _ATTRIBUTES, "relationships": _ATTRIBUTES, "links": _JSON}
)
_LINKS = st.fixed_dictionaries({}, optional={"next": _JSON | _TEXTS, "self": _JSON}) | _JSON
_DATA = st.one_of(_RESOURCE, st.lists(_RESOURCE | _JSON, max_size=3), _JSON)
_PROBLEMS = st.lists(
    st.dictionaries(st.sampled_from(["status", "title", "detail", "message"]), _JSON) | _JSON, max_size=3
)
_DOCUMENT = st.fixed_dictionaries(
    {}, optional={"data": _DATA, "links": _LINKS, "included": _JSON, "errors": _PROBLEMS | _JSON, "meta": _JSON}
)
_DEEP = st.sampled_from([b"[" * 100_000, b'{"data":' * 100_000, b'{"data":' + b"[" * 3000 + b"]" * 3000 + b"}"])
_ODD = st.sampled_from(
    [
        b"", b"null", b"[]", b'{"data": 1, "data": {"type": "jobs", "id": "1"}}', b"\xef\xbb\xbf{}", b"\xff\xfe{\x00",
        b"<html>login</html>", b'{"data": {"type": "files", "id": ' + b"9" * 5000 + b"}}", b'{"data": NaN}',
        b"PK\x03\x04x",
        b'{"data": {"type": "files", "id": "1", "attributes": {"bytes": 1e999}}}', b'"\\ud800"', b"a,b\r\n=1+1,2\r\n",
    ]
)  # fmt: skip


def _encoded(document: Any) -> bytes:
    return json.dumps(document).encode()


_BODIES = st.one_of(
    _DOCUMENT.map(_encoded), _DOCUMENT.map(_encoded), _JSON.map(_encoded), _ODD, _DEEP, st.binary(max_size=50)
)
_BODIES |= _DOCUMENT.map(lambda document: gzip.compress(_encoded(document)))

_DISPOSITIONS = st.sampled_from(NAMES).map(
    lambda name: f'attachment; filename="{name}"'.encode("utf-8", "replace")
) | st.sampled_from(
    [b"attachment; filename*=utf-8''%2e%2e%2fx", b"filename*=x-no-such''a", b"filename=", b'filename="', b"\xff"]
)
_NAMED_HEADERS = {
    b"content-type": st.sampled_from(
        [
            b"application/vnd.api+json",
            b"application/json",
            b"text/html",
            b"text/csv",
            b"",
            b"application/json; charset=x",
        ]
    ),
    b"content-encoding": st.sampled_from([b"gzip", b"deflate", b"identity", b"br", b"zstd", b"gzip, gzip", b"x"]),
    b"content-length": st.sampled_from([b"0", b"5", b"-1", b"99999999999999999999", b"x"]),
    b"content-range": st.sampled_from([b"bytes 0-4/5", b"bytes 5-4/3", b"bytes */5", b"x"]),
    b"content-disposition": _DISPOSITIONS,
    b"location": _TEXTS.map(lambda text: text.encode("utf-8", "replace")),
    b"retry-after": st.sampled_from(
        [b"1", b"-1", b"1e400", b"9" * 400, b"Wed, 21 Oct 2015 07:28:00 GMT", b"Mon, 99 x", b"\xb2"]
    ),
    b"x-ratelimit-retry-after": st.sampled_from([b"1", b"9" * 400, b"nan", b"inf", b"0"]),
    b"etag": st.sampled_from([b'"a"', b'W/"a"', b'"', b'"\xff"']),
    b"last-modified": st.sampled_from([b"Wed, 21 Oct 2015 07:28:00 GMT", b"Wed, 21 Oct 2015 07:28:00 -0000", b"x"]),
    b"date": st.sampled_from([b"Wed, 21 Oct 2025 07:28:00 GMT", b"Wed, 21 Oct 99999 07:28:00 GMT", b"x"]),
    b"accept-ranges": st.sampled_from([b"bytes", b"none"]),
    b"x-request-id": st.sampled_from([b"r-1", b"a\x1b[31m", b"x" * 5000]),
    b"set-cookie": st.sampled_from([b"a=b", b"=;;;", b"a=b; domain=evil.example"]),
}
_TYPED = st.just([(b"content-type", b"application/vnd.api+json")])
_HEADERS = st.one_of(
    _TYPED,
    st.sets(st.sampled_from(sorted(_NAMED_HEADERS)), max_size=5).flatmap(
        lambda names: st.tuples(*(st.tuples(st.just(name), _NAMED_HEADERS[name]) for name in sorted(names)))
    ).map(list),
    st.lists(st.tuples(st.sampled_from([b"x-a", b"content-type", b"location"]), st.binary(max_size=10)), max_size=3),
)  # fmt: skip
ANSWERS = st.builds(Given, _STATUSES, _HEADERS, _BODIES)
ROWS = sorted({one.row for one in OPERATIONS.values() if one.row})
