"""Downloads: whole or not at all, under a safe name, and never over a file of yours unasked."""

import hashlib
import io
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.client.support import Reply, Seen, Side, hostile

from addepar_client import AddeparClient, InputError, NotFoundError, ProtocolError, TransferError
from addepar_client.transfers.targets import filename_from_headers
from addepar_core.flow.messages import BLOCK
from addepar_core.utils.filesystem import safe_filename
from addepar_sandbox import Sandbox

NOBODY = "http://127.0.0.1:9/api"
CONTENT = os.urandom(3 * BLOCK + 17)


@pytest.fixture
def file_id(sandbox: Sandbox) -> str:
    return sandbox.add_file("report.pdf", CONTENT)


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


@pytest.mark.parametrize("form", ["path", "text", "folder", "text folder"])
def test_a_file_comes_to_a_path_or_a_folder(
    form: str, sandbox: Sandbox, side: Side, file_id: str, tmp_path: Path
) -> None:
    to = {"path": tmp_path / "x", "text": str(tmp_path / "x"), "folder": tmp_path, "text folder": f"{tmp_path}/"}[form]
    progress: list[tuple[int, int | None]] = []
    done = side.run(
        side.client(sandbox.url or "").files.download(
            file_id, to, on_progress=lambda now, total: progress.append((now, total))
        )
    )
    expected = tmp_path / ("report.pdf" if "folder" in form else "x")
    assert (done.path, done.name, done.bytes) == (expected, "report.pdf", len(CONTENT))
    assert done.content_type == "application/binary"
    assert done.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert expected.read_bytes() == CONTENT
    assert names(tmp_path) == [expected.name]
    assert progress[-1] == (len(CONTENT), len(CONTENT))
    assert len(progress) >= 3


def test_a_file_comes_to_a_file_object(sandbox: Sandbox, side: Side, file_id: str, tmp_path: Path) -> None:
    memory = io.BytesIO()
    client = side.client(sandbox.url or "")
    assert side.run(client.files.download(file_id, memory)).path is None
    assert memory.getvalue() == CONTENT
    with (tmp_path / "raw").open("wb", buffering=0) as handle:
        side.run(client.files.download(file_id, handle))
    assert (tmp_path / "raw").read_bytes() == CONTENT


def test_archived_files_and_reports_are_downloaded_too(sandbox: Sandbox, side: Side, tmp_path: Path) -> None:
    client = side.client(sandbox.url or "")
    assert side.run(client.archived_files.download(319, tmp_path)).bytes > 0
    report = side.run(client.generated_reports.download("A-UUID-ASSOCIATED-WITH-EACH-RUN", tmp_path))
    assert report.name == "Quarterly Performance Report at 05-15-2021.zip"
    assert report.path.is_file()


def test_an_existing_file_is_kept_unless_told_otherwise(
    sandbox: Sandbox, side: Side, file_id: str, tmp_path: Path
) -> None:
    taken = tmp_path / "report.pdf"
    taken.write_bytes(b"mine")
    files = side.client(sandbox.url or "").files
    for to in (taken, tmp_path):
        with pytest.raises(TransferError, match="overwrite=True"):
            side.run(files.download(file_id, to))
        assert taken.read_bytes() == b"mine"
    assert len(sandbox.journal.calls("files_download")) == 1
    side.run(files.download(file_id, taken, overwrite=True))
    assert taken.read_bytes() == CONTENT
    taken.write_bytes(b"mine")
    side.run(files.download(file_id, tmp_path, overwrite=True))
    assert taken.read_bytes() == CONTENT
    assert names(tmp_path) == ["report.pdf"]


def test_a_file_that_comes_into_being_meanwhile_is_kept(
    sandbox: Sandbox, side: Side, file_id: str, tmp_path: Path
) -> None:
    def meddle(now: int, total: int | None) -> None:
        (tmp_path / "x").write_bytes(b"mine")

    with pytest.raises(TransferError, match="was created meanwhile"):
        side.run(side.client(sandbox.url or "").files.download(file_id, tmp_path / "x", on_progress=meddle))
    assert (tmp_path / "x").read_bytes() == b"mine"
    assert names(tmp_path) == ["x"]


def test_without_links_the_name_is_claimed(
    sandbox: Sandbox, side: Side, file_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: Any) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    files = side.client(sandbox.url or "").files
    side.run(files.download(file_id, tmp_path / "x"))
    assert (tmp_path / "x").read_bytes() == CONTENT
    assert names(tmp_path) == ["x"]


