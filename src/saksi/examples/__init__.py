"""Runs a pack's examples: the sentences of ``sentences/*.txt`` and the statement frames of ``rules/*.toml``."""

from saksi.examples.run import Outcome, check_examples, check_sentences, example_files, run_examples, run_file

__all__ = ["Outcome", "check_examples", "check_sentences", "example_files", "run_examples", "run_file"]
