"""Uploads: the bytes arrive as they are, and what cannot be right is not sent."""

import hashlib
import importlib
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from tests.client.big_transfer import Digest, Made
from tests.client.support import FakeTime, Reply, Seen, Side, hostile

from addepar_client import InputError, PermissionDeniedError, ProtocolError, TransferError, ValidationError
from addepar_client.transfers.multipart import MultipartBody
from addepar_core.flow.messages import BLOCK
from addepar_sandbox import Sandbox

NOBODY = "http://127.0.0.1:9/api"
FORGED = (
    b'\r\n--+++\r\nContent-Disposition: form-data; name="metadata"\r\n\r\n{"data":{"evil":1}}\r\n--+++--\r\n'
    b'--\r\nContent-Disposition: form-data; name="file"; filename="x.exe"\r\n\r\n\x00\xff'
)
CREATED = '{"data": {"type": "files", "id": 1111, "attributes": {"name": "a.txt"}}}'


def upload(source: Any, name: str | None = "a.txt", **options: Any) -> MultipartBody:
    given = {"entities": (), "groups": (), "content_type": None, "on_progress": None} | options
    return MultipartBody(source, name=name, **given)


@pytest.mark.parametrize(
    "payload",
    [FORGED, b"", b"\r\n--+++\r\n", bytes(range(256)) * 3000],
    ids=["forged", "empty", "boundary", "several blocks"],
)
@pytest.mark.parametrize("form", ["bytes", "bytearray", "path", "text path", "file", "memory"])
def test_any_bytes_come_back_as_they_were(
    payload: bytes, form: str, sandbox: Sandbox, side: Side, tmp_path: Path
) -> None:
    path = tmp_path / "own name.txt"
    path.write_bytes(payload)
    files = side.client(sandbox.url or "").files
    with path.open("rb") as handle:
        source = {
            "bytes": payload,
            "bytearray": bytearray(payload),
            "path": path,
            "text path": str(path),
            "file": handle,
            "memory": io.BytesIO(payload),
        }[form]
        made = side.run(files.upload(source, name=None if form in ("path", "text path", "file") else "own name.txt"))
        assert not handle.closed
    assert (made.attributes.name, made.attributes.bytes) == ("own name.txt", len(payload))
    done = side.run(files.download(made.id, tmp_path / "back"))
    assert (tmp_path / "back").read_bytes() == payload
    assert done.bytes == len(payload)


def test_an_uploaded_file_is_found_among_the_listed_by_its_id(sandbox: Sandbox, side: Side) -> None:
    files = side.client(sandbox.url or "").files
    made = side.run(files.upload(b"x", name="a.txt"))
    assert type(made.id) is str
    assert made.id in {file.id for file in side.list(files.list())}
    assert side.run(files.get(made.id)).id == made.id


class Stop(BaseException):
    """An interrupt, such as a Ctrl-C or a cancelled task."""


@pytest.mark.parametrize("error", [Stop, ValueError])
def test_an_upload_that_ended_early_leaves_the_file_object_where_it_was(
    error: type[BaseException], sandbox: Sandbox, side: Side
) -> None:
    """From where the upload left it, a second attempt would store a part of the file, or nothing of it."""

    def stop(done: int, total: int | None) -> None:
        if done == total:
            raise error

    source = io.BytesIO(b"head|tail")
    source.seek(5)
    files = side.client(sandbox.url or "").files
    with pytest.raises(error):
        side.run(files.upload(source, name="a.txt", on_progress=stop))
    assert source.tell() == 5
    assert side.run(files.upload(source, name="a.txt")).attributes.bytes == 4


def test_an_upload_whose_answer_is_no_file_leaves_the_file_object_where_it_was(side: Side) -> None:
    source = io.BytesIO(b"head|tail")
    source.seek(5)
    with hostile(lambda _: Reply.json("{}", 201)) as server, pytest.raises(ProtocolError):
        side.run(side.client(server.url).files.upload(source, name="a.txt"))
    assert source.tell() == 5


def test_a_file_object_is_sent_from_where_it_stands(sandbox: Sandbox, side: Side) -> None:
    source = io.BytesIO(b"head|tail")
    source.seek(5)
    made = side.run(side.client(sandbox.url or "").files.upload(source, name="a.txt"))
    assert made.attributes.bytes == 4


def test_entities_and_groups_are_set_in_the_same_call(sandbox: Sandbox, side: Side) -> None:
    files = side.client(sandbox.url or "").files
    made = side.run(files.upload(b"x", name="a.txt", entities=[10000, "10001"], groups=1234))
    assert [str(one.id) for one in side.run(files.entities(made.id))] == ["10000", "10001"]
    assert [str(one.id) for one in side.run(files.groups(made.id))] == ["1234"]
    with pytest.raises(ValidationError):
        side.run(files.upload(b"x", name="a.txt", entities=[999999999]))


