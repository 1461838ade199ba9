"""The sandbox object: it owns all state, and nothing outside of it is shared between two of them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from addepar_sandbox.auth.rate_limits import Limits, Window
from addepar_sandbox.handlers import users
from addepar_sandbox.handlers.files import resource as files
from addepar_sandbox.handlers.registry import check_registry
from addepar_sandbox.http.connections import Connections
from addepar_sandbox.seed.seeds import OWNER_OF_KEYS, seed_firm
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
from addepar_sandbox.testing.stub_routes import Respond, StubRoute, StubRoutes

if TYPE_CHECKING:
    from starlette.applications import Starlette

FIRM, KEY, SECRET = "1", "sandbox", "sandbox"


class Sandbox:
    """A local Addepar with state of its own.

    Args:
        path: database file that keeps the state (blobs go into a folder beside it); None keeps it for as long as
            the object lives.
        seed: fill an empty state with the default data, the examples of the documentation pages. Without it firm 1
            has one user, one key and nothing else.
        clock: the clock to live by; None for real time that tests may push forward.
        jobs: how jobs move on; None for the defaults.
        overlays: files of the OpenAPI Overlay Specification that change the specification, in this order. Operations
            that they add answer with their examples, and say so in the header `X-Sandbox-Answer`.
        limits: rate limits: True for those of the documentation, windows of your own, or None for none.

    Attributes:
        clock, journal, faults, routes, jobs, limits: what tests control; see their classes.
        url: the URL of the API root while `serve` runs, otherwise None.
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
        self.url: str | None = None
        self._seed = seed
        database = Path(path) if path is not None else None
        store = Store(database)
        blobs = Blobs(None if database is None else database.with_name(database.name + "-blobs"))
        self.services = Services(spec, store, blobs, clock or Clock(), jobs or JobSettings())
        self._initial_jobs = JobSettings(**vars(self.jobs))
        blobs.keep_only(self._blob_names())
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
        """The ASGI application, for servers of your own."""
        from addepar_sandbox.app import build_app

        return build_app(self)

    def serve(
        self, host: str = "127.0.0.1", port: int = 0, *, allow_remote: bool = False
    ) -> AbstractContextManager[str]:
        """Serve over HTTP while a `with` block lasts; gives the URL of the API root, such as
        `http://127.0.0.1:43210/api`.

        Args:
            host: where to listen. The credentials are public, so an address that other machines can reach is
                refused (ValueError) unless `allow_remote` is true.
            port: 0 takes a free one.
            allow_remote: allow such an address.
        """
        from addepar_sandbox.server import is_loopback, serve

        if not (allow_remote or is_loopback(host)):
            raise ValueError(f"{host} can be reached from other machines; give allow_remote=True if you want that")
        return self._serving(serve(self.app, self.connections, host, port))

    def reset(self) -> None:
        """Back to the beginning: default data, no faults or routes, an empty journal, the job settings of the start."""
        with self.store.transaction():
            self.store.clear()
            self._fill()
        self.blobs.keep_only(self._blob_names())
        self.faults.clear()
        self.routes.clear()
        self.journal.clear()
        self.limits.set(self.limits.windows)
        for name, value in vars(self._initial_jobs).items():
            setattr(self.jobs, name, value)

    def documented_limits(self) -> tuple[Window, ...]:
        """The windows that the spec names: 50 requests in 15 minutes and 1000 in 24 hours."""
        return _documented_limits(self.spec)

    def fail(self, kind: str, operation: str | None = None, **options: Any) -> Fault:
        """Let a fault wait for its requests; the options are those of `Fault`."""
        return self.faults.add(Fault(kind, operation, **options))

    def route(self, method: str, path: str, respond: Respond | None = None, **answer: Any) -> StubRoute:
        """Answer a path that the specification does not describe, after the checks of credentials, firm and limits.

        Args:
            method: GET, POST, PUT, PATCH or DELETE.
            path: below the API root, such as `/v1/entities` or `/v1/entities/{id}`.
            respond: a function of a `StubRequest` that returns JSON or a `StubAnswer`, in place of `json` or `content`.
            **answer: `json` or `content`, `status` (200), `headers`; with `query` only requests that have these query
                parameters are meant. Of several routes for a request, the one that was added last answers.

        Raises:
            ValueError: names what is wrong; also for an operation that the sandbox answers by itself.
        """
        stub = StubRoute(method.upper() if isinstance(method, str) else method, path, respond, **answer)
        for operation in self.spec.operations.values():
            if StubRoute(operation.method, operation.path).match(stub.method, stub.path, {}) is not None:
                raise ValueError(
                    f"{stub.id} is {operation.id}, which the sandbox answers by itself; add data, or use fail()"
                )
        return self.routes.add(stub)

    def add_firm(self, firm: str, *, key: str = KEY, secret: str = SECRET, seed: bool = True) -> None:
        """Add a firm with data of its own: the default data, or one user and one key only."""
        with self.store.transaction():
            if seed:
                seed_firm(self.services, firm)
            else:
                self.add_user(OWNER_OF_KEYS, firm=firm)
            if key not in self.store.collection(firm, "keys"):
                self.add_key(key, secret, OWNER_OF_KEYS, firm=firm)

    def add_user(
        self,
        user_id: str,
        *,
        firm: str = FIRM,
        tools: Iterable[str] | None = None,
        permissions: Iterable[str] | None = None,
        all_data: bool = True,
        entities: Iterable[str] = (),
        groups: Iterable[str] = (),
    ) -> None:
        """Add a user.

        Args:
            user_id: the id.
            firm: the firm.
            tools: names of OAuth scopes that tokens and keys of the user can have at most; None for all.
            permissions: what an administrator has granted, in the words of `x-permissions` in openapi.yaml, such as
                "Files: View Only"; None for all.
            all_data: whether the user sees all portfolios; if not, only `entities` and `groups`.
            entities: ids of entities that the user sees.
            groups: ids of groups that the user sees.

        Raises:
            ValueError: for a permission that openapi.yaml does not name.
        """
        every = {scope for operation in self.spec.operations.values() for each in operation.scopes for scope in each}
        body = users.new_user(
            every if tools is None else tools,
            self._with_included(self.spec.permissions if permissions is None else permissions),
            all_data=all_data,
            entities=entities,
            groups=groups,
        )
        self.store.collection(firm, users.KIND).add(user_id, body)

    def _with_included(self, permissions: Iterable[str]) -> set[str]:
        known, given = self.spec.permissions, set(permissions)
        if unknown := given - known.keys():
            raise ValueError(f"{min(unknown)!r} is not a permission; those of openapi.yaml are {sorted(known)}")
        return given.union(*(known[name] for name in given))

    def add_key(self, key: str, secret: str, user_id: str, *, firm: str = FIRM) -> None:
        """Give a user an API key."""
        self.store.collection(firm, "keys").add(key, {"secret": secret, "user": user_id})

    def add_entity(self, entity_id: str, *, firm: str = FIRM, **attributes: Any) -> None:
        """Add an entity; `ownership_type` and `model_type` decide which rules positions in it follow."""
        self.store.collection(firm, "entities").add(entity_id, {"attributes": attributes})

    def add_group(self, group_id: str, *, firm: str = FIRM, **attributes: Any) -> None:
        self.store.collection(firm, "groups").add(group_id, {"attributes": attributes})

    def add_file(
        self,
        name: str,
        content: bytes,
        *,
        firm: str = FIRM,
        content_type: str = "application/octet-stream",
        entities: Iterable[str] = (),
        groups: Iterable[str] = (),
    ) -> str:
        """Add a file without an upload; gives its id."""
        with self.store.transaction():
            collection = self.store.collection(firm, files.LIVE)
            body = files.new_file(self.blobs.put(content), name, content_type, self.clock.timestamp())
            body.update(entities=list(entities), groups=list(groups))
            return collection.add(collection.next_id(), body).id

    def authorization_code(
        self, scopes: Iterable[str], *, firm: str = FIRM, user_id: str = OWNER_OF_KEYS, code: str | None = None
    ) -> str:
        """A code as the consent page of the real service would hand to the OAuth client."""
        from addepar_sandbox.auth.oauth import grant_code

        return grant_code(self.services, firm, user_id, sorted(scopes), code or secrets.token_urlsafe(24))

    def save(self, path: str | Path) -> None:
        """Write the whole state, contents of files included, to one file."""
        archive_file.save(self.store, self.blobs, Path(path))

    def load(self, path: str | Path) -> None:
        """Take over the state that `save` wrote, in place of the present one."""
        archive_file.load(self.store, self.blobs, Path(path))

    def close(self) -> None:
        """Let go of the database and delete temporary blobs."""
        self.store.close()
        self.blobs.close()

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

    def _blob_names(self) -> Iterator[str]:
        rows = self.store.execute(
            "SELECT json_extract(body, '$.blob') FROM resources WHERE kind IN (?, ?)", (files.LIVE, files.ARCHIVED)
        )
        return (row[0] for row in rows)


def _documented_limits(spec: Spec) -> tuple[Window, ...]:
    return tuple(Window(each["requests"], each["seconds"]) for each in spec.limits["rate"])
