"""The trained reader's network in torch, for training only; ``saksi.reading.syntax.network`` runs it in numpy.

A word type is a sum of embeddings (word, affixes, letter groups, shape) refined by a small perceptron; a window of three
types makes the first layer, additive over positions so that a reader can cache each type's share. Two bidirectional layers
of simple recurrent units without a hidden-to-hidden product (Lei et al. 2018, arXiv:1709.02755; Martin & Cundy 2018,
arXiv:1709.04057) carry context over the sentence. Heads are scored by a biaffine product (Dozat & Manning 2017,
arXiv:1611.01734) plus a learned preference for distances; relations by a low-rank product of dependent and head.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F


@dataclass(frozen=True, slots=True)
class Sizes:
    """Widths of the network."""

    words: int
    buckets: int
    tags: int
    relations: int
    embed: int = 96
    window: int = 128
    hidden: int = 80  # each direction
    arc: int = 64
    label: int = 64
    layers: int = 2
    reach: int = 15  # distances told apart on either side
    sources: int = 1  # treebanks
    dropout: float = 0.33


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences padded to one length. B sentences, T tokens, U word types."""

    words: Tensor  # [B, T] rows of the word table, 0 = unknown
    types: Tensor  # [B, T] word type, 0..U-1
    traits: Tensor  # rows of the trait table, those of type 0, then of type 1 ...
    starts: Tensor  # [U] where those of each type start
    mask: Tensor  # [B, T] bool
    tags: Tensor  # [B, T]
    heads: Tensor  # [B, T] 0 = root, else 1 + index
    relations: Tensor  # [B, T]
    source: Tensor  # [B]


class Recurrence(nn.Module):
    """A bidirectional layer: state = forget * state + (1 - forget) * input, gates from the layer below only."""

    def __init__(self, width: int, hidden: int) -> None:
        super().__init__()
        self.hidden = hidden
        self.project = nn.Linear(width, 4 * hidden)
        with torch.no_grad():
            self.project.bias[2 * hidden :] = torch.linspace(-1.0, 2.0, hidden).repeat(2)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """[B, T, width] -> [B, T, 2 * hidden]"""
        rows, steps, _ = x.shape
        both = self.project(x).view(rows, steps, 2, 2, self.hidden)
        f = torch.sigmoid(both[:, :, 1])
        z = (1 - f) * both[:, :, 0] * mask[:, :, None, None]
        z_steps = torch.stack((z[:, :, 0], z[:, :, 1].flip(1)), 2).unbind(1)
        f_steps = torch.stack((f[:, :, 0], f[:, :, 1].flip(1)), 2).unbind(1)
        state = torch.zeros_like(z_steps[0])
        states = []
        for step in range(steps):
            state = f_steps[step] * state + z_steps[step]
            states.append(state)
        out = torch.stack(states, 1)
        return torch.cat((out[:, :, 0], out[:, :, 1].flip(1)), -1)