def test_a_file_appears_only_when_it_is_complete(sandbox: Sandbox, side: Side, file_id: str, tmp_path: Path) -> None:
    seen: list[list[str]] = []
    side.run(
        side.client(sandbox.url or "").files.download(
            file_id, tmp_path / "x", on_progress=lambda now, total: seen.append(names(tmp_path))
        )
    )
    assert all(re.fullmatch(r"\.\w+\.part", name) for folder in seen for name in folder)
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) & 0o600 == 0o600


@pytest.mark.parametrize("length", [len(CONTENT) + 1, 10**9])
def test_a_file_that_breaks_off_leaves_nothing(length: int, side: Side, tmp_path: Path) -> None:
    with (
        hostile(lambda _: Reply(200, CONTENT, length=length)) as server,
        pytest.raises(TransferError, match=f"of {length} bytes"),
    ):
        side.run(side.client(server.url).files.download(9, tmp_path / "x"))
    assert not names(tmp_path)


def test_a_callback_that_raises_leaves_nothing(sandbox: Sandbox, side: Side, file_id: str, tmp_path: Path) -> None:
    def stop(now: int, total: int | None) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        side.run(side.client(sandbox.url or "").files.download(file_id, tmp_path / "x", on_progress=stop))
    assert not names(tmp_path)


def test_a_cancelled_task_leaves_nothing(sandbox: Sandbox, tmp_path: Path, file_id: str) -> None:
    import asyncio

    from addepar_client import AsyncAddeparClient

    async def main() -> None:
        async with AsyncAddeparClient(base_url=sandbox.url, firm_id=1, auth=("sandbox", "sandbox")) as client:
            started = asyncio.Event()

            async def hold(now: int, total: int | None) -> None:
                started.set()
                await asyncio.Event().wait()

            task = asyncio.ensure_future(client.files.download(file_id, tmp_path / "x", on_progress=hold))
            await started.wait()
            assert names(tmp_path)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(main())
    assert not names(tmp_path)


def test_an_unknown_file(sandbox: Sandbox, side: Side, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="999999"):
        side.run(side.client(sandbox.url or "").files.download(999999, tmp_path / "x"))
    assert not names(tmp_path)


@pytest.mark.parametrize(
    ("to", "kind"),
    [
        (None, InputError),
        (5, InputError),
        ("", InputError),
        (b"bytes", InputError),
        ("nul\0byte", InputError),
        (io.StringIO(), InputError),
        ("/no/such/folder/x", InputError),
        ("/dev/null/folder/", InputError),
        ("/dev/null", TransferError),
    ],
)
def test_an_impossible_target_is_refused_before_sending(to: Any, kind: type[Exception], side: Side) -> None:
    for overwrite in (False, True):
        with pytest.raises(kind):
            side.run(side.client(NOBODY).files.download(9, to, overwrite=overwrite))


def test_an_html_page_is_no_file(side: Side, tmp_path: Path) -> None:
    page = {"Content-Type": "text/html; charset=utf-8"}
    with (
        hostile(lambda _: Reply(200, b"<html>Sign in</html>", page)) as server,
        pytest.raises(ProtocolError, match="HTML page instead of a file"),
    ):
        side.run(side.client(server.url).files.download(9, tmp_path / "x"))
    attached = page | {"Content-Disposition": 'attachment; filename="a.html"'}
    with hostile(lambda _: Reply(200, b"<html>mine</html>", attached)) as server:
        assert side.run(side.client(server.url).files.download(9, tmp_path)).name == "a.html"


ERRORS = b'{"errors": [{"status": "500", "detail": "The file store is down."}], "jsonapi": {"version": "1.0"}}'


@pytest.mark.parametrize("kind", ["application/vnd.api+json", "application/json; charset=utf-8"])
def test_errors_with_status_200_are_no_file(kind: str, side: Side, tmp_path: Path) -> None:
    with hostile(lambda _: Reply(200, ERRORS, {"Content-Type": kind})) as server:
        client = side.client(server.url)
        with pytest.raises(ProtocolError, match=r"returned 200 with errors instead of a file.*The file store is down"):
            side.run(client.files.download(9, tmp_path / "x"))
        (failed,) = side.run(
            client.files.download_all(tmp_path, [{"type": "files", "id": "9", "attributes": {}}])
        ).failed
        assert isinstance(failed.error, ProtocolError)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b'{"errors": [], "data": 1}', b'{"errors": [1], "rows": []}', b"[1]", b'{"errors": 1', b"{" * 5000, b""]
)
def test_a_json_file_is_a_file(content: bytes, side: Side, tmp_path: Path) -> None:
    with hostile(lambda _: Reply(200, content, {"Content-Type": "application/json"})) as server:
        side.run(side.client(server.url).files.download(9, tmp_path / "x"))
    assert (tmp_path / "x").read_bytes() == content


