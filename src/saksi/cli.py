"""The command line. Only the parser is loaded here; a command's module is imported when it runs, so that ``--version`` is instant.

Exit codes: 0 done, 1 failed, 2 usage, 3 some inputs failed. Errors are one line on standard error.
"""

from __future__ import annotations

import argparse
import importlib
import os
import re
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, NoReturn

from saksi import __version__
from saksi.errors import SaksiError
from saksi.garbage import no_collection
from saksi.usage import epilog

OK, FAILED, USAGE, PARTLY = 0, 1, 2, 3
INTERRUPTED = 130
SHELLS = ("bash", "zsh", "tcsh")
EXTRACTORS = ("trafilatura", "trafilatura-precise", "resiliparse")
SYNTAX_HELP = "auto (trained weights when the pack has them), rules, trained, spacy:MODEL, stanza:LANG"
_CHOICE = re.compile(r"argument (?P<what>.+): invalid choice: '(?P<given>.*)' \(choose from (?P<choices>.+)\)")

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction["_Parser"]


class _Parser(argparse.ArgumentParser):
    """Errors in one line."""

    def error(self, message: str) -> NoReturn:
        wrong = _CHOICE.fullmatch(message)
        if wrong and (near := get_close_matches(wrong["given"], re.findall(r"[\w-]+", wrong["choices"]), 1)):
            message = f"{wrong['what']} {wrong['given']} does not exist; did you mean {near[0]}?"
        self.exit(USAGE, f"{self.prog}: {message.removesuffix('?')}{'?' if message.endswith('?') else ';'} see {self.prog} --help\n")


class _Help(argparse.HelpFormatter):
    """Descriptions are filled to the width of the terminal; examples stay a line each."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return text if text.startswith("examples:") else super()._fill_text(text, width, indent)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the program and returns its exit code."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    parser = build_parser()
    if not arguments:
        parser.print_help(sys.stderr)
        return USAGE
    if arguments[0] == "train":  # has a parser of its own, which is only loaded for it
        return _guarded("train", arguments[1:])
    return _guarded(None, parser.parse_args(arguments))


def _guarded(command: str | None, arguments: argparse.Namespace | list[str]) -> int:
    """Runs a command; what goes wrong is told in one line."""
    try:
        name = command or str(getattr(arguments, "command", ""))
        with no_collection():
            module = importlib.import_module(f"saksi.commands.{name}")
        code = int(module.run(arguments))
        sys.stdout.flush()
        return code
    except SaksiError as error:
        return _failed(str(error))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that the flush at exit finds an open file
        return OK
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _failed(f"{where}{(error.strerror or str(error)).lower()}")


def _failed(message: str) -> int:
    print(f"saksi: {' '.join(message.split())}", file=sys.stderr)
    return FAILED


def build_parser() -> _Parser:
    parser = _Parser(
        prog="saksi",
        description="Reads news and keeps a ledger of testimony: who says who did what to whom, when, where, and how sure.",
        epilog="Try `saksi demo` first.",
    )
    parser.add_argument("--version", action="version", version=f"saksi {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _read(commands)
    _demo(commands)
    _why(commands)
    _init(commands)
    _ingest(commands)
    _scale(commands)
    _merge(commands)
    _export(commands)
    _release(commands)
    _ledger(commands)
    _review(commands)
    _serve(commands)
    _watch(commands)
    _doctor(commands)
    _pack(commands)
    _bench(commands)
    _completion(commands)
    commands.add_parser("train", help="treebanks to weights of a syntax reader; see saksi train --help", add_help=False)
    return parser


def _count(text: str) -> int:
    """A number of things: 1 or more."""
    if not text.isascii() or not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f"{text} is not a whole number from 1")
    return int(text)


def _seconds(text: str) -> float:
    """A length of time: 0 or more."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < 1e9:
        raise argparse.ArgumentTypeError(f"{text} is not a number of seconds")
    return value


def _megabytes(text: str) -> float:
    """A size of a part: a kilobyte or more."""
    value = _seconds(text)
    if value < 0.001:
        raise argparse.ArgumentTypeError(f"{text} is too small a part")
    return value


