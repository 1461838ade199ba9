"""What was read type-checks in strict code, and what is wrong with such code is found."""

from pathlib import Path

import pytest
from tests.docs.test_types import mypy

RIGHT = '''
from datetime import date, datetime

from addepar_api import Client
from addepar_client import Timeout
from addepar_api.models import JobStatus, Position, PositionAttributes, PositionUpdate, PositionWriteAttributes


def use(client: Client) -> None:
    for row in client.positions.list():
        name: str | None = row.attributes.name
        at: datetime | str | None = row.attributes.created_at
        owner = row.relationships.owner.data
        link: str = row.links["self"]
        print(row.id.upper(), name, at, owner.id.upper() if owner else None, link, row.type, row.raw["id"])
        row.attributes.name = "new"
        client.positions.get(row, timeout=Timeout(connect=5, read=90))
        client.request("GET", "/v1/entities", timeout=Timeout(read=90))
        row.attributes["_custom_1"] = 3
        if isinstance(row.attributes.incepting_open_position_date, date):
            print(row.attributes.incepting_open_position_date.year)
        match row:
            case Position(id=number, attributes=PositionAttributes(name=str() as text)):
                print(number, text)
    if client.jobs.get(1).attributes.status == JobStatus.COMPLETED:
        print("done")
    for report in client.generated_reports.list():
        for portfolio in report.attributes.generated_portfolios or ():
            file_id: str | None = portfolio.file_id
            print(file_id)
    PositionUpdate(id="1", attributes=PositionWriteAttributes({"_custom_1": 2}, name="x"))
'''
WRONG = [
    ("row.attributes.nmae", "nmae"),
    ("row.relationships.owner.data.id", "None"),
    ("row.id + 1", "operand"),
    ("row.attributes.name.upper()", "None"),
    ("row.type_", "type_"),
]


@pytest.mark.xdist_group("mypy")
def test_typed_code_that_reads_is_accepted_and_mistakes_are_found(tmp_path: Path) -> None:
    lines = "".join(f"    {code}\n" for code, _ in WRONG)
    (tmp_path / "right.py").write_text(RIGHT)
    (tmp_path / "wrong.py").write_text(
        f"from addepar_api.models import Position\n\n\ndef use(row: Position) -> None:\n{lines}"
    )
    found = mypy(tmp_path, "--strict")
    assert not [line for line in found if line.startswith("right.py")], found
    for number, (_, problem) in enumerate(WRONG, 5):
        assert [line for line in found if line.startswith(f"wrong.py:{number}:") and problem in line], found
