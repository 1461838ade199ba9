"""OAuth: the authorization code flow, and tokens that are refreshed once for everyone who shares them."""

import base64
import hashlib
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import asdict
from functools import partial
from math import inf
from typing import Any, ClassVar
from urllib.parse import urlencode

from addepar_core.auth.credentials import NoRepr, bearer, with_credentials
from addepar_core.auth.tokens import FileTokenStore, Tokens, TokenStore, token_in
from addepar_core.errors.known_secrets import remember_secret
from addepar_core.errors.redaction import mask
from addepar_core.errors.statuses import TokenError
from addepar_core.errors.tree import ConfigurationError, ProtocolError
from addepar_core.flow.messages import HttpRequest, HttpResponse, raise_for_status, response_head, status_error
from addepar_core.flow.steps import (
    Clock,
    Flow,
    OpenStream,
    Send,
    Step,
    callback,
    close_stream,
    run_blocking,
    send,
    shielded,
    sleep,
)
from addepar_core.settings import Api
from addepar_core.utils.http import is_plain, origin, plain_hosts

_PEEK = 0.01


class OAuth(NoRepr):
    """OAuth for ``auth=``: fetches tokens when they are needed, and renews them shortly before they expire.

    Threads, tasks and clients may share one object; one of them renews while the others wait. With a ``token_store``,
    processes share the tokens too. After a 401 the tokens are renewed once. A task that is cancelled during a renewal
    ends only when the new tokens are stored, because the old ones no longer work.

    Args:
        client_id, client_secret: of your application, as Addepar issued them.
        code: the code that the user's browser returned from ``authorization_url``; it works once.
        refresh_token: instead of a code: the last one that you received.
        redirect_uri: the same as in ``authorization_url``.
        code_verifier: for PKCE: 43 to 128 random letters and digits, such as ``secrets.token_urlsafe(48)``. Use the
            same value for ``authorization_url`` and for the code that it leads to.
        token_store: the path of a file for the tokens (readable only by its owner), or a ``TokenStore``. Stored tokens
            are used instead of ``code`` and ``refresh_token`` if they were obtained with these, or neither is passed.
        on_tokens: called with the new ``Tokens`` after each renewal, once they are stored. Refresh tokens work once:
            without a store, save the new one yourself.
        authorization_endpoint, token_endpoint: instead of Addepar's own.
        allow_http_to: hosts that the token_endpoint may use without TLS, as for the client; for a local sandbox.

    Raises:
        ConfigurationError: an argument is missing or invalid.
        TokenError: in calls that use it: the token endpoint refused.

    Example:
        >>> oauth = OAuth("my-app", secret, code=code, redirect_uri="https://my.app/back", token_store="tokens.json")
        >>> client = AddeparClient(firm="acme", firm_id=1, auth=oauth)

    Source: OAuth, beyond the five pages.
    """

    api: ClassVar[Api]
    """The API whose addresses are used; set by the generated package."""

    def __init__(
        self,
        client_id: str,
        client_secret: str,
        *,
        code: str | None = None,
        refresh_token: str | None = None,
        redirect_uri: str | None = None,
        code_verifier: str | None = None,
        token_store: str | os.PathLike[str] | TokenStore | None = None,
        on_tokens: Callable[[Tokens], object] | None = None,
        authorization_endpoint: str | None = None,
        token_endpoint: str | None = None,
        allow_http_to: str | Iterable[str] | None = None,
    ) -> None:
        client_secret, code, refresh_token = mask((client_secret, code, refresh_token))
        authorization_endpoint = authorization_endpoint or self.api.authorization_url
        if not client_id or not client_secret:
            raise ConfigurationError("auth: OAuth needs client_id and client_secret")
        texts = {"client_id": client_id, "client_secret": client_secret, "code": code, "refresh_token": refresh_token}
        texts |= {"redirect_uri": redirect_uri, "authorization_endpoint": authorization_endpoint}
        for name, value in (texts | {"token_endpoint": token_endpoint}).items():
            if value is not None and not (isinstance(value, str) and value.isprintable()):
                raise ConfigurationError(f"auth: OAuth takes printable text as {name}")
        remember_secret(*mask((client_secret, code, refresh_token, code_verifier)))
        if code_verifier is not None and not re.fullmatch(r"[\w.~-]{43,128}", str(code_verifier), re.ASCII):
            raise ConfigurationError("auth: the code_verifier is 43 to 128 letters, digits or -._~")
        if code and refresh_token:
            raise ConfigurationError("auth: pass OAuth either a code or a refresh_token, not both")
        plain = plain_hosts(allow_http_to, self.api.environments.values())
        if token_endpoint is not None:
            endpoint_origin = origin(token_endpoint)
            if endpoint_origin is None or not (
                endpoint_origin[0] == "https" or (endpoint_origin[0] == "http" and is_plain(endpoint_origin[1], plain))
            ):
                raise ConfigurationError(
                    "auth: the token_endpoint must be an https address, or one of a host that allow_http_to names"
                )
        if on_tokens is not None and not callable(on_tokens):
            raise ConfigurationError("auth: on_tokens is a function")
        self._client = {"client_id": client_id, "client_secret": client_secret}
        self._code = code
        self._redirect_uri = redirect_uri
        self._verifier = code_verifier
        self._authorization_endpoint = authorization_endpoint
        self._token_endpoint = token_endpoint
        is_path = isinstance(token_store, str | os.PathLike)
        if token_store is not None and not is_path and not hasattr(token_store, "acquire"):
            raise ConfigurationError("auth: token_store is a path or a TokenStore")
        self._store: Any = FileTokenStore(token_store) if is_path else token_store  # type: ignore[arg-type]
        self._on_tokens = on_tokens
        grant = code or refresh_token
        self._origin = hashlib.sha256(grant.encode()).hexdigest() if grant else ""
        self._tokens = Tokens("", refresh_token, -inf, self._origin)
        self._unsaved = False
        self._turn: dict[str, object] = {}

    def authorization_url(self, scopes: Iterable[str] = (), *, state: str | None = None) -> str:
        """The address for the user's consent; the browser returns to ``redirect_uri`` with ``code`` in its query.

        Args:
            scopes: such as ``["FILES", "PORTFOLIO"]``; ``addepar_api.facts.SCOPES`` explains them.
            state: a random word; it is returned too, and must be the same.
        """
        if self._redirect_uri is None:
            raise ConfigurationError("auth: OAuth needs the redirect_uri for an authorization_url")
        words = [scopes] if isinstance(scopes, str) else scopes
        words = list(words) if isinstance(words, Iterable) else [None]
        if not all(isinstance(word, str) and word.isprintable() for word in [*words, "" if state is None else state]):
            raise ConfigurationError("auth: scopes are a list of words, and the state is one word")
        query = {
            "response_type": "code",
            "client_id": self._client["client_id"],
            "redirect_uri": self._redirect_uri,
            "scope": " ".join(words),
            "state": state,
        }
        if self._verifier:
            challenge = base64.urlsafe_b64encode(hashlib.sha256(self._verifier.encode()).digest())
            query |= {"code_challenge": challenge.decode().rstrip("="), "code_challenge_method": "S256"}
        return f"{self._authorization_endpoint}?{urlencode({name: value for name, value in query.items() if value})}"

    def authorize(self, step: Step, root: str, clock: Clock) -> Flow[object]:
        """A policy that sends an access token with each request to the API, and a new one after a 401."""
        if not isinstance(step, Send | OpenStream) or step.request.cross_origin:
            return (yield step)
        used = yield from self._access_token(root, clock, step.request, "")
        outcome = yield with_credentials(step, bearer(used))
        if response_head(outcome).status_code != 401:
            return outcome
        if isinstance(step, OpenStream):
            yield from close_stream(outcome)
        return (yield with_credentials(step, bearer((yield from self._access_token(root, clock, step.request, used)))))

    def _fresh(self, clock: Clock, rejected: str) -> str | None:
        held = self._tokens
        return held.access_token if held.renew_at > clock.wall() and held.access_token != rejected else None

    def _access_token(self, root: str, clock: Clock, request: HttpRequest, rejected: str) -> Flow[str]:
        """An access token other than the rejected one. The first caller renews it; no thread or task blocks."""
        caller = object()
        try:
            try:
                while True:
                    if token := self._fresh(clock, rejected):
                        return token
                    # A single step takes the turn and records the owner, so an interrupt cannot separate the two.
                    if self._turn.setdefault("whose", caller) is caller:
                        break
                    yield from sleep(_PEEK)
                token = self._fresh(clock, rejected)
                return token or (yield from shielded(self._refresh(root, clock, request, rejected)))
            finally:
                self._end_turn(caller)
        finally:
            self._end_turn(caller)  # again, in case an interrupt cut the first one short

    def _end_turn(self, caller: object) -> None:
        if self._turn.get("whose") is caller:
            del self._turn["whose"]

    def _refresh(self, root: str, clock: Clock, request: HttpRequest, rejected: str) -> Flow[str]:
        if self._store is None:
            yield from self._request_tokens(root, clock, request)
            return self._tokens.access_token
        # Only the holder releases the lock: others may share the store.
        held: list[bool] = []

        def acquire() -> bool:
            held.extend([True] if self._store.acquire() else [])
            return bool(held)

        def release() -> None:
            while held:
                held.pop()
                self._store.release()

        try:
            while not (yield from run_blocking(acquire, late=release)):
                yield from sleep(_PEEK)
            if self._unsaved:  # newer than the stored tokens
                yield from self._save()
            stored = mask((yield from run_blocking(self._store.load)))
            if stored and (not self._origin or stored.get("origin") == self._origin):
                self._tokens = Tokens.of(stored)
            if not self._fresh(clock, rejected):  # otherwise another process was faster
                yield from self._request_tokens(root, clock, request)
            return self._tokens.access_token
        finally:
            release()

    def _save(self) -> Flow[None]:
        if self._store is not None:
            self._unsaved = True
            yield from run_blocking(partial(self._store.save, asdict(self._tokens)))
            self._unsaved = False

    def _request_tokens(self, root: str, clock: Clock, request: HttpRequest) -> Flow[None]:
        """Fetch new tokens with the refresh token or the code."""
        form = dict(self._client)
        if self._tokens.refresh_token:
            form |= {"grant_type": "refresh_token", "refresh_token": self._tokens.refresh_token}
        elif self._code:
            form |= {"grant_type": "authorization_code", "code": self._code, "redirect_uri": self._redirect_uri or ""}
            form |= {"code_verifier": self._verifier} if self._verifier else {}
        else:
            raise ConfigurationError("auth: OAuth has neither tokens nor a code to get them; see authorization_url")
        answer = yield from send(
            HttpRequest(
                "POST",
                self._token_endpoint
                or (self.api.token_url if self._is_production(root) else f"{root}/public/oauth2/token"),
                headers={"content-type": "application/x-www-form-urlencoded", "accept": "application/json"},
                body=mask(urlencode(form).encode()),
                timeout=request.timeout,
                cross_origin=True,  # it has no access token and no firm
            )
        )
        document = self._document(answer)
        self._tokens = self._tokens.renewed(document, clock.wall())
        self._code = None
        # Even if the rest fails: the old refresh token is used up, so the new one is stored and passed on.
        try:
            yield from self._save()
        except Exception:
            if self._on_tokens is not None:
                yield from callback(self._on_tokens, self._tokens)
            raise
        if self._on_tokens is not None:
            yield from callback(self._on_tokens, self._tokens)
        if not self._tokens.access_token:
            raise ProtocolError(f"POST {answer.request.path} returned no access token")

    def _is_production(self, root: str) -> bool:
        production = re.escape(self.api.environments["production"]).replace(re.escape("{firm}"), "[^./]+")
        return re.fullmatch(production, root) is not None

    def _document(self, answer: HttpResponse) -> dict[str, Any]:
        if answer.status_code in (400, 401, 403):
            raise status_error(answer, TokenError)
        document = mask(raise_for_status(answer).json())
        if not isinstance(document, dict) or not (
            token_in(document, "access_token") or token_in(document, "refresh_token")
        ):
            raise ProtocolError(f"POST {answer.request.path} returned no access token")
        remember_secret(*mask((document.get("access_token"), document.get("refresh_token"))))
        return document
