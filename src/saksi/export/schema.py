"""The JSON Schema of a reading, made from the record types so that it cannot fall behind them.

``python -m saksi.export.schema`` prints it; a test compares it with docs/reference/schema.json.
"""

from __future__ import annotations

import dataclasses
import json
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from saksi import records
from saksi.export.jsonl import FORMAT, field_types

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}
_CLOSED = {
    ("Event", "status"): records.STATUSES,
    ("Claim", "status"): records.STATUSES,
    ("Statement", "kind"): ("direct", "indirect", "mixed"),
    ("TimeExpression", "kind"): ("DATE", "TIME", "DURATION", "SET"),
    ("Factuality", "polarity"): ("+", "-"),
    ("Factuality", "certainty"): ("certain", "probable", "possible", "unknown"),
    ("Factuality", "time"): ("past", "present", "future"),
}


def schema() -> dict[str, Any]:
    """The schema of one line of ``saksi read --format jsonl``."""
    kinds = [kind for kind in vars(records).values() if isinstance(kind, type) and dataclasses.is_dataclass(kind)]
    definitions = {kind.__name__: _object(kind) for kind in kinds}
    reading = definitions.pop("Reading")
    reading["properties"] = {"format": {"const": FORMAT}, **reading["properties"]}
    reading["required"] = ["format", *reading["required"]]
    span = {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2, "description": records.Span.__doc__}
    return {"$schema": DIALECT, "title": "Reading", **reading, "$defs": {"Span": span, **definitions}}


def _object(kind: type) -> dict[str, Any]:
    types = field_types(kind)
    return {
        "description": " ".join((kind.__doc__ or "").split()),
        "type": "object",
        "properties": {name: _field(kind.__name__, name, hint) for name, hint in types.items()},
        "required": list(types),
        "additionalProperties": False,
    }


def _field(record: str, name: str, hint: Any) -> dict[str, Any]:
    allowed = _CLOSED.get((record, name))
    return {"enum": list(allowed)} if allowed else _of(hint)


def _of(hint: Any) -> dict[str, Any]:
    if get_origin(hint) in (Union, UnionType):
        return {"anyOf": [_of(arm) for arm in get_args(hint)]}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _of(get_args(hint)[0])}
    if hint in _PLAIN:
        return {"type": _PLAIN[hint]}
    return {"$ref": f"#/$defs/{hint.__name__}"}


if __name__ == "__main__":
    print(json.dumps(schema(), indent=1, ensure_ascii=False))
