"""The sandbox under test, controlled only over HTTP, so that it may run anywhere."""

from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import httpx

from addepar_contract.calls.calling import Caller

TOKEN_HEADER = "X-Sandbox-Token"  # noqa: S105 - the name of a header
TOKEN_VARIABLE = "ADDEPAR_SANDBOX_TOKEN"  # noqa: S105


class NotASandbox(Exception):
    """The server at the address has no control routes that accept this token. The message says what to do."""


class Target:
    """A sandbox with the default data.

    Args:
        url: its API root, such as `http://127.0.0.1:8700/api`.
        token: the token of its control routes.

    Attributes:
        caller: sends requests to the API.
    """

    def __init__(self, url: str, token: str) -> None:
        self.url = url.rstrip("/")
        self.token = token
        self.caller = Caller(self.url)
        self._frozen = False
        self._jobs: dict[str, Any] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.caller.http.close()

    def reset(self) -> None:
        """Restore the default data, the real time and the settings of jobs.

        Raises:
            NotASandbox: nothing was changed.
        """
        self._control("/reset")
        if self._frozen:
            self._control("/clock", freeze=datetime.now(UTC).isoformat(timespec="seconds"))
            self._control("/clock", resume=True)
            self._frozen = False
        if self._jobs is not None:
            self._control("/jobs", "PATCH", **self._jobs)
            self._jobs = None

    def set_jobs(self, **settings: Any) -> None:
        """Change how jobs behave until the next reset; the settings are those of `sandbox.jobs`."""
        if self._jobs is None:
            self._jobs = self._control("/jobs", "GET").json()
        self._control("/jobs", "PATCH", **settings)

    def start_ids_at(self, kind: str, first: int) -> None:
        """Give the next new resource this id, even if the default data use it."""
        self._control("/ids", kind=kind, first=first)

    def freeze(self, instant: str) -> None:
        """Freeze the clock until the next reset."""
        self._control("/clock", freeze=instant)
        self._frozen = True

    def add_user(
        self,
        user_id: str,
        scopes: list[str] | None = None,
        permissions: list[str] | None = None,
        all_data: bool = True,
    ) -> None:
        """Add a user with these OAuth scopes and permissions and no others; None means all."""
        self._control("/users", user_id=user_id, tools=scopes, permissions=permissions, all_data=all_data)

    def add_key(self, key: str, user_id: str) -> None:
        """Give a user an API key, whose secret is the same text."""
        self._control("/keys", key=key, secret=key, user_id=user_id)

    def _control(self, path: str, method: str = "POST", /, **body: Any) -> httpx.Response:
        parts = urlsplit(self.url)
        url = f"{parts.scheme}://{parts.netloc}/_sandbox{path}"
        try:
            answer = self.caller.http.request(
                method, url, json=None if method == "GET" else body, headers={TOKEN_HEADER: self.token}
            )
        except httpx.TransportError as error:
            raise NotASandbox(
                f"{self.url} does not respond ({type(error).__name__}): is the sandbox running?"
            ) from None
        if answer.status_code == 401:
            raise NotASandbox(
                f"{self.url}: the control token was refused. Set --addepar-token or {TOKEN_VARIABLE} to the token that "
                "the sandbox prints when it starts"
            )
        if answer.status_code != 200:
            raise NotASandbox(
                f"{url} returned {answer.status_code}. The tests write and delete, so they run only against an "
                "addepar-sandbox; `addepar drift` checks a real environment"
            )
        return answer