def _add(commands: Commands, name: str, summary: str, command: str = "") -> _Parser:
    parser = _group(commands, name, summary)
    parser.set_defaults(command=command or name)
    return parser


def _group(commands: Commands, name: str, summary: str) -> _Parser:
    """A command with its examples, which may have actions of its own."""
    return commands.add_parser(name, help=summary, description=summary, epilog=epilog(name), formatter_class=_Help)


def _read(commands: Commands) -> None:
    parser = _add(commands, "read", "read articles: text, JSON lines or HTML; files, folders, web addresses or - for standard input")
    parser.add_argument("inputs", nargs="+", metavar="FILE", help="a file, a folder, a web address, or -")
    parser.add_argument("--format", choices=("table", "jsonl", "tsv"), help="table on a terminal, jsonl in a pipe or file")
    parser.add_argument("--out", default="", metavar="FILE", help="write to a file; .tsv and .txt choose their format")
    parser.add_argument("--noise", action="store_true", help="show in the table what was cut as not part of the article")
    _job_options(parser)
    parser.add_argument("--unordered", action="store_true", help="with --jobs: write what is ready, not in the order of the articles")
    _reading_options(parser)
    _source_options(parser)


def _source_options(command: _Parser) -> None:
    parser = command.add_argument_group("pages and columns")
    parser.add_argument("--extractor", default="trafilatura", choices=EXTRACTORS, help="what finds the text in pages of HTML (trafilatura)")
    columns = "names of fields in JSON and Parquet: text=isi,date=tanggal; html=page takes the text out of a column with pages"
    parser.add_argument("--columns", default="", metavar="FIELD=NAME,...", help=columns)
    network = "a network that may be fetched from besides the public internet, such as your own intranet; may be given again"
    parser.add_argument("--allow-network", action="append", default=[], metavar="CIDR", help=network)


def _reading_options(command: _Parser) -> None:
    parser = command.add_argument_group("how articles are read")
    parser.add_argument("--lang", default="", metavar="CODE", help="read everything in this language: id, en ... (saksi pack list)")
    parser.add_argument("--date", default="", metavar="ISO", help="date of articles that name none: 2024-06-19")
    parser.add_argument("--actors", default="", metavar="CSV", help="your own people and organisations: name, aliases, country, sector ...")
    parser.add_argument("--ontology", default="", metavar="DIR", help="a folder of your own types of events, beside or instead of PLOVER's")
    parser.add_argument("--raw-types", action="store_true", help="keep the type of planned cooperation (PLOVER folds it into AGREE)")
    parser.add_argument("--syntax", default="auto", metavar="KIND", help=SYNTAX_HELP)


def _job_options(parser: _Parser) -> None:
    parser.add_argument("--jobs", type=_count, default=1, metavar="N", help="processes that read (1)")
    limit = "for an article, and for each further million characters of it; 0: no limit (60; none with one process)"
    parser.add_argument("--timeout", type=_seconds, default=None, metavar="SECONDS", help=limit)


def _demo(commands: Commands) -> None:
    parser = _add(commands, "demo", "read two invented articles and explain what comes out")
    parser.add_argument("--to", default="", metavar="FILE.jsonl", help="write nineteen invented articles there instead, for a ledger")


def _why(commands: Commands) -> None:
    parser = _add(commands, "why", "explain a record: the rules and table rows that it rests on")
    parser.add_argument("id", metavar="ID", help="start of a claim's id; s3 or e3 for statement or event 3; ARTICLE:s3")
    where = "where to look; without it: the articles of the last `saksi read`, then of the demo"
    parser.add_argument("inputs", nargs="*", metavar="FILE", help=where)
    parser.add_argument("--ledger", default="", metavar="LEDGER", help="look in a ledger; ARTICLE:s3 names the article there")
    _reading_options(parser)


