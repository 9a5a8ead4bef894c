"""Readings as JSON, without loss: a record is an object, a tuple an array, a span ``[start, end]``.

Form and meaning: docs/reference/output.md; JSON Schema: docs/reference/schema.json.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from saksi.errors import InputError
from saksi.records import Reading, Span

RecordT = TypeVar("RecordT")
FORMAT = "saksi-reading/1"
_PLAIN = frozenset({str, int, float, bool, NoneType})


def to_dict(reading: Reading) -> dict[str, Any]:
    """The reading as plain lists, dictionaries, strings and numbers."""
    return {"format": FORMAT, **_encode(reading)}


def dumps(reading: Reading) -> str:
    """One line of JSON. Text that no encoding can write (half a surrogate pair) is escaped."""
    line = json.dumps(to_dict(reading), ensure_ascii=False, separators=(",", ":"))
    return line if line.isascii() or _writable(line) else json.dumps(to_dict(reading), separators=(",", ":"))


def from_dict(data: Mapping[str, Any]) -> Reading:
    """The reading that ``to_dict`` made. Raises InputError that names the place of the first fault."""
    if data.get("format") != FORMAT:
        raise InputError(f"format is {data.get('format')!r}, not {FORMAT!r}; read the article again with this version")
    fields = {name: value for name, value in data.items() if name != "format"}
    return cast(Reading, _record(Reading, fields, ""))


def loads(line: str) -> Reading:
    """The reading in a line of JSON. Raises InputError."""
    try:
        data = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"bad JSON at character {error.colno}: {error.msg}") from None
    if not isinstance(data, dict):
        raise InputError("a reading is a JSON object")
    return from_dict(data)


def encode(record: Any) -> dict[str, Any]:
    """Any record as plain lists, dictionaries, strings and numbers."""
    return cast(dict[str, Any], _encode(record))


def decode(kind: type[RecordT], data: Any) -> RecordT:
    """The record that ``encode`` made. Raises InputError."""
    return cast(RecordT, _record(kind, data, kind.__name__))


def _writable(line: str) -> bool:
    try:
        line.encode()
    except UnicodeEncodeError:
        return False
    return True


def _encode(value: Any) -> Any:
    kind = value.__class__
    if kind in _PLAIN:
        return value
    if kind is Span:
        return list(value)
    if kind is tuple:
        return [item if item.__class__ in _PLAIN else _encode(item) for item in value]
    names, values = _taken_apart(kind)
    return {name: item if item.__class__ in _PLAIN else _encode(item) for name, item in zip(names, values(value), strict=True)}


@cache
def _taken_apart(record: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The names of a record's fields, and what gives their values."""
    names = tuple(field_types(record))
    return names, attrgetter(*names) if len(names) > 1 else lambda value: tuple(getattr(value, name) for name in names)


@cache
def field_types(record: type) -> Mapping[str, Any]:
    """Field -> type of a record, in the order they are written."""
    hints = get_type_hints(record)
    return {field.name: hints[field.name] for field in dataclasses.fields(record)}


@cache
def _defaults(record: type) -> Mapping[str, Any]:
    """What fields hold that were not there yet when an older version wrote the record, as JSON."""
    known = ((field.name, field.default) for field in dataclasses.fields(record))
    return {name: _encode(default) for name, default in known if default is not dataclasses.MISSING}


def _record(kind: type, value: Any, where: str) -> Any:
    if not isinstance(value, dict):
        raise InputError(f"{where or 'reading'}: an object should stand here")
    types = field_types(kind)
    value = {**_defaults(kind), **value}
    if wrong := sorted(types.keys() ^ value.keys()):
        raise InputError(f"{where or 'reading'}: field {wrong[0]!r} is {'missing' if wrong[0] in types else 'unknown'}")
    read = {
        name: item if type(item) is types[name] else _decode(types[name], item, f"{where}.{name}".lstrip("."))  # most are plain already
        for name, item in value.items()
    }
    return kind(**read)


def _decode(kind: Any, value: Any, where: str) -> Any:
    if dataclasses.is_dataclass(kind):
        return _record(cast(type, kind), value, where)
    if kind is Span:
        return Span(*(_plain(int, item, where) for item in _list(value, where, 2)))
    shape, inner = _shape(kind)
    if shape == "maybe":
        return None if value is None else _decode(inner, value, where)
    if shape == "tuple":
        return tuple(_decode(inner, item, f"{where}[{i}]") for i, item in enumerate(_list(value, where)))
    return _plain(kind, value, where)


@cache
def _shape(kind: Any) -> tuple[str, Any]:
    """("maybe", what else than None), ("tuple", of what), or ("plain", itself)."""
    if get_origin(kind) in (Union, UnionType):
        return "maybe", next(arm for arm in get_args(kind) if arm is not NoneType)
    return ("tuple", get_args(kind)[0]) if get_origin(kind) is tuple else ("plain", kind)


def _list(value: Any, where: str, length: int = -1) -> list[Any]:
    if not isinstance(value, list) or length not in (-1, len(value)):
        raise InputError(f"{where}: {'an array' if length < 0 else f'an array of {length}'} should stand here")
    return value


def _plain(kind: Callable[[Any], Any], value: Any, where: str) -> Any:
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise InputError(f"{where}: {value!r} stands where {getattr(kind, '__name__', kind)} should")
    return value
