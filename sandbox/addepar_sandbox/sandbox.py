"""The sandbox object. It owns all state; sandboxes share nothing."""

from __future__ import annotations

import os
import secrets
import weakref
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from addepar_sandbox.auth.browsers import BrowserAccess
from addepar_sandbox.auth.rate_limits import Limits, Window
from addepar_sandbox.handlers.registry import check_registry
from addepar_sandbox.http.connections import Connections
from addepar_sandbox.services import Services
from addepar_sandbox.spec.loading import load_spec
from addepar_sandbox.spec.spec import Spec
from addepar_sandbox.state import archive_file
from addepar_sandbox.state.blobs import Blobs
from addepar_sandbox.state.clock import Clock
from addepar_sandbox.state.job_settings import JobSettings
from addepar_sandbox.state.store import Store
from addepar_sandbox.testing.faults import Fault, Faults
from addepar_sandbox.testing.journal import Journal
from addepar_sandbox.testing.seed.additions import FIRM, KEY, SECRET, Additions
from addepar_sandbox.testing.stub_routes import Respond, StubRoute, StubRoutes

if TYPE_CHECKING:
    from starlette.applications import Starlette

__all__ = ["FIRM", "KEY", "SECRET", "Sandbox"]

# A token that other programs know before the sandbox starts, such as the containers of a compose file.
TOKEN_VARIABLE = "ADDEPAR_SANDBOX_TOKEN"  # noqa: S105 - the name of the variable


