"""``stanza:LANG``: a Stanza pipeline as the syntax reader. Models are never fetched here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from saksi.errors import MissingExtra
from saksi.reading.document import Parse
from saksi.reading.syntax.external import library, to_parse


class StanzaSyntax:
    """Runs the pipeline over ready tokens, so that spans stay ours."""

    def __init__(self, lang: str) -> None:
        """Raises MissingExtra when the package or the models of the language are not there."""
        stanza = library("stanza")
        self.name = f"stanza:{lang}"
        options = {"processors": "tokenize,pos,lemma,depparse", "tokenize_pretokenized": True, "download_method": None, "verbose": False}
        try:
            self._pipeline: Any = stanza.Pipeline(lang, **options)
        except Exception as error:  # its own class per version, for a missing folder, file or language
            hint = f"""python -c "import stanza; stanza.download('{lang}')\""""
            raise MissingExtra(f"no Stanza models for {lang!r} ({type(error).__name__}): {hint}") from None

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Parse]:
        full = [list(words) for words in sentences if words]
        parsed = iter(self._pipeline(full).sentences if full else ())
        return [to_parse((w.upos, w.head - 1, w.deprel) for w in next(parsed).words) if words else to_parse(()) for words in sentences]
