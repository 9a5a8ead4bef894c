"""spaCy and Stanza behind the interface: a pipeline trained here on a few sentences, a stand-in for Stanza, and what is missing."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from saksi.errors import InputError, MissingExtra
from saksi.pack import load_pack
from saksi.reading.syntax import load_syntax
from saksi.reading.syntax.external import relation, to_parse
from saksi.train.conllu import Tree

SUBJECTS, VERBS, OBJECTS = ("Iran", "Israel", "Police"), ("attacked", "arrested", "met"), ("rebels", "ships", "leaders")
TREES = [
    Tree((s, v, o, "."), ("PROPN", "VERB", "NOUN", "PUNCT"), (1, -1, 1, 1), ("nsubj", "root", "obj", "punct"))
    for s in SUBJECTS
    for v in VERBS
    for o in OBJECTS
] * 8


def test_labels_keep_only_the_subtypes_that_stages_read() -> None:
    assert [relation(x) for x in ("obl:tmod", "nsubj:pass", "flat:name", "acl:relcl")] == ["obl", "nsubj:pass", "flat", "acl:relcl"]
    assert to_parse([("PROPN", 1, "nsubj"), ("??", -1, "ROOT")]).relations == ("nsubj", "root")
    assert to_parse([("??", -1, "ROOT")]).upos == ("X",)


@pytest.mark.filterwarnings("ignore")
def test_a_spacy_pipeline_reads_our_tokens(tmp_path: Path) -> None:
    pytest.importorskip("spacy", reason="the plug-in's test trains a small pipeline with spaCy, which is not installed")
    from saksi.train.rival import train_rival

    folder = train_rival("en", TREES, TREES[:27], tmp_path, steps=200)
    reader = load_syntax(load_pack("en"), f"spacy:{folder}")
    first, none = reader.parse([TREES[4].words, []])
    assert (first.upos, first.heads, first.relations) == (TREES[4].upos, TREES[4].heads, TREES[4].relations)
    assert none.upos == ()


def test_a_missing_model_says_what_to_do() -> None:
    pytest.importorskip("spacy", reason="spaCy is not installed")
    with pytest.raises(MissingExtra, match=r"^no spaCy model 'nowhere': pip install it"):
        load_syntax(load_pack("en"), "spacy:nowhere")


def test_a_missing_package_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("spacy", "stanza"):
        monkeypatch.setitem(sys.modules, name, None)
        with pytest.raises(MissingExtra, match=f"pip install {name}"):
            load_syntax(load_pack("en"), f"{name}:en")


def test_labels_of_another_scheme_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = SimpleNamespace(vocab=None, pipe_names=["parser"], get_pipe=lambda _: SimpleNamespace(labels=("nsubj", "dobj")))
    fake = ModuleType("spacy")
    vars(fake).update(load=lambda model, exclude: pipeline, tokens=SimpleNamespace(Doc=None))
    monkeypatch.setitem(sys.modules, "spacy", fake)
    with pytest.raises(InputError, match="other labels than Universal Dependencies"):
        load_syntax(load_pack("en"), "spacy:en_core_web_sm")


def test_a_stanza_pipeline_reads_our_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    def pipeline(lang: str, **options: Any) -> Any:
        assert options["tokenize_pretokenized"] and options["download_method"] is None
        words = [SimpleNamespace(upos="PROPN", head=2, deprel="nsubj"), SimpleNamespace(upos="VERB", head=0, deprel="root")]
        return lambda sentences: SimpleNamespace(sentences=[SimpleNamespace(words=words) for _ in sentences])

    fake = ModuleType("stanza")
    vars(fake).update(Pipeline=pipeline)
    monkeypatch.setitem(sys.modules, "stanza", fake)
    reader = load_syntax(load_pack("id"), "stanza:id")
    empty, full = reader.parse([[], ["Iran", "menyerang"]])
    assert empty.heads == ()
    assert (full.heads, full.relations) == ((1, -1), ("nsubj", "root"))


def test_stanza_without_models_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def pipeline(lang: str, **options: Any) -> Any:
        raise FileNotFoundError(lang)

    fake = ModuleType("stanza")
    vars(fake).update(Pipeline=pipeline)
    monkeypatch.setitem(sys.modules, "stanza", fake)
    with pytest.raises(MissingExtra, match=r"stanza\.download\('id'\)"):
        load_syntax(load_pack("id"), "stanza:id")
