"""Records every exchange of every sandbox of the test run and holds it to openapi.yaml; a pytest plugin.

`tests/conftest.py` registers it, so it works for the whole suite. A test fails for what was exchanged while it ran:
an answer that the specification does not allow, a request of our own client that it does not allow, or a request
(of anyone) that it does not allow and that was accepted all the same. Tests that send wrong requests through the
client on purpose carry the mark `deliberately_bad`; then only the answers count. Harmed answers (`sandbox.fail`) and
stubs (`sandbox.route`) are not judged, and bodies beyond a mebibyte count by their status and media type only.

At the end of a run of the whole suite each documented pair of operation and status has to have been seen.
"""

import functools
import threading
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from tests.spec.walk import listed_pairs, load

from addepar_contract.spec.exchanges import API_ROOT, MAX_BODY_BYTES, Exchange

MARK = "deliberately_bad"
_OUR_CLIENT = "addepar-client/"
_TOKEN_ROUTE = f"{API_ROOT}/public/"
_SEEN = "addepar_pairs_seen"

_struck: ContextVar[bool] = ContextVar("a fault struck this request", default=False)


class Recorder:
    """The exchanges not yet judged, and the pairs seen so far."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Exchange] = []
        self._judged: dict[tuple[Any, ...], list[str]] = {}
        self._judged_requests: dict[tuple[Any, ...], list[str]] = {}
        self._judged_answers: dict[tuple[Any, ...], list[str]] = {}
        self.seen: set[tuple[str, str]] = set()
        self.count = 0

    def add(self, exchange: Exchange) -> None:
        with self._lock:
            self._waiting.append(exchange)

    def violations(self, deliberately_bad: bool) -> list[str]:
        """What is wrong with the exchanges since the last call, one sentence each."""
        with self._lock:
            taken, self._waiting = self._waiting, []
        found: dict[str, None] = {}
        for exchange in taken:
            if exchange.complete:
                self.count += 1
                found.update(dict.fromkeys(self._problems(exchange, deliberately_bad)))
        return list(found)

    def _problems(self, exchange: Exchange, deliberately_bad: bool) -> list[str]:
        key = (deliberately_bad, *exchange.key())
        if key not in self._judged:
            self._judged[key] = list(self._judge(exchange, deliberately_bad))
        return self._judged[key]

    def _judge(self, exchange: Exchange, deliberately_bad: bool) -> Iterator[str]:
        from addepar_contract.spec.judging import the_judge  # openapi-core takes more than a second to import

        judge = the_judge()
        operation = judge.operation(exchange)
        name = f"{operation.id if operation else exchange.method} {exchange.status} ({exchange.method} {exchange.path})"
        if not exchange.fault:
            if operation:
                self.seen.add((operation.id, str(exchange.status)))
            # Requests come again with other answers, and answers to other requests.
            answered = exchange.answer_key(operation.id if operation else exchange.path)
            if answered not in self._judged_answers:
                self._judged_answers[answered] = judge.answer_problems(exchange)
            yield from (f"{name}: answer: {each}" for each in self._judged_answers[answered])
        ours = dict(exchange.headers).get("user-agent", "").startswith(_OUR_CLIENT)
        if not deliberately_bad and (ours or (exchange.status < 400 and not exchange.fault)):
            asked = exchange.request_key()
            if asked not in self._judged_requests:
                self._judged_requests[asked] = judge.request_problems(exchange)
            yield from (f"{name}: request: {each}" for each in self._judged_requests[asked])


class Recording:
    """An ASGI application around a sandbox's own that keeps a copy of what passes."""

    def __init__(self, app: ASGIApp, recorder: Recorder, routes: Any = None) -> None:
        self._app = app
        self._routes = routes
        self._recorder = recorder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _is_documented(scope["path"]) or self._is_stub(scope["path"]):
            await self._app(scope, receive, send)
            return
        if _is_preflight(scope) or self._is_stub(scope["path"]):
            await self._app(scope, receive, send)
            return
        exchange = Exchange(
            scope["method"],
            scope["raw_path"].decode("latin-1"),
            scope["query_string"].decode("latin-1"),
            [(name.decode("latin-1").lower(), text.decode("latin-1")) for name, text in scope["headers"]],
        )
        _struck.set(False)

        async def listening() -> Message:
            message = await receive()
            if message["type"] == "http.request":
                exchange.body = _longer(exchange.body, message.get("body", b""))
            return message

        async def speaking(message: Message) -> None:
            if message["type"] == "http.response.start":
                exchange.status = message["status"]
                exchange.answer_headers = [
                    (name.decode("latin-1").lower(), text.decode("latin-1")) for name, text in message["headers"]
                ]
            else:
                exchange.answer_body = _longer(exchange.answer_body, message.get("body", b""))
                if not message.get("more_body", False):
                    # Before the client can have seen the end: its test must not be over before this is noted.
                    exchange.complete, exchange.fault = True, _struck.get()
                    self._recorder.add(exchange)
            await send(message)

        await self._app(scope, listening, speaking)

    def _is_stub(self, path: str) -> bool:
        """Whether a test has made the sandbox answer this path, which the specification does not know."""
        return self._routes is not None and bool(self._routes.methods(path.removeprefix(API_ROOT)))