@pytest.mark.parametrize(
    "name", ['a "quoted" name.txt', "Zürich 報告.txt", "semi;colon.txt", "back%22.txt", "no extension"]
)
def test_names_arrive_as_they_are(name: str, sandbox: Sandbox, side: Side) -> None:
    assert side.run(side.client(sandbox.url or "").files.upload(b"x", name=name)).attributes.name == name


def test_what_is_sent_is_a_form_with_an_exact_length_and_a_boundary_of_its_own(side: Side) -> None:
    with hostile(lambda _: Reply.json(CREATED, 201)) as server:
        files = side.client(server.url).files
        for _ in range(2):
            side.run(files.upload(b"12345", name="a.csv", content_type="text/x-mine", entities=[1]))
    boundaries = set()
    for seen in server.seen:
        boundary = seen.headers["content-type"].removeprefix("multipart/form-data; boundary=")
        boundaries.add(boundary)
        assert int(seen.headers["content-length"]) == len(seen.body)
        assert "transfer-encoding" not in seen.headers
        first, second = seen.body.split(f"--{boundary}\r\n".encode())[1:]
        disposition = b'Content-Disposition: form-data; name="file"; filename="a.csv"'
        assert first == disposition + b"\r\nContent-Type: text/x-mine\r\n\r\n12345\r\n"
        head, _, metadata = second.partition(b"\r\n\r\n")
        assert head == b'Content-Disposition: form-data; name="metadata"\r\nContent-Type: application/json'
        assert json.loads(metadata.partition(b"\r\n--")[0]) == {
            "data": {
                "type": "files",
                "attributes": {"name": "a.csv"},
                "relationships": {"associated_entities": {"data": [{"type": "entities", "id": "1"}]}},
            }
        }
    assert len(boundaries) == 2


def test_the_media_type_is_guessed_from_the_name() -> None:
    for name, kind in (("a.pdf", b"application/pdf"), ("a.unknown-kind", b"application/octet-stream")):
        assert b"Content-Type: " + kind + b"\r\n" in next(upload(b"", name).iter_blocks())


def test_progress_is_told_to_the_end(sandbox: Sandbox, side: Side) -> None:
    progress: list[tuple[int, int | None]] = []
    side.run(
        side.client(sandbox.url or "").files.upload(
            bytes(3 * BLOCK), name="a.bin", on_progress=lambda done, total: progress.append((done, total))
        )
    )
    assert [done for done, _ in progress] == sorted(done for done, _ in progress)
    assert len(progress) == 5
    assert progress[-1][0] == progress[-1][1]


def test_a_body_can_be_sent_again_from_the_same_place() -> None:
    source = io.BytesIO(b"head|" + b"tail" * 1000)
    source.seek(5)
    body = upload(source)
    first, second = b"".join(body.iter_blocks()), b"".join(body.iter_blocks())
    assert first == second
    assert len(first) == body.length


@pytest.mark.parametrize("form", ["path", "bytes", "file", "memory"])
def test_a_body_that_was_given_up_midway_begins_at_the_same_place(form: str, tmp_path: Path) -> None:
    whole = os.urandom(3 * BLOCK)
    path = tmp_path / "a.txt"
    path.write_bytes(whole)
    with path.open("rb") as handle:
        memory = io.BytesIO(whole)
        for each in (handle, memory):
            each.seek(7)
        body = upload({"path": path, "bytes": whole, "file": handle, "memory": memory}[form])
        given_up = body.iter_blocks()
        _ = [next(given_up), next(given_up)]
        again = b"".join(body.iter_blocks())
        given_up.close()
        assert b"".join(body.iter_blocks()) == again
    assert whole[7 if form in ("file", "memory") else 0 :] in again
    assert len(again) == body.length


def test_a_file_object_is_put_back_where_an_upload_fails(sandbox: Sandbox, side: Side) -> None:
    sandbox.fail("status", "files_upload", status=403)
    source = io.BytesIO(b"head|tail")
    source.seek(5)
    files = side.client(sandbox.url or "").files
    with pytest.raises(PermissionDeniedError):
        side.run(files.upload(source, name="a.txt"))
    assert side.run(files.upload(source, name="a.txt")).attributes.bytes == 4


def test_300_mib_refused_by_a_429_arrive_identical_at_the_second_try(sandbox: Sandbox, side: Side) -> None:
    whole, source, offset = hashlib.sha256(), Made(300 * 1024 * 1024 + 11), 11
    source.seek(offset)
    while piece := source.read(1024 * 1024):
        whole.update(piece)
    source.seek(offset)
    sandbox.fail("status", "files_upload", status=429, retry_after=2)
    time, digest = FakeTime(), Digest()
    files = side.client(sandbox.url or "", clock=time.clock(), max_retries=1).files
    stored = side.run(files.upload(source, name="big.bin"))
    side.run(files.download(stored, digest))
    assert digest.sha256.hexdigest() == whole.hexdigest()
    assert stored.attributes.bytes == 300 * 1024 * 1024
    assert [call.status for call in sandbox.journal.calls("files_upload")] == [429, 201]
    assert sum(time.slept) >= 2


