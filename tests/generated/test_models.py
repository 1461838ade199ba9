"""What the generated models read, keep and write."""

import copy
import pickle
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

import pytest

import addepar_api.models
from addepar_api.models import GeneratedReportAttributes, Job, JobAttributes, JobStatus, SnapshotAttributes
from addepar_api.types import UNSET, Unset, timestamp_text

COPIES = [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))]  # noqa: S301


def test_a_new_value_of_an_enumeration_is_plain_text() -> None:
    attributes = JobAttributes.from_dict({"status": "Paused By Moon"})
    assert type(attributes.status) is str
    assert attributes.status == "Paused By Moon"
    assert attributes.to_dict() == {"status": "Paused By Moon"}


def test_a_known_value_is_its_member() -> None:
    assert JobAttributes(status="Completed").status is JobStatus.COMPLETED
    assert next(iter(JobStatus)) is JobStatus.QUEUED  # in the order of the specification
    with pytest.raises(ValueError, match="Paused"):
        JobStatus("Paused By Moon")


def test_unset_is_one_object_under_copy_and_pickle() -> None:
    assert all(twin(UNSET) is UNSET for twin in COPIES)
    assert Unset() is UNSET
    assert not UNSET
    assert repr(UNSET) == "UNSET"


@pytest.mark.parametrize("twin", COPIES)
def test_a_copied_model_is_the_same_document(twin: Any) -> None:
    document = {"id": 13, "type": "jobs", "attributes": {"started_at": "2021-02-14T10:15:30.00Z", "status": "New"}}
    job = Job.from_dict(document)
    assert twin(job) == job
    assert twin(job).to_dict() == document


@pytest.mark.parametrize("text", ["2021-02-14T10:15:30Z", "2021-02-14T10:15:30.00Z", "2021-02-14T12:15:30+02:00"])
def test_a_moment_is_a_plain_datetime_in_utc_and_its_text_stays(text: str) -> None:
    attributes = GeneratedReportAttributes.from_dict({"started_at": text})
    assert type(attributes.started_at) is datetime
    assert attributes.started_at == datetime(2021, 2, 14, 10, 15, 30, tzinfo=UTC)
    assert attributes.started_at.tzinfo is UTC
    assert attributes["started_at"] == text
    assert attributes.to_dict() == {"started_at": text}


@pytest.mark.parametrize("text", ["2020-04-02T21:4915Z", "2021-02-14", "2021-02-14T10:15:30", "0001-01-01T00:00:00+05:00", "soon", ""])
def test_what_names_no_moment_is_kept_as_text(text: str) -> None:
    attributes = JobAttributes.from_dict({"started_at": text, "status": "Completed"})
    assert type(attributes.started_at) is str
    assert attributes.to_dict() == {"started_at": text, "status": "Completed"}


@pytest.mark.parametrize("text", ["20230131", "2023-W05-2", "2023-1-31", "soon", ""])
def test_a_day_in_another_spelling_is_kept_as_text(text: str) -> None:
    attributes = SnapshotAttributes.from_dict({"trade_date": text})
    assert attributes.trade_date == text
    assert attributes.to_dict() == {"trade_date": text}


def test_a_moment_that_was_set_is_written_with_z() -> None:
    assert timestamp_text(datetime(2021, 2, 14, 11, 15, 30, tzinfo=UTC)) == "2021-02-14T11:15:30Z"
    attributes = JobAttributes(started_at=datetime(2021, 2, 14, tzinfo=UTC))
    assert attributes.to_dict() == {"started_at": "2021-02-14T00:00:00Z"}
    assert attributes.started_at == datetime(2021, 2, 14, tzinfo=UTC)


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_one_model_is_imported_without_the_others() -> None:
    loaded = run(
        "import sys; from addepar_api.models import ErrorObject;"
        "print(sorted(name for name in sys.modules if name.startswith('addepar_api.models.')))"
    )
    assert loaded == "['addepar_api.models.error_object']"


def test_resource_classes_and_operations_are_imported_without_models() -> None:
    loaded = run(
        "import sys, addepar_api.api.positions, addepar_api.operations, addepar_api.facts;"
        "print([name for name in sys.modules if name.startswith('addepar_api.models.') or name.split('.')[0] in ('attr', 'httpx')])"
    )
    assert loaded == "[]"


def test_models_are_listed_and_misspelled_ones_refused() -> None:
    assert {"Job", "JobStatus", "__all__"} <= set(dir(addepar_api.models))
    assert set(addepar_api.models.__all__) <= set(dir(addepar_api.models))
    with pytest.raises(AttributeError, match="Jobb"):
        addepar_api.models.Jobb  # noqa: B018
