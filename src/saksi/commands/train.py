"""``saksi train``: hands over to ``saksi.train``, which needs what the rest of the program does not."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from saksi.errors import MissingExtra


def run(arguments: Sequence[str]) -> int:
    try:
        from saksi.train.command import fill
        from saksi.train.command import run as train
    except ModuleNotFoundError as error:
        raise MissingExtra(f"saksi train needs the package {error.name}: pip install {error.name}") from None
    parser = argparse.ArgumentParser(prog="saksi train", description="Universal Dependencies treebanks to weights, and weights measured.")
    fill(parser)
    return train(parser.parse_args(arguments))
