"""Protocols of other libraries: tables for notebooks, schemas for pydantic, columns for data frames."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import Field, fields
from itertools import islice
from typing import Any, ClassVar, Self

from addepar_core.errors.tree import AddeparError

Row = Mapping[str, object]

_SHOWN = 20


class JsonModel:
    """The support of all models for pydantic, FastAPI and notebooks."""

    __slots__ = ()

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        raise NotImplementedError

    def to_dict(self) -> dict[str, Any]:
        raise NotImplementedError

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> object:
        from pydantic_core import core_schema  # the caller has imported it

        return core_schema.no_info_plain_validator_function(
            cls._validated,
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda model: model.to_dict(), return_schema=core_schema.dict_schema()
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: object, handler: object) -> dict[str, str]:
        return {"type": "object", "title": cls.__name__, "description": (cls.__doc__ or "").partition("\n")[0]}

    @classmethod
    def _validated(cls, value: object) -> Self:
        if isinstance(value, cls):
            return value
        if not isinstance(value, Mapping):
            raise ValueError(f"{type(value).__name__} instead of an object")  # noqa: TRY004 - as pydantic asks
        return cls.from_dict(value)

    def _repr_html_(self) -> str:
        """Its members as a table, for notebooks."""
        return html_table(type(self).__name__, ("", ""), flat(self.to_dict()).items())


class FieldsView:
    """A dataclass that notebooks show as a table of the fields in its repr, with the number of items of a list."""

    __dataclass_fields__: ClassVar[dict[str, Field[object]]]

    def _repr_html_(self) -> str | None:
        """Its fields as a table, for notebooks."""
        shown = [(one.name, getattr(self, one.name)) for one in fields(self) if one.repr]
        return html_table(
            type(self).__name__,
            ("", ""),
            [(name, len(value) if isinstance(value, list | tuple) else value) for name, value in shown],
        )


class TableView:
    """An object with a ``pyarrow.Table`` of its rows, so that polars, duckdb, pandas and pyarrow accept it directly."""

    def to_arrow(self) -> Any:
        raise NotImplementedError

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The rows by the Arrow PyCapsule interface.

        Raises:
            ConfigurationError: pyarrow is not installed.
        """
        return self.to_arrow().__arrow_c_stream__(requested_schema)


class RowsView(TableView):
    """The same for an object that also has its rows as mappings."""

    def rows(self) -> Iterable[Row]:
        raise NotImplementedError

    def _repr_html_(self) -> str | None:
        """The first rows as a table, for notebooks."""
        try:
            return html_rows(type(self).__name__, self.rows())
        except AddeparError:
            return None  # there is no table: the repr is enough


def html_rows(title: str, rows: Iterable[Row]) -> str:
    """The first rows as a table, with a column for each member of any of them."""
    first = list(islice(rows, _SHOWN + 1))
    names = list(dict.fromkeys(name for row in first for name in row))
    cells = [[row.get(name) for name in names] for row in first[:_SHOWN]]
    more = f"{title}, the first {_SHOWN} rows" if len(first) > _SHOWN else title
    return html_table(more, names, cells)


def flat(plain: Row) -> dict[str, object]:
    """The members of a JSON object on one level, with its attributes expanded."""
    attributes = plain.get("attributes")
    inner = attributes if isinstance(attributes, Mapping) else {}
    return {name: value for name, value in plain.items() if name not in ("attributes", "links")} | dict(inner)


def html_table(title: str, names: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A table in HTML, with all text escaped."""
    from html import escape  # imported late: it loads the names of all characters

    def cell(value: object) -> str:
        text = "" if value is None else str(value)
        return escape(text if len(text) <= 200 else f"{text[:200]}…")

    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    body = "".join(f"<tr>{''.join(f'<td>{cell(value)}</td>' for value in row)}</tr>" for row in rows)
    return f"<table><caption>{escape(title)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


__all__ = ["FieldsView", "JsonModel", "RowsView", "TableView", "flat", "html_rows", "html_table"]
