"""Errors: the right class, one helpful line, no secret, and through a pickle unharmed."""

import copy
import json
import pickle
import time
from collections.abc import Iterator
from email.utils import formatdate
from typing import Any

import pytest
from tests.client.support import Reply, Seen, Side, hostile

import addepar_client as public
from addepar_client import errors as public_errors
from addepar_core.errors import details as public_details
from addepar_core.errors import statuses
from addepar_core.errors import tree as errors


def status_error(status: int, body: bytes = b"", seconds: float = 0.0, **headers: Any) -> statuses.APIStatusError:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return statuses.error_class(status)(
        method="GET", path="/api/v1/files/9", status=status, headers=named, content=body, seconds=seconds, time_limit=60
    )


CLASSES: dict[int, type[public.APIStatusError]] = {
    400: public.ValidationError,
    401: public.AuthenticationError,
    403: public.PermissionDeniedError,
    404: public.NotFoundError,
    405: public.APIStatusError,
    409: public.ConflictError,
    410: public.GoneError,
    415: public.UnsupportedMediaError,
    422: public.ValidationError,
    429: public.RateLimitError,
    500: public.ServerError,
    502: public.ServerError,
    599: public.ServerError,
}


@pytest.mark.parametrize(("status", "kind"), CLASSES.items())
def test_each_status_has_its_class(status: int, kind: type[public.APIStatusError], side: Side) -> None:
    with (
        hostile(lambda _: Reply.json('{"errors": [{"status": "1", "detail": "why"}]}', status)) as server,
        pytest.raises(kind) as caught,
    ):
        side.run(side.client(server.url).files.get(9))
    error = caught.value
    assert type(error) is kind
    assert (error.status, error.method, error.path) == (status, "GET", "/api/v1/files/9")
    assert "why" in str(error)
    assert "\n" not in str(error)


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        (b'{"errors": [{"title": "T", "detail": "D"}, {"title": "U"}]}', ["D", "U"]),
        (b'{"errors": {"detail": "D"}}', ["D"]),
        (b'{"errors": ["a", "b"]}', ["a", "b"]),
        (b'{"error": "gone wrong"}', ["gone wrong"]),
        (b'{"message": "gone wrong"}', ["gone wrong"]),
        (b'[{"message": "gone wrong"}]', ["gone wrong"]),
        (b"<html><h1>Bad gateway</h1></html>", ["an HTML page: <html><h1>Bad gateway</h1></html>"]),
        (b"plain words", ["text: plain words"]),
        (b"", []),
        (b"null", []),
        (b'{"errors": null}', []),
        (b'{"errors": [{"status": 400, "source": {"pointer": "/data"}}]}', ["400"]),
        (b"\xff\xfe\x00broken", ["text: \ufffd\ufffd broken"]),
        (b"[" * 100_000, ["text: " + "[" * 200]),
    ],
    ids=range(14),
)
def test_errors_are_read_whatever_their_form(body: bytes, problems: list[str]) -> None:
    assert [str(problem) for problem in status_error(400, body).errors] == problems


def test_what_an_error_carries_survives_a_pickle() -> None:
    made = [
        status_error(429, b'{"errors": [{"detail": "D"}]}', x_request_id="abc", x_ratelimit_retry_after="30"),
        errors.InputError("file_id", "is empty"),
        errors.ConfigurationError("base_url: no"),
        errors.APITimeoutError("no answer", method="GET", path="/v1"),
        errors.ProtocolError("HTML", status=200, content_type="text/html", content=b"<html>"),
        errors.TransferError("short"),
        public.JobWaitTimeout("runs", job_id="13", job={"id": "13"}),
        public.JobFailedError("failed", job_id="13", errors=(public.Problem(detail="D"),)),
    ]
    for error in made:
        for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):  # noqa: S301
            assert type(twin) is type(error)
            assert str(twin) == str(error)
            assert vars(twin) == vars(error)


def _made_errors() -> list[errors.AddeparError]:
    where = {"method": "GET", "path": "/v1/files"}
    late = errors.DeadlineError(seconds=2, doing="waiting for GET /v1/files")
    late.outcome_unknown = True
    by_name: dict[str, errors.AddeparError] = {
        "DeadlineError": late,
        "BudgetExceededError": errors.BudgetExceededError(**where, retry_after=3),
        "InputError": errors.InputError("file_id", "is empty"),
    }
    made = []
    for name in public_errors.__all__:
        kind = getattr(public, name)
        if name in by_name:
            made.append(by_name[name])
        elif issubclass(kind, statuses.APIStatusError):
            made.append(kind(**where, status=404, headers={"x-request-id": "r"}, content=b"", time_limit=60))
        elif issubclass(kind, errors.APIConnectionError):
            made.append(kind("no answer", **where))
        elif issubclass(kind, public.JobError):
            made.append(kind("runs", job_id="13", errors=(public.Problem(detail="D"),)))
        else:
            made.append(kind("what is wrong"))
    return made


@pytest.mark.parametrize("error", _made_errors(), ids=lambda error: type(error).__name__)
def test_an_error_can_be_made_again_from_its_arguments_as_json(error: errors.AddeparError) -> None:
    # Celery's default serializer keeps the class and the arguments of an exception, and calls the one with the others.
    twin = type(error)(*json.loads(json.dumps(error.args)))
    assert type(twin) is type(error)
    assert str(twin) == str(error)
    assert vars(twin) == vars(error)
    assert twin.outcome_unknown is error.outcome_unknown
    assert repr(twin) == repr(error)
    assert "{" not in repr(error), "what is carried does not crowd out the message"


