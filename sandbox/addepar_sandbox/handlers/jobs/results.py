"""Invents job results, the same for the same parameters, as JSON, CSV, TSV or XLSX.

The numbers are invented; columns, groupings and discrete filters are followed.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import random
import zipfile
from datetime import datetime
from typing import Any, NamedTuple

from addepar_sandbox.handlers.jsonapi.attributes import TEXTS
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
_ACCOUNTS = ("Custody 1001", "Custody 1001", "Direct 2001", "Custody 1002")
# What only query jobs have.
OF_QUERIES = ("columns", "groupings", "filters", "hide_previous_holdings")
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
    filters = [each for each in parameters.get("filters", ()) if _is_imitated(each)]
    holdings = [each for each in _holdings(parameters) if all(_passes(each, wanted) for wanted in filters)]
    if output_type == "json":
        return json.dumps(_document(parameters, columns, holdings), indent=2).encode()
    table = [["Holding", *(_title(column) for column in columns)]]
    table += [[holding.name, *(holding.values[column] for column in columns)] for holding in holdings]
    if output_type == "xlsx":
        return _workbook(table)
    text = io.StringIO()
    csv.writer(text, delimiter="\t" if output_type == "tsv" else ",").writerows(table)
    return (_BYTE_ORDER_MARK + text.getvalue()).encode("utf-8")


def not_imitated(parameters: dict[str, Any]) -> list[str]:
    """The parameters that the result does not follow, by their place."""
    names = [f"filters[{index}]" for index, each in enumerate(parameters.get("filters", ())) if not _is_imitated(each)]
    for name in ("columns", "groupings"):
        names += [
            f"{name}[{index}].arguments" for index, each in enumerate(parameters.get(name, ())) if each["arguments"]
        ]
    return names + ["hide_previous_holdings"] * bool(parameters.get("hide_previous_holdings"))


def _is_imitated(wanted: dict[str, Any]) -> bool:
    """Whether a filter is one that the sandbox can apply: the kind that the page shows, by a text of the holdings."""
    return (
        wanted["attribute"]["key"] in TEXTS
        and wanted.get("type", "discrete") == "discrete"
        and wanted.get("operator") in ("include", "exclude")
        and isinstance(wanted.get("values"), list)
    )


def _passes(holding: _Holding, wanted: dict[str, Any]) -> bool:
    is_named = holding.values[wanted["attribute"]["key"]] in wanted["values"]
    return is_named if wanted["operator"] == "include" else not is_named


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
    # Neither the format of the output nor a filter must change the numbers.
    basis = {name: value for name, value in parameters.items() if name not in ("output_type", "filters")}
    seed = hashlib.sha256(json.dumps(basis, sort_keys=True).encode()).digest()
    numbers = random.Random(seed)  # noqa: S311 - reproducible sample data, not a secret
    holdings = []
    table = zip(_HOLDINGS, _ASSET_CLASSES, _CURRENCIES, _ACCOUNTS, strict=True)
    for name, asset_class, currency, account in table:
        units, price = numbers.randrange(10, 5000), round(numbers.uniform(5, 400), 2)
        values: dict[str, Any] = {
            "asset_class": asset_class,
            "currency": currency,
            "security": name,
            "holding_account": account,
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
    children = _grouped(holdings, groupings, columns)
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


def _grouped(holdings: list[_Holding], groupings: list[str], columns: list[str]) -> list[dict[str, Any]]:
    """The holdings below one child for each value of the first grouping, which is itself grouped by the next."""
    if not groupings:
        return [
            {
                "name": holding.name,
                "grouping": "holding",
                "columns": {column: holding.values[column] for column in columns},
                "children": [],
            }
            for holding in holdings
        ]
    key, *further = groupings
    groups: dict[str, list[_Holding]] = {}
    for holding in holdings:
        # What the holdings have no text for is made up as well.
        name = holding.values[key] if key in TEXTS else f"{_title(key)} {1 + _HOLDINGS.index(holding.name) % 2}"
        groups.setdefault(name, []).append(holding)
    return [
        {
            "name": name,
            "grouping": key,
            "columns": _totals(columns, members),
            "children": _grouped(members, further, columns),
        }
        for name, members in groups.items()
    ]


def _totals(columns: list[str], holdings: list[_Holding]) -> dict[str, Any]:
    """Sums of what can be summed, and the texts that all have in common."""
    return {column: _total([holding.values[column] for holding in holdings]) for column in columns}


def _total(values: list[Any]) -> Any:
    if values and all(isinstance(each, int | float) for each in values):
        return round(sum(values), 6)
    return values[0] if len(set(values)) == 1 else None


def _title(key: str) -> str:
    return key.replace("_", " ").title()


def _workbook(table: list[list[Any]]) -> bytes:
    from openpyxl import Workbook  # slow to import, and rarely needed

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
    """The same workbook without the times of its creation, so that equal parameters produce equal bytes."""
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