class Network(nn.Module):
    def __init__(self, s: Sizes) -> None:
        super().__init__()
        self.sizes = s
        self.word = nn.Embedding(s.words, s.embed, padding_idx=0)
        self.trait = nn.EmbeddingBag(s.buckets, s.embed, mode="sum")
        self.source = nn.Embedding(s.sources, s.embed)
        self.norm = nn.LayerNorm(s.embed)
        self.refine = nn.Sequential(nn.Linear(s.embed, 2 * s.embed), nn.GELU(approximate="tanh"), nn.Linear(2 * s.embed, s.embed))
        self.window = nn.Conv1d(s.embed, s.window, 3, padding=1)
        widths = [s.window] + [2 * s.hidden] * (s.layers - 1)
        self.layers = nn.ModuleList(Recurrence(w, s.hidden) for w in widths)
        width = 2 * s.hidden
        self.tag = nn.Linear(width, s.tags)
        self.heads = nn.Linear(width, 2 * s.arc + 2 * s.label)
        self.arc = nn.Linear(s.arc, s.arc)
        self.root = nn.Parameter(torch.zeros(s.arc + s.label))
        self.distance = nn.Linear(s.arc, 2 * s.reach + 2)
        self.relation = nn.Linear(2 * s.label, s.relations)
        self._start()

    def _start(self) -> None:
        nn.init.normal_(self.word.weight, 0, 0.3)
        nn.init.normal_(self.trait.weight, 0, 0.1)
        nn.init.zeros_(self.source.weight)
        with torch.no_grad():
            self.word.weight[0] = 0
            self.arc.weight.mul_(0.1)

    def encode(self, batch: Batch) -> Tensor:
        """[B, T, 2 * hidden]"""
        s = self.sizes
        counts = torch.diff(batch.starts, append=torch.tensor([len(batch.traits)]))
        traits = self.trait(batch.traits, batch.starts) / counts[:, None].sqrt()
        e = self.norm(self.word(batch.words) + traits[batch.types])
        e = e + self.refine(e) + self.source(batch.source)[:, None]
        e = F.dropout(e, s.dropout, self.training) * batch.mask[:, :, None]
        x = F.relu(self.window(e.transpose(1, 2)).transpose(1, 2))
        for n, layer in enumerate(self.layers):
            y = layer(_drop(x, s.dropout, self.training), batch.mask)
            x = y + x if n else y
        return _drop(x, s.dropout, self.training)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Scores of tags [B, T, tags] and of heads [B, T, T + 1], and what relations are scored from:
        dependents [B, T, label], heads [B, T + 1, label]."""
        s = self.sizes
        x = self.encode(batch)
        rows, steps, _ = x.shape
        parts = _drop(F.relu(self.heads(x)), s.dropout, self.training)
        dep, head, dep_label, head_label = torch.split(parts, [s.arc, s.arc, s.label, s.label], -1)
        root = self.root.expand(rows, 1, -1)
        head = torch.cat((root[..., : s.arc], head), 1)
        head_label = torch.cat((root[..., s.arc :], head_label), 1)
        arcs = self.arc(dep) @ head.transpose(1, 2) + self._distances(dep, steps)
        arcs = arcs.masked_fill(~F.pad(batch.mask, (1, 0), value=True)[:, None], -1e4)
        return self.tag(x), arcs, dep_label, head_label

    def _distances(self, dep: Tensor, steps: int) -> Tensor:
        """What each token thinks of heads that far away: [B, T, T + 1]; the last bucket is the root."""
        reach = self.sizes.reach
        position = torch.arange(steps)
        bucket = (position[None] - position[:, None]).clamp(-reach, reach) + reach
        bucket = F.pad(bucket, (1, 0), value=2 * reach + 1)
        scores: Tensor = self.distance(dep)
        return scores.gather(2, bucket[None].expand(dep.shape[0], -1, -1))

    def relations(self, dep: Tensor, head: Tensor, heads: Tensor) -> Tensor:
        """Scores [B, T, relations] given heads [B, T]."""
        chosen = head.gather(1, heads[..., None].expand(-1, -1, head.shape[-1]))
        scores: Tensor = self.relation(torch.cat((dep * chosen, dep + chosen), -1))
        return scores

    def loss(self, batch: Batch) -> Tensor:
        """Sum of the three cross-entropies over real tokens; relations are learned at gold heads."""
        tags, arcs, dep, head = self(batch)
        m = batch.mask
        relations = self.relations(dep, head, batch.heads)
        return (
            F.cross_entropy(tags[m], batch.tags[m])
            + F.cross_entropy(arcs[m], batch.heads[m])
            + F.cross_entropy(relations[m], batch.relations[m])
        )


def _drop(x: Tensor, share: float, training: bool) -> Tensor:
    """Dropout of whole channels over a sentence. [B, T, width]"""
    if not training:
        return x
    keep = torch.rand(x.shape[0], 1, x.shape[2]) >= share
    return x * keep / (1 - share)
