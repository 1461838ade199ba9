"""Serves the OAuth 2 token endpoint, with rotating refresh tokens.

Each refresh token works once. If one is used a second time, it has leaked, and everything issued from the same consent
is revoked, as current practice requires.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from addepar_sandbox.services import Services
from addepar_sandbox.spec.published import TOKEN_PATH
from addepar_sandbox.state.clock import format_timestamp, parse_timestamp
from addepar_sandbox.state.store import Row

CLIENT_ID, CLIENT_SECRET = "sandbox-client", "sandbox-client-secret"
_CODE_SECONDS = 600
_FORM = "application/x-www-form-urlencoded"
_MAX_FORM_BYTES = 64 * 1024


class _Refused(Exception):
    """An error of RFC 6749, section 5.2."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.error, self.status = error, status


def grant_code(services: Services, firm: str, user_id: str, scopes: list[str], code: str) -> str:
    expires_at = format_timestamp(services.clock.now() + timedelta(seconds=_CODE_SECONDS))
    body = {"user": user_id, "scopes": scopes, "expires_at": expires_at, "firm": firm}
    services.store.collection("", "oauth_codes").add(code, body)
    return code


def token_route(services: Services, root: str) -> Route:
    async def token(request: Request) -> Response:
        raw = await request.body()
        try:
            return JSONResponse(_exchange(services, _form(request, raw)), headers={"Cache-Control": "no-store"})
        except _Refused as refused:
            return JSONResponse({"error": refused.error, "error_description": str(refused)}, refused.status)

    return Route(f"{root}{TOKEN_PATH}", token, methods=["POST"])


def _form(request: Request, raw: bytes) -> dict[str, str]:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise _Refused("invalid_request", f"The body must be {_FORM}.")
    if len(raw) > _MAX_FORM_BYTES:
        raise _Refused("invalid_request", "The body is too long.")
    return dict(parse_qsl(raw.decode("utf-8", "replace"), keep_blank_values=True))


def _exchange(services: Services, form: dict[str, str]) -> dict[str, Any]:
    if form.get("client_id") != CLIENT_ID or not hmac.compare_digest(
        form.get("client_secret", "").encode(), CLIENT_SECRET.encode()
    ):
        raise _Refused("invalid_client", "The client id or the client secret is wrong.", 401)
    grant = form.get("grant_type")
    with services.store.transaction():
        if grant == "authorization_code":
            return _issue(services, _redeem_code(services, form.get("code", "")))
        if grant == "refresh_token":
            consent = _redeem_refresh_token(services, form.get("refresh_token", ""))
            if consent is not None:
                return _issue(services, consent)
    # Raised outside of the transaction, so that the revocation of a leaked token's family is kept.
    if grant == "refresh_token":
        raise _Refused("invalid_grant", "The refresh token has been used before; all tokens from it are revoked.")
    raise _Refused("unsupported_grant_type", "Only authorization_code and refresh_token are offered.")


def _redeem_code(services: Services, code: str) -> dict[str, Any]:
    codes = services.store.collection("", "oauth_codes")
    row = codes.get(code)
    if row is None or _expired(services, row):
        raise _Refused("invalid_grant", "The code is unknown, used or expired.")
    codes.remove(code)
    return {**row.body, "family": secrets.token_hex(8)}


def _redeem_refresh_token(services: Services, token: str) -> dict[str, Any] | None:
    """The data of the token, which is now marked as used; None if it was used before."""
    tokens = services.store.collection("", "refresh_tokens")
    row = tokens.get(token)
    if row is None:
        raise _Refused("invalid_grant", "The refresh token is unknown or revoked.")
    if row.body["used"]:
        for kind in ("refresh_tokens", "access_tokens"):
            services.store.execute(
                "DELETE FROM resources WHERE kind = ? AND json_extract(body, '$.family') = ?",
                (kind, row.body["family"]),
            )
        return None
    tokens.replace(token, {**row.body, "used": True})
    return row.body


def _issue(services: Services, consent: dict[str, Any]) -> dict[str, Any]:
    seconds = services.spec.limits["access-token-seconds"]
    access, refresh = secrets.token_hex(24), secrets.token_hex(24)
    common = {name: consent[name] for name in ("user", "scopes", "firm", "family")}
    expires_at = format_timestamp(services.clock.now() + timedelta(seconds=seconds))
    services.store.collection(consent["firm"], "access_tokens").add(access, {**common, "expires_at": expires_at})
    services.store.collection("", "refresh_tokens").add(refresh, {**common, "used": False})
    return {
        "access_token": access,
        "token_type": "Bearer",
        "expires_in": seconds,
        "refresh_token": refresh,
        "scope": " ".join(consent["scopes"]),
    }


def _expired(services: Services, row: Row) -> bool:
    expires = parse_timestamp(row.body["expires_at"])
    return expires is None or expires <= services.clock.now()
