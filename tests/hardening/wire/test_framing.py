"""However an answer is framed: a documented error, or exactly its bytes; and the next call gets its own answer."""

import io
import random
import ssl
import warnings
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import trustme
from tests.client.support import Side
from tests.hardening.counting import counted
from tests.hardening.wire.framings import CLOSE, CUT, EMPTY, FRAMINGS, KEEP, REFUSED, RESET, RIGHT, Framing
from tests.hardening.wire.limits import PROOF
from tests.hardening.wire.serving import Head, Peer, answer, document, record, serving

from addepar_client import AddeparError, RowWarning
from addepar_core.transport import exchange

_ROUNDS = 1 + 4 * PROOF
_FROM = 8 * 2**20 if PROOF else 2**20
"""From this length on the client reads a body in a faster way. The short form has it do so earlier."""
_LARGE = _FROM + 2**20 + 12_345
"""More than that, and more again than is read at first."""
_BYTES = random.Random(13).randbytes(_LARGE)  # noqa: S311
_BODIES = {"get": document("1"), "small": _BYTES[:3000], "large": _BYTES}


def _handler(framing: Framing, body: bytes, cuts: random.Random | None) -> Callable[[Peer, Head], None]:
    """Answers the file 1 in the framing, and everything else as it should be."""
    wire = framing.wire(body)

    def handle(peer: Peer, head: Head) -> None:
        if head.id != "1":
            peer.send(answer(b"file " + head.id.encode()) if head.path.endswith("download") else record(head.id))
            return
        peer.send(*_pieces(wire, cuts))
        match framing.end:
            case "close":
                peer.hang_up()
            case "cut":
                peer.hang_up(notify=False)
            case "reset":
                peer.reset()

    return handle


def _pieces(wire: bytes, cuts: random.Random | None) -> list[bytes]:
    """All at once, or in a few packets cut at random, most of them near the head and the end."""
    if cuts is None:
        return [wire]
    size = len(wire)
    near = [cuts.randrange(min(size, 400)) for _ in range(2)] + [size - cuts.randrange(min(size, 400))]
    places = sorted({0, *near, cuts.randrange(size), size})
    return [wire[start:end] for start, end in pairwise(places)]


def _outcome(side: Side, client: Any, what: str, folder: Path) -> str:
    """What came of asking for the file 1: RIGHT, REFUSED or EMPTY, else what was wrong."""
    target = folder / "file"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RowWarning)
        try:
            if what == "get":
                got = side.run(client.files.get("1"))
                return EMPTY if got is None else RIGHT if str(got.id) == "1" else f"the record {got.id}"
            side.run(client.files.download("1", target))
        except AddeparError:
            left = [one.name for one in folder.iterdir()]
            return REFUSED if not left else f"refused, and left {left}"
    come = target.read_bytes()
    target.unlink()
    if come == _BODIES[what]:
        return RIGHT
    return f"a file of {len(come)} other bytes: {come[:60]!r}..." if come else EMPTY


def _next(side: Side, client: Any, what: str, of: str) -> str:
    """The id that a call gets which follows, of the same kind."""
    out = io.BytesIO()
    try:
        if what == "get":
            return str(side.run(client.files.get(of)).id)
        side.run(client.files.download(of, out))
        return out.getvalue().decode("latin-1").removeprefix("file ")
    except AddeparError as error:
        return f"{type(error).__name__}: {error}"


_ALLOWED = {
    RIGHT: {RIGHT},
    REFUSED: {REFUSED},
    "either": {RIGHT, REFUSED},
    EMPTY: {EMPTY, REFUSED},
}


@pytest.fixture(autouse=True)
def _faster_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "_LARGE", _FROM)


@pytest.mark.parametrize("what", _BODIES)
@pytest.mark.parametrize("name", FRAMINGS)
def test_the_right_bytes_or_a_documented_error(name: str, what: str, side: Side, context: Any, tmp_path: Path) -> None:
    framing = FRAMINGS[name]
    if framing.tls is not None and framing.tls is not (context is not None):
        return
    outcomes: Counter[str] = Counter()
    for round_ in range(_ROUNDS):
        cuts = random.Random(f"{name} {what} {round_}") if round_ else None  # noqa: S311
        with serving(_handler(framing, _BODIES[what], cuts), context) as server:
            client = side.client(server.url, timeout=10)
            found = _outcome(side, client, what, tmp_path)
            # That a server closes a connection without a word may only be found out by using it.
            patient = client if framing.end == KEEP else client.with_options(max_retries=2)
            after = [_next(side, patient, what, one) for one in ("2", "3")]
            assert found in _ALLOWED[framing.outcome], f"wanted: {framing.outcome}; came: {found}"
            outcomes[found] += 1
            assert after == ["2", "3"], f"after it ({found}) 2 and 3 were asked for"
    with counted("wire", "hostile framings", side.name) as counts:
        counts.update(outcomes)


@pytest.mark.skipif(not hasattr(ssl, "OP_IGNORE_UNEXPECTED_EOF"), reason="this OpenSSL has no such option")
@pytest.mark.parametrize("what", _BODIES)
def test_no_context_makes_a_cut_connection_look_complete(
    what: str, side: Side, server_context: ssl.SSLContext, authority: trustme.CA, tmp_path: Path
) -> None:
    """Python before 3.11.3 (Debian 12 has 3.11.2) sets this option by itself."""
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    trusting.minimum_version = ssl.TLSVersion.TLSv1_2
    trusting.options |= ssl.OP_IGNORE_UNEXPECTED_EOF
    cut = _handler(FRAMINGS["ended without close_notify"], _BODIES[what], None)
    with serving(cut, server_context) as server:
        client = side.client(server.url, timeout=10, verify=trusting)
        assert _outcome(side, client, what, tmp_path) == REFUSED


def test_the_table_holds_what_it_should() -> None:
    """Each way to end a body is there, and an answer that is as it should be is right: the table can tell."""
    assert {framing.end for framing in FRAMINGS.values()} == {KEEP, CLOSE, CUT, RESET}
    assert {framing.outcome for framing in FRAMINGS.values()} == set(_ALLOWED)
