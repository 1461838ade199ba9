"""Each value that the specification allows is accepted and stored as sent, in either case, to the last byte."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from addepar_contract.calls.calling import OPERATIONS, PATH_PARAMETER, PRINTED, Caller, Upload
from addepar_contract.calls.target import Target
from addepar_contract.probes.probing import id_text
from addepar_contract.spec.document import load, resolve
from addepar_contract.spec.samples import Member, Steps, lists, members, value_at, with_value

# files_update has one attribute, whose extension is fixed; its own probe looks at that.
_WITH_ATTRIBUTES = [
    f"{kind}_{verb}" for kind in ("positions", "snapshots") for verb in ("create", "update", "update_many")
] + ["jobs_create"]
_SPELLED = ("jobs_create", "snapshots_create")
_OK = (200, 201, 202)
_CONTENTS = (
    b"",
    b"\n",
    b"a\r\n",
    b" \t\r\n\r\n",
    b"\xef\xbb\xbfa\0",
    b"\r\n--boundary--\r\n",
    bytes(range(256)) * 1025,
)


def _is_fixed(operation: str, member: Member) -> bool:
    return "update" in operation and member.name == "trade_date"


def _may_be_refused(member: Member, value: Any) -> bool:
    """Whether a null removes what the server may need; no schema can say of which assets it needs units."""
    return value is None and member.name in ("amount", "currency", "units")


def _values(operation: str, document: Any) -> Iterator[tuple[Member, Any]]:
    """Each member with each value to try; and each list that is printed, with more items."""
    for member in members(_schema(operation), document):
        if not member.known_values and not _is_fixed(operation, member):
            yield from ((member, value) for value in member.values())
    for place, items in lists(document):
        yield Member(place, {}), items


@pytest.mark.parametrize("operation", _WITH_ATTRIBUTES)
def test_each_value_is_kept(addepar_target: Target, operation: str) -> None:
    """Each member of the attributes in turn, with values at the edges of its schema."""
    caller, tried = addepar_target.caller, 0
    for document in _printed(operation):
        for member, value in _values(operation, document):
            sent = with_value(document, member.place, value)
            answer = caller.call(operation, _path_id(operation, sent), body=sent)
            where = f"{member.name} = {str(value)[:30]!r}"
            if answer.status_code == 400 and _may_be_refused(member, value):
                continue
            assert answer.status_code in _OK, f"{where}: {answer.status_code} {answer.text[:200]}"
            read = _read_again(operation, answer.json(), caller)
            stored = value_at(read, _within_resource(member))
            assert _is_kept(member.name, value, stored), f"{where} is read as {str(stored)[:60]!r}"
            tried += 1
    assert tried


@pytest.mark.parametrize("operation", _SPELLED)
def test_spelling_does_not_matter(addepar_target: Target, operation: str) -> None:
    """What the pages write in upper and lower case gets one status: with each id, and without each member."""
    tried = 0
    for document in _printed(operation):
        for member in members(_schema(operation), document):
            for word in member.known_values:
                upper, lower = (
                    [
                        addepar_target.caller.call(operation, body=each).status_code
                        for each in _variants(with_value(document, member.place, spelled), member)
                    ]
                    for spelled in (word.upper(), word.lower())
                )
                assert upper == lower, f"{member.name} {word}: {upper} in upper case, {lower} in lower case"
                tried += 1
    assert tried


@pytest.mark.parametrize("operation", [each for each in _WITH_ATTRIBUTES if "update" in each])
def test_each_change_has_its_time(addepar_target: Target, operation: str) -> None:
    """Each attribute is changed alone, then removed if a null is allowed: `modified_at` is the time of each change."""
    caller, tried, now = addepar_target.caller, 0, datetime(2031, 1, 1, tzinfo=UTC)
    for document in _printed(operation):
        for member, value in _single_changes(operation, document):
            now += timedelta(minutes=1)
            addepar_target.freeze(now.isoformat())
            sent = with_value(document, member.place[:-1], {member.name: value})
            answer = caller.call(operation, _path_id(operation, sent), body=sent)
            if answer.status_code == 400 and _may_be_refused(member, value):
                continue
            assert answer.status_code == 200, f"{member.name} = {str(value)[:30]!r}: {answer.text}"
            attributes = _read_again(operation, answer.json(), caller).get("attributes", {})
            if "modified_at" in attributes:  # the default data have records without times
                modified = datetime.fromisoformat(attributes["modified_at"])
                assert modified == now, f"{member.name} = {str(value)[:30]!r} at {now}: modified at {modified}"
                tried += 1
    assert tried


def _single_changes(operation: str, document: Any) -> Iterator[tuple[Member, Any]]:
    """Each attribute with two values, of which at least one is new, and then with null."""
    for member in members(_schema(operation), document):
        if len(_within_resource(member)) == 2 and not _is_fixed(operation, member):
            values = member.values()
            new = [each for each in values if each not in (None, "", 0)][-2:]
            # The first may be what the record has, and then is not a change.
            yield from ((member, each) for each in [*new, *([None] if None in values else [])])


@pytest.mark.parametrize("content", _CONTENTS, ids=lambda content: f"files_upload {content[:12]!r}")
def test_any_bytes_come_back(addepar_target: Target, content: bytes) -> None:
    """Nothing at all, line ends, bytes of all values, and more than fits into one piece."""
    metadata = {"data": {"type": "files", "attributes": {"name": "a.bin"}}}
    answer = addepar_target.caller.call("files_upload", body=Upload(content, "a.bin", metadata))
    assert answer.status_code == 201, answer.text
    record = answer.json()["data"]
    assert record["attributes"]["bytes"] == len(content)
    downloaded = addepar_target.caller.call("files_download", str(record["id"])).content
    assert downloaded == content, f"it came back as {downloaded[:20]!r}"


@pytest.mark.parametrize(
    ("file_name", "media_type", "file_first"),
    [
        # The page prints the first form: a space in the parameter, and no media type of the metadata.
        ('file name="Sample.txt"', "", True),
        ('filename="Sample.txt"', "", False),
        ('filename="Sample.txt"', "Content-Type: application/json\r\n", False),
        ('filename="Sample.txt"', "Content-Type: application/vnd.api+json; charset=utf-8\r\n", True),
    ],
    ids=lambda value: f"files_upload {value}",
)
def test_an_upload_in_any_form(addepar_target: Target, file_name: str, media_type: str, file_first: bool) -> None:
    metadata = json.dumps(PRINTED["files_upload_request"]["metadata"])
    parts = [
        f'Content-Disposition: form-data; name="file"; {file_name}\r\nContent-Type: text/plain\r\n\r\nraw\n',
        f'Content-Disposition: form-data; name="metadata"\r\n{media_type}\r\n{metadata}',
    ]
    body = "".join(f"--limit\r\n{part}\r\n" for part in (parts if file_first else parts[::-1])) + "--limit--\r\n"
    headers = {"Content-Type": "multipart/form-data; boundary=limit"}
    answer = addepar_target.caller.call("files_upload", body=body.encode(), headers=headers)
    assert answer.status_code == 201, answer.text
    record = answer.json()["data"]
    assert record["attributes"]["content_type"] == "text/plain"
    assert addepar_target.caller.call("files_download", str(record["id"])).content == b"raw\n"


def _printed(operation: str) -> Iterator[Any]:
    """The request bodies that the pages print for an operation."""
    (content,) = OPERATIONS[operation].body["requestBody"]["content"].values()
    for each in content["examples"].values():
        yield resolve(load(), each)["value"]


def _schema(operation: str) -> dict[str, Any]:
    (content,) = OPERATIONS[operation].body["requestBody"]["content"].values()
    schema: dict[str, Any] = content["schema"]
    return schema


def _path_id(operation: str, document: Any) -> str:
    return id_text(document["data"]["id"]) if PATH_PARAMETER.search(OPERATIONS[operation].path) else ""


def _read_again(operation: str, answered: Any, caller: Caller) -> Any:
    data = answered["data"]
    resource = data[-1] if isinstance(data, list) else data
    return caller.document(f"{OPERATIONS[operation].body['tags'][0]}_get", str(resource["id"]))["data"]


def _within_resource(member: Member) -> Steps:
    """The place of a member without the steps to its resource: `data`, and a number if there are several."""
    return member.place[member.place.index("attributes") :]


def _variants(document: Any, member: Member) -> Iterator[Any]:
    yield document
    holder = value_at(document, member.place[:-1])
    for name in holder:
        if name != member.name:
            yield with_value(document, member.place[:-1], {each: holder[each] for each in holder if each != name})
    if "portfolio_id" in holder:
        yield with_value(document, (*member.place[:-1], "portfolio_id"), "1")


def _is_kept(name: str, sent: Any, stored: Any) -> bool:
    """Whether a value is stored as sent. Null removes it; objects may have more members, filled in by the server."""
    if sent is None:
        return stored in (None, "")
    if isinstance(sent, dict):
        return isinstance(stored, dict) and all(_is_kept(each, sent[each], stored.get(each)) for each in sent)
    if isinstance(sent, list):
        if not isinstance(stored, list) or len(stored) != len(sent):
            return False
        return all(_is_kept(name, each, other) for each, other in zip(sent, stored, strict=True))
    if isinstance(stored, dict):
        return bool(stored.get("key") == sent)  # an attribute that was named comes back with its arguments
    if name.endswith("_id"):
        return id_text(stored) == id_text(sent)  # as a number or as text
    return bool(stored == sent and isinstance(stored, bool) == isinstance(sent, bool))
