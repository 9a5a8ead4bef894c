"""``spacy:MODEL``: a spaCy pipeline as the syntax reader. Its labels must be Universal Dependencies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from saksi.errors import InputError, MissingExtra
from saksi.reading.document import Parse
from saksi.reading.syntax.external import UPOS, library, to_parse

UNUSED = ("ner", "lemmatizer", "textcat", "entity_linker", "senter", "sentencizer")


class SpacySyntax:
    """Runs the pipeline over ready tokens, so that spans stay ours."""

    def __init__(self, model: str) -> None:
        """``model``: the name of an installed package, or a folder. Raises MissingExtra when either is not there."""
        spacy = library("spacy")
        self.name = f"spacy:{model}"
        try:
            self._pipeline: Any = spacy.load(model, exclude=list(UNUSED))
        except OSError:
            raise MissingExtra(f"no spaCy model {model!r}: pip install it, or give the folder of a pipeline") from None
        self._doc: Any = spacy.tokens.Doc
        _check(self._pipeline, model)

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Parse]:
        docs = (self._doc(self._pipeline.vocab, words=list(words)) for words in sentences)
        return [to_parse((_upos(t), t.head.i if t.head.i != t.i else -1, t.dep_) for t in doc) for doc in self._pipeline.pipe(docs)]


def _upos(token: Any) -> str:
    """UPOS, or the tag of a tagger that was trained on UPOS."""
    return token.pos_ or (token.tag_ if token.tag_ in UPOS else "X")


def _check(pipeline: Any, model: str) -> None:
    """Raises InputError for a pipeline without a parser or with labels of another scheme."""
    if "parser" not in pipeline.pipe_names:
        raise InputError(f"the spaCy model {model!r} has no parser: choose one that has")
    if "dobj" in pipeline.get_pipe("parser").labels:
        raise InputError(f"the spaCy model {model!r} has other labels than Universal Dependencies: choose one trained on UD")
