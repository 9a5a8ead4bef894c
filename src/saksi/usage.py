"""Examples under the help of each command: what people type, most frequent first."""

from __future__ import annotations

EXAMPLES = {
    "read": (
        "saksi read article.txt",
        "saksi read folder/ more.jsonl.gz --format tsv --out claims.tsv",
        "saksi read page.html https://news.example/story.html",
        "curl -s ADDRESS | saksi read - --date 2024-06-19",
    ),
    "why": (
        "saksi why 55aadf2f",
        "saksi why s3 article.txt",
        "saksi why 55aadf2f --ledger news.db",
    ),
    "init": ("saksi init news.db",),
    "ingest": (
        "saksi ingest folder/ --ledger news.db --jobs 2",
        "saksi ingest crawl.warc.gz --ledger news.db",
        "saksi ingest articles.jsonl --columns text=body,date=day --ledger news.db",
    ),
    "export": (
        "saksi export --ledger news.db --format csv --out claims.csv",
        "saksi export --ledger news.db --format parquet --dyad RUS,UKR --since 2024 --out claims",
        "saksi export --ledger news.db --format jsonl --type ASSAULT --status planned,denied",
    ),
    "release": ("saksi release --ledger news.db --out news-2024-06",),
    "ledger": (
        "saksi ledger contradictions news.db",
        "saksi ledger backup news.db copies/monday.db",
    ),
    "review": (
        "saksi review queue --ledger news.db --reviewer Ayu",
        "saksi review add 55aadf2f accept --ledger news.db --reviewer Ayu",
        "saksi review stats --ledger news.db",
    ),
    "serve": (
        "saksi serve",
        "saksi serve --ledger news.db --reviewer Ayu",
    ),
    "watch": (
        "saksi watch feeds.toml --ledger news.db",
        "saksi watch feeds.toml --out articles.jsonl --once",
    ),
    "pack": ("saksi pack list", "saksi pack check id"),
    "bench": ("saksi bench seed gold", "saksi bench all --floors"),
    "completion": (
        "saksi completion bash > ~/.local/share/bash-completion/completions/saksi",
        "saksi completion zsh > ~/.zfunc/_saksi",
    ),
    "demo": ("saksi demo", "saksi demo --to strait.jsonl"),
}


def epilog(command: str) -> str:
    """The examples of a command, one a line; "" when it has none."""
    lines = EXAMPLES.get(command, ())
    return "examples:\n" + "\n".join(f"  {line}" for line in lines) if lines else ""
