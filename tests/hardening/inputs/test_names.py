"""Hostile file names, from callers and from servers: nothing outside of the folder, nothing in a header of its own."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.hardening.counting import cases, counted
from tests.hardening.inputs.surface import calling, response
from tests.hardening.inputs.values import NAMES, TEXTS

from addepar_client import InputError
from addepar_client.transfers.targets import filename_from_headers
from addepar_core.utils.filesystem import safe_filename

_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\..*)?", re.IGNORECASE)


def held(name: str) -> None:
    """Raise where a name could not be a plain file on some system."""
    assert name
    assert name not in (".", "..")
    assert not _UNSAFE.search(name)
    assert not _RESERVED.fullmatch(name)
    assert not name.startswith((".", " "))
    assert not name.endswith((".", " "))
    assert len(name.encode()) <= 200  # raises for a lone surrogate


def test_names_from_servers() -> None:
    with counted("inputs", "names and Content-Dispositions") as outcomes:

        @settings(max_examples=cases(500))
        @given(TEXTS, st.sampled_from(["{}", 'filename="{}"', "filename={}", "filename*=utf-8''{}", "file name={}"]))
        @example("con .txt", "{}")
        def run(text: str, form: str) -> None:
            outcomes["ok"] += 1
            held(safe_filename(text, "123"))
            held(filename_from_headers({"content-disposition": "attachment; " + form.format(text)}, text))

        run()
    for name in NAMES:
        held(safe_filename(name, name))


@pytest.mark.parametrize("side", ["sync", "async"])
def test_downloads_stay_in_their_folder(side: str, tmp_path: Path) -> None:
    folder = tmp_path / "in" / "here"
    folder.mkdir(parents=True)
    with calling(side) as caller, counted("inputs", "hostile Content-Dispositions", side) as outcomes:
        for name in NAMES:
            for form in ('attachment; filename="%s"', "attachment; filename=%s", "attachment; filename*=utf-8''%s"):
                header = (form % name).encode("utf-8", "replace")
                header = re.sub(rb"[\r\n\0]", b" ", header)  # the HTTP library lets none of these through

                def respond(_: Any, header: bytes = header) -> Any:
                    return response(200, [(b"content-disposition", header), (b"content-length", b"5")], b"whole")

                with caller.client(respond) as client:
                    outcomes[caller.call(client.files.download, "123", folder, overwrite=True)] += 1
    written = list(tmp_path.rglob("*"))
    assert {one for one in written if not one.is_relative_to(folder)} == {tmp_path / "in"}
    files = [one for one in folder.iterdir() if one.is_file()]
    assert len(files) > 20
    for file in files:
        held(file.name)
        assert file.read_bytes() == b"whole"
    assert set(outcomes) == {"ok"}


@pytest.mark.parametrize("side", ["sync", "async"])
def test_uploads_write_one_part_header(side: str) -> None:
    """Whatever the name, the form has two parts, and the name that a parser reads is the one in the metadata."""
    from python_multipart.multipart import parse_options_header

    with calling(side) as caller, counted("inputs", "names of uploads", side) as outcomes:

        @settings(max_examples=cases(200))
        @given(TEXTS, st.none() | st.sampled_from(["text/plain", "a/b\r\nX: y", 'a; b="']) | st.text(max_size=10))
        def run(name: str, kind: str | None) -> None:
            bodies: list[bytes] = []

            def respond(request: Any) -> Any:
                bodies.append(request.read() if side == "sync" else request.content)
                return response(
                    201, [(b"content-type", b"application/vnd.api+json")], b'{"data": {"type": "files", "id": "1"}}'
                )

            with caller.client(respond) as client:
                outcome = caller.call(client.files.upload, b"x", name=name, content_type=kind)
            outcomes[outcome] += 1
            if outcome != "ok":
                assert bodies == []
                return
            (body,) = bodies
            boundary = body.partition(b"\r\n")[0]
            parts = body.split(boundary)
            assert len(parts) == 4
            heads = [part.partition(b"\r\n\r\n")[0].strip().split(b"\r\n") for part in parts[1:3]]
            assert [[line.partition(b":")[0] for line in head] for head in heads] == [
                [b"Content-Disposition", b"Content-Type"]
            ] * 2
            sent_name = json.loads(parts[2].partition(b"\r\n\r\n")[2])["data"]["attributes"]["name"]
            assert sent_name == name
            options = parse_options_header(heads[0][0].partition(b":")[2].strip())[1]
            assert set(options) == {b"name", b"filename"}

        run()


@pytest.mark.parametrize("side", ["sync", "async"])
@pytest.mark.parametrize("resume", [False, True])
@pytest.mark.parametrize("overwrite", [False, True])
def test_a_path_that_no_system_can_have_is_refused_before_anything_is_sent(
    side: str, resume: bool, overwrite: bool, tmp_path: Path
) -> None:
    def respond(_: Any) -> Any:
        raise AssertionError("something was sent")

    with calling(side) as caller, caller.client(respond) as client:
        for name in ("a\0b", "\ud800", "x" * 300, "x" * 300 + "/file"):
            with pytest.raises(InputError, match="is not a path"):
                caller.result(client.files.download("123", f"{tmp_path}/{name}", resume=resume, overwrite=overwrite))