@pytest.mark.parametrize("change", ["shorter", "longer"])
def test_a_source_that_changes_while_it_is_sent(change: str, sandbox: Sandbox, side: Side, tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(bytes(4 * BLOCK))

    def meddle(done: int, total: int | None) -> None:
        os.truncate(path, BLOCK if change == "shorter" else 9 * BLOCK)

    before = len(side.list(side.client(sandbox.url or "").files.list()))
    with pytest.raises(TransferError, match=change):
        side.run(side.client(sandbox.url or "").files.upload(path, on_progress=meddle))
    assert len(side.list(side.client(sandbox.url or "").files.list())) == before


def test_a_source_that_cannot_be_read_any_more(sandbox: Sandbox, side: Side, tmp_path: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(TransferError, match="Input/output error"):
        side.run(side.client(sandbox.url or "").files.upload(Broken(b"x"), name="a.txt"))


class _Pipe(io.RawIOBase):
    def readable(self) -> bool:
        return True


def _closed() -> io.BytesIO:
    file = io.BytesIO(b"x")
    file.close()
    return file


@pytest.mark.parametrize(
    ("source", "name", "field"),
    [
        (None, "a.txt", "source"),
        (5, "a.txt", "source"),
        ("/no/such/file.txt", None, "source"),
        ("nul\0byte", None, "source"),
        (Path("/"), None, "source"),
        (io.StringIO("text"), "a.txt", "source"),
        (_Pipe(), "a.txt", "source"),
        (_closed(), "a.txt", "source"),
        (memoryview(b"abcdef")[::2], "a.txt", "source"),
        (b"x", None, "name"),
        (io.BytesIO(b"x"), None, "name"),
        (b"x", "", "name"),
        (b"x", "..", "name"),
        (b"x", "a/b.txt", "name"),
        (b"x", "a\\b.txt", "name"),
        (b"x", "a\r\nb.txt", "name"),
        (b"x", 5, "name"),
    ],
)
def test_what_cannot_be_uploaded_is_named(source: Any, name: Any, field: str, side: Side) -> None:
    with pytest.raises(InputError) as caught:
        side.run(side.client(NOBODY).files.upload(source, name=name))
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("own", "name"),
    [("a.TXT", "b.txt"), ("upload", "a.pdf"), ("tmp1234.tmp", "report.pdf"), ("scan.jpeg", "scan.jpg"), ("v1.2", "v1")],
)
def test_the_name_decides_whatever_the_source_is_called(
    own: str, name: str, sandbox: Sandbox, side: Side, tmp_path: Path
) -> None:
    path = tmp_path / own
    path.write_bytes(b"x")
    files = side.client(sandbox.url or "").files
    assert side.run(files.upload(path, name=name)).attributes.name == name
    with path.open("rb") as handle:
        assert side.run(files.upload(handle, name=name)).attributes.name == name


@pytest.mark.parametrize("packing", ["gzip", "bz2", "lzma"])
def test_what_is_unpacked_while_it_is_read_has_the_name_of_what_comes_out(
    packing: str, sandbox: Sandbox, side: Side, tmp_path: Path
) -> None:
    module = importlib.import_module(packing)
    path = tmp_path / f"export.csv{ {'gzip': '.gz', 'bz2': '.bz2', 'lzma': '.xz'}[packing] }"
    with module.open(path, "wb") as out:
        out.write(b"a,b\n")
    files = side.client(sandbox.url or "").files
    with module.open(path) as plain:
        made = side.run(files.upload(plain))
        assert (made.attributes.name, made.attributes.content_type) == ("export.csv", "text/csv")
        plain.seek(0)
        assert side.run(files.upload(io.BufferedReader(plain))).attributes.name == "export.csv"
    packed = side.run(files.upload(path)).attributes
    assert packed.name == path.name
    assert packed.content_type == f"application/{ {'gzip': 'gzip', 'bz2': 'x-bzip2', 'lzma': 'x-xz'}[packing] }"


@pytest.mark.parametrize(
    "options", [{"entities": ["a/b"]}, {"groups": [""]}, {"entities": {"a": 1}}, {"content_type": "text/plain\r\nX: y"}]
)
def test_impossible_associations_and_types_are_refused(options: dict[str, Any], side: Side) -> None:
    with pytest.raises(InputError):
        side.run(side.client(NOBODY).files.upload(b"x", name="a.txt", **options))


def test_an_early_refusal_is_seen(side: Side) -> None:
    def answer(seen: Seen) -> Reply:
        return Reply.json('{"errors": [{"detail": "file is missing"}]}', 400)

    with hostile(answer) as server, pytest.raises(ValidationError, match="file is missing"):
        side.run(side.client(server.url).files.upload(b"x", name="a.txt"))