def test_a_file_of_errors_that_is_sent_as_a_file_is_one(side: Side, tmp_path: Path) -> None:
    headers = {"Content-Type": "application/json", "Content-Disposition": 'attachment; filename="errors.json"'}
    with hostile(lambda _: Reply(200, ERRORS, headers)) as server:
        assert side.run(side.client(server.url).files.download(9, tmp_path)).path.read_bytes() == ERRORS


@pytest.mark.parametrize("status", [204, 206])
def test_other_successes_are_no_file(status: int, side: Side, tmp_path: Path) -> None:
    with hostile(lambda _: Reply(status)) as server, pytest.raises(ProtocolError, match=str(status)):
        side.run(side.client(server.url).files.download(9, tmp_path / "x"))


def test_a_packed_answer_is_unpacked(side: Side, tmp_path: Path) -> None:
    import gzip

    packed = gzip.compress(CONTENT)
    with hostile(lambda _: Reply(200, packed, {"Content-Encoding": "gzip"})) as server:
        side.run(side.client(server.url).files.download(9, tmp_path / "x"))
    assert server.seen[0].headers["accept-encoding"] == "identity"
    assert server.seen[0].headers["accept"] == "*/*"
    assert (tmp_path / "x").read_bytes() == CONTENT
    with (
        hostile(lambda _: Reply(200, b"not packed", {"Content-Encoding": "gzip"})) as server,
        pytest.raises(ProtocolError, match="decompressed"),
    ):
        side.run(side.client(server.url).files.download(9, tmp_path / "y"))
    assert names(tmp_path) == ["x"]


def test_redirects_are_followed_only_so_far_and_only_where_it_is_safe(side: Side, tmp_path: Path) -> None:
    def answer(seen: Seen) -> Reply:
        return Reply(302, b"", {"Location": "/v1/files/9/download"})

    with hostile(answer) as server, pytest.raises(ProtocolError, match="more than 5 redirects"):
        side.run(side.client(server.url).files.download(9, tmp_path / "x"))
    for link in ("http://files.example.com/x", "ftp://files.example.com/x", "", "//files.example.com/x"):
        away = Reply(303, b"", {"Location": link})
        with hostile(lambda _, away=away: away) as server, pytest.raises(ProtocolError, match="redirect"):  # type: ignore[misc]
            side.run(side.client(server.url).files.download(9, tmp_path / "x"))
    assert not names(tmp_path)


