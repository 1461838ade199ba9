"""An API that answers in every mood: in pieces, too early, with bytes that nobody asked for, half, or not at all."""

import json
import random
import threading
from collections import Counter

from tests.hardening.wire.framings import chunks
from tests.hardening.wire.serving import JSON_API, Head, Peer, answer, document, record

AT_ONCE = 100
_MOODS = {
    "plain": 40, "pieces": 10, "late": 10, "forged after it": 6, "half after it": 4, "chunks": 5,
    "forged after chunks": 5, "closed after it": 4, "early refusal": 6, "early refusal, closed": 3, "reset": 2,
    "closed": 2, "half, reset": 2, "half, closed": 2,
}  # fmt: skip


class Moody:
    """Its mood for a call comes by lot, from the call's own number.

    Attributes:
        calm: whether it answers as it should from now on.
    """

    def __init__(self, seed: str) -> None:
        self.calm = False
        self._seed = seed
        self._asked: Counter[str] = Counter()
        self._gate = threading.Barrier(AT_ONCE)
        self._never = threading.Event()

    def handle(self, peer: Peer, head: Head) -> None:
        """Answer; the number of the call is in the path or, of a write, in a header."""
        of = head.headers.get("x-number", head.id)
        self._asked[of] += 1  # a download that breaks is asked for again, and finds another mood
        lot = random.Random(f"{self._seed} {of} {self._asked[of]}")  # noqa: S311
        mood = "plain" if self.calm else lot.choices(list(_MOODS), list(_MOODS.values()))[0]
        if mood.startswith("early"):
            refusal = json.dumps({"errors": [{"status": "413", "detail": f"early {of}"}]})
            peer.send(answer(refusal.encode(), status=b"413 Too Large"))
            if mood.endswith("closed"):
                peer.hang_up()
            else:
                peer.body(head.length)
            return
        peer.body(head.length)
        if of.startswith("77"):
            try:
                self._gate.wait(20)
            except threading.BrokenBarrierError:  # fewer came: those that did get no answer
                peer.reset()
                return
        content = of.encode() if head.path.endswith("download") else self._document(head, of)
        self._send(peer, mood, content, lot)

    def _document(self, head: Head, of: str) -> bytes:
        return document(of, "positions" if "positions" in head.path else "files")

    def _send(self, peer: Peer, mood: str, content: bytes, lot: random.Random) -> None:
        whole = answer(content)
        if "chunks" in mood:
            head = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nTransfer-Encoding: chunked\r\n\r\n" % JSON_API
            whole = head + chunks(content) + b"0\r\n\r\n"
        half = lot.randrange(1, len(whole))
        if mood == "late":
            self._never.wait(lot.uniform(0.001, 0.02))
        if mood == "pieces":
            peer.send(whole[:half])
            self._never.wait(lot.uniform(0, 0.003))
            peer.send(whole[half:])
        elif mood.startswith("half,"):
            peer.send(whole[:half])
        elif mood.startswith("forged"):
            peer.send(whole + record("666"))
        elif mood == "half after it":
            peer.send(whole + record("666")[:half])
        elif mood not in ("reset", "closed"):
            peer.send(whole)
        if "closed" in mood:
            peer.hang_up()
        elif "reset" in mood:
            peer.reset()