def _serve(commands: Commands) -> None:
    parser = _add(commands, "serve", "a site over a ledger: evidence, claims, who says what; on this machine only unless told otherwise")
    parser.add_argument("--ledger", default="", metavar="FILE", help="the ledger; without one the site reads texts that are pasted in")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on; others than loopback need a password")
    parser.add_argument("--port", type=int, default=8760, help="port (default 8760)")
    signs = "who signs reviews; on a site with a password it is the name that somebody signs in with"
    parser.add_argument("--reviewer", default="", metavar="NAME", help=signs)


def _init(commands: Commands) -> None:
    parser = _add(commands, "init", "make an empty ledger")
    parser.add_argument("ledger", metavar="LEDGER", help="its file: news.db")


def _ingest(commands: Commands) -> None:
    parser = _add(commands, "ingest", "read articles into a ledger; what it has already is passed over")
    parser.add_argument("inputs", nargs="+", metavar="SOURCE", help="files, folders, web addresses, or - for standard input")
    parser.add_argument("--ledger", required=True, metavar="LEDGER", help="the file that `saksi init` made")
    _job_options(parser)
    parser.add_argument("--reread", action="store_true", help="read again what the ledger has, and keep what comes out otherwise now")
    parser.add_argument("--readings", action="store_true", help="the files hold readings (JSON lines of `saksi read` or `saksi export`)")
    parser.add_argument("--quiet", action="store_true", help="no progress")
    _reading_options(parser)
    _source_options(parser)


def _scale(commands: Commands) -> None:
    parser = _add(commands, "scale", "read archives on the workers of a cluster into Parquet files of claims; goes on where it was killed")
    what = "web archives, JSON lines, Parquet: files, folders, patterns with *, or URLs (s3://, https://, hdfs:// ...)"
    parser.add_argument("inputs", nargs="+", metavar="SOURCE", help=what)
    parser.add_argument("--out", required=True, metavar="DIR", help="folder or URL for claims, readings, rejected inputs and manifest")
    parser.add_argument("--workers", type=_count, default=0, metavar="N", help="processes on this machine (one a core)")
    parser.add_argument("--scheduler", default="", metavar="ADDRESS", help="a scheduler of Dask, instead of workers here: tcp://host:8786")
    parser.add_argument("--part-size", type=_megabytes, default=32, metavar="MB", help="megabytes of input that are done or not done (32)")
    limit = "for an article, and for each further million characters of it; 0: no limit (60)"
    parser.add_argument("--timeout", type=_seconds, default=None, metavar="SECONDS", help=limit)
    parser.add_argument("--no-readings", action="store_true", help="only claims: less to keep, but no ledger can be made of them")
    parser.add_argument("--extractor", default="trafilatura", choices=EXTRACTORS, help="what finds the text in pages of HTML (trafilatura)")
    parser.add_argument("--columns", default="", metavar="FIELD=NAME,...", help="names of fields in JSON and Parquet")
    _reading_options(parser)
    parser.add_argument("--quiet", action="store_true", help="no progress")


def _merge(commands: Commands) -> None:
    parser = _add(commands, "merge", "bring what `saksi scale` has read into a ledger or a lake")
    parser.add_argument("jobs", nargs="+", metavar="DIR", help="folders that `saksi scale` wrote")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--ledger", default="", metavar="LEDGER", help="the file that `saksi init` made")
    where.add_argument("--lake", default="", metavar="DIR", help="a new folder of Parquet files by month, for DuckDB")
    parser.add_argument("--quiet", action="store_true", help="no progress")


def _watch(commands: Commands) -> None:
    parser = _add(commands, "watch", "ask feeds again and again, and read what they list into a ledger or a file")
    parser.add_argument("feeds", metavar="FEEDS.toml", help="which feeds; docs/reference/watch.md shows what stands in it")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--ledger", default="", metavar="LEDGER", help="the file that `saksi init` made")
    where.add_argument("--out", default="", metavar="FILE.jsonl", help="articles and rejected inputs as JSON lines, not read")
    parser.add_argument("--once", action="store_true", help="ask every feed once, take what it lists, and end")
    state = "what is remembered between runs (the name of ledger or file with .watch)"
    parser.add_argument("--state", default="", metavar="FILE", help=state)
    parser.add_argument("--status", default="", metavar="FILE", help="page with a line for each feed (the state's name with .txt)")
    _reading_options(parser)