def test_an_error_of_another_server_shows_no_signature(side: Side, tmp_path: Path) -> None:
    with hostile(lambda _: Reply(403, b"<Error>denied</Error>")) as elsewhere:
        link = elsewhere.url.replace("/api", "/bucket/x?X-Signature=abcdef")
        with (
            hostile(lambda _: Reply(303, b"", {"Location": link})) as server,
            pytest.raises(Exception, match="403") as caught,
        ):
            side.run(side.client(server.url).files.download(9, tmp_path / "x"))
    assert "abcdef" not in str(caught.value) + repr(vars(caught.value))


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_a_link_is_written_through_only_when_told(sandbox: Sandbox, side: Side, file_id: str, tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.write_bytes(b"mine")
    (tmp_path / "link").symlink_to(real)
    files = side.client(sandbox.url or "").files
    with pytest.raises(TransferError):
        side.run(files.download(file_id, tmp_path / "link"))
    side.run(files.download(file_id, tmp_path / "link", overwrite=True))
    assert (tmp_path / "link").is_symlink()
    assert real.read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ('attachment; filename="Sample.pdf"', "Sample.pdf"),
        ('attachment; file name="portfolio_data.json"', "portfolio_data.json"),
        ("attachment; filename=plain.csv", "plain.csv"),
        ("attachment; filename=plain.csv; size=5", "plain.csv"),
        ("attachment; filename*=UTF-8''Z%C3%BCrich%20%E2%82%AC.pdf; filename=\"x.pdf\"", "Zürich €.pdf"),
        ("attachment; filename=\"x.pdf\"; filename*=iso-8859-1'en'%A3.pdf", "£.pdf"),
        ("attachment; filename*=nonsense''a%20.pdf; filename=b.pdf", "b.pdf"),
        ('attachment; filename="a \\"b\\".txt"', "a _b_.txt"),
        ('attachment; filename="Quarterly Report at 05-15-2021.zip"', "Quarterly Report at 05-15-2021.zip"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ('attachment; filename="..\\..\\boot.ini"', "boot.ini"),
        ('attachment; filename="C:\\x\\y.txt"', "y.txt"),
        ('attachment; filename="Q1 10%25 net.pdf"', "Q1 10%25 net.pdf"),
        ('attachment; filename="Yield 12%ACME.pdf"', "Yield 12%ACME.pdf"),
        ("attachment; filename=Fonds 5%CAC40.pdf; size=5", "Fonds 5%CAC40.pdf"),
        ("attachment; filename*=\"UTF-8''5%25.pdf\"", "5%.pdf"),
        ("attachment; filename*=UTF-8''%FF.pdf; filename=b.pdf", "b.pdf"),
        ('attachment; filename="=?UTF-8?B?WsO8cmljaA==?= =?utf-8?q?_2=2Epdf?="', "Zürich 2.pdf"),
        ('attachment; filename="=?nonsense?Q?Z?=.pdf"', "=_nonsense_Q_Z_=.pdf"),
        ('attachment; filename="Z\u00c3\u00bcrich.pdf"', "Zürich.pdf"),
        ('attachment; filename="Zürich.pdf"', "Zürich.pdf"),
        ('attachment; name="filename=evil.pdf; filename=worse.pdf"; filename="a;b.pdf"', "a;b.pdf"),
        ("attachment; FILENAME = a.pdf; filename=b.pdf", "a.pdf"),
        ('attachment; filename="open.pdf', "open.pdf"),
        ('attachment; filename=".."', "9"),
        ('attachment; filename=""', "9"),
        ("attachment", "9"),
        ("", "9"),
    ],
)
def test_the_servers_name_is_read_leniently(header: str, name: str) -> None:
    assert filename_from_headers({"content-disposition": header}, "9") == name


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("com1.tar.gz", "_com1.tar.gz"),
        ("a\r\nb\x00.txt", "ab.txt"),
        ("exe.\u202efdp", "exe.fdp"),
        ("a<b>:c|d?.txt", "a_b__c_d_.txt"),
        (".bashrc", "_bashrc"),
        ("...", "9"),
        ("dots. . .", "dots"),
        ("\u212b.txt", "\u00c5.txt"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("ü" * 300 + ".pdf", "ü" * 98 + ".pdf"),
        ("a." + "x" * 300, "a." + "x" * 198),
        ("." * 3 + "x" * 300, "_" + "x" * 199),
        ("a." + "x y" * 100, "a." + ("x y" * 100)[:198]),
    ],
)
def test_a_name_is_safe_on_any_system(given: str, name: str) -> None:
    assert safe_filename(given, "9") == name
    assert safe_filename(safe_filename(given, "9"), "9") == name


@pytest.mark.skipif(os.name == "nt", reason="file names are UTF-16 there")
@pytest.mark.parametrize(("encoding", "name"), [("latin-1", "Zürich ___.pdf"), ("ascii", "Z_rich ___.pdf")])
def test_a_name_fits_the_locale(encoding: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.getfilesystemencoding", lambda: encoding)
    assert safe_filename("Zürich €報告.pdf", "9") == name


@pytest.mark.skipif(os.name == "nt", reason="file names are UTF-16 there")
def test_a_download_under_the_c_locale(sandbox: Sandbox, tmp_path: Path) -> None:
    with AddeparClient(base_url=sandbox.url or "", firm_id=1, auth=("sandbox", "sandbox")) as client:
        file_id = client.files.upload(CONTENT, name="Zürich 報告.pdf").id
    program = (
        "import sys; from addepar_client import AddeparClient\n"
        "client = AddeparClient(base_url=sys.argv[1], firm_id=1, auth=('sandbox', 'sandbox'))\n"
        "print(ascii(client.files.download(sys.argv[2], sys.argv[3] + '/').path.name), sys.getfilesystemencoding())"
    )
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-c", program, sandbox.url or "", file_id, str(tmp_path)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=True)  # noqa: S603
    name, encoding = done.stdout.rsplit(maxsplit=1)
    if encoding == "utf-8":
        pytest.skip("this system has no other locale")
    assert name == "'Z_rich __.pdf'"
    assert len(names(tmp_path)) == 1


def test_a_hostile_fallback_is_made_safe_as_well() -> None:
    assert safe_filename("", "..") == "download"
    assert safe_filename("", "a/b") == "b"
