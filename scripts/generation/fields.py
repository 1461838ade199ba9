"""How the models read their fields: each property of a schema as code for a reader of `addepar_core.models.readers`."""

from __future__ import annotations

from openapi_python_client.parser.properties import (
    AnyProperty,
    BooleanProperty,
    ConstProperty,
    DateProperty,
    DateTimeProperty,
    EnumProperty,
    FloatProperty,
    IntProperty,
    ListProperty,
    ModelProperty,
    NoneProperty,
    Property,
    StringProperty,
    UnionProperty,
)

PLAIN = {
    StringProperty: ("str",),
    IntProperty: ("int",),
    FloatProperty: ("float", "int"),
    BooleanProperty: ("bool",),
}


def reader_code(prop: Property) -> str | None:
    """The reader, or None for what is read as it comes."""
    match prop:
        case ModelProperty():
            return f'ModelReader("{prop.class_info.name}")'
        case EnumProperty():
            return f'EnumReader("{prop.class_info.name}")'
        case ConstProperty():
            return f"ConstReader({prop.value.python_code.as_unembedded_code()})"
        case DateProperty():
            return "read_date"
        case DateTimeProperty():
            return "read_datetime"
        case ListProperty():
            inner = reader_code(prop.inner_property)
            return f"ListReader({inner})" if inner else None
        case UnionProperty():
            return _union_code(prop)
    return None


def _union_code(prop: UnionProperty) -> str | None:
    found = [(branch, reader_code(branch)) for branch in prop.inner_properties]
    readers = [code for _, code in found if code]
    unread = [branch for branch, code in found if not code and not isinstance(branch, NoneProperty)]
    if not readers or any(isinstance(branch, AnyProperty) for branch in unread):
        return None
    takes_text = readers[0].startswith(("EnumReader", "read_date", "read_datetime"))
    if len(readers) == 1 and (not unread or takes_text) and all(isinstance(one, StringProperty) for one in unread):
        return readers[0]
    types = [name for branch in unread for name in PLAIN.get(type(branch), ("list",))]
    plain = f", plain=({', '.join(types)},)" if types else ""
    return f"UnionReader({', '.join(readers)}{plain})"


def field_code(prop: Property) -> str:
    """The line of a model's field."""
    parts = [f'"{prop.python_name}"', f'"{prop.name.get_untrusted_value()}"']
    if code := reader_code(prop):
        parts.append(code)
    if prop.required:
        parts.append("required=True")
    return f"Field({', '.join(parts)})"
