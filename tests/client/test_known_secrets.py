"""A server that repeats the client's own credentials, in whatever form, does not get them into an error or a log."""

import base64
import html
import json
import logging
import time
import warnings
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from tests.client.support import Reply, Side, hostile

from addepar_client import APIStatusError, OAuth, ProtocolError
from addepar_client.errors import AddeparError
from addepar_core.errors.known_secrets import hide_known, remember_secret

KEY, SECRET = "AKIA-key-1234567890", 'wJalr/XUtnFEMI+"SECRET"&bPx=RfiCY é'
TOKEN = "eyJhbGciOiJIUzI1NiJ9.abcdef.ghijkl"  # noqa: S105


def broken(text: str, by: str, size: int = 20) -> str:
    return by.join(text[at : at + size] for at in range(0, len(text), size))


FORMS = {
    "plain": lambda text: text,
    "percent": lambda text: quote(text, safe=""),
    "percent, small letters": lambda text: quote(text, safe="").lower() if text.islower() else quote(text, safe="/"),
    "form": quote_plus,
    "percent, twice": lambda text: quote(quote(text, safe=""), safe=""),
    "every octet": lambda text: "".join(f"%{octet:02x}" for octet in text.encode()),
    "JSON": lambda text: json.dumps(text)[1:-1],
    "JSON, in JSON": lambda text: json.dumps(json.dumps(text))[3:-3],
    "JSON of PHP": lambda text: json.dumps(text)[1:-1].replace("/", "\\/"),
    "HTML": html.escape,
    "HTML, by number": lambda text: "".join(f"&#x{ord(char):x};" for char in text),
    "hexadecimal": lambda text: text.encode().hex(),
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "base64 for addresses": lambda text: base64.urlsafe_b64encode(text.encode()).decode(),
    "base64, percent": lambda text: quote(base64.b64encode(text.encode()).decode(), safe=""),
    "base64, one before": lambda text: base64.b64encode(f"x{text}y".encode()).decode(),
    "base64, two before": lambda text: base64.b64encode(f"xy{text}".encode()).decode(),
    "base64, in lines": lambda text: broken(base64.b64encode(text.encode()).decode(), "\n"),
    "in folded lines": lambda text: broken(text, "\r\n "),
    "in lines of JSON": lambda text: broken(json.dumps(text)[1:-1], "\\n", 16),
    "in lines of mail": lambda text: broken(text, "=\r\n"),
    "with breaks of HTML": lambda text: "<wbr>".join(map(html.escape, broken(text, "\n").split("\n"))),
    "with invisible spaces": lambda text: broken(text, "\u200b"),
    "small letters": str.lower,
    "capital letters": lambda text: text.upper() if text.isascii() else text,
    "hexadecimal, dumped": lambda text: text.encode().hex(" "),
    "hexadecimal, with colons": lambda text: text.encode().hex(":").upper(),
    "octal": lambda text: "".join(f"\\{octet:03o}" for octet in text.encode()) if text.isascii() else text,
}


@pytest.mark.parametrize("secret", [KEY, SECRET, TOKEN, "p" * 500], ids=["key", "secret", "token", "long"])
@pytest.mark.parametrize("form", FORMS)
def test_a_credential_is_found_in_every_form(form: str, secret: str) -> None:
    remember_secret(secret)
    shown = hide_known(f"before {FORMS[form](secret)} after")
    assert shown.startswith("before ")
    assert shown.endswith(" after")
    # Of base64 the characters at either end belong to neighbours as well: two or three of them may stay.
    assert len(shown) <= len("before *** after") + 8


def test_what_is_too_short_to_be_a_credential_stays_in_messages() -> None:
    remember_secret("sandbox", "", None)
    assert hide_known("GET /sandbox") == "GET /sandbox"


def test_credentials_that_touch_or_overlap_are_hidden_whole() -> None:
    long = "first-" + "x" * 60 + "'rest"
    remember_secret(KEY, long, f"{long}:{KEY}", "1234567890:long:and:more")
    assert hide_known(f"({long}{long})") == "(******)"
    assert hide_known(f"({KEY}:long:and:more)") == "(***)"


def test_a_new_credential_costs_no_more_than_itself() -> None:
    """A program that refreshes its token for months remembers many; a message still takes milliseconds."""
    for number in range(256):
        remember_secret(f"{number:08}-refreshed-token-of-a-program")
    before = time.process_time()
    assert hide_known("GET /v1/files HTTP 200") == "GET /v1/files HTTP 200"
    assert hide_known("no 00000255-refreshed-token-of-a-program") == "no ***"
    assert time.process_time() - before < 2


