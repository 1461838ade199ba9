"""polars, duckdb and pyarrow take a list and a result as they are."""

import pytest

from addepar_client import AddeparClient
from addepar_sandbox import Sandbox

polars = pytest.importorskip("polars")
duckdb = pytest.importorskip("duckdb")
pyarrow = pytest.importorskip("pyarrow")


def test_frames_take_a_list_and_a_result(settings: Sandbox) -> None:
    with AddeparClient.from_env() as client:
        positions = client.positions.list()
        result = client.jobs.run_view(
            view_id=2, portfolio_type="entity", portfolio_id=22, start_date="2024-01-01", end_date="2024-03-31"
        )
        for table in (positions, result):
            expected = table.to_arrow()
            assert pyarrow.table(table).equals(expected)
            assert polars.DataFrame(table).shape == expected.shape
        assert duckdb.sql("select count(*) from positions").fetchall() == [(positions.to_arrow().num_rows,)]
        assert duckdb.sql("select count(*) from result").fetchall() == [(result.to_arrow().num_rows,)]
