"""The server, in a separate process, and the files that it serves: written once, and the same for all contestants."""

import json
import os
import random
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import environments
from .environments import HOME

FOLDER = HOME / "served"
MIB = 1 << 20
SMALL = 64 * 1024


@dataclass(frozen=True)
class Served:
    """The addresses of the server.

    Attributes:
        http, https: the addresses; an API root is ``http + "/api"``, or ``http + "/" + listing(...)``.
        process: its process id, to read its memory.
    """

    http: str
    https: str
    process: int

    def root(self, scheme: str) -> str:
        return f"{self.https if scheme == 'https' else self.http}/api"


def environment() -> dict[str, str]:
    """The variables that a process needs to trust the server and to run the same way on every machine."""
    trusted = {"SSL_CERT_FILE": "", "REQUESTS_CA_BUNDLE": "", "CURL_CA_BUNDLE": ""}
    inherited = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    return inherited | dict.fromkeys(trusted, str(HOME / "certificate.pem")) | {"PYTHONHASHSEED": "0"}


@contextmanager
def serving() -> Iterator[Served]:
    """The server, until the block ends."""
    program = environments.server()
    _certify()
    _common()
    command = [program, FOLDER, HOME / "certificate.pem", HOME / "key.pem"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        try:
            assert process.stdout is not None  # noqa: S101
            plain, secure = process.stdout.readline().split()
            yield Served(f"http://127.0.0.1:{plain}", f"https://127.0.0.1:{secure}", process.pid)
        finally:
            process.kill()


def _certify() -> None:
    if not (HOME / "key.pem").exists():
        environments.run(
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-days", "3650", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"),
            *("-keyout", HOME / "key.pem", "-out", HOME / "certificate.pem"),
        )


def _common() -> None:
    """Write one position, one file, the response to an upload, and a small download."""
    v1 = FOLDER / "api" / "v1"
    if (v1 / "done").exists():
        return
    chance = random.Random(1)  # noqa: S311
    written = {
        "positions/1": json.dumps({"data": position(1, chance), "included": []}).encode(),
        "files/9/index": json.dumps({"data": stored(SMALL)}).encode(),
        "files/9/download": chance.randbytes(SMALL),
        "done": b"",
    }
    (FOLDER / "uploaded").parent.mkdir(parents=True, exist_ok=True)
    (FOLDER / "uploaded").write_bytes(json.dumps({"data": stored(SMALL)}).encode())
    for name, content in written.items():
        (v1 / name).parent.mkdir(parents=True, exist_ok=True)
        (v1 / name).write_bytes(content)


def stored(size: int) -> dict[str, Any]:
    """The record of a file."""
    attributes = {"name": "file.bin", "content_type": "application/octet-stream", "bytes": size}
    return {"type": "files", "id": "9", "attributes": attributes | {"created_at": "2024-03-31T20:55:07Z"}}


def position(number: int, chance: random.Random) -> dict[str, Any]:
    """A position as the API sends it, with all fields; every fourth position has a custom attribute."""
    owner, owned = chance.randrange(1, 10**6), chance.randrange(1, 10**6)
    ends = {"owner": owner, "owned": owned}
    custom = [{"date": None, "value": "Private equity", "weight": round(chance.random(), 2)}]
    return {
        "id": str(number),
        "type": "positions",
        "attributes": {
            "name": f"Holding {number} of the Møller Family Trust",
            "display_name": f"Holding {number}",
            "incepting_open_position_date": f"20{chance.randrange(10, 24)}-0{chance.randrange(1, 10)}-15",
            "incepting_open_position_value": round(chance.uniform(1, 10**8), 2),
            "incepting_open_position_ownership_percentage": round(chance.random(), 6),
            "created_at": f"2023-07-{chance.randrange(10, 29)}T02:24:30Z",
            "modified_at": f"2023-08-{chance.randrange(10, 29)}T10:43:21Z",
            **({"_custom_asset_class_1234": custom} if number % 4 == 0 else {}),
        },
        "relationships": {
            end: {
                "links": {
                    "self": f"/v1/positions/{number}/relationships/{end}",
                    "related": f"/v1/positions/{number}/{end}",
                },
                "data": {"type": "entities", "id": str(other)},
            }
            for end, other in ends.items()
        },
        "links": {"self": f"/v1/positions/{number}"},
    }


def listing(pages: int, size: int) -> str:
    """The path of an API root whose positions are ``pages`` pages of ``size`` rows."""
    name = f"list-custom-{pages}x{size}"
    folder = FOLDER / name / "v1"
    if not (folder / "done").exists():
        folder.mkdir(parents=True, exist_ok=True)
        chance = random.Random(2)  # noqa: S311
        for page in range(pages):
            rows = [position(page * size + row + 1, chance) for row in range(size)]
            more = f"/v1/positions?page[limit]={size}&page[after]={page + 1}" if page + 1 < pages else None
            document = {"data": rows, "links": {"next": more}, "included": []}
            text = json.dumps(document, separators=(",", ":"), ensure_ascii=False)
            (folder / (f"positions@{page}" if page else "positions")).write_text(text)
        (folder / "done").touch()
    return name


def page_bytes(name: str) -> int:
    """The length of the first page in bytes."""
    return (FOLDER / name / "v1" / "positions").stat().st_size


def big(size: int) -> str:
    """The id of a file of ``size`` bytes."""
    number = str(1000 + size // MIB)
    path = FOLDER / "api" / "v1" / "files" / number / "download"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        block = random.Random(3).randbytes(MIB)  # noqa: S311
        with path.with_name("part").open("wb") as file:
            for _ in range(size // MIB):
                file.write(block)
        path.with_name("part").rename(path)
    return number


def source(size: int) -> Path:
    """A file of ``size`` bytes to upload."""
    return FOLDER / "api" / "v1" / "files" / big(size) / "download"
