"""The specification of the API, made from the record types so that it cannot fall behind them."""

from __future__ import annotations

from functools import cache
from typing import Any, get_type_hints

from saksi import __version__
from saksi.export.schema import schema
from saksi.ledger import Counted, Dyad, Incident, Month, StoredClaim, Voice
from saksi.web.asked import FIELDS
from saksi.web.shapes import object_of, reference

INCIDENT_FIELDS = ("type", "actor", "recipient", "text", "since", "until")
DAY = r"^\d{4}(-\d{2}(-\d{2})?)?$"
SHAPES: dict[str, dict[str, Any]] = {
    **{name: {"type": "string", "pattern": DAY} for name in ("since", "until", "first_day", "last_day")},
    "dyad": {"type": "string", "pattern": r"^\w+-\w+$"},
    "alleged": {"type": "string", "enum": ["yes", "no"]},
}
NUMBERS = {
    "limit": "how many at most",
    "before": "claims before this number: `next` of the page before",
    "from": "how many are passed over",
    "witnesses": "independent ones at least",
    "version": "an older version of the article",
}


@cache
def specification() -> dict[str, Any]:
    """OpenAPI 3.1."""
    question = [*(_parameter(name, label) for name, label in FIELDS.items())]
    limit = _number("limit")
    paths = {
        "/api/v1/claims": _get(
            "Claims that fit, newest first", [*question, limit, _number("before")], _listed("claims", "Claim", next_page=True)
        ),
        "/api/v1/claims/{id}": _get("One claim", [_id()], reference("Claim"), missing=True),
        "/api/v1/articles/{id}": _get("The whole reading of an article", [_id(), _number("version")], reference("Reading"), missing=True),
        "/api/v1/facets": _get("Most frequent values of each field", [*question, limit], {"type": "object"}),
        "/api/v1/months": _get("Claims by month, type and status", question, _listed("months", "Month")),
        "/api/v1/voices": _get("Who affirms, plans, thinks possible and denies", [*question, limit], _listed("voices", "Voice")),
        "/api/v1/dyads": _get("Pairs of countries", [*question, limit], _listed("dyads", "Dyad")),
        "/api/v1/incidents": _get(
            "Incidents, told last first",
            [*(_parameter(n, n) for n in INCIDENT_FIELDS), _number("witnesses"), limit, _number("from")],
            _listed("incidents", "Incident"),
        ),
        "/api/v1/incidents/{id}": _get("An incident with its testimony", [_id()], reference("Incident"), missing=True),
        "/api/v1/summary": _get("What the ledger holds", [], {"type": "object", "additionalProperties": {"type": "integer"}}),
        "/api/v1/read": {"post": _read()},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Saksi", "version": __version__, "description": "Who says who did what to whom. Fields: docs/reference."},
        "paths": paths,
        "components": {"schemas": _schemas()},
    }


def _schemas() -> dict[str, Any]:
    reading = schema()
    inner = {name: _moved(value) for name, value in reading.pop("$defs").items()}
    reading.pop("$schema")
    own = {
        name: object_of(kind, get_type_hints(kind))
        for name, kind in (("Claim", StoredClaim), ("Incident", Incident), ("Month", Month), ("Voice", Voice), ("Dyad", Dyad))
    }
    own["Counted"] = object_of(Counted, get_type_hints(Counted))
    inner.pop("Claim", None)  # the reading's own claims are described under its name
    return {**inner, "ReadingClaim": _moved(schema()["$defs"]["Claim"]), "Reading": _moved(reading), **own, "Error": _error()}


def _moved(value: Any) -> Any:
    """References of a JSON Schema as OpenAPI's components have them; the claim of a reading is no claim of the ledger."""
    if isinstance(value, dict):
        return {k: _target(v) if k == "$ref" else _moved(v) for k, v in value.items()}
    return [_moved(item) for item in value] if isinstance(value, list) else value


def _target(pointer: str) -> str:
    name = pointer.rsplit("/", 1)[1]
    return f"#/components/schemas/{'ReadingClaim' if name == 'Claim' else name}"


def _error() -> dict[str, Any]:
    return {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]}


def _get(summary: str, parameters: list[dict[str, Any]], answer: dict[str, Any], missing: bool = False) -> dict[str, Any]:
    responses = {"200": _response(summary, answer), "400": _response("the question makes no sense", reference("Error"))}
    if missing:
        responses["404"] = _response("there is none with this id", reference("Error"))
    return {"get": {"summary": summary, "parameters": parameters, "responses": responses}}


def _read() -> dict[str, Any]:
    text = {"type": "string"}
    properties = {"text": {**text, "minLength": 1}, "date": text, "lang": text}
    body = {"type": "object", "properties": properties, "required": ["text"]}
    errors = {code: _response("what is wrong with it", reference("Error")) for code in ("400", "413", "422")}
    return {
        "summary": "Read a text; nothing is stored",
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {"200": _response("the reading", reference("Reading")), **errors},
    }


def _response(text: str, answer: dict[str, Any]) -> dict[str, Any]:
    return {"description": text, "content": {"application/json": {"schema": answer}}}


def _listed(name: str, kind: str, next_page: bool = False) -> dict[str, Any]:
    properties: dict[str, Any] = {name: {"type": "array", "items": reference(kind)}}
    if next_page:
        properties["next"] = {"type": ["integer", "null"]}
    return {"type": "object", "properties": properties, "required": [name]}


def _parameter(name: str, label: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": label, "schema": SHAPES.get(name, {"type": "string"})}


def _number(name: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": NUMBERS[name], "schema": {"type": "integer", "minimum": 0}}


def _id() -> dict[str, Any]:
    return {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