class Sandbox(Additions):
    """A local Addepar with its own state.

    Args:
        path: the database file for the state (file contents are in a folder next to it); None keeps the state as long
            as the object exists.
        seed: whether to fill an empty state with the default data, the examples of the documentation pages. Without it,
            firm 1 has one user and one key.
        clock: the clock of the sandbox; None for real time that tests may advance.
        jobs: how jobs advance; None for the defaults.
        overlays: OpenAPI Overlay documents that change the specification, in this order. Operations that they add
            return their examples, and say so in the header `X-Sandbox-Answer`.
        limits: rate limits: True for the documented ones, your own windows, or None.
        control_token: the value of `X-Sandbox-Token` that the control routes require. None reads it from the variable
            ADDEPAR_SANDBOX_TOKEN; without that, a token is generated.
        allowed_hosts: host names that the sandbox accepts, in addition to `localhost` and IP addresses.
        cors: the web pages that may call the API: True for all, or origins such as `http://localhost:3000`.

    Attributes:
        clock, journal, faults, routes, jobs, limits: the controls for tests; see their classes.
        control_token: the token of the control routes.
        url: the URL of the API root while `serve` runs, otherwise None.

    Without `path`, its data are deleted when it is closed: at the end of its `with` block, by `close`, or with the
    object.
    """

    def __init__(
        self,
        path: str | Path | None = None,
        *,
        seed: bool = True,
        clock: Clock | None = None,
        jobs: JobSettings | None = None,
        limits: bool | Iterable[Window] | None = None,
        overlays: Iterable[str | Path] = (),
        control_token: str | None = None,
        allowed_hosts: Iterable[str] = (),
        cors: bool | str | Iterable[str] = False,
    ) -> None:
        spec = load_spec(tuple(Path(each) for each in overlays))
        check_registry(spec, overlaid=bool(overlays))
        self.journal = Journal()
        self.faults = Faults()
        self.routes = StubRoutes()
        self.limits = Limits(spec.limits["retry-after-header"])
        if limits is True:
            self.limits.set(_documented_limits(spec))
        elif limits:
            self.limits.set(tuple(limits))
        self.connections = Connections()
        self.control_token = control_token or os.environ.get(TOKEN_VARIABLE) or secrets.token_hex(24)
        self.browsers = BrowserAccess(allowed_hosts, ("*",) if cors is True else cors or ())
        self.url: str | None = None
        self._seed = seed
        database = Path(path) if path is not None else None
        store = Store(database)
        blobs = Blobs(None if database is None else database.with_name(database.name + "-blobs"))
        self.services = Services(spec, store, blobs, clock or Clock(), jobs or JobSettings())
        # `with Sandbox().serve()` does not close the sandbox; the rest ends with the object or the program.
        self._release = weakref.finalize(self, _release, store, blobs, os.getpid())
        self._initial_jobs = JobSettings(**vars(self.jobs))
        blobs.keep_only(store.blob_names())
        if store.is_empty():
            self._fill()

    @property
    def spec(self) -> Spec:
        return self.services.spec

    @property
    def store(self) -> Store:
        return self.services.store

    @property
    def blobs(self) -> Blobs:
        return self.services.blobs

    @property
    def clock(self) -> Clock:
        return self.services.clock

    @clock.setter
    def clock(self, clock: Clock) -> None:
        self.services.clock = clock

    @property
    def jobs(self) -> JobSettings:
        return self.services.jobs

    @jobs.setter
    def jobs(self, jobs: JobSettings) -> None:
        self.services.jobs = jobs

    @property
    def app(self) -> Starlette:
        """The ASGI application, for your own server."""
        from addepar_sandbox.app import build_app

        return build_app(self)

    def serve(
        self, host: str = "127.0.0.1", port: int = 0, *, allow_remote: bool = False
    ) -> AbstractContextManager[str]:
        """Serve over HTTP during a `with` block. Yields the URL of the API root, such as
        `http://127.0.0.1:43210/api`.

        Args:
            host: the address to listen on. The credentials are public, so an address that other machines can reach is
                refused (ValueError) unless `allow_remote` is true.
            port: 0 selects a free port.
            allow_remote: allow such an address.
        """
        from addepar_sandbox.http.server import is_loopback, serve

        if not (allow_remote or is_loopback(host)):
            raise ValueError(f"{host} can be reached from other machines; pass allow_remote=True to allow that")
        self.browsers.remote = allow_remote
        return self._serving(serve(self.app, self.connections, host, port))

    def reset(self) -> None:
        """Restore the initial state: default data, no faults or routes, an empty journal, the initial job settings."""
        with self.store.exclusive():  # a request in between would read what is being deleted
            with self.store.transaction():
                self.store.clear()
                self._fill()
            self.blobs.keep_only(self.store.blob_names())
        self.faults.clear()
        self.routes.clear()
        self.journal.clear()
        self.limits.set(self.limits.windows)
        for name, value in vars(self._initial_jobs).items():
            setattr(self.jobs, name, value)

    def documented_limits(self) -> tuple[Window, ...]:
        """The documented windows: 50 requests in 15 minutes and 1000 in 24 hours."""
        return _documented_limits(self.spec)

    def fail(self, kind: str, operation: str | None = None, **options: Any) -> Fault:
        """Add a fault for matching requests; the options are those of `Fault`."""
        return self.faults.add(Fault(kind, operation, **options))

    def route(self, method: str, path: str, respond: Respond | None = None, **answer: Any) -> StubRoute:
        """Add a response for a path outside the specification. Credentials, firm and limits are checked first.

        Args:
            method: GET, POST, PUT, PATCH or DELETE.
            path: below the API root, such as `/v1/entities` or `/v1/entities/{id}`.
            respond: a function of a `StubRequest` that returns JSON or a `StubAnswer`, instead of `json` or `content`.
            **answer: `json` or `content`, `status` (200), `headers`; with `query`, the route matches only requests that
                have these query parameters. If several routes match, the one added last responds.

        Raises:
            ValueError: an argument is invalid, or the path belongs to an operation of the sandbox.
        """
        stub = StubRoute(method.upper() if isinstance(method, str) else method, path, respond, **answer)
        for operation in self.spec.operations.values():
            if StubRoute(operation.method, operation.path).match(stub.method, stub.path, {}) is not None:
                raise ValueError(
                    f"{stub.id} is {operation.id}, which the sandbox handles itself; add data, or use fail()"
                )
        return self.routes.add(stub)

    def save(self, path: str | Path) -> None:
        """Write the whole state, including file contents, to one file."""
        archive_file.save(self.store, self.blobs, Path(path))

    def load(self, path: str | Path) -> None:
        """Replace the state with one that `save` wrote."""
        archive_file.load(self.store, self.blobs, Path(path))

    def close(self) -> None:
        """Close the database and delete temporary file contents."""
        self._release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _serving(self, served: AbstractContextManager[str]) -> Iterator[str]:
        """Show the URL while the sandbox is served."""
        with served as url:
            self.url = url
            try:
                yield url
            finally:
                self.url = None

    def _fill(self) -> None:
        self.add_firm(FIRM, seed=self._seed)


def _documented_limits(spec: Spec) -> tuple[Window, ...]:
    return tuple(Window(each["requests"], each["seconds"]) for each in spec.limits["rate"])


def _release(store: Store, blobs: Blobs, owner: int) -> None:
    """Close everything, unless this is a forked child process: the parent still uses it."""
    if os.getpid() == owner:
        store.close()
        blobs.close()