def test_what_is_no_json_of_an_error_is_left_out() -> None:
    wrong = errors.InputError.of([public_details.Fault(1, "units", "x", "is no number", "give one")])
    running = public.JobWaitTimeout("runs", job_id="13", job=object())
    for error in (wrong, running):
        twin = type(error)(*json.loads(json.dumps(error.args)))
        assert str(twin) == str(error)
        assert {**vars(twin), "job": None} == {**vars(error), "job": None}


def test_a_pickled_error_of_a_real_call_holds_no_secret(side: Side) -> None:
    with (
        hostile(lambda seen: Reply(500, repr(seen.headers).encode(), {"X-Request-ID": "r-1"})) as server,
        pytest.raises(public.ServerError) as caught,
    ):
        side.run(side.client(server.url, auth=("the-key", "s3cr3t-value")).files.get(9))
    error = caught.value
    sent = "dGhlLWtleTpzM2NyM3QtdmFsdWU="
    for shown in (str(error), repr(error), repr(vars(error)), repr(pickle.dumps(error))):
        assert "s3cr3t" not in shown
        assert sent not in shown
    assert error.request_id == "r-1"
    assert error.__context__ is None
    assert error.__cause__ is None


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Basic dGhlLWtleTpzM2NyM3Q=",
        "'authorization': 'Basic dGhlLWtleTpzM2NyM3Q='",
        '{"access_token": "dGhlLWtleTpzM2NyM3Q="}',
        "Bearer dGhlLWtleTpzM2NyM3Q=",
        "cookie=dGhlLWtleTpzM2NyM3Q=; path",
        "client_secret=dGhlLWtleTpzM2NyM3Q=&x=1",
    ],
)
def test_scrubbing_takes_out_what_looks_like_a_credential(text: str) -> None:
    shown = str(status_error(500, text.encode())) + repr(status_error(500, b'{"errors": [{"x": %r}]}' % text).errors)
    assert "dGhlLWtleTpzM2NyM3Q" not in shown


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"x_ratelimit_retry_after": "30"}, 30.0),
        ({"retry_after": "1.5"}, 1.5),
        ({"x_ratelimit_retry_after": "7", "retry_after": "9"}, 7.0),
        ({"retry_after": formatdate(0, usegmt=True)}, 0.0),
        ({"retry_after": formatdate(0).replace("-0000", "")}, 0.0),
        ({"retry_after": "soon"}, None),
        ({"retry_after": "-5"}, None),
        ({"retry_after": "nan"}, None),
        ({"retry_after": "3, 12,7"}, 12.0),
        ({"retry_after": "9" * 400}, 31_536_000.0),
        ({"retry_after": "Fri, 31 Dec 9999 23:59:59 +9999"}, None),
        ({"retry_after": "Fri, 31 Dec 9999 23:59:59 GMT"}, 31_536_000.0),
        ({"retry_after": "Fri, 32 Foo 10000 99:99:99"}, None),
        ({}, None),
    ],
)
def test_a_rate_limit_says_for_how_long(headers: dict[str, Any], seconds: float | None) -> None:
    error = status_error(429, **headers)
    assert error.retry_after == seconds
    assert ("in 30 s" in str(error)) == (seconds == 30.0)


@pytest.mark.parametrize("zone", ["GMT", "UTC", "", "-0000", "+0000"])
@pytest.mark.parametrize("here", ["UTC", "Asia/Tokyo", "America/New_York"])
def test_a_date_means_the_same_wherever_the_client_is(zone: str, here: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", here)
    time.tzset()
    try:
        date = formatdate(time.time() + 100, usegmt=True).replace("GMT", zone).strip()
        assert 95 < (status_error(429, retry_after=date).retry_after or 0) <= 100
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_request_cut_off_for_its_length_is_told_apart_from_a_bad_one() -> None:
    slow, bad = status_error(400, seconds=60.2), status_error(400, seconds=0.1)
    assert isinstance(slow, statuses.ValidationError)
    assert isinstance(bad, statuses.ValidationError)
    assert (slow.cut_off, bad.cut_off) == (True, False)
    assert "request less" in str(slow)
    assert "request less" not in str(bad)


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    def below(kind: type) -> Iterator[type]:
        for each in kind.__subclasses__():
            if each.__module__.startswith("addepar_"):
                yield each
                yield from below(each)

    drawn = public_errors.__doc__ or ""
    kinds = {public.AddeparError, *below(public.AddeparError)}
    assert {kind.__name__ for kind in kinds} == set(public_errors.__all__)
    for kind in kinds:
        assert kind.__name__ in drawn
        assert getattr(public, kind.__name__) is getattr(public_errors, kind.__name__) is kind


@pytest.mark.parametrize("status", [200, 502])
def test_html_in_place_of_json(status: int, side: Side) -> None:
    page = Reply(status, b"<html><body>Sign in</body></html>", {"Content-Type": "text/html"})
    with (
        hostile(lambda _: page) as server,
        pytest.raises(public.ProtocolError if status == 200 else public.ServerError) as caught,
    ):
        side.run(side.client(server.url).files.get(9))
    assert "Sign in" in str(caught.value)
    assert "text/html" in str(caught.value) if status == 200 else "HTML page" in str(caught.value)


def test_json_that_is_no_document(side: Side) -> None:
    def answer(seen: Seen) -> Reply:
        return Reply.json('{"hello": 1}' if "files" in seen.path else "[1]")

    with hostile(answer) as server:
        client = side.client(server.url)
        for call in (client.files.get, client.positions.get):
            with pytest.raises(public.ProtocolError, match="not a JSON:API document"):
                side.run(call(9))
