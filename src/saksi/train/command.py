"""``saksi train``: treebanks to weights, and ``saksi train evaluate``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from saksi.pack import lang_root, load_pack, pack_codes
from saksi.reading.syntax import WEIGHTS
from saksi.train import EPOCHS, evaluate, train

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_arguments(subparsers: Subparsers) -> None:
    """Adds the command ``train`` to a program's subcommands."""
    parser = subparsers.add_parser(
        "train",
        help="train or measure the syntax reader of a language",
        description="saksi train LANG --treebank FILE...: weights from Universal Dependencies treebanks. "
        "saksi train evaluate --lang LANG FILE...: figures on gold trees, as one JSON object.",
    )
    fill(parser)
    parser.set_defaults(run=run)


def fill(parser: argparse.ArgumentParser) -> None:
    """One subcommand a language, and ``evaluate``."""
    targets = parser.add_subparsers(dest="target", metavar="LANG|evaluate", required=True)
    for code in pack_codes():
        _fill_train(targets.add_parser(code, help=f"train the reader of the pack {code}"))
    _fill_evaluate(targets.add_parser("evaluate", help="measure a reader on gold trees"))


def _fill_train(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--treebank", nargs="+", type=Path, required=True, metavar="FILE", help="gold trees; text is read like the first")
    parser.add_argument("--kin", nargs="+", type=Path, default=[], metavar="FILE", help="trees of another language, learned first")
    parser.add_argument("--out", type=Path, help="where the weights go (the pack's folder)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=EPOCHS)


def _fill_evaluate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="gold trees to measure on (.conllu or .conllu.gz)")
    parser.add_argument("--lang", required=True, help="code of the language")
    parser.add_argument("--weights", type=Path, help="a file of weights instead of the pack's")
    parser.add_argument("--syntax", default="auto", help="auto, rules, trained, spacy:MODEL, stanza:LANG")


def run(args: argparse.Namespace) -> int:
    """Does what the arguments say; 0 = done. Raises SaksiError with one line."""
    if args.target == "evaluate":
        figures = evaluate(args.weights or load_pack(args.lang), args.lang, args.files, args.syntax)
        print(json.dumps(figures))
        return 0
    out = args.out or Path(str(lang_root() / args.target / WEIGHTS))
    train(args.target, args.treebank, out, args.seed, args.epochs, args.kin)
    return 0
