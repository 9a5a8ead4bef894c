"""Runs a pack's examples: the sentences of ``sentences/*.txt`` and the statement frames of ``rules/*.toml``."""

from saksi.examples.run import Outcome, Shelf, check_examples, check_sentences, example_files, run_examples, run_file, shelf_of
from saksi.examples.sentences import TYPES

__all__ = ["TYPES", "Outcome", "Shelf", "check_examples", "check_sentences", "example_files", "run_examples", "run_file", "shelf_of"]
