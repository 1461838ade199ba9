"""Files against a list of what was uploaded."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, initialize, invariant, multiple, rule
from tests.contract.models.machine import Machine, identifiers

from addepar_contract.calls.calling import Upload

ENTITIES, GROUPS = ["1", "2", "3"], ["10", "20", "30"]
UNKNOWN = "999"
_contents = st.binary(max_size=200)
_stems = st.text(
    st.characters(codec="utf-8", exclude_characters='./\\"\x00\r\n', exclude_categories=["C"]), min_size=1, max_size=8
)
_extensions = st.sampled_from([".txt", ".pdf", ""])
_entities = st.lists(st.sampled_from(ENTITIES), max_size=3, unique=True)
_groups = st.lists(st.sampled_from(GROUPS), max_size=3, unique=True)


@dataclass
class StoredFile:
    """What the model knows of a file."""

    name: str
    extension: str
    content: bytes
    created: str
    links: dict[str, list[str]] = field(default_factory=dict)


class Files(Machine):
    """Upload, rename, file under groups and entities, archive, and read all of it back."""

    live = Bundle("live")

    def __init__(self) -> None:
        super().__init__()
        for each in ENTITIES:
            self.sandbox.add_entity(each)
        for each in GROUPS:
            self.sandbox.add_group(each)
        self.files: dict[str, StoredFile] = {}
        self.archived: dict[str, StoredFile] = {}

    @initialize(target=live, contents=st.tuples(_contents, _contents, _contents))
    def begin(self, contents: tuple[bytes, bytes, bytes]) -> Any:
        """Something to work with: files of one entity, of one group and of nobody, one second apart."""
        made = []
        for content, entities, groups in zip(contents, (["1"], [], []), ([], ["10"], []), strict=True):
            made.append(self._upload(content, "first.txt", entities, groups))
            self.sandbox.clock.advance(1)
        return multiple(*made)

    @rule(target=live, content=_contents, stem=_stems, extension=_extensions, entities=_entities, groups=_groups)
    def upload(self, content: bytes, stem: str, extension: str, entities: list[str], groups: list[str]) -> str:
        return self._upload(content, stem + extension, entities, groups)

    def _upload(self, content: bytes, name: str, entities: list[str], groups: list[str]) -> str:
        extension = PurePosixPath(name).suffix
        body = Upload(content, f"part{extension}", _metadata(name, entities, groups))
        file_id = str(self.accepted(201, "files_upload", body=body)["data"]["id"])
        assert file_id not in self.files
        assert file_id not in self.archived
        links = {"groups": groups, "entities": entities}
        self.files[file_id] = StoredFile(name, extension, content, self.sandbox.clock.timestamp(), links)
        return file_id

    @rule(content=_contents, wrong=st.sampled_from(["extension", "entity", "group"]))
    def upload_wrongly(self, content: bytes, wrong: str) -> None:
        name = "a.pdf" if wrong == "extension" else "a.txt"
        entities, groups = [UNKNOWN] * (wrong == "entity"), [UNKNOWN] * (wrong == "group")
        self.refused(400, "files_upload", body=Upload(content, "part.txt", _metadata(name, entities, groups)))

    @rule(file_id=live, stem=_stems, wrong=st.booleans())
    def rename(self, file_id: str, stem: str, wrong: bool) -> None:
        if file_id not in self.files:
            return
        stored = self.files[file_id]
        if wrong:
            self.refused(400, "files_update", file_id, body=_update(file_id, attributes={"name": f"{stem}.zip"}))
            return
        stored.name = stem + stored.extension
        self.accepted(200, "files_update", file_id, body=_update(file_id, attributes={"name": stored.name}))

    @rule(
        file_id=live,
        kind=st.sampled_from(["groups", "entities"]),
        verb=st.sampled_from(["add", "replace", "remove", "update"]),
        data=st.data(),
    )
    def associate(self, file_id: str, kind: str, verb: str, data: st.DataObject) -> None:
        """By the routes of the associations, or by a PATCH of the file, which replaces those that it names."""
        ids = data.draw(_groups if kind == "groups" else _entities)
        operation, body = f"files_{verb}_{kind}", identifiers(kind, ids)
        if verb == "update":
            operation, body = "files_update", _update(file_id, relationships={f"associated_{kind}": body})
        if file_id not in self.files:
            self.refused(404, operation, file_id, body=body)
            return
        present = self.files[file_id].links[kind]
        if data.draw(st.sampled_from([False, False, False, True]), label="one of them unknown"):
            body = identifiers(kind, [*ids, UNKNOWN])
            self.refused(400, f"files_add_{kind}", file_id, body=body)
            return
        self.files[file_id].links[kind] = {
            "add": present + [each for each in ids if each not in present],
            "replace": ids,
            "remove": [each for each in present if each not in ids],
            "update": ids,
        }[verb]
        self.accepted(200 if verb == "update" else 204, operation, file_id, body=body)

    @rule(file_id=live)
    def delete(self, file_id: str) -> None:
        if file_id in self.files:
            self.accepted(204, "files_delete", file_id)
            self.archived[file_id] = self.files.pop(file_id)
        self.refused(404, "files_delete", file_id)

    @rule(seconds=st.integers(1, 100_000))
    def wait(self, seconds: int) -> None:
        self.sandbox.clock.advance(seconds)

    @rule(file_id=live)
    def download(self, file_id: str) -> None:
        for operation, where in (("files_download", self.files), ("archived_files_download", self.archived)):
            answer = self.caller.call(operation, file_id)
            assert answer.status_code == (200 if file_id in where else 404)
            if file_id in where:
                assert answer.content == where[file_id].content

    @rule(kind=st.sampled_from(["entity", "group", "both"]), archived=st.booleans(), data=st.data())
    def filter_by_association(self, kind: str, archived: bool, data: st.DataObject) -> None:
        """Where both are asked for, only the entity counts."""
        entity, group = data.draw(st.sampled_from(ENTITIES)), data.draw(st.sampled_from(GROUPS))
        query = {"filter[files][entityId]": entity, "filter[files][groupId]": group}
        if kind != "both":
            del query[f"filter[files][{'group' if kind == 'entity' else 'entity'}Id]"]
        where = self.archived if archived else self.files
        found = self.caller.walk("archived_files_list" if archived else "files_list", query)
        links, each = ("groups", group) if kind == "group" else ("entities", entity)
        assert [row["id"] for row in found] == [file_id for file_id, file in where.items() if each in file.links[links]]

    @rule(file_id=live, after=st.booleans(), archived=st.booleans())
    def filter_by_time(self, file_id: str, after: bool, archived: bool) -> None:
        bound = (self.files.get(file_id) or self.archived[file_id]).created
        operation, where = ("archived_files_list", self.archived) if archived else ("files_list", self.files)
        found = self.caller.walk(operation, {f"filter[files][created{'After' if after else 'Before'}]": bound})
        expected = [each for each, file in where.items() if (file.created > bound if after else file.created < bound)]
        assert [row["id"] for row in found] == expected

    @rule(limit=st.integers(1, 4))
    def walk_in_pages(self, limit: int) -> None:
        first = self.caller.document("files_list", query={"page[limit]": str(limit)})
        assert len(first["data"]) == min(limit, len(self.files))
        rows = self.caller.walk("files_list", {"page[limit]": str(limit)})
        assert [row["id"] for row in rows] == list(self.files)

    @invariant()
    def lists_are_the_model(self) -> None:
        for operation, where in (("files_list", self.files), ("archived_files_list", self.archived)):
            rows = self.caller.document(operation)["data"]
            assert [row["id"] for row in rows] == list(where)
            for row in rows:
                _is(row, where[row["id"]])


def _is(row: dict[str, Any], file: StoredFile) -> None:
    attributes = row["attributes"]
    assert (attributes["name"], attributes["bytes"]) == (file.name, len(file.content))
    assert attributes["created_at"] == file.created
    for kind, ids in file.links.items():
        assert [each["id"] for each in row["relationships"][f"associated_{kind}"]["data"]] == ids


def _metadata(name: str, entities: list[str], groups: list[str]) -> dict[str, Any]:
    relationships = {
        "associated_entities": identifiers("entities", entities),
        "associated_groups": identifiers("groups", groups),
    }
    return {"data": {"type": "files", "attributes": {"name": name}, "relationships": relationships}}


def _update(file_id: str, **members: Any) -> dict[str, Any]:
    return {"data": {"type": "files", "id": file_id, **members}}
