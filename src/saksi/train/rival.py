"""A spaCy pipeline trained on the same trees, to measure against: shared CNN (tok2vec), tagger of UPOS, transition parser.

spaCy's own recipe for small pipelines (``spacy init config --optimize efficiency``), its optimiser and its stopping rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from saksi.reading.syntax.external import library
from saksi.train.conllu import Tree


def train_rival(lang: str, trees: Sequence[Tree], held_out: Sequence[Tree], out: Path, steps: int = 20000, seed: int = 1) -> Path:
    """Trains and returns the folder of the best pipeline, fit for ``load_syntax(pack, "spacy:FOLDER")``.

    ``held_out`` decides when to stop. Raises MissingExtra without spaCy.
    """
    spacy = library("spacy")
    settings = library("spacy.cli.init_config").init_config(lang=lang, pipeline=["tagger", "parser"], optimize="efficiency")
    frequency = max(1, min(200, steps - 1))  # the best pipeline is chosen, and kept, at these steps only
    overrides: dict[str, str | int] = {"training.max_steps": steps, "training.eval_frequency": frequency}
    overrides |= {"training.seed": seed, "system.seed": seed}
    with TemporaryDirectory() as folder:
        work = Path(folder)
        for name, some in (("train", trees), ("dev", held_out)):
            _docs(spacy, lang, some).to_disk(work / f"{name}.spacy")
            overrides[f"paths.{name}"] = str(work / f"{name}.spacy")
        settings.to_disk(work / "config.cfg")
        library("spacy.cli.train").train(work / "config.cfg", out, overrides=overrides)
    return out / "model-best"


def _docs(spacy: Any, lang: str, trees: Sequence[Tree]) -> Any:
    """A spaCy DocBin, one doc a sentence; the tag is the UPOS."""
    vocab = spacy.blank(lang).vocab
    found = library("spacy.tokens").DocBin()
    for tree in trees:
        heads = [i if head < 0 else head for i, head in enumerate(tree.heads)]
        deps = ["ROOT" if head < 0 else label for head, label in zip(tree.heads, tree.relations, strict=True)]
        words = list(tree.words)
        found.add(spacy.tokens.Doc(vocab, words=words, tags=list(tree.upos), pos=list(tree.upos), heads=heads, deps=deps))
    return found
