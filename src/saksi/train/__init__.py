"""Treebanks to weights: trains the syntax reader and measures it. Training needs the extra ``train`` (torch); measuring does not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from saksi.errors import MissingExtra
from saksi.pack import Pack, load_pack
from saksi.reading.document import Syntax
from saksi.reading.syntax import load_syntax
from saksi.reading.syntax.trained import read_weights
from saksi.train.conllu import read_trees
from saksi.train.scoring import score, words_per_second

__all__ = ["train", "evaluate"]

EPOCHS = 20
LICENCE = "CC BY-SA 4.0"  # of weights: that of the treebanks


def train(
    lang: str, treebank_paths: Sequence[Path], out: Path, seed: int = 1, epochs: int = EPOCHS, kin_paths: Sequence[Path] = ()
) -> None:
    """Trains on the treebanks and writes the weights to ``out``; same input, seed and machine, same bytes.

    The reader takes text to be like the first treebank. ``kin_paths``: trees of another language to start from, for a language
    with little of its own. Raises MissingExtra without torch, InputError for a faulty treebank.
    """
    try:
        from saksi.train import fit
    except ModuleNotFoundError as error:
        raise MissingExtra(f"training needs {error.name}: pip install 'saksi[train]'") from None
    samples = fit.read_samples(treebank_paths)
    plan = fit.Plan(seed=seed, epochs=epochs)
    language = fit.language(load_pack(lang))
    net, vocabulary = fit.fit(samples, plan, language, fit.report, fit.read_samples(kin_paths))
    names = [[p.name for p in paths] for paths in (treebank_paths, kin_paths)]
    note = {"lang": lang, "licence": LICENCE, "treebanks": names[0], "kin": names[1], "seed": seed, "epochs": epochs}
    fit.export(net, vocabulary, language, out, note)


def evaluate(pack_or_weights: Pack | Path | Syntax, lang: str, files: Sequence[Path], choice: str = "auto") -> dict[str, float | int | str]:
    """Figures of a reader on gold trees (see ``scoring.score``) and its speed in words per second.

    ``pack_or_weights``: a pack (``choice`` as in ``load_syntax``), a file of weights, or a reader.
    """
    trees = read_trees(files)
    reader = _reader(pack_or_weights, choice)
    sentences = [t.words for t in trees]
    figures: dict[str, float | int | str] = {"lang": lang, "reader": reader.name}
    return figures | score(trees, reader.parse(sentences)) | {"words_per_s": words_per_second(reader, sentences)}


def _reader(source: Pack | Path | Syntax, choice: str) -> Syntax:
    if isinstance(source, Pack):
        return load_syntax(source, choice)
    return read_weights(source) if isinstance(source, Path) else source
