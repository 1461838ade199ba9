"""Fills a firm with the default data: the payloads of the five pages, under the printed ids.

Everything is taken from components.examples of openapi.yaml. Resources that the examples only refer to (entities,
groups, users, the PDFs of a report run) are invented, so that every documented request finds something.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from addepar_sandbox.handlers import reports, users
from addepar_sandbox.handlers.files import resource as files
from addepar_sandbox.handlers.holdings import entities, snapshots
from addepar_sandbox.handlers.holdings import resource as positions
from addepar_sandbox.handlers.holdings.rules import CASH, PERCENT_BASED
from addepar_sandbox.handlers.jobs import handlers as jobs
from addepar_sandbox.handlers.jobs.states import start
from addepar_sandbox.handlers.jsonapi.attributes import KIND as ATTRIBUTES
from addepar_sandbox.services import Services
from addepar_sandbox.spec.spec import Spec
from addepar_sandbox.state.job_settings import COMPLETED, ERROR, QUEUED, JobSettings
from addepar_sandbox.testing.seed import sample_files as samples

OWNER_OF_KEYS = "44"
RUNNING_REPORT = "A-RUN-THAT-HAS-NOT-FINISHED"
POSITION_WITH_TRANSACTION = "17454"
LIMITED_ENTITIES = ("22", "23", "34", "10000")
LIMITED_GROUPS = ("200", "1234")
# If the examples do not describe an entity, its role in them determines its type.
_PERCENT_BASED = ("2", "4", "456")
_SHARE_BASED = ("29", "34")
_CASH = "100"
_ACCOUNTS = ("27",)
# The page's failed job is about this one: it must not exist.
_MISSING_ENTITY = "10"
_FIRST_FREE_IDS = {files.LIVE: 1112, positions.KIND: 338, snapshots.KIND: 344671144894, jobs.KIND: 15}
_TIMES = ("2023-07-28T02:24:30Z", "2023-07-30T10:43:21Z")


def seed_firm(services: Services, firm: str) -> None:
    """Fill an empty firm with the default data."""
    seeder = _Seeder(services, firm)
    with services.store.transaction():
        seeder.entities_and_groups()
        seeder.users_and_keys()
        seeder.files()
        seeder.reports()
        seeder.positions()
        seeder.snapshots()
        seeder.jobs()
        for kind, first in _FIRST_FREE_IDS.items():
            services.store.collection(firm, kind).start_ids_at(first)


class _Seeder:
    def __init__(self, services: Services, firm: str) -> None:
        self._spec, self._store, self._blobs = services.spec, services.store, services.blobs
        self._clock, self._firm = services.clock, firm

    def _add(self, kind: str, resource_id: str, body: dict[str, Any]) -> None:
        self._store.collection(self._firm, kind).add(resource_id, body)

    def _data(self, example: str) -> Any:
        return self._spec.example(example)["data"]

    def entities_and_groups(self) -> None:
        known = {
            self._data(name)["id"]: self._data(name)["attributes"]
            for name in (
                "positions_owner_response",
                "positions_owned_response",
                "snapshots_owner_response",
                "snapshots_owned_response",
            )
        }
        for kind, each in _mentioned(self._spec):
            if kind == "entities":
                self._add(entities.KIND, each, {"attributes": known.get(each) or _entity_attributes(each)})
            else:
                self._add("groups", each, {"attributes": {"name": f"Sample group {each}"}})

    def users_and_keys(self) -> None:
        everything = {
            scope for operation in self._spec.operations.values() for each in operation.scopes for scope in each
        }
        reading = {scope for scope in everything if not scope.endswith("_WRITE")}
        permitted = self._spec.permissions
        permitted_to_read = {
            permission.name
            for operation in self._spec.operations.values()
            if operation.method == "GET"
            for permission in operation.permissions
        }
        printed = self._data("generated_reports_creator_response")
        self._add(users.KIND, printed["id"], users.new_user(everything, permitted, attributes=printed["attributes"]))
        self._add(users.KIND, OWNER_OF_KEYS, users.new_user(everything, permitted))
        self._add(users.KIND, "22", users.new_user(everything, permitted))
        limited = users.new_user(
            everything, permitted, all_data=False, entities=LIMITED_ENTITIES, groups=LIMITED_GROUPS
        )
        self._add(users.KIND, "45", limited)
        self._add(users.KIND, "46", users.new_user(reading, permitted_to_read))
        self._add(users.KIND, "47", users.new_user((), ()))
        for key, user in (("sandbox", OWNER_OF_KEYS), ("limited", "45"), ("readonly", "46"), ("powerless", "47")):
            self._add("keys", key, {"secret": key, "user": user})

    def files(self) -> None:
        for printed in [*self._data("files_list_response"), self._data("files_upload_response")]:
            self._file(files.LIVE, printed)
        for printed in self._data("archived_files_list_response"):
            self._file(files.ARCHIVED, printed)

    def _file(self, kind: str, printed: dict[str, Any]) -> None:
        name, size = printed["attributes"]["name"], printed["attributes"]["bytes"]
        self._stored_file(kind, str(printed["id"]), samples.document(name, size), printed)

    def _stored_file(self, kind: str, file_id: str, content: bytes, printed: dict[str, Any]) -> None:
        attributes = printed["attributes"]
        blob = self._blobs.put(content, lazy=True)
        body = files.new_file(blob, attributes["name"], attributes["content_type"], attributes["created_at"])
        body["attributes"] = {**attributes, "bytes": len(content)}
        for relation, (_, key) in files.ASSOCIATIONS.items():
            body[key] = [each["id"] for each in printed["relationships"][relation]["data"]]
        self._add(kind, file_id, body)

    def reports(self) -> None:
        """Stored in the order of their completion. The list shows the latest first, so it needs to be sorted."""
        printed = self._data("generated_reports_list_response")
        zipped = self._data("generated_reports_zipped_file_response")
        for run in printed:
            self._report_files(run, zipped)
        # The page's example of the entity filter: the same runs, but for entity 1234.
        for run in reversed(self._data("generated_reports_list_entity_response")):
            earlier = {
                name: run["attributes"][name].replace("-02-14T", "-02-13T") for name in ("started_at", "completed_at")
            }
            self._report(f"{run['id']}-FOR-ENTITY-1234", {**run, "attributes": {**run["attributes"], **earlier}})
        for run in reversed(printed):
            self._report(run["id"], run)
        running = {"report_id": 44, "report_name": "Monthly Report", "started_at": "2021-02-15T10:15:30.00Z"}
        self._add(reports.KIND, RUNNING_REPORT, reports.new_report(running, "84", "61"))

    def _report(self, report_id: str, run: dict[str, Any]) -> None:
        relations = run["relationships"]
        self._add(
            reports.KIND,
            report_id,
            reports.new_report(
                run["attributes"], relations["creator"]["data"]["id"], relations["zipped_file"]["data"]["id"]
            ),
        )

    def _report_files(self, run: dict[str, Any], zipped: dict[str, Any]) -> None:
        """The PDFs of a run, and their ZIP with exactly the printed size."""
        attributes, portfolios = run["attributes"], run["attributes"]["generated_portfolios"]
        pdfs = samples.report_pdfs(tuple(each["portfolio_name"] for each in portfolios), zipped["attributes"]["bytes"])
        created_at = attributes["completed_at"].replace(".00Z", "Z")
        for portfolio in portfolios:
            name = f"{portfolio['portfolio_name']}.pdf"
            belongs: dict[str, Any] = {"associated_groups": {"data": []}, "associated_entities": {"data": []}}
            relation = "associated_groups" if portfolio["portfolio_type"] == "group" else "associated_entities"
            belongs[relation] = {"data": [{"id": str(portfolio["portfolio_id"])}]}
            printed = {
                "attributes": {"content_type": "application/pdf", "name": name, "created_at": created_at},
                "relationships": belongs,
            }
            self._stored_file(files.LIVE, str(portfolio["file_id"]), pdfs[name], printed)
        archive = {**zipped["attributes"]}
        archive["name"] = archive["name"].replace("Quarterly Performance Report", attributes["report_name"])
        zip_id = run["relationships"]["zipped_file"]["data"]["id"]
        self._stored_file(files.LIVE, zip_id, samples.zip_of(tuple(pdfs.items())), {**zipped, "attributes": archive})

    def positions(self) -> None:
        printed = [
            *self._data("positions_list_response"),
            self._data("positions_get_response"),
            self._data("positions_update_percent_based_response"),
            self._data("positions_update_custom_response"),
        ]
        for resource in printed:
            attributes = dict(resource["attributes"])
            created_at, modified_at = attributes.pop("created_at", _TIMES[0]), attributes.pop("modified_at", _TIMES[1])
            ends = {end: resource["relationships"][end]["data"]["id"] for end in ("owner", "owned")}
            body = positions.new_position(attributes, ends["owner"], ends["owned"], created_at, modified_at)
            self._add(positions.KIND, resource["id"], body)
            for name in attributes:
                if name.startswith("_custom_"):
                    self._add(ATTRIBUTES, name, {})
        for position_id, owner, owned in (("9", "192", "23"), ("160", "22", "34")):
            self._add(positions.KIND, position_id, positions.new_position({}, owner, owned, *_TIMES))
        bare = self._data("snapshots_position_response")["relationships"]
        body = positions.new_position({}, bare["owner"]["data"]["id"], bare["owned"]["data"]["id"], None)
        self._add(positions.KIND, POSITION_WITH_TRANSACTION, body)
        self._add("transactions", "1", {"position": POSITION_WITH_TRANSACTION})

    def snapshots(self) -> None:
        first = self._data("snapshots_create_response")[0]
        second = {**first, "id": "344671144893", "attributes": {**first["attributes"], "trade_date": "2023-02-01"}}
        # The page deletes this one and shows nothing else of it.
        valuation = {name: value for name, value in first["attributes"].items() if name != "units"}
        deleted = {**first, "id": "1968", "attributes": {**valuation, "type": "valuation", "trade_date": "2022-12-31"}}
        for printed in (self._data("snapshots_get_response"), first, second, deleted):
            ends = {name: relation["data"]["id"] for name, relation in printed["relationships"].items()}
            self._add(snapshots.KIND, printed["id"], snapshots.new_snapshot(dict(printed["attributes"]), **ends))

    def jobs(self) -> None:
        """Keep printed times, but count age from now: a result of 2020 would have expired long ago."""
        settings = JobSettings()
        finished, failed = self._data("jobs_list_response")
        times = {name: finished["attributes"][name] for name in ("started_at", "completed_at")}
        self._job(self._data("jobs_get_response"), [COMPLETED], "44", {"times_in_list": times})
        self._job(failed, [ERROR], "44")
        queued = [*settings.path, settings.ends_as]
        self._job(self._data("jobs_create_query_response"), queued, "22")
        # The page cancels a job of this id and shows nothing else of it.
        self._job({**self._data("jobs_create_view_response"), "id": "1234"}, [QUEUED, *queued[1:]], "44")

    def _job(self, printed: dict[str, Any], path: list[str], creator: str, more: dict[str, Any] | None = None) -> None:
        attributes = printed["attributes"]
        body = jobs.new_job(attributes["job_type"], attributes["parameters"], creator, self._clock.timestamp())
        start(body, path, self._clock)
        # What has ended is printed without its progress.
        progress = {} if path[0] in (COMPLETED, ERROR) else {"percent_complete": 0.0}
        body["attributes"] = {**progress, **attributes, "status": path[0]}
        self._add(jobs.KIND, printed["id"], {**body, **(more or {})})


@functools.lru_cache(maxsize=8)
def _mentioned(spec: Spec) -> list[tuple[str, str]]:
    """Every entity and group that an example of the specification mentions. Finding them takes a third of a seeding."""
    named = {(kind, str(each)) for example in spec.examples() for kind, each in _identifiers(example)}
    named.discard(("entities", _MISSING_ENTITY))
    return sorted(named, key=lambda pair: (pair[0], int(pair[1])))


def _identifiers(value: Any) -> Iterator[tuple[str, Any]]:
    """Every entity and group that an example mentions, as a resource identifier or as a report's portfolio."""
    if isinstance(value, dict):
        if value.get("type") in ("entities", "groups") and "id" in value:
            yield value["type"], value["id"]
        if value.get("portfolio_type") in ("entity", "group"):
            portfolio_id = value["portfolio_id"]
            kind = "entities" if value["portfolio_type"] == "entity" else "groups"
            yield from ((kind, each) for each in (portfolio_id if isinstance(portfolio_id, list) else [portfolio_id]))
        for member in value.values():
            yield from _identifiers(member)
    elif isinstance(value, list):
        for item in value:
            yield from _identifiers(item)


def _entity_attributes(entity_id: str) -> dict[str, Any]:
    attributes = {"currency_factor": "USD", "original_name": f"Sample entity {entity_id}"}
    if entity_id in _PERCENT_BASED:
        return {**attributes, "model_type": "TRUST", "ownership_type": PERCENT_BASED}
    if entity_id in _SHARE_BASED:
        return {**attributes, "model_type": "STOCK", "ownership_type": "SHARE_BASED"}
    if entity_id == _CASH:
        return {**attributes, "model_type": CASH, "ownership_type": "VALUE_BASED"}
    if entity_id in _ACCOUNTS:
        return {**attributes, "model_type": "FINANCIAL_ACCOUNT", "ownership_type": PERCENT_BASED}
    return {**attributes, "model_type": "PERSON_NODE"}