EXPORTS = ("jsonl", "csv", "tsv", "parquet", "polecat", "icews", "gdelt1", "gdelt2", "graphml", "gexf", "geojson", "atom")


def _export(commands: Commands) -> None:
    parser = _add(commands, "export", "claims of a ledger in another form")
    parser.add_argument("--ledger", required=True, metavar="LEDGER", help="the ledger")
    parser.add_argument("--format", required=True, choices=EXPORTS, help="the form")
    parser.add_argument("--out", default="", metavar="FILE", help="write to a file (parquet: a new folder)")
    _filters(parser)


def _release(commands: Commands) -> None:
    parser = _add(commands, "release", "a frozen snapshot of a ledger with codebook and hashes")
    parser.add_argument("--ledger", required=True, metavar="LEDGER", help="the ledger")
    parser.add_argument("--out", required=True, metavar="DIR", help="a new folder")
    parser.add_argument("--texts", action="store_true", help="with the texts of the articles, where they are yours to publish")
    _filters(parser)


def _ledger(commands: Commands) -> None:
    parser = _group(commands, "ledger", "look after a ledger")
    inner = parser.add_subparsers(metavar="ACTION", required=True)
    actions = {
        "check": "find damage; exit code 1 if there is any",
        "backup": "a whole copy, also while others write",
        "incidents": "group all claims into incidents again",
        "contradictions": "acts that one asserts and another denies",
        "plans": "acts planned for a day that is past, which nobody tells of since",
        "rejected": "inputs that could not be read, by reason",
    }
    for action, summary in actions.items():
        one = _add(inner, action, summary, "ledger")
        one.set_defaults(action=action)
        one.add_argument("ledger", metavar="LEDGER", help="the ledger")
        if action == "backup":
            one.add_argument("target", metavar="FILE", help="a new file")
        elif action in ("contradictions", "plans", "rejected"):
            one.add_argument("--limit", type=_count, default=20, metavar="N", help="at most so many (20)")


def _review(commands: Commands) -> None:
    parser = _group(commands, "review", "judge claims, and count how many are right")
    inner = parser.add_subparsers(metavar="ACTION", required=True)
    actions = {
        "queue": "claims that a reviewer has not judged yet",
        "add": "add a verdict",
        "stats": "precision with its interval by type and language; agreement of reviewers",
        "stale": "verdicts whose claim is not there any more",
        "export": "what was found, as gold",
    }
    parsers = {action: _add(inner, action, summary, "review") for action, summary in actions.items()}
    for action, one in parsers.items():
        one.set_defaults(action=action)
        one.add_argument("--ledger", required=True, metavar="LEDGER", help="the ledger")
    for one in (parsers["queue"], parsers["add"]):
        one.add_argument("--reviewer", required=True, metavar="NAME", help="who judges")
        queues = ("random", "unsure", "watch", "disagreement")
        one.add_argument("--queue", default="random", choices=queues, help="where the claim comes from; random counts for precision")
    parsers["queue"].add_argument("--watch", nargs="*", default=[], metavar="NAME", help="names of the queue watch")
    parsers["queue"].add_argument("--limit", type=_count, default=20, metavar="N", help="at most so many (20)")
    parsers["queue"].add_argument("--seed", type=int, default=1, metavar="N", help="reviewers with the same seed get the same claims")
    add = parsers["add"]
    add.add_argument("claim", metavar="CLAIM", help="id of the claim")
    add.add_argument("verdict", choices=("accept", "reject", "amend", "unsure"), help="what is said of it")
    add.add_argument("--reasons", default="", metavar="A,B", help="codes: wrong-actor, wrong-status ... (docs/reference/review.md)")
    add.add_argument("--amend", default="", metavar="JSON", help='what should stand there: {"status": "denied"}')
    add.add_argument("--note", default="", metavar="TEXT", help="in plain words")


