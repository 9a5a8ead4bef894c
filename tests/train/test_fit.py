"""Training on a handful of sentences: it learns them, twice the same bytes, and numpy computes what torch does."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest

from saksi.train.conllu import Tree

torch = pytest.importorskip("torch", reason="training needs the extra train (torch)")

from saksi.reading.syntax.network import pack  # noqa: E402
from saksi.reading.syntax.trained import TrainedSyntax, read_weights  # noqa: E402
from saksi.train import fit  # noqa: E402
from saksi.train.data import Changes, Coding, Encoder, Sample, build_vocabulary  # noqa: E402

SUBJECTS, VERBS, OBJECTS = ("Iran", "Polisi", "Tentara"), ("menyerang", "menahan", "melihat"), ("kota", "warga", "kapal")
TREES = [
    Tree((s, v, o, "."), ("PROPN", "VERB", "NOUN", "PUNCT"), (1, -1, 1, 1), ("nsubj", "root", "obj", "punct"))
    for s in SUBJECTS
    for v in VERBS
    for o in OBJECTS
]
SMALL = (("embed", 16), ("window", 16), ("hidden", 8), ("arc", 8), ("label", 8))
PLAN = fit.Plan(epochs=30, words=20, rate=5e-3, warm=5, buckets=128, sizes=SMALL)


def trained(out: Path) -> TrainedSyntax:
    net, vocabulary = fit.fit([Sample(t, 0) for t in TREES], PLAN, fit.Language())
    fit.export(net, vocabulary, fit.Language(), out, {"lang": "id"})
    return read_weights(out)


def test_a_tiny_grammar_is_learned_to_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.npz", tmp_path / "b.npz"
    reader = trained(first)
    trained(second)
    assert first.read_bytes() == second.read_bytes()
    parse = reader.parse([TREES[5].words])[0]
    assert (parse.upos, parse.heads, parse.relations) == (TREES[5].upos, TREES[5].heads, TREES[5].relations)


def test_numpy_scores_as_torch_does(tmp_path: Path) -> None:
    samples = [Sample(t, 0) for t in TREES]
    out = tmp_path / "a.npz"
    net, vocabulary = fit.fit(samples, fit.Plan(epochs=1, buckets=128, sizes=SMALL), fit.Language())
    fit.export(net, vocabulary, fit.Language(), out, {"lang": "id"})
    reader = read_weights(out)
    encoder = Encoder(vocabulary, build_vocabulary(samples)[1], Changes(), Coding(128, 0.0))
    with torch.no_grad():
        tags, arcs, _, _ = net.eval()(encoder.batch([samples[4], samples[7]], Random(1)))
    packed = pack([4, 4])
    scores = reader._network.forward(reader._first_layer([TREES[4].words, TREES[7].words], packed), packed)
    mine = reader._network.arc_scores(scores, packed, 0, 2)
    assert np.allclose(scores.tags[packed.places].reshape(2, 4, -1), tags.numpy(), atol=0.02)
    real = mine > -1000
    assert np.allclose(mine[real], arcs.numpy()[real], atol=0.02)