def _is_documented(path: str) -> bool:
    return path.startswith(f"{API_ROOT}/") and not path.startswith(_TOKEN_ROUTE)


def _is_preflight(scope: Scope) -> bool:
    """A browser's question before a request of a page: no operation has it."""
    return scope["method"] == "OPTIONS" and any(
        name == b"access-control-request-method" for name, _ in scope["headers"]
    )


def _longer(body: bytes | None, piece: bytes) -> bytes | None:
    if body is None or len(body) + len(piece) > MAX_BODY_BYTES:
        return None
    return body + piece if piece else body


def install(patch: pytest.MonkeyPatch, recorder: Recorder) -> None:
    """Put the recorder around the applications of all sandboxes made from here on."""
    from addepar_sandbox import app
    from addepar_sandbox.testing import faults

    build, match = app.build_app, faults.Faults.match

    def recorded_app(sandbox: Any) -> Any:
        return Recording(build(sandbox), recorder, sandbox.routes)

    @functools.wraps(match)
    def noted_match(self: Any, operation: str) -> Any:
        fault = match(self, operation)
        _struck.set(fault is not None)
        return fault

    patch.setattr(app, "build_app", recorded_app)
    patch.setattr(faults.Faults, "match", noted_match)


class Plugin:
    """Judges after each test, and asks at the end whether everything documented was seen."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._recorder = Recorder()
        self._patch = pytest.MonkeyPatch()
        self._missing: list[tuple[str, str]] | None = None

    def pytest_sessionstart(self) -> None:
        install(self._patch, self._recorder)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        outcome = yield
        self._judge(item)
        return outcome

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Iterator[None]:
        outcome = yield
        self._judge(item)
        return outcome

    def _judge(self, item: pytest.Item) -> None:
        violations = self._recorder.violations(item.get_closest_marker(MARK) is not None)
        if violations:
            pytest.fail("exchanged against openapi.yaml:\n  " + "\n  ".join(violations), pytrace=False)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        output = getattr(node, "workeroutput", {})
        self._recorder.seen.update(tuple(pair) for pair in output.get(_SEEN, ()))
        self._recorder.count += output.get("addepar_exchanges", 0)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        self._patch.undo()
        if hasattr(self._config, "workeroutput"):
            self._config.workeroutput[_SEEN] = sorted(self._recorder.seen)
            self._config.workeroutput["addepar_exchanges"] = self._recorder.count
            return
        if session.exitstatus == pytest.ExitCode.OK and _is_whole_suite(self._config):
            # What a page prints and does not list comes from a fault alone, and has tests by itself.
            self._missing = sorted(set(listed_pairs(load())) - self._recorder.seen)
            if self._missing:
                session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self._recorder.count:
            terminalreporter.write_line(
                f"{self._recorder.count} exchanges held to openapi.yaml; "
                f"{len(self._recorder.seen)} pairs of operation and status seen"
            )
        for operation, status in self._missing or ():
            terminalreporter.write_line(f"never seen: {operation} {status}", red=True)


def _is_whole_suite(config: pytest.Config) -> bool:
    """Whether nothing was left out: the tests' folder as a whole, no selection by name, mark or last failure."""
    whole = {str(config.rootpath / each) for each in config.getini("testpaths")}
    given = {str((config.invocation_params.dir / each).resolve()) for each in config.args}
    narrowing = ("keyword", "markexpr", "deselect", "lf", "ignore", "ignore_glob", "maxfail")
    return given == whole and not any(config.getoption(name, None) for name in narrowing)
