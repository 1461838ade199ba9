"""The tour: a file in and a file out, and a view exported, through the public client against a local Addepar.

Run by `make demo`. Everything it makes lives in a temporary folder and is gone at the end.
"""

import hashlib
import itertools
import sys
import tempfile
import time
from pathlib import Path

from addepar_client import AddeparClient
from addepar_sandbox import Sandbox

MIB = 1 << 20


def say(text: str = "") -> None:
    print(text, flush=True)


class Bar:
    """Progress on one line of a terminal; in a pipe only the last state."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.started = time.perf_counter()

    def __call__(self, done: int, total: int | None) -> None:
        finished = done == total
        if not (sys.stdout.isatty() or finished):
            return
        filled = 24 * done // total if total else 0
        rate = done / MIB / max(time.perf_counter() - self.started, 1e-9)
        line = f"  {self.label} [{'#' * filled:<24}] {done / MIB:6.1f} MiB  {rate:6.0f} MiB/s"
        print(line, end="\n" if finished else "\r", flush=True)


def document(path: Path, size: int) -> str:
    """A made-up document of that size, with the very bytes that break careless uploads. Its SHA-256."""
    trap = b'\r\n--+++\r\nContent-Disposition: form-data; name="metadata"\r\n\r\n{"data": {"evil": 1}}'
    block = hashlib.sha256(b"addepar-client").digest() * (MIB // 32)
    digest = hashlib.sha256()
    with path.open("wb") as out:
        for piece in itertools.chain([b"%PDF-1.4\n", trap], itertools.repeat(block, size // MIB)):
            out.write(piece)
            digest.update(piece)
    return digest.hexdigest()


def tour(client: AddeparClient, folder: Path) -> None:
    source = folder / "Quarterly letter.pdf"
    digest = document(source, 24 * MIB)

    say("1. Upload a document and file it under an entity")
    stored = client.files.upload(source, entities=["10000"], on_progress=Bar("up  "))
    say(f"  stored as file {stored.id}: {stored.attributes.name}, {stored.attributes.bytes:,} bytes")

    say("2. List the files of that entity")
    for row in client.files.list(entity_id="10000"):
        say(f"  {row.id!s:>6}  {row.attributes.bytes:>12,}  {row.attributes.name}")

    say("3. Download it again")
    target = folder / "out"
    target.mkdir()
    fetched = client.files.download(stored.id, to=target, on_progress=Bar("down"))
    if fetched.sha256 != digest:
        raise SystemExit("the bytes that came back are not the bytes that went in")
    say(f"  {fetched.path.name}: SHA-256 {fetched.sha256[:16]}..., identical to what was sent")

    say("4. Export a portfolio view as CSV")
    result = client.jobs.run_view(
        view_id=2,
        portfolio_type="entity",
        portfolio_id=22,
        start_date="2023-01-01",
        end_date="2023-12-31",
        output_type="csv",
        to=folder / "returns.csv",
        on_poll=lambda job: say(f"  job {job.id}: {job.attributes.status}"),
    )
    say(f"  wrote {result.path.name}, {result.bytes:,} bytes; it begins:")
    with result.path.open(encoding="utf-8-sig") as lines:
        for line in itertools.islice(lines, 5):
            say(f"    {line.rstrip()}")


def main() -> None:
    started = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="addepar-demo-") as folder, Sandbox().serve() as url:
        say(f"A local Addepar answers at {url}\n")
        with AddeparClient(base_url=url, firm_id=1, auth=("sandbox", "sandbox")) as client:
            tour(client, Path(folder))
    say(f"\nDone in {time.perf_counter() - started:.1f} s. The code of this tour: scripts/demo.py")


if __name__ == "__main__":
    main()
