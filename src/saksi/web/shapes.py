"""Record types of the ledger as JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from saksi.records import Span

PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}


def reference(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def object_of(kind: type, hints: Mapping[str, Any]) -> dict[str, Any]:
    """An object with a property for each field."""
    properties = {name: of(hint) for name, hint in hints.items()}
    return {"description": " ".join((kind.__doc__ or "").split()), "type": "object", "properties": properties, "required": list(properties)}


def of(hint: Any) -> dict[str, Any]:
    """The schema of a field; named tuples are written as arrays."""
    if get_origin(hint) in (Union, UnionType):
        return {"anyOf": [of(arm) for arm in get_args(hint)]}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": of(get_args(hint)[0])}
    if hint in PLAIN:
        return {"type": PLAIN[hint]}
    if hint is Span:
        return reference("Span")
    fields = get_type_hints(hint)
    return {"type": "array", "prefixItems": [of(inner) for inner in fields.values()], "description": f"[{', '.join(fields)}]"}
