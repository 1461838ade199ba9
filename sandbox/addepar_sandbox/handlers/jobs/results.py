"""Makes up job results, the same for the same parameters, as JSON, CSV, TSV or XLSX."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import random
import zipfile
from datetime import datetime
from typing import Any, NamedTuple

from addepar_sandbox.spec.spec import JSON_API

MEDIA_TYPES = {
    "json": JSON_API,
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "xlsx": "application/binary",
}
_BYTE_ORDER_MARK = "\ufeff"
_VIEW_COLUMNS = ("asset_class", "currency", "units", "price", "value", "time_weighted_return")
_ASSET_CLASSES = ("Equity", "Fixed Income", "Real Estate", "Cash")
# One name with a comma and one beyond ASCII, so that quoting and encoding are put to use.
_HOLDINGS = ("Northwind Growth Fund", "Harbour Bond 2031, Series B", "Zürich Höhe Immobilien", "Cash Account")
_CURRENCIES = ("USD", "EUR", "CHF", "USD")
_EPOCH = datetime(2000, 1, 1)


class _Holding(NamedTuple):
    name: str
    values: dict[str, Any]


def build(parameters: dict[str, Any], output_type: str) -> bytes:
    """The result of a job.

    Args:
        parameters: the job's parameters; they alone determine the numbers.
        output_type: json, csv, tsv or xlsx.
    """
    columns = _columns(parameters)
    holdings = _holdings(parameters)
    if output_type == "json":
        return json.dumps(_document(parameters, columns, holdings), indent=2).encode()
    table = [["Holding", *(_title(column) for column in columns)]]
    table += [[holding.name, *(holding.values[column] for column in columns)] for holding in holdings]
    if output_type == "xlsx":
        return _workbook(table)
    text = io.StringIO()
    csv.writer(text, delimiter="\t" if output_type == "tsv" else ",").writerows(table)
    return (_BYTE_ORDER_MARK + text.getvalue()).encode("utf-8")


def _columns(parameters: dict[str, Any]) -> list[str]:
    """Column keys; a query may repeat a key with other arguments, which gets its own column."""
    if "columns" not in parameters:
        return list(_VIEW_COLUMNS)
    keys: list[str] = []
    for column in parameters["columns"]:
        key, number = column["key"], 2
        while key in keys:
            key, number = f"{column['key']}_{number}", number + 1
        keys.append(key)
    return keys


def _holdings(parameters: dict[str, Any]) -> list[_Holding]:
    # The format of the output must not change the numbers.
    basis = {name: value for name, value in parameters.items() if name != "output_type"}
    seed = hashlib.sha256(json.dumps(basis, sort_keys=True).encode()).digest()
    numbers = random.Random(seed)  # noqa: S311 - reproducible sample data, not a secret
    holdings = []
    for name, asset_class, currency in zip(_HOLDINGS, _ASSET_CLASSES, _CURRENCIES, strict=True):
        units, price = numbers.randrange(10, 5000), round(numbers.uniform(5, 400), 2)
        values: dict[str, Any] = {
            "asset_class": asset_class,
            "currency": currency,
            "units": units,
            "price": price,
            "value": round(units * price, 2),
            "time_weighted_return": round(numbers.uniform(-0.2, 0.3), 6),
        }
        for column in _columns(parameters):
            if column not in values:
                values[column] = round(numbers.uniform(0, 100_000), 2)
        holdings.append(_Holding(name, values))
    return holdings


def _document(parameters: dict[str, Any], columns: list[str], holdings: list[_Holding]) -> dict[str, Any]:
    """A `portfolio_views` resource: a total with one child per value of the first grouping, holdings below."""
    groupings = [grouping["key"] for grouping in parameters.get("groupings", [{"key": "asset_class"}])]
    children: list[dict[str, Any]] = [
        {
            "name": holding.name,
            "grouping": "holding",
            "columns": {column: holding.values[column] for column in columns},
            "children": [],
        }
        for holding in holdings
    ]
    for key in reversed(groupings):
        names = [_ASSET_CLASSES[index % len(_ASSET_CLASSES)] for index in range(len(children))]
        children = [
            {"name": name, "grouping": key, "columns": child["columns"], "children": [child]}
            for name, child in zip(names, children, strict=True)
        ]
    return {
        "meta": {
            "columns": [{"key": column, "display_name": _title(column)} for column in columns],
            "groupings": [{"key": key, "display_name": _title(key)} for key in groupings],
        },
        "data": {
            "type": "portfolio_views",
            "attributes": {
                "total": {"name": "Total", "columns": _totals(columns, holdings), "children": children},
                "start_date": parameters.get("start_date"),
                "end_date": parameters.get("end_date"),
            },
        },
        "included": [],
    }


def _totals(columns: list[str], holdings: list[_Holding]) -> dict[str, Any]:
    """Sums of what can be summed."""
    return {
        column: round(sum(holding.values[column] for holding in holdings), 6)
        if all(isinstance(holding.values[column], int | float) for holding in holdings)
        else None
        for column in columns
    }


def _title(key: str) -> str:
    return key.replace("_", " ").title()


def _workbook(table: list[list[Any]]) -> bytes:
    from openpyxl import Workbook  # slow to import, and seldom needed

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Portfolio"
    for row in table:
        sheet.append(row)
    workbook.properties.created = _EPOCH
    raw = io.BytesIO()
    workbook.save(raw)
    return _without_times(raw)


def _without_times(workbook: io.BytesIO) -> bytes:
    """The same workbook with the times of its making taken out, so that equal parameters give equal bytes."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(workbook) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                start = content.index(b"<dcterms:modified")
                end = content.index(b"</dcterms:modified>") + len(b"</dcterms:modified>")
                content = content[:start] + content[end:]
            target.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
