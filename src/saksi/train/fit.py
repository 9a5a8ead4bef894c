"""Fits the network to treebanks and writes its weights. The same seed on the same machine gives the same bytes."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch

from saksi.pack import Pack
from saksi.reading.syntax.guess import parts_of_speech
from saksi.reading.syntax.weights import Array, save_weights
from saksi.train.conllu import read_trees
from saksi.train.data import LONGEST, Changes, Coding, Encoder, Sample, Vocabulary, build_vocabulary, shuffled
from saksi.train.model import Network, Sizes

Progress = Callable[[int, float, Network], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train."""

    epochs: int = 20
    kin_epochs: int = 3
    words: int = 500  # tokens of a batch
    rate: float = 2e-3
    decay: float = 0.01
    warm: int = 100  # steps until the rate is full
    clip: float = 5.0
    forget: float = 0.5
    buckets: int = 8192
    seed: int = 1
    sizes: tuple[tuple[str, float], ...] = ()  # widths other than those of Sizes


def read_samples(paths: Sequence[Path]) -> list[Sample]:
    """Sentences of all files, each with the number of its file."""
    return [Sample(tree, n) for n, path in enumerate(paths) for tree in read_trees([path]) if 1 < len(tree.words) <= LONGEST]


@dataclass(frozen=True, slots=True)
class Language:
    """What a pack contributes: how text varies, and parts of speech of its words."""

    changes: Changes = field(default_factory=Changes)
    lexicon: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def language(pack: Pack) -> Language:
    """Clitics that the pack's tokeniser splits are split in training as well."""
    return Language(Changes(frozenset(pack.settings.suffixes) | frozenset(pack.settings.enclitics)), parts_of_speech(pack))


def fit(
    samples: Sequence[Sample], plan: Plan, lang: Language, progress: Progress | None = None, kin: Sequence[Sample] = ()
) -> tuple[Network, Vocabulary]:
    """Trains on one thread: AdamW, a warm-up, then a cosine down to zero.

    ``kin``: trees of another language, learned first for ``plan.kin_epochs`` rounds: a little treebank then starts from
    a network that knows what trees look like. Words of ``kin`` get no rows of their own.
    """
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    torch.manual_seed(plan.seed)
    random = Random(plan.seed)
    vocabulary, counts = build_vocabulary(samples, kin)
    first = 1 + max(s.source for s in samples)
    kin = [replace(s, source=first + s.source) for s in kin]
    sources = 1 + max(s.source for s in (*samples, *kin))
    sizes = Sizes(len(vocabulary.words) + 1, plan.buckets, len(vocabulary.tags), len(vocabulary.relations), sources=sources)
    net = Network(replace(sizes, **dict(plan.sizes)))  # type: ignore[arg-type]
    encoder = Encoder(vocabulary, counts, lang.changes, Coding(plan.buckets, plan.forget, lang.lexicon))
    if kin:
        _phase(net, encoder, kin, plan, plan.kin_epochs, random, progress)
    _phase(net, encoder, samples, plan, plan.epochs, random, progress)
    return net.eval(), vocabulary


def _phase(
    net: Network, encoder: Encoder, samples: Sequence[Sample], plan: Plan, epochs: int, random: Random, progress: Progress | None
) -> None:
    optimizer = torch.optim.AdamW(net.parameters(), lr=plan.rate, weight_decay=plan.decay, betas=(0.9, 0.95))
    steps = epochs * len(shuffled(samples, plan.words, Random(plan.seed)))
    step = 0
    for epoch in range(epochs):
        total = 0.0
        batches = shuffled(samples, plan.words, random)
        for some in batches:
            _set_rate(optimizer, plan, step, steps)
            total += _step(net, optimizer, encoder, some, random, plan.clip)
            step += 1
        if progress:
            progress(epoch + 1, total / len(batches), net)


def _set_rate(optimizer: torch.optim.Optimizer, plan: Plan, step: int, steps: int) -> None:
    rate = plan.rate * min(1.0, (step + 1) / plan.warm) * (0.5 + 0.5 * math.cos(math.pi * min(1.0, step / steps)))
    for group in optimizer.param_groups:
        group["lr"] = rate


def _step(net: Network, optimizer: torch.optim.Optimizer, encoder: Encoder, some: Sequence[Sample], random: Random, clip: float) -> float:
    net.train()
    loss = net.loss(encoder.batch(some, random))
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(net.parameters(), clip)
    optimizer.step()
    return loss.item()


def export(net: Network, vocabulary: Vocabulary, lang: Language, out: Path, note: dict[str, Any]) -> None:
    """Writes the weights; the reader takes text to be like the first treebank."""
    arrays: dict[str, Array] = {name: p.detach().numpy().astype(np.float32) for name, p in net.named_parameters()}
    arrays = {name.replace("word.weight", "word").replace("trait.weight", "trait"): a for name, a in arrays.items()}
    arrays["source"] = arrays.pop("source.weight")[0]
    labels = {"tags": vocabulary.tags, "relations": vocabulary.relations, "sizes": asdict(net.sizes)}
    save_weights(out, arrays, vocabulary.words, lang.lexicon, {**note, **labels})


def report(epoch: int, loss: float, net: Network) -> None:
    """Progress on stderr."""
    print(f"epoch {epoch}: loss {loss:.3f}", file=sys.stderr, flush=True)