@pytest.mark.parametrize("form", FORMS)
def test_what_a_server_repeats_is_in_no_error_and_no_log(
    form: str, side: Side, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    shown = f"{KEY}:{'wJalrXUtnFEMI-SECRET-bPxRfiCY'}"
    said = FORMS[form](shown)
    body = json.dumps({"errors": [{"detail": f"no {said}", "title": said, said: {"in": [said]}}]})
    auth: Any = tuple(shown.split(":"))
    with hostile(lambda _: Reply.json(body, 401, **{"X-Request-Id": FORMS["percent"](shown)})) as server:
        client = side.client(server.url, auth=auth)
        with pytest.raises(APIStatusError) as caught:
            side.run(client.files.get(9))
    text = str(caught.value) + repr(vars(caught.value)) + repr([one.raw for one in caught.value.errors]) + caplog.text
    assert said[4:-4] not in text
    assert "wJalrXUtnFEMI" not in text


def test_a_number_that_is_the_credential_is_hidden_too(side: Side) -> None:
    body = '{"errors": [{"detail": "no", "pin": 123456789012}]}'
    with hostile(lambda _: Reply.json(body, 401)) as server, pytest.raises(APIStatusError) as caught:
        side.run(side.client(server.url, auth=("key", "123456789012")).files.get(9))
    assert "123456789012" not in repr([one.raw for one in caught.value.errors])


def test_a_link_that_holds_the_token_is_not_repeated(side: Side) -> None:
    page = json.dumps({"data": [], "links": {"next": f"https://elsewhere.example/{TOKEN}"}})
    with hostile(lambda _: Reply.json(page)) as server, pytest.raises(ProtocolError) as caught:
        side.list(side.client(server.url, auth=TOKEN).files.list())
    assert TOKEN not in str(caught.value)


def test_what_a_token_endpoint_repeats_is_hidden(side: Side) -> None:
    def answer(seen: Any) -> Reply:
        return Reply.json(json.dumps({"error": f"cannot use {seen.body.decode()}"}), 400)

    auth = OAuth("app", "client-s3cret-one", refresh_token="refresh-t0ken-one")  # noqa: S106
    with hostile(answer) as server, pytest.raises(AddeparError) as caught:
        side.run(side.client(server.url, auth=auth).files.get(9))
    assert "s3cret-one" not in str(caught.value)
    assert "t0ken-one" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    ["\\" * 50_000, "%25" * 20_000, "&#0" * 20_000, "\\u" * 20_000, "=\r\n" * 20_000, "eyJ" * 20_000, "\\n" * 30_000],
)
def test_no_text_takes_long_to_search(text: str) -> None:
    remember_secret(KEY, SECRET, TOKEN, "n" * 40, "\\" * 40 + "x")
    started = time.process_time()
    assert len(hide_known(text)) > 0
    assert time.process_time() - started < 5, "backslashes alone took minutes, as the square of their number"


@pytest.mark.parametrize("secret", ["wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", KEY])
def test_no_part_of_a_credential_is_shown_because_the_text_was_cut_first(
    secret: str, side: Side, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    octets = "".join(f"%{octet:02x}" for octet in secret.encode())
    replies = [
        Reply.json(json.dumps({"data": {"type": "files", "id": octets}})),
        Reply.json(json.dumps({"data": {"type": "files", "id": octets, "attributes": {octets: 1, "bytes": octets}}})),
        Reply(200, b"x", {"Content-Type": f"application/{secret}"}),
        Reply(200, b"x", {"Content-Encoding": f"br, {octets}"}),
        Reply(200, b"x", {"Content-Disposition": f'attachment; filename="{secret}.pdf"'}),
        Reply(302, b"", {"Location": f"https://a:{secret}@elsewhere.example/"}),
        Reply(302, b"", {"Location": f"https://{secret}/"}),
        Reply(500, b"", {secret.replace("/", "-"): "x"} if secret == KEY else {}),
    ]
    for reply in replies:
        with hostile(lambda _, reply=reply: reply) as server, warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            client = side.client(server.url, auth=(secret, "another-secret"), max_retries=0)
            shown = ""
            download = partial(client.files.download, 9, f"{tmp_path}/", overwrite=True)
            for call in (partial(client.files.get, 9), download):
                try:
                    shown += repr(side.run(call()))
                except AddeparError as error:
                    shown += f"{error} {vars(error)} {error.args}"
        shown += " ".join([*(str(one.message) for one in warned), *(path.name for path in tmp_path.iterdir())])
        shown += caplog.text
        for form in (secret, octets):
            assert not any(form[at : at + 12] in shown for at in range(len(form) - 11)), shown
