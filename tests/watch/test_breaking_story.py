"""One made-up story that four feeds tell: one incident, and only those count as witnesses who do not copy."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from loopback import Site, site

from saksi.fetch import Policy, networks
from saksi.ledger import Ledger
from saksi.watch import Config, Feed, LedgerSink, State, Watch

WIRE = (
    "OSLO - Norway imposed sanctions on Iceland on Tuesday over the fishing nets cut off the island of Stora, Minister Kari Nordahl said.",
    "The cabinet sat for three hours. Ships of the neighbour may not call at the ports of the west coast before the quarrel is settled.",
    "It was the first time in forty years that one of the two closed its harbours to the other, historians at the university noted.",
    "A trawler lost its nets in May, and its captain two fingers, when a boat without lights came out of the fog.",
)
OWN = (
    "Norway on Tuesday imposed sanctions on Iceland in the affair of the fishing nets that were cut off the island of Stora.",
    "Our correspondent saw the customs officers chain the gates of the fish hall while the crews looked on.",
    "Nobody in the harbour knew how long the gates would stay shut, and the ice in the hall was melting already.",
)
DENIAL = (
    "Denmark denied on Wednesday that Norway imposed sanctions on Iceland on Tuesday over fishing nets cut off the island of Stora.",
    "An adviser of the prime minister called the reports an invention of people who want to sell newspapers.",
    "Asked why the gates of the fish hall were shut, the adviser answered that they were being painted.",
)


def publish(web: Site, title: str, day: str, paragraphs: tuple[str, ...]) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    head = f'<title>{title}</title><meta property="article:published_time" content="{day}">'
    web.put("/story", f'<html lang="en"><head>{head}</head><body><article>{text}</article></body></html>')
    web.put(
        "/rss",
        f'<rss version="2.0"><channel><title>x</title><item><title>{title}</title><link>{web.url("/story")}</link></item></channel></rss>',
    )


def test_a_breaking_story_is_one_incident_with_its_independent_witnesses(tmp_path: Path) -> None:
    stories = {
        "Wire": ("Harbours closed", "2024-06-18T18:00:00+02:00", WIRE),
        "Copier": (
            "Nets and harbours",
            "2024-06-18T19:00:00+02:00",
            (*WIRE, "The editors of this paper will report as soon as more is known."),
        ),
        "Daily": ("Melting ice", "2024-06-18T20:00:00+02:00", OWN),
        "Island": ("Fresh paint", "2024-06-19T09:00:00+00:00", DENIAL),
    }
    with ExitStack() as stack:
        feeds = []
        for source, story in stories.items():
            web = stack.enter_context(site())
            publish(web, *story)
            feeds.append(Feed(web.url("/rss"), name=source, source=source))
        policy = Policy(allowed=networks(["127.0.0.0/8"]))
        Ledger.create(tmp_path / "news.db").close()
        config = Config(tuple(feeds), delay=0.0, threads=2, policy=policy)
        tally = Watch(config, State(tmp_path / "state"), LedgerSink(tmp_path / "news.db")).run(once=True)
    assert (tally.articles, tally.near, tally.rejected.total()) == (4, 1, 0)
    with Ledger(tmp_path / "news.db") as ledger:
        (incident,) = ledger.incidents(type="SANCTION", actor="NOR", recipient="ISL")
        assert (incident.type, incident.articles) == ("SANCTION", 4)
        assert (incident.witnesses, incident.affirm, incident.deny) == (3, 2, 1)
        assert incident.status == "contested"
        assert incident.first_day == "2024-06-18"