def _filters(parser: _Parser) -> None:
    """Which claims."""
    parser.add_argument("--text", default="", metavar="WORDS", help='words in any form, "as they stand", beginn*, -without')
    for name in ("type", "mode", "status"):
        parser.add_argument(f"--{name}", default="", metavar="A,B", help=f"one {name} or several")
    for name in ("actor", "recipient", "party", "speaker", "place"):
        parser.add_argument(f"--{name}", default="", metavar="NAME", help="a name or a code (RUS, RUS GOV)")
    parser.add_argument("--dyad", default="", metavar="A,B", help="country codes of who acts and of whom it is done to: RUS,UKR")
    for name in ("lang", "source", "article", "incident"):
        parser.add_argument(f"--{name}", default="", metavar=name.upper(), help=f"of this {name}")
    parser.add_argument("--since", default="", metavar="DATE", help="published on this day or later: 2024-06-01, 2024-06")
    parser.add_argument("--until", default="", metavar="DATE", help="published on this day or before")


def _doctor(commands: Commands) -> None:
    _add(commands, "doctor", "versions, packs, optional parts, and a short test of each pack")


def _pack(commands: Commands) -> None:
    parser = _group(commands, "pack", "list, check or begin language packs")
    inner = parser.add_subparsers(metavar="ACTION", required=True)
    _add(inner, "list", "the packs, their tables and their syntax reader", "pack_list")
    new = _add(inner, "new", "write the folder of a new language pack, its tables empty and commented", "pack_new")
    new.add_argument("code", metavar="LANG", help="code of the language, ISO 639: two or three letters")
    new.add_argument("--name", default="", help="English name of the language")
    new.add_argument("--folder", default="", metavar="DIR", help="where to write it (where the packs are)")
    check = _add(inner, "check", "read every table and run every example of the packs; each fault is one line with file:line", "pack_check")
    check.add_argument("lang", nargs="*", metavar="LANG", help="codes of packs; all if none is given")
    check.add_argument("--ontology", default="", metavar="DIR", help="check this folder of your own types, with its examples")


def _completion(commands: Commands) -> None:
    parser = _add(commands, "completion", "a script that completes commands and options in a shell")
    parser.add_argument("shell", choices=SHELLS, help="which shell")


def _bench(commands: Commands) -> None:
    parser = _add(commands, "bench", "score suites, or write readings in the exchange form")
    suites = "names of suites, or all; ledger: how fast a ledger answers; speed: how fast articles are read"
    parser.add_argument("suites", nargs="*", metavar="SUITE", help=suites)
    parser.add_argument("--shared", default="", metavar="DIR", help="folder that holds bench/score.py (default $SAKSI_SHARED, ../shared)")
    parser.add_argument("--standoff", metavar="IN.jsonl", help="read {id, lang, date, text} a line, write the exchange form")
    parser.add_argument(
        "--fold", action="store_true", help="with --standoff: announced, refused and demanded acts typed as PLOVER's gold sentences are"
    )
    parser.add_argument("--syntax", default="auto", metavar="KIND", help=SYNTAX_HELP)
    parser.add_argument("--floors", nargs="?", const="", metavar="FILE", help="compare with the floors; exit 1 below one of them")
    parser.add_argument("--raise", dest="raise_floors", action="store_true", help="write the floors that are higher now")
    parser.add_argument("--confidence", action="store_true", help="write the packs' tables of how often claims of a kind are right")
    parser.add_argument("--claims", type=int, default=100_000, metavar="N", help="suite `ledger`: how many invented claims (100000)")
    folder = "suite `ledger`: keep its files here and use those that are there; `speed`: where bench.json goes (build)"
    parser.add_argument("--dir", default="", metavar="DIR", help=folder)
    parser.add_argument("--count", type=_count, default=400, metavar="N", help="suite `speed`: articles that are read (400)")
    parser.add_argument("--long", action="store_true", help="suite `speed`: also an article of ten million characters")
    parser.add_argument("--invented", action="store_true", help="suite `speed`: invented texts, also where the shared folder has news")
    parser.add_argument("--json", action="store_true", help="the scorer's full answers, one JSON object a suite")
