"""Who does what to whom as a graph: GraphML and GEXF. Nodes are actors, edges claims of one type and status, counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TextIO
from xml.sax.saxutils import escape, quoteattr

from saksi.ledger.entries import plain
from saksi.ledger.rows import Party, StoredClaim

_NODE = {"label": "string", "country": "string", "sector": "string", "kind": "string", "claims": "long"}
_EDGE = {"type": "string", "status": "string", "claims": "long", "first": "string", "last": "string"}


@dataclass(slots=True)
class Graph:
    """Nodes by id, edges by (actor, recipient, type, status); values in the names of the attributes."""

    nodes: dict[str, dict[str, Any]] = field(default_factory=dict)
    edges: dict[tuple[str, str, str, str], dict[str, Any]] = field(default_factory=dict)


def graph_of(claims: Iterable[StoredClaim]) -> Graph:
    """The graph of claims that have an actor and a recipient."""
    graph = Graph()
    for claim in claims:
        for actor in claim.actors:
            for recipient in claim.recipients:
                _count(graph, claim, actor, recipient)
    return graph


def _count(graph: Graph, claim: StoredClaim, actor: Party, recipient: Party) -> None:
    ends = [_id(party) for party in (actor, recipient)]
    for id, party in zip(ends, (actor, recipient), strict=True):
        node = graph.nodes.setdefault(
            id, {"label": party.name, "country": party.country, "sector": party.sector, "kind": party.kind, "claims": 0}
        )
        node["claims"] += 1
    key = (ends[0], ends[1], claim.type, claim.status)
    start = {"type": claim.type, "status": claim.status, "claims": 0, "first": claim.day, "last": claim.day}
    edge = graph.edges.setdefault(key, start)
    edge["claims"] += 1
    edge["first"], edge["last"] = min(edge["first"], claim.day), max(edge["last"], claim.day)


def graphml(graph: Graph, out: TextIO) -> int:
    """Writes GraphML; gives the number of edges."""
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for scope, kinds in (("node", _NODE), ("edge", _EDGE)):
        for name, kind in kinds.items():
            out.write(f'<key id="{scope}_{name}" for="{scope}" attr.name="{name}" attr.type="{kind}"/>\n')
    out.write('<graph id="claims" edgedefault="directed">\n')
    for id, values in graph.nodes.items():
        out.write(f"<node id={_quoted(id)}>{''.join(_data('node', values))}</node>\n")
    for number, ((one, other, *_), values) in enumerate(graph.edges.items()):
        out.write(f'<edge id="e{number}" source={_quoted(one)} target={_quoted(other)}>{"".join(_data("edge", values))}</edge>\n')
    out.write("</graph>\n</graphml>\n")
    return len(graph.edges)


def gexf(graph: Graph, out: TextIO) -> int:
    """Writes GEXF 1.3; gives the number of edges."""
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n')
    out.write('<meta><creator>saksi</creator></meta>\n<graph defaultedgetype="directed">\n')
    for scope, kinds in (("node", _NODE), ("edge", _EDGE)):
        listed = "".join(f'<attribute id="{name}" title="{name}" type="{kind}"/>' for name, kind in kinds.items())
        out.write(f'<attributes class="{scope}">{listed}</attributes>\n')
    out.write("<nodes>\n")
    for id, values in graph.nodes.items():
        out.write(f"<node id={_quoted(id)} label={_quoted(str(values['label']))}>{_values(values)}</node>\n")
    out.write("</nodes>\n<edges>\n")
    for number, ((one, other, *_), values) in enumerate(graph.edges.items()):
        ends = f"source={_quoted(one)} target={_quoted(other)}"
        out.write(f'<edge id="{number}" {ends} weight="{values["claims"]}" kind={_quoted(str(values["type"]))}>{_values(values)}</edge>\n')
    out.write("</edges>\n</graph>\n</gexf>\n")
    return len(graph.edges)


def _id(party: Party) -> str:
    return f"{plain(party.name)} [{party.code}]" if party.code else plain(party.name)


def _data(scope: str, values: Mapping[str, Any]) -> Iterator[str]:
    for name, value in values.items():
        yield f'<data key="{scope}_{name}">{escape(writable(str(value)))}</data>'


def _values(values: Mapping[str, Any]) -> str:
    pairs = "".join(f'<attvalue for="{name}" value={_quoted(str(value))}/>' for name, value in values.items())
    return f"<attvalues>{pairs}</attvalues>"


def _quoted(text: str) -> str:
    return quoteattr(writable(text))


def writable(text: str) -> str:
    """Without the characters that XML 1.0 cannot hold."""
    return "".join(c if c in "\t\n\r" or 0x20 <= ord(c) < 0xD800 or 0xE000 <= ord(c) < 0xFFFE or ord(c) > 0xFFFF else "�" for c in text)
